// Turns that tabs take, without a browser: what of its time would take a test too long.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { ask } from "../../app/web/alone.js";

/** Locks of one name, as a browser keeps them for all its tabs: first come, first served. */
function locks() {
  let last = Promise.resolve();
  return {
    request(_, held) {
      const done = last.then(held);
      last = done.catch(() => {});
      return done;
    },
  };
}

const browserWith = (navigator) => Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });

beforeEach(() => browserWith({ locks: locks() }));

/** Whether this turn has come, once everything went on that can. */
async function hasCome([comes]) {
  let came = false;
  comes.then(() => (came = true));
  await new Promise((resolve) => setImmediate(resolve));
  return came;
}

test("a turn lasts as long as its work, and the next one comes when that ends", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const [first, second] = [ask("shares"), ask("shares")];
    assert.equal(await hasCome(first), true);
    mock.timers.tick(3_600_000);
    assert.equal(await hasCome(second), false, "two at once send the same version, and one is refused");
    first[1]();
    assert.equal(await hasCome(second), true);
  } finally {
    mock.timers.reset();
  }
});

test("who was sent away while waiting holds up nobody", async () => {
  const [first, gone, last] = [ask("shares"), ask("shares"), ask("shares")];
  gone[1]();
  assert.equal(await hasCome(last), false);
  first[1]();
  assert.equal(await hasCome(last), true);
});

test("a browser that refuses the lock says so, and one without locks lets everybody in", async () => {
  browserWith({ locks: { request: async () => Promise.reject(new Error("refused")) } });
  await assert.rejects(ask("shares")[0], /refused/);
  browserWith({});
  assert.equal(await hasCome(ask("shares")), true);
  assert.equal(await hasCome(ask("shares")), true);
});
