// The desktop window: drawn, steered and called by a real Chromium. Its pages are those of the browser, its calls are the
// native driver's.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { PATIENCE_MS, newPerson } from "./lib/chromium.mjs";
import { eventually, rememberConnections, statistics } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { logIn, makeDemo } from "./lib/demo.mjs";
import { askToClose, openWindow, startScreen, whyNoWindow } from "./lib/desktop.mjs";
import { comes, openHall, row, seesAndHears, takeIn } from "./lib/group.mjs";
import { enter, invite, openRoom, seesMovementAndHears, seesPicture, synchronised, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Kanarienvogel";
const PRACTICE = "Praxis am Kanarienweg";
const GROUP = ["Ada Kanarienvogel", "Ayse Kanarienvogel"];
const STRONG = "SRTP_AEAD_AES_256_GCM";
// A page with text and buttons has thousands; a mere background with a waiting symbol has fewer.
const DRAWN = 500;
// A screen without any window has one.
const EMPTY = 10;
// Less than a script of the driver may take.
const MOVES_WITHIN_MS = 20_000;
const OWN = "#call-own video, video#call-own";
const skip = whyNoWindow();
const day = skip ? {} : consultationDay();
let screen, demo;

before(async () => {
  if (skip) return;
  screen = await startScreen();
  await day.ready;
  demo = await makeDemo(day.server);
});

after(() => screen?.stop());

async function keepPicture(window, name) {
  const folder = process.env.HEILSAM_TEST_PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `desktop-${name}.png`), await window.picture());
}

/** What the page holds reaches the screen a moment later. */
function drawn() {
  return eventually("the window is drawn on the screen", () => screen.colours(), (count) => count > DRAWN);
}

