// The patient record: consent, by hand, by itself, and the end with the prescription. The record is the stand-in.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { filesBelow, findInBrowser, findSecrets } from "./lib/canary.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { leave } from "./lib/exporting.mjs";
import { inspect } from "./lib/inspect.mjs";
import { enter, registerPatient, says, synchronised, withdraw } from "./lib/people.mjs";
import { startWithStandins } from "./lib/standin.mjs";

const CANARY = "Kanarienvogel in der Akte";
const NUMBER = "A123456780";
const CLOSED = "B123456782";
const DAY = 86_400_000;
let server, standin, browser, known;

before(async () => {
  ({ server, standin } = await startWithStandins());
  browser = await launchChromium();
});

beforeEach(async () => {
  known = (await standin.transfers()).length;
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await standin?.stop();
});

/** What the record took since the test began. */
const taken = async () => (await standin.transfers()).slice(known);

/** Leaves all data that the record took since the test began for the layer `conformance`. */
async function leaveTaken(name) {
  for (const [place, documents] of (await taken()).entries()) {
    const parts = documents.filter(({ mimeType }) => mimeType === "application/fhir+xml");
    for (const [index, part] of parts.entries()) {
      const text = (await standin.document(part)).toString("utf8");
      await leave(`record-${name}-${place + 1}-${index + 1}-heilsam-mio-diga.xml`, text);
    }
  }
}

/** Waits until the record took so many transfers since the test began. */
const takes = (count, what) => eventually(what, taken, (transfers) => transfers.length === count);

/** Waits until the page has noted that the record took a transfer: left before, it would hand it over once more. */
const toldSo = (page) => says(page, ".toasts", /Ihre Einträge sind in Ihrer Patientenakte/);

/** A patient with a reading and a note, who consented and set the number; ends on the page of the record. */
async function patient(number = NUMBER, rhythm = "never", expected = []) {
  const person = await registerPatient(browser, server, { others: [standin.url], expected });
  const { page } = person;
  await page.click("summary");
  await page.fill("#entry-note", CANARY);
  await enter(page, 128, 81, 66);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.goto("/app/export");
  await page.click("#open-epa");
  await page.click("#epa-consent");
  await page.fill("#epa-number", number);
  await page.check(`#epa-${rhythm}`);
  await page.click("#epa-keep");
  await page.waitForSelector("#epa-transfer:not([aria-disabled])");
  return person;
}

test("nothing is offered before the consent, and a wrong number is explained", async () => {
  const { context, page, guard } = await registerPatient(browser, server, { others: [standin.url] });
  await enter(page, 128, 81, 66);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.goto("/app/patient-record");
  await page.waitForSelector("#epa-consent");
  assert.equal(await page.locator("#epa-transfer").count(), 0);
  await inspect(page, "epa-consent");
  await page.click("#epa-consent");
  await page.waitForSelector("#epa-number");
  assert.equal(await page.getAttribute("#epa-transfer", "aria-disabled"), "true", "without a number nothing can go");
  await page.fill("#epa-number", "A123456789");
  await page.click("#epa-keep");
  await page.waitForSelector("#epa-number-error");
  assert.equal(await page.inputValue("#epa-number"), "A123456789");
  await inspect(page, "epa-number");
  assert.deepEqual(await taken(), []);
  guard.check();
  await context.close();
});

test("by hand, the record gets the data and the report with the metadata it asks for, and the server reads nothing", async () => {
  const { context, page, guard } = await patient();
  await page.click("#epa-transfer");
  await page.waitForSelector("#epa-last");
  await inspect(page, "epa-done");
  const [[data, report], ...more] = await taken();
  assert.deepEqual(more, []);
  assert.deepEqual([data.mimeType, report.mimeType], ["application/fhir+xml", "application/pdf"]);
  assert.equal(data.formatCode.code, "urn:gematik:ig:diga:v1.1");
  for (const it of [data, report]) {
    assert.deepEqual([it.classCode.code, it.typeCode.code, it.languageCode], ["DUR", "PATD", "de"]);
    assert.match(it.uniqueId, /^urn:uuid:[0-9a-f-]{36}$/);
    assert.ok(it.author.digaVeId && it.serviceStartTime <= it.serviceStopTime);
  }
  const mio = (await standin.document(data)).toString("utf8");
  const [, begins] = /<valuePeriod><start value="([^"]+)"/.exec(mio);
  const second = (moment) => Math.trunc(Date.parse(moment) / 1000);
  for (const it of [data, report]) assert.equal(second(it.serviceStartTime), second(begins), "the period is that of the bundle");
  assert.equal((await standin.document(report)).subarray(0, 5).toString(), "%PDF-");
  await page.click("#epa-transfer");
  await takes(2, "a second transfer");
  const again = (await taken())[1];
  assert.notEqual(again[0].uniqueId, data.uniqueId, "each transfer is complete and has its own names");
  await leaveTaken("by-hand");
  assert.deepEqual(await findInBrowser(page, [NUMBER, CANARY]), [], "the device keeps plaintext");
  assert.deepEqual(await findSecrets([...(await filesBelow(server.data)), server.log], [NUMBER, CANARY]), []);
  guard.check();
  await context.close();
});

