// The check of devices and line in the practice app, without an appointment and without a waiting room.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { CHROMIUM, launchChromium } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { makeNetwork, whyNoNetwork } from "./lib/network.mjs";
import { registerDoctor, registerStaff, says, seesPicture } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

/** A test of the line may take so long: three ways at once, then five seconds of stream. */
const MEASURED_WITHIN = { timeout: 60_000 };
const day = consultationDay();

async function measure(page) {
  await page.click("#line-start");
  await page.waitForSelector("#line-verdict", MEASURED_WITHIN);
}

/** What stands beside a label in the list of findings. */
const finding = (page, label) => page.locator("#line-facts dt", { hasText: label }).locator("xpath=following-sibling::dd[1]").innerText();

test("a practice checks camera, microphone and line without a waiting room", async () => {
  const { page, guard } = day.doctor;
  await page.goto("/practice/account");
  await page.click("#to-check");
  await seesPicture(page, "#check-picture");
  await page.waitForFunction(() => Number(document.querySelector("#check-level")?.value) > 0);
  await inspect(page, "practice-check");

  await measure(page);
  assert.match(await finding(page, "Server"), /^\d+ ms$/);
  assert.match(await finding(page, "Vermittlung"), /^20 von 20 Antworten, \d+ ms/);
  // The server's own relay speaks UDP only.
  assert.equal(await finding(page, "Umweg über UDP"), "erreicht");
  for (const way of ["TCP", "TLS"]) assert.equal(await finding(page, `Umweg über ${way}`), "bietet dieser Server nicht an");
  assert.match(await finding(page, "Durchsatz"), /^\d+ von 2000 kbit\/s, \d+,\d % verloren/);
  for (const label of ["Kamera", "Mikrofon", "VP8"]) assert.equal(await finding(page, label), "vorhanden");
  assert.match(await finding(page, "Browser"), /^\w+ \d+$/);
  assert.match(await page.innerText("#line-verdict"), /Reicht für Bild und Ton in guter Qualität/);
  assert.match(await page.innerText("#line-remark"), /kein UDP durchlässt/);
  assert.match(await page.innerText("#line-doors"), /UDP 127\.0\.0\.1:\d+/);
  await inspect(page, "practice-line");

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.click("#line-copy");
  await page.getByText("Der Bericht ist kopiert.").waitFor();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(report, /Heilsam: Verbindungstest[\s\S]*Reicht für Bild und Ton[\s\S]*Umweg über UDP: erreicht[\s\S]*Firewall/);
  assert.doesNotMatch(report, /candidate|credential|@/);

  // The devices open beside the line.
  await seesPicture(page, "#check-picture");
  const devices = await page.evaluateHandle(() => document.querySelector("#check-picture").srcObject.getTracks());
  assert.equal(await devices.evaluate((tracks) => tracks.length), 2);
  await page.getByRole("link", { name: "Termine" }).first().click();
  await page.waitForSelector("#invite");
  await page.waitForFunction((tracks) => tracks.every(({ readyState }) => readyState === "ended"), devices);
  guard.check();
});

test("practice staff measure the line, too", async () => {
  const staff = await registerStaff(day.browser, day.server);
  await staff.page.goto("/practice/check");
  await measure(staff.page);
  await says(staff.page, "#line-verdict", /Reicht für/);
  staff.guard.check();
  await staff.context.close();
});

test("a server that does not answer, and too many tests in an hour, are said", async () => {
  const { page, guard, context } = await registerDoctor(day.browser, day.server, { expected: [/ERR_|status of 429/] });
  await page.goto("/practice/check");
  await page.waitForSelector("#line-start");
  await page.route("**/api/v1/line-trials", (route) => route.abort());
  await measure(page);
  await says(page, "#line-verdict", /Der Server antwortet nicht/);
  await inspect(page, "practice-line-silent");
  await page.unroute("**/api/v1/line-trials");
  await page.route("**/api/v1/line-trials", (route) =>
    route.fulfill({
      status: 429,
      contentType: "application/problem+json",
      json: { type: "urn:heilsam:problem:too-many-requests", title: "Too many requests", status: 429, code: "too-many-requests", retry_after: 600 },
    }),
  );
  await page.click("#line-start");
  await says(page, "#line", /10 Minuten/);
  guard.check();
  await context.close();
});

describe("behind a firewall", { skip: whyNoNetwork() }, () => {
  let network, server, browser, doctor;

  before(async () => {
    network = await makeNetwork();
    const { address } = network.server;
    server = await startServer({ place: network.server, env: { HEILSAM_VIDEO__TURN_ADDRESS: address } });
    const place = await network.computer("practice");
    await place.dropUdp();
    await place.reach(server.port);
    browser = await launchChromium([], await place.script(CHROMIUM));
    doctor = await registerDoctor(browser, server);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await network?.remove();
  });

  test("where no UDP gets to the relay the page says so, and what to let through", async () => {
    const { page, guard } = doctor;
    await page.goto("/practice/check");
    await measure(page);
    assert.match(await finding(page, "Vermittlung"), /^20 von 20/);
    assert.equal(await finding(page, "Umweg über UDP"), "nicht erreicht");
    assert.match(await page.innerText("#line-verdict"), /Von hier geht der Umweg über den Server nicht[\s\S]*freigeben/);
    const { address } = network.server;
    assert.ok((await page.innerText("#line-doors")).includes(`UDP ${address}:`));
    await inspect(page, "practice-line-firewall");
    guard.check();
  });
});
