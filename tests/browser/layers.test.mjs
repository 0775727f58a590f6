// The second layer of encryption: on where both browsers can, said where one cannot, and no call where it fails.

import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { test } from "node:test";

import { newPerson } from "./lib/chromium.mjs";
import { allowed, eventually, received, statistics } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { launchFirefox } from "./lib/firefox.mjs";
import { endSays } from "./lib/inspect.mjs";
import { openRoom, pressInFirefox, says, seesMovementAndHears, seesPicture, seesPictureInFirefox, walkIn, walkInWithFirefox } from "./lib/people.mjs";
import { startPeer } from "./lib/peer.mjs";

const PATIENT = "Erika Kanarienvogel";
const TWICE = /in zwei Schichten/;
const day = consultationDay();

/** The workers count frames once in a while: that both layers hold may be said a moment after the first pictures. */
const holdsTwice = (page) => says(page, "#call-protection", TWICE);
const lacksLayer = (page) => says(page, "#call-one-layer", /fehlt auf einer Seite/);

/** A guest in the waiting room, with a page prepared by `prepare`. */
async function guestIn(link, prepare) {
  const guest = await newPerson(day.browser, day.server.url);
  if (prepare) await guest.context.addInitScript(prepare);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  return guest;
}

async function admit() {
  await day.doctor.page.waitForSelector("#admit");
  await day.doctor.page.click("#admit");
}

/** What both sides of a page's connection have described, how it puts them together, and its statistics. */
const described = (page) =>
  page.evaluate(async () => {
    const open = window.heilsamConnections.find(({ connectionState }) => connectionState === "connected");
    const texts = [open.currentLocalDescription, open.currentRemoteDescription].map(({ sdp }) => sdp);
    const entries = [...(await open.getStats()).values()];
    return { texts, entries, bundlePolicy: open.getConfiguration().bundlePolicy };
  });

test("sound mends itself and goes first, all of it on one path whose certificates are ECDSA P-256, and no video takes the whole screen", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await guestIn(link);
  await admit();
  for (const { page } of [guest, day.doctor]) {
    await seesMovementAndHears(page);
    const { texts, entries, bundlePolicy } = await described(page);
    assert.equal(bundlePolicy, "max-bundle");
    for (const sdp of texts) {
      const [, opus] = sdp.match(/^a=rtpmap:(\d+) opus\//m);
      assert.match(sdp, new RegExp(`^a=fmtp:${opus} .*useinbandfec=1`, "m"));
      const sections = sdp.match(/^m=/gm).length;
      assert.equal(sdp.match(/^a=group:BUNDLE(.*)/m)[1].trim().split(" ").length, sections, "every section is in the bundle");
    }
    assert.equal(entries.filter(({ type }) => type === "transport").length, 1);
    const certificates = entries.filter(({ type }) => type === "certificate").map((each) => Buffer.from(each.base64Certificate, "base64"));
    const curves = certificates.map((each) => new X509Certificate(each).publicKey.asymmetricKeyDetails.namedCurve);
    assert.deepEqual(curves, ["prime256v1", "prime256v1"], "the own one and the other's");
    const first = ([sound]) => sound?.priority === "high" && sound.networkPriority === "high";
    await eventually("sound goes first", () => allowed(page, "audio"), first);
    await page.waitForSelector("#call-own");
    const inline = await page.locator("video").evaluateAll((all) => all.map((each) => each.hasAttribute("playsinline")));
    assert.ok(inline.length >= 2 && inline.every(Boolean), `${inline}`);
  }
  guest.guard.check();
  await guest.page.click("#call-hang-up");
  await guest.context.close();
});

test("two Chromiums: both layers hold, picture and sound pass, the codec is VP8", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await guestIn(link);
  await admit();
  for (const { page } of [guest, day.doctor]) {
    await seesMovementAndHears(page);
    await holdsTwice(page);
    assert.equal(await page.locator("#call-one-layer").count(), 0);
    const entries = await statistics(page);
    const used = entries.filter((each) => each.type === "inbound-rtp" && each.kind === "video").map((each) => each.codecId);
    const codecs = entries.filter((each) => used.includes(each.id)).map((each) => each.mimeType);
    assert.deepEqual(codecs, ["video/VP8"]);
  }
  // Long enough for a false alarm of the count of frames.
  await day.doctor.page.waitForTimeout(5_000);
  await seesMovementAndHears(guest.page);
  guest.guard.check();
  await guest.page.click("#call-hang-up");
  await guest.context.close();
});

/** What names the path of the connection on which both have agreed: a restored one has another. None after the end of a call. */
const pathName = (page) =>
  page.evaluate(() => {
    const agreed = window.heilsamConnections.find((each) => each.connectionState !== "closed" && each.currentLocalDescription);
    return agreed?.currentLocalDescription.sdp.match(/a=ice-ufrag:(\S+)/)?.[1];
  });

/** Descriptions leave the device late: what both sides say at once crosses on its way. */
function slowDescriptions() {
  const plain = RTCPeerConnection.prototype.setLocalDescription;
  RTCPeerConnection.prototype.setLocalDescription = async function (...values) {
    await plain.apply(this, values);
    await new Promise((done) => setTimeout(done, 600));
  };
}

test("when both sides restore the connection at once, both layers go on", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await guestIn(link);
  await admit();
  const pages = [guest.page, day.doctor.page];
  for (const page of pages) {
    await seesMovementAndHears(page);
    await page.evaluate(slowDescriptions);
  }
  const before = await Promise.all(pages.map(pathName));
  await Promise.all(pages.map((page) => page.evaluate(() => window.dispatchEvent(new Event("online")))));
  for (const [which, page] of pages.entries()) {
    await eventually("another path", () => pathName(page), (name) => name && name !== before[which]);
  }
  for (const page of pages) await seesMovementAndHears(page);
  for (const page of pages) await holdsTwice(page);
  guest.guard.check();
  await guest.page.click("#call-hang-up");
  await guest.context.close();
});

