// Readings straight from a device with Bluetooth: compared with its display, looked at, taken over once, and the test of the device.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PRESSURE, WEIGHT, addDevice, compareSame, factsOf, pressureBytes, weightBytes } from "./lib/bluetooth.mjs";
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
async function patient(services, facts) {
  const person = await registerPatient(browser, server);
  const device = await addDevice(person.context, { name: NAME, services, facts });
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
  await compareSame(page);
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

test("nothing of a new device counts before its numbers were compared with its display; the device keeps that, sealed", async () => {
  const maker = "Kanarienwerke";
  const { context, page, guard, device } = await patient([PRESSURE], factsOf({ maker, model: "K 1" }));
  await page.click("#bluetooth-connect");
  await says(page, "#bluetooth-compare-first", /Bitte messen Sie einmal/);
  await inspect(page, "bluetooth-compare-first");
  await device.send(page, PRESSURE, pressureBytes(137, 86, { pulse: 71, at: ago(200) }));
  await device.send(page, PRESSURE, pressureBytes(152, 93, { pulse: 71 }));
  await says(page, "#bluetooth-compare-value", /152 zu 93, Puls 71/);
  await says(page, "#bluetooth-take-waits", /Vergleichen Sie zuerst/);
  await page.focus("#bluetooth-take");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#bluetooth-readings > li").count(), 2, "nothing was taken");
  await inspect(page, "bluetooth-compare");
  await page.click("#bluetooth-compare-different");
  await says(page, "#bluetooth-compare-differs", /verworfen/);
  // The focus is not lost.
  await page.waitForFunction(() => document.activeElement?.id === "bluetooth-compare-title");
  assert.equal(await page.locator("#bluetooth-readings > li").count(), 1, "the reading that differs is gone");
  await inspect(page, "bluetooth-compare-differs");
  await device.send(page, PRESSURE, pressureBytes(149, 92, { pulse: 70 }));
  await says(page, "#bluetooth-compare-value", /149 zu 92/);
  await compareSame(page);
  await page.click("#bluetooth-take");
  await says(page, "#bluetooth-taken", /2 neue Werte/);
  await page.click("#bluetooth-end");
  await transmitted(page);

  await page.goto("/app/devices");
  await page.click("#bluetooth-connect");
  await says(page, "#bluetooth-compared", /verglichen am/);
  assert.equal(await page.locator("#bluetooth-compare-first, #bluetooth-check-due").count(), 0);
  await device.send(page, PRESSURE, pressureBytes(141, 88));
  await page.waitForSelector("#bluetooth-readings");
  assert.equal(await page.locator("#bluetooth-compare-same, #bluetooth-take-waits").count(), 0, "it was compared before");
  assert.deepEqual(await findInBrowser(page, [maker]), [], "the list of devices is plaintext");
  guard.check();
  await context.close();
});

test("the times of a device whose clock is wrong are not believed blindly", async () => {
  const { context, page, guard, device } = await patient([PRESSURE], factsOf({ clock: ago(90) }));
  await page.click("#bluetooth-connect");
  await says(page, "#bluetooth-clock", /(89|90) Minuten nach[^]*bekommt die Uhrzeit von jetzt/);
  await device.send(page, PRESSURE, pressureBytes(137, 86, { at: ago(400) }));
  await page.waitForSelector("#bluetooth-readings");
  await compareSame(page);
  await says(page, "#bluetooth-take-waits", /Zeiten dieser Werte sind unsicher/);
  assert.match(await page.innerText("#bluetooth-readings"), /Diese Zeit stimmt wohl nicht/);
  await inspect(page, "bluetooth-clock");
  await device.send(page, PRESSURE, pressureBytes(141, 88, { at: ago(90) }));
  await page.waitForSelector("#bluetooth-take-waits", { state: "detached" });
  await page.click("#bluetooth-take");
  await says(page, "#bluetooth-taken", /Ein neuer Wert/);
  await page.waitForFunction(() => document.querySelectorAll("#bluetooth-readings > li").length === 1);
  await page.check("#bluetooth-times");
  await page.click("#bluetooth-take");
  await page.waitForSelector("#bluetooth-readings", { state: "detached" });
  guard.check();
  await context.close();
});

test("a device that lost its date says so in words that one can act on", async () => {
  const { context, page, guard } = await patient([PRESSURE], factsOf({ clock: new Date(2015, 0, 1) }));
  await page.click("#bluetooth-connect");
  await says(page, "#bluetooth-clock", /falsches Datum[^]*Datum und Uhrzeit/);
  guard.check();
  await context.close();
});

test("after two years a check of the device is advised", async () => {
  const { context, page, guard, device } = await patient();
  // Back, and not ahead: in two years the prescription is over, and the page reads only.
  await context.clock.setSystemTime(Date.now() - 740 * 24 * 60 * MINUTE);
  await page.click("#bluetooth-connect");
  await page.waitForSelector("#bluetooth-waiting");
  await device.send(page, PRESSURE, pressureBytes(131, 84));
  await compareSame(page);
  assert.equal(await page.locator("#bluetooth-check-due").count(), 0);
  await context.clock.setSystemTime(Date.now());
  await device.send(page, PRESSURE, pressureBytes(133, 85));
  await says(page, "#bluetooth-check-due", /mehr als zwei Jahre[^]*zu Hause nicht/);
  await inspect(page, "bluetooth-check-due");
  await page.click("#bluetooth-compare-again");
  await page.waitForSelector("#bluetooth-compare-first");
  await device.send(page, PRESSURE, pressureBytes(135, 86));
  await compareSame(page);
  assert.equal(await page.locator("#bluetooth-check-due").count(), 0);
  guard.check();
  await context.close();
});

test("a dangerous reading says at once what to do", async () => {
  const { context, page, guard, device } = await patient();
  await page.click("#bluetooth-connect");
  await page.waitForSelector("#bluetooth-waiting");
  await device.send(page, PRESSURE, pressureBytes(196, 124, { pulse: 88 }));
  await compareSame(page);
  await page.click("#bluetooth-take");
  await page.waitForSelector("#critical-done");
  assert.match(await page.innerText("main"), /112/);
  assert.ok(await page.isHidden("#bluetooth"), "nothing else asks for attention");
  await page.click("#critical-again");
  await page.waitForSelector("#critical-done", { state: "detached" });
  assert.ok(await page.isVisible("#bluetooth-end"), "the device is connected as before");
  await device.send(page, PRESSURE, pressureBytes(138, 86, { pulse: 76 }));
  await says(page, "#bluetooth", /138 zu 86/);
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
  await compareSame(page);
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
