// Devices of a practice: what the main user has not released sees one page, and what is taken back sees nothing more.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { foundAndInvite, protectWithPassphrase, registerStaff, says } from "./lib/people.mjs";
import { totp } from "./lib/totp.mjs";

const PASSPHRASE = "vier lange deutsche Wörter";
const NAME = "Sam Helfer";
const STEP = 30_000;
const day = consultationDay();

/** A practice with one member of staff, who has a passkey at the first device. */
async function practiceWithStaff() {
  const main = day.doctor.page;
  const line = await foundAndInvite(main, NAME);
  const code = (await line.locator("code").textContent()).trim();
  // A refusal is part of the story: the device that waits asks, and is told so.
  const staff = await registerStaff(day.browser, day.server);
  await staff.page.fill("#joining-code", code);
  await staff.page.click("#joining-next");
  await staff.page.fill("#joining-name", NAME);
  await staff.page.click("#joining-accept");
  await line.getByRole("button", { name: /Freigeben/ }).click();
  await staff.page.waitForSelector("#invite");
  return staff;
}

/** A passphrase beside the passkey; gives the login name and what the codes are made of. */
async function addPassphrase({ page }) {
  await page.goto("/practice/account");
  const login = await protectWithPassphrase(page, "sam-helfer", PASSPHRASE, "#ways-passphrase");
  await page.waitForFunction(() => document.querySelectorAll("#ways-list > li").length === 2);
  return login;
}

test("a further device of a member reads the calendar only once the main user released it, and no longer", async () => {
  const main = day.doctor.page;
  const staff = await practiceWithStaff();
  const { name, secret } = await addPassphrase(staff);
  const tablet = await newPerson(day.browser, day.server.url, { viewport: { width: 1280, height: 800 }, expected: [/status of 403/] });
  await tablet.page.goto("/practice/login");
  await tablet.page.click("#login-other");
  await tablet.page.fill("#login-name", name);
  await tablet.page.fill("#login-passphrase", PASSPHRASE);
  // A code is taken once: this is the next one.
  await tablet.page.fill("#login-code", totp(secret, Date.now() + STEP));
  await tablet.page.click("#login-submit");
  await tablet.page.waitForSelector("#device-waits");
  await inspect(tablet.page, "device-waits");
  for (const path of ["/practice/invite", "/practice/waiting", "/practice/team"]) {
    await tablet.page.goto(path);
    await tablet.page.waitForSelector("#device-waits");
  }
  await tablet.page.click("#to-account");
  await tablet.page.waitForSelector("#ways-list");
  await tablet.page.goto("/practice/");
  await tablet.page.waitForSelector("#device-waits");

  await main.goto("/practice/team");
  await says(main, "#team-devices-wait", /Ein Gerät wartet[^]*Sam Helfer/);
  const member = main.locator("#team-members > li", { hasText: NAME });
  await member.locator(".team-devices[open] li").nth(1).waitFor();
  await inspect(main, "team-devices");
  await member.getByRole("button", { name: /Gerät freigeben/ }).click();
  await main.waitForSelector("#team-devices-wait", { state: "detached" });
  await tablet.page.click("#device-waits-again");
  await tablet.page.waitForSelector("#invite");

  const released = member.locator(".team-devices li", { hasText: /Passphrase/ });
  await released.getByRole("button", { name: /Freigabe zurücknehmen/ }).click();
  await main.waitForSelector("#team-devices-wait");
  const asked = await tablet.page.evaluate(async () => (await fetch("/api/v1/consultations")).status);
  assert.equal(asked, 403, "taken back at once, also for a page that is open");
  await tablet.page.goto("/practice/");
  await tablet.page.waitForSelector("#device-waits");
  await staff.page.goto("/practice/");
  await staff.page.waitForSelector("#invite");
  for (const person of [day.doctor, staff, tablet]) person.guard.check();
  await tablet.context.close();
  await staff.context.close();
});
