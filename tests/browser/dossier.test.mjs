// The manufacturer's dossier: answering, proving, approving, the law, the application, and what goes out.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { dossierDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { nameInDossier, openPage as open, registerAuthor, says } from "./lib/people.mjs";

const ANNEX = "/manufacturer/item/digav-2026-anlage-1";
const day = dossierDay();

test("the overview says how far the dossier is and what blocks it", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/");
  assert.match(await page.innerText(".page-title"), /Heilsam Blutdruck, Rechtsstand 1\.\sFebruar 2026/);
  assert.match(await page.innerText("#blocks"), /An \d+ Punkten der Fragebögen fehlt etwas/);
  assert.match(await page.innerText("main"), /6\s+freigegeben/);
  assert.match(await page.innerText("main"), /ISO-27001-Zertifikat\.pdf, Fassung 1 gilt bis/);
  await inspect(page, "dossier-overview");
  guard.check();
});

test("tasks are filtered, searched and walked through by keyboard", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/tasks");
  await page.click("#filter-overdue");
  assert.match(await page.innerText("#tasks-count"), /^1 Aufgabe$/);
  assert.match(await page.innerText("#tasks"), /war fällig am/);
  await page.click("#filter-friday");
  await page.click("#filter-eyes");
  assert.match(await page.innerText("#tasks-count"), /\d+ Aufgaben/);
  await inspect(page, "dossier-tasks");
  await page.click("#filter-all");
  await page.fill("#tasks-search", "penetrationstest owasp");
  await says(page, "#tasks-count", /^1 Aufgabe$/);
  // What nobody has to do anything about, and what stands in the application, is found as well.
  await page.fill("#tasks-search", "o.purp_1");
  await says(page, "#tasks-elsewhere", /nicht gefragt/);
  await page.fill("#tasks-search", "Digital GmbH");
  await says(page, "#tasks-elsewhere", /Angabe 1\s+Muster Digital GmbH/);
  await inspect(page, "dossier-search");
  await page.fill("#tasks-search", "");
  await page.focus("#tasks li:first-child a");
  await page.keyboard.press("ArrowDown");
  const second = await page.getAttribute("#tasks li:nth-child(2) a", "id");
  assert.equal(await page.evaluate(() => document.activeElement.id), second);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#answer-save");
  guard.check();
});

test("an answer is given, proven, approved by somebody else, and the approval falls with a change", async () => {
  const { page, guard } = day.author;
  await open(page, `${ANNEX}/ds-09`);
  assert.match(await page.innerText(".statute"), /auf das für die Zwecke der Verarbeitung notwendige Maß/);
  assert.match(await page.innerText("main"), /„Nicht zutreffend“ ist hier nicht zulässig/);
  await page.click("#place-whole-met");
  await page.fill("#explanation", "Gespeichert werden nur Messwerte, Notizen und Termine.");
  await page.keyboard.press("Control+Enter");
  await says(page, ".toasts", /Antwort ist gespeichert/);
  assert.equal(await page.getAttribute("#review-request", "aria-disabled"), "true");

  await page.click("#evidence-add");
  await page.fill("#evidence-role", "Datenschutzbeauftragte");
  await page.click("#evidence-save");
  await says(page, "#evidence-add-refused", /./);
  await page.fill("#evidence-text", "Datenflüsse am 3. November geprüft.");
  await page.click("#evidence-save");
  await says(page, "#evidence-list", /Erklärung: Datenschutzbeauftragte/);
  await inspect(page, "dossier-item-author");
  await page.click("#review-request");
  await says(page, "#review-stands", /Zur Prüfung gegeben: Sie/);

  const second = day.reviewer.page;
  await open(second, `${ANNEX}/ds-09`);
  assert.match(await second.innerText("#review-stands"), /Zur Prüfung gegeben: Anna Berg/);
  assert.equal(await second.isDisabled("#explanation"), true);
  await inspect(second, "dossier-item-reviewer");
  await second.fill("#review-reason", "zu kurz");
  await second.click("#review-return");
  await says(second, "#review-refused", /20/);
  await second.click("#review-approve");
  await says(second, "#review-stands", /Freigegeben: Sie/);

  await open(page, `${ANNEX}/ds-09`);
  await says(page, "#review-stands", /Freigegeben: Bernd Voss/);
  await page.fill("#explanation", "Gespeichert werden nur Messwerte und Notizen.");
  await page.click("#answer-save");
  await says(page, "#review-stands", /Die Freigabe gilt nicht mehr/);
  await page.click("#history summary");
  assert.match(await page.innerText("#history"), /Freigegeben[\s\S]*Zutreffend/);
  guard.check();
  day.reviewer.guard.check();
});

