// Beside picture and sound: chat, documents, the screen in the place of the camera, keys. And that it all stays between the two.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { allowed, eventually, measures } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { launchFirefox } from "./lib/firefox.mjs";
import { inspect } from "./lib/inspect.mjs";
import { pdf, png, RUNS } from "./lib/papers.mjs";
import { openRoom, pressInFirefox, seesPicture, walkIn, walkInWithFirefox } from "./lib/people.mjs";

const PATIENT = "Erika Kanarienvogel";
const WORDS = "Ich habe den Kanarienbefund dabei";
const ANSWER = "Bitte schicken Sie den Kanarienzettel";
const day = consultationDay();

/** A guest who was admitted and, if it `asks`, has the chat and the rest; both see each other. */
async function inCall({ asks = true, expected = [] } = {}) {
  const { doctor } = day;
  const { link } = await openRoom(doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url, { acceptDownloads: true, expected });
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await doctor.page.waitForSelector("#admit");
  await doctor.page.click("#admit");
  await seesPicture(guest.page);
  await seesPicture(doctor.page);
  if (asks) await guest.page.click("#call-more");
  return { guest: guest.page, doctor: doctor.page, person: guest };
}

async function leave({ guest, person }) {
  await guest.click("#call-hang-up");
  await guest.waitForSelector("#end");
  person.guard.check();
  await person.context.close();
}

async function write(page, text) {
  await page.fill("#chat-text", text);
  await page.keyboard.press("Enter");
}

const lines = (page) => page.locator("#chat-log > li");
const file = (name, buffer, mimeType = "application/pdf") => ({ name, mimeType, buffer });

test("both write and read; what was written stays between them", async () => {
  const call = await inCall();
  const { guest, doctor } = call;
  await guest.click("#call-chat");
  await write(guest, WORDS);
  await doctor.waitForFunction(() => /1\s*neu/.test(document.querySelector("#call-chat").textContent));
  await doctor.click("#call-chat");
  await lines(doctor).filter({ hasText: WORDS }).waitFor();
  assert.match(await lines(doctor).first().innerText(), new RegExp(PATIENT));
  await write(doctor, ANSWER);
  await lines(guest).filter({ hasText: ANSWER }).waitFor();
  assert.match(await lines(guest).nth(1).innerText(), /Dr\. Weber/);
  await lines(guest).getByText("Noch nicht angekommen").waitFor({ state: "detached" });
  await inspect(guest, "visit-chat");
  await inspect(doctor, "doctor-chat");
  await doctor.click("#chat-close");
  assert.equal(await doctor.evaluate(() => document.activeElement.id), "call-chat");
  await leave(call);
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, [WORDS, ANSWER, "Kanarienbefund", "Kanarienzettel"]), []);
});

test("nothing is loaded for a guest who does not ask; a word of the practice comes all the same", async () => {
  const call = await inCall({ asks: false });
  const { guest, doctor } = call;
  const loaded = () => guest.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("call-tools")));
  await doctor.click("#call-chat");
  assert.equal(await loaded(), false);
  await write(doctor, ANSWER);
  await guest.waitForFunction(() => /1\s*neu/.test(document.querySelector("#call-chat")?.textContent));
  assert.equal(await guest.isVisible("#call-more"), false);
  await guest.click("#call-chat");
  await lines(guest).filter({ hasText: ANSWER }).waitFor();
  await leave(call);
});

test("documents arrive unchanged, are shown page by page, and can be saved after the call", async () => {
  const call = await inCall();
  const { guest, doctor } = call;
  const report = Buffer.concat([pdf(3), Buffer.from(`%${"x".repeat(400_000)}\n`)]);
  await guest.click("#call-chat");
  await guest.setInputFiles("#chat-file", file("Befund.pdf", report));
  await lines(guest).getByText(/^Angekommen/).waitFor();
  await doctor.click("#call-chat");
  await lines(doctor).getByRole("button", { name: /^Ansehen/ }).click();
  const black = () =>
    doctor.evaluate(() => {
      const canvas = document.querySelector("#document-page");
      const row = canvas.getContext("2d").getImageData(0, canvas.height / 2, canvas.width, 1).data;
      return row.filter((value, index) => index % 4 === 0 && value < 128).length / canvas.width;
    });
  await doctor.waitForSelector('#document-page[data-page="1"]');
  assert.ok(Math.abs((await black()) - 0.1) < 0.02, "the first page is black to one tenth");
  await doctor.click("#page-next");
  await doctor.waitForSelector('#document-page[data-page="2"]');
  assert.ok(Math.abs((await black()) - 0.2) < 0.02, "the second page is black to two tenths");
  await inspect(doctor, "doctor-document");
  await doctor.keyboard.press("Escape");

  await doctor.setInputFiles("#chat-file", file("Skizze.png", png(), "image/png"));
  await lines(guest).filter({ hasText: "Skizze.png" }).getByRole("button", { name: /^Ansehen/ }).click();
  await guest.waitForFunction(() => document.querySelector("#document-picture")?.naturalWidth === 64);
  await inspect(guest, "visit-document");
  await guest.keyboard.press("Escape");

  await leave(call);
  await doctor.waitForSelector("#end");
  await inspect(doctor, "doctor-remains");
  const saving = doctor.waitForEvent("download");
  await doctor.locator("#call-remains").getByRole("button", { name: /^Speichern/ }).click();
  const saved = await saving;
  assert.equal(saved.suggestedFilename(), "Befund.pdf");
  assert.ok(report.equals(await readFile(await saved.path())));
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, ["Befund.pdf", "Skizze.png"]), []);
});

