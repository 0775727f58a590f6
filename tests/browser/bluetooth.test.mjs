// Readings straight from a device with Bluetooth: looked at, taken over once, and the test of the device.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PRESSURE, WEIGHT, addDevice, pressureBytes, weightBytes } from "./lib/bluetooth.mjs";
import { filesBelow, findInBrowser, findSecrets } from "./lib/canary.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { enter, registerPatient, says, synchronised, transmitted } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const NAME = "Manschette mit Funk";
const MINUTE = 60_000;
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A patient with one entry and a device, on the page of devices. */
async function patient(services) {
  const person = await registerPatient(browser, server);
  const device = await addDevice(person.context, { name: NAME, services });
  const { page } = person;
  await enter(page, 128, 81, 66);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.goto("/app/import");
  await page.click("#open-devices");
  await page.waitForSelector("#bluetooth-connect");
  return { ...person, device };
}

const ago = (minutes) => new Date(Date.now() - minutes * MINUTE);

test("what a device sends is looked at, taken over once, and stays with the patient", async () => {
  const { context, page, guard, device } = await patient([PRESSURE, WEIGHT]);
  assert.equal(await page.locator("#devices-none, #devices-consent").count(), 0);
  await inspect(page, "bluetooth");
  await page.click("#bluetooth-connect");
  await page.waitForSelector("#bluetooth-waiting");
  assert.match(await page.innerText("#bluetooth-connected"), new RegExp(NAME));
  const early = pressureBytes(137, 86, { pulse: 71, at: ago(200) });
  await device.send(page, PRESSURE, early);
  await device.send(page, PRESSURE, pressureBytes(152, 93, { pulse: 71, at: ago(100), status: 0b10 }));
  await device.send(page, WEIGHT, weightBytes(82.5));
  await page.waitForFunction(() => document.querySelectorAll("#bluetooth-readings > li").length === 3);
  const list = page.locator("#bluetooth-readings > li");
  assert.match(await list.nth(0).innerText(), /82,5 kg/);
  assert.match(await list.nth(1).innerText(), /152 zu 93[\s\S]*Manschette saß zu locker/);
  await inspect(page, "bluetooth-readings");
  await list.nth(1).getByRole("button").click();
  await page.waitForFunction(() => document.querySelectorAll("#bluetooth-readings > li").length === 2);
  await page.click("#bluetooth-take");
  await says(page, "#bluetooth-taken", /2 neue Werte/);
  await device.send(page, PRESSURE, early);
  assert.equal(await page.locator("#bluetooth-take").count(), 0, "what is in the diary is not offered again");
  await page.click("#bluetooth-end");
  await page.waitForSelector("#bluetooth-connect");
  await transmitted(page);

  await page.goto("/app/history");
  await page.waitForSelector("#history-list");
  const history = await page.innerText("#history-list");
  for (const part of ["128 zu 81", "137 zu 86", "82,5 kg"]) assert.ok(history.includes(part), part);
  assert.doesNotMatch(history, /152 zu 93/);
  await page.goto("/app/");
  await synchronised(page);
  assert.deepEqual(await findInBrowser(page, [NAME]), [], "the device keeps plaintext");
  assert.deepEqual(await findSecrets([...(await filesBelow(server.data)), server.log], [NAME]), [], "the server keeps plaintext");
  guard.check();
  await context.close();
});

test("a dangerous reading says at once what to do", async () => {
  const { context, page, guard, device } = await patient();
  await page.click("#bluetooth-connect");
  await page.waitForSelector("#bluetooth-waiting");
  await device.send(page, PRESSURE, pressureBytes(196, 124, { pulse: 88 }));
  await page.click("#bluetooth-take");
  await page.waitForSelector("#critical-done");
  assert.match(await page.innerText("main"), /112/);
  guard.check();
  await context.close();
});

test("three readings test the device, and its clock is compared", async () => {
  const { context, page, guard, device } = await patient();
  await page.click("#bluetooth-connect");
  await page.waitForSelector("#bluetooth-waiting");
  await page.click("#bluetooth details summary");
  await page.click("#bluetooth-test");
  await says(page, "#bluetooth-test-result", /noch 3-mal/);
  for (const systolic of [144, 131, 133]) await device.send(page, PRESSURE, pressureBytes(systolic, 84, { at: ago(60) }));
  await says(page, "#bluetooth-test-result", /misst gleichmäßig/);
  assert.match(await page.innerText("#bluetooth-test-result"), /(59|60) Minuten nach/);
  await inspect(page, "bluetooth-test");
  await page.click("#bluetooth details summary");
  await page.click("#bluetooth-test");
  for (const systolic of [144, 131, 151]) await device.send(page, PRESSURE, pressureBytes(systolic, 84));
  await says(page, "#bluetooth-test-result", /20 mmHg auseinander/);
  guard.check();
  await context.close();
});

test("what goes wrong is said, and what has come stays", async () => {
  const { context, page, guard, device } = await patient();
  for (const [error, words] of [["NotFoundError", /kein Messgerät gewählt/], ["NetworkError", /nicht gelungen/]]) {
    await device.refuse(page, error);
    await page.click("#bluetooth-connect");
    await says(page, "#bluetooth-problem", words);
  }
  await device.refuse(page, null);
  await page.click("#bluetooth-connect");
  await page.waitForSelector("#bluetooth-waiting");
  await device.send(page, PRESSURE, [0, 255, 7, 80, 0, 0, 0]);
  await says(page, "#bluetooth-fault", /konnte nicht messen/);
  await device.send(page, PRESSURE, pressureBytes(131, 84, { at: ago(-60) }));
  await says(page, "#bluetooth-fault", /Uhr des Messgeräts geht falsch/);
  await device.send(page, PRESSURE, pressureBytes(131, 84));
  await page.waitForSelector("#bluetooth-readings");
  assert.equal(await page.locator("#bluetooth-fault").count(), 0);
  await device.away(page);
  await page.waitForSelector("#bluetooth-gone");
  await inspect(page, "bluetooth-gone");
  await page.click("#bluetooth-take");
  await says(page, "#bluetooth-taken", /Ein neuer Wert/);
  guard.check();
  await context.close();
});

test("a device that measures something else is not taken", async () => {
  const { context, page, guard } = await patient([0x180d]);
  await page.click("#bluetooth-connect");
  await says(page, "#bluetooth-problem", /weder Blutdruck noch Gewicht/);
  guard.check();
  await context.close();
});