test("the journal says who did what and when, and leads there", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/journal");
  assert.match(await page.innerText("#journal > li:first-child"), /Sie, .*\s+9 · Datenminimierung[\s\S]*Erläuterung: Gespeichert werden nur Messwerte und Notizen\./);
  assert.match(await page.innerText("#journal"), /Bernd Voss, .*\s+9 · [\s\S]*Freigegeben/);
  await inspect(page, "dossier-journal");
  await page.click("#journal-more");
  await page.waitForFunction(() => document.querySelectorAll("#journal > li").length > 100);
  await page.click("#journal > li:first-child a");
  await page.waitForSelector("#answer-save");
  guard.check();
});

test("only the permitted reason can be given, and points are answered one by one", async () => {
  const { page, guard } = day.author;
  await open(page, `${ANNEX}/si-28`);
  assert.equal(await page.locator("fieldset.choices").count(), 8);
  await page.click("#whole-not-applicable");
  assert.match(await page.innerText("main"), /keine über Web-Protokolle aufrufbaren Dienste/);
  await page.click("#answer-save");
  // The video consultation brings web services along.
  await says(page, "#answer-refused", /Die Begründung gilt nicht mehr/);
  await page.click("#whole-not-applicable");
  await page.click("#place-1-met");
  await page.click("#place-2-deviation");
  await page.fill("#place-2-equivalence", "zu kurz");
  await page.click("#answer-save");
  await says(page, "#answer-refused", /20/);
  await page.fill("#place-2-equivalence", "Ein vorgelagerter Dienst leistet dasselbe und wird geprüft.");
  await page.click("#answer-save");
  await says(page, ".toasts", /Antwort ist gespeichert/);
  await inspect(page, "dossier-item-points");
  guard.check();
});

test("two people at the same item lose no text", async () => {
  // Who did not see the newest entry is refused once; the program takes the entry and tries again.
  const other = await registerAuthor(day.browser, day.server, { expected: [/status of 409/] });
  await inspect(other.page, "dossier-naming");
  await nameInDossier(other.page, "Clara Dorn");

  const { page, guard } = day.author;
  await open(page, `${ANNEX}/ds-10`);
  await open(other.page, `${ANNEX}/ds-10`);
  await page.fill("#explanation", "Text von Anna Berg.");
  await other.page.fill("#explanation", "Text von Clara Dorn.");
  await page.click("#answer-save");
  await says(page, ".toasts", /Antwort ist gespeichert/);
  await other.page.click("#answer-save");
  await other.page.waitForSelector("#conflicts");
  assert.match(await other.page.innerText("#conflicts"), /Text von Clara Dorn\./);
  assert.equal(await other.page.inputValue("#explanation"), "Text von Anna Berg.");
  await inspect(other.page, "dossier-conflict");
  await other.page.click("#conflicts button >> nth=0");
  await other.page.waitForSelector("#conflicts", { state: "detached" });
  assert.equal(await other.page.inputValue("#explanation"), "Text von Clara Dorn.");
  await other.page.fill("#comment", "So ist es besser.");
  await other.page.click("#comment-save");
  await says(other.page, "#comments", /So ist es besser/);

  // What has no text to merge is not overwritten unseen.
  await open(page, "/manufacturer/product");
  await open(other.page, "/manufacturer/product");
  await page.fill("#plan-filing", "2027-03-01");
  await other.page.fill("#plan-filing", "2027-04-01");
  await page.click("#plan-save");
  await says(page, ".toasts", /Version und Antrag sind gespeichert/);
  await other.page.click("#plan-save");
  await says(other.page, "#plan-refused", /Jemand anderes hat das gerade geändert/);
  // Both stand there, and the person decides.
  await says(other.page, "#plan-changed", /1\.\sMärz 2027/);
  assert.equal(await other.page.inputValue("#plan-filing"), "2027-04-01");
  await inspect(other.page, "dossier-plan-changed");
  await other.page.click("#plan-keep-mine");
  await other.page.waitForSelector("#plan-changed", { state: "detached" });
  // Also where the page hears of it before anybody saves: it asks every 20 seconds.
  await page.fill("#plan-filing", "2027-05-01");
  await other.page.click("#plan-save");
  await says(other.page, ".toasts", /Version und Antrag sind gespeichert/);
  await page.waitForSelector("#plan-changed", { timeout: 90_000 });
  await page.click("#plan-save", { force: true });
  await says(page, "#plan-changed", /1\.\sApril 2027/);
  await page.click("#plan-take-theirs");
  assert.equal(await page.inputValue("#plan-filing"), "2027-04-01");
  guard.check();
  other.guard.check();
  await other.context.close();
});

