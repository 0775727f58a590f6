// How a screen is shown and taken.

import { painted } from "../lib/chromium.mjs";

/** Scrolls so that this stands in the middle of the screen. */
export const middle = (locator) => locator.evaluate((element) => element.scrollIntoView({ block: "center" }));

/** Scrolls so that this stands at the head of the screen, with a little room above it. */
export const head = (locator) => locator.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 16));

/** Scrolls so that this stands at the foot of the screen, with a little room below it. */
export const foot = (locator) => locator.evaluate((element) => scrollTo(0, element.getBoundingClientRect().bottom + scrollY - innerHeight + 16));

/** The address of a service as the manuals show it, in place of this machine's. */
const SERVICE = "https://heilsam.example";

/** Shows the address of a service where this text has the one of the walk. */
export const asServed = (locator) =>
  locator.evaluate((element, service) => {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replace(location.origin, service);
    }
  }, SERVICE);

/** The visible part of the screen as JPEG, as it is printed. */
export async function picture(page) {
  // Nothing looks as if somebody pointed at it.
  await page.mouse.move(0, 0);
  await painted(page);
  return page.screenshot({ type: "jpeg", quality: 72, animations: "disabled", caret: "hide" });
}
