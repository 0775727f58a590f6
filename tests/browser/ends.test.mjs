// What keeps a guest out of a consultation or ends it early, each with a screen that says why and what helps.

import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { test } from "node:test";

import { newPerson } from "./lib/chromium.mjs";
import { keepsSocket } from "./lib/connections.mjs";
import { A_DAY_AGO, IN_A_DAY, onDatabase } from "./lib/database.mjs";
import { consultationDay } from "./lib/day.mjs";
import { endSays, inspect } from "./lib/inspect.mjs";
import { getReady, invite, openRoom, roomOf, says, seesPicture, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Muster";
/** Two minutes of silence end a call; with the time that the screen takes. */
const LOST_WITHIN_MS = 180_000;
/** So long the device check asks the server, with the time that the screen takes. */
const CHECKED_WITHIN_MS = 20_000;
/** More than two seconds' worth of what the server takes from one page. */
const MANY_FRAMES = 150;
/** So many guests may come into a waiting room anew at once. */
const GUESTS_AT_ONCE = 30;
const day = consultationDay({ anew: true });

/** The link with another first letter in one of its parts: 1 is the room, 3 stands for the doctor's key. */
function changed(link, place) {
  const [address, fragment] = link.split("#");
  const parts = fragment.split(".");
  parts[place] = `${parts[place].startsWith("A") ? "B" : "A"}${parts[place].slice(1)}`;
  return `${address}#${parts.join(".")}`;
}

/** Somebody with a link, on the way to the waiting room; `before` runs in the page first. */
async function arrives(link, before = () => {}) {
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.addInitScript(before);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  return guest.page;
}

/** In a page: what it says to the other side is of a version that nobody knows. */
function ofAnotherVersion() {
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (typeof data === "string") return send.call(this, data);
    const frame = new Uint8Array(data);
    frame[0] += 100;
    return send.call(this, frame);
  };
}

/** In a page: so many guests sit down in a room and leave it, one after another, each with a key of its own. */
async function comeAndGo({ room, count }) {
  for (let number = 0; number < count; number += 1) {
    await new Promise((resolve) => {
      const socket = new WebSocket(`/api/v1/rooms/${room}/signal`);
      const join = { type: "join", seat: "guest", seat_key: `${number}`.padStart(2, "0").padEnd(22, "A") };
      socket.onopen = () => socket.send(JSON.stringify(join));
      socket.onmessage = () => socket.send(JSON.stringify({ type: "leave" }));
      socket.onclose = resolve;
    });
  }
}

test("a link that was cut off is explained, and the code can be typed instead", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const { page } = await newPerson(day.browser, day.server.url);
  await page.goto(link.split(".").slice(0, 3).join("."));
  await page.waitForSelector("#code");
  assert.match(await page.innerText("main"), /Der Link ist nicht vollständig/);
  await inspect(page, "end-damaged");
});

/** A page told this address as that of STUN and TURN: somebody who hears everything and never answers. */
async function silentServer(page) {
  const socket = createSocket("udp4");
  await new Promise((bound) => socket.bind(0, "127.0.0.1", bound));
  const host = `127.0.0.1:${socket.address().port}`;
  await page.route("**/api/v1/rooms/*/ice", async (route) => {
    const answer = await (await route.fetch()).json();
    const relay = { urls: [`turn:${host}?transport=udp`], username: "guest", credential: "of no use" };
    await route.fulfill({ json: { ...answer, ice_servers: [{ urls: [`stun:${host}`] }, relay] } });
  });
  return socket;
}

test("in a network that lets neither STUN nor TURN through, the guest is told so before the waiting room, and what to do", async () => {
  const { link } = await invite(day.doctor.page, PATIENT);
  const { page } = await newPerson(day.browser, day.server.url);
  const silent = await silentServer(page);
  let asked = 0;
  silent.on("message", () => (asked += 1));
  try {
    await page.goto(link);
    await page.click("#open-devices");
    await page.locator("#network", { hasText: "keine Videoverbindung möglich" }).waitFor({ timeout: CHECKED_WITHIN_MS });
    assert.ok(asked > 0, "the page asked");
    assert.match(await page.innerText("#network"), /mit einem anderen WLAN oder mit mobilen Daten/);
    await inspect(page, "visit-network-bad");
  } finally {
    silent.close();
  }
});

test("a room that does not exist is said not to exist", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const page = await arrives(changed(link, 1));
  await endSays(page, /Dieses Wartezimmer gibt es nicht/, "end-room");
});

test("a consultation that is open on another device says so, and can be tried again", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const first = await arrives(link);
  await first.waitForSelector("#waiting");
  await day.doctor.page.waitForSelector("#admit");
  const second = await arrives(link);
  await endSays(second, /schon auf einem anderen Gerät geöffnet/, "end-taken");
  await second.getByRole("button", { name: "Noch einmal versuchen" }).click();
  await second.waitForSelector("#open-devices");
});

test("whoever is not the doctor that invited lets nobody in: the guest is protected and told so", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const page = await arrives(changed(link, 3));
  await endSays(page, /zu Ihrem Schutz beendet/, "end-unsafe");
});

