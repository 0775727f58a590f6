// What the tests of a file begin with: a server, a browser, and the people who are logged in.

import { after, before } from "node:test";

import { launchChromium } from "./chromium.mjs";
import { makeDemo } from "./demo.mjs";
import { enterDossier, registerDoctor } from "./people.mjs";
import { startServer } from "./server.mjs";

/** Takes away what was begun for the tests of a file. */
function endAfterwards(day) {
  after(async () => {
    await day.browser?.close();
    await day.server?.stop();
  });
}

/**
 * A server, a browser and a doctor, for journeys with a call; call once at the top of a file.
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
  endAfterwards(day);
  return day;
}

/**
 * A server with the dossier of the demonstration and the two who work on it; call once at the top of a file.
 *
 * The returned object is filled before the tests: `{ server, browser, demo, author, reviewer }`. `options` go to both pages,
 * `options.flags` to the demonstration.
 */
export function dossierDay({ flags, ...options } = {}) {
  const day = {};
  before(async () => {
    day.server = await startServer();
    day.browser = await launchChromium();
    day.demo = await makeDemo(day.server, flags);
    day.author = await enterDossier(day.browser, day.server, day.demo, "manufacturer-author", options);
    day.reviewer = await enterDossier(day.browser, day.server, day.demo, "manufacturer-reviewer", options);
  });
  endAfterwards(day);
  return day;
}
