// What every screen has to stand.

import assert from "node:assert/strict";

import { checkAccessibility } from "./accessibility.mjs";
import { checkSwitched, checkTexts, inEnglish } from "./english.mjs";
import { checkKeyboard } from "./keyboard.mjs";
import { checkNoSidewaysScroll, takePictures } from "./pictures.mjs";

/** Where programs lie: each of their screens has the switch. Other pages have one of their own, and are tried in an English browser. */
const PROGRAMS = ["/app", "/practice", "/manufacturer", "/v"];
/** What stands there when a program did not come, or stopped. It has no switch. */
const INSTEAD = "main.boot:visible";

/** Whether a screen can be switched to English; one of a program must. */
export async function switches(page, name) {
  if (await page.locator("#language-switch").count()) return true;
  const { pathname } = new URL(page.url());
  const inProgram = PROGRAMS.some((program) => pathname === program || pathname.startsWith(`${program}/`));
  if (inProgram && !(await page.locator(INSTEAD).count())) assert.fail(`${name} has no switch to English`);
  return false;
}

/**
 * Looks at a screen with axe and the Tab key, and at what it says when it is switched to English; keeps it as pictures where
 * `HEILSAM_TEST_PICTURES` says so.
 */
export async function inspect(page, name) {
  await checkAccessibility(page, name);
  await checkKeyboard(page, name);
  await checkNoSidewaysScroll(page);
  await checkTexts(page, name);
  const pictures = process.env.HEILSAM_TEST_PICTURES;
  if (pictures) await takePictures(page, name);
  if (!(await switches(page, name))) return;
  await inEnglish(page, async () => {
    await checkSwitched(page, name);
    if (pictures) await takePictures(page, `${name}-english`);
  });
}

/** Waits until a meeting is over, and looks at what its page says then. */
export async function endSays(page, text, name, options = {}) {
  await page.waitForSelector("#end", options);
  assert.match(await page.innerText("#end"), text);
  await inspect(page, name);
}
