// The activation code read from the letter with the camera, in a browser that has no detector of its own.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { after, before, test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { filmOf } from "./lib/camera.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { activationCode } from "./lib/codes.mjs";
import { eventually } from "./lib/connections.mjs";
import { beginRegistration } from "./lib/people.mjs";
import { checkNoSidewaysScroll, takePictures } from "./lib/pictures.mjs";
import { startServer } from "./lib/server.mjs";

let server;

before(async () => {
  server = await startServer();
});

after(async () => {
  await server?.stop();
});

async function openScanner(browser, options = {}) {
  const person = await newPerson(browser, server.url, options);
  const modules = [];
  person.page.on("request", (request) => {
    if (request.url().includes("scan-worker")) modules.push(request.url());
  });
  person.page.on("worker", (worker) => modules.push(worker.url()));
  await person.page.goto("/app/");
  await beginRegistration(person.page);
  await person.page.waitForSelector("#activation-code");
  await person.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  assert.deepEqual(modules, [], "nothing of the scanner is loaded before somebody scans");
  await person.page.click("#code-scan");
  return { ...person, modules };
}

const cameraRuns = (page) =>
  page.evaluate(() => document.querySelector("#scan-video")?.srcObject?.getTracks().some((each) => each.readyState === "live") ?? false);

test("the code of the letter is read and taken at once", async () => {
  const code = activationCode();
  const film = await filmOf(code);
  const browser = await launchChromium([`--use-file-for-fake-video-capture=${film}`]);
  try {
    const { context, page, guard, modules } = await openScanner(browser);
    assert.equal(await page.evaluate(() => "BarcodeDetector" in globalThis), false, "this browser needs our module");
    await page.waitForSelector("#consent-intended-use");
    assert.ok(modules.length > 0);
    await page.click("#register-back");
    assert.equal((await page.inputValue("#activation-code")).replace(/\s/g, ""), code);
    guard.check();
    await context.close();
  } finally {
    await browser.close();
    await rm(dirname(film), { recursive: true });
  }
});

test("without a code in the picture the camera runs until the dialog is closed", async () => {
  const browser = await launchChromium();
  try {
    const { context, page, guard } = await openScanner(browser);
    await page.waitForFunction(() => document.querySelector("#scan-video")?.currentTime > 0.5);
    assert.equal(await cameraRuns(page), true);
    await checkAccessibility(page, "scan");
    await checkNoSidewaysScroll(page);
    if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, "scan");
    const track = await page.evaluateHandle(() => document.querySelector("#scan-video").srcObject.getTracks()[0]);
    await page.keyboard.press("Escape");
    await page.waitForSelector("#scan-video", { state: "detached" });
    await page.waitForFunction((each) => each.readyState === "ended", track);
    // The browser tells of its end a moment later.
    await eventually("the worker ends with the dialog", () => page.workers().length, (count) => count === 0);
    guard.check();
    await context.close();
  } finally {
    await browser.close();
  }
});

test("without a camera the page says what to do instead", async () => {
  const browser = await launchChromium();
  try {
    const person = await newPerson(browser, server.url);
    await person.page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotFoundError"));
    });
    await person.page.goto("/app/");
    await beginRegistration(person.page);
    await person.page.click("#code-scan");
    await person.page.waitForFunction(() => /tippen Sie den Code ab/.test(document.querySelector("#scan")?.innerText ?? document.body.innerText));
    await person.context.close();
  } finally {
    await browser.close();
  }
});