/** What the canvas in the place of the other's picture showed: so many different pictures, one after the other. */
function differentPictures(window, wanted) {
  return window.evaluate(async ([wanted, within]) => {
    const canvas = document.querySelector("#call-other ~ canvas, #call-other canvas");
    const seen = new Set();
    for (const end = Date.now() + within; Date.now() < end && seen.size < wanted; ) {
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let sum = 0;
      for (let at = 0; at < pixels.length; at += 97) sum = (sum * 31 + pixels[at]) % 1_000_000_007;
      seen.add(sum);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return seen.size;
  }, [wanted, MOVES_WITHIN_MS]);
}

/** Waits until the call itself is on, not the waiting room above it. */
async function talks(window) {
  await window.waitForSelector(".talk:not(.talk-waits) #call-hang-up");
  await seesPicture(window);
}

/** Both sides say that sound and picture travel under AES-256-GCM. */
async function assertStrong(...pages) {
  for (const page of pages) {
    const ciphers = (await statistics(page)).flatMap((entry) => (entry.type === "transport" ? [entry.srtpCipher] : []));
    assert.deepEqual(ciphers, [STRONG]);
  }
}

test("a guest in the window: drawn, admitted by a doctor in Chromium, both see and hear, AES-256-GCM holds", { skip }, async () => {
  const { doctor } = day;
  const { link } = await openRoom(doctor.page, PATIENT);
  const window = await openWindow(screen, day.server, ["visit", link]);
  try {
    await window.waitForSelector("#open-devices");
    await drawn();
    assert.ok(!(await window.evaluate(() => location.href)).includes("#"), "the secret leaves the address at once");
    await keepPicture(window, "visit");
    await window.evaluate(rememberConnections);
    await window.click("#open-devices");
    assert.ok((await seesPicture(window, "#preview")) > 0, "the own picture is shown");
    await eventually("the microphone moves the bar", () => window.evaluate(() => document.querySelector("#level")?.value), Boolean);
    await keepPicture(window, "devices");
    await window.click("#devices-next");
    await window.fill("#name", PATIENT);
    await window.check("#consent");
    await window.click("#join");
    await doctor.page.waitForSelector("#admit");
    assert.match(await doctor.page.innerText("#who-waits"), new RegExp(PATIENT));
    await doctor.page.click("#admit");
    await seesMovementAndHears(doctor.page);
    await seesMovementAndHears(window);
    assert.equal(await differentPictures(window, 5), 5, "the doctor moves in the window");
    await assertStrong(doctor.page, window);
    assert.match(await window.textContent("#call-one-layer"), /innere Schicht|inner layer/, "one layer, and the screen says so");
    await keepPicture(window, "call-as-guest");
    askToClose(screen);
    await window.waitForSelector("#window-close");
    assert.match(await window.textContent("#window-close-title"), /Sie sind im Gespräch|You are in a call/);
    await keepPicture(window, "closing");
    await window.click("#window-close-stay");
    await window.waitForSelector("#window-close", { state: "detached" });
    await seesMovementAndHears(window);
    await window.click("#call-hang-up");
    await doctor.page.waitForSelector("#end");
    await window.waitForSelector("#end");
    askToClose(screen);
    await eventually("outside of a call nobody is asked", () => screen.colours(), (count) => count < EMPTY);
    doctor.guard.check();
  } finally {
    await window.close();
  }
});

test("closing the window in a call asks first, also when the page was loaded anew meanwhile, and hangs up before it goes", { skip }, async () => {
  const { doctor } = day;
  const { link } = await openRoom(doctor.page, PATIENT);
  const window = await openWindow(screen, day.server, ["visit", link]);
  try {
    await walkIn(window, PATIENT);
    await doctor.page.waitForSelector("#admit");
    await doctor.page.click("#admit");
    await talks(window);
    askToClose(screen);
    await window.waitForSelector("#window-close");
    await window.evaluate(() => location.reload());
    await window.click("#resume");
    await talks(window);
    askToClose(screen);
    await window.waitForSelector("#window-close");
    await window.click("#window-close-leave");
    // Without a goodbye it takes two minutes.
    await doctor.page.waitForSelector("#end", { timeout: PATIENCE_MS });
    assert.match(await doctor.page.innerText("#end"), /hat aufgelegt/);
    await eventually("the window is gone", () => screen.colours(), (count) => count < EMPTY);
    doctor.guard.check();
  } finally {
    await window.close();
  }
});

test("a doctor in the window: logs in, invites, admits a guest in Chromium, both see and hear, AES-256-GCM holds", { skip }, async () => {
  const window = await openWindow(screen, day.server, ["practice"]);
  const guest = await newPerson(day.browser, day.server.url);
  try {
    await window.waitForSelector("#login-other");
    await logIn(window, demo.accounts.find((each) => each.role === "doctor"));
    const { link } = await invite(window, PATIENT);
    assert.ok(link.startsWith(`${day.server.url}/v#`), "the invitation leads to the server, not into the window");
    await window.click("#open-room");
    await window.fill("#doctor-name", "Dr. Weber");
    await window.click("#room-open");
    await window.waitForSelector("#who-waits");
    await window.evaluate(rememberConnections);
    await guest.page.goto(link);
    await walkIn(guest.page, PATIENT);
    await window.waitForSelector("#admit");
    await window.click("#admit");
    await seesMovementAndHears(guest.page);
    await seesMovementAndHears(window);
    assert.ok((await seesPicture(window, OWN)) > 0, "the own picture is shown");
    await assertStrong(guest.page, window);
    await keepPicture(window, "call-as-doctor");
    askToClose(screen);
    await window.waitForSelector("#window-close");
    await guest.page.click("#call-hang-up");
    await window.waitForSelector("#end");
    await window.waitForSelector("#window-close", { state: "detached" });
    guest.guard.check();
  } finally {
    await window.close();
    await guest.context.close();
  }
});

test("a guest in the window is taken into a call of three, and everybody sees and hears everybody", { skip }, async () => {
  const { doctor } = day;
  const links = await openHall(doctor, GROUP);
  const [first, second] = GROUP;
  const guest = await comes(day, links[0], first);
  await row(doctor, first).getByRole("button", { name: /Hereinbitten/ }).click();
  await seesAndHears(guest, 1);
  const window = await openWindow(screen, day.server, ["visit", links[1]]);
  try {
    await window.waitForSelector("#open-devices");
    await window.evaluate(rememberConnections);
    await walkIn(window, second);
    await row(doctor, second).getByRole("button", { name: /Hereinbitten/ }).waitFor();
    await takeIn(day, second, "relative");
    for (const person of [{ page: window, name: second }, guest, doctor]) await seesAndHears(person, 2);
    await window.click("#call-more");
    await window.waitForSelector("#share-in-browser");
    await window.waitForSelector("#blur-note");
    assert.match(await window.textContent("#blur-note"), /In diesem Fenster|In this window/);
    await keepPicture(window, "call-of-three");
    await doctor.page.click("#call-hang-up");
    await window.waitForSelector("#end");
    guest.guard.check();
  } finally {
    await window.close();
    await guest.context.close();
  }
});

async function patientLogsIn(window) {
  await window.waitForSelector("#welcome-start");
  await window.goto("/app/login");
  await window.waitForSelector("#login-no-passkey");
  await logIn(window, demo.accounts.find((each) => each.role === "patient"));
}

test("a patient in the window: logs in with passphrase and one-time code, writes an entry, and it reaches the server", { skip }, async () => {
  const window = await openWindow(screen, day.server, ["patient"]);
  try {
    await patientLogsIn(window);
    await window.click("#home-add");
    await enter(window, 131, 84, 66);
    await window.waitForSelector("#home-add");
    await synchronised(window);
    await drawn();
    await keepPicture(window, "patient");
  } finally {
    await window.close();
  }
});

/** From the list of appointments in the window to an appointment with this invitation, whose waiting room is open. */
async function takesUp(window, link) {
  await window.click("#appointment-add");
  await window.fill("#appointment-text", link);
  await window.click("#appointment-read");
  await window.waitForSelector("#appointment-facts");
  await window.fill("#appointment-practice", PRACTICE);
  await window.click("#appointment-keep");
  // The app asks for it before it leads anybody into a waiting room.
  await window.click("#appointment-consent");
  await window.waitForSelector("#appointment-join");
}

test("a patient in the window: takes up an appointment, joins, both see and hear, AES-256-GCM holds", { skip }, async () => {
  const { doctor } = day;
  const { link } = await openRoom(doctor.page, PATIENT);
  const window = await openWindow(screen, day.server, ["patient"]);
  try {
    await patientLogsIn(window);
    await window.waitForSelector("#home-add");
    await window.click('.page-nav a[href="/app/account"]');
    await window.click("#account-appointments");
    await takesUp(window, link);
    await window.click("#appointment-join");
    await window.waitForSelector("#open-devices");
    assert.ok(!(await window.evaluate(() => location.href)).includes("#"), "the secret leaves the address at once");
    await window.evaluate(rememberConnections);
    await walkIn(window, PATIENT);
    await doctor.page.waitForSelector("#admit");
    assert.match(await doctor.page.innerText("#who-waits"), new RegExp(PATIENT));
    await doctor.page.click("#admit");
    await seesMovementAndHears(doctor.page);
    await seesMovementAndHears(window);
    assert.equal(await differentPictures(window, 5), 5, "the doctor moves in the window");
    assert.ok((await seesPicture(window, OWN)) > 0, "the own picture is shown");
    await assertStrong(doctor.page, window);
    await keepPicture(window, "call-as-patient");
    await window.click("#call-hang-up");
    await window.waitForSelector("#end");
    await doctor.page.waitForSelector("#end");
    doctor.guard.check();
  } finally {
    await window.close();
  }
});

test("no other program of the computer gets a page, a device or the server through the window", { skip }, async () => {
  const window = await openWindow(screen, day.server, ["practice"]);
  try {
    await window.waitForSelector("#login-other");
    const port = (await readFile(join(window.profile, "practice/port"), "utf8")).trim();
    for (const path of ["/practice/", "/_window/devices", "/api/v1/session", "/_window/open/guessed"]) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" });
      assert.equal(answer.status, 403, path);
    }
  } finally {
    await window.close();
  }
});
