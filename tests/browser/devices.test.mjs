// Readings from the manufacturer of a device (HDDT): two consents, fetching, ending. The recorder is the stand-in.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { filesBelow, findInBrowser, findSecrets } from "./lib/canary.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { enter, registerPatient, says, synchronised, transmitted, withdraw } from "./lib/people.mjs";
import { startWithStandins } from "./lib/standin.mjs";

const DEVICE = "Oberarmgerät";
const SCOPES = [
  "patient/Observation.rs?code:in=https://gematik.de/fhir/hddt/ValueSet/hddt-miv-blood-pressure-value",
  "patient/Device.rs",
];
// What the stand-in has: morning and evening of two weeks.
const READINGS = 28;
const MINUTE = 60_000;
let server, standin, browser;

before(async () => {
  ({ server, standin } = await startWithStandins());
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await standin?.stop();
});

/** A patient with one entry, on the page of devices, before the consent. */
async function patient(options = {}) {
  const person = await registerPatient(browser, server, { others: [standin.url], ...options });
  await enter(person.page, 128, 81, 66);
  await person.page.waitForSelector("#home-add");
  await synchronised(person.page);
  await person.page.goto("/app/import");
  await person.page.click("#open-devices");
  await person.page.waitForSelector("#devices-consent");
  return person;
}

/** From our page to that of the manufacturer and back with its `answer`. */
async function pair(page, answer) {
  await page.click("#devices-pair");
  await page.waitForURL(`${standin.url}/authorize**`);
  await page.click(`#${answer}`);
  await page.waitForURL(`${server.url}/app/devices**`);
}

async function fetchReadings(page) {
  await page.click("#devices-pull");
  await page.waitForSelector("#devices-pulled");
}

/** Lets `change` rewrite what the manufacturer answers; gives what ends it. */
async function rewritten(page, change) {
  const observations = /fhir\/Observation\?/;
  await page.route(observations, async (route) => {
    const response = await route.fetch();
    const bundle = await response.json();
    change(bundle, route.request().url());
    await route.fulfill({ response, json: bundle });
  });
  return () => page.unroute(observations);
}

async function entries(page) {
  await transmitted(page);
  await page.goto("/app/history");
  await page.waitForSelector("#history-list");
  return page.locator("#history-list li").count();
}

test("readings come after two consents, once, and our server reads nothing", async () => {
  const { context, page, guard } = await patient();
  assert.equal(await page.locator("#devices-pair").count(), 0, "nothing before the consent");
  await inspect(page, "devices-consent");
  await page.click("#devices-consent");
  await page.waitForSelector("#devices-pair");
  await inspect(page, "devices-pair");
  const asked = page.waitForRequest(`${standin.url}/par`);
  await pair(page, "allow");
  const scopes = new URLSearchParams((await asked).postData()).get("scope");
  assert.deepEqual(scopes.split(" "), SCOPES, "no more is asked for than blood pressure and the device");
  await page.waitForSelector("#devices-pull");
  assert.equal(new URL(page.url()).search, "", "the answer does not stay in the address");
  await inspect(page, "devices-paired");

  await fetchReadings(page);
  await says(page, "#devices-pulled", new RegExp(`${READINGS} neue Werte`));
  await inspect(page, "devices-pulled");
  await page.click("#devices-pull");
  await says(page, "#devices-pulled", /nichts Neues/);
  assert.match(await page.innerText("#devices-pulled"), /waren schon da/);
  assert.equal(await entries(page), READINGS + 1);
  await page.goto("/app/");
  await synchronised(page);
  assert.deepEqual(await findInBrowser(page, [DEVICE, "refresh-"]), [], "the device keeps plaintext");
  assert.deepEqual(await findSecrets([...(await filesBelow(server.data)), server.log], [DEVICE, "refresh-", "code-"]), []);
  guard.check();
  await context.close();
});

test("a stale token is renewed, and each refresh token is used once", async () => {
  const { context, page, guard } = await patient();
  await page.click("#devices-consent");
  await pair(page, "allow");
  await page.waitForSelector("#devices-pull");
  for (const minutes of [10, 20]) {
    await context.clock.setSystemTime(Date.now() + minutes * MINUTE);
    const renewed = page.waitForRequest(`${standin.url}/token`);
    await page.click("#devices-pull");
    assert.match((await renewed).postData(), /grant_type=refresh_token/);
    await says(page, "#devices-pulled", minutes === 10 ? /neue Werte/ : /nichts Neues/);
  }
  guard.check();
  await context.close();
});

test("what came before the line was lost stays, and the rest comes later", async () => {
  const { context, page, guard } = await patient({ expected: [/ERR_FAILED/] });
  await page.click("#devices-consent");
  await pair(page, "allow");
  await page.waitForSelector("#devices-pull");
  const second = /fhir\/Observation\?.*page=1/;
  await page.route(second, (route) => route.abort());
  await page.click("#devices-pull");
  await says(page, "#devices-pulled", /hat noch mehr Werte/);
  assert.match(await page.innerText("#devices-pulled"), /10 neue Werte/);
  assert.equal(await page.getByText("Noch nichts geholt.").count(), 1, "nobody says that all was fetched");
  await inspect(page, "devices-more");
  const observations = /fhir\/Observation\?/;
  await page.route(observations, (route) => route.abort());
  await page.click("#devices-pull");
  await says(page, "#devices-problem", /nicht erreichbar/);
  await inspect(page, "devices-unreachable");
  await page.unroute(observations);
  await page.unroute(second);
  assert.equal(await entries(page), 1 + 10);
  await page.goto("/app/devices");
  await fetchReadings(page);
  assert.equal(await entries(page), READINGS + 1);
  guard.check();
  await context.close();
});

