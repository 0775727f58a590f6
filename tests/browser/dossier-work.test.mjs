// The manufacturer's daily work: nothing typed is lost, documents are sealed, tables are read, the dossier goes out.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { filesBelow, findSecrets, storedInBrowser } from "./lib/canary.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { dossierDay } from "./lib/day.mjs";
import { launchFirefox } from "./lib/firefox.mjs";
import { inspect } from "./lib/inspect.mjs";
import { beginRegistration, enrolmentCode, openPage as open, says } from "./lib/people.mjs";
import { totp } from "./lib/totp.mjs";

const run = promisify(execFile);
/** Who did not see the newest entry is refused once; the program takes the entry and tries again. */
const TWO = { expected: [/status of 409/] };
const ANNEX = "/manufacturer/item/digav-2026-anlage-1";
const CANARY = "CANARY-8812 Prüfbericht mit Größen und Straßen";
const REPORT = Buffer.from(`%PDF-1.7\n1 0 obj <</Type /Catalog>>\n% ${CANARY}\n${"Zeile des Berichts.\n".repeat(80_000)}`);
const day = dossierDay(TWO);

async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), page.click(press)]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test("what is typed stays on the device until it is saved, also after a reload", async () => {
  const { page, guard } = day.author;
  const drafts = async () => (await storedInBrowser(page)).filter(([place]) => place.startsWith("heilsam-manufacturer/kv draft/"));
  /** What is typed, or was saved, reaches the device a moment later. */
  const keeps = (count) => eventually(`${count} drafts are kept`, drafts, ({ length }) => length === count);
  /** What the device keeps may be shown a moment after what the server has. */
  const shows = (selector, text) =>
    page.waitForFunction(([selector, text]) => document.querySelector(selector)?.value === text, [selector, text]);
  await open(page, "/manufacturer/application/1");
  await page.fill("#field-manufacturer-1-phone", "030 7777777");
  await page.waitForSelector("#entry-unsaved");
  await keeps(1);
  await open(page, `${ANNEX}/ds-11`);
  await page.click("#place-whole-met");
  await page.fill("#explanation", "Nicht gespeicherte Worte.");
  await page.fill("#comment", "Angefangene Bemerkung");
  await keeps(3);
  const asked = new Promise((done) => page.once("dialog", async (dialog) => (await dialog.accept(), done(dialog.type()))));
  await page.reload();
  assert.equal(await asked, "beforeunload", "the browser asks before the page is left");
  await shows("#explanation", "Nicht gespeicherte Worte.");
  assert.equal(await page.isChecked("#place-whole-met"), true);
  assert.equal(await page.inputValue("#comment"), "Angefangene Bemerkung");
  await open(page, "/manufacturer/");
  assert.match(await page.innerText("#unsaved"), /Angabe 1[\s\S]*|Antrag/);
  await inspect(page, "dossier-unsaved");
  await open(page, "/manufacturer/application/1");
  await shows("#field-manufacturer-1-phone", "030 7777777");
  await page.click("#entry-save");
  await page.waitForSelector("#entry-unsaved", { state: "detached" });
  await keeps(2);
  await open(page, `${ANNEX}/ds-11`);
  await page.click("#answer-save");
  await page.waitForSelector("#answer-unsaved", { state: "detached" });
  await page.click("#comment-save");
  await says(page, "#comments", /Angefangene Bemerkung/);
  await keeps(0);
  await open(page, "/manufacturer/");
  assert.equal(await page.$("#unsaved"), null);
  // Nothing of it lies readable on the device or on the server while it is a draft.
  guard.check();
});

