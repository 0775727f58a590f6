// Makes the manuals anew: `node manuals/make.mjs`, with a server and quick front ends built before. Look at every page
// before you commit what it writes.

import { writeFile } from "node:fs/promises";

import { launchChromium } from "../lib/chromium.mjs";
import { fileOf, fingerprint, MADE, MANUALS, print, printed } from "./compose.mjs";
import { picture } from "./picture.mjs";
import { walk } from "./screens.mjs";

const made = {};
const browser = await launchChromium();
for (const language of ["de", "en"]) {
  const pictures = new Map();
  await walk(language, async (name, page) => pictures.set(name, await picture(page)));
  for (const manual of MANUALS.filter((each) => each.language === language)) {
    const bytes = await print(browser, manual, pictures);
    await writeFile(printed(manual), bytes);
    made[fileOf(manual)] = await fingerprint(manual);
    console.log(`${fileOf(manual)}: ${Math.round(bytes.length / 1000)} KB`);
  }
}
await browser.close();
await writeFile(MADE, `${JSON.stringify(made, null, 2)}\n`);
