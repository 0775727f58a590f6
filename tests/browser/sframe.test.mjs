// The second layer's frames: the published vector, our own frozen frames, and everything that must not open.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { CLEAR_BYTES, ReplayWindow, deriveKeys, encodeHeader, open, readHeader, seal } from "../../app/web/sframe.js";
import { checkout } from "./lib/folders.mjs";

const bytes = (hex) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (data) => Buffer.from(data).toString("hex");
const vectors = async (name) => JSON.parse(await readFile(join(checkout, "tests/vectors", name), "utf8"));

const sender = (seed = 7, usage = "encrypt") => deriveKeys(new Uint8Array(64).fill(seed), 0, usage);
const pair = async (seed) => [await sender(seed), await sender(seed, "decrypt")];

test("key schedule and frame are those of RFC 9605", async () => {
  const vector = await vectors("sframe.json");
  const metadata = bytes(vector.metadata);
  const frame = new Uint8Array([...metadata, ...bytes(vector.plaintext)]);
  const sealing = await deriveKeys(bytes(vector.base_key), vector.kid, "encrypt");
  assert.equal(hex(sealing.salt), vector.sframe_salt);
  const sealed = await seal(sealing, vector.counter, frame, metadata.length);
  assert.equal(hex(sealed), vector.metadata + vector.ciphertext);
  const opening = await deriveKeys(bytes(vector.base_key), vector.kid, "decrypt");
  const opened = await open(opening, sealed, metadata.length);
  assert.equal(opened.counter, vector.counter);
  assert.deepEqual(opened.frame, frame);
});

test("a consultation's frames stay as they were frozen", async () => {
  const { frames_doctor: base } = await vectors("vsp1.json");
  const { frames } = await vectors("frames.json");
  const [sealing, opening] = [await deriveKeys(bytes(base), 0, "encrypt"), await deriveKeys(bytes(base), 0, "decrypt")];
  for (const { kind, counter, frame, sealed } of frames) {
    assert.equal(hex(await seal(sealing, counter, bytes(frame), CLEAR_BYTES[kind])), sealed, `${kind} ${counter}`);
    assert.equal(hex((await open(opening, bytes(sealed), CLEAR_BYTES[kind])).frame), frame, `${kind} ${counter}`);
  }
});

test("headers hold every number and refuse what is cut off", () => {
  for (const kid of [0, 7, 8, 255, 65_536]) {
    for (const counter of [0, 7, 8, 255, 256, 2 ** 32, 2 ** 48 - 1]) {
      const header = encodeHeader(kid, counter);
      assert.deepEqual(readHeader(header), { kid, counter, length: header.length });
      for (let length = 0; length < header.length; length += 1) assert.equal(readHeader(header.subarray(0, length)), null);
    }
  }
  assert.equal(readHeader(bytes("0fffffffffffffffff")), null, "a counter that JavaScript cannot hold");
});

test("frames of every length survive, also those shorter than their clear bytes", async () => {
  const [sealing, opening] = await pair(7);
  for (const clear of Object.values(CLEAR_BYTES)) {
    for (const length of [0, 1, 2, 9, 10, 11, 40, 1_200]) {
      const frame = Uint8Array.from({ length }, (_, index) => index % 251);
      const sealed = await seal(sealing, 300 + length, frame, clear);
      const shown = Math.min(clear, length);
      assert.deepEqual(sealed.subarray(0, shown), frame.subarray(0, shown));
      assert.deepEqual((await open(opening, sealed, clear)).frame, frame);
    }
  }
});

test("a changed, cut, foreign or unsealed frame does not open", async () => {
  const [sealing, opening] = await pair(7);
  const frame = Uint8Array.from({ length: 60 }, (_, index) => index);
  const sealed = await seal(sealing, 5, frame, 10);
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = sealed.slice();
    changed[index] ^= 1;
    assert.equal(await open(opening, changed, 10), null, `byte ${index}`);
  }
  for (let length = 0; length < sealed.length; length += 1) {
    assert.equal(await open(opening, sealed.subarray(0, length), 10), null, `${length} bytes`);
  }
  assert.equal(await open(await sender(8, "decrypt"), sealed, 10), null, "another key");
  assert.equal(await open(opening, frame, 10), null, "as it was");
  assert.equal(await open(opening, sealed, 1), null, "a picture as sound");
});

test("nothing is taken twice, and lateness has a limit", () => {
  const window = new ReplayWindow(8);
  assert.ok([0, 3, 1, 2, 20].every((counter) => window.accept(counter)));
  assert.ok([3, 20, 12].every((counter) => !window.accept(counter)));
  assert.ok(window.accept(13));
  for (let counter = 21; counter < 2_000; counter += 1) assert.ok(window.accept(counter) && !window.accept(counter));
});
