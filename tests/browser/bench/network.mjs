// A call on bad lines: one JSON line per figure, each that of the worse side. What a bar allows is in PRODUCT and in the browser
// test `network`, which asks the same in every run of the tests; of the recovery it asks less, a busy machine being slower.
//
// Address change and outage: from the new address, or from the end of four seconds without a line, to the next picture. Narrow:
// 20 s on a line of 150 kbit/s from the first picture on, the guest being admitted after some seconds, or at once. Recovery: from
// the moment the line is wide again until both pictures are as high as on a line that was never narrow.

import { BARS, OUTAGE_MS, height, meetInNetwork, meetOnNarrowLine, mend, move, pause, untilHigh, watch } from "../lib/badline.mjs";
import { whyNoNetwork } from "../lib/network.mjs";

// How long a call on a good line takes to its full picture, at most, and when recovery is given up.
const SETTLE_MS = 10_000;
const GIVE_UP_MS = 30_000;

function print(name, value, unit, bar) {
  console.log(JSON.stringify({ name, value, unit, bar, ok: value <= bar }));
}

/** What both saw and heard on a narrow line. */
function printNarrow(name, { made, longest }) {
  print(`${name}-concealed`, Number((100 * Math.max(...made)).toFixed(2)), "percent", 100 * BARS.concealed);
  print(`${name}-longest-pause`, Math.max(...longest.map(({ millis }) => millis)), "ms", BARS.pause);
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
  const watched = await watch(call);
  const narrow = await call.both(height);
  await call.home.widen();
  const recovered = await untilHigh(call, full, GIVE_UP_MS);
  console.error(`heights: ${full} on a good line, ${narrow} on the narrow one`);
  printNarrow("network-narrow", watched);
  print("network-recovery", recovered, "ms", BARS.recovered);
});
const meetAtOnce = () => meetOnNarrowLine({ atOnce: true });
await inCall(meetAtOnce, async (call) => printNarrow("network-narrow-at-once", await watch(call)));
