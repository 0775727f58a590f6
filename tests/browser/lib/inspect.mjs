// What every screen has to stand.

import { checkAccessibility } from "./accessibility.mjs";
import { checkKeyboard } from "./keyboard.mjs";
import { checkNoSidewaysScroll, takePictures } from "./pictures.mjs";

/** Looks at a screen with axe and the Tab key, and keeps it as pictures where `HEILSAM_TEST_PICTURES` says so. */
export async function inspect(page, name) {
  await checkAccessibility(page, name);
  await checkKeyboard(page, name);
  await checkNoSidewaysScroll(page);
  if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, name);
}
