// From the welcome page to the first saved entry on loopback, as somebody does it who types with two fingers: one JSON line per
// figure.
//
// Everything a person takes time for is waited for: looking at a page before the first movement, moving to what is pressed next,
// each key, and the finger on the sensor of the passkey. Screens are the headings from the code to the protection of the account.

import { addPasskeyDevice } from "../lib/authenticator.mjs";
import { launchChromium, newPerson } from "../lib/chromium.mjs";
import { activationCode } from "../lib/codes.mjs";
import { startServer } from "../lib/server.mjs";

const LOOK = 3_000;
const MOVE = 800;
const KEY = 250;
const FINGER = 3_000;
const BARS = { seconds: 60, screens: 3 };

function print(name, value, unit, bar) {
  console.log(JSON.stringify({ name, value, unit, bar, ok: value <= bar }));
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits for a page by what is pressed on it first, and looks at it. */
async function look(page, selector) {
  await page.waitForSelector(selector);
  await wait(LOOK);
  return page.textContent("h1");
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
  await look(page, "#welcome-start");
  await press(page, "#welcome-start");
  await look(page, "#eligible-0");
  await press(page, "#eligible-0");
  await press(page, "#eligible-next");
  const screens = new Set();
  screens.add(await look(page, "#activation-code"));
  await type(page, "#activation-code", activationCode());
  await press(page, "#code-next");
  screens.add(await look(page, "#consent-intended-use"));
  await press(page, "#consent-intended-use");
  await press(page, "#consent-next");
  screens.add(await look(page, "#protect-passkey"));
  await press(page, "#protect-passkey");
  await wait(FINGER);
  await look(page, "#entry-systolic");
  await type(page, "#entry-systolic", "141");
  await type(page, "#entry-diastolic", "87");
  await type(page, "#entry-pulse", "71");
  await press(page, "#entry-save");
  await page.waitForSelector("#home-add");
  const seconds = (performance.now() - began) / 1_000;
  guard.check();
  print("first-entry", Math.round(seconds), "s", BARS.seconds);
  print("first-entry-screens", screens.size, "screens", BARS.screens);
} finally {
  await browser.close();
  await server.stop();
}
