// The native peer against the real server, with Chromium on the other seat: once as patient, once as doctor.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inPhase, seesAndHears, startPeer } from "./lib/peer.mjs";
import { invite, openRoom, roomOf, seesMovementAndHears, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Kanarienvogel";
// Chromium's fake microphone beeps at about a quarter of full scale; silence stays below 100.
const LOUD = 1_000;
const SILENT = 100;
const day = consultationDay();

async function numberOn(page) {
  await page.click("#call-number");
  const text = await page.textContent("#security-number");
  await page.keyboard.press("Escape");
  return text.replace(/\D/g, "");
}

const digits = (peer) => peer.last("view").security_number.replace(/\D/g, "");

/**
 * Waits until so many pictures came, and sound for so long that the fake microphone would have beeped in it; nothing of all that
 * came can be seen or heard.
 */
async function getsBlackAndSilence(peer) {
  await peer.until("gets pictures and sound", (line) => line.event === "media" && line.pictures >= 5 && line.sounds >= 100);
  const { visible, peak } = peer.last("media");
  assert.equal(visible, 0, "nothing but black before the admission");
  assert.ok(peak < SILENT, `nothing but silence before the admission: ${peak}`);
}

test("the native peer joins as the patient: proven, seen, heard; it hangs up and the doctor is told", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const peer = startPeer(["join", link, "--consent", "--name", PATIENT]);
  try {
    await day.doctor.page.waitForSelector("#admit");
    assert.match(await day.doctor.page.innerText("#who-waits"), new RegExp(PATIENT));
    await peer.until("waits", inPhase("waiting-room"));
    await getsBlackAndSilence(peer);
    await day.doctor.page.click("#admit");
    await seesMovementAndHears(day.doctor.page);
    await peer.until("sees and hears", seesAndHears(10, LOUD));
    const { visible } = peer.last("media");
    await peer.until("sees on", (line) => line.event === "media" && line.visible >= visible + 10);
    const number = await numberOn(day.doctor.page);
    assert.match(number, /^\d{6}$/);
    assert.equal(number, digits(peer));
    peer.say("hang-up");
    await day.doctor.page.waitForSelector("#end");
    assert.equal(await peer.ended, 0);
    day.doctor.guard.check();
  } finally {
    await peer.stop();
  }
});

test("the native peer hosts as the doctor: proven, seen, heard; the patient hangs up and it is told", async () => {
  const { page, context } = day.doctor;
  await page.goto("/practice/");
  await page.waitForSelector("#invite");
  // The room of the practice; secret and identity key are the peer's own: the server knows neither.
  const room = roomOf((await invite(page, PATIENT)).link);
  const cookies = (await context.cookies(day.server.url)).map(({ name, value }) => `${name}=${value}`).join("; ");
  const flags = ["host", day.server.url, "--session", "--room", room, "--name", "Dr. Weber"];
  const peer = startPeer(flags, [cookies]);
  const guest = await newPerson(day.browser, day.server.url);
  try {
    const { link } = await peer.until("gives its link", (line) => line.event === "invitation");
    await peer.until("opens the room", inPhase("alone"));
    await guest.page.goto(link);
    await walkIn(guest.page, PATIENT);
    await peer.until("has somebody waiting", inPhase("waiting-room"));
    await getsBlackAndSilence(peer);
    peer.say("admit");
    await peer.until("admits", inPhase("in-call"));
    assert.equal(peer.last("view").other_named, true);
    assert.ok(peer.last("view").consent_version, "the consent reaches the doctor");
    await seesMovementAndHears(guest.page);
    await peer.until("sees and hears", seesAndHears(10, LOUD));
    assert.equal(await numberOn(guest.page), digits(peer));
    await guest.page.click("#call-hang-up");
    await guest.page.waitForSelector("#end");
    await peer.until("is told", (line) => line.phase?.reason === "other-hung-up");
    assert.equal(await peer.ended, 0);
    guest.guard.check();
  } finally {
    await peer.stop();
    await guest.context.close();
  }
});
