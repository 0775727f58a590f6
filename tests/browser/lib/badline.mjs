// A call between two computers of a network of its own, whose lines can be made bad. What both see and hear of it.

import { CHROMIUM, launchChromium, newPerson } from "./chromium.mjs";
import { statistics } from "./connections.mjs";
import { nextFrame, stopped, watchFrames } from "./frames.mjs";
import { makeNetwork } from "./network.mjs";
import { openRoom, registerDoctor, seesPicture, walkIn } from "./people.mjs";
import { startServer } from "./server.mjs";

const PATIENT = "Erika Muster";
/** Without a new picture for so long it stands. */
const STOPPED_MS = 1_000;
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

/** The own addresses that the open connections use. */
export async function addresses(page) {
  const entries = await statistics(page);
  const used = entries.filter((each) => each.type === "candidate-pair" && each.nominated).map((each) => each.localCandidateId);
  return entries.filter((each) => used.includes(each.id)).map((each) => each.address);
}

const inbound = async (page, kind) => (await statistics(page)).filter((each) => each.type === "inbound-rtp" && each.kind === kind);

/** Samples of sound played so far, and how many of them were made up. */
export async function sound(page) {
  const entries = await inbound(page, "audio");
  const sum = (name) => entries.reduce((total, each) => total + (each[name] ?? 0), 0);
  return { total: sum("totalSamplesReceived"), concealed: sum("concealedSamples") };
}

/** How much of the sound was made up since `before`, a result of `sound` for each side; parts of 1. */
export function concealed(before, now) {
  return now.map((each, side) => (each.concealed - before[side].concealed) / (each.total - before[side].total));
}

/** The height of the picture that comes in, in pixels. */
export async function height(page) {
  return Math.max(0, ...(await inbound(page, "video")).map((each) => each.frameHeight ?? 0));
}
