// What a call costs the native driver: processor time of the headless peer, in percent of one core, while it codes 640x360 and
// decodes as much in a call with Chromium, and while it decodes the full picture of Chromium's camera. Opus, SRTP and the making
// of its synthetic picture are part of it.

import { readFile } from "node:fs/promises";

import { launchChromium } from "../lib/chromium.mjs";
import { inPhase, startPeer } from "../lib/peer.mjs";
import { openRoom, registerDoctor, seesPicture } from "../lib/people.mjs";
import { startServer } from "../lib/server.mjs";

const BAR = 15;
// Before the measurement: until the bandwidth estimate allows the full size.
const SETTLE_MS = 8_000;
const MEASURE_MS = 15_000;
const TICKS_PER_SECOND = 100;
const HEIGHT = 360;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Seconds of processor time a process has used. */
async function used(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // Behind the name, which may hold blanks: fields 14 and 15 are the ticks in user and in system mode.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Percent of a core that the peer uses. */
async function share(peer) {
  const [before, begun] = [await used(peer.pid), performance.now()];
  const first = peer.last("media").pictures;
  await pause(MEASURE_MS);
  const part = ((await used(peer.pid)) - before) / ((performance.now() - begun) / 1000);
  const { pictures, width, height } = peer.last("media");
  console.error(`received ${width}x${height}, ${Math.round((pictures - first) / (MEASURE_MS / 1000))} a second`);
  return Math.round(part * 1000) / 10;
}

function print(name, value, bar) {
  console.log(JSON.stringify({ name, value, unit: "% of a core", bar, ok: bar === null || value <= bar }));
}

/** In a page: from now on its picture goes out so many pixels high. */
async function sendsHeight(height) {
  const open = window.heilsamConnections.filter((each) => each.connectionState === "connected");
  const senders = open.flatMap((each) => each.getSenders()).filter(({ track }) => track?.kind === "video");
  for (const sender of senders) {
    const parameters = sender.getParameters();
    parameters.encodings[0].scaleResolutionDownBy = sender.track.getSettings().height / height;
    await sender.setParameters(parameters);
  }
}

const server = await startServer();
const browser = await launchChromium();
try {
  const doctor = await registerDoctor(browser, server);
  const { link } = await openRoom(doctor.page, "Bench");
  const peer = startPeer(["join", link, "--consent", "--name", "Bench"]);
  try {
    await peer.until("waits", inPhase("waiting-room"));
    await doctor.page.click("#admit", { timeout: 30_000 });
    await seesPicture(doctor.page);
    await pause(SETTLE_MS);
    print("call-native-full-picture", await share(peer), null);
    await doctor.page.evaluate(sendsHeight, HEIGHT);
    await pause(SETTLE_MS);
    const { height } = peer.last("media");
    if (height !== HEIGHT) throw new Error(`the picture is ${height} high, not ${HEIGHT}`);
    print("call-native", await share(peer), BAR);
  } finally {
    await peer.stop();
  }
} finally {
  await browser.close();
  await server.stop();
}
