// The proof with the health professional card: a file is fetched, signed with a test card, handed in, and one operator looks.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { makeAuthority } from "./lib/card.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { invite, registerDoctor, registerOperator, says } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const PHYSICIAN = "1.2.276.0.76.4.30";
const PHARMACIST = "1.2.276.0.76.4.32";
let authority, server, browser, doctor;

before(async () => {
  authority = await makeAuthority();
  server = await startServer({ env: { HEILSAM_VIDEO__DOCTOR_PROOF: "true", HEILSAM_CARD__ANCHORS: `['${authority.anchor}']` } });
  browser = await launchChromium();
  doctor = await registerDoctor(browser, server, { acceptDownloads: true, expected: [/400 \(Bad Request\)/] });
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await authority?.end();
});

async function fetchFile(page) {
  const saving = page.waitForEvent("download");
  await page.click("#card-fetch");
  const file = await saving;
  await page.waitForSelector("#card-fetched");
  assert.equal(file.suggestedFilename(), "heilsam-nachweis.txt");
  return readFile(await file.path());
}

const choose = (buffer) =>
  doctor.page.setInputFiles("#card-signature", { name: "heilsam-nachweis.txt.p7s", mimeType: "application/pkcs7-signature", buffer });

test("the page asks for the way, and names what is missing without losing anything", async () => {
  const { page } = doctor;
  await page.goto("/practice/proof");
  await page.waitForSelector("#proof-by-card");
  await inspect(page, "proof-ways");
  await page.check("#proof-by-card");
  await page.fill("#card-lanr", "123465601");
  await page.click("#card-send");
  for (const field of ["lanr", "bsnr", "signature"]) await page.waitForSelector(`#card-${field}-error`);
  await choose(Buffer.alloc(70_000));
  await says(page, "#card-signature-error", /größer als jede Signaturdatei/);
  await inspect(page, "proof-card-wrong");
  await page.fill("#card-lanr", "123456601");
  await page.fill("#card-bsnr", "721234500");
});

test("a pharmacist's card, a changed signature and a file that was fetched before prove nothing, each with its reason", async () => {
  const { page } = doctor;
  const older = await fetchFile(page);
  const file = await fetchFile(page);
  assert.match(file.toString("utf8"), new RegExp(`Dienst: ${server.url}\n`));
  const [pharmacist, own] = [await authority.card(PHARMACIST, "3-HBA-1"), await authority.card(PHYSICIAN, "1-HBA-1")];
  const changed = await own.sign(file);
  changed[changed.length - 1] ^= 1;
  for (const [signature, reason] of [
    [await pharmacist.sign(file), /weist keine Ärztin/],
    [changed, /gehört nicht zu der Datei/],
    [await own.sign(older), /gehört nicht zu der Datei/],
    [Buffer.from("keine Signatur"), /gehört nicht zu der Datei/],
  ]) {
    await choose(signature);
    // Two in a row have the same reason: what is read must be the answer to this file, not to the one before.
    await page.waitForSelector("#card-refused", { state: "detached" });
    await page.waitForSelector("#card-signature-seen");
    await page.click("#card-send");
    await says(page, "#card-refused", reason);
  }
  assert.equal(await page.inputValue("#card-bsnr"), "721234500");
  await inspect(page, "proof-card-refused");
});

test("the doctor's own card and one operator open the waiting room", async () => {
  const { page } = doctor;
  const card = await authority.card(PHYSICIAN, "1-HBA-Test-4711");
  await choose(await card.sign(await fetchFile(page)));
  await page.click("#card-send");
  await page.waitForSelector("#proof-waiting");
  assert.match(await page.innerText("#proof-waiting"), /1 von 2/);
  const operator = await registerOperator(browser, server);
  await operator.page.waitForSelector("#proofs");
  const shown = await operator.page.innerText("#proofs");
  for (const said of [/Ärztin oder Arzt/, /1-HBA-Test-4711/, /gesperrt ist, hat er nicht gefragt/]) assert.match(shown, said);
  await inspect(operator.page, "operator-card");
  await operator.page.click("[id^=accept-]");
  await operator.page.waitForSelector(".empty");
  await page.reload();
  await page.waitForSelector("#proof-proven");
  await page.goto("/practice/");
  await invite(page, "Erika Beispiel");
  await page.click("#open-room");
  await page.waitForSelector("#doctor-name");
  doctor.guard.check();
  operator.guard.check();
});
