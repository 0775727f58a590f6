// What is shared out among the connections of a call of several, without a browser: one that fails holds up no other.

import assert from "node:assert/strict";
import { test } from "node:test";

import { tend } from "../../app/web/mesh.js";

/** Side, pictures per second, and thousands of bits per second. */
const SHARE = [180, 15, 250];
/** In a call of two there is none. */
const NONE = [0, 0, 0];
/** A picture that has just begun, as `call::browser` asks for it. */
const BEGUN = { maxBitrate: 90_000, scaleResolutionDownBy: 4 };

/** A connection with a camera; `set` stands in for what its browser makes of an encoding. */
function connection(set) {
  const track = {
    kind: "video",
    readyState: "live",
    contentHint: "",
    getSettings: () => ({ width: 640, height: 360 }),
    getConstraints: () => ({}),
    applyConstraints: async () => {},
  };
  const made = { connectionState: "connected", encoding: {}, preference: undefined, asked: 0, track };
  const sender = {
    track,
    getParameters: () => ({ encodings: [{ ...made.encoding }], degradationPreference: made.preference }),
    async setParameters({ encodings, degradationPreference }) {
      made.asked += 1;
      made.encoding = await set(encodings[0]);
      made.preference = degradationPreference;
    },
    async replaceTrack(other) {
      sender.track = other;
    },
  };
  made.getTransceivers = () => [{ receiver: { track: { kind: "video" } }, sender }];
  return made;
}

const obeys = async (encoding) => encoding;

test("a connection that refuses its share keeps no other from getting one", async () => {
  const [refuses, other] = [connection(() => Promise.reject(new Error("refused"))), connection(obeys)];
  await tend(refuses, [other], ...SHARE);
  assert.equal(other.encoding.maxBitrate, 250_000);
});

test("a connection that never answers, as one that is just being closed, is not waited for", async () => {
  const [silent, other] = [connection(() => new Promise(() => {})), connection(obeys)];
  await tend(silent, [other], ...SHARE);
  assert.equal(other.encoding.maxBitrate, 250_000);
});

test("a browser that does not know a word of the encoding is not asked for it again and again", async () => {
  const lone = connection(async ({ networkPriority, ...known }) => known);
  for (let round = 0; round < 4; round += 1) await tend(lone, [], ...SHARE);
  assert.equal(lone.asked, 1);
});

test("a camera's picture may lose pixels and pictures alike, a screen pictures only, also when two are left", async () => {
  const [first, other] = [connection(obeys), connection(obeys)];
  await tend(first, [other], ...SHARE);
  assert.deepEqual([first.preference, other.preference], ["balanced", "balanced"]);
  first.track.contentHint = "detail";
  await tend(first, [other], ...SHARE);
  assert.deepEqual([first.preference, other.preference], ["maintain-resolution", "maintain-resolution"]);
  await tend(first, [], ...NONE);
  assert.equal(first.encoding.maxBitrate, undefined);
  assert.equal(first.preference, "maintain-resolution");
});

test("a picture that has just begun in a call of two is left as it is", async () => {
  const lone = connection(obeys);
  lone.encoding = { ...BEGUN };
  await tend(lone, [], ...NONE);
  assert.equal(lone.asked, 0);
  assert.deepEqual(lone.encoding, BEGUN);
});

test("the last two of a call of several have the whole line again, also if it began with a small picture", async () => {
  const last = connection(obeys);
  last.encoding = { ...BEGUN };
  await tend(last, [connection(obeys)], ...SHARE);
  assert.equal(last.encoding.maxBitrate, 250_000);
  await tend(last, [], ...NONE);
  const { maxBitrate, maxFramerate, scaleResolutionDownBy } = last.encoding;
  assert.deepEqual([maxBitrate, maxFramerate, scaleResolutionDownBy], [undefined, undefined, 1]);
});

test("a browser that keeps no number of pictures gives the last two the whole line back, and is asked for it once", async () => {
  const last = connection(async ({ maxFramerate, ...known }) => known);
  await tend(last, [], ...SHARE);
  assert.equal(last.encoding.maxBitrate, 250_000);
  for (let round = 0; round < 4; round += 1) await tend(last, [], ...NONE);
  assert.deepEqual([last.encoding.maxBitrate, last.encoding.scaleResolutionDownBy], [undefined, 1]);
  assert.equal(last.asked, 2);
});

test("a picture that has just begun is left as it is where the browser took no share", async () => {
  let willing = false;
  const lone = connection(async (encoding) => (willing ? encoding : Promise.reject(new Error("refused"))));
  lone.encoding = { ...BEGUN };
  await tend(lone, [], ...SHARE);
  willing = true;
  await tend(lone, [], ...NONE);
  assert.deepEqual(lone.encoding, BEGUN);
});
