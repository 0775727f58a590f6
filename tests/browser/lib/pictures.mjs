// Every screen as pictures: three widths, light and dark.

import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { painted } from "./chromium.mjs";

const WIDTHS = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];

let folder;

/** The folder of this run: `HEILSAM_TEST_PICTURES`, or a new temporary one. */
export async function picturesFolder() {
  folder ??= process.env.HEILSAM_TEST_PICTURES ?? (await mkdtemp(join(tmpdir(), "heilsam-pictures-")));
  await mkdir(folder, { recursive: true });
  return folder;
}

/**
 * Takes the present screen at every width, light and dark, and returns the files.
 *
 * Pictures are for people; no test compares them.
 */
export async function takePictures(page, name) {
  const files = [];
  const before = page.viewportSize();
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await painted(page);
      const path = join(await picturesFolder(), `${name}-${size.width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
      files.push(path);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
  return files;
}

/** Whether anything sticks out to the right at 320 CSS pixels: the width of a zoomed phone. */
export async function checkNoSidewaysScroll(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 800 });
  await painted(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (before) await page.setViewportSize(before);
  if (wide > 0) throw new Error(`the page is ${wide} px too wide at 320 px`);
}
