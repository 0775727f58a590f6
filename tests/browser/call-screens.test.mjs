// What a call says when nothing gets through, when the other one is gone, and when numbers are compared; what ends it for the
// practice; and a whole consultation by the keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newPerson } from "./lib/chromium.mjs";
import { keepsSocket } from "./lib/connections.mjs";
import { A_DAY_AGO, onDatabase } from "./lib/database.mjs";
import { consultationDay } from "./lib/day.mjs";
import { endSays, inspect } from "./lib/inspect.mjs";
import { reach } from "./lib/keyboard.mjs";
import { openRoom, says, seesPicture, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Muster";
/** More than two seconds' worth of what the server takes from one page. */
const MANY_FRAMES = 150;
/** After so long without a connection, and after so long a silence, the program gives up. */
const HOPELESS_MS = 61_000;
const LOST_MS = 121_000;
const day = consultationDay({ anew: true });

/** In a page: its clock can be put forward. */
function hasClock() {
  const now = performance.now.bind(performance);
  let ahead = 0;
  performance.now = () => now() + ahead;
  window.heilsamLater = (millis) => {
    ahead += millis;
  };
}

/** In a page: a network that lets nothing through; no address of the other side is ever tried. */
function isShutOff() {
  const { setRemoteDescription } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.addIceCandidate = async () => {};
  RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
    return setRemoteDescription.call(this, { type, sdp: sdp.replace(/^a=candidate:.*\r\n/gm, "") });
  };
}

/** In a page: its browser takes a transform and never calls it. */
function ignoresTransforms() {
  Object.defineProperty(RTCRtpSender.prototype, "transform", { get: () => null, set() {} });
}

const later = (page, millis) => page.evaluate((ahead) => window.heilsamLater(ahead), millis);

/** A guest with the doctor's link, in the waiting room; both pages are prepared by these functions. */
async function waits(...prepare) {
  const { page } = day.doctor;
  const { link } = await openRoom(page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  for (const each of prepare) {
    await page.evaluate(each);
    await guest.page.addInitScript(each);
  }
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  return guest;
}

/** The same guest, let in. */
async function inCall(...prepare) {
  const guest = await waits(...prepare);
  await day.doctor.page.click("#admit");
  return guest;
}

/** Both see each other. */
async function talks(...prepare) {
  const guest = await inCall(...prepare);
  await seesPicture(guest.page);
  await seesPicture(day.doctor.page);
  return guest;
}

async function opensNumber(page) {
  await page.click("#call-number");
  return (await page.textContent("#security-number")).replace(/\D/g, "");
}

const answers = (page, name) => page.getByRole("button", { name }).click();

test("where no network lets picture and sound through, both are told so, and what may help", async () => {
  const guest = await inCall(hasClock, isShutOff);
  const pages = { visit: guest.page, doctor: day.doctor.page };
  for (const page of Object.values(pages)) await says(page, ".call-state", /Bild und Ton werden verbunden/);
  await inspect(guest.page, "visit-call-connecting");
  for (const [who, page] of Object.entries(pages)) {
    await later(page, HOPELESS_MS);
    await says(page, ".call-state", /kommen nicht zustande[^]*zwischen WLAN und Mobilfunk/);
    await inspect(page, `${who}-call-no-way`);
  }
  await guest.page.click("#call-hang-up");
  await guest.page.waitForSelector("#end");
  guest.guard.check();
});

test("when the guest is gone, the doctor is told so, and two minutes later that the connection is lost; the room opens again", async () => {
  const { page } = day.doctor;
  const guest = await talks(hasClock);
  await guest.context.close();
  await says(page, ".call-state", /Erika Muster hat gerade keine Verbindung/);
  await inspect(page, "doctor-call-gone");
  await later(page, LOST_MS);
  await endSays(page, /abgebrochen und ließ sich nicht wiederherstellen/, "doctor-end-lost");
  await page.getByRole("button", { name: "Wartezimmer wieder öffnen" }).click();
  await says(page, "#who-waits", /noch niemand da/);
});

test("both compare the number, find it the same, and each is told that nobody listens", async () => {
  const guest = await talks();
  const pages = { visit: guest.page, doctor: day.doctor.page };
  const numbers = [];
  for (const [who, page] of Object.entries(pages)) {
    numbers.push(await opensNumber(page));
    await inspect(page, `${who}-number`);
  }
  assert.match(numbers[0], /^\d{6}$/);
  assert.equal(numbers[0], numbers[1]);
  for (const [who, page] of Object.entries(pages)) {
    await answers(page, "Die Nummern sind gleich");
    await page.waitForSelector("#number", { state: "detached" });
    await says(page, "#call-protection", /Nummern verglichen: niemand hört mit/);
    await inspect(page, `${who}-compared`);
  }
  guest.guard.check();
  day.doctor.guard.check();
});

test("a guest who sees another number is protected, and the doctor is told so and what to do", async () => {
  const guest = await talks();
  await opensNumber(guest.page);
  await answers(guest.page, "Die Nummern sind verschieden");
  await endSays(guest.page, /zu Ihrem Schutz beendet/, "end-number-differs");
  await endSays(day.doctor.page, /andere Sicherheitsnummer gesehen[^]*auf anderem Weg/, "doctor-end-number");
  guest.guard.check();
  day.doctor.guard.check();
});

test("a doctor who sees another number is protected, and told what to do", async () => {
  const guest = await talks();
  await opensNumber(day.doctor.page);
  await answers(day.doctor.page, "Die Nummern sind verschieden");
  await endSays(day.doctor.page, /zum Schutz beendet[^]*laden Sie sie neu ein/, "doctor-end-unsafe");
  await says(guest.page, "#end", /zu Ihrem Schutz beendet/);
  guest.guard.check();
  day.doctor.guard.check();
});

test("a waiting room that the doctor opens on another device is closed on this one, and says why", async () => {
  const { page, context } = day.doctor;
  await openRoom(page, PATIENT);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.fill("#doctor-name", "Dr. Weber");
  await other.click("#room-open");
  await page.waitForSelector("#end");
  await page.bringToFront();
  await endSays(page, /auf einem anderen Gerät geöffnet/, "doctor-end-taken");
  await says(other, "#who-waits", /noch niemand da/);
});

/** An open waiting room whose socket is at hand. */
async function openWithSocket() {
  const { page } = day.doctor;
  await page.addInitScript(keepsSocket);
  await openRoom(page, PATIENT);
  return page;
}

test("a doctor whose login is over meanwhile does not come back into the waiting room, and is told who may", async () => {
  const page = await openWithSocket();
  await day.doctor.context.clearCookies();
  await page.evaluate(() => window.heilsamSocket.close());
  await endSays(page, /nur öffnen, wer dazu eingeladen hat/, "doctor-end-not-allowed");
});

test("a page of the practice that says too much to the server is told so", async () => {
  const page = await openWithSocket();
  await page.evaluate((count) => {
    for (let sent = 0; sent < count; sent += 1) window.heilsamSocket.send(new Uint8Array(1));
  }, MANY_FRAMES);
  await endSays(page, /zu viel auf einmal gesendet/, "doctor-end-many");
});

test("a page of the practice whose words the server does not know is to be loaded again", async () => {
  const page = await openWithSocket();
  await page.evaluate(() => window.heilsamSocket.send("of another version"));
  await endSays(page, /Bitte laden Sie die Seite neu/, "doctor-end-version");
});

test("a waiting room whose time is over says so when it is opened anew", async () => {
  const { page } = day.doctor;
  await openRoom(page, PATIENT);
  await day.server.restart("SIGKILL", () => onDatabase(day.server, A_DAY_AGO));
  await endSays(page, /Dieser Termin ist vorbei oder abgesagt/, "doctor-end-over");
});

test("a doctor's browser that passes pictures by the inner encryption ends the meeting before anybody is let in", async () => {
  const { page } = day.doctor;
  const { link } = await openRoom(page, PATIENT);
  await page.evaluate(ignoresTransforms);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await endSays(page, /die innere Verschlüsselung hat in diesem Browser nicht funktioniert/, "doctor-end-frames");
  await guest.page.waitForSelector("#end");
  guest.guard.check();
});

test("a doctor who closes the waiting room reads that it was they who did", async () => {
  const { page } = day.doctor;
  await openRoom(page, PATIENT);
  await page.getByRole("button", { name: "Wartezimmer schließen" }).click();
  await endSays(page, /Sie haben die Sprechstunde beendet/, "doctor-end-own");
});

/** Presses a control that Tab reaches. */
async function press(page, selector, key = "Enter") {
  await reach(page, selector);
  await page.keyboard.press(key);
}

/** Types into a field that Tab reaches. */
async function type(page, selector, text) {
  await reach(page, selector);
  await page.keyboard.type(text);
}

/** Waits for the focus; a new page gives it to its heading, and from then on nothing takes it away. */
const focusIsOn = (page, id = "page-title") => page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);

