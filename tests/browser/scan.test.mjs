// Codes read with the camera, in a browser that has no detector of its own: the activation code of the letter, the recovery sheet,
// and what the code of an invitation says.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { after, before, test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { drawingOf, filmOf } from "./lib/camera.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { activationCode } from "./lib/codes.mjs";
import { eventually } from "./lib/connections.mjs";
import { beginRegistration, enter, invite, openPage, registerDoctor, registerPatient, synchronised } from "./lib/people.mjs";
import { checkNoSidewaysScroll, takePictures } from "./lib/pictures.mjs";
import { startServer } from "./lib/server.mjs";

/** The code of a sheet that nobody has. */
const OTHER_SHEET = "0".repeat(34);

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

/** The QR code that this page prints; in the page. */
function printedCode() {
  const code = document.querySelector(".qr svg");
  return { side: code.viewBox.baseVal.width, path: code.querySelector("path").getAttribute("d") };
}

/** From now on the page's camera shows this QR code; in the page. */
function holdUp({ side, path }) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const context = canvas.getContext("2d");
  const scale = Math.floor(canvas.height / side);
  const modules = new Path2D(path);
  const draw = () => {
    context.resetTransform();
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.translate((canvas.width - side * scale) / 2, (canvas.height - side * scale) / 2);
    context.scale(scale, scale);
    context.fillStyle = "#000";
    context.fill(modules);
  };
  draw();
  // A camera goes on sending pictures.
  setInterval(draw, 100);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
}

/** Makes a recovery sheet and confirms it with the camera; the browser's camera shows another code at first. */
async function sheetConfirmedByCamera() {
  const film = await filmOf("HEILSAM");
  const browser = await launchChromium([`--use-file-for-fake-video-capture=${film}`]);
  try {
    const { context, page, guard } = await registerPatient(browser, server);
    await enter(page, 137, 86, 70);
    await page.waitForSelector("#home-add");
    await synchronised(page);
    await page.click("#home-sheet");
    await page.click("#sheet-make");
    const code = (await page.textContent("#sheet-code")).trim();
    await page.click("#sheet-scan");
    await page.waitForSelector("#sheet-scan-other");
    await checkAccessibility(page, "sheet, another code scanned");
    assert.equal(await page.locator("#sheet-home").count(), 0, "another code confirms nothing");
    await page.evaluate(holdUp, drawingOf(OTHER_SHEET));
    await page.click("#sheet-scan");
    await page.waitForSelector("#sheet-group-error");
    await page.waitForFunction(() => document.activeElement?.id === "sheet-group");
    assert.equal(await page.locator("#sheet-scan-other, #sheet-home").count(), 0, "the field says that it is another sheet");
    await page.evaluate(holdUp, await page.evaluate(printedCode));
    await page.click("#sheet-scan");
    await page.waitForSelector("#sheet-home");
    guard.check();
    await context.close();
    return code;
  } finally {
    await browser.close();
    await rm(dirname(film), { recursive: true });
  }
}

test("a recovery sheet is confirmed and gives the account back by being held into the camera", async () => {
  const code = await sheetConfirmedByCamera();
  const film = await filmOf(code);
  const browser = await launchChromium([`--use-file-for-fake-video-capture=${film}`]);
  try {
    const { context, page, guard } = await newPerson(browser, server.url);
    await addPasskeyDevice(page);
    await openPage(page, "/app/recover");
    await page.click("#sheet-scan");
    await page.click("#protect-passkey");
    await page.waitForSelector("#home-add, #entry-systolic");
    guard.check();
    await context.close();
  } finally {
    await browser.close();
    await rm(dirname(film), { recursive: true });
  }
});

/** What the module of ours at this address reads from a QR code; in the page. */
async function readDrawing({ address, side, path }) {
  const SCALE = 6;
  const canvas = Object.assign(document.createElement("canvas"), { width: side * SCALE, height: side * SCALE });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  context.fillStyle = "#000";
  context.fill(new Path2D(path));
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  const worker = new Worker(address, { type: "module" });
  const answer = new Promise((resolve, reject) => Object.assign(worker, { onmessage: resolve, onerror: reject }));
  worker.postMessage({ pixels: data.buffer, width, height });
  const { text } = (await answer).data;
  worker.terminate();
  return text;
}

test("the code of an invitation says what its link says", async () => {
  const browser = await launchChromium();
  try {
    const doctor = await registerDoctor(browser, server);
    const { link } = await invite(doctor.page, "Kim Beispiel");
    const drawing = await doctor.page.evaluate(printedCode);
    const { page } = await newPerson(browser, server.url);
    await page.goto("/app/");
    const address = await page.getAttribute('meta[name="heilsam:scan-worker"]', "content");
    assert.equal(await page.evaluate(readDrawing, { address, ...drawing }), link);
  } finally {
    await browser.close();
  }
});
