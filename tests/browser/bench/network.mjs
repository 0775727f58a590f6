// A call on bad lines: one JSON line per figure, each that of the worse side. What a bar allows is in PRODUCT and in the browser
// test `network`, which asks the same in every run of the tests.
//
// Address change and outage: from the new address, or from the end of four seconds without a line, to the next picture. Narrow:
// 20 s on a line of 150 kbit/s from the first picture on. Recovery: from the moment the line is wide again until both pictures are
// as high as on a line that was never narrow.

import { BARS, OUTAGE_MS, height, meetInNetwork, meetOnNarrowLine, mend, move, pause, watch } from "../lib/badline.mjs";
import { whyNoNetwork } from "../lib/network.mjs";

// How long a call on a good line takes to its full picture, at most, and when recovery is given up.
const SETTLE_MS = 10_000;
const GIVE_UP_MS = 30_000;
const LOOK_EVERY_MS = 200;
const RECOVERED_WITHIN_MS = 8_000;

function print(name, value, unit, bar) {
  console.log(JSON.stringify({ name, value, unit, bar, ok: value <= bar }));
}

/** Does something in a call of its own, which ends whatever happens. */
async function inCall(meet, act) {
  const call = await meet();
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

const full = await inCall(meetInNetwork, async (call) => {
  await call.admit();
  await pause(SETTLE_MS);
  const heights = await call.both(height);
  print("network-address-change", Math.max(...(await move(call))), "ms", BARS.moved);
  return heights;
});
await inCall(meetInNetwork, async (call) => {
  await call.admit();
  await call.home.cut();
  await pause(OUTAGE_MS);
  print("network-outage", Math.max(...(await mend(call))), "ms", BARS.mended);
});
await inCall(meetOnNarrowLine, async (call) => {
  const { made, longest } = await watch(call);
  const narrow = await call.both(height);
  await call.home.widen();
  const recovered = await untilHigh(call, full);
  console.error(`heights: ${full} on a good line, ${narrow} on the narrow one`);
  print("network-narrow-concealed", Number((100 * Math.max(...made)).toFixed(2)), "percent", 100 * BARS.concealed);
  print("network-narrow-longest-pause", Math.max(...longest.map(({ millis }) => millis)), "ms", BARS.pause);
  print("network-recovery", recovered, "ms", RECOVERED_WITHIN_MS);
});
