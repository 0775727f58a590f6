// The certificate of the provider (Anlage 2 of Anlage 31b): filled in, checked, printed to be signed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { storedInBrowser } from "./lib/canary.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { nameInDossier, registerAuthor, says } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("the certificate of Anlage 2 is checked and becomes a PDF to sign", async () => {
  const { page, guard } = await registerAuthor(browser, server, { acceptDownloads: true });
  await nameInDossier(page, "Anna Beispiel");
  await page.goto("/manufacturer/certificate");
  await page.waitForSelector("#certificate-make");
  await page.click("#certificate-make");
  await page.waitForSelector("#certificate-service-error");
  assert.equal(await page.evaluate(() => document.activeElement.id), "certificate-service");
  await inspect(page, "certificate-empty");
  await page.fill("#certificate-service", "Heilsam Video");
  for (const letter of ["a", "b"]) {
    await page.fill(`#certificate-${letter}-title`, `Zertifikat ${letter}`);
    await page.fill(`#certificate-${letter}-body`, "Prüfstelle");
    await page.fill(`#certificate-${letter}-from`, "2026-01-01");
    await page.fill(`#certificate-${letter}-until`, "2099-12-31");
  }
  for (const number of ["1", "2a", "3", "4", "5", "6", "7", "8a"]) await page.check(`#certificate-c-${number}-yes`);
  await page.check("#certificate-c-2b-yes");
  await page.check("#certificate-c-7-no");
  await page.fill("#certificate-c-8b", "2");
  await page.fill("#certificate-person", "Anna Beispiel");
  await page.fill("#certificate-contact", "video@heilsam.example");
  await page.click("#certificate-make");
  await says(page, "#certificate-c-7-error", /verlangt/);
  await page.waitForSelector("#certificate-c-8b-error");
  await page.check("#certificate-c-7-yes");
  await page.check("#certificate-c-8a-no");
  assert.equal(await page.locator("#certificate-c-8b").count(), 0, "asked only when it applies");
  // Whoever reads the database comes after what the page has begun to write.
  await storedInBrowser(page);
  await page.reload();
  await page.waitForSelector("#certificate-make");
  assert.equal(await page.inputValue("#certificate-a-title"), "Zertifikat a", "what was typed is there again");
  const saving = page.waitForEvent("download", { timeout: 60_000 });
  await page.click("#certificate-make");
  const file = await saving;
  assert.equal(file.suggestedFilename(), "Bescheinigung-Anlage-31b.pdf");
  const bytes = await readFile(await file.path());
  assert.equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
  await says(page, "#certificate-made", /Verzeichnis der Videodienstanbieter/);
  await inspect(page, "certificate-made");
  guard.check();
});
