// The frozen vectors of all formats inside WebAssembly: in Node.js and in a real browser, the same bytes as natively.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launchChromium } from "./lib/chromium.mjs";
import { launchFirefox } from "./lib/firefox.mjs";
import { checkout } from "./lib/folders.mjs";

const COMMAND =
  "cargo build --package heilsam-crypto --features selftest --bin heilsam-vectors --target wasm32-unknown-unknown --profile wasm-dev";
/** Exit codes of the program. */
const HOLD = 0;
const BROKEN = 1;

let wasm;

function find() {
  const target = process.env.HEILSAM_TEST_TARGET ?? process.env.CARGO_TARGET_DIR ?? join(checkout, "target");
  const module = "wasm32-unknown-unknown/wasm-dev/heilsam-vectors.wasm";
  const places = [process.env.HEILSAM_TEST_VECTORS, join(target, module), join(target, "wasm-debian", module)];
  const found = places.filter(Boolean).find((path) => existsSync(path));
  if (!found) throw new Error(`heilsam-vectors.wasm is missing; build it with: ${COMMAND}`);
  return found;
}

/** The module with one digit of the frozen vectors changed, wherever this text stands in its data. */
function damaged(text, replacement) {
  const bytes = Buffer.from(wasm);
  const place = bytes.indexOf(text);
  assert.ok(place >= 0, `the module holds the vectors: ${text}`);
  bytes.write(replacement, place);
  return bytes;
}

/** Instantiates a module that needs nothing from its host and calls `main`; runs here and inside pages. */
async function run(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const { module, instance } = await WebAssembly.instantiate(bytes, {});
  return { imports: WebAssembly.Module.imports(module).length, code: instance.exports.main(0, 0) };
}

before(async () => {
  wasm = await readFile(find());
});

test("the frozen vectors hold in WebAssembly, which asks its host for nothing", async () => {
  assert.deepEqual(await run(wasm.toString("base64")), { imports: 0, code: HOLD });
});

test("one changed digit in the vectors of records, handshake or CPace is noticed in WebAssembly", async () => {
  const files = ["records-v1", "vsp1", "cpace-p256"].map((name) => join(checkout, `tests/vectors/${name}.json`));
  for (const file of files) {
    const [, value] = /"(?:payload|sealed|ISK_IR)"\s*:\s*"([0-9a-fA-F]{16,})/.exec(await readFile(file, "utf8"));
    const other = (value[0] === "0" ? "1" : "0") + value.slice(1);
    const { code } = await run(damaged(value, other).toString("base64"));
    assert.equal(code, BROKEN, file);
  }
});

for (const [name, launch] of [["Chromium", launchChromium], ["Firefox", launchFirefox]]) {
  test(`the frozen vectors hold in ${name}`, async () => {
    const browser = await launch();
    after(() => browser.close());
    const page = await browser.newPage();
    assert.deepEqual(await page.evaluate(run, wasm.toString("base64")), { imports: 0, code: HOLD });
  });
}
