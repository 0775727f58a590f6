// A call on bad lines: one JSON line per figure, each that of the worse side. What a bar allows is in PRODUCT and in the browser
// test `network`, which asks the same in every run of the tests.
//
// Address change and outage: from the new address, or from the end of four seconds without a line, to the next picture. Narrow:
// 20 s on a line of 150 kbit/s from the first picture on. Recovery: from the moment the line is wide again until both pictures are
// as high as on a line that was never narrow.

import { concealed, height, meetInNetwork, sound } from "../lib/badline.mjs";
import { longestPause } from "../lib/frames.mjs";
import { whyNoNetwork } from "../lib/network.mjs";

const OUTAGE_MS = 4_000;
const NARROW_KBPS = 150;
// How long the guest waits before the admission on the narrow line.
const WAITING_MS = 3_000;
const MEASURED_MS = 20_000;
// How long a call on a good line takes to its full picture, at most, and when recovery is given up.
const SETTLE_MS = 10_000;
const GIVE_UP_MS = 30_000;
const LOOK_EVERY_MS = 200;
const BARS = { moved: 3_000, outage: 1_000, concealed: 3, pause: 500, recovery: 8_000 };

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function print(name, value, unit, bar) {
  console.log(JSON.stringify({ name, value, unit, bar, ok: value <= bar }));
}

/** Does something in a call of its own, which ends whatever happens. */
async function inCall(options, act) {
  const call = await meetInNetwork(options);
  try {
    return await act(call);
  } finally {
    await call.end();
  }
}

/** Milliseconds until both pictures are so high. */
async function untilHigh(call, wanted) {
  const began = performance.now();
  for (;;) {
    const heights = await call.both(height);
    const passed = performance.now() - began;
    if (heights.every((each, side) => each >= wanted[side]) || passed > GIVE_UP_MS) return Math.round(passed);
    await pause(LOOK_EVERY_MS);
  }
}

const reason = whyNoNetwork();
if (reason) throw new Error(reason);

const full = await inCall({}, async (call) => {
  await call.admit();
  await pause(SETTLE_MS);
  const heights = await call.both(height);
  await call.home.leaveWireless();
  const last = await call.bothStand();
  await call.home.takeMobile();
  print("network-address-change", Math.max(...(await call.bothSeeAgain(last))), "ms", BARS.moved);
  return heights;
});
await inCall({}, async (call) => {
  await call.admit();
  await call.home.cut();
  await pause(OUTAGE_MS);
  const last = await call.bothStand();
  await call.home.mend();
  print("network-outage", Math.max(...(await call.bothSeeAgain(last))), "ms", BARS.outage);
});
await inCall({ kbps: NARROW_KBPS }, async (call) => {
  await pause(WAITING_MS);
  await call.admit();
  const [before, from] = [await call.both(sound), Date.now()];
  await pause(MEASURED_MS);
  const [after, to] = [await call.both(sound), Date.now()];
  const longest = await call.both((page) => longestPause(page, from, to));
  const narrow = await call.both(height);
  await call.home.widen();
  const recovered = await untilHigh(call, full);
  console.error(`heights: ${full} on a good line, ${narrow} on the narrow one`);
  print("network-narrow-concealed", Number((100 * Math.max(...concealed(before, after))).toFixed(2)), "percent", BARS.concealed);
  print("network-narrow-longest-pause", Math.max(...longest.map(({ millis }) => millis)), "ms", BARS.pause);
  print("network-recovery", recovered, "ms", BARS.recovery);
});