test("a whole consultation by the keyboard alone, from the invitation and the guest's link to hanging up", async () => {
  const doctor = day.doctor.page;
  await doctor.goto("/practice/");
  await press(doctor, "#invite");
  await focusIsOn(doctor);
  await type(doctor, "#invite-patient", PATIENT);
  await press(doctor, "#invite-make");
  const link = await doctor.waitForSelector("#invitation-link", { state: "attached" });
  const address = (await link.textContent()).trim();
  await focusIsOn(doctor);
  await press(doctor, "#open-room");
  await focusIsOn(doctor);
  await type(doctor, "#doctor-name", "Dr. Weber");
  await press(doctor, "#room-open");
  await doctor.waitForSelector("#who-waits");
  await focusIsOn(doctor);

  const guest = await newPerson(day.browser, day.server.url);
  const { page } = guest;
  await page.goto(address);
  await press(page, "#open-devices");
  await press(page, "#devices-next");
  await focusIsOn(page);
  await type(page, "#name", PATIENT);
  await press(page, "#consent", "Space");
  await press(page, "#join");
  await page.waitForSelector("#waiting");
  await says(doctor, "#who-waits", new RegExp(`${PATIENT} wartet`));

  await press(doctor, "#admit");
  for (const each of [page, doctor]) {
    await focusIsOn(each, "call-title");
    await seesPicture(each);
  }
  await press(doctor, "#call-number");
  await focusIsOn(doctor, "number-title");
  const number = await doctor.textContent("#security-number");
  await doctor.keyboard.press("Escape");
  await focusIsOn(doctor, "call-number");
  await press(page, "#call-mute", "Space");
  await says(doctor, ".call-facts", /Mikrofon von Erika Muster ist aus/);
  await press(page, "#call-number");
  await focusIsOn(page, "number-title");
  assert.equal(await page.textContent("#security-number"), number);
  await page.keyboard.press("Escape");
  await focusIsOn(page, "call-number");
  await press(page, "#call-hang-up");
  for (const each of [page, doctor]) {
    await each.waitForSelector("#end");
    await focusIsOn(each);
  }
  guest.guard.check();
  day.doctor.guard.check();
});
