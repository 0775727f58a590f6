// Journey B: a doctor invites, a guest joins without login, both see each other; and nobody in between could have listened.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ADDRESSES, DESCRIPTION, findsAddresses, foundOut, isToldAll, keepsTold } from "./lib/addresses.mjs";
import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { eventually, pullOut } from "./lib/connections.mjs";
import { getsNothing, getsPictureAndSound, looksAtPictures } from "./lib/darkness.mjs";
import { consultationDay } from "./lib/day.mjs";
import { launchFirefox } from "./lib/firefox.mjs";
import { inspect } from "./lib/inspect.mjs";
import { invite, openRoom, says, seesPicture, seesPictureInFirefox, walkIn, walkInWithFirefox } from "./lib/people.mjs";

const PATIENT = "Erika Kanarienvogel";
const day = consultationDay();

async function waits(page) {
  await page.waitForSelector("#admit");
}

/** In a page: questions for camera and microphone stand until `window.answers`. */
function nobodyAnswers() {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wish) => (window.answers ? ask(wish) : new Promise(() => {}));
}

test("until somebody is let in, each side gets nothing but black and silence; then picture and sound", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await day.doctor.page.evaluate(looksAtPictures);
  await guest.page.addInitScript(looksAtPictures);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await waits(day.doctor.page);
  const pages = [day.doctor.page, guest.page];
  for (const page of pages) await getsNothing(page);
  await day.doctor.page.click("#admit");
  for (const page of pages) await getsPictureAndSound(page);
  guest.guard.check();
  await guest.context.close();
});

test("by link: device check, waiting room, admit, both see and prove each other, hang up", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  await inspect(day.doctor.page, "doctor-waiting-empty");
  await day.doctor.page.evaluate(keepsTold);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.addInitScript(findsAddresses, ADDRESSES);
  await guest.page.goto(link);
  await guest.page.waitForSelector("#open-devices");
  assert.ok(!guest.page.url().includes("#1."), "the secret leaves the address bar at once");
  await inspect(guest.page, "visit-devices");
  await guest.page.click("#open-devices");
  await guest.page.click("#devices-next");
  await guest.page.waitForSelector("#name");
  await inspect(guest.page, "visit-person");
  const said = await guest.page.innerText("main");
  assert.match(said, /stellen Sie die Person zu Beginn vor/, "everybody present is introduced");
  assert.match(said, /darf niemand aufzeichnen/);
  assert.match(said, /freiwillig/);
  await guest.page.click("#join");
  await guest.page.waitForSelector("#name-error");
  await guest.page.fill("#name", PATIENT);
  await guest.page.click("#join");
  await guest.page.waitForSelector("#consent-error");
  assert.equal(await guest.page.inputValue("#name"), PATIENT);
  await guest.page.check("#consent");
  await guest.page.click("#join");
  await guest.page.waitForSelector("#waiting");
  await waits(day.doctor.page);
  assert.match(await day.doctor.page.innerText("#who-waits"), new RegExp(PATIENT));
  await inspect(guest.page, "visit-waiting");
  await inspect(day.doctor.page, "doctor-waiting");
  await day.doctor.page.click("#admit");
  assert.ok((await seesPicture(guest.page)) > 0);
  assert.ok((await seesPicture(day.doctor.page)) > 0);
  for (const { page } of [guest, day.doctor]) {
    await page.click("#call-number");
    await page.waitForSelector("#security-number");
  }
  const number = async (page) => (await page.textContent("#security-number")).replace(/\D/g, "");
  const [left, right] = [await number(guest.page), await number(day.doctor.page)];
  assert.match(left, /^\d{6}$/);
  assert.equal(left, right);
  await guest.page.keyboard.press("Escape");
  await day.doctor.page.keyboard.press("Escape");
  await inspect(guest.page, "visit-call");
  // The last of what comes behind the first picture.
  await day.doctor.page.waitForSelector("#call-keys");
  await inspect(day.doctor.page, "doctor-call");
  await isToldAll(day.doctor.page);
  const found = await foundOut(guest.page, day.doctor.page);
  await guest.page.click("#call-hang-up");
  await guest.page.waitForSelector("#end");
  await day.doctor.page.waitForSelector("#end");
  await inspect(guest.page, "visit-end");
  guest.guard.check();
  await guest.context.close();
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, [PATIENT, ...DESCRIPTION, ...found]), []);
});

