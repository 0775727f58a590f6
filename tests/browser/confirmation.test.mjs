// The provider's confirmation for the association: made of the operator's data and the numbers of its certificates.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { makeCertificates } from "./lib/certificates.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { wordsOf } from "./lib/papers.mjs";
import { concludeContract, registerDoctor } from "./lib/people.mjs";
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
  await concludeContract(page);
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
  const text = await wordsOf(await file.path());
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
  const text = await wordsOf(await file.path());
  const practice = ["Praxis Dr. Weber", "Beispielweg 1, 14467 Potsdam", "123456601", "721234500"];
  const provider = [ADDRESS, "IT-4711, ausgestellt von Prüfstelle, gültig bis 31.12.2099", "Nummer DS-4712", "Unterschrift des Anbieters"];
  for (const said of ["KV Brandenburg", "Erklärung des Videoanbieters", "8. Die aktuelle Bescheinigung", ...practice, ...provider]) {
    assert.ok(text.includes(said), `${said} in: ${text}`);
  }
  doctor.guard.check();
});

/** So many days from today, as the configuration says a day: `2026-01-31`. */
function inDays(days) {
  const date = new Date(new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(new Date()));
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day as the page says it. */
const inWords = (day) => new Intl.DateTimeFormat("de-DE", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(day)).replace(" ", "\u00a0");

test("the first page reminds of a certificate that ends soon or has ended, and of none that was renewed or holds for long", async () => {
  const [soon, over, renewed, later] = [inDays(10), inDays(-3), inDays(-2), inDays(60)];
  const listed = [
    certificates.entry("security", "IT-4711", soon),
    certificates.entry("declaration", "", over),
    certificates.entry("privacy", "DS-4711", renewed),
    certificates.entry("privacy", "DS-4712"),
    certificates.entry("other", "", later),
  ];
  const { doctor, page } = await withContract({ HEILSAM_CONTRACT__CERTIFICATES: `[${listed.join(", ")}]` });
  await page.goto("/practice/");
  const reminders = page.getByText(/^Die Bescheinigung „.*“ des Videodienstes (gilt|galt) nur/);
  await reminders.first().waitFor();
  const texts = await reminders.allInnerTexts();
  assert.equal(texts.length, 2, texts.join(" | "));
  assert.ok(texts[0].includes("„Videodienst Heilsam“") && texts[0].includes(`gilt nur noch bis zum ${inWords(soon)}`), texts[0]);
  assert.ok(texts[1].includes(`galt nur bis zum ${inWords(over)}`), texts[1]);
  await inspect(page, "practice-certificate-ends");
  doctor.guard.check();
});
