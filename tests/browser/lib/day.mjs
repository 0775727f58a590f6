// A server, a browser and a doctor who is logged in: what every journey with a call begins with.

import { after, before } from "node:test";

import { launchChromium } from "./chromium.mjs";
import { registerDoctor } from "./people.mjs";
import { startServer } from "./server.mjs";

/**
 * Prepares all three before the tests of a file and takes them away afterwards; call once at its top.
 *
 * The returned object is filled by then: `{ server, browser, doctor }`. `options.flags` are for Chromium, `options.doctor`
 * goes to the doctor's page.
 */
export function consultationDay(options = {}) {
  const day = {};
  before(async () => {
    day.server = await startServer();
    day.browser = await launchChromium(options.flags);
    day.doctor = await registerDoctor(day.browser, day.server, options.doctor);
  });
  after(async () => {
    await day.browser?.close();
    await day.server?.stop();
  });
  return day;
}
