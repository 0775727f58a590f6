// The report for the practice: from the values to the file that a doctor opens, and to the paper.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { recordTraffic } from "./lib/canary.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { inspect } from "./lib/inspect.mjs";
import { addEntry, enter, registerPatient } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const run = promisify(execFile);
const NOTE = "Kanarienvogel nach dem Treppensteigen";
const NAME = "Şükrü Großmütterchen";
let server, browser, folder;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), "heilsam-report-"));
});

after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true });
});

async function text(program, ...values) {
  return (await run(program, values)).stdout;
}

/** A patient with three readings, the first one with a note; ends on the start page. */
async function patient(options = {}) {
  const person = await registerPatient(browser, server, { acceptDownloads: true, ...options });
  await person.page.click("summary");
  await person.page.fill("#entry-note", NOTE);
  await enter(person.page, 141, 87, 71);
  await person.page.waitForSelector("#home-add");
  await addEntry(person.page, 128, 79, 66);
  await addEntry(person.page, 133, 82);
  return person;
}

/** Saves the report; resolves with the path of the PDF. */
async function save(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#report-save")]);
  assert.match(download.suggestedFilename(), /^heilsam-(bericht|report)-\d{4}-\d\d-\d\d\.pdf$/);
  const path = join(folder, name);
  await download.saveAs(path);
  await page.waitForSelector("#report-done");
  return path;
}

test("a patient writes values, looks at the report and saves it as a PDF that says the same", async () => {
  const { context, page, guard } = await patient();
  const traffic = recordTraffic(context);
  const loaded = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.click("#open-report");
  await page.waitForSelector("#report");
  assert.match(await page.innerText("#report"), /134\/83/, "the average of the three readings");
  assert.doesNotMatch(await page.innerText("#report"), /Kanarienvogel/, "notes only when they are wanted");
  await page.fill("#report-name", NAME);
  await page.fill("#report-birth", "1955-04-03");
  await inspect(page, "report");
  assert.equal(loaded.some((url) => url.includes("report-worker")), false, "the module was loaded before it was needed");

  const first = await save(page, "first.pdf");
  await inspect(page, "report-saved");
  const info = await text("pdfinfo", first);
  assert.match(info, /Tagged: +yes/);
  assert.match(info, /Title: +Blutdruckbericht/);
  const metadata = await text("pdfinfo", "-meta", first);
  assert.match(metadata, /<pdfuaid:part>1<\/pdfuaid:part>/);
  assert.match(metadata, /<pdfaid:part>2<\/pdfaid:part>/);
  await run("qpdf", ["--check", first]);
  const words = await text("pdftotext", "-layout", first, "-");
  for (const part of [NAME, "03.04.1955", "134/83", "Morgens und abends", "Auffällige Messungen"]) {
    assert.ok(words.includes(part), `${part} is missing in ${words}`);
  }
  for (const values of [/\b141 +87 +71 +erhöht/, /\b128 +79 +66/, /\b133 +82 +–/]) assert.match(words, values);
  assert.doesNotMatch(words, /Kanarienvogel/);
  const tags = await text("pdfinfo", "-struct", first);
  for (const tag of ["H1", "H2", "Table", "TH", "Figure", "LBody"]) {
    assert.ok(tags.split("\n").some((line) => line.trim().startsWith(tag)), `no ${tag} in the structure`);
  }

  await page.check("#report-notes");
  assert.equal(await page.locator("#report-done").count(), 0, "what was saved is not what is shown now");
  const second = await save(page, "second.pdf");
  assert.match(await text("pdftotext", second, "-"), /Kanarienvogel nach dem/);

  guard.check();
  for (const secret of [NOTE, NAME]) assert.equal(traffic.contains(secret), false, `${secret} left the device`);
  await context.close();
});

/** Writes down a weight. */
async function weigh(page, kilograms) {
  await page.goto("/app/entry");
  await page.getByRole("radio", { name: "Gewicht", exact: true }).check();
  await page.fill("#entry-weight", kilograms);
  await page.click("#entry-save");
  await page.waitForSelector("#home-add");
}

