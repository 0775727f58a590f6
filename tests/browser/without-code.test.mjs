// A doctor registers without a code: nothing is open but the proof, until two operators accepted it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { reach } from "./lib/keyboard.mjs";
import { png } from "./lib/papers.mjs";
import { invite, registerOperator, says } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const CLOSED = ["/practice/invite?at=", "/practice/waiting", "/practice/contract", "/practice/team", "/practice/account", "/practice/check"];
let server, browser;

before(async () => {
  // The operator vouches for every doctor with a code here: it does not count for the others.
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Presses what a selector names, as somebody without a mouse does. */
async function press(page, selector) {
  await reach(page, selector);
  await page.keyboard.press("Enter");
}

/** A doctor without a code, on the page of the proof; with the keyboard alone. `look` sees every screen on the way. */
async function register(look = async () => {}) {
  // Until it is known that the account is not proven, the calendar asks and is refused.
  const options = { viewport: { width: 1280, height: 800 }, expected: [/status of 403/] };
  const person = await newPerson(browser, server.url, options);
  await addPasskeyDevice(person.page);
  await person.page.goto("/practice/");
  await person.page.waitForSelector('a[href="/practice/apply"]');
  await look(person.page, "login-without-code");
  await press(person.page, 'a[href="/practice/apply"]');
  await person.page.waitForSelector("#apply-next");
  await look(person.page, "apply");
  await press(person.page, "#apply-next");
  await press(person.page, "#protect-passkey");
  await person.page.waitForSelector("#applicant-erased");
  return person;
}

test("a doctor without a code hands in a proof, two operators accept it, and the waiting room opens", async () => {
  const [one, other] = [await registerOperator(browser, server), await registerOperator(browser, server)];
  const doctor = await register(inspect);
  const { page } = doctor;
  await says(page, "#applicant-erased", /Ohne Nachweis wird dieses Konto am .* gelöscht/);
  await inspect(page, "applicant");
  for (const path of CLOSED) {
    await page.goto(path);
    await page.waitForSelector("#applicant");
    assert.equal(await page.locator(".page-nav").count(), 0, path);
  }
  await page.click("#help-here");
  await page.waitForSelector("#help-proof[open]");
  await page.goto("/practice/");
  await page.fill("#proof-lanr", "123456601");
  await page.fill("#proof-bsnr", "721234500");
  await page.setInputFiles("#proof-file", { name: "ausweis.png", mimeType: "image/png", buffer: png() });
  await press(page, "#proof-send");
  await says(page, "#proof-waiting", /öffnen sich hier Ihre Termine/);
  await page.waitForSelector("#applicant-erased", { state: "detached" });
  await inspect(page, "applicant-waiting");
  for (const operator of [one, other]) {
    await page.click("#applicant-again");
    await page.waitForSelector("#proof-waiting");
    assert.equal(await page.locator("#invite").count(), 0, "one operator is not two");
    await operator.page.reload();
    await says(operator.page, "#proofs", /Selbst angemeldet/);
    await operator.page.click("[id^=open-]");
    await operator.page.waitForSelector("[id^=document-]");
    if (operator === one) await inspect(operator.page, "operator-without-code");
    await operator.page.click("[id^=accept-]");
    await says(operator.page, "main", operator === one ? /zweite Person/ : /Niemand wartet/);
  }
  await page.click("#applicant-again");
  await page.waitForSelector("#invite");
  await invite(page, "Erika Beispiel");
  await page.click("#open-room");
  await page.waitForSelector("#doctor-name");
  for (const person of [doctor, one, other]) person.guard.check();
});

test("a doctor without a code who changes their mind deletes the account with the keyboard", async () => {
  const { page, guard } = await register();
  await press(page, "#erase");
  await page.waitForSelector("#erase-dialog");
  await inspect(page, "applicant-erase");
  await reach(page, "#erase-sure");
  await page.keyboard.press("Space");
  await press(page, "#erase-yes");
  await page.waitForSelector("#login-passkey");
  await page.click("#login-passkey");
  await page.waitForSelector("#trouble");
  assert.deepEqual(guard.findings.filter((text) => !/status of 401/.test(text)), []);
});

test("where the operator hands out codes, the login does not offer to come without one", async () => {
  const closed = await startServer({ env: { HEILSAM_ACCOUNTS__DOCTOR_REGISTRATION: "code" } });
  try {
    const { page, guard } = await newPerson(browser, closed.url);
    await page.goto("/practice/");
    await page.waitForSelector('a[href="/practice/register"]');
    assert.equal(await page.locator('a[href="/practice/apply"]').count(), 0);
    await page.goto("/practice/apply");
    await page.waitForSelector("#apply-closed");
    await inspect(page, "apply-closed");
    await page.click("#to-register");
    await page.waitForSelector("#enrolment-code");
    guard.check();
  } finally {
    await closed.stop();
  }
});
