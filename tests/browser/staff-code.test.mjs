// A practice takes staff in alone: no code of the operator's is needed, the one of the practice lets register and joins. Staff go alone, too.

import assert from "node:assert/strict";
import { test } from "node:test";

import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { concludeContract, foundAndInvite, invite, says } from "./lib/people.mjs";

const NAME = "Sam Helfer";
const PATIENT = "Erika Beispiel";
const day = consultationDay();
let staff;

/** Somebody at the login of the practice app, who chooses the way with the code of a practice. */
async function comes() {
  // A code that does not count is refused, and the browser notes that down.
  const person = await newPerson(day.browser, day.server.url, { viewport: { width: 1280, height: 900 }, expected: [/status of 422/] });
  await addPasskeyDevice(person.page);
  await person.page.goto("/practice/");
  await person.page.click('a[href="/practice/join"]');
  await person.page.waitForSelector("#enrolment-code");
  return person;
}

test("staff register with the code of the practice, accept with the same code, and plan when released", async () => {
  const main = day.doctor.page;
  const line = await foundAndInvite(main, NAME);
  await line.getByText(/Ich habe einen Code von meiner Praxis/).waitFor();
  const code = (await line.locator("code").textContent()).trim();

  staff = await comes();
  const { page } = staff;
  await inspect(page, "practice-join");
  // Well made, and of no invitation.
  await page.fill("#enrolment-code", "AAAAA-AAAAA-AAAAA-AAAAA");
  await page.click("#code-next");
  await says(page, "#trouble", /von Ihrer Praxis einen neuen/);
  await inspect(page, "practice-join-refused");
  const asked = [];
  page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.fill("#enrolment-code", code);
  await page.click("#code-next");
  await page.click("#protect-passkey");
  await page.waitForSelector("#joining-code");
  assert.equal(await page.inputValue("#joining-code"), code, "nobody types it twice");
  await inspect(page, "staff-code-joining");
  await page.click("#joining-next");
  await says(page, "#joining-offer", /Dr\. Weber/);
  await page.fill("#joining-name", NAME);
  await page.click("#joining-accept");
  await page.waitForSelector("#joining-waits");
  const release = line.getByRole("button", { name: /Freigeben/ });
  await release.waitFor();
  assert.match(await line.innerText(), /Konto: Praxispersonal/);
  await release.click();
  await page.waitForSelector("#invite");
  assert.equal(await page.locator("#open-room").count(), 0, "staff take no seat");
  assert.ok(asked.some((text) => text.includes("/registrations")));
  const bare = code.replaceAll("-", "");
  assert.deepEqual(asked.filter((text) => text.includes(code) || text.includes(bare)), [], "the code never leaves the device");

  const other = await comes();
  await other.page.fill("#enrolment-code", code);
  await other.page.click("#code-next");
  await says(other.page, "#trouble", /schon benutzt/);
  for (const person of [day.doctor, staff, other]) person.guard.check();
});

test("when the main user gives notice, staff are told on which day the practice ends; taken back, nothing ends", async () => {
  const main = day.doctor.page;
  await concludeContract(main);
  assert.equal(await staff.page.locator("#practice-ends").count(), 0);
  await main.click("#contract-cancel");
  await main.click("#contract-cancel-yes");
  const date = /\d{1,2}\.\s\p{L}+ \d{4}/u;
  const [ends] = (await (await main.waitForSelector("#contract-ends")).innerText()).match(date);
  await staff.page.goto("/practice/");
  await says(staff.page, "#practice-ends", /endet am [^]*Ihr Konto gelöscht/);
  assert.equal((await staff.page.innerText("#practice-ends")).match(date)[0], ends);
  await inspect(staff.page, "practice-ends");
  await main.goto("/practice/");
  await main.waitForSelector("#contract-ends");
  assert.equal(await main.locator("#practice-ends").count(), 0, "the main user sees the contract itself");
  await main.click("#contract-revoke");
  await main.waitForSelector("#contract-ends", { state: "detached" });
  await staff.page.goto("/practice/");
  await staff.page.waitForSelector("#invite");
  await staff.page.waitForSelector("#practice-ends", { state: "detached" });
});

test("staff delete their own account: they are gone from the practice, and what they planned stays", async () => {
  const { page } = staff;
  await page.goto("/practice/");
  await invite(page, PATIENT);
  await page.goto("/practice/account");
  await says(page, "#staff-erase", /endet damit Ihr Zugang/);
  await page.click("#erase");
  await says(page, "#erase-dialog", /Termine der Praxis bleiben/);
  await inspect(page, "staff-erase");
  await page.check("#erase-sure");
  await page.click("#erase-yes");
  await page.waitForSelector("#login-passkey");
  await page.goto("/practice/account");
  await page.waitForSelector("#login-passkey");

  const main = day.doctor.page;
  await main.goto("/practice/team");
  await main.locator("#team-members > li", { hasText: "Dr. Weber" }).waitFor();
  assert.equal(await main.locator("#team-members > li").count(), 1);
  await main.goto("/practice/");
  await main.click("#look-list");
  await says(main, "#invitations", new RegExp(PATIENT));
  await main.goto("/practice/account");
  await main.waitForSelector("#ways-list");
  assert.equal(await main.locator("#staff-erase").count(), 0, "a doctor's account goes with the contract");
  for (const person of [day.doctor, staff]) person.guard.check();
  await staff.context.close();
});
