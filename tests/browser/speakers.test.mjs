// The choice of a loudspeaker in the call, without a browser: what no machine of the tests has can be pulled out here.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const HEADSET = { kind: "audiooutput", deviceId: "headset", label: "Headset" };
const USUAL = { kind: "audiooutput", deviceId: "default", label: "Default" };
const room = {};

/** Something that sounds; `refused` is a loudspeaker that it does not take. */
function element(refused = null) {
  return {
    muted: false,
    sinkId: "",
    async setSinkId(id) {
      if (id === refused) throw new Error("refused");
      this.sinkId = id;
    },
  };
}

/** The module as a page loads it. */
const load = async () => import(`../../app/web/speakers.js?page=${(room.pages = (room.pages ?? 0) + 1)}`);

beforeEach(() => {
  Object.assign(room, { elements: [element(), element()], devices: [USUAL, HEADSET], listeners: new Set() });
  const mediaDevices = {
    enumerateDevices: async () => room.devices,
    addEventListener: (_, listener) => room.listeners.add(listener),
  };
  Object.defineProperty(globalThis, "navigator", { value: { mediaDevices }, configurable: true });
  globalThis.HTMLMediaElement = class {
    setSinkId() {}
  };
  globalThis.document = { querySelectorAll: () => room.elements };
});

const sinks = () => room.elements.map(({ sinkId }) => sinkId);

test("when the chosen loudspeaker is pulled out, the sound goes on in the usual one", async () => {
  const { choose, chosen, keep } = await load();
  await choose("headset");
  assert.deepEqual(sinks(), ["headset", "headset"]);
  const changed = () => Promise.all([...room.listeners].map((listener) => listener()));
  await changed();
  assert.deepEqual(sinks(), ["headset", "headset"], "another device changed");
  room.devices = [USUAL];
  await changed();
  assert.deepEqual(sinks(), ["", ""]);
  keep();
  assert.deepEqual([...sinks(), chosen()], ["", "", "default"]);
});

test("a loudspeaker that one of the pictures does not take is chosen for none", async () => {
  const { choose, chosen } = await load();
  room.elements = [element(), element("headset")];
  await assert.rejects(choose("headset"));
  assert.deepEqual([...sinks(), chosen()], ["", "", "default"]);
});

test("where the browser has no name for the usual loudspeaker, it is offered all the same, and marked as chosen", async () => {
  const { choose, chosen, list } = await load();
  assert.deepEqual(await list(), [["default", "Default"], ["headset", "Headset"]]);
  assert.equal(chosen(), "default");
  room.devices = [HEADSET];
  assert.deepEqual(await list(), [["", ""], ["headset", "Headset"]]);
  assert.equal(chosen(), "");
  await choose("headset");
  assert.equal(chosen(), "headset");
  await choose("");
  assert.deepEqual([...sinks(), chosen()], ["", "", ""]);
  room.devices = [];
  assert.deepEqual(await list(), [], "nothing to choose from");
});

test("a list that is made anew because a loudspeaker was pulled out marks the usual one", async () => {
  const { changed, choose, chosen, list } = await load();
  await choose("headset");
  const before = room.listeners.size;
  const change = changed();
  assert.equal(room.listeners.size, before + 1);
  room.devices = [USUAL];
  for (const listener of room.listeners) listener();
  await change;
  assert.deepEqual(await list(), [["default", "Default"]]);
  assert.deepEqual([...sinks(), chosen()], ["", "", "default"]);
});