/** Fills in PHQ-9 with so many answers of one point, the others of none; stands at its page, or at the result before. */
async function fillIn(page, points) {
  await page.click("#assessment-begin");
  for (let number = 1; number <= 9; number += 1) {
    await page.waitForFunction((wanted) => new RegExp(`Frage ${wanted} `).test(document.querySelector("main").innerText), number);
    await page.check(number <= points ? "#question-1" : "#question-0");
    await page.click("#assessment-next");
  }
  await page.waitForSelector("#assessment-result");
}

test("weight and scores are lines, and all scores stand in a table, on the screen and in the PDF", async () => {
  const { context, page, guard } = await patient();
  await weigh(page, "83,7");
  await weigh(page, "83,2");
  await page.goto("/app/questions/phq-9");
  await fillIn(page, 0);
  await fillIn(page, 8);
  await page.goto("/app/report");
  await page.waitForSelector("#report");
  const titles = ["Blutdruck im Verlauf (mmHg)", "Fragen zur Stimmung (PHQ-9): Ergebnisse im Verlauf (Punkte)", "Gewicht im Verlauf (kg)"];
  assert.deepEqual(await page.locator("#report figcaption").allTextContents(), titles);
  const spoken = await page.locator("#report figure svg").evaluateAll((all) => all.map((it) => it.getAttribute("aria-label")));
  assert.ok(spoken.some((label) => /PHQ-9.* Zwischen 0 und 8 Punkten/.test(label)), spoken.join("\n"));
  assert.ok(spoken.some((label) => /Gewichts.* Zwischen 83,2 und 83,7 kg/.test(label)), spoken.join("\n"));
  await inspect(page, "report-scores");

  const path = await save(page, "scores.pdf");
  const summary = await text("pdftotext", "-layout", "-l", "1", path, "-");
  assert.match(summary, /keine Diagnose/, "the summary fits on the first page");
  assert.match(summary, /8 Punkte \(leichte[^]*zuvor\s+0/);
  assert.doesNotMatch(summary, /Gewicht im Verlauf|Ergebnisse im Verlauf/);
  const words = await text("pdftotext", "-layout", "-f", "2", path, "-");
  const row = (points, meaning) => new RegExp(`\\d\\d\\.\\d\\d\\.\\d{4} +Fragen zur .*Niedergeschlagenheit +${points} +0 bis 27 +${meaning}`);
  const places = [/Ergebnisse der Fragebögen/, /\(PHQ-9\): Ergebnisse im Verlauf/, row(8, "leichte"), row(0, "keine"), /Gewicht im Verlauf/, /83,2/];
  const found = places.map((part) => words.search(part));
  assert.ok(found.every((place, index) => place >= 0 && place > (found[index - 1] ?? -1)), `${found} in ${words}`);
  const tags = await text("pdfinfo", "-struct", path);
  assert.equal(tags.split("\n").filter((line) => line.trim().startsWith("Figure")).length, titles.length);

  await page.uncheck("#report-scores");
  await page.waitForFunction(() => document.querySelectorAll("#report figcaption").length === 2);
  assert.doesNotMatch(await page.innerText("#report"), /PHQ-9|Niedergeschlagenheit/);
  guard.check();
  await context.close();
});

test("the report is chosen by days and content, and says when there is nothing in them", async () => {
  const { context, page, guard } = await patient();
  await page.goto("/app/report");
  await page.waitForSelector("#report");
  await page.uncheck("#report-values");
  await page.waitForFunction(() => document.querySelectorAll("#report section").length === 1);
  await page.check("#period-own");
  await page.fill("#report-from", "2020-01-01");
  await page.fill("#report-until", "2020-01-31");
  await page.waitForSelector("#report-problem");
  assert.match(await page.innerText("#report-problem"), /keine Einträge/);
  assert.equal(await page.locator("#report-save").count(), 0);
  await page.fill("#report-until", "2019-01-31");
  await page.waitForFunction(() => /endet, bevor/.test(document.querySelector("#report-problem")?.innerText));
  await inspect(page, "report-problem");
  guard.check();
  await context.close();
});

/** What of the page is neither dark on white nor white: text that is not dark, grounds that are not white. */
function coloured(page) {
  return page.evaluate(() => {
    const parts = (colour) => (colour.startsWith("rgb") ? colour.match(/[\d.]+/g).map(Number) : [NaN]);
    const isWhite = (colour) => {
      const [red, green, blue, alpha = 1] = parts(colour);
      return alpha === 0 || (red === 255 && green === 255 && blue === 255);
    };
    const isDark = (colour) => {
      const [red, green, blue, alpha = 1] = parts(colour);
      return alpha === 1 && Math.max(red, green, blue) <= 0x33;
    };
    const found = [];
    for (const element of document.querySelectorAll("html, body, body *")) {
      if (element.getClientRects().length === 0) continue;
      const { color, fill, backgroundColor, backgroundImage } = getComputedStyle(element);
      const wrong = [
        !isDark(color) && `text ${color}`,
        !isWhite(backgroundColor) && `ground ${backgroundColor}`,
        backgroundImage !== "none" && `picture ${backgroundImage}`,
        element.closest("#report svg") && fill !== "none" && !isDark(fill) && !isWhite(fill) && `inside ${fill}`,
        element.localName === "text" && !isDark(fill) && `text ${fill}`,
      ];
      const name = `${element.localName}.${element.getAttribute("class") ?? ""}`;
      found.push(...wrong.filter(Boolean).map((what) => `${name}: ${what}`));
    }
    return [...new Set(found)];
  });
}

test("the printed page is the report alone, black on white", async () => {
  const { context, page, guard } = await patient();
  await page.goto("/app/report");
  await page.waitForSelector("#report");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  // The styles of the paper arrive a frame after the medium.
  await page.waitForFunction(() => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector("#report"));
    return color === "rgb(0, 0, 0)" && backgroundColor === "rgb(255, 255, 255)";
  });
  await eventually("everything on the paper is black on white", () => coloured(page), (found) => found.length === 0, 10_000);
  for (const hidden of ["#report-save", ".page-header", "#page-title", ".help-link"]) {
    assert.equal(await page.isVisible(hidden), false, `${hidden} would be printed`);
  }
  const printed = join(folder, "printed.pdf");
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.pdf({ path: printed, format: "A4", preferCSSPageSize: true });
  const words = await text("pdftotext", "-layout", "-l", "1", printed, "-");
  assert.match(words, /Blutdruckbericht/);
  assert.match(words, /134\/83/);
  assert.match(words, /keine Diagnose/, "the summary fits on the first page");
  assert.doesNotMatch(words, /Als PDF speichern/);
  guard.check();
  await context.close();
});