test("a file is recognised by its content and stays on the device", async () => {
  const { page, guard } = day.author;
  await open(page, `${ANNEX}/ds-30`);
  await page.click("#evidence-add");
  await page.click("#evidence-kind-document");
  const file = (name, text) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(text) });
  await page.setInputFiles("#evidence-file", file("dsfa.pdf", "%PDF-1.7 <</OpenAction <</S /JavaScript /JS (x)>>>>"));
  await says(page, "#evidence-add-refused", /./);
  await page.setInputFiles("#evidence-file", file("dsfa.pdf", "%PDF-1.7 1 0 obj <</Type /Catalog>>"));
  await page.waitForSelector("text=Erkannt als application/pdf");
  await page.fill("#evidence-version", "2");
  await page.click("#evidence-save");
  await says(page, "#evidence-list", /dsfa\.pdf, Fassung 2/);
  guard.check();
});

test("the law can be compared item by item and changed there and back", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/law");
  await page.click("#law-Reworded");
  await page.waitForSelector("#law-items ins");
  await inspect(page, "dossier-law");
  await page.click("#law-switch");
  await page.waitForSelector("#law-ask[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#law-ask", { state: "detached" });
  await page.click("#law-switch");
  await page.click("#law-ask-yes");
  await says(page, ".page-title", /21\.\sApril 2020/);
  await open(page, "/manufacturer/item/digav-2020-anlage-1/si-01");
  await says(page, "#answer-carried", /ISMS ist nach ISO 27001 zertifiziert/);
  await open(page, "/manufacturer/law");
  await page.click("#law-switch");
  await page.click("#law-ask-yes");
  await says(page, ".page-title", /1\.\sFebruar 2026/);
  await open(page, `${ANNEX}/ds-02`);
  await says(page, "#review-stands", /Freigegeben: Bernd Voss/);
  guard.check();
});

test("the protection need is found step by step and says what follows", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/protection");
  assert.match(await page.innerText("#protection-result"), /sehr hoch/);
  await inspect(page, "dossier-protection");
  await page.selectOption("#scenario-2-Confidentiality", "normal");
  await page.selectOption("#scenario-2-Integrity", "normal");
  await page.fill("#scenario-2-reason", "kurz");
  await page.click("#scenario-2-save");
  await says(page, "#scenario-2-refused", /20/);
  await page.fill("#scenario-2-reason", "Nur zur Probe gesenkt, mit Begründung.");
  await page.click("#scenario-2-save");
  await says(page, "#protection-result", /Der Schutzbedarf ist hoch/);
  await page.fill("#cumulation-reason", "Sehr viele Personen zugleich wären betroffen.");
  await page.click("#cumulation-save");
  await says(page, "#protection-result", /sehr hoch[\s\S]*Kumulation/);
  await open(page, "/manufacturer/product");
  await inspect(page, "dossier-product");
  guard.check();
});

