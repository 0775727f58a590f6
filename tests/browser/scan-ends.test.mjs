// The end of a scan at moments that a real camera hardly hits, without a browser: no camera stays on.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { scan, stop } from "../../app/web/scan.js";

const room = {};

/** A stream of one camera. */
function stream() {
  const track = {
    readyState: "live",
    stop() {
      this.readyState = "ended";
    },
  };
  return { track, getTracks: () => [track] };
}

beforeEach(() => {
  // Each question for the camera waits for its answer; the browser's own detector is there at once and sees nothing.
  Object.assign(room, { asked: [], formats: Promise.resolve(["qr_code"]), seen: [], looks: 0 });
  room.video = { play: async () => {} };
  const mediaDevices = { getUserMedia: () => new Promise((answer) => room.asked.push(answer)) };
  Object.defineProperty(globalThis, "navigator", { value: { mediaDevices }, configurable: true });
  globalThis.document = { getElementById: () => room.video };
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = () => room.formats;
    async detect() {
      room.looks += 1;
      return room.seen;
    }
  };
});

/** Everything goes on that can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("closed before the browser's own detector answered, the camera ends at once and nothing looks", async () => {
  let answer;
  room.formats = new Promise((resolve) => (answer = resolve));
  const rejected = assert.rejects(scan("video"));
  const camera = stream();
  room.asked[0](camera);
  await settled();
  assert.equal(camera.track.readyState, "live");
  stop("video");
  assert.equal(camera.track.readyState, "ended");
  answer(["qr_code"]);
  await rejected;
  assert.equal(room.looks, 0);
});

test("closed and opened again while the question stands, each scan ends its own camera and no other", async () => {
  const rejected = assert.rejects(scan("video"));
  stop("video");
  const second = scan("video");
  const [one, two] = [stream(), stream()];
  room.asked[1](two);
  await settled();
  room.asked[0](one);
  await rejected;
  assert.deepEqual([one.track.readyState, two.track.readyState], ["ended", "live"]);
  assert.equal(room.video.srcObject, two);
  room.seen = [{ rawValue: "CODE" }];
  assert.equal(await second, "CODE");
  assert.equal(two.track.readyState, "ended");
});

test("closed while it looks, the camera ends at once", async () => {
  const rejected = assert.rejects(scan("video"));
  const camera = stream();
  room.asked[0](camera);
  await settled();
  assert.ok(room.looks > 0);
  stop("video");
  assert.equal(camera.track.readyState, "ended");
  await rejected;
});