test("by typed code, with forgiving spelling; a wrong one is refused and can be typed again", async () => {
  const { code } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto("/v");
  await guest.page.waitForSelector("#code");
  await inspect(guest.page, "visit-code");
  await guest.page.fill("#code", "12");
  await guest.page.keyboard.press("Enter");
  await guest.page.waitForSelector("#code-error");
  const wrong = `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`;
  await guest.page.fill("#code", wrong);
  await guest.page.keyboard.press("Enter");
  await walkIn(guest.page, PATIENT);
  await guest.page.waitForSelector("#end");
  await guest.page.goto("/v");
  await guest.page.fill("#code", code.toLowerCase().replaceAll("-", " "));
  await guest.page.keyboard.press("Enter");
  await walkIn(guest.page, PATIENT);
  await waits(day.doctor.page);
  await says(guest.page, "#code-compare", /Vergleichen Sie im Gespräch die Sicherheitsnummer/);
  await inspect(guest.page, "visit-waiting-code");
  await day.doctor.page.click("#admit");
  assert.ok((await seesPicture(guest.page)) > 0);
  await says(guest.page, "#call-protection", /Ende-zu-Ende verschlüsselt\. Bitte vergleichen Sie die Sicherheitsnummer\./);
  await guest.page.click("#call-number");
  await guest.page.getByRole("button", { name: "Die Nummern sind gleich" }).click();
  await says(guest.page, "#call-protection", /Nummern verglichen/);
  await guest.context.close();
});

test("the doctor refuses: the guest is told so in words", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await waits(day.doctor.page);
  await day.doctor.page.getByRole("button", { name: "Abweisen" }).click();
  await guest.page.waitForSelector("#end");
  assert.match(await guest.page.innerText("main"), /nicht empfangen/);
  await inspect(guest.page, "visit-end-refused");
  await guest.context.close();
});

/** A guest in a call with the doctor. */
async function admitted() {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await waits(day.doctor.page);
  await day.doctor.page.click("#admit");
  await seesPicture(guest.page);
  return guest;
}

test("a reload in the middle of a call comes back to it", async () => {
  const guest = await admitted();
  await guest.page.reload();
  await guest.page.waitForSelector("#resume");
  await inspect(guest.page, "visit-resume");
  await guest.page.click("#resume");
  await seesPicture(guest.page);
  await seesPicture(day.doctor.page);
  await guest.context.close();
});

test("a reload goes on without camera and microphone when nobody answers the browser, and both are switched on later", async () => {
  const guest = await admitted();
  await guest.page.addInitScript(nobodyAnswers);
  await guest.page.reload();
  await guest.page.click("#resume");
  await guest.page.waitForSelector("#call-camera-open");
  await seesPicture(guest.page);
  await says(day.doctor.page, "#call-stage", /zeigt gerade kein Bild/);
  await inspect(guest.page, "visit-call-missing");
  await guest.page.evaluate(() => {
    window.answers = true;
  });
  await guest.page.click("#call-microphone-open");
  await guest.page.waitForSelector("#call-mute");
  await guest.page.waitForFunction(() => document.activeElement.id === "call-mute");
  await guest.page.click("#call-camera-open");
  await guest.page.waitForSelector("#call-camera");
  await guest.page.waitForSelector("#call-camera-open", { state: "detached" });
  await seesPicture(day.doctor.page);
  guest.guard.check();
  await guest.context.close();
});

