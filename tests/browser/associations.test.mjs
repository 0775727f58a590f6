// Papers for each of the seventeen associations, at an operator who has both certificates.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { makeCertificates } from "./lib/certificates.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { checkout } from "./lib/folders.mjs";
import { wordsOf } from "./lib/papers.mjs";
import { registerDoctor, says } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const WITHIN_MS = 15 * 60_000;
const LANR = "123456601";
const BSNR = "721234500";
/** What a practice has no form to fill in for. */
const READ_OR_ONLINE = ["info", "web-form"];
const OF_THE_PROVIDER = ["provider-declaration", "general-confirmation", "conformity"];
let certificates, server, browser;

before(async () => {
  certificates = await makeCertificates();
  const both = `[${certificates.entry("security", "IT-4711")}, ${certificates.entry("privacy", "DS-4712")}]`;
  server = await startServer({ env: { HEILSAM_CONTRACT__CERTIFICATES: both, HEILSAM_CONTRACT__ADDRESS: "Serverweg 1, 10115 Berlin" } });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await certificates?.end();
});

/** The buttons that an association has a use for, by its papers. */
function offered({ documents }) {
  const declared = documents.some(({ kind }) => OF_THE_PROVIDER.includes(kind));
  const toFillIn = documents.some(({ kind }) => !READ_OR_ONLINE.includes(kind));
  return ["make-notice", ...(toFillIn ? ["make-request"] : []), ...(declared ? ["make-declaration"] : [])];
}

async function wordsMade(page, button) {
  const saving = page.waitForEvent("download", { timeout: 60_000 });
  await page.click(`#${button}`);
  const file = await saving;
  await page.waitForSelector("#paper-made");
  return wordsOf(await file.path());
}

test("every paper of each of the seventeen associations names it and both numbers of the doctor", { timeout: WITHIN_MS }, async () => {
  const { regions } = JSON.parse(await readFile(join(checkout, "assets/kv/regions.json"), "utf8"));
  assert.equal(regions.length, 17);
  const doctor = await registerDoctor(browser, server, { acceptDownloads: true });
  const { page } = doctor;
  await page.goto("/practice/papers");
  for (const [field, text] of [["practice", "Praxis Dr. Weber"], ["address", "Beispielweg 1, 10115 Berlin"], ["doctor", "Dr. Weber"], ["lanr", LANR], ["bsnr", BSNR]]) {
    await page.fill(`#paper-${field}`, text);
  }
  const declared = [];
  for (const region of regions) {
    await page.selectOption("#paper-region", region.id);
    await says(page, "#region-papers h3", new RegExp(`^${region.name}$`));
    const buttons = await page.locator("#make-notice, #make-request, #make-declaration").evaluateAll((all) => all.map(({ id }) => id));
    assert.deepEqual(buttons, offered(region), region.name);
    for (const button of buttons) {
      const words = await wordsMade(page, button);
      for (const part of [region.name, LANR, BSNR]) assert.ok(words.includes(part), `${part} in ${button} of ${region.name}: ${words}`);
      if (button !== "make-declaration") continue;
      declared.push(region.id);
      const { label } = region.documents.find(({ kind }) => OF_THE_PROVIDER.includes(kind));
      for (const part of [label, "Nummer IT-4711", "Nummer DS-4712"]) assert.ok(words.includes(part), `${part} in ${button} of ${region.name}: ${words}`);
    }
  }
  assert.deepEqual(declared, ["kv-04", "kv-10", "kv-11", "kv-15"]);
  doctor.guard.check();
});
