// What a consultation says where devices, the browser, the link, the number of tries or the clock refuse.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { endSays, inspect } from "./lib/inspect.mjs";
import { invite, openRoom, registerDoctor, says, seesPicture, walkIn } from "./lib/people.mjs";
import { countTones } from "./lib/sound.mjs";

const PATIENT = "Erika Muster";
const DAY_MS = 24 * 60 * 60 * 1000;
/** More than a server takes from one address in a minute. */
const MANY_CODES = 25;
const day = consultationDay({ anew: true });

/** Somebody in front of a browser, with the link of an open waiting room. */
async function hasLink(browser = day.browser, ...prepare) {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(browser, day.server.url);
  for (const each of prepare) await guest.page.addInitScript(each);
  await guest.page.goto(link);
  return { ...guest, link };
}

describe("a browser that gives no device", () => {
  let forbidden, bare;

  before(async () => {
    forbidden = await launchChromium(["--use-fake-ui-for-media-stream=deny"]);
    bare = await launchChromium(["--use-fake-device-for-media-stream=device-count=0"]);
  });
  after(async () => {
    await forbidden?.close();
    await bare?.close();
  });

  test("who does not allow camera and microphone reads where to allow them, and waits without both", async () => {
    const { page, guard, context } = await hasLink(forbidden);
    await page.click("#open-devices");
    await says(page, "main", /darf die Kamera nicht benutzen[^]*Schloss neben der Adresse/);
    await says(page, "main", /darf das Mikrofon nicht benutzen/);
    await inspect(page, "visit-devices-forbidden");
    await page.getByRole("button", { name: "Noch einmal versuchen" }).waitFor();
    await page.click("#devices-next");
    await page.fill("#name", PATIENT);
    await page.check("#consent");
    await page.click("#join");
    await day.doctor.page.waitForSelector("#admit");
    for (const device of ["Ohne Kamera", "Ohne Mikrofon"]) await day.doctor.page.getByText(device).waitFor();
    for (const device of ["Kamera bereit", "Mikrofon bereit"]) assert.equal(await day.doctor.page.getByText(device).count(), 0);
    await inspect(day.doctor.page, "doctor-waiting-no-devices");
    guard.check();
    await context.close();
  });

  test("who has no camera reads that it is not found, and goes on with sound", async () => {
    const { page, guard, context } = await hasLink(bare);
    await page.click("#open-devices");
    await says(page, "main", /findet die Kamera nicht[^]*angeschlossen/);
    assert.doesNotMatch(await page.innerText("main"), /Mikrofon nicht/);
    await inspect(page, "visit-devices-missing");
    guard.check();
    await context.close();
  });

  test("a doctor who does not allow camera and microphone reads in the check of the technology what to do", async () => {
    const { page, guard, context } = await registerDoctor(forbidden, day.server);
    await page.goto("/practice/check");
    await says(page, "#check-missing", /Erlauben Sie Kamera und Mikrofon/);
    await says(page, "main", /Keine Kamera[^]*Kein Mikrofon/);
    await inspect(page, "practice-check-missing");
    await page.click("#check-again");
    await page.waitForSelector("#check-again:not([aria-busy='true'])");
    await says(page, "#check-missing", /Erlauben Sie/);
    guard.check();
    await context.close();
  });
});

/** In a page: another program holds the camera, until it lets go. */
function cameraIsInUse() {
  const { getUserMedia } = MediaDevices.prototype;
  window.heilsamInUse = true;
  MediaDevices.prototype.getUserMedia = function (wish) {
    if (window.heilsamInUse && wish.video) return Promise.reject(new DOMException("", "NotReadableError"));
    return getUserMedia.call(this, wish);
  };
}

test("a camera that another program holds is named, and opens when that lets go", async () => {
  const { page, guard } = await hasLink(undefined, cameraIsInUse);
  await page.click("#open-devices");
  await says(page, "main", /Ein anderes Programm benutzt gerade die Kamera/);
  await inspect(page, "visit-devices-in-use");
  await page.evaluate(() => (window.heilsamInUse = false));
  await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
  // A browser shows no picture that nobody can see: the button stands below it.
  await page.locator("#preview").scrollIntoViewIfNeeded();
  await seesPicture(page, "#preview");
  assert.doesNotMatch(await page.innerText("main"), /anderes Programm/);
  guard.check();
});

/** In a page: a browser from before there were calls. */
function isOld() {
  delete window.MediaStream;
}

