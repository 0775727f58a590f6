// The blurred background: the camera does it, the call offers it, follows it, and says where it cannot be had. What the page does
// for other cameras is in `veil.test.mjs`.
//
// Chromium's own camera for tests can blur, once the browser is told to offer that to pages.

import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { eventually, keepsSocket } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { checkout } from "./lib/folders.mjs";
import { inspect } from "./lib/inspect.mjs";
import { admit, openRoom, says, walkIn } from "./lib/people.mjs";
import { startStatic } from "./lib/static.mjs";

const PATIENT = "Erika Kanarienvogel";
const SHARP = 'button#call-blur[aria-pressed="false"]:not([aria-disabled])';
const BLURRED = 'button#call-blur[aria-pressed="true"]:not([aria-disabled])';
const day = consultationDay({
  flags: ["--enable-blink-features=MediaCaptureBackgroundBlur", "--use-fake-device-for-media-stream=device-count=2"],
});
let plain, folder, pages;

before(async () => {
  plain = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), "heilsam-background-"));
  await writeFile(join(folder, "index.html"), '<!doctype html><html lang="de"><title>Probe</title>');
  for (const name of ["blur.js", "mesh.js"]) await copyFile(join(checkout, "app/web", name), join(folder, name));
  pages = await startStatic(folder);
});

after(async () => {
  await plain?.close();
  await pages?.stop();
  if (folder) await rm(folder, { recursive: true });
});

/** A call of the doctor, whose camera can blur, with a guest whose browser offers nothing of the kind. */
async function inCall() {
  const doctor = day.doctor.page;
  const { link } = await openRoom(doctor, PATIENT);
  const person = await newPerson(plain, day.server.url);
  await person.context.addInitScript(() => delete globalThis.OffscreenCanvas);
  const guest = person.page;
  await guest.goto(link);
  await walkIn(guest, PATIENT);
  await admit(doctor, guest, doctor);
  const leave = async () => {
    await guest.click("#call-hang-up");
    await guest.waitForSelector("#end");
    person.guard.check();
    await person.context.close();
  };
  return { doctor, guest, leave };
}

/** What the camera that is sent says of itself; `change` is applied to it first, as the system's own switch would be. */
function camera(page, change = null) {
  return page.evaluate(async (constraints) => {
    const open = window.heilsamConnections.filter((each) => each.connectionState !== "closed");
    const tracks = open.flatMap((each) => each.getSenders()).map((each) => each.track);
    const track = tracks.find((each) => each?.kind === "video");
    if (constraints) await track.applyConstraints(constraints);
    const { backgroundBlur, deviceId, height } = track.getSettings();
    return { backgroundBlur, deviceId, height };
  }, change);
}

/** From now on the page notes in which order a camera is blurred and its picture sent. */
function noteOrder(page) {
  return page.evaluate(() => {
    window.heilsamOrder = [];
    const [{ applyConstraints }, { replaceTrack }] = [MediaStreamTrack.prototype, RTCRtpSender.prototype];
    MediaStreamTrack.prototype.applyConstraints = async function blurred(wish) {
      await applyConstraints.call(this, wish);
      if (wish.backgroundBlur) window.heilsamOrder.push("blurred");
    };
    RTCRtpSender.prototype.replaceTrack = function sent(track) {
      if (track?.kind === "video") window.heilsamOrder.push("sent");
      return replaceTrack.call(this, track);
    };
  });
}

/** In a page: it leaves its seat, and is told that it was put out; whoever was put out may try again in the same page. */
function putsOut() {
  const socket = window.heilsamSocket;
  socket.send(JSON.stringify({ type: "leave" }));
  const data = JSON.stringify({ type: "refused", reason: "too-many" });
  socket.dispatchEvent(new MessageEvent("message", { data }));
}

/** An empty page with `blur.js` and `mesh.js` at hand. */
async function emptyPage() {
  const context = await day.browser.newContext({ baseURL: pages.url, permissions: ["camera"] });
  const page = await context.newPage();
  await page.goto("/");
  return page;
}

test("the camera blurs the background when asked, another camera as well, and the button follows a switch of the system", async () => {
  const { doctor, leave } = await inCall();
  await doctor.waitForSelector(SHARP);
  const before = await camera(doctor);
  assert.equal(before.backgroundBlur, false, "nothing is blurred unasked");
  await doctor.click("#call-blur");
  await doctor.waitForSelector(BLURRED);
  assert.deepEqual(await camera(doctor), { ...before, backgroundBlur: true });
  await inspect(doctor, "doctor-blurred");

  await noteOrder(doctor);
  await doctor.click("#call-devices");
  await doctor.waitForSelector("#camera-0:checked");
  await doctor.locator('label[for="camera-1"]').click();
  await eventually("the other camera is blurred", () => camera(doctor), (now) => {
    return now.deviceId !== before.deviceId && now.backgroundBlur === true;
  });
  const order = await doctor.evaluate(() => window.heilsamOrder);
  assert.deepEqual(order.slice(0, 2), ["blurred", "sent"], "the room is not seen before");
  await doctor.keyboard.press("Escape");
  await doctor.click("#call-devices");
  await doctor.waitForSelector("#camera-1:checked");
  await doctor.keyboard.press("Escape");

  // Whether the call has looked at the new camera by now or not: the system has the last word.
  await camera(doctor, { backgroundBlur: false });
  await doctor.waitForSelector(SHARP);
  assert.equal((await camera(doctor)).backgroundBlur, false, "and the call does not overrule it");
  await doctor.keyboard.press("h");
  await doctor.waitForSelector(BLURRED);
  await leave();
});

