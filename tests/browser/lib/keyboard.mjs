// A page as somebody without a mouse meets it.

import assert from "node:assert/strict";

/** The focused element: `{ name, role, visible }`; the name as a screen reader would say it, roughly. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const label = element.labels?.[0]?.innerText ?? "";
    const name = element.getAttribute("aria-label") || label || element.innerText || element.id || element.tagName;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
    return {
      name: name.trim(),
      role: element.getAttribute("role") ?? element.tagName.toLowerCase(),
      visible: box.width > 0 && box.height > 0,
      ring,
    };
  });
}

/** Every stop of the Tab key from the top of the page until it begins again; at most `limit`. */
export async function tabStops(page, limit = 80) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    getSelection()?.removeAllRanges();
  });
  const stops = [];
  for (let count = 0; count < limit; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    const again = await page.evaluate(() => {
      const seen = document.activeElement === document.body || document.activeElement?.hasAttribute("data-tab-seen");
      document.activeElement?.setAttribute("data-tab-seen", "");
      return seen;
    });
    if (!stop || again) break;
    stops.push(stop);
  }
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("[data-tab-seen]")) each.removeAttribute("data-tab-seen");
  });
  return stops;
}

/** Every control is reached by Tab and shows that it has the focus. */
export async function checkKeyboard(page, where) {
  const stops = await tabStops(page);
  assert.ok(stops.length > 0, `${where}: Tab reaches nothing`);
  const wrong = stops.filter((stop) => !stop.visible || !stop.ring).map((stop) => stop.name);
  assert.deepEqual(wrong, [], `${where}: focus is not visible`);
  return stops;
}

/** Tabs until the control with this name has the focus. */
export async function tabTo(page, name, limit = 60) {
  for (let count = 0; count < limit; count += 1) {
    const current = await focused(page);
    if (current && (name instanceof RegExp ? name.test(current.name) : current.name === name)) return current;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${name}`);
}

/** Waits for the control that a selector names, and tabs until it has the focus. */
export async function reach(page, selector, limit = 80) {
  await page.waitForSelector(selector);
  for (let count = 0; count <= limit; count += 1) {
    if (await page.evaluate((query) => document.activeElement?.matches(query) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${selector}`);
}
