// What everybody reads of the operator: who answers for the data, and how a practice reaches it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { registerDoctor, says } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const NAME = "Betreiber Beispiel GmbH";
const ADDRESS = "Serverweg 3, 10119 Berlin";
const EMAIL = "hilfe@betreiber.example";
const PHONE = "+49 30 7654321";
let server, browser;

before(async () => {
  const env = { HEILSAM_OPERATOR__NAME: NAME, HEILSAM_CONTRACT__ADDRESS: ADDRESS, HEILSAM_CONTRACT__EMAIL: EMAIL, HEILSAM_CONTRACT__PHONE: PHONE };
  server = await startServer({ env });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("the privacy notice names the operator and its address, also to somebody who has no account", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, { locale: "de-DE" });
  await page.goto("/privacy");
  await says(page, "main", /Wer verantwortlich ist\s+Betreiber Beispiel GmbH\s+Serverweg 3, 10119 Berlin/);
  await inspect(page, "privacy-operator");
  await page.goto("/imprint");
  for (const [fact, text] of [["operator", NAME], ["operator_address", ADDRESS], ["operator_email", EMAIL], ["operator_phone", PHONE]]) {
    await page.locator(`[data-site="${fact}"]`, { hasText: text }).waitFor();
  }
  await inspect(page, "imprint-operator");
  guard.check();
  await context.close();
});

test("the help of a practice says how to reach the operator by e-mail and by telephone", async () => {
  const { page, guard } = await registerDoctor(browser, server);
  await page.click("#help-here");
  await says(page, "#help-email", /^hilfe@betreiber\.example$/);
  await says(page, "#help-phone", /^\+49 30 7654321$/);
  assert.equal(await page.getAttribute("#help-email", "href"), `mailto:${EMAIL}`);
  assert.equal(await page.getAttribute("#help-phone", "href"), "tel:+49307654321");
  await inspect(page, "practice-help-operator");
  guard.check();
});