test("the application is filled in, checked and marked", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/application");
  await inspect(page, "dossier-application");
  await open(page, "/manufacturer/application/1");
  await page.fill("#field-product-1-udi-di", "04012345678902");
  await page.waitForSelector("#field-product-1-udi-di-error");
  await page.click("#entry-save");
  await says(page, "#entry-refused", /./);
  await page.fill("#field-product-1-udi-di", "04012345678901");
  await page.fill("#field-manufacturer-1-phone", "030 1234567");
  await page.click("#entry-save");
  await says(page, ".toasts", /Gespeichert/);
  await page.click("#marks-manufacturer-1-email summary");
  await page.click("#marks-manufacturer-1-email-1");
  await says(page, "#marks-manufacturer-1-email summary", /Nicht veröffentlichen: /);
  await page.click("#history summary");
  assert.match(await page.innerText("#history"), /Sie, .*\s+E-Mail der Ansprechperson nicht veröffentlichen: [\s\S]*Telefon: 030 1234567/);
  await inspect(page, "dossier-statement");
  guard.check();
});

test("deadlines, fees and the assessment of a change follow the words of the ordinance", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/procedure");
  await page.fill("#event-0", "2026-03-02");
  await says(page, "#deadlines", /Bis 23\.\sMärz 2026/);
  assert.match(await page.innerText("#fee"), /3\.000,00\s€ bis 9\.900,00\s€/);
  await inspect(page, "dossier-procedure");
  await open(page, "/manufacturer/change");
  await page.click("#change-assess");
  await page.waitForSelector("#change-open");
  for (const question of ["safety", "protection", "effects"]) {
    await page.click(`#change-${question}-no`);
    await page.fill(`#change-${question}-reason`, "Nur die Anzeige ändert sich.");
  }
  await says(page, "#change-result", /Keine Anzeige nötig/);
  await page.click("#change-protection-yes");
  await says(page, "#change-result", /Wesentliche Veränderung/);
  await inspect(page, "dossier-change");
  guard.check();
});

test("the dossier goes out as files and on paper, and the redacted one says nothing that is marked", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/output");
  await inspect(page, "dossier-output");
  const save = async (id) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[id^="output-${id}-"]`)]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  };
  const full = await save("dossier");
  assert.match(full.name, /^heilsam-dossier-\d{4}-\d\d-\d\d\.json$/);
  const dossier = JSON.parse(full.text);
  assert.equal(dossier.product.name, "Heilsam Blutdruck");
  assert.ok(Object.values(dossier.people).some((person) => person.name === "Bernd Voss"));
  const redacted = await save("redacted");
  assert.ok(full.text.includes("antrag@muster-digital.example"));
  assert.ok(!redacted.text.includes("antrag@muster-digital.example"));
  assert.equal(JSON.parse((await save("cyclonedx")).text).bomFormat, "CycloneDX");
  assert.ok(JSON.parse((await save("results")).text)["assessment-results"]);
  await page.click("#output-catalogues summary");
  assert.ok(JSON.parse((await save("catalogue")).text).catalog);

  await open(page, "/manufacturer/paper");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.isVisible("#paper-print"), false);
  assert.match(await page.innerText("main"), /Text von Clara Dorn/);
  if (process.env.HEILSAM_TEST_PICTURES) {
    await page.pdf({ path: `${process.env.HEILSAM_TEST_PICTURES}/dossier-paper.pdf`, format: "A4" });
  }
  await page.emulateMedia({ media: null });
  await checkAccessibility(page, "dossier-paper");
  guard.check();
});

test("everything speaks English, and a catalogue shows all of its items", async () => {
  const { page, guard } = day.reviewer;
  await open(page, "/manufacturer/catalogue/digav-2026-anlage-1");
  assert.equal(await page.locator(".items li").count(), 84);
  await inspect(page, "dossier-catalogue");
  await page.click("text=English");
  for (const path of ["", "tasks", "law", "application", "procedure", "change", "output", "product", "protection"]) {
    await open(page, `/manufacturer/${path}`);
    assert.doesNotMatch(await page.innerText(".page-title"), /[a-z]-[a-z]+-/, path);
    await checkAccessibility(page, `English ${path}`);
  }
  await open(page, "/manufacturer/item/nowhere/nothing");
  assert.match(await page.innerText("main"), /There is no such item/);
  guard.check();
});
