// A letter held into the camera: Chromium plays a video file instead of its green test picture.

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import qrcode from "qrcode-generator";

const WIDTH = 640;
const HEIGHT = 480;
const PAPER = 225;
const INK = 35;

/** Writes a video (Y4M, one picture); returns the file. `brightness` and `colour` are the planes of a 4:2:0 picture. */
async function film(name, brightness, colour) {
  const file = join(await mkdtemp(join(tmpdir(), "heilsam-film-")), name);
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\nFRAME\n`;
  await writeFile(file, Buffer.concat([Buffer.from(header), brightness, colour]));
  return file;
}

/** The two colour planes of a skin, as `[blue, red]` differences. */
const SKIN = [105, 150];

/**
 * The outline of a person in front of a wall, for pictures that people look at; `tint` (0 to 255) is the colour of their clothes
 * and, fainter, of the wall, and tells two of them apart.
 */
export function filmOfPerson(tint) {
  const brightness = Buffer.alloc(WIDTH * HEIGHT);
  const [blue, red] = [Buffer.alloc((WIDTH * HEIGHT) / 4), Buffer.alloc((WIDTH * HEIGHT) / 4)];
  const clothes = [255 - tint, tint];
  const wall = clothes.map((each) => Math.round(128 + (each - 128) / 4));
  const inside = (x, y, left, top, wide, high) => ((x - left) / wide) ** 2 + ((y - top) / high) ** 2 < 1;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const head = inside(x, y, 320, 190, 78, 100);
      const body = inside(x, y, 320, 470, 200, 170);
      brightness[y * WIDTH + x] = head ? 190 : body ? 90 : 225 - Math.floor(y / 12);
      if (x % 2 || y % 2) continue;
      const at = (y * WIDTH) / 4 + x / 2;
      [blue[at], red[at]] = head ? SKIN : body ? clothes : wall;
    }
  }
  return film("person.y4m", brightness, Buffer.concat([blue, red]));
}

/** A QR code as pages draw it: how many modules its side has, and the dark ones as a path. */
export function drawingOf(text) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const [modules, margin] = [code.getModuleCount(), 4];
  const all = [...Array(modules).keys()];
  const dark = all.flatMap((y) => all.filter((x) => code.isDark(y, x)).map((x) => `M${x + margin} ${y + margin}h1v1h-1z`));
  return { side: modules + 2 * margin, path: dark.join("") };
}

/** Writes a video with a QR code in the middle of a sheet; returns the file. */
export async function filmOf(text, scale = 8) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const left = Math.floor((WIDTH - modules * scale) / 2);
  const top = Math.floor((HEIGHT - modules * scale) / 2);
  const brightness = Buffer.alloc(WIDTH * HEIGHT, PAPER);
  for (let y = 0; y < modules * scale; y += 1) {
    for (let x = 0; x < modules * scale; x += 1) {
      if (code.isDark(Math.floor(y / scale), Math.floor(x / scale))) brightness[(top + y) * WIDTH + left + x] = INK;
    }
  }
  return film("letter.y4m", brightness, Buffer.alloc((WIDTH * HEIGHT) / 2, 128));
}
