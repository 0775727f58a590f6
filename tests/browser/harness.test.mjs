// The harness itself: a guard that notices nothing would let everything pass.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { violations } from "./lib/accessibility.mjs";
import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { disguises, findInBrowser, findSecrets } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { launchFirefox } from "./lib/firefox.mjs";
import { switches } from "./lib/inspect.mjs";
import { checkKeyboard, tabStops } from "./lib/keyboard.mjs";
import { startStatic } from "./lib/static.mjs";
import { totp } from "./lib/totp.mjs";

const PAGE = `<!doctype html><html lang="de"><title>Probe</title><main><h1>Probe</h1>
<button>Eins</button><button>Zwei</button><input id="nameless"><script src="bad.js"></script></main></html>`;
/** All of it can be used with the keyboard; Tab does not stop at each control. */
const REACHED = `<button>Eins</button>
<input type="date" aria-label="Tag"><input type="radio" name="one" aria-label="A"><input type="radio" name="one" aria-label="B">
<div role="tablist"><button role="tab" id="first">Erstes</button><button role="tab" tabindex="-1" id="second">Zweites</button></div>
<details><summary>Mehr</summary><button>Zugeklappt</button></details><div inert><button>Gesperrt</button></div>
<div hidden><button>Versteckt</button></div><button disabled>Aus</button><dialog><button>Zu</button></dialog>
<h2 tabindex="-1" id="heading">Titel</h2><a href="/plain.html">Weiter</a><script src="/arrows.js"></script>`;
const ARROWS = `document.querySelector("[role=tablist]").addEventListener("keydown", ({ key }) => {
  if (key.startsWith("Arrow")) document.getElementById(document.activeElement.id === "first" ? "second" : "first").focus();
});`;
const SCRIPT = `console.error("lost");`;

let folder, server, browser;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "heilsam-harness-"));
  await writeFile(join(folder, "index.html"), PAGE);
  await writeFile(join(folder, "bad.js"), SCRIPT);
  const plain = PAGE.replace('<script src="bad.js"></script>', "");
  await writeFile(join(folder, "plain.html"), plain);
  await writeFile(join(folder, "arrows.js"), ARROWS);
  const page = (body) => `<!doctype html><html lang="de"><title>Probe</title><main><h1>Probe</h1>${body}</main></html>`;
  await writeFile(join(folder, "reached.html"), page(REACHED));
  await writeFile(join(folder, "unreached.html"), page(`${REACHED}<button tabindex="-1">Vergessen</button><button>Danach</button>`));
  await writeFile(join(folder, "stuck.html"), page(REACHED.replace(' src="/arrows.js"', "")));
  await mkdir(join(folder, "practice"));
  await writeFile(join(folder, "practice/index.html"), plain);
  await writeFile(join(folder, "practice/unloaded.html"), plain.replace("<main>", '<main class="boot">'));
  await writeFile(join(folder, "practice/switched.html"), plain.replace("<button>", '<button id="language-switch">'));
  server = await startStatic(folder);
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("the list of supported browsers names those of these tests, in versions of the last year", async () => {
  const list = JSON.parse(await readFile(new URL("../../assets/dossier/compatibility.json", import.meta.url), "utf8"));
  const firefox = await launchFirefox();
  try {
    const major = (text) => Number(text.match(/(\d+)\./)[1]);
    const seen = { chromium: major(browser.version()), firefox: major(await firefox.version()) };
    for (const { tested_with, fields } of list["21"]) {
      const claimed = Number(fields.versions.match(/^ab (\d+)$/)[1]);
      const now = seen[tested_with];
      assert.ok(claimed <= now && claimed >= now - 12, `${fields.platform}: ${claimed}, and these tests run with ${now}`);
    }
    assert.deepEqual(list["21"].map((each) => each.tested_with).sort(), Object.keys(seen).sort());
  } finally {
    await firefox.close();
  }
});

test("a console error and a request to another server are noticed", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/", { waitUntil: "networkidle" });
  assert.ok(guard.findings.some((each) => each.includes("lost")), guard.findings.join("\n"));
  await page.goto("http://127.0.0.1:9/").catch(() => {});
  assert.ok(guard.findings.some((each) => each.includes("another server")), guard.findings.join("\n"));
  assert.throws(() => guard.check());
  await context.close();
});

test("axe finds an input without a label under a strict policy", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/plain.html");
  const found = await violations(page);
  assert.ok(found.some((each) => each.startsWith("label")), found.join("\n"));
  guard.check();
  await context.close();
});

test("a screen of a program without a switch to English is noticed", async () => {
  const { context, page } = await newPerson(browser, server.url);
  await page.goto("/practice/");
  await assert.rejects(() => switches(page, "probe"), /probe has no switch/);
  await page.goto("/practice/switched.html");
  assert.equal(await switches(page, "probe"), true);
  for (const none of ["/plain.html", "/practice/unloaded.html"]) {
    await page.goto(none);
    assert.equal(await switches(page, "probe"), false, none);
  }
  await context.close();
});

