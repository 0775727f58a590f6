// The list of hashes that a server publishes is that of the files it serves.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";

import { startServer } from "./lib/server.mjs";

/** Where pages lie that have another address than their folder. */
const ADDRESSES = { start: "/", patient: "/app/", practice: "/practice/", manufacturer: "/manufacturer/", visit: "/v" };
/** The server writes the names of its own FHIR profiles into the first; the second has no address; the others are there for trying only. */
const OTHERWISE = ["standards/index.html", "missing/index.html", "demo/index.html", "gallery/index.html"];
let server;

before(async () => {
  server = await startServer();
});

after(() => server?.stop());

function addressOf(path) {
  const folder = path.match(/^([^/]+)\/index\.html$/)?.[1];
  return folder ? (ADDRESSES[folder] ?? `/${folder}`) : `/${path}`;
}

test("the list names the files that are served, in order, with the hash of each", async () => {
  const answer = await fetch(new URL("/SHA256SUMS.txt", server.url));
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type"), /^text\/plain/);
  assert.equal(answer.headers.get("cache-control"), "no-cache");
  const lines = (await answer.text()).trimEnd().split("\n").map((line) => line.split("  "));
  const paths = lines.map(([, path]) => path);
  assert.deepEqual(paths, [...paths].sort(), "sorted");
  for (const needed of [/^patient\/index\.html$/, /^app\/service-worker\.js$/, /^assets\/.*\.wasm$/]) {
    assert.ok(paths.some((path) => needed.test(path)), `${needed} is not in the list`);
  }
  let compared = 0;
  for (const [hash, path] of lines) {
    if (OTHERWISE.includes(path) || /\.(br|gz)$/.test(path)) continue;
    const served = await fetch(new URL(addressOf(path), server.url));
    assert.equal(served.status, 200, path);
    const bytes = Buffer.from(await served.arrayBuffer());
    assert.equal(createHash("sha256").update(bytes).digest("hex"), hash, path);
    compared += 1;
  }
  assert.ok(compared > 50, `${compared} files`);
});
