// The provider's confirmation for the association: made of the operator's data and the numbers of its certificates.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, afterEach, before, test } from "node:test";
import { promisify } from "node:util";

import { makeCertificates } from "./lib/certificates.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { registerDoctor } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const ADDRESS = "Serverweg 1, 10115 Berlin";
let certificates, browser, server;

before(async () => {
  certificates = await makeCertificates();
  browser = await launchChromium();
});

afterEach(() => server?.stop());

after(async () => {
  await browser?.close();
  await certificates?.end();
});

/** A doctor with a contract, on its page. */
async function withContract(env) {
  server = await startServer({ env });
  const doctor = await registerDoctor(browser, server, { acceptDownloads: true });
  const { page } = doctor;
  await page.goto("/practice/contract");
  await page.fill("#contract-practice", "Praxis Dr. Weber");
  await page.fill("#contract-address", "Beispielweg 1, 10115 Berlin");
  await page.fill("#contract-doctor", "Dr. Weber");
  await page.fill("#contract-email", "praxis@example.org");
  await page.click("#contract-save");
  await page.waitForSelector("#contract-since");
  return { doctor, page };
}

test("without certificates the page says what the operator lacks, and makes nothing", async () => {
  const { doctor, page } = await withContract({ HEILSAM_CONTRACT__CERTIFICATES: `[${certificates.entry("security", "")}]` });
  const said = await page.innerText("#confirmation-missing");
  for (const lacks of [/Anschrift/, /Informationssicherheit mit Nummer/, /Datenschutz mit Nummer/]) assert.match(said, lacks);
  assert.equal(await page.locator("#make-confirmation").count(), 0);
  await inspect(page, "confirmation-missing");
  doctor.guard.check();
});

test("with both certificates the confirmation names practice, operator and numbers", async () => {
  const env = { HEILSAM_CONTRACT__CERTIFICATES: `[${certificates.entry("security", "IT-4711")}, ${certificates.entry("privacy", "DS-4712")}]`, HEILSAM_CONTRACT__ADDRESS: ADDRESS };
  const { doctor, page } = await withContract(env);
  const saving = page.waitForEvent("download", { timeout: 60_000 });
  await page.click("#make-confirmation");
  const file = await saving;
  await page.waitForSelector("#confirmation-made");
  assert.equal(file.suggestedFilename(), "Bestaetigung-Videodienst.pdf");
  const { stdout } = await promisify(execFile)("pdftotext", ["-raw", await file.path(), "-"]);
  const text = stdout.replaceAll(/\s+/g, " ");
  for (const said of ["Praxis Dr. Weber", ADDRESS, "IT-4711, ausgestellt von Prüfstelle, gültig bis 31.12.2099", "Nummer DS-4712"]) {
    assert.ok(text.includes(said), `${said} in: ${text}`);
  }
  await inspect(page, "confirmation");
  doctor.guard.check();
});

test("the declaration of the provider names association, practice, each requirement and both certificates", async () => {
  const env = { HEILSAM_CONTRACT__CERTIFICATES: `[${certificates.entry("security", "IT-4711")}, ${certificates.entry("privacy", "DS-4712")}]`, HEILSAM_CONTRACT__ADDRESS: ADDRESS };
  server = await startServer({ env });
  const doctor = await registerDoctor(browser, server, { acceptDownloads: true });
  const { page } = doctor;
  await page.goto("/practice/papers");
  await page.fill("#paper-practice", "Praxis Dr. Weber");
  await page.fill("#paper-address", "Beispielweg 1, 14467 Potsdam");
  await page.selectOption("#paper-region", "kv-03");
  await page.waitForSelector("#make-request");
  assert.equal(await page.locator("#make-declaration").count(), 0, "Berlin asks for none");
  await page.selectOption("#paper-region", "kv-04");
  await page.click("#make-declaration");
  await page.waitForSelector("#paper-doctor-error");
  await page.fill("#paper-doctor", "Dr. Weber");
  await page.fill("#paper-lanr", "123456601");
  await page.fill("#paper-bsnr", "721234500");
  const saving = page.waitForEvent("download", { timeout: 60_000 });
  await page.click("#make-declaration");
  const file = await saving;
  await page.waitForSelector("#paper-made");
  assert.equal(file.suggestedFilename(), "Erklaerung-Videodienst.pdf");
  const { stdout } = await promisify(execFile)("pdftotext", ["-raw", await file.path(), "-"]);
  const text = stdout.replaceAll(/\s+/g, " ");
  const practice = ["Praxis Dr. Weber", "Beispielweg 1, 14467 Potsdam", "123456601", "721234500"];
  const provider = [ADDRESS, "IT-4711, ausgestellt von Prüfstelle, gültig bis 31.12.2099", "Nummer DS-4712", "Unterschrift des Anbieters"];
  for (const said of ["KV Brandenburg", "Erklärung des Videoanbieters", "8. Die aktuelle Bescheinigung", ...practice, ...provider]) {
    assert.ok(text.includes(said), `${said} in: ${text}`);
  }
  doctor.guard.check();
});
