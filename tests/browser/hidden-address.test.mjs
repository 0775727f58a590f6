// "Hide IP address": with the switch on, nothing but relay candidates leaves the device, and the call holds.

import assert from "node:assert/strict";
import { test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { statistics } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { openRoom, seesPicture } from "./lib/people.mjs";
import { takePictures } from "./lib/pictures.mjs";

const PATIENT = "Erika Kanarienvogel";
const day = consultationDay();

/** Kinds of the candidates this page has gathered and uses. */
async function ownCandidates(page) {
  const entries = await statistics(page);
  return [...new Set(entries.filter((each) => each.type === "local-candidate").map((each) => each.candidateType))];
}

async function guestIn(link, hide) {
  const guest = await newPerson(day.browser, day.server.url);
  const { page } = guest;
  await page.goto(link);
  await page.click("#open-devices");
  await page.waitForSelector("#hide-address");
  if (hide) {
    await page.check("#hide-address");
    await checkAccessibility(page, "visit-hide-address");
    if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, "visit-hide-address");
  }
  await page.click("#devices-next");
  await page.fill("#name", PATIENT);
  await page.check("#consent");
  await page.click("#join");
  return guest;
}

async function talk(guest) {
  await day.doctor.page.waitForSelector("#admit");
  await day.doctor.page.click("#admit");
  for (const { page } of [guest, day.doctor]) assert.ok((await seesPicture(page)) > 0);
}

test("without the switch the guest also offers its own addresses", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await guestIn(link, false);
  await talk(guest);
  assert.ok((await ownCandidates(guest.page)).includes("host"));
  await guest.page.click("#call-hang-up");
  await guest.context.close();
});

test("the guest's switch: only relays, also after a reload of the page", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await guestIn(link, true);
  await talk(guest);
  assert.deepEqual(await ownCandidates(guest.page), ["relay"]);
  assert.ok((await ownCandidates(day.doctor.page)).includes("host"), "the doctor did not ask for it");
  await guest.page.reload();
  await guest.page.click("#resume");
  assert.ok((await seesPicture(guest.page)) > 0);
  assert.deepEqual(await ownCandidates(guest.page), ["relay"]);
  guest.guard.check();
  await guest.page.click("#call-hang-up");
  await guest.context.close();
});

test("the practice's switch is kept in its settings and counts from the next consultation on", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/account");
  await page.check("#hide-address");
  await checkAccessibility(page, "practice-hide-address");
  if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, "practice-hide-address");
  await page.reload();
  await page.waitForSelector("#hide-address");
  assert.ok(await page.isChecked("#hide-address"));
  const { link } = await openRoom(page, PATIENT);
  const guest = await guestIn(link, false);
  await talk(guest);
  assert.deepEqual(await ownCandidates(page), ["relay"]);
  await guest.page.click("#call-hang-up");
  await guest.context.close();
  day.doctor.guard.check();
});
