// A call on bad lines: another address, an outage, a narrow line. Real browsers in a network of their own.
//
// Bars: PRODUCT, "call after change of network" and "150 kbit/s line".

import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";

import { CHROMIUM, launchChromium, newPerson } from "./lib/chromium.mjs";
import { eventually, statistics } from "./lib/connections.mjs";
import { longestPause, nextFrame, stopped, watchFrames } from "./lib/frames.mjs";
import { makeNetwork, whyNoNetwork } from "./lib/network.mjs";
import { openRoom, registerDoctor, seesPicture, walkIn } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const PATIENT = "Erika Muster";
/** From the new address to the next picture. */
const MOVED_WITHIN_MS = 3_000;
const OUTAGE_MS = 4_000;
/** Without a new picture for so long it stands. */
const STOPPED_MS = 1_000;
/** From the end of an outage to the next picture. */
const MENDED_WITHIN_MS = 1_000;
const NARROW_KBPS = 150;
/** How long the guest waits before the admission; in this time the browsers find out what the line bears. */
const WAITING_MS = 3_000;
const LONGEST_FREEZE_MS = 500;
const CONCEALED = 0.03;
/** How long the narrow line is watched, from the first picture on. */
const MEASURED_MS = 20_000;

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

let network, server, browsers, practice, home, doctor, guest;

describe("a call on bad lines", { skip: whyNoNetwork() }, () => {
  afterEach(part);

  test("the guest's address changes in the middle of the call: picture again within three seconds", async (run) => {
    await meet();
    await admit();
    const before = await addresses(guest.page);
    await home.leaveWireless();
    const last = await bothStand();
    await home.takeMobile();
    const waited = await bothSeeAgain(last);
    run.diagnostic(`next picture after the move: doctor ${waited[0]} ms, guest ${waited[1]} ms`);
    assert.ok(Math.max(...waited) <= MOVED_WITHIN_MS, `${waited} ms`);
    await eventually("the call runs on the new address", () => addresses(guest.page), (now) => now.some((address) => !before.includes(address)));
  });

  test("the line is dead for four seconds: picture within one second of its return, on the same screen", async (run) => {
    await meet();
    await admit();
    await home.cut();
    await pause(OUTAGE_MS);
    assert.ok(await guest.page.isVisible("#call-hang-up"), "the call screen stays");
    assert.match(await guest.page.innerText(".call-state"), /Verbindung/, "the screen says what is going on");
    const last = await bothStand();
    await home.mend();
    const waited = await bothSeeAgain(last);
    run.diagnostic(`next picture after the outage: doctor ${waited[0]} ms, guest ${waited[1]} ms`);
    assert.ok(Math.max(...waited) <= MENDED_WITHIN_MS, `${waited} ms`);
  });

  test("a line of 150 kbit/s: sound stays whole and the picture never stands for half a second", async (run) => {
    await meet({ kbps: NARROW_KBPS });
    await pause(WAITING_MS);
    await admit();
    const [heardBefore, from] = [await Promise.all(both(sound)), Date.now()];
    await pause(MEASURED_MS);
    const [heard, to] = [await Promise.all(both(sound)), Date.now()];
    const longest = await Promise.all(both((page) => longestPause(page, from, to)));
    const concealed = heard.map((now, side) => (now.concealed - heardBefore[side].concealed) / (now.total - heardBefore[side].total));
    const words = longest.map(({ millis, after }) => `${millis} ms after ${(after / 1000).toFixed(1)} s`);
    run.diagnostic(`concealed: ${concealed.map((part) => `${(100 * part).toFixed(2)} %`)}; longest pauses: ${words}`);
    assert.ok(concealed.every((part) => part < CONCEALED), `concealed: ${concealed}`);
    assert.ok(longest.every(({ millis }) => millis <= LONGEST_FREEZE_MS), `longest pauses: ${words}`);
  });
});

/** A fresh network with both at their computers; the guest sits in the doctor's waiting room, perhaps on a narrow line. */
async function meet({ kbps } = {}) {
  network = await makeNetwork();
  const env = { HEILSAM_VIDEO__TURN_ADDRESS: network.server.address };
  server = await startServer({ place: network.server, env });
  [practice, home] = [await network.computer("practice"), await network.computer("home")];
  browsers = [];
  for (const place of [practice, home]) {
    await place.reach(server.port);
    browsers.push(await launchChromium([], await place.script(CHROMIUM)));
  }
  doctor = await registerDoctor(browsers[0], server);
  guest = await newPerson(browsers[1], server.url);
  for (const { page } of [doctor, guest]) {
    await page.addInitScript(watchFrames);
  }
  const { link } = await openRoom(doctor.page, PATIENT);
  await guest.page.goto(link);
  await guest.page.waitForSelector("#open-devices");
  if (kbps) await home.narrow(kbps);
  await walkIn(guest.page, PATIENT);
  await doctor.page.waitForSelector("#admit");
}

async function part() {
  for (const browser of browsers ?? []) await browser.close();
  await server?.stop();
  await network?.remove();
}

async function admit() {
  await doctor.page.click("#admit");
  await Promise.all(both((page) => seesPicture(page)));
}

const both = (act) => [doctor.page, guest.page].map(act);

/** Waits until no picture moves any more; when the last ones were painted. */
const bothStand = () => Promise.all(both((page) => stopped(page, STOPPED_MS)));

/** Milliseconds from now to the next picture on either side. */
async function bothSeeAgain(last) {
  const now = Date.now();
  const next = both((page, side) => nextFrame(page, last[side], 30_000));
  return (await Promise.all(next)).map((at) => at - now);
}

/** The own addresses that the open connections use. */
async function addresses(page) {
  const entries = await statistics(page);
  const used = entries.filter((each) => each.type === "candidate-pair" && each.nominated).map((each) => each.localCandidateId);
  return entries.filter((each) => used.includes(each.id)).map((each) => each.address);
}

/** Samples of sound played so far, and how many of them were made up. */
async function sound(page) {
  const entries = (await statistics(page)).filter((each) => each.type === "inbound-rtp" && each.kind === "audio");
  const sum = (name) => entries.reduce((total, each) => total + (each[name] ?? 0), 0);
  return { total: sum("totalSamplesReceived"), concealed: sum("concealedSamples") };
}
