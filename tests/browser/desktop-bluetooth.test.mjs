// Measuring devices with Bluetooth in the desktop window: found, chosen, connected and heard through `btleplug`, on a bus with
// a stand-in for Linux' Bluetooth service.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { PRESSURE, WEIGHT, pressureBytes, weightBytes } from "./lib/bluetooth.mjs";
import { addCuff, startBus, whyNoBluez } from "./lib/bluez.mjs";
import { logIn, makeDemo } from "./lib/demo.mjs";
import { openWindow, startScreen, whyNoWindow } from "./lib/desktop.mjs";
import { says } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const NAME = "Manschette mit Funk";
const KINDS = [
  [PRESSURE, 0x2a35],
  [WEIGHT, 0x2a9d],
];
const skip = whyNoWindow() || whyNoBluez();
let server, screen, bus, window;

before(async () => {
  if (skip) return;
  server = await startServer();
  screen = await startScreen();
  bus = await startBus();
  const demo = await makeDemo(server);
  window = await openWindow(screen, server, ["patient"], { DBUS_SYSTEM_BUS_ADDRESS: bus.address });
  await window.waitForSelector("#welcome-start");
  await window.goto("/app/login");
  await logIn(window, demo.accounts.find((each) => each.role === "patient"));
  await window.waitForSelector("#home-add");
  await window.goto("/app/import");
  await window.click("#open-devices");
  await window.waitForSelector("#bluetooth-connect");
});

after(async () => {
  for (const each of [window, bus, screen, server]) await (each?.close ?? each?.stop)?.call(each);
});

async function keepPicture(name) {
  const folder = process.env.HEILSAM_TEST_PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `desktop-${name}.png`), await window.picture());
}

test("a computer without a Bluetooth service says so in the window", { skip }, async () => {
  await window.click("#bluetooth-connect");
  await says(window, "#bluetooth-problem", /nicht gelungen/);
});

test("a cuff is chosen in the window, and its readings are taken over", { skip }, async () => {
  const cuff = await addCuff(bus, NAME, KINDS);
  try {
    await window.click("#bluetooth-connect");
    await window.waitForSelector("#window-device");
    await window.click("#window-device-cancel");
    await says(window, "#bluetooth-problem", /kein Messgerät gewählt/);

    await window.click("#bluetooth-connect");
    await cuff.until("searching");
    await window.waitForSelector("#window-device button[value]");
    assert.equal(await window.textContent("#window-device button[value]"), NAME);
    await keepPicture("bluetooth-choice");
    await window.click("#window-device button[value]");
    await window.waitForSelector("#bluetooth-waiting");
    assert.match(await window.textContent("#bluetooth-connected"), new RegExp(NAME));
    await cuff.until("listening");
    cuff.say(PRESSURE, pressureBytes(137, 86, { pulse: 71 }));
    cuff.say(WEIGHT, weightBytes(82.5));
    await window.waitForFunction(() => document.querySelectorAll("#bluetooth-readings > li").length === 2, "two readings");
    assert.match(await window.textContent("#bluetooth-readings"), /82,5 kg[\s\S]*137 zu 86/);
    await keepPicture("bluetooth-readings");
    await window.click("#bluetooth-compare-same");
    await window.waitForSelector("#bluetooth-compared");
    await window.click("#bluetooth-take");
    await says(window, "#bluetooth-taken", /2 neue Werte/);
    cuff.away();
    await cuff.until("apart");
    await window.waitForSelector("#bluetooth-gone");
  } finally {
    await cuff.stop();
  }
});

test("a device that measures something else is not offered", { skip }, async () => {
  const other = await addCuff(bus, "Pulsgurt", [[0x180d, 0x2a37]]);
  try {
    await window.click("#bluetooth-connect");
    await other.until("searching");
    await window.waitForSelector("#window-device");
    // Three looks at what is near.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(await window.evaluate(() => document.querySelectorAll("#window-device button[value]").length), 0);
    await window.click("#window-device-cancel");
    await says(window, "#bluetooth-problem", /kein Messgerät gewählt/);
  } finally {
    await other.stop();
  }
});
