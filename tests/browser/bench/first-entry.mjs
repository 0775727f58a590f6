// From the welcome page to the first saved entry on loopback, as somebody does it who types with two fingers: one JSON line per
// figure.
//
// Everything a person takes time for is waited for: looking at a page before the first movement, moving to what is pressed next,
// each key, and the finger on the sensor of the passkey. Screens are all headings that are shown between the welcome page and the
// form for the entry, from the first page after the welcome page on: none is left out. The entry alone is counted from the moment
// its form stands.

import { addPasskeyDevice } from "../lib/authenticator.mjs";
import { launchChromium, newPerson } from "../lib/chromium.mjs";
import { activationCode } from "../lib/codes.mjs";
import { noteHeadings } from "../lib/headings.mjs";
import { startServer } from "../lib/server.mjs";

const LOOK = 3_000;
const MOVE = 800;
const KEY = 250;
const FINGER = 3_000;
const BARS = { seconds: 60, screens: 3, entry: 30 };

function print(name, value, unit, bar) {
  console.log(JSON.stringify({ name, value, unit, bar, ok: value <= bar }));
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits for a page by what is pressed on it first, and looks at it. */
async function look(page, selector) {
  await page.waitForSelector(selector);
  await wait(LOOK);
}

async function press(page, selector) {
  await wait(MOVE);
  await page.click(selector);
}

async function type(page, selector, text) {
  await press(page, selector);
  await page.keyboard.type(text, { delay: KEY });
}

const server = await startServer();
const browser = await launchChromium();
try {
  const { page, guard } = await newPerson(browser, server.url);
  await addPasskeyDevice(page);
  await page.goto("/app/");
  const began = performance.now();
  await page.waitForSelector("#welcome-start");
  const headings = await noteHeadings(page);
  await look(page, "#welcome-start");
  await press(page, "#welcome-start");
  await look(page, "#eligible-0");
  await press(page, "#eligible-0");
  await type(page, "#activation-code", activationCode());
  await press(page, "#code-next");
  await look(page, "#consent-intended-use");
  await press(page, "#consent-intended-use");
  await press(page, "#consent-next");
  await look(page, "#protect-passkey");
  await press(page, "#protect-passkey");
  await wait(FINGER);
  await page.waitForSelector("#entry-systolic");
  const stood = performance.now();
  await look(page, "#entry-systolic");
  const screens = (await headings()).slice(1, -1);
  await type(page, "#entry-systolic", "141");
  await type(page, "#entry-diastolic", "87");
  await type(page, "#entry-pulse", "71");
  await press(page, "#entry-save");
  await page.waitForSelector("#home-add");
  const saved = performance.now();
  const [seconds, entry] = [began, stood].map((start) => (saved - start) / 1_000);
  guard.check();
  print("first-entry", Math.round(seconds), "s", BARS.seconds);
  print("first-entry-form", Math.round(entry), "s", BARS.entry);
  print("first-entry-screens", screens.length, "screens", BARS.screens);
} finally {
  await browser.close();
  await server.stop();
}