test("nothing that could run is sent: programs in a PDF, pictures that are pages, files that are too large", async () => {
  const call = await inCall();
  const { guest, doctor } = call;
  await guest.click("#call-chat");
  for (const [given, answer] of [
    [file("Formular.pdf", pdf(1, RUNS)), /Programme, Anhänge/],
    [file("kaputt.pdf", Buffer.from("%PDF-1.7 nichts")), /beschädigt/],
    [file("bild.png", Buffer.from("<svg onload='alert(1)'/>"), "image/png"), /nur PDF, PNG und JPEG/],
    [file("gross.pdf", Buffer.concat([pdf(1), Buffer.alloc(11_000_000, 32)])), /größer als 10 MB/],
  ]) {
    await guest.setInputFiles("#chat-file", given);
    await guest.locator("#chat-file-error").filter({ hasText: answer }).waitFor();
  }
  await inspect(guest, "visit-document-refused");
  await doctor.click("#call-chat");
  assert.equal(await lines(guest).count(), 0);
  assert.equal(await lines(doctor).count(), 0);
  await leave(call);
});

test("a PDF with programs that another program sends is neither shown nor saved", async () => {
  const call = await inCall();
  const { guest, doctor, person } = call;
  // A guest whose program finds everything fit.
  const careless = "addEventListener('message', () => postMessage({ pages: 1, active: false }))";
  await person.context.route(/document-worker/, (route) => route.fulfill({ contentType: "text/javascript", headers: { "cross-origin-embedder-policy": "require-corp" }, body: careless }));
  await guest.click("#call-chat");
  await guest.setInputFiles("#chat-file", file("Formular.pdf", pdf(1, RUNS)));
  await lines(guest).getByText(/^Angekommen/).waitFor();
  await doctor.click("#call-chat");
  await lines(doctor).getByText(/Zu Ihrem Schutz/).waitFor();
  assert.equal(await lines(doctor).getByRole("button").count(), 0);
  await inspect(doctor, "doctor-document-active");
  await leave(call);
  await doctor.waitForSelector("#end");
  assert.equal(await doctor.locator("#call-remains").getByRole("button", { name: /^Speichern/ }).count(), 0);
});

test("a PDF that nobody could look into for want of a connection is looked into when asked, and then shown", async () => {
  const call = await inCall({ expected: [/ERR_FAILED/] });
  const { guest, doctor, person } = call;
  await guest.click("#call-chat");
  let gone = true;
  await person.context.route(/document-worker/, (route) => (gone ? route.abort() : route.continue()));
  await doctor.click("#call-chat");
  await doctor.setInputFiles("#chat-file", file("Befund.pdf", pdf(1)));
  await lines(guest).getByText(/noch nicht geprüft/).waitFor();
  assert.equal(await lines(guest).getByRole("button", { name: /^(Ansehen|Speichern)/ }).count(), 0);
  await inspect(guest, "visit-document-unlooked");
  gone = false;
  await lines(guest).getByRole("button", { name: "Noch einmal versuchen" }).click();
  await lines(guest).getByRole("button", { name: /^Ansehen/ }).waitFor();
  await leave(call);
});

