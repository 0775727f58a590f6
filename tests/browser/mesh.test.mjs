// What is shared out among the connections of a call of several, without a browser: one that fails holds up no other.

import assert from "node:assert/strict";
import { test } from "node:test";

import { tend } from "../../app/web/mesh.js";

/** Side, pictures per second, and thousands of bits per second. */
const SHARE = [180, 15, 250];

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
  const made = { connectionState: "connected", encoding: {}, asked: 0 };
  const sender = {
    track,
    getParameters: () => ({ encodings: [{ ...made.encoding }] }),
    async setParameters({ encodings }) {
      made.asked += 1;
      made.encoding = await set(encodings[0]);
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
