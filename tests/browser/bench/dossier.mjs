// The manufacturer's dossier on loopback: one JSON line per figure.
//
// The dossier is the one of the demonstration, and every item of every catalogue without an answer gets one by the
// product's own tables: the largest dossier that people have. Import: from the press on the button until all answers of all
// tables are in the dossier. Opening: from the beginning of the navigation until the overview is painted, with program and
// session on the device; median of ten. PDF: from the press on the button until it is saved; the slowest of three. Text: two
// people write to the same items at the same time.

import { readFile } from "node:fs/promises";

import { launchChromium, painted } from "../lib/chromium.mjs";
import { makeDemo } from "../lib/demo.mjs";
import { enterDossier, nameInDossier, openPage, registerAuthor } from "../lib/people.mjs";
import { startServer } from "../lib/server.mjs";

const OPENINGS = 10;
const PAPERS = 3;
const BARS = { import: 10_000, open: 500, pdf: 5_000, lost: 0, catalogues: 4 };
const BOTH = ["ds-09", "ds-10", "ds-11", "ds-30", "ds-31"];
const ANNEX = "/manufacturer/item/digav-2026-anlage-1";
const PROVEN = "Gilt für diese Fassung; der Nachweis liegt im Dossier bei den Prüfungen.";

function print(name, value, unit, bar, ok = bar === undefined || value <= bar) {
  console.log(JSON.stringify({ name, value, unit, bar: bar ?? null, ok }));
}

const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), page.click(press)]);
  return readFile(await file.path());
}

/** Answers whatever a catalogue leaves open, through its table. Says how many answers were new and how long taking them took. */
async function fillIn(page, id) {
  await openPage(page, "/manufacturer/import");
  const [head, ...rows] = readTable((await download(page, `#template-${id}`)).toString("utf8"));
  const [answer, explanation] = ["Antwort", "Erläuterung"].map((name) => head.indexOf(name));
  if (answer < 0 || explanation < 0) throw new Error(`the table of ${id} has no column for answers: ${head}`);
  for (const row of rows) [row[answer], row[explanation]] = ["zutreffend", PROVEN];
  const buffer = Buffer.from([head, ...rows].map((row) => row.map(quoted).join(";")).join("\r\n"));
  await page.setInputFiles("#import-file", { name: `${id}.csv`, mimeType: "text/csv", buffer });
  await page.waitForSelector("#import-preview");
  const fresh = Number((await page.innerText("#import-preview")).match(/Neu: (\d+)/)?.[1] ?? 0);
  if (fresh === 0) return { fresh, took: 0 };
  const before = performance.now();
  await page.click("#import-take");
  await page.waitForSelector("#import-done, #import-refused");
  const took = performance.now() - before;
  const refused = await page.$("#import-refused");
  if (refused) throw new Error(`the table of ${id} was refused: ${await refused.innerText()}`);
  return { fresh, took };
}

const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;

/** Rows of cells; a cell in quotation marks may hold anything. */
function readTable(text) {
  const cell = /("(?:[^"]|"")*"|[^;\r\n]*)(;|\r\n|$)/y;
  const rows = [[]];
  const plain = text.replace(/^\ufeff/, "");
  while (cell.lastIndex < plain.length) {
    const [, raw, end] = cell.exec(plain);
    rows.at(-1).push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

async function opening(page) {
  await page.goto("/manufacturer/");
  await page.waitForFunction(() => window.shownAfter !== undefined, null, { timeout: 60_000 });
  return page.evaluate(() => window.shownAfter);
}

/** Notes when the overview has been painted. */
function noteOverview() {
  const look = () => {
    const blocks = document.querySelector("#blocks");
    if (!blocks || blocks.getClientRects().length === 0 || window.shownAfter !== undefined) return;
    window.shownAfter = null;
    requestAnimationFrame(() => requestAnimationFrame(() => (window.shownAfter = performance.now())));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

/** Both write the same answer; the second is told. Says whether a text is gone. */
async function lostAt(item, one, other) {
  const [ours, theirs] = [`Text von Anna zu ${item}.`, `Text von Bruno zu ${item}.`];
  await Promise.all([openPage(one, `${ANNEX}/${item}`), openPage(other, `${ANNEX}/${item}`)]);
  await Promise.all([one.fill("#explanation", ours), other.fill("#explanation", theirs)]);
  await one.click("#answer-save");
  await one.waitForSelector("#answer-unsaved", { state: "detached" });
  await other.click("#answer-save");
  await other.waitForSelector("#conflicts");
  const [kept, stands] = [await other.innerText("#conflicts"), await other.inputValue("#explanation")];
  await other.click("#conflicts button >> nth=0");
  await other.waitForSelector("#conflicts", { state: "detached" });
  return kept.includes(theirs) && stands === ours ? 0 : 1;
}

const server = await startServer();
const browser = await launchChromium();
try {
  const demo = await makeDemo(server);
  const author = await enterDossier(browser, server, demo, "manufacturer-author");
  const { page } = author;
  await openPage(page, "/manufacturer/import");
  const ids = await page.$$eval("[id^=template-]", (all) => all.map((each) => each.id.slice("template-".length)));
  const taken = [];
  for (const id of ids) taken.push(await fillIn(page, id));
  const sum = (values) => values.reduce((all, one) => all + one, 0);
  const answered = taken.filter(({ fresh }) => fresh > 0).length;
  print("dossier-catalogues", answered, "catalogues answered", BARS.catalogues, answered >= BARS.catalogues);
  print("dossier-import-answers", sum(taken.map(({ fresh }) => fresh)), "answers from tables");
  print("dossier-import", Math.round(sum(taken.map(({ took }) => took))), "ms", BARS.import);

  await page.addInitScript(noteOverview);
  await opening(page);
  const openings = [];
  for (let number = 0; number < OPENINGS; number += 1) openings.push(await opening(page));
  print("dossier-open", Math.round(median(openings)), "ms", BARS.open);

  await openPage(page, "/manufacturer/output");
  const papers = [];
  let bytes;
  for (let number = 0; number < PAPERS; number += 1) {
    await painted(page);
    const before = performance.now();
    bytes = (await download(page, "#submission-pdf")).length;
    papers.push(performance.now() - before);
    await page.waitForSelector("#submission-done");
  }
  print("dossier-pdf", Math.round(Math.max(...papers)), "ms", BARS.pdf);
  print("dossier-pdf-size", bytes, "bytes");

  const second = await registerAuthor(browser, server, { expected: [/status of 409/] });
  await nameInDossier(second.page, "Bruno Ernst");
  let lost = 0;
  for (const item of BOTH) lost += await lostAt(item, page, second.page);
  print("dossier-texts-lost", lost, `of ${BOTH.length} answers written by two people at once`, BARS.lost);
} finally {
  await browser.close();
  await server.stop();
}