test("the screen takes the place of the camera's picture and gives it back", async () => {
  const call = await inCall();
  const { guest, doctor } = call;
  const hint = () =>
    guest.evaluate(() => {
      const senders = window.heilsamConnections.flatMap((each) => each.getSenders());
      return senders.map((each) => each.track).find((track) => track?.kind === "video")?.contentHint;
    });
  assert.notEqual(await hint(), "detail");
  // Without the camera there is still a screen to see.
  await guest.click("#call-camera");
  await doctor.waitForSelector(".call-blank");
  await guest.click("#call-share");
  await guest.waitForSelector("#sharing");
  await doctor.waitForSelector("#other-shares");
  assert.equal(await hint(), "detail");
  await doctor.waitForSelector(".call-blank", { state: "hidden" });
  await seesPicture(doctor);
  await inspect(guest, "visit-sharing");
  await inspect(doctor, "doctor-sees-screen");
  await guest.click("#call-share");
  await doctor.waitForSelector("#other-shares", { state: "detached" });
  // It is said first, and then the camera takes its place.
  await eventually("the screen is sent no more", hint, (now) => now !== "detail");
  await doctor.waitForSelector(".call-blank", { state: "visible" });
  await guest.click("#call-camera");
  await seesPicture(doctor);
  await leave(call);
});

test("a screen stays sharp where the line is narrow, too; a camera's picture may lose pixels and pictures alike", async () => {
  const call = await inCall();
  const { guest, doctor } = call;
  const sent = async () => (await allowed(guest, "video"))[0] ?? {};
  const whole = ({ maxBitrate }) => maxBitrate === undefined;
  await eventually("the camera's picture is whole", sent, (now) => whole(now) && now.degradationPreference === "balanced");
  await guest.evaluate(measures, [{ availableOutgoingBitrate: 120_000 }]);
  await eventually("the camera's picture fits the line", sent, (now) => !whole(now));
  await guest.click("#call-share");
  await doctor.waitForSelector("#other-shares");
  const screen = await eventually("the screen is sent whole", sent, whole);
  assert.equal(screen.degradationPreference, "maintain-resolution");
  assert.equal(screen.scaleResolutionDownBy, 1);
  await guest.click("#call-share");
  await doctor.waitForSelector("#other-shares", { state: "detached" });
  await eventually("the camera's picture fits the line again", sent, (now) => !whole(now));
  await leave(call);
});

test("a doctor shows a screen, and takes it back", async () => {
  const call = await inCall();
  const { guest, doctor } = call;
  await doctor.click("#call-share");
  await doctor.waitForSelector("#sharing");
  await guest.waitForSelector("#other-shares");
  await seesPicture(guest);
  await inspect(guest, "visit-sees-screen");
  await doctor.click("#call-share");
  await guest.waitForSelector("#other-shares", { state: "detached" });
  await seesPicture(guest);
  await leave(call);
});

test("a screen that is chosen when the call is over is not shown to anybody, and let go", async () => {
  const { guest, doctor, person } = await inCall();
  await guest.evaluate(() => {
    const { getDisplayMedia } = MediaDevices.prototype;
    MediaDevices.prototype.getDisplayMedia = async function late(wish) {
      const stream = await getDisplayMedia.call(this, wish);
      [window.screenTrack] = stream.getTracks();
      await new Promise((resolve) => (window.chooseScreen = resolve));
      return stream;
    };
  });
  await guest.click("#call-share");
  await guest.waitForFunction(() => window.chooseScreen);
  await doctor.click("#call-hang-up");
  await guest.waitForSelector("#end");
  await guest.evaluate(() => window.chooseScreen());
  await eventually("the screen is let go", () => guest.evaluate(() => window.screenTrack.readyState), (now) => now === "ended");
  assert.equal(await guest.locator("#sharing").count(), 0);
  person.guard.check();
  await person.context.close();
});

test("keys do what buttons do, not while somebody types, and can be switched off", async () => {
  const call = await inCall();
  const { doctor } = call;
  const label = (id) => doctor.locator(id).innerText();
  await doctor.waitForSelector("#call-keys");
  await doctor.keyboard.press("m");
  assert.match(await label("#call-mute"), /Mikrofon ein/);
  await doctor.keyboard.press("m");
  assert.match(await label("#call-mute"), /Mikrofon aus/);
  await doctor.keyboard.press("c");
  await doctor.waitForSelector("#chat-text");
  await doctor.locator("#chat-text").pressSequentially("mk");
  assert.equal(await doctor.inputValue("#chat-text"), "mk");
  assert.match(await label("#call-mute"), /Mikrofon aus/);
  await doctor.click("#chat-close");
  await doctor.keyboard.press("?");
  await doctor.waitForSelector("dialog#keys[open]");
  await inspect(doctor, "doctor-keys");
  await doctor.uncheck("#keys-on");
  await doctor.keyboard.press("Escape");
  await doctor.waitForSelector("#keys", { state: "detached" });
  await doctor.keyboard.press("m");
  assert.match(await label("#call-mute"), /Mikrofon aus/);
  await leave(call);
});

