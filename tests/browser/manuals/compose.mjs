// From a text of `assets/manuals` and the pictures of the walk to a PDF that screen readers can read.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { checkout } from "../lib/folders.mjs";

/** The manuals: for whom, in which language. */
export const MANUALS = ["practice", "patient"].flatMap((reader) => ["de", "en"].map((language) => ({ reader, language })));

const TEXTS = join(checkout, "assets/manuals");
/** What was printed from what. */
export const MADE = join(TEXTS, "made.json");
const FONT = join(checkout, "assets/fonts/atkinson-hyperlegible-next.woff2");
const SCREEN = /data-screen="([a-z-]+)"/g;

/** The name of a manual's file. */
export const fileOf = ({ reader, language }) => `heilsam-${reader}-${language}.pdf`;

/** Where a manual lies as it is served. */
export const printed = (manual) => join(checkout, "app/web/manuals", fileOf(manual));

/** The text of a manual as HTML, with `data-screen` where a picture belongs. */
export const textOf = ({ reader, language }) => readFile(join(TEXTS, language, `${reader}.html`), "utf8");

/** The screens that a text shows, in order. */
export const screensOf = (text) => [...text.matchAll(SCREEN)].map(([, name]) => name);

/** A fingerprint of everything that a manual is printed from, without the screens themselves. */
export async function fingerprint(manual) {
  const style = await readFile(join(TEXTS, "manual.css"));
  return createHash("sha256").update(await textOf(manual)).update(style).digest("hex");
}

/** The whole page; `pictures` holds JPEG files by the name of their screen. */
async function html(manual, pictures) {
  const text = await textOf(manual);
  const title = text.match(/<h1>([^<]+)<\/h1>/)[1];
  const font = (await readFile(FONT)).toString("base64");
  const body = text.replace(SCREEN, (_, name) => `src="data:image/jpeg;base64,${pictures.get(name).toString("base64")}"`);
  return `<!doctype html><html lang="${manual.language}"><head><meta charset="utf-8"><title>${title}</title><style>
@font-face { font-family: "Atkinson Hyperlegible Next"; font-weight: 200 800; src: url("data:font/woff2;base64,${font}"); }
${await readFile(join(TEXTS, "manual.css"), "utf8")}</style></head><body class="${manual.reader}"><main>${body}</main></body></html>`;
}

/** Prints a manual: tagged, with an outline, page numbers at the foot. */
export async function print(browser, manual, pictures) {
  const page = await browser.newPage();
  await page.setContent(await html(manual, pictures), { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  const foot = `<div style="font: 9px sans-serif; width: 100%; text-align: center; color: #44585e"><span class="pageNumber"></span> / <span class="totalPages"></span></div>`;
  const bytes = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: "<div></div>",
    footerTemplate: foot,
    tagged: true,
    outline: true,
  });
  await page.close();
  return bytes;
}