test("readings that the manufacturer gets late come, too", async () => {
  const { context, page, guard } = await patient();
  await page.click("#devices-consent");
  await pair(page, "allow");
  await page.waitForSelector("#devices-pull");
  const cuffIsRead = await rewritten(page, (bundle) => Object.assign(bundle, { total: 0, link: [], entry: [] }));
  await page.click("#devices-pull");
  await says(page, "#devices-pulled", /nichts Neues/);
  await cuffIsRead();
  await page.click("#devices-pull");
  await says(page, "#devices-pulled", new RegExp(`${READINGS} neue Werte`));
  guard.check();
  await context.close();
});

test("a next page at another address is not asked for, what came stays, and the rest comes later", async () => {
  const { context, page, guard } = await patient();
  await page.click("#devices-consent");
  await pair(page, "allow");
  await page.waitForSelector("#devices-pull");
  const mended = await rewritten(page, (bundle) => {
    bundle.link = [{ relation: "next", url: "https://recorder.invalid/fhir?page=1" }];
  });
  await page.click("#devices-pull");
  await says(page, "#devices-pulled", /nicht zu diesem Hersteller gehört/);
  assert.match(await page.innerText("#devices-pulled"), /10 neue Werte/);
  assert.equal(await page.getByText("Noch nichts geholt.").count(), 1, "nobody says that all was fetched");
  await inspect(page, "devices-elsewhere");
  await mended();
  await page.click("#devices-pull");
  await says(page, "#devices-pulled", new RegExp(`${READINGS - 10} neue Werte`));
  assert.equal(await entries(page), READINGS + 1);
  guard.check();
  await context.close();
});

test("what the manufacturer corrects or takes back is corrected or deleted in the diary, with the earlier version", async () => {
  const { context, page, guard } = await patient();
  await page.click("#devices-consent");
  await pair(page, "allow");
  await fetchReadings(page);
  await rewritten(page, ({ entry }, url) => {
    if (url.includes("page=")) return;
    const [wrong, error] = entry;
    Object.assign(wrong.resource, { status: "corrected" }).component[0].valueQuantity.value = 157;
    Object.assign(error.resource, { status: "entered-in-error", component: [] });
  });
  await page.click("#devices-pull");
  await says(page, "#devices-pulled", /Einen Wert hat der Hersteller berichtigt/);
  assert.match(await page.innerText("#devices-pulled"), /Einen Wert hat der Hersteller als falsch zurückgenommen/);
  await inspect(page, "devices-corrected");
  await page.click("#devices-pull");
  await says(page, "#devices-pulled", /nichts Neues/);
  assert.equal(await entries(page), READINGS, "one of them is gone");
  const corrected = page.locator("#history-list li", { hasText: "157 zu" });
  assert.equal(await corrected.count(), 1);
  assert.match(await page.innerText("#deleted summary"), /Ein gelöschter Eintrag/);
  await corrected.getByRole("button").click();
  assert.match(await page.innerText("#versions summary"), /Eine frühere Fassung/);
  guard.check();
  await context.close();
});

test("a connection can be ended and begun again, and what is there does not come twice", async () => {
  const { context, page, guard } = await patient();
  await page.click("#devices-consent");
  await pair(page, "allow");
  await fetchReadings(page);
  await transmitted(page);
  await page.goto("/app/devices");
  const revoked = page.waitForRequest(`${standin.url}/revoke`);
  await page.click("#devices-end");
  await revoked;
  await page.waitForSelector("#devices-pair");
  await pair(page, "allow");
  await page.click("#devices-pull");
  await says(page, "#devices-pulled", /nichts Neues/);
  guard.check();
  await context.close();
});

test("a withdrawn consent ends the connection, here and at the manufacturer, and the entries stay", async () => {
  const { context, page, guard } = await patient();
  await page.click("#devices-consent");
  await pair(page, "allow");
  await fetchReadings(page);
  await transmitted(page);
  const revoked = page.waitForRequest(`${standin.url}/revoke`);
  await withdraw(page, "device-data");
  await revoked;
  await page.goto("/app/devices");
  await page.waitForSelector("#devices-consent");
  assert.equal(await page.locator("#devices-pull").count(), 0);
  await page.click("#devices-consent");
  await page.waitForSelector("#devices-pair");
  assert.equal(await page.locator("#devices-pull").count(), 0, "a new consent does not bring the old connection back");
  assert.equal(await entries(page), READINGS + 1);
  guard.check();
  await context.close();
});

test("who says no at the manufacturer is told so, and an answer that nobody asked for is not taken", async () => {
  const { context, page, guard } = await patient();
  await page.click("#devices-consent");
  await pair(page, "deny");
  await says(page, "#devices-problem", /abgelehnt/);
  await inspect(page, "devices-denied");
  await page.goto("/app/devices?code=stolen&state=guessed");
  await says(page, "#devices-problem", /keiner Verbindung/);
  assert.equal(await page.locator("#devices-pull").count(), 0);
  guard.check();
  await context.close();
});
