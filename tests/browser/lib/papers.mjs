// Small files made by hand: PDFs with and without programs, and a picture; and the words of papers that the apps made.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { deflateSync } from "node:zlib";

/** The words of a PDF, with single spaces between them. */
export async function wordsOf(path) {
  const { stdout } = await promisify(execFile)("pdftotext", ["-raw", path, "-"]);
  return stdout.replaceAll(/\s+/g, " ");
}

/** A PDF of so many pages; page n is black from the left edge up to n tenths of its width. `catalog` comes into its root. */
export function pdf(pages = 1, catalog = "") {
  const kids = [...Array(pages).keys()].map((page) => `${3 + 2 * page} 0 R`);
  const objects = [`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`, `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages} >>`];
  for (let page = 0; page < pages; page += 1) {
    const drawing = `0 0 0 rg 0 0 ${20 * (page + 1)} 280 re f`;
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] /Contents ${4 + 2 * page} 0 R >>`);
    objects.push(`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
  }
  let text = "%PDF-1.7\n";
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** The action of a PDF that would run a program. */
export const RUNS = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>";

/** A red square as PNG. */
export function png(side = 64) {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, Buffer.from([200, 20, 20]))]);
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array(side).fill(row)));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}