test("who blurred the background in one call is blurred in the next one before anybody sees a picture", async () => {
  const doctor = day.doctor.page;
  const { link } = await openRoom(doctor, PATIENT);
  const { context, page: guest } = await newPerson(day.browser, day.server.url);
  await guest.addInitScript(keepsSocket);
  await guest.goto(link);
  await walkIn(guest, PATIENT);
  await admit(doctor, guest);
  await guest.click("#call-more");
  await guest.waitForSelector(`${SHARP}, ${BLURRED}`);
  // The doctor may have left the camera, which both have here, as it is.
  if (await guest.locator(BLURRED).count()) await guest.click(BLURRED);
  await guest.click(SHARP);
  await guest.waitForSelector(BLURRED);

  await noteOrder(guest);
  await guest.evaluate(putsOut);
  await guest.waitForSelector("#end");
  await guest.getByRole("button", { name: "Noch einmal versuchen" }).click();
  await walkIn(guest, PATIENT);
  // Whoever was put out waits again.
  await admit(doctor, guest);
  const order = await guest.evaluate(() => window.heilsamOrder);
  assert.deepEqual(order.slice(0, 2), ["blurred", "sent"]);
  await eventually("the camera of the second call is blurred", () => camera(guest), (now) => now.backgroundBlur === true);
  await guest.click("#call-hang-up");
  await guest.waitForSelector("#end");
  await context.close();
});

test("where camera or browser cannot blur, the call says so and what helps, and shows no dead button", async () => {
  const { guest, leave } = await inCall();
  await guest.click("#call-more");
  await says(guest, "#blur-note", /Wand/);
  assert.equal(await guest.locator("#call-blur").count(), 0);
  await inspect(guest, "visit-blur-cannot");
  await leave();
});

test("a blurred background and a picture made smaller for several leave each other be", async () => {
  const page = await emptyPage();
  await page.evaluate(async () => {
    const [{ toggle }, { tend }] = await Promise.all([import("/blur.js"), import("/mesh.js")]);
    const ideal = (value) => ({ ideal: value });
    const video = { width: ideal(1280), height: ideal(720), frameRate: ideal(20) };
    const stream = await navigator.mediaDevices.getUserMedia({ video });
    const [track] = stream.getVideoTracks();
    const connection = new RTCPeerConnection();
    connection.addTransceiver(track, { direction: "sendonly" });
    Object.assign(window, { track, toggle: () => toggle(connection), tend: (...share) => tend(connection, [], ...share) });
  });
  const becomes = async (height, blurred) => {
    const read = () => page.evaluate(() => window.track.getSettings());
    await eventually(`${height} lines, blurred: ${blurred}`, read, (now) => now.height === height && now.backgroundBlur === blurred);
  };
  const [smaller, whole] = [() => page.evaluate(() => window.tend(180, 10, 100)), () => page.evaluate(() => window.tend(0, 0, 0))];
  const toggle = () => page.evaluate(() => window.toggle());
  await eventually("the camera says that it can", toggle, (done) => done);
  await becomes(720, true);
  await smaller();
  await becomes(180, true);
  assert.equal(await toggle(), true);
  await becomes(180, false);
  assert.equal(await toggle(), true);
  await whole();
  await becomes(720, true);
  await page.context().close();
});

test("a camera that only its system blurs (a stand-in) is followed and offers no switch", async () => {
  const page = await emptyPage();
  const said = await page.evaluate(async () => {
    const { follow, toggle } = await import("/blur.js");
    let blurred = true;
    MediaStreamTrack.prototype.getCapabilities = () => ({ backgroundBlur: [blurred] });
    MediaStreamTrack.prototype.getSettings = () => ({ backgroundBlur: blurred });
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const connection = new RTCPeerConnection();
    connection.addTransceiver(stream.getVideoTracks()[0], { direction: "sendonly" });
    const first = [await follow(connection), await toggle(connection)];
    blurred = false;
    return [...first, await follow(connection)];
  });
  assert.deepEqual(said, ["system-on", false, "system-off"]);
  await page.context().close();
});
