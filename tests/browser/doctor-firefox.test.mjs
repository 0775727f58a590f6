// Journey B with the doctor in Firefox, from the login to the end of the call; the guest is in Chromium.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { eventually, rememberConnections, statistics } from "./lib/connections.mjs";
import { getsNothing, getsPictureAndSound, looksAtPictures } from "./lib/darkness.mjs";
import { launchFirefox } from "./lib/firefox.mjs";
import { guard } from "./lib/guards.mjs";
import { pdf, png } from "./lib/papers.mjs";
import {
  enrolmentCode,
  pressInFirefox,
  protectWithPassphrase,
  says,
  saysInFirefox,
  seesMovementAndHears,
  seesPictureInFirefox,
  typeInFirefox,
  walkIn,
} from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";
import { totp } from "./lib/totp.mjs";

const PATIENT = "Erika Kanarienvogel";
const PASSPHRASE = "vier worte nur fuer mich";
const WORDS = "Ich habe den Kanarienbefund dabei";
const ANSWER = "Bitte schicken Sie den Kanarienzettel";
const PAPER = Buffer.concat([pdf(3), Buffer.from(`%${"x".repeat(400_000)}\n`)]);
const REPORT = { name: "Kanarienbefund.pdf", mimeType: "application/pdf", buffer: PAPER };
const SKETCH = "Kanarienskizze.png";
const TWICE = /in zwei Schichten/;
let server, browser, firefox, folder, doctor, watched;

/** A doctor with passphrase and one-time codes, as tests of Firefox have no passkeys: `{ name, secret }`. */
async function registers() {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/practice/register");
  await page.fill("#enrolment-code", await enrolmentCode(server, "doctor"));
  await page.click("#code-next");
  const login = await protectWithPassphrase(page, "anna.weber", PASSPHRASE);
  await page.waitForSelector("#invite");
  guard.check();
  await context.close();
  return login;
}

async function logsIn({ name, secret }) {
  await doctor.goto(`${server.url}/practice/`);
  await pressInFirefox(doctor, "#login-other");
  await typeInFirefox(doctor, "#login-name", name);
  await typeInFirefox(doctor, "#login-passphrase", PASSPHRASE);
  // A code counts once: take the next one.
  await typeInFirefox(doctor, "#login-code", totp(secret, Date.now() + 30_000));
  await pressInFirefox(doctor, "#login-submit");
  await doctor.waitForSelector("#invite");
}

before(async () => {
  server = await startServer();
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), "heilsam-firefox-"));
  firefox = await launchFirefox({
    "browser.download.dir": folder,
    "browser.download.folderList": 2,
    "intl.accept_languages": "de-DE, de",
    // Else it shows a PDF that was saved in a tab of its own, and the doctor's page lies hidden behind it.
    "pdfjs.disabled": true,
  });
  doctor = await firefox.newPage();
  await doctor.setViewport({ width: 1280, height: 800 });
  watched = guard(doctor, server.url);
  await doctor.evaluateOnNewDocument(rememberConnections);
  await logsIn(await registers());
});