/** In a page: its browser tells the kind of network, as those of phones do. */
function tellsNetwork() {
  let kind = "wifi";
  Object.defineProperty(navigator.connection, "type", { get: () => kind });
  window.changeNetwork = (now) => {
    kind = now;
    navigator.connection.dispatchEvent(new Event("change"));
  };
}

test("another kind of network, as the browser tells it, makes another path; a new estimate of the same one does not", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await guestIn(link, tellsNetwork);
  await admit();
  const pages = [guest.page, day.doctor.page];
  for (const page of pages) await seesMovementAndHears(page);
  const before = await Promise.all(pages.map(pathName));
  await guest.page.evaluate(() => window.changeNetwork("wifi"));
  await guest.page.waitForTimeout(2_000);
  assert.deepEqual(await Promise.all(pages.map(pathName)), before);
  await guest.page.evaluate(() => window.changeNetwork("cellular"));
  for (const [which, page] of pages.entries()) {
    await eventually("another path", () => pathName(page), (name) => name && name !== before[which]);
  }
  for (const page of pages) await seesMovementAndHears(page);
  guest.guard.check();
  await guest.page.click("#call-hang-up");
  await guest.context.close();
});

test("after a reload the new connection has both layers again", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await guestIn(link);
  await admit();
  await seesPicture(guest.page);
  await guest.page.reload();
  await guest.page.click("#resume");
  await seesMovementAndHears(guest.page);
  await seesMovementAndHears(day.doctor.page);
  await holdsTwice(guest.page);
  await holdsTwice(day.doctor.page);
  await guest.page.click("#call-hang-up");
  await guest.context.close();
});

test("Firefox as guest: both layers hold", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const firefox = await launchFirefox();
  try {
    const page = await firefox.newPage();
    await page.goto(link);
    await walkInWithFirefox(page, PATIENT);
    await admit();
    await seesMovementAndHears(day.doctor.page);
    await seesPictureInFirefox(page);
    await holdsTwice(day.doctor.page);
    await page.waitForFunction(() => /two layers|zwei Schichten/.test(document.querySelector("#call-protection")?.innerText ?? ""));
    await day.doctor.page.waitForTimeout(5_000);
    await seesMovementAndHears(day.doctor.page);
    await pressInFirefox(page, "#call-hang-up");
    await day.doctor.page.waitForSelector("#end");
  } finally {
    await firefox.close();
  }
});

test("a browser without the transform: the call holds, and both screens say what is missing", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await guestIn(link, () => delete window.RTCRtpScriptTransform);
  await admit();
  for (const { page } of [guest, day.doctor]) {
    await seesMovementAndHears(page);
    await lacksLayer(page);
    await says(page, "#call-protection", /Ende-zu-Ende verschlüsselt und geprüft/);
    assert.doesNotMatch(await page.innerText("#call-protection"), TWICE);
  }
  guest.guard.check();
  await guest.page.click("#call-hang-up");
  await guest.context.close();
});

test("the native peer: the call holds, and the screen says what is missing", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const peer = startPeer(["join", link, "--consent"]);
  try {
    await admit();
    await seesMovementAndHears(day.doctor.page);
    await lacksLayer(day.doctor.page);
    assert.equal(peer.last("view").layer2, "unavailable");
    peer.say("hang-up");
    await day.doctor.page.waitForSelector("#end");
  } finally {
    await peer.stop();
  }
});

test("a frame that does not open is dropped: no cleartext ever leaves, and none is shown", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  // This guest tries to open with a key that is not the doctor's.
  await guest.context.route(/frame-worker/, async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    const wrong = script.replace("deriveKeys(data.receive,", "deriveKeys(data.send,");
    assert.notEqual(wrong, script);
    await route.fulfill({ response, body: wrong });
  });
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await admit();
  await seesMovementAndHears(day.doctor.page);
  const arrive = ({ bytes }) => bytes > 10_000;
  const { frames, energy } = await eventually("the doctor's frames do arrive", () => received(guest.page), arrive);
  assert.equal(frames, 0);
  assert.equal(energy, 0);
  await guest.page.click("#call-hang-up");
  await guest.context.close();
});

// A browser that takes a transform and never calls it, silently.
const ignoreTransforms = (classes) => {
  for (const name of classes) Object.defineProperty(window[name].prototype, "transform", { get: () => null, set() {} });
};

/** A guest whose browser ignores the transforms of these classes; `name` is for the picture of the end. */
async function endsBefore(classes, name) {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.context.addInitScript(ignoreTransforms, classes);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await endSays(guest.page, /innere Verschlüsselung/, name);
  await day.doctor.page.waitForSelector("#end");
  await guest.context.close();
}

test("frames go past the transform of RTCRtpSender: ended before anybody is admitted", async () => {
  await endsBefore(["RTCRtpSender"], "visit-end-frames-sender");
});

test("frames go past the transform of RTCRtpReceiver: ended before anybody is admitted", async () => {
  await endsBefore(["RTCRtpReceiver"], "visit-end-frames-receiver");
});

test("a worker that does not start: no call without the layer both agreed upon", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url, { expected: [/frame-worker|Failed to load/] });
  await guest.context.route(/frame-worker/, (route) => route.abort());
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await endSays(guest.page, /innere Verschlüsselung/, "visit-end-frames-worker");
  await day.doctor.page.waitForSelector("#end");
  await guest.context.close();
});
