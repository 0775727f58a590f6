// A page as somebody without a mouse meets it.

import assert from "node:assert/strict";

/** Runs in the page: the focused element in words; with `mark` also whether the walk was there `before`, or just now (`still`). */
function describeFocus(mark) {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const label = element.labels?.[0]?.innerText ?? "";
  const name = element.getAttribute("aria-label") || label || element.innerText || element.id || element.tagName;
  const box = element.getBoundingClientRect();
  // A field that lies unseen over a button shows there that it has the focus.
  const shown = getComputedStyle(element).opacity === "0" ? element.nextElementSibling : element;
  const style = shown && getComputedStyle(shown);
  const ring = Boolean(style) && (style.outlineStyle !== "none" || style.boxShadow !== "none");
  const stop = {
    name: name.trim(),
    role: element.getAttribute("role") ?? element.tagName.toLowerCase(),
    visible: box.width > 0 && box.height > 0,
    ring,
  };
  if (!mark) return stop;
  const [before, still] = [element.hasAttribute("data-tab-seen"), element.getAttribute("data-tab-seen") === "now"];
  document.querySelector("[data-tab-seen='now']")?.setAttribute("data-tab-seen", "");
  element.setAttribute("data-tab-seen", "now");
  return { stop, before, still };
}

/** The focused element: `{ name, role, visible }`; the name as a screen reader would say it, roughly. */
export function focused(page) {
  return page.evaluate(describeFocus, false);
}

/** What can be used with the keyboard, roughly as browsers see it. */
const CONTROLS = "button, a[href], input, select, textarea, summary, [tabindex], [contenteditable='true']";
/** Widgets in which Tab reaches one part and the arrow keys the others. */
const ROVING = "[role='tablist'], [role='radiogroup'], [role='grid'], [role='listbox'], [role='menu'], [role='menubar'], [role='toolbar'], [role='tree']";
const ARROWS = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"];
/** No page of ours has more stops. */
const MOST_STOPS = 1_000;
/** Stops of one field for day and time, and one more. */
const PARTS_OF_A_FIELD = 10;

/** Every stop of the Tab key from the top of the page until it begins again; at most `limit`. */
export async function tabStops(page, limit = MOST_STOPS) {
  try {
    return await walk(page, limit);
  } finally {
    await forget(page);
  }
}

/** Takes the marks of a walk away, and leaves the link that covers the top of the page while it has the focus. */
function forget(page) {
  return page.evaluate(() => {
    document.querySelector(".skip-link:focus")?.blur();
    for (const each of document.querySelectorAll("[data-tab-seen]")) each.removeAttribute("data-tab-seen");
  });
}

/** The walk itself; what was reached is marked. A field for a date has several stops of its own. */
async function walk(page, limit) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    getSelection()?.removeAllRanges();
    // From the top: where a file field had the focus, Chromium goes on with a part of it that shows none.
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    document.body.removeAttribute("tabindex");
  });
  const stops = [];
  let stays = 0;
  let wrapped = false;
  for (let count = 0; count < limit && stays < PARTS_OF_A_FIELD; count += 1) {
    await page.keyboard.press("Tab");
    const step = await page.evaluate(describeFocus, true);
    if (!step) {
      // The end of the page: the walk goes on at its top, for it may have begun at a heading that had the focus.
      if (wrapped) break;
      wrapped = true;
      continue;
    }
    if (step.before && !step.still) break;
    stays = step.still ? stays + 1 : 0;
    if (!step.still) stops.push(step.stop);
  }
  return stops;
}

/** The controls that the walk did not mark though somebody can see and use them; `{ name, roving }`. */
function unreached(page) {
  return page.evaluate(
    ([controls, widgets]) => {
      const isSeen = (element) => element.hasAttribute("data-tab-seen");
      const isThere = (element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
      };
      // What a dialog covers cannot be used as long as it is open; neither can what is inert.
      const modal = document.querySelector("dialog:modal");
      const isOpen = (element) => !element.closest("[inert]") && (!modal || modal.contains(element));
      const isOff = (element) => element.matches(":disabled, input[type='hidden']");
      // A radio button stands for its group; a focusable place without a control is for programs.
      const group = ({ form, name }) =>
        [...document.querySelectorAll("input[type='radio']")].filter((each) => each.name === name && each.form === form);
      const isReached = (element) => {
        if (isSeen(element)) return true;
        return element.matches("input[type='radio']") && element.name !== "" && group(element).some(isSeen);
      };
      const isForPrograms = (element) =>
        element.tabIndex < 0 && !element.closest(widgets) && !element.matches("button, a[href], input, select, textarea, summary");
      // What a label or a button beside it stands for: a file input that is opened by it.
      const isStoodFor = (element) => element.tabIndex < 0 && element.getAttribute("aria-hidden") === "true";
      const wanted = (element) => isThere(element) && isOpen(element) && !isOff(element) && !isForPrograms(element) && !isStoodFor(element);
      const name = (element) => {
        const text = element.getAttribute("aria-label") || element.labels?.[0]?.innerText || element.innerText || "";
        return `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""} ${text.trim().slice(0, 60)}`.trim();
      };
      return [...document.querySelectorAll(controls)]
        .filter((element) => wanted(element) && !isReached(element))
        .map((element) => {
          const widget = element.closest(widgets);
          const first = widget?.querySelector("[data-tab-seen]");
          return { name: name(element), roving: Boolean(first) };
        });
    },
    [CONTROLS, ROVING],
  );
}

/** Walks through every widget with the arrow keys, from the part that Tab reached; what is reached is marked. */
async function walkWithArrows(page) {
  const starts = await page.$$(`:is(${ROVING}) [data-tab-seen]`);
  for (const start of starts) {
    for (const arrow of ARROWS) {
      await start.focus();
      for (let count = 0; count < 60; count += 1) {
        await page.keyboard.press(arrow);
        const again = await page.evaluate(() => {
          const { activeElement } = document;
          const seen = activeElement.hasAttribute("data-arrow-seen");
          activeElement.setAttribute("data-arrow-seen", "");
          activeElement.setAttribute("data-tab-seen", "");
          return seen;
        });
        if (again) break;
      }
    }
  }
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("[data-arrow-seen]")) each.removeAttribute("data-arrow-seen");
  });
}

/** The names of the controls that neither Tab nor, in a widget that Tab enters, an arrow key reaches; after a walk. */
async function missing(page) {
  const found = await unreached(page);
  const names = found.some(({ roving }) => roving) ? await walkWithArrows(page).then(() => unreached(page)) : found;
  return names.map(({ name }) => name);
}

/** One walk: the stops, and what it did not reach. */
async function look(page) {
  try {
    const stops = await walk(page, MOST_STOPS);
    return [stops, await missing(page)];
  } finally {
    await forget(page);
  }
}

/** Every control is reached by the keyboard and shows that it has the focus. */
export async function checkKeyboard(page, where) {
  let [stops, left] = await look(page);
  // A part that was drawn anew during the walk has lost its mark: what nobody reaches is not reached the second time either.
  if (left.length > 0) [stops, left] = await look(page);
  assert.ok(stops.length > 0, `${where}: Tab reaches nothing`);
  assert.deepEqual(left, [], `${where}: never reached by the keyboard`);
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