test("two people in two browsers edit the same item and the same field: both texts are there", async () => {
  const firefox = await launchFirefox();
  try {
    const other = await firefox.newPage();
    other.on("dialog", (dialog) => dialog.accept());
    await other.setViewport({ width: 1280, height: 900 });
    const visit = async (path) => {
      await other.goto(`${day.server.url}${path}`);
      await other.waitForSelector(".page-title h1");
    };
    const fill = async (selector, text) => {
      await other.waitForSelector(selector);
      await other.$eval(
        selector,
        (field, text) => {
          const shape = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
          Object.getOwnPropertyDescriptor(shape.prototype, "value").set.call(field, text);
          field.dispatchEvent(new Event("input", { bubbles: true }));
        },
        text,
      );
    };
    const otherSays = (selector, wanted) =>
      other.waitForFunction(
        (selector, source) => new RegExp(source).test(document.querySelector(selector)?.innerText ?? ""),
        {},
        selector,
        wanted.source,
      );
    await visit("/manufacturer/register");
    await fill("#enrolment-code", await enrolmentCode(day.server, "manufacturer-author"));
    await other.click("#code-next");
    await other.waitForSelector("#protect-other");
    await other.click("#protect-other");
    await fill("#protect-name", "clara-dorn");
    await fill("#protect-passphrase", "vier lange deutsche Wörter");
    await fill("#protect-repeat", "vier lange deutsche Wörter");
    await other.click("#protect-next");
    const secret = (await (await other.waitForSelector("#totp-secret")).evaluate((it) => it.innerText)).replace(/\s/g, "");
    await fill("#protect-code", totp(secret, Date.now()));
    await other.click("#protect-finish");
    await fill("#naming-name", "Clara Dorn");
    await other.click("#naming-save");
    await other.waitForSelector("#naming", { hidden: true });

    const { page } = day.author;
    await open(page, `${ANNEX}/ds-10`);
    await visit(`${ANNEX}/ds-10`);
    await page.fill("#explanation", "Text von Anna in Chromium.");
    await fill("#explanation", "Text von Clara in Firefox.");
    await page.click("#answer-save");
    await says(page, ".toasts", /Antwort ist gespeichert/);
    await other.click("#answer-save");
    await otherSays("#conflicts", /Text von Clara in Firefox/);
    assert.equal(await other.$eval("#explanation", (it) => it.value), "Text von Anna in Chromium.");

    await open(page, "/manufacturer/application/2");
    await visit("/manufacturer/application/2");
    const field = "#field-purpose-1-target-group";
    await page.fill(field, "Erwachsene, Fassung Anna.");
    await fill(field, "Erwachsene, Fassung Clara.");
    await page.click("#entry-save");
    await page.waitForSelector("#entry-unsaved", { state: "detached" });
    await other.click("#entry-save");
    await otherSays("main", /Fassung Clara/);
    const shown = await other.$eval("main", (it) => `${it.innerText} ${[...it.querySelectorAll("input,textarea")].map((f) => f.value).join(" ")}`);
    assert.match(shown, /Fassung Anna/);
    assert.match(shown, /Fassung Clara/);
  } finally {
    await firefox.close();
  }
});

test("a document is sealed, opened by the second person, and lies nowhere readable", async () => {
  const { page, guard } = day.author;
  await open(page, `${ANNEX}/ds-30`);
  await page.click("#evidence-add");
  await page.click("#evidence-kind-document");
  const give = (name, buffer) => page.setInputFiles("#evidence-file", { name, mimeType: "application/pdf", buffer });
  // No two in a row have the same reason: what is read must be the answer to this file, not to the one before.
  await give("skript.svg", Buffer.from("<svg onload='alert(1)'/>"));
  await says(page, "#evidence-add-refused", /beim Öffnen ausgeführt/);
  await give("makro.docx", Buffer.from("PK\u0003\u0004 vbaProject.bin"));
  await says(page, "#evidence-add-refused", /Office-Programmen/);
  await give("angriff.pdf", Buffer.from("%PDF-1.7 <</S /JavaScript>>"));
  await says(page, "#evidence-add-refused", /beim Öffnen ausgeführt/);
  await give("pruefbericht.pdf", REPORT);
  await page.waitForSelector("text=Erkannt als application/pdf");
  await page.fill("#evidence-version", "2");
  await page.fill("#evidence-until", "2020-01-31");
  await page.click("#evidence-save");
  await says(page, "#evidence-add-refused", /abgelaufen|nicht mehr gültig/);
  await page.fill("#evidence-until", "2030-01-31");
  await page.click("#evidence-save");
  await says(page, "#evidence-list", /pruefbericht\.pdf, Fassung 2/);
  await inspect(page, "dossier-document");

  await open(day.reviewer.page, `${ANNEX}/ds-30`);
  await says(day.reviewer.page, "#evidence-list", /pruefbericht/);
  const read = await download(day.reviewer.page, "#evidence-list [id^=download-]");
  assert.equal(read.name, "pruefbericht.pdf");
  assert.ok(read.bytes.equals(REPORT));
  assert.deepEqual(await findSecrets(await filesBelow(day.server.data), [CANARY]), []);
  guard.check();
});

