// The proof of being a doctor: handed in by the doctor, opened and found right by two operators, unread by the server.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { invite, registerDoctor, registerOperator, says } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const CANARY = "CANARY-5127-Approbation";
/** A picture of one point, with a text in it that nobody sees. */
const PICTURE = Buffer.concat([
  Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPQyp8OAAH3ATEdPoPNAAAAAElFTkSuQmCC", "base64"),
  Buffer.from(CANARY),
]);
let server, browser, doctor, one, other;

before(async () => {
  server = await startServer({ env: { HEILSAM_VIDEO__DOCTOR_PROOF: "true" } });
  browser = await launchChromium();
  doctor = await registerDoctor(browser, server);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const choose = (name, mimeType, buffer) => doctor.page.setInputFiles("#proof-file", { name, mimeType, buffer });

test("until the proof is there a doctor can plan and cannot open a room", async () => {
  const { page } = doctor;
  await page.waitForSelector("#proof-banner");
  await inspect(page, "proof-banner");
  await invite(page, "Erika Beispiel");
  await page.click("#open-room");
  await page.waitForSelector("#to-proof");
  assert.equal(await page.locator("#doctor-name").count(), 0);
  await inspect(page, "proof-needed");
  await page.click("#to-proof");
  await page.waitForSelector("#proof-send");
});

test("numbers and files that cannot be right are named, and nothing typed is lost", async () => {
  const { page } = doctor;
  await page.fill("#proof-lanr", "123465601");
  await page.fill("#proof-bsnr", "12345");
  await page.click("#proof-send");
  await page.waitForSelector("#proof-lanr-error");
  await page.waitForSelector("#proof-bsnr-error");
  await page.waitForSelector("#proof-file-error");
  await choose("skript.pdf", "application/pdf", Buffer.from("%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript>>>>"));
  await says(page, "#proof-file-error", /aktive Inhalte/);
  await inspect(page, "proof-wrong");
  await choose("tabelle.csv", "text/csv", Buffer.from("a;b"));
  await says(page, "#proof-file-error", /kein PDF/);
  await choose("gross.png", "image/png", Buffer.concat([PICTURE, Buffer.alloc(2_621_440)]));
  await says(page, "#proof-file-error", /größer als 2,5 MB/);
  await choose("ausweis.png", "image/png", PICTURE);
  await page.waitForSelector("#proof-file-seen");
  await page.fill("#proof-lanr", "123 456 601");
  await page.fill("#proof-bsnr", "721234500");
  await page.click("#proof-send");
  await says(page, "#proof-not-sent", /noch niemanden benannt/);
  assert.equal(await page.inputValue("#proof-lanr"), "123 456 601");

  await page.check("#proof-without");
  await page.waitForSelector("#proof-lanr", { state: "detached" });
  await page.click("#proof-send");
  await page.waitForSelector("#proof-profession-error");
  await page.waitForSelector("#proof-membership-error");
  await inspect(page, "proof-without");
  await page.fill("#proof-profession", "Hebamme");
  await page.fill("#proof-membership", "Gesundheitsamt Mitte, Nr. 12");
  await page.click("#proof-send");
  await says(page, "#proof-not-sent", /noch niemanden benannt/);
  await page.uncheck("#proof-without");
  assert.equal(await page.inputValue("#proof-lanr"), "123 456 601");
});

test("one operator refuses with a reason, and the doctor reads it", async () => {
  one = await registerOperator(browser, server);
  const { page } = doctor;
  await page.click("#proof-send");
  await page.waitForSelector("#proof-waiting");
  await inspect(page, "proof-waiting");
  await one.page.goto("/practice/");
  await one.page.waitForSelector("#proofs");
  assert.equal(await one.page.locator("[id^=accept-]").count(), 0, "nobody decides before looking");
  await one.page.click("[id^=open-]");
  await one.page.waitForSelector("[id^=document-]");
  await inspect(one.page, "operator-proof");
  await one.page.click("[id^=refuse-]");
  await one.page.click("#refuse-send");
  await one.page.waitForSelector("#refuse-reason-error");
  await inspect(one.page, "operator-refuse");
  await one.page.fill("#refuse-reason", "Das Foto ist unscharf.");
  await one.page.click("#refuse-send");
  await one.page.waitForSelector(".empty");
  await inspect(one.page, "operator-empty");
  await page.reload();
  await says(page, "#proof-reason", /Das Foto ist unscharf/);
  await inspect(page, "proof-refused");
});

test("two operators find it right, and the room opens; the server never held the document", async () => {
  const { page } = doctor;
  await page.fill("#proof-lanr", "123456601");
  await page.fill("#proof-bsnr", "721234500");
  await choose("ausweis.png", "image/png", PICTURE);
  await page.click("#proof-send");
  await page.waitForSelector("#proof-waiting");
  const files = async () => [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(await files(), [CANARY]), []);
  // The second operator came after the document was sealed: the first one gives the key.
  other = await registerOperator(browser, server);
  await other.page.waitForSelector("#proofs");
  assert.equal(await other.page.locator("[id^=open-]").count(), 0);
  await one.page.reload();
  await one.page.click("[id^=open-]");
  await one.page.click("[id^=accept-]");
  await one.page.waitForFunction(() => /zweite Person/.test(document.querySelector("#proofs")?.innerText ?? ""));
  assert.equal(await one.page.locator("[id^=accept-]").count(), 0, "one person is not two");
  await other.page.reload();
  await other.page.click("[id^=open-]");
  await other.page.waitForSelector("[id^=document-]");
  await other.page.click("[id^=accept-]");
  await other.page.waitForSelector(".empty");
  await page.reload();
  await page.waitForSelector("#proof-proven");
  await inspect(page, "proof-proven");
  await page.goto("/practice/");
  await page.waitForSelector("#invite");
  assert.equal(await page.locator("#proof-banner").count(), 0);
  await invite(page, "Erika Beispiel");
  await page.click("#open-room");
  await page.waitForSelector("#doctor-name");
  assert.deepEqual(await findSecrets(await files(), [CANARY]), []);
  for (const person of [doctor, one, other]) person.guard.check();
});
