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

/** The outline of a person in front of a wall, for pictures that people look at; `tint` (0 to 255) tells two of them apart. */
export function filmOfPerson(tint) {
  const brightness = Buffer.alloc(WIDTH * HEIGHT);
  const inside = (x, y, left, top, wide, high) => ((x - left) / wide) ** 2 + ((y - top) / high) ** 2 < 1;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const head = inside(x, y, 320, 190, 78, 100);
      const body = inside(x, y, 320, 470, 200, 170);
      brightness[y * WIDTH + x] = head ? 190 : body ? 90 : 225 - Math.floor(y / 12);
    }
  }
  const plane = (WIDTH * HEIGHT) / 4;
  return film("person.y4m", brightness, Buffer.concat([Buffer.alloc(plane, 255 - tint), Buffer.alloc(plane, tint)]));
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
