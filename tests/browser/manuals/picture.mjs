// How a screen is shown and taken.

import { painted } from "../lib/chromium.mjs";

/** Scrolls so that this stands in the middle of the screen. */
export const middle = (locator) => locator.evaluate((element) => element.scrollIntoView({ block: "center" }));

/** The visible part of the screen as JPEG, as it is printed. */
export async function picture(page) {
  await painted(page);
  return page.screenshot({ type: "jpeg", quality: 72, animations: "disabled", caret: "hide" });
}
