// A letter held into the camera: Chromium plays a video file instead of its green test picture.

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import qrcode from "qrcode-generator";

const WIDTH = 640;
const HEIGHT = 480;
const PAPER = 225;
const INK = 35;

/** Writes a video (Y4M, one picture) with a QR code in the middle of a sheet; returns the file. */
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
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const file = join(await mkdtemp(join(tmpdir(), "heilsam-film-")), "letter.y4m");
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\nFRAME\n`;
  await writeFile(file, Buffer.concat([Buffer.from(header), brightness, colour]));
  return file;
}
