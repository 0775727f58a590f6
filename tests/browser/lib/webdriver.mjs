// As much of the W3C WebDriver protocol as the tests of the desktop window need, under the names that Playwright's pages
// have: helpers for pages work with both.

import { PATIENCE_MS } from "./chromium.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const POLL_MS = 100;
/** A look at a page that is just being left may get no answer at all: the driver waits for one as long as it is asked to. */
const LOOK_MS = 10_000;
/** What the driver says of an element that was drawn anew between finding it and using it. */
const DRAWN_ANEW = /stale element reference|no such element/;
/** So often that may happen. */
const TRIES = 3;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Begins a session with the driver at this address; returns its page, with `picture()` (PNG) and `end()`. */
export async function beginSession(driver, capabilities) {
  const begun = await ask(driver, "POST", "/session", { capabilities: { alwaysMatch: capabilities } });
  const session = `${driver}/session/${begun.sessionId}`;

  /** Runs a function in the page, which may be asynchronous; gives what it gives. */
  async function evaluate(test, argument = null, limit = PATIENCE_MS) {
    const script = `
      const [argument, done] = arguments;
      Promise.resolve(argument).then(${test}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await ask(session, "POST", "/execute/async", { script, args: [argument] }, limit);
    if (error) throw new Error(error);
    return value;
  }

  /** Waits until a function of the page gives something; says what the page shows when it does not. */
  async function waitForFunction(test, argument, { timeout = PATIENCE_MS } = {}) {
    for (const end = Date.now() + timeout; Date.now() < end; await pause(POLL_MS)) {
      // A page that is being left has no answer.
      const value = await evaluate(test, argument, LOOK_MS).catch(() => null);
      if (value) return { jsonValue: async () => value };
    }
    const shown = await evaluate(() => `${location.pathname}: ${document.body?.innerText}`).catch((error) => error.message);
    throw new Error(`${argument}: not within ${timeout / 1000} s; the window shows ${String(shown).slice(0, 600)}`);
  }

  async function waitForSelector(selector, { state = "visible", timeout = PATIENCE_MS } = {}) {
    const isThere = {
      attached: (query) => Boolean(document.querySelector(query)),
      detached: (query) => !document.querySelector(query),
      visible: (query) => Boolean(document.querySelector(query)?.checkVisibility()),
    };
    await waitForFunction(isThere[state], selector, { timeout });
    return { textContent: () => textContent(selector) };
  }

  async function textContent(selector) {
    await waitForSelector(selector, { state: "attached" });
    return evaluate((query) => document.querySelector(query).textContent, selector);
  }

  /** Does what a hand does with the first element that fits. */
  async function act(selector, action, body = {}) {
    for (let tries = 1; ; tries += 1) {
      await waitForSelector(selector);
      try {
        const found = await ask(session, "POST", "/element", { using: "css selector", value: selector });
        return await ask(session, "POST", `/element/${found[ELEMENT]}/${action}`, body);
      } catch (error) {
        if (tries === TRIES || !DRAWN_ANEW.test(error.message)) throw error;
      }
    }
  }

  const click = (selector) => act(selector, "click");

  /** Ticks a box by its label: the box itself lies unseen below the drawn one. */
  async function check(selector) {
    await waitForSelector(selector, { state: "attached" });
    await evaluate((query) => {
      const box = document.querySelector(query);
      if (!box.checked) box.labels[0].click();
    }, selector);
  }

  return {
    evaluate,
    waitForFunction,
    waitForSelector,
    textContent,
    click,
    check,
    fill: (selector, text) => act(selector, "clear").then(() => act(selector, "value", { text })),
    goto: (path) => evaluate((to) => location.assign(to), path),
    picture: async () => Buffer.from(await ask(session, "GET", "/screenshot"), "base64"),
    end: () => ask(session, "DELETE", "").catch(() => {}),
  };
}

// WebKit's driver reads what is beyond ASCII as something else.
const plain = (value) => JSON.stringify(value).replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

async function ask(address, method, path, body, limit = PATIENCE_MS) {
  const asked = fetch(`${address}${path}`, { method, body: body && plain(body), signal: AbortSignal.timeout(limit) });
  const answer = await asked.catch((error) => {
    throw new Error(`WebDriver ${method} ${path}: ${error.cause?.message ?? error.message}`);
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`WebDriver ${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}