test("the module writes a second language as well", async () => {
  const { context, page, guard } = await patient();
  await page.evaluate(() => localStorage.setItem("heilsam.language", "en"));
  await page.goto("/app/report");
  await page.waitForSelector("#report");
  const path = await save(page, "english.pdf");
  assert.match(await text("pdfinfo", path), /Title: +Blood pressure report/);
  assert.ok((await readFile(path)).includes("/Lang"), "the file names its language");
  guard.check();
  await context.close();
});

test("a PDF that is ready when something else is chosen is saved, and not said to be what is chosen now", async () => {
  // Without a service worker, which would have the module ready at once.
  const { context, page } = await patient({ serviceWorkers: "block" });
  let goOn;
  const held = new Promise((resolve) => (goOn = resolve));
  await context.route(/report-worker/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/app/report");
  await page.waitForSelector("#report");
  const saving = page.waitForEvent("download", { timeout: 60_000 });
  await page.click("#report-save");
  await page.waitForSelector("#report-save[aria-disabled]");
  await page.check("#report-notes");
  assert.equal(await page.getAttribute("#report-save", "aria-disabled"), "true", "one is made after the other");
  goOn();
  await saving;
  await page.waitForSelector("#report-save:not([aria-disabled])");
  assert.equal(await page.locator("#report-done").count(), 0, "without the notes, which are chosen now");
  await save(page, "changed.pdf");
  await context.close();
});