after(async () => {
  await firefox?.close();
  await browser?.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A fresh invitation; the doctor sits in its waiting room. Gives the link. */
async function opensRoom() {
  await pressInFirefox(doctor, ".page-nav a[href='/practice/']");
  await pressInFirefox(doctor, "#invite");
  await typeInFirefox(doctor, "#invite-patient", PATIENT);
  await pressInFirefox(doctor, "#invite-make");
  const link = await (await doctor.waitForSelector("#invitation-link")).evaluate(({ textContent }) => textContent.trim());
  await pressInFirefox(doctor, "#open-room");
  await typeInFirefox(doctor, "#doctor-name", "Dr. Weber");
  await pressInFirefox(doctor, "#room-open");
  await doctor.waitForSelector("#who-waits");
  return link;
}

/** A guest in the doctor's waiting room, whose page is prepared by `prepare`. */
async function comes(prepare = () => {}) {
  const link = await opensRoom();
  const guest = await newPerson(browser, server.url);
  await guest.page.addInitScript(prepare);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await guest.page.waitForSelector("#waiting");
  await saysInFirefox(doctor, "#who-waits", new RegExp(`${PATIENT} wartet`));
  return guest;
}

/** Both see each other move and hear each other, by both layers. */
async function talk({ page }) {
  await seesMovementAndHears(page);
  await seesMovementAndHears(doctor, seesPictureInFirefox);
  await says(page, "#call-protection", TWICE);
  await saysInFirefox(doctor, "#call-protection", TWICE);
}

/** A guest who was let in. */
async function inCall() {
  const guest = await comes();
  await pressInFirefox(doctor, "#admit");
  await talk(guest);
  return guest;
}

/** The doctor hangs up, and it is over for both. */
async function hangsUp({ context, page, guard }) {
  await pressInFirefox(doctor, "#call-hang-up");
  await saysInFirefox(doctor, "#end", /Sie haben die Sprechstunde beendet/);
  await page.waitForSelector("#end");
  guard.check();
  watched.check();
  await context.close();
}

const digits = (text) => text.replace(/\D/g, "");
const lines = (page) => page.locator("#chat-log > li");

test("with Firefox as doctor: waiting room, black and silence, admit, both see and prove each other in two layers, hang up", async () => {
  const guest = await comes(looksAtPictures);
  await getsNothing(guest.page);
  await pressInFirefox(doctor, "#admit");
  await getsPictureAndSound(guest.page);
  await talk(guest);
  const entries = await statistics(doctor);
  const pictures = entries.filter(({ type, kind }) => ["inbound-rtp", "outbound-rtp"].includes(type) && kind === "video");
  const used = pictures.map(({ codecId }) => codecId);
  const codecs = entries.filter(({ id }) => used.includes(id)).map(({ mimeType }) => mimeType);
  assert.deepEqual(codecs, ["video/VP8", "video/VP8"], "what comes and what goes");

  await guest.page.click("#call-number");
  const left = digits(await guest.page.textContent("#security-number"));
  await pressInFirefox(doctor, "#call-number");
  const right = digits(await (await doctor.waitForSelector("#security-number")).evaluate(({ textContent }) => textContent));
  assert.match(right, /^\d{6}$/);
  assert.equal(left, right);
  await guest.page.getByRole("button", { name: "Die Nummern sind gleich" }).click();
  await (await doctor.waitForSelector("#number button::-p-text(Die Nummern sind gleich)")).click();
  await says(guest.page, "#call-protection", /Nummern verglichen/);
  await saysInFirefox(doctor, "#call-protection", /Nummern verglichen/);

  await pressInFirefox(doctor, "#call-mute");
  await says(guest.page, ".call-facts", /Mikrofon von Dr. Weber ist aus/);
  await pressInFirefox(doctor, "#call-camera");
  await says(guest.page, "#call-stage", /zeigt gerade kein Bild/);
  for (const tool of ["#call-mute", "#call-camera"]) await pressInFirefox(doctor, tool);
  await seesMovementAndHears(guest.page);
  await hangsUp(guest);
});

test("with Firefox as doctor: words and documents go both ways, and are saved after the call", async () => {
  const guest = await inCall();
  const { page } = guest;
  await page.click("#call-more");
  await page.click("#call-chat");
  await page.fill("#chat-text", WORDS);
  await page.keyboard.press("Enter");
  await saysInFirefox(doctor, "#call-chat", /1\s*neu/);
  await pressInFirefox(doctor, "#call-chat");
  await saysInFirefox(doctor, "#chat-log", new RegExp(`${PATIENT}.*${WORDS}`));
  await typeInFirefox(doctor, "#chat-text", ANSWER);
  await pressInFirefox(doctor, "#chat-send");
  await lines(page).filter({ hasText: ANSWER }).waitFor();

  await page.setInputFiles("#chat-file", REPORT);
  await (await doctor.waitForSelector("#chat-log button::-p-text(Ansehen)")).click();
  await doctor.waitForSelector('#document-page[data-page="1"]');
  await pressInFirefox(doctor, "#page-next");
  await doctor.waitForSelector('#document-page[data-page="2"]');
  await doctor.keyboard.press("Escape");
  const sketch = join(folder, SKETCH);
  await writeFile(sketch, png());
  await (await doctor.waitForSelector("#chat-file")).uploadFile(sketch);
  await lines(page).filter({ hasText: SKETCH }).getByRole("button", { name: /^Ansehen/ }).click();
  await page.waitForFunction(() => document.querySelector("#document-picture")?.naturalWidth === 64);
  await page.keyboard.press("Escape");
  await hangsUp(guest);

  await (await doctor.waitForSelector("#call-remains button::-p-text(Speichern)")).click();
  const read = () => readFile(join(folder, REPORT.name)).catch(() => Buffer.alloc(0));
  await eventually("the document is on the disk", read, (bytes) => bytes.equals(PAPER));
  watched.check();
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, [PATIENT, WORDS, ANSWER, REPORT.name, SKETCH]), []);
});

/** What names the path of the connection on which both have agreed: a restored one has another. */
const pathName = (page) =>
  page.evaluate(() => {
    const agreed = window.heilsamConnections.find((each) => each.connectionState !== "closed" && each.currentLocalDescription);
    return agreed?.currentLocalDescription.sdp.match(/a=ice-ufrag:(\S+)/)?.[1];
  });

test("with Firefox as doctor: both layers go on when either side restores the connection, and when the guest reloads", async () => {
  const guest = await inCall();
  for (const page of [guest.page, doctor]) {
    const before = await pathName(page);
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await eventually("another path", () => pathName(page), (name) => name && name !== before);
    await talk(guest);
  }
  await guest.page.reload();
  await guest.page.click("#resume");
  await talk(guest);
  await hangsUp(guest);
});

/** In a page: a screen is a drawing, once the person of the test let it be shown. */
function showsDrawing() {
  let name = "NotFoundError";
  window.letShow = () => (name = null);
  navigator.mediaDevices.getDisplayMedia = async () => {
    if (name) throw new DOMException("", name);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 360];
    const paint = canvas.getContext("2d");
    setInterval(() => {
      paint.fillStyle = "rgb(200 200 0)";
      paint.fillRect(0, 0, 640, 360);
    }, 100);
    return canvas.captureStream(10);
  };
}

test("with Firefox as doctor: a screen takes the place of the camera's picture and gives it back; one that cannot be shown is said", async () => {
  const guest = await inCall();
  await doctor.evaluate(showsDrawing);
  await pressInFirefox(doctor, "#call-share");
  await saysInFirefox(doctor, ".tools", /lässt sich hier nicht teilen/);
  await doctor.evaluate(() => window.letShow());
  await pressInFirefox(doctor, "#call-share");
  await doctor.waitForSelector("#sharing");
  await guest.page.waitForSelector("#other-shares");
  const width = () => guest.page.evaluate(() => document.querySelector("video#call-other").videoWidth);
  await eventually("the screen is seen", width, (now) => now === 640);
  await talk(guest);
  await pressInFirefox(doctor, "#call-share");
  await guest.page.waitForSelector("#other-shares", { state: "detached" });
  await eventually("the camera is seen again", width, (now) => now === 1280);
  await talk(guest);
  await hangsUp(guest);
});