test("two members compare the numbers of their keys, and it is remembered", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/account");
  await open(day.reviewer.page, "/manufacturer/account");
  const theirs = await day.reviewer.page.innerText("#members-own");
  assert.match(theirs, /^(\d{5}\s+){8}\d{5}$/);
  const member = page.locator("#members-list > li", { hasText: "Bernd Voss" });
  assert.equal(await member.locator("code").innerText(), theirs);
  assert.match(await member.innerText(), /noch nicht verglichen/);
  await inspect(page, "dossier-members");
  await member.locator("button").click();
  await says(page, ".toasts", /Gemerkt/);
  await page.reload();
  await says(page, "#members-list", /verglichen/);
  assert.equal(await member.locator("button").count(), 0);
  guard.check();
});

test("a table is shown before it is taken, and replaces nothing unseen", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/import");
  const template = await download(page, "#template-digav-2026-anlage-1");
  assert.equal(template.name, "vorlage-digav-2026-anlage-1.csv");
  assert.match(template.bytes.toString("utf8"), /^\ufeffKatalog;Kennung;Nummer;Anforderung/);
  await page.setInputFiles("#import-file", { name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("a;b\n1;2\n") });
  await says(page, "#import-refused", /Überschriften/);
  await page.setInputFiles("#import-file", "files/answers.xlsx");
  await page.waitForSelector("#import-preview");
  await says(page, "#import-preview", /Neu: 1\. Würde ersetzen: 1\. Nicht möglich: 2\./);
  assert.match(await page.innerText("#import-wrong"), /ds-999[\s\S]*gibt es in den Fragebögen[\s\S]*„vielleicht“ ist keine Antwort/);
  assert.equal(await page.isChecked("#import-replacing input"), false);
  await inspect(page, "dossier-import");
  await page.click("#import-take");
  await says(page, "#import-done", /1 Antwort ist im Dossier/);
  await open(page, `${ANNEX}/ds-05`);
  assert.equal(await page.inputValue("#explanation"), "Aus der Tabelle: größer als vorher.");
  await open(page, `${ANNEX}/ds-10`);
  assert.equal(await page.inputValue("#explanation"), "Text von Anna in Chromium.");
  guard.check();
});

