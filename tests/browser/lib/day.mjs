// What the tests of a file begin with: a server, a browser, and the people who are logged in.

import { after, afterEach, before, beforeEach } from "node:test";

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
 * The returned object is filled by then: `{ server, browser, doctor }`. The hooks of a file begin side by side: one that needs
 * what is in it waits for `day.ready`. `options.flags` are for Chromium, `options.doctor`
 * goes to the doctor's page. With `options.anew` each test has a doctor of its own, and everybody's pages are closed behind it:
 * whatever became of a test, the next one finds nobody in a call and no open appointment.
 */
export function consultationDay(options = {}) {
  const day = {};
  const register = async () => {
    day.doctor = await registerDoctor(day.browser, day.server, options.doctor);
  };
  const begin = async () => {
    day.server = await startServer();
    day.browser = await launchChromium(options.flags);
    if (!options.anew) await register();
  };
  before(() => (day.ready = begin()));
  if (options.anew) {
    beforeEach(register);
    afterEach(async () => {
      for (const context of day.browser.contexts()) await context.close();
    });
  }
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