test("the other's picture goes into a small window of its own and back", async () => {
  // Whether the browser of the tests has such windows depends on its platform: what it is asked for is what counts here.
  await day.doctor.page.addInitScript(() => {
    // Another test switches the keys off.
    localStorage.removeItem("heilsam.call-keys");
    let floating = null;
    Object.defineProperty(Document.prototype, "pictureInPictureEnabled", { get: () => true });
    Object.defineProperty(Document.prototype, "pictureInPictureElement", { get: () => floating });
    HTMLVideoElement.prototype.requestPictureInPicture = async function asked() {
      floating = this;
      return {};
    };
    Document.prototype.exitPictureInPicture = async () => {
      floating = null;
    };
  });
  const call = await inCall();
  const { doctor } = call;
  const floats = (id) => doctor.waitForFunction((wanted) => (document.pictureInPictureElement?.id ?? null) === wanted, id);
  await doctor.click("#call-float");
  await floats("call-other");
  await doctor.keyboard.press("p");
  await floats(null);
  await leave(call);
});

test("the sound of the other side comes out where the doctor wants it, also of an element that is drawn anew", async () => {
  const call = await inCall();
  const { doctor } = call;
  // What is plugged into the machine of the tests is unknown: a headset stands in, and what the element is told counts.
  await doctor.evaluate(() => {
    const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    const headset = { kind: "audiooutput", deviceId: "headset", label: "Headset" };
    navigator.mediaDevices.enumerateDevices = async () => [...(await real()).filter(({ kind }) => kind !== "audiooutput"), headset];
    HTMLMediaElement.prototype.setSinkId = async function told(id) {
      this.dataset.sink = id;
    };
  });
  await doctor.click("#call-devices");
  await doctor.getByText("Headset").click();
  await doctor.waitForFunction(() => document.querySelector("#call-other").dataset.sink === "headset");
  assert.equal(await doctor.evaluate(() => document.querySelector("#call-own")?.dataset.sink), undefined, "the own picture is silent");
  await doctor.evaluate(() => delete document.querySelector("#call-other").dataset.sink);
  await doctor.waitForFunction(() => document.querySelector("#call-other").dataset.sink === "headset");
  await doctor.keyboard.press("Escape");
  await leave(call);
});

test("full screen and back, own picture off and on, devices to choose from", async () => {
  const call = await inCall();
  const { doctor } = call;
  await doctor.waitForSelector("#call-own");
  await doctor.click("#call-own-picture");
  await doctor.waitForSelector("#call-own", { state: "hidden" });
  await doctor.click("#call-own-picture");
  await doctor.waitForSelector("#call-own", { state: "visible" });
  await doctor.click("#call-full");
  await doctor.waitForFunction(() => document.fullscreenElement?.contains(document.querySelector("#call-stage")));
  const inside = await doctor.evaluate(() => {
    const { height } = document.querySelector("#call-stage").getBoundingClientRect();
    const buttons = ["#call-hang-up", "#call-full"].map((each) => document.fullscreenElement.contains(document.querySelector(each)));
    return { buttons, large: height > window.innerHeight * 0.45 };
  });
  assert.deepEqual(inside, { buttons: [true, true], large: true }, "the picture is large, and the buttons are there");
  await doctor.click("#call-full");
  await doctor.waitForFunction(() => document.fullscreenElement === null);
  await doctor.click("#call-devices");
  await doctor.waitForSelector("#microphone-0");
  await inspect(doctor, "doctor-devices");
  await doctor.locator('label[for="microphone-0"]').click();
  await doctor.waitForFunction(() => document.querySelector("#microphone-0").checked);
  await doctor.keyboard.press("Escape");
  await leave(call);
});

test("with Firefox as guest, words and pictures arrive on both sides", async () => {
  const { doctor } = day;
  const { link } = await openRoom(doctor.page, PATIENT);
  const firefox = await launchFirefox();
  try {
    const page = await firefox.newPage();
    await page.goto(link);
    await walkInWithFirefox(page, PATIENT);
    await doctor.page.waitForSelector("#admit");
    await doctor.page.click("#admit");
    await pressInFirefox(page, "#call-more");
    await pressInFirefox(page, "#call-chat");
    await (await page.waitForSelector("#chat-text")).type(WORDS);
    await pressInFirefox(page, "#chat-send");
    await doctor.page.click("#call-chat");
    await lines(doctor.page).filter({ hasText: WORDS }).waitFor();
    const photo = Buffer.concat([png(), Buffer.alloc(400_000, 7)]);
    await doctor.page.setInputFiles("#chat-file", file("Zettel.png", photo));
    await lines(doctor.page).getByText(/^Angekommen/).waitFor();
    await (await page.waitForSelector("#chat-log button::-p-text(View)")).click();
    await page.waitForFunction(() => document.querySelector("#document-picture")?.naturalWidth === 64);
  } finally {
    await firefox.close();
  }
});
