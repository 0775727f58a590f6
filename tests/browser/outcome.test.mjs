// Outcome reporting: the patient sees the numbers, hands them in without a session, and the manufacturer sees groups of ten.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { onDatabase } from "./lib/database.mjs";
import { logIn, makeDemo } from "./lib/demo.mjs";
import { inspect } from "./lib/inspect.mjs";
import { enterDossier } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const DAY = 24 * 60 * 60 * 1000;
/** What time does by itself: the quarter of the hand-ins lies so far back that it is closed, or is open again. */
const MOVE = `found = database.execute("SELECT DISTINCT quarter FROM outcome_counts").fetchall()
assert len(found) == 1, found
database.execute("UPDATE outcome_counts SET quarter = ?", (values[0],))
print(found[0][0])`;

let server, browser, demo;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
  demo = await makeDemo(server, ["--hand-ins", "8", "--days", "14"]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Gives all counts another quarter; returns the one that they had. */
const moveTo = (quarter) => onDatabase(server, MOVE, quarter);

/** In a page: what the server answers to blind tokens is kept, which the browser's own tools may have forgotten when asked. */
function keepsTokens() {
  const { fetch } = window;
  window.fetch = async (...wish) => {
    const response = await fetch(...wish);
    if (response.url.endsWith("/tokens")) window.heilsamTokens = response.clone().json();
    return response;
  };
}

test("the patient sees exactly what goes, agrees, and it goes later without a session", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  const sent = [];
  await page.addInitScript(keepsTokens);
  page.on("request", (request) => request.url().includes("/api/v1/outcome/") && sent.push(request));
  await page.goto("/app/login");
  await logIn(page, demo.accounts.find(({ role }) => role === "patient"));
  await page.waitForSelector("#outcome-card");
  await page.click("#outcome-look");
  await page.waitForSelector("#outcome-agree");
  assert.equal(await page.locator("#outcome-numbers tbody tr").count(), 13);
  assert.match(await page.innerText("#outcome-numbers"), /bis zum Ende genutzt/);
  assert.match(await page.innerText("#outcome-one-a-quarter"), /in einem Quartal die Zahlen einer Verordnung/);
  await inspect(page, "outcome-ask");

  await page.click("#outcome-decline");
  await page.waitForSelector("#outcome-declined");
  assert.deepEqual(sent, [], "who declines sends nothing");
  await page.click("#outcome-agree");
  await page.waitForSelector("#outcome-agreed");
  const answer = await page.evaluate(() => window.heilsamTokens);
  await inspect(page, "outcome-agreed");
  assert.deepEqual(sent.map((request) => request.method()), ["GET", "POST"], "the key, and the blind token");
  assert.ok(!sent.some((request) => request.url().endsWith("/hand-ins")), "nothing is handed in at once");

  // Two weeks later, when the app is opened again.
  await page.clock.install({ time: Date.now() + 15 * DAY });
  await page.goto("/app/outcome");
  await page.waitForSelector("#outcome-agreed");
  const gone = page.waitForResponse((response) => response.url().endsWith("/hand-ins"));
  await page.clock.fastForward(80_000);
  const response = await gone;
  assert.equal(response.status(), 204);
  const headers = await response.request().allHeaders();
  assert.equal(headers.cookie, undefined, "no session goes along");
  const body = response.request().postDataJSON();
  assert.deepEqual(Object.keys(body).sort(), ["contribution", "serial", "token"]);
  const asked = sent.find((request) => request.url().endsWith("/tokens"));
  assert.ok((await asked.allHeaders()).cookie, "the token was asked for with the session");
  const before = [asked.postDataJSON(), answer].flatMap((it) => Object.values(it));
  for (const value of [body.serial, body.token]) assert.ok(!before.includes(value), "nothing of it was seen before");
  await page.goto("/app/outcome");
  await page.waitForSelector("#outcome-handed-in");
  await inspect(page, "outcome-handed-in");
  guard.check();
  await context.close();
});

test("the manufacturer sees nothing of nine people, and the statistics of ten with table, chart and file", async () => {
  const { context, page, guard } = await enterDossier(browser, server, demo, "manufacturer-author", { acceptDownloads: true });
  const section = (quarter) => page.locator(`#quarter-${quarter}`);
  await page.goto("/manufacturer/outcome");
  await page.waitForSelector("#outcome-reports section");
  assert.match(await page.innerText("#outcome-reports"), /noch Zahlen angenommen/);
  await inspect(page, "reports-collecting");

  const open = await moveTo("2025-4");
  await page.reload();
  await section("2025-4").waitFor();
  assert.match(await section("2025-4").innerText(), /Weniger als zehn/);
  assert.equal(await section("2025-4").locator("table, figure").count(), 0);

  await moveTo(open);
  await makeDemo(server, ["--hand-ins", "1"]);
  await moveTo("2025-4");
  await page.reload();
  await section("2025-4").locator("figure").first().waitFor();
  const text = await section("2025-4").innerText();
  assert.match(text, /10 Menschen haben ihre Zahlen abgegeben/);
  assert.match(text, /Bis zum Ende genutzt, Anzahl/);
  assert.equal(await section("2025-4").locator("figure").count(), 2, "minutes and uses");
  await inspect(page, "reports-told");

  const download = page.waitForEvent("download");
  await page.click("#save-2025-4");
  const table = await readFile(await (await download).path(), "utf8");
  const lines = table.replace("\ufeff", "").trim().split("\r\n");
  assert.equal(lines[0], "Quartal;Zeile;Woche;Gruppe;Angabe;Wert");
  assert.ok(lines.includes("2025-4;;;alle;Nutzer mit Angaben;10"));
  assert.ok(lines.some((line) => /^2025-4;usage-1;13;mit Abbrüchen;Mittelwert;\d+,\d$/.test(line)));
  await page.click("summary:has-text('Text für die Meldung')");
  assert.match(await page.innerText("#statement-2025-4"), /10 Nutzer/);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  });
  await page.click("#copy-2025-4");
  await page.waitForSelector("#not-copied-2025-4");
  guard.check();
  await context.close();
});