test("in a browser that cannot hold calls both read which ones can", async () => {
  const { page, guard } = await hasLink(undefined, isOld);
  await says(page, "main", /kann keine Videosprechstunde[^]*Chrome, Edge oder Firefox/);
  await inspect(page, "visit-unsupported");
  guard.check();
  const doctor = await registerDoctor(day.browser, day.server);
  await doctor.page.addInitScript(isOld);
  await doctor.page.goto("/practice/check");
  await says(doctor.page, "main", /kann keine Videosprechstunde[^]*Chrome, Edge oder Firefox/);
  await inspect(doctor.page, "practice-unsupported");
  doctor.guard.check();
});

test("a link of a later version asks to load the page again, and leaves the field for the code", async () => {
  const { page, link, guard } = await hasLink();
  await page.goto("about:blank");
  await page.goto(link.replace("#1.", "#2."));
  await says(page, "main", /Dieser Link ist neuer als diese Seite/);
  await page.waitForSelector("#code");
  await inspect(page, "visit-link-newer");
  guard.check();
});

test("who tried many codes is told to wait", async () => {
  const { code } = await openRoom(day.doctor.page, PATIENT);
  const { page, context } = await newPerson(day.browser, day.server.url, { expected: [/404/, /429/] });
  await page.goto("/v");
  const answers = await page.evaluate(async (many) => {
    const digits = (number) => String(number).padStart(4, "0");
    const tries = Array.from({ length: many }, (_, number) => fetch(`/api/v1/nameplates/${digits(number)}`));
    return (await Promise.all(tries)).map(({ status }) => status);
  }, MANY_CODES);
  assert.ok(answers.includes(429), `${answers}`);
  await page.fill("#code", code);
  await page.keyboard.press("Enter");
  await says(page, "#code-error", /zu viele Versuche[^]*einige Minuten/);
  await inspect(page, "visit-code-many");
  await context.close();
});

/** In a page: no relay is offered. */
function hasNoRelay() {
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration) {
      const iceServers = (configuration?.iceServers ?? []).filter(({ urls }) => ![urls].flat().some((url) => url.startsWith("turn")));
      super({ ...configuration, iceServers });
    }
  };
}

test("where only the relay is out of reach the check says that the call may fail in some networks", async () => {
  const { page, guard } = await hasLink(undefined, hasNoRelay);
  await page.click("#open-devices");
  await says(page, "#network", /Umweg über den Server ist von hier aus nicht möglich/);
  await inspect(page, "visit-network-direct");
  guard.check();
});

test("the button for the loudspeaker sounds, for the guest and for the doctor", async () => {
  const { page, link, guard } = await hasLink();
  const tones = await countTones(page);
  await page.goto("about:blank");
  await page.goto(link);
  await page.click("#open-devices");
  await page.getByRole("button", { name: "Lautsprecher prüfen" }).click();
  await page.waitForFunction(() => window.tones === 1);
  assert.equal(await tones(), 1);
  guard.check();
  const doctor = day.doctor.page;
  const heard = await countTones(doctor);
  await doctor.goto("/practice/check");
  await doctor.click("#check-tone");
  await doctor.waitForFunction(() => window.tones === 1);
  assert.equal(await heard(), 1);
});

/** In a page: the clock of the device is ahead by so many milliseconds. */
function isAhead(millis) {
  const now = Date.now.bind(Date);
  Date.now = () => now() + millis;
}

test("a doctor whose clock is ahead reads that the waiting room is not open yet", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/invite");
  await page.check("#invite-later");
  await page.fill("#invite-patient", PATIENT);
  await page.fill("#invite-when", `${new Date(Date.now() + DAY_MS).toISOString().slice(0, 10)}T10:00`);
  await page.click("#invite-make");
  await page.waitForSelector("#join-code");
  await page.addInitScript(isAhead, DAY_MS);
  await page.reload();
  await page.click("#open-room");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  await endSays(page, /Dieses Wartezimmer ist noch nicht offen[^]*Uhr dieses Geräts/, "doctor-end-early");
});

test("a guest who waits while the practice cancels reads that the appointment is over, and so does whoever opens the link later", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/");
  await page.waitForSelector("#invite");
  const { link } = await invite(page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url, { expected: [/404/] });
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await page.click("#cancel");
  await page.click("#cancel-yes");
  await endSays(guest.page, /vorbei|abgesagt/, "visit-end-cancelled");
  const later = await newPerson(day.browser, day.server.url, { expected: [/404/] });
  await later.page.goto(link);
  await walkIn(later.page, PATIENT);
  await endSays(later.page, /vorbei|abgesagt/, "visit-end-cancelled-later");
  guest.guard.check();
  later.guard.check();
});
