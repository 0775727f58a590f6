// A call between two computers of a network of its own, whose lines can be made bad. What both see and hear of it.

import { CHROMIUM, launchChromium, newPerson } from "./chromium.mjs";
import { statistics } from "./connections.mjs";
import { longestPause, nextFrame, stopped, watchFrames } from "./frames.mjs";
import { makeNetwork } from "./network.mjs";
import { openRoom, registerDoctor, seesPicture, walkIn } from "./people.mjs";
import { startServer } from "./server.mjs";

const PATIENT = "Erika Muster";
/** How long an outage lasts. */
export const OUTAGE_MS = 4_000;
const NARROW_KBPS = 150;
/** How long the guest waits before the admission on the narrow line; in this time the browsers find out what it bears. */
const WAITING_MS = 3_000;
/** How long a bad line is watched, from the first picture on. */
const WATCHED_MS = 20_000;
/** What PRODUCT allows: milliseconds to the next picture, parts of 1 of made-up sound, milliseconds without a picture; and
 * milliseconds from a narrow line's becoming wide to the full picture. */
export const BARS = { moved: 3_000, mended: 1_000, concealed: 0.03, pause: 500, recovered: 8_000 };
/** Without a new picture for so long it stands. */
const STOPPED_MS = 1_000;
/** Between two looks at how high the pictures are. */
const LOOK_EVERY_MS = 200;
/** For so long a picture is waited for. */
const PICTURE_MS = 30_000;

/**
 * A fresh network with both at their computers; the guest sits in the doctor's waiting room, perhaps on a narrow line.
 *
 * Returns `{ home, doctor, guest, both(act), admit(), bothStand(), bothSeeAgain(last), end() }`; `home` is the guest's computer.
 */
export async function meetInNetwork({ kbps } = {}) {
  const network = await makeNetwork();
  const open = [() => network.remove()];
  const end = async () => {
    for (const close of open.splice(0).reverse()) await close();
  };
  try {
    const env = { HEILSAM_VIDEO__TURN_ADDRESS: network.server.address };
    const server = await startServer({ place: network.server, env });
    open.push(() => server.stop());
    const [practice, home] = [await network.computer("practice"), await network.computer("home")];
    const browsers = [];
    for (const place of [practice, home]) {
      await place.reach(server.port);
      const browser = await launchChromium([], await place.script(CHROMIUM));
      open.push(() => browser.close());
      browsers.push(browser);
    }
    const doctor = await registerDoctor(browsers[0], server);
    const guest = await newPerson(browsers[1], server.url);
    for (const { page } of [doctor, guest]) {
      await page.addInitScript(watchFrames);
    }
    const { link } = await openRoom(doctor.page, PATIENT);
    await guest.page.goto(link);
    await guest.page.waitForSelector("#open-devices");
    if (kbps) await home.narrow(kbps);
    await walkIn(guest.page, PATIENT);
    await doctor.page.waitForSelector("#admit");
    const both = (act) => Promise.all([doctor.page, guest.page].map(act));
    return {
      home,
      doctor,
      guest,
      both,
      async admit() {
        await doctor.page.click("#admit");
        await both((page) => seesPicture(page));
      },
      /** Waits until no picture moves any more; when the last ones were painted. */
      bothStand: () => both((page) => stopped(page, STOPPED_MS)),
      /** Milliseconds from now to the next picture on either side. */
      async bothSeeAgain(last) {
        const now = Date.now();
        const next = await both((page, side) => nextFrame(page, last[side], PICTURE_MS));
        return next.map((at) => at - now);
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

export const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** The guest goes over to another network: milliseconds from the new address to the next picture, for each side. */
export async function move(call) {
  await call.home.leaveWireless();
  const last = await call.bothStand();
  await call.home.takeMobile();
  return call.bothSeeAgain(last);
}

/** The end of an outage: milliseconds from it to the next picture, for each side. */
export async function mend(call) {
  const last = await call.bothStand();
  await call.home.mend();
  return call.bothSeeAgain(last);
}

/** A call on a narrow line, begun after the guest has waited, or as soon as the doctor sees that somebody has come. */
export async function meetOnNarrowLine({ atOnce = false, kbps = NARROW_KBPS } = {}) {
  const call = await meetInNetwork({ kbps });
  try {
    if (!atOnce) await pause(WAITING_MS);
    await call.admit();
    return call;
  } catch (error) {
    await call.end();
    throw error;
  }
}

/**
 * Watches both: what part of the sound was made up, the longest time without a new picture, and the median of the milliseconds that
 * a picture's packets take there and an answer back.
 */
export async function watch(call) {
  const [before, from] = [await call.both(sound), Date.now()];
  const trips = [];
  while (Date.now() - from < WATCHED_MS) {
    await pause(LOOK_EVERY_MS);
    trips.push(await call.both(trip));
  }
  const [now, to] = [await call.both(sound), Date.now()];
  const longest = await call.both((page) => longestPause(page, from, to));
  return { made: concealed(before, now), longest, trips: longest.map((_, side) => median(trips.map((each) => each[side]))) };
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** The own addresses that the open connections use. */
export async function addresses(page) {
  const entries = await statistics(page);
  const used = entries.filter((each) => each.type === "candidate-pair" && each.nominated).map((each) => each.localCandidateId);
  return entries.filter((each) => used.includes(each.id)).map((each) => each.address);
}

const inbound = async (page, kind) => (await statistics(page)).filter((each) => each.type === "inbound-rtp" && each.kind === kind);

/** Milliseconds from a packet of the picture to the answer of the other side. */
async function trip(page) {
  const answer = (await statistics(page)).find((each) => each.type === "remote-inbound-rtp" && each.kind === "video");
  return 1000 * (answer?.roundTripTime ?? 0);
}

/** Samples of sound played so far, and how many of them were made up. */
async function sound(page) {
  const entries = await inbound(page, "audio");
  const sum = (name) => entries.reduce((total, each) => total + (each[name] ?? 0), 0);
  return { total: sum("totalSamplesReceived"), concealed: sum("concealedSamples") };
}

/** How much of the sound was made up since `before`, a result of `sound` for each side; parts of 1. */
function concealed(before, now) {
  return now.map((each, side) => (each.concealed - before[side].concealed) / (each.total - before[side].total));
}

/** The height of the picture that comes in, in pixels. */
export async function height(page) {
  return Math.max(0, ...(await inbound(page, "video")).map((each) => each.frameHeight ?? 0));
}

/** Milliseconds until both pictures are so high, or a little more than `limit` if they are not by then. */
export async function untilHigh(call, wanted, limit) {
  const began = performance.now();
  for (;;) {
    const heights = await call.both(height);
    const passed = performance.now() - began;
    if (heights.every((each, side) => each >= wanted[side]) || passed > limit) return Math.round(passed);
    await pause(LOOK_EVERY_MS);
  }
}
