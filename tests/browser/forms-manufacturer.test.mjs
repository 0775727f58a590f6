// Every form of the manufacturer's program with wrong input, and with a server that fails.

import assert from "node:assert/strict";
import { test } from "node:test";

import { dossierDay } from "./lib/day.mjs";
import { PROVOKED, refuses, refusesHalf, survives, trying } from "./lib/forms.mjs";
import { openPage as open, registerAuthor } from "./lib/people.mjs";

const ANNEX = "/manufacturer/item/digav-2026-anlage-1";
const ENTRIES = "**/api/v1/dossier/entries";
const day = dossierDay({ expected: PROVOKED });
const { tried, all } = trying("manufacturer");

test("the name in the dossier is asked for, and stays without a server", async () => {
  const { context, page, guard } = await registerAuthor(day.browser, day.server, { expected: PROVOKED });
  await refuses(page, "#naming-save", "#naming-name");
  await page.fill("#naming-name", "Clara Dorn");
  await survives(page, "#naming-save", "**/api/v1/dossier/name", { says: "#naming [role=alert]" });
  tried("naming");
  guard.check();
  await context.close();
});

test("an answer and its evidence: what is missing stands at the form, with the focus", async () => {
  const { page } = day.author;
  await open(page, `${ANNEX}/si-28`);
  await page.click("#place-1-met");
  await page.click("#place-2-deviation");
  await page.fill("#place-2-equivalence", "zu kurz");
  await refuses(page, "#answer-save", "#answer-refused");
  await page.fill("#place-2-equivalence", "Ein vorgelagerter Dienst leistet dasselbe und wird geprüft.");
  await survives(page, "#answer-save", ENTRIES, { says: "#answer-refused" });
  tried("answer");

  await page.click("#evidence-add");
  await refuses(page, "#evidence-save", "#evidence-add-refused");
  await page.fill("#evidence-role", "Datenschutzbeauftragte");
  await refuses(page, "#evidence-save", "#evidence-add-refused");
  await page.click("#evidence-kind-document");
  await refuses(page, "#evidence-save", "#evidence-add-refused");
  await page.fill("#evidence-version", "2");
  const file = { name: "bericht.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 1 0 obj <</Type /Catalog>>") };
  await page.setInputFiles("#evidence-file", file);
  await page.waitForSelector("text=Erkannt als application/pdf");
  await refusesHalf(page, "#evidence-save", "#evidence-until", { says: "#evidence-add-refused" });
  await page.fill("#evidence-until", "2020-01-31");
  await refuses(page, "#evidence-save", "#evidence-add-refused");
  await page.click("#evidence-kind-statement");
  assert.equal(await page.inputValue("#evidence-role"), "Datenschutzbeauftragte", "the other kind keeps what was typed");
  await page.fill("#evidence-text", "Am 3. November geprüft.");
  await survives(page, "#evidence-save", ENTRIES, { says: "#evidence-add-refused", broken: true });
  tried("evidence");
});

test("product, protection need and published texts", async () => {
  const { page } = day.author;
  await open(page, "/manufacturer/product");
  await page.locator("[id^='property-']").first().click();
  await survives(page, "#properties-save", ENTRIES, { says: "#properties-refused" });
  tried("properties");
  await page.fill("#plan-version", "");
  await page.fill("#plan-commit", "0123456789abcdef");
  await refuses(page, "#plan-save", "#plan-refused");
  await page.fill("#plan-version", "9.9.9");
  await refusesHalf(page, "#plan-save", "#plan-filing", { says: "#plan-refused" });
  await page.fill("#plan-filing", "");
  await survives(page, "#plan-save", ENTRIES, { says: "#plan-refused" });
  tried("plan of the product");

  await open(page, "/manufacturer/protection");
  await page.selectOption("#scenario-2-Confidentiality", "normal");
  await page.fill("#scenario-2-reason", "kurz");
  await refuses(page, "#scenario-2-save", "#scenario-2-refused");
  await page.fill("#scenario-2-reason", "Nur zur Probe gesenkt, mit Begründung.");
  await survives(page, "#scenario-2-save", ENTRIES, { says: "#scenario-2-refused" });
  tried("scenario");

  await open(page, "/manufacturer/texts");
  await refuses(page, "#text-save", "#text-refused");
  await page.fill("#text-title", "Faltblatt");
  await refuses(page, "#text-save", "#text-refused");
  await page.fill("#text-body", "Heilsam hilft bei hohem Blutdruck.");
  await survives(page, "#text-save", ENTRIES, { says: "#text-refused", broken: true });
  tried("published text");
});

test("a statement of the application names the wrong field while one types, and when it is saved", async () => {
  const { page } = day.author;
  await open(page, "/manufacturer/application/1");
  await page.fill("#field-product-1-udi-di", "04012345678902");
  await refuses(page, "#entry-save", ["#entry-refused", "#field-product-1-udi-di"]);
  await page.fill("#field-product-1-udi-di", "04012345678901");
  await survives(page, "#entry-save", ENTRIES, { says: "#entry-refused" });
  tried("statement");
});

test("a change: open questions are said, it is kept without a server, and the day of a notice is asked for", async () => {
  const { page } = day.author;
  await open(page, "/manufacturer/change");
  await refuses(page, "#change-assess", "#change-open");
  for (const question of ["safety", "protection", "effects"]) {
    await page.click(`#change-${question}-${question === "protection" ? "yes" : "no"}`);
    await page.fill(`#change-${question}-reason`, "Die Anmeldung prüft jetzt zusätzlich das Gerät.");
  }
  await page.click("#change-assess");
  await page.waitForFunction(() => document.activeElement?.id === "change-result-title");
  await survives(page, "#change-keep", ENTRIES, { says: "#change-refused" });
  tried("change");
  await page.click("#change-keep");
  const note = "button[id^='change-note-']";
  await page.waitForSelector(note);
  await refuses(page, note, "[id^='change-kept-refused-']");
  await refusesHalf(page, note, "input[id^='change-told-']", { says: "[id^='change-kept-refused-']" });
  await page.fill("input[id^='change-told-']", "2026-03-02");
  await survives(page, note, ENTRIES, { says: "[id^='change-kept-refused-']" });
  tried("notice");
});

test("the certificate: every gap stands at its field", async () => {
  const { page } = day.author;
  await open(page, "/manufacturer/certificate");
  await page.fill("#certificate-service", "Heilsam Video");
  await page.fill("#certificate-a-from", "2026-01-01");
  await page.fill("#certificate-a-until", "2020-01-01");
  await refuses(page, "#certificate-make", ["#certificate-a-title", "#certificate-a-body", "#certificate-a-until", "#certificate-b-title", "#certificate-person", "#certificate-contact"]);
  tried("certificate");
  // Name and address stand in the application.
  const letter = ["a-title", "letter-page", "letter-kind-new"].map((it) => `#certificate-${it}`);
  await refuses(page, "#letter-gkv", letter);
  await page.fill("#certificate-letter-page", "video.heilsam.example");
  await refuses(page, "#letter-kbv", [letter[0], "#certificate-letter-page"]);
  day.author.guard.check();
});

test("every form of the manufacturer's program was tried", () => all());