/** A guest who waits in a fresh room of the doctor's. */
async function comes(doctor) {
  const { link } = await openRoom(doctor, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await waits(doctor);
  return guest;
}

test("a microphone and a camera that are pulled out in a call are missed on both sides, and others are switched on in the call", async () => {
  const doctor = day.doctor.page;
  const guest = await comes(doctor);
  await doctor.click("#admit");
  for (const page of [guest.page, doctor]) await seesPicture(page);
  await guest.page.waitForSelector("#call-mute");
  assert.equal(await guest.page.locator("#call-lost").count(), 0);
  await guest.page.waitForSelector("#call-own");

  await pullOut(guest.page, "audio");
  await says(guest.page, "#call-lost", /wurde getrennt/);
  await guest.page.waitForSelector("#call-mute", { state: "detached" });
  await doctor.locator(".call-facts", { hasText: "Mikrofon von" }).waitFor();
  await inspect(guest.page, "visit-call-lost");
  await pullOut(guest.page, "video");
  await guest.page.waitForSelector("#call-camera", { state: "detached" });
  await says(doctor, "#call-stage", /zeigt gerade kein Bild/);

  await guest.page.click("#call-microphone-open");
  await guest.page.waitForSelector("#call-mute");
  await guest.page.click("#call-camera-open");
  await guest.page.waitForSelector("#call-lost", { state: "detached" });
  await seesPicture(doctor);
  await doctor.locator(".call-facts", { hasText: "Mikrofon von" }).waitFor({ state: "detached" });
  const sending = () =>
    guest.page.evaluate(() => {
      const open = window.heilsamConnections.filter(({ connectionState }) => connectionState === "connected");
      const tracks = open.flatMap((each) => each.getSenders().map(({ track }) => track));
      return tracks.map((track) => [track?.kind, track?.readyState, track?.enabled].join(" ")).sort();
    });
  const both = ["audio live true", "video live true"];
  await eventually("new tracks are sent in the same call", sending, (now) => both.every((each) => now.includes(each)));
  assert.equal(await guest.page.evaluate(() => window.heilsamConnections.filter(({ connectionState }) => connectionState === "connected").length), 1);
  guest.guard.check();
  await guest.context.close();
});

test("a microphone that is pulled out before the doctor admits anybody is missed in the waiting room, and another is switched on there", async () => {
  const doctor = day.doctor.page;
  const guest = await comes(doctor);
  assert.equal(await doctor.locator("#call-lost").count(), 0);
  await pullOut(doctor, "audio");
  await says(doctor, "#call-lost", /wurde getrennt/);
  await inspect(doctor, "room-waiting-lost");
  await doctor.click("#call-microphone-open");
  await doctor.waitForSelector("#call-lost", { state: "detached" });
  await doctor.click("#admit");
  await seesPicture(guest.page);
  await doctor.waitForSelector("#call-mute");
  guest.guard.check();
  await guest.context.close();
});

test("a doctor who overlooks the browser's questions gets into the room all the same, and switches both on in the call", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/");
  await page.waitForSelector("#invite");
  await page.evaluate(nobodyAnswers);
  const { link } = await invite(page, PATIENT);
  await page.click("#open-room");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  await page.waitForSelector("#who-waits");
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await waits(page);
  await page.click("#admit");
  await seesPicture(page);
  await page.waitForSelector("#call-camera-open");
  await page.evaluate(() => {
    window.answers = true;
  });
  await page.click("#call-microphone-open");
  await page.waitForSelector("#call-mute");
  await page.click("#call-camera-open");
  await page.waitForSelector("#call-camera-open", { state: "detached" });
  await seesPicture(guest.page);
  await guest.context.close();
});

test("who goes to another program is not shown and that is said; back again the picture is there and the screen stays awake", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.addInitScript(() => {
    window.locks = [];
    WakeLock.prototype.request = async () => {
      const lock = { released: false, release: async () => {} };
      window.locks.push(lock);
      return lock;
    };
    window.goAway = (hidden) => {
      // As a browser does: a hidden page keeps no screen awake.
      if (hidden) for (const lock of window.locks) lock.released = true;
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    };
  });
  const awake = () => guest.page.waitForFunction(() => window.locks.filter(({ released }) => !released).length === 1);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await guest.page.waitForSelector("#waiting");
  await awake();
  await waits(day.doctor.page);
  await day.doctor.page.click("#admit");
  await seesPicture(day.doctor.page);
  await guest.page.evaluate(() => window.goAway(true));
  await says(day.doctor.page, "#call-stage", /zeigt gerade kein Bild/);
  await guest.page.evaluate(() => window.goAway(false));
  await day.doctor.page.waitForFunction(() => !/zeigt gerade kein Bild/.test(document.querySelector("#call-stage").innerText));
  await seesPicture(day.doctor.page);
  await awake();
  guest.guard.check();
  await guest.context.close();
});

test("who waits for ten minutes is told that it takes longer, and what to do", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.addInitScript(() => {
    const { setTimeout: plain } = window;
    // Ten minutes pass when the test says so.
    window.setTimeout = (act, millis, ...values) => {
      if (millis !== 600_000) return plain(act, millis, ...values);
      window.tenMinutesPass = () => act(...values);
      return 0;
    };
  });
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await guest.page.waitForSelector("#waiting");
  await waits(day.doctor.page);
  assert.equal(await guest.page.locator("#late").count(), 0);
  await guest.page.evaluate(() => window.tenMinutesPass());
  await says(guest.page, "#late", /rufen Sie in der Praxis an/);
  await inspect(guest.page, "visit-late");
  guest.guard.check();
  await guest.context.close();
});

test("Firefox as guest, Chromium as doctor", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const firefox = await launchFirefox();
  try {
    const page = await firefox.newPage();
    await page.goto(link);
    await walkInWithFirefox(page, PATIENT);
    await waits(day.doctor.page);
    await day.doctor.page.click("#admit");
    assert.ok((await seesPicture(day.doctor.page)) > 0);
    await seesPictureInFirefox(page);
  } finally {
    await firefox.close();
  }
});
