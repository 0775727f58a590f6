// The certificate of the provider (Anlage 2 of Anlage 31b): filled in, checked, printed to be signed, with the letters for the register.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

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

/** Makes one letter; gives the name of its file and its words. */
async function letter(page, body) {
  const saving = page.waitForEvent("download", { timeout: 60_000 });
  await page.click(`#letter-${body}`);
  const file = await saving;
  await page.waitForSelector("#letter-made");
  const { stdout } = await promisify(execFile)("pdftotext", ["-raw", await file.path(), "-"]);
  return { name: file.suggestedFilename(), words: stdout.replaceAll(/\s+/g, " ") };
}

function holds(words, parts) {
  for (const part of parts) assert.ok(words.includes(part), `${part} in: ${words}`);
}

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

  assert.deepEqual(await page.locator("#letters-lack li").allInnerTexts(), [
    "Name des Anbieters", "Anschrift des Anbieters", "Internetseite des Videodienstes", "Steht Ihr Dienst schon im Verzeichnis?",
  ]);
  await page.click("#letters-lack li:nth-child(3) a");
  assert.equal(await page.evaluate(() => document.activeElement.id), "certificate-letter-page", "each leads to its field");
  await page.click("#letter-kbv");
  await page.waitForSelector("#certificate-letter-kind-error");
  assert.equal(await page.evaluate(() => document.activeElement.id), "certificate-letter-provider");
  await inspect(page, "certificate-letters-empty");
  await page.fill("#certificate-letter-provider", "Heilsam GmbH");
  await page.fill("#certificate-letter-address", "Musterweg 1, 10115 Berlin");
  await page.fill("#certificate-letter-page", "https://video.heilsam.example");
  await page.check("#certificate-letter-kind-new");
  await page.waitForSelector("#letters-lack", { state: "detached" });
  assert.match(await page.innerText("#letters-addresses"), /prüfen Sie die Anschriften/);
  const [kbv, gkv] = [await letter(page, "kbv"), await letter(page, "gkv")];
  assert.deepEqual([kbv.name, gkv.name], ["Brief-Verzeichnis-KBV.pdf", "Brief-Verzeichnis-GKV.pdf"]);
  holds(kbv.words, ["Kassenärztliche Bundesvereinigung Herbert-Lewin-Platz 2 10623 Berlin", "legen wir dem GKV-Spitzenverband vor"]);
  holds(gkv.words, ["GKV-Spitzenverband Reinhardtstraße 28 10117 Berlin", "legen wir der Kassenärztlichen Bundesvereinigung vor"]);
  for (const { words } of [kbv, gkv]) {
    holds(words, ["Aufnahme in das Verzeichnis", "Heilsam GmbH", "Heilsam Video", "https://video.heilsam.example", "video@heilsam.example"]);
    holds(words, ["01.01.2026", "31.12.2099", "Anlagen", "Bescheinigung nach Anlage 2", "Zertifikat a, Prüfstelle", "Zertifikat b, Prüfstelle"]);
    holds(words, ["Unterschrift des Anbieters", "Seite 1 von 1"]);
  }
  await inspect(page, "certificate-letters-made");
  await page.check("#certificate-letter-kind-again");
  await page.waitForSelector("#letter-made", { state: "detached" });
  await page.click("#language-switch");
  await says(page, "#letters-german", /in German/);
  const renewal = await letter(page, "kbv");
  assert.equal(renewal.name, "Letter-Register-KBV.pdf");
  holds(renewal.words, ["Verlängerung des Eintrags", "Sehr geehrte Damen und Herren"]);
  await page.click("#language-switch");
  guard.check();
});