test("who leaves the page meanwhile finds the transfer done, and can begin another one", async () => {
  const { context, page, guard } = await patient();
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await context.route("**/epa/v1/submissions", async (route) => {
    await held;
    await route.continue();
  });
  const submitted = page.waitForRequest("**/epa/v1/submissions");
  await page.click("#epa-transfer");
  await submitted;
  await page.getByRole("link", { name: "Heute", exact: true }).click();
  await page.waitForSelector("#home-add");
  letGo();
  await takes(1, "the transfer of the page that was left");
  await page.getByRole("link", { name: "Mitnehmen", exact: true }).click();
  await page.click("#open-epa");
  await page.waitForSelector("#epa-last");
  await page.click("#epa-transfer:not([aria-disabled])");
  await takes(2, "another transfer");
  await leaveTaken("left");
  guard.check();
  await context.close();
});

test("by itself it goes in the rhythm that the patient set, until the consent is withdrawn", async () => {
  const { context, page, guard } = await patient(NUMBER, "week");
  await page.goto("/app/");
  await takes(1, "the first transfer");
  await toldSo(page);
  const later = Date.now() + 8 * DAY;
  await context.clock.setSystemTime(later);
  await page.goto("/app/");
  await takes(2, "a transfer after a week");
  await toldSo(page);
  await context.clock.setSystemTime(later + DAY);
  await page.goto("/app/");
  await page.waitForSelector("#home-add");
  await page.waitForTimeout(6_000);
  assert.equal((await taken()).length, 2, "a day later nothing is due");
  await context.clock.setSystemTime(Date.now());
  await withdraw(page, "patient-record");
  await context.clock.setSystemTime(later + 9 * DAY);
  await page.goto("/app/");
  await page.waitForTimeout(6_000);
  assert.equal((await taken()).length, 2, "without consent nothing goes");
  await leaveTaken("weekly");
  guard.check();
  await context.close();
});

test("the patient is told before it ends with the prescription, and then it ends", async () => {
  const { context, page, guard } = await patient(NUMBER, "month");
  await page.goto("/app/");
  await takes(1, "the first transfer");
  await toldSo(page);
  assert.equal(await page.locator("#epa-ends").count(), 0);
  await context.clock.setSystemTime(Date.now() + 80 * DAY);
  await page.goto("/app/");
  await page.waitForSelector("#epa-ends");
  await inspect(page, "epa-ends");
  await takes(2, "a transfer before the end");
  await toldSo(page);
  await page.click("#epa-ends-understood");
  await page.waitForFunction(() => !document.querySelector("#epa-ends"));
  await page.goto("/app/");
  await page.waitForSelector("#home-add");
  assert.equal(await page.locator("#epa-ends").count(), 0, "nothing is said twice");
  await context.clock.setSystemTime(Date.now() + 200 * DAY);
  await page.goto("/app/");
  await page.waitForSelector("#epa-ended");
  await page.waitForTimeout(6_000);
  assert.equal((await taken()).length, 2, "after the end nothing goes by itself");
  await leaveTaken("monthly");
  guard.check();
  await context.close();
});

test("what the record refuses is explained, and the entries stay", async () => {
  const { context, page, guard } = await patient(CLOSED, "never", [/403/]);
  await page.click("#epa-transfer");
  await page.waitForSelector("#epa-problem");
  assert.match(await page.innerText("#epa-problem"), /App Ihrer Krankenkasse/);
  await inspect(page, "epa-refused");
  assert.deepEqual(await taken(), []);
  assert.equal(await page.locator("#epa-last").count(), 0);
  guard.check();
  await context.close();
});