test("a code that was typed wrong three times opens nothing any more, not even typed right", async () => {
  const { code } = await openRoom(day.doctor.page, PATIENT);
  const { page } = await newPerson(day.browser, day.server.url);
  const tries = async (typed) => {
    await page.fill("#code", typed);
    await page.keyboard.press("Enter");
    await walkIn(page, PATIENT);
  };
  const again = () => page.getByRole("button", { name: "Code neu eingeben" }).click();
  const wrong = `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`;
  await page.goto("/v");
  await tries(wrong);
  await endSays(page, /Der Code stimmt nicht/, "end-code");
  await again();
  await tries(wrong);
  await says(page, "#end", /Der Code stimmt nicht/);
  await again();
  await tries(wrong);
  await endSays(page, /Dieser Code gilt nicht mehr/, "end-locked");
  await again();
  await tries(code);
  await says(page, "#end", /Dieser Code gilt nicht mehr/);
});

test("whose page is of another version than the practice's is asked to load it again", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const page = await arrives(link, ofAnotherVersion);
  await endSays(page, /Bitte laden Sie die Seite neu/, "end-version");
  await page.getByRole("button", { name: "Seite neu laden" }).waitFor();
});

test("a page that says too much to the server is told so, and comes back at once", async () => {
  // The doctor is not there yet: nobody but the server hears it.
  const { link } = await invite(day.doctor.page, PATIENT);
  const page = await arrives(link, keepsSocket);
  await says(page, "#waiting", /Die Praxis ist noch nicht da/);
  await page.evaluate((count) => {
    for (let sent = 0; sent < count; sent += 1) window.heilsamSocket.send(new Uint8Array(1));
  }, MANY_FRAMES);
  await endSays(page, /zu viel auf einmal gesendet/, "end-many");
  await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
  await walkIn(page, PATIENT);
  await says(page, "#waiting", /Die Praxis ist noch nicht da/);
});

test("when too many new devices came into a waiting room, the next one is told so, and can try again", async () => {
  const { link } = await invite(day.doctor.page, PATIENT);
  const others = await newPerson(day.browser, day.server.url);
  await others.page.goto("/v");
  const { page } = await newPerson(day.browser, day.server.url);
  await page.goto(link);
  await getReady(page, PATIENT);
  // A minute after the first of them there is room for one more.
  await others.page.evaluate(comeAndGo, { room: roomOf(link), count: GUESTS_AT_ONCE });
  await page.click("#join");
  await endSays(page, /zu viele neue Geräte/, "end-guests");
  await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
  await page.waitForSelector("#open-devices");
});

test("an invitation whose time is over leads to no waiting room, and says whom to ask", async () => {
  const { link } = await invite(day.doctor.page, PATIENT);
  // What the server knows without asking the database it forgets with its process.
  await day.server.restart("SIGKILL", () => onDatabase(day.server, A_DAY_AGO));
  const page = await arrives(link);
  await endSays(page, /Dieser Termin ist vorbei oder abgesagt[\s\S]*fragen Sie in der Praxis nach/, "end-over");
});

test("whoever comes too early is told when the waiting room opens, and gets in when it is time", async () => {
  const { link } = await invite(day.doctor.page, PATIENT);
  await day.server.restart("SIGKILL", () => onDatabase(day.server, IN_A_DAY));
  const page = await arrives(link);
  await endSays(page, /noch nicht offen[\s\S]*15 Minuten vor Ihrem Termin/, "end-early");
  await day.server.restart("SIGKILL", () => onDatabase(day.server, A_DAY_AGO));
  await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
  await walkIn(page, PATIENT);
  await says(page, "#waiting", /Die Praxis ist noch nicht da/);
});

test("when the practice does not come back into a call, the guest is told that the connection is lost", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const page = await arrives(link);
  await day.doctor.page.click("#admit");
  await seesPicture(page);
  await day.doctor.context.close();
  await says(page, ".call-state", /Dr\. Weber hat gerade keine Verbindung/);
  await inspect(page, "visit-call-gone");
  await endSays(page, /Die Verbindung ist abgebrochen/, "end-lost", { timeout: LOST_WITHIN_MS });
  await page.getByRole("button", { name: "Noch einmal versuchen" }).waitFor();
});

test("when practice and server are gone, the guest waits again, is told so, and finds the waiting room again", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const page = await arrives(link);
  await day.doctor.page.click("#admit");
  await seesPicture(page);
  await day.doctor.context.close();
  await day.server.restart("SIGTERM", async () => {
    await page.waitForSelector("#interrupted", { timeout: LOST_WITHIN_MS });
    const said = await page.innerText("#waiting");
    assert.match(said, /Das Gespräch ist abgebrochen. Bitte prüfen Sie Ihre Internetverbindung/);
    assert.doesNotMatch(said, /wieder im Wartezimmer|wird aufgebaut|länger als sonst/, "one thing at a time");
    await inspect(page, "waiting-interrupted");
  });
  await says(page, "#interrupted", /Vielleicht hat die Praxis es schon beendet/);
  assert.doesNotMatch(await page.innerText("#waiting"), /noch nicht da|hereingebeten/, "nobody is there who would");
  await inspect(page, "waiting-over");
});

test("who leaves the waiting room by mistake goes back with one button, as long as the page is open", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const page = await arrives(link);
  await page.waitForSelector("#waiting");
  await page.getByRole("button", { name: "Wartezimmer verlassen" }).click();
  await endSays(page, /ist beendet/, "end-left");
  assert.equal(await page.evaluate(() => sessionStorage.getItem("heilsam.visit")), null, "the way in is not stored");
  await page.getByRole("button", { name: "Zurück ins Wartezimmer" }).click();
  await walkIn(page, PATIENT);
  await page.waitForSelector("#waiting");
});
