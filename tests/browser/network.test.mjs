// A call on bad lines: another address, an outage, a narrow line. Real browsers in a network of their own.
//
// Bars: PRODUCT, "call after change of network" and "150 kbit/s line".

import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";

import {
  BARS,
  OUTAGE_MS,
  addresses,
  height,
  meetInNetwork,
  meetOnNarrowLine,
  mend,
  move,
  pause,
  untilHigh,
  watch,
} from "./lib/badline.mjs";
import { allowed, eventually, received } from "./lib/connections.mjs";
import { inspect } from "./lib/inspect.mjs";
import { whyNoNetwork } from "./lib/network.mjs";
import { says } from "./lib/people.mjs";

/** For so long of every second a bad line loses everything. */
const LOST_MS = 30;
/** What of the sound may be made up then: some five times what is lost. */
const CONCEALED_WITH_LOSS = 0.15;
const LONGEST_FREEZE_WITH_LOSS_MS = 1_000;
/** Lines of the picture before the last step of its beginning, and how long that step may take to come on a good line. */
const HALF = 360;
const SHARP_WITHIN_MS = 6_000;
/** A line that bears the sound and hardly anything else, and how long it may take to show. */
const SOUND_KBPS = 80;
const STILL_WITHIN_MS = 30_000;
/** After so long a browser has settled on what a narrow line bears. */
const SETTLED_MS = 20_000;
/** Left alone, a browser keeps the narrow line full: 300 to 700 ms. */
const TRIP_MS = 250;
/** Left alone, a browser takes more than thirty seconds. The bar is asked of the bench: a busy machine is slower. */
const RECOVERED_WITHIN_MS = 20_000;

let call;
const quality = (page) => page.innerText("#call-quality");

describe("a call on bad lines", { skip: whyNoNetwork() }, () => {
  afterEach(() => call?.end());

  test("the guest's address changes in the middle of the call: picture again within three seconds", async (run) => {
    call = await meetInNetwork();
    await call.admit();
    const before = await addresses(call.guest.page);
    const waited = await move(call);
    run.diagnostic(`next picture after the move: doctor ${waited[0]} ms, guest ${waited[1]} ms`);
    assert.ok(Math.max(...waited) <= BARS.moved, `${waited} ms`);
    await eventually("the call runs on the new address", () => addresses(call.guest.page), (now) => now.some((address) => !before.includes(address)));
  });

  test("the line is dead for four seconds: picture within one second of its return, on the same screen", async (run) => {
    call = await meetInNetwork();
    await call.admit();
    await call.home.cut();
    await pause(OUTAGE_MS);
    assert.ok(await call.guest.page.isVisible("#call-hang-up"), "the call screen stays");
    assert.match(await call.guest.page.innerText(".call-state"), /Die Verbindung ist unterbrochen/, "the screen says what is going on");
    const waited = await mend(call);
    run.diagnostic(`next picture after the outage: doctor ${waited[0]} ms, guest ${waited[1]} ms`);
    assert.ok(Math.max(...waited) <= BARS.mended, `${waited} ms`);
    // What is said meanwhile is looked at in an outage of its own: that takes longer than four seconds.
    await call.home.cut();
    await says(call.guest.page, ".call-state", /Die Verbindung ist unterbrochen/);
    await inspect(call.guest.page, "visit-call-reconnecting");
    await mend(call);
  });

  test("a line that loses something in every second: both go on seeing and hearing, and no screen speaks of a break", async (run) => {
    call = await meetInNetwork();
    await call.admit();
    const heal = call.home.crackle(LOST_MS);
    let seen, states, lost;
    try {
      seen = await watch(call);
      states = await call.both((page) => page.locator(".call-state").allInnerTexts());
    } finally {
      lost = await heal();
    }
    const percent = (part) => `${(100 * part).toFixed(2)} %`;
    const concealed = seen.made.map(percent);
    const pauses = seen.longest.map(({ millis }) => millis);
    run.diagnostic(`lost: ${percent(lost.part)}, at most ${lost.longest.toFixed(0)} ms at a time`);
    run.diagnostic(`concealed: ${concealed}; longest pauses: ${pauses} ms`);
    assert.ok(seen.made.every((part) => part < CONCEALED_WITH_LOSS), `concealed: ${concealed}, lost: ${percent(lost.part)}`);
    assert.ok(pauses.every((millis) => millis <= LONGEST_FREEZE_WITH_LOSS_MS), `longest pauses: ${pauses} ms`);
    for (const state of states.flat()) assert.doesNotMatch(state, /unterbrochen/);
  });

  test("a line of 150 kbit/s: sound stays whole, little waits on the line, and the picture never stands for half a second", async (run) => {
    call = await meetOnNarrowLine();
    const { made, longest, trips } = await watch(call);
    const pauses = longest.map(({ millis, after }) => `${millis} ms after ${(after / 1000).toFixed(1)} s`);
    const times = trips.map((each) => `${each.toFixed(0)} ms`);
    run.diagnostic(`concealed: ${made.map((part) => `${(100 * part).toFixed(2)} %`)}; longest pauses: ${pauses}; there and back: ${times}`);
    assert.ok(made.every((part) => part < BARS.concealed), `concealed: ${made}`);
    assert.ok(trips.every((each) => each <= TRIP_MS), `there and back: ${times}`);
    assert.ok(longest.every(({ millis }) => millis <= BARS.pause), `longest pauses: ${pauses}`);
    for (const words of await call.both(quality)) assert.match(words, /^Verbindung (mäßig|schlecht)/, "the screen says why the picture is small");
  });

  test("a line of 80 kbit/s: the picture is a still one, both go on hearing, and the screen says what helps", async () => {
    call = await meetOnNarrowLine({ kbps: SOUND_KBPS });
    const soon = (what, read, wanted) => call.both((page) => eventually(what, () => read(page), wanted, STILL_WITHIN_MS));
    await soon("one picture a second is sent", (page) => allowed(page, "video"), ([sent]) => sent?.maxFramerate === 1);
    await soon("the screen says what helps", quality, (words) => /^Verbindung schlecht\. Ohne Kamera/.test(words));
    const before = await call.both(received);
    await call.both((page, side) => eventually("sound comes", () => received(page), ({ energy }) => energy > before[side].energy, STILL_WITHIN_MS));
  });

  test("a good line and a guest who is admitted at once: both pictures are soon as sharp as the camera's", async (run) => {
    call = await meetInNetwork();
    await call.admit();
    const waited = await untilHigh(call, [HALF + 1, HALF + 1], SHARP_WITHIN_MS);
    run.diagnostic(`whole pictures after ${waited} ms`);
    assert.ok(waited <= SHARP_WITHIN_MS, `${await call.both(height)} lines after ${waited} ms`);
    await eventually("both read that the line is good", () => call.both(quality), (words) => words.every((each) => each === "Verbindung gut"));
  });

  test("a narrow line that becomes wide again: both pictures are soon whole again", async (run) => {
    call = await meetOnNarrowLine();
    await pause(SETTLED_MS);
    const narrow = await call.both(height);
    assert.ok(narrow.every((lines) => lines > 0 && lines <= HALF), `${narrow} lines on the narrow line`);
    await call.home.widen();
    const waited = await untilHigh(call, [HALF + 1, HALF + 1], RECOVERED_WITHIN_MS);
    run.diagnostic(`whole pictures ${waited} ms after the line became wide (bar: ${BARS.recovered})`);
    assert.ok(waited <= RECOVERED_WITHIN_MS, `${await call.both(height)} lines after ${waited} ms`);
  });
});