test("a whole questionnaire is taken at once, and says how far it is", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/import");
  const template = (await download(page, "#template-tr-03161-2-web")).bytes.toString("utf8");
  const ids = [...template.matchAll(/^tr-03161-2-web;([^;]+);/gm)].map(([, id]) => id);
  assert.ok(ids.length > 40, `${ids.length} items`);
  const rows = ids.map((id) => `tr-03161-2-web/${id};zutreffend;Steht in der Architektur.`);
  const buffer = Buffer.from(["Kennung;Antwort;Erläuterung", ...rows].join("\r\n"));
  await page.setInputFiles("#import-file", { name: "tr.csv", mimeType: "text/csv", buffer });
  await says(page, "#import-preview", new RegExp(`Neu: ${ids.length}\\.`));
  await page.evaluate(() => {
    window.howFar = [];
    const look = () => {
      const said = document.querySelector("label[for=import-progress]")?.innerText;
      if (said && window.howFar.at(-1) !== said) window.howFar.push(said);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  const began = Date.now();
  await page.click("#import-take");
  await says(page, "#import-done", new RegExp(`${ids.length} Antworten sind im Dossier`));
  console.log(`import: ${ids.length} answers in ${Date.now() - began} ms`);
  assert.match((await page.evaluate(() => window.howFar)).join("; "), new RegExp(`^0 von ${ids.length} sind gespeichert.; 40 von ${ids.length}`));
  await open(page, "/manufacturer/item/tr-03161-2-web/" + ids.at(-1));
  assert.equal(await page.inputValue("#explanation"), "Steht in der Architektur.");
  guard.check();
});

test("what the program knows itself is taken over into the application", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/application/22");
  assert.equal(await page.inputValue("#field-standards-2-name"), "KBV MIO DiGA");
  assert.equal(await page.$("#proposed"), null, "all of it stands there");
  await open(page, "/manufacturer/application/21");
  await page.fill("#field-compatibility-2-versions", "ab 140");
  await page.click("#entry-save");
  await says(page, "#proposed", /Mozilla Firefox, ab \d+/);
  await inspect(page, "dossier-proposed");
  await page.click("#proposed-take");
  await page.waitForSelector("#proposed", { state: "detached" });
  assert.match(await page.inputValue("#field-compatibility-3-platform"), /Firefox/);
  guard.check();
});

test("an own catalogue is checked, answered and kept", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/catalogues");
  const example = await download(page, "#own-example");
  const wrong = JSON.parse(example.bytes.toString("utf8"));
  wrong.id = "digav-eigen";
  delete wrong.groups[0].items[0].text;
  const give = (value) =>
    page.setInputFiles("#own-file", { name: "eigen.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(value)) });
  await give(wrong);
  await says(page, "#own-refused", /id:[\s\S]*groups\[0\]\.items\[0\]\.text/);
  await give(JSON.parse(example.bytes.toString("utf8")));
  await says(page, "#own-list", /Datenschutz im eigenen Haus/);
  await inspect(page, "dossier-own");
  await open(page, "/manufacturer/item/haus-datenschutz/schulung-01");
  await page.click("#place-whole-met");
  await page.click("#answer-save");
  await says(page, ".toasts", /Antwort ist gespeichert/);
  await open(page, "/manufacturer/catalogues");
  await page.click("#own-remove-haus-datenschutz");
  await says(page, "#own-refused", /schon gearbeitet/);
  await open(day.reviewer.page, "/manufacturer/item/haus-datenschutz/schulung-01");
  assert.match(await day.reviewer.page.innerText("main"), /Alle Beschäftigten werden/);
  guard.check();
});

test("published texts are compared with the application", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/texts");
  await says(page, "#texts-list", /Website/);
  await page.fill("#text-title", "Flugblatt");
  await page.fill("#text-body", "Heilsam heilt garantiert auch Diabetes (E11).");
  await page.click("#text-carries");
  await page.click("#text-save");
  await says(page, "#texts-found", /nicht im selben Wortlaut/);
  await says(page, "#texts-found", /garantiert/);
  await inspect(page, "dossier-texts");
  guard.check();
});

test("changes are assessed with their differences and kept; the fifth simple notice is refused", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/change");
  await says(page, "#change-left", /4 von 4/);
  await says(page, "#change-statements", /geänderte Angabe/);
  await page.click("#change-take-statements");
  const bill = (version) =>
    Buffer.from(JSON.stringify({ bomFormat: "CycloneDX", components: [{ name: "axum", version }, { name: "jiff", version: "1" }] }));
  const give = (id, buffer) => page.setInputFiles(id, { name: "sbom.json", mimeType: "application/json", buffer });
  await give("#change-sbom-before", Buffer.from("{}"));
  await says(page, "#change-sbom-refused", /keine Stückliste/);
  await give("#change-sbom-before", bill("0.8.1"));
  await give("#change-sbom-after", bill("0.8.4"));
  await says(page, ".change-components", /1 geänderte Komponente/);
  const answer = async () => {
    for (const question of ["safety", "protection", "effects"]) {
      await page.click(`#change-${question}-no`);
      await page.fill(`#change-${question}-reason`, "Nur die Anzeige ändert sich.");
    }
    await page.click("#change-editorial");
    await page.click("#change-assess");
    await says(page, "#change-result", /Einfache Anzeige/);
  };
  await answer();
  await inspect(page, "dossier-change-new");
  await page.click("#change-keep");
  await says(page, "#change-kept", /Einfache Anzeige/);
  const today = await page.evaluate(() => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(new Date()));
  const note = async () => {
    const form = page.locator("#change-kept li form").first();
    await form.locator("input").fill(today);
    await form.locator("button").click();
  };
  await note();
  await says(page, "#change-left", /3 von 4/);
  for (const left of [2, 1, 0]) {
    await page.fill("#change-version", `1.${left}`);
    await page.click("#change-other");
    await answer();
    await page.click("#change-keep");
    await page.waitForFunction((count) => document.querySelectorAll("#change-kept > li").length === count, 4 - left);
    await note();
    await says(page, "#change-left", new RegExp(`${left} von 4`));
  }
  await page.fill("#change-version", "2.0");
  await page.click("#change-other");
  await answer();
  await page.click("#change-keep");
  await page.waitForFunction(() => document.querySelectorAll("#change-kept > li").length === 5);
  await note();
  await says(page, "#change-kept", /keine einfache Anzeige mehr frei/);
  await inspect(page, "dossier-change-kept");
  guard.check();
});

