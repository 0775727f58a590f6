// Invitations that the operator sends by SMS, taken by a gateway on this computer; the server sends no e-mail here.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { comparesNumber, invite, registerDoctor, says, walkIn } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";
import { startSms } from "./lib/sms.mjs";

const PATIENT = "Erika Kanarienvogel";
const CARER = "Karla Kanarienruf";
const PRACTICE = "Praxis Kanarienweg";
let sms, server, browser, doctor;

before(async () => {
  sms = await startSms();
  server = await startServer({ env: sms.env });
  browser = await launchChromium();
  doctor = await registerDoctor(browser, server);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await sms?.stop();
});

const linkOn = async (page) => (await page.textContent("#invitation-link")).trim();

/** Sends the invitation on the page to a number; returns the message. */
async function send(page, number) {
  await page.fill("#gateway-to", number);
  await page.fill("#gateway-practice", PRACTICE);
  const [message] = await Promise.all([sms.next(), page.click("#gateway-send")]);
  await page.waitForSelector("#gateway-sent");
  return message;
}

/** The link as an SMS carries it: without the note on the appointment. */
const short = (link) => link.split("#")[0] + "#" + link.split("#")[1].split(".").slice(0, 4).join(".");

test("an invitation that was made without the server's way gets a new link for it, goes by SMS, and demands comparing the number", async () => {
  const { page } = doctor;
  const { link: before } = await invite(page, PATIENT);
  assert.equal(await page.locator("#gateway").count(), 0, "this one is not for the server");
  await page.click("#gateway-not summary");
  await says(page, "#gateway-not", /lässt sich nicht nachträglich ändern[^]*Der bisherige Link und Code werden ungültig/);
  await inspect(page, "invitation-not-by-server");
  const old = page.url();
  await page.click("#gateway-anew");
  await page.waitForSelector("#gateway-to");
  const link = await linkOn(page);
  assert.notEqual(link, before);
  assert.equal(await page.locator("#gateway-not, #gateway-sms").count(), 0, "it can be sent, and only by SMS");
  await says(page, "#gateway-price", /0,09\s€/);
  await inspect(page, "gateway-by-sms");
  const message = await send(page, "0170 1234567");
  assert.deepEqual([message.to, message.sender], ["+491701234567", "Heilsam"]);
  assert.ok(message.text.includes(`${short(link)} Absagen: `) && message.text.includes(PRACTICE), message.text);
  assert.ok(!message.text.includes("Erika"), "nobody is named");
  const address = page.url();

  const guest = await newPerson(browser, server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await comparesNumber(page, guest.page);
  guest.guard.check();
  await guest.context.close();

  await page.goto(old);
  await says(page, "main", /Abgesagt/);
  assert.equal(await page.locator("#invitation-link").count(), 0, "the link before is gone");
  await page.goto(address);
  await page.waitForSelector("#gateway-to");
});

test("who is invited beside an appointment gets an SMS of their own; then the appointment is not made anew", async () => {
  const { page } = doctor;
  await page.goto("/practice/");
  await page.waitForSelector("#invite");
  const { link: first } = await invite(page, PATIENT);
  await page.fill("#other-name", CARER);
  await page.selectOption("#other-role", "carer");
  await page.check("#invite-gateway");
  await inspect(page, "invitation-others-gateway");
  const appointment = page.url();
  await page.click("#other-make");
  // The page of the other invitation, not only another text in the link of this one.
  await page.locator("#page-title", { hasText: CARER }).waitFor();
  const link = await linkOn(page);
  const message = await send(page, "+49 170 7654321");
  assert.equal(message.to, "+491707654321");
  assert.ok(message.text.includes(short(link)) && !message.text.includes(short(first)), message.text);
  assert.equal(sms.pending(), 0, "one message for one person");

  await page.goto(appointment);
  await page.click("#gateway-not summary");
  await says(page, "#gateway-anew-others", /weitere Personen eingeladen/);
  assert.equal(await page.locator("#gateway-anew").count(), 0);
  await inspect(page, "invitation-not-by-server-others");
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, ["1701234567", "1707654321", "Kanarie", link.split("#")[1]]), []);
  doctor.guard.check();
});
