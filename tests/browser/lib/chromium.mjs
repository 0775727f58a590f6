// Chromium with fake camera and microphone.

import { chromium } from "playwright-core";

import { watchConnections } from "./connections.mjs";
import { guard } from "./guards.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

/** So long a page may take on a machine of two slow cores: for its program, for a second one beside it, for a call. */
export const PATIENCE_MS = 60_000;

/** The browser's program. */
export const CHROMIUM = process.env.HEILSAM_TEST_CHROMIUM ?? "/usr/bin/chromium";

/** Starts Chromium (`program` may be a script that does); end it with `browser.close()`. */
export function launchChromium(flags = [], program = CHROMIUM) {
  return chromium.launch({ executablePath: program, headless: true, timeout: PATIENCE_MS, args: [...FLAGS, ...flags] });
}

/**
 * One person at one device: a context of their own with a guarded page.
 *
 * Returns `{ context, page, guard }`; call `guard.check()` at the end of the test.
 */
export async function newPerson(browser, origin, options = {}) {
  const { expected = [], others = [], locale = "de-DE", colorScheme = "light", viewport, ...rest } = options;
  const context = await browser.newContext({
    baseURL: origin,
    locale,
    colorScheme,
    viewport: viewport ?? { width: 390, height: 844 },
    permissions: ["camera", "microphone"],
    reducedMotion: "reduce",
    ...rest,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await watchConnections(context);
  const watching = guard(context, origin, expected, others);
  const page = await context.newPage();
  return { context, page, guard: watching };
}

/** Waits for two painted frames: what is on the screen now is what a person sees. */
export function painted(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
}