test("the dossier goes out as PDF and as ZIP, twice the same, with documents and checksums", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/output");
  await inspect(page, "dossier-submission");
  const folder = await mkdtemp(join(tmpdir(), "dossier-"));
  const began = Date.now();
  const submit = async (press) => {
    const file = await download(page, press);
    await page.waitForSelector("#submission-done");
    return file;
  };
  const pdf = await submit("#submission-pdf");
  console.log(`dossier PDF: ${pdf.bytes.length} bytes in ${Date.now() - began} ms`);
  const again = await submit("#submission-pdf");
  assert.ok(pdf.bytes.equals(again.bytes), "the same state gives the same bytes");
  await writeFile(join(folder, "dossier.pdf"), pdf.bytes);
  if (process.env.HEILSAM_TEST_PICTURES) await writeFile(join(process.env.HEILSAM_TEST_PICTURES, "dossier.pdf"), pdf.bytes);
  const info = (await run("pdfinfo", [join(folder, "dossier.pdf")])).stdout;
  assert.match(info, /Tagged:\s+yes/);
  assert.match(info, /Title:\s+Dossier: Heilsam Blutdruck/);
  const text = (await run("pdftotext", [join(folder, "dossier.pdf"), "-"], { maxBuffer: 50_000_000 })).stdout;
  for (const wanted of [/Inhalt/, /größer als vorher/, /Freigaben und Unterschriften/, /Anna Berg/, /pruefbericht\.pdf/]) assert.match(text, wanted);

  const zip = await submit("#submission-zip");
  assert.ok(zip.bytes.equals((await submit("#submission-zip")).bytes));
  await writeFile(join(folder, "all.zip"), zip.bytes);
  await run("python3", ["-m", "zipfile", "-e", join(folder, "all.zip"), join(folder, "all")]);
  await run("sha384sum", ["-c", "SHA384SUMS"], { cwd: join(folder, "all") });
  const names = (await filesBelow(join(folder, "all"))).map((each) => each.slice(join(folder, "all").length + 1));
  for (const wanted of [/^dossier\.json$/, /^antrag-geschwaerzt\.pdf$/, /^dokumente\/.*-pruefbericht\.pdf$/, /^erzeugt\/deletion\.pdf$/, /^oscal\/assessment-results\.json$/, /^LIESMICH\.txt$/]) {
    assert.ok(names.some((each) => wanted.test(each)), `${wanted}: ${names}`);
  }
  const readme = await readFile(join(folder, "all", "LIESMICH.txt"), "utf8");
  assert.match(readme, /ISO-27001-Zertifikat\.pdf/, "a document that is not stored is named");

  const generated = await download(page, "#generated-interfaces");
  await writeFile(join(folder, "interfaces.pdf"), generated.bytes);
  const interfaces = (await run("pdftotext", [join(folder, "interfaces.pdf"), "-"])).stdout;
  assert.match(interfaces, /laufenden Konfiguration/);
  assert.match(interfaces, /\/api\/v1\/dossier/);
  guard.check();
});

test("BfArM gets a code that opens an account in the patient app", async () => {
  const { page, guard } = day.author;
  await open(page, "/manufacturer/application");
  await page.click("#access-make");
  await page.waitForSelector("#access-code");
  const code = await page.innerText("#access-code");
  await inspect(page, "dossier-access");
  const somebody = await newPerson(day.browser, day.server.url);
  await somebody.page.goto("/app/");
  await beginRegistration(somebody.page);
  await somebody.page.fill("#activation-code", code);
  await somebody.page.click("#code-next");
  await somebody.page.waitForSelector("#consent-intended-use");
  somebody.guard.check();
  await somebody.context.close();
  guard.check();
});
