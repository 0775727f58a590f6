// What every screen has to stand.

import { checkAccessibility } from "./accessibility.mjs";
import { checkEnglish, inEnglish } from "./english.mjs";
import { checkKeyboard } from "./keyboard.mjs";
import { checkNoSidewaysScroll, takePictures } from "./pictures.mjs";

/**
 * Looks at a screen with axe and the Tab key, and at what it says when it is switched to English; keeps it as pictures where
 * `HEILSAM_TEST_PICTURES` says so.
 */
export async function inspect(page, name) {
  await checkAccessibility(page, name);
  await checkKeyboard(page, name);
  await checkNoSidewaysScroll(page);
  const pictures = process.env.HEILSAM_TEST_PICTURES;
  if (pictures) await takePictures(page, name);
  if (!(await page.locator("#language-switch").count())) return;
  await inEnglish(page, async () => {
    await checkEnglish(page, name);
    if (pictures) await takePictures(page, `${name}-english`);
  });
}