test("tab stops are listed once and in order", async () => {
  const { context, page } = await newPerson(browser, server.url);
  await page.goto("/plain.html");
  assert.deepEqual((await tabStops(page)).map((stop) => stop.name), ["Eins", "Zwei", "nameless"]);
  await context.close();
});

test("a control that the keyboard never reaches is noticed, wherever the walk begins; widgets are entered with the arrow keys", async () => {
  const { context, page } = await newPerson(browser, server.url);
  await page.goto("/reached.html");
  const stops = await checkKeyboard(page, "probe");
  assert.ok(stops.some(({ name }) => name === "Weiter"), "a field for a date does not end the walk");
  await page.focus("#heading");
  await checkKeyboard(page, "probe");
  await page.goto("/unreached.html");
  await assert.rejects(() => checkKeyboard(page, "probe"), (error) => /Vergessen/.test(error.message) && !/Danach|Gesperrt|Zugeklappt/.test(error.message));
  await page.goto("/stuck.html");
  await assert.rejects(() => checkKeyboard(page, "probe"), /second Zweites/);
  assert.equal(await page.locator("[data-tab-seen], [data-arrow-seen]").count(), 0, "no marks are left");
  await context.close();
});

test("the software passkey device gives the same PRF output twice", async () => {
  const { context, page } = await newPerson(browser, server.url);
  await page.goto("/plain.html");
  const device = await addPasskeyDevice(page);
  const outputs = await page.evaluate(async () => {
    const salt = new Uint8Array(32).fill(7);
    const created = await navigator.credentials.create({
      publicKey: {
        challenge: new Uint8Array(32),
        rp: { name: "Probe", id: "localhost" },
        user: { id: new Uint8Array(16), name: "probe", displayName: "Probe" },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        extensions: { prf: {} },
      },
    });
    const get = async () => {
      const credential = await navigator.credentials.get({
        publicKey: {
          challenge: new Uint8Array(32),
          userVerification: "required",
          extensions: { prf: { eval: { first: salt } } },
        },
      });
      return Array.from(new Uint8Array(credential.getClientExtensionResults().prf.results.first)).join();
    };
    return [created.getClientExtensionResults().prf?.enabled, await get(), await get()];
  });
  assert.equal(outputs[0], true);
  assert.equal(outputs[1], outputs[2]);
  assert.equal((await device.credentials()).length, 1);
  await context.close();
});

test("Firefox starts and has a camera of its own", async () => {
  const firefox = await launchFirefox();
  try {
    const page = await firefox.newPage();
    await page.goto(`${server.url}/plain.html`);
    const tracks = await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      return stream.getTracks().map((track) => track.kind).sort();
    });
    assert.deepEqual(tracks, ["audio", "video"]);
  } finally {
    await firefox.close();
  }
});

test("a secret is found in every disguise", async () => {
  const secret = "Blutdruck 171 zu 93";
  assert.ok(disguises(secret).length >= 5);
  const padded = Buffer.from(`xx${secret}yy`);
  for (const [index, content] of [padded, padded.toString("base64"), padded.toString("hex")].entries()) {
    const path = join(folder, `leak-${index}`);
    await writeFile(path, content);
    assert.equal((await findSecrets([path], [secret])).length, 1, path);
  }
  await writeFile(join(folder, "clean"), "nothing here");
  assert.deepEqual(await findSecrets([join(folder, "clean")], [secret]), []);
});

test("a secret is found in every storage of a browser", async () => {
  const { context, page } = await newPerson(browser, server.url);
  await page.goto("/plain.html");
  const secret = "Dr. Kanarienvogel";
  assert.deepEqual(await findInBrowser(page, [secret]), []);
  await page.evaluate(async (text) => {
    localStorage.setItem("a", text);
    sessionStorage.setItem("b", btoa(unescape(encodeURIComponent(text))));
    const request = indexedDB.open("probe", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kv");
    await new Promise((resolve) => (request.onsuccess = resolve));
    const writing = request.result.transaction("kv", "readwrite");
    writing.objectStore("kv").put(new TextEncoder().encode(`xx${text}yy`), "bytes");
    writing.objectStore("kv").put({ inside: text }, "object");
    writing.objectStore("kv").put("harmless", text);
    await new Promise((resolve) => (writing.oncomplete = resolve));
    request.result.close();
  }, secret);
  const found = await findInBrowser(page, [secret]);
  assert.equal(found.length, 5, found.join("\n"));
  await context.close();
});

test("one-time codes follow RFC 6238", () => {
  // Appendix B: the secret is the ASCII text 12345678901234567890; eight digits end in these six.
  assert.equal(totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59_000), "287082");
  assert.equal(totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1_111_111_109_000), "081804");
});
