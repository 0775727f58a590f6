// The blurred background that the page makes itself, for cameras that cannot: what the other side sees of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { OTHER, admit, openRoom, says, walkIn } from "./lib/people.mjs";
import { BLURRED, OWN, PATTERN, SHARP, drawsCamera, hidesRoom, look, sees, showsRoom } from "./lib/veil.mjs";

const PATIENT = "Erika Kanarienvogel";
// The script of the worker; its module lies in a folder of the same name.
const WORKER = /\/assets\/blur-worker-[^/]+\.js$/;
const MODEL = /\.tflite$/;
const SCRIPT = /\/veil-[^/]+\.js$/;
const day = consultationDay();
let plain;

before(async () => {
  plain = await launchChromium(["--use-fake-device-for-media-stream=device-count=2"]);
});

after(() => plain?.close());

/** A call of the doctor with a guest whose camera is drawn; `begin` gets the guest's context before its page loads. */
async function inCall({ begin = () => {}, ...options } = {}) {
  const doctor = day.doctor.page;
  const { link } = await openRoom(doctor, PATIENT);
  const person = await newPerson(plain, day.server.url, options);
  await person.context.addInitScript(drawsCamera);
  const guest = person.page;
  await begin(person.context);
  const asked = [];
  person.context.on("request", (request) => asked.push(request.url()));
  await guest.goto(link);
  await walkIn(guest, PATIENT);
  await admit(doctor, doctor);
  await guest.click("#call-more");
  await guest.waitForSelector(SHARP);
  const leave = async () => {
    await guest.click("#call-hang-up");
    await guest.waitForSelector("#end");
    person.guard.check();
    await person.context.close();
  };
  return { doctor, guest, asked, leave };
}

/** Looks at the wall of the other side's picture again and again, until it is stopped; then resolves with how much it differed. */
function watchWall(page) {
  const walls = [];
  let watching = true;
  const done = (async () => {
    while (watching) {
      walls.push((await page.evaluate(look, OTHER)).wall);
      await setTimeout(30);
    }
  })();
  return { stop: () => ((watching = false), done.then(() => walls)) };
}

/** Whether what is sent is a camera as it was opened. */
function sendsCamera(page) {
  return page.evaluate(() => {
    const open = window.heilsamConnections.filter((each) => each.connectionState !== "closed");
    const track = open.flatMap((each) => each.getSenders()).map((each) => each.track).find((each) => each?.kind === "video");
    // What is sent of a camera is a clone of its track.
    return window.heilsamCameras.some(({ canvas }) => canvas === track?.canvas) && track.readyState === "live";
  });
}

test("a camera that cannot blur is blurred by the page: the room is hidden, the person is not, another camera is never seen sharp", async () => {
  const { doctor, guest, asked, leave } = await inCall();
  await sees(doctor, "the room is seen", showsRoom);
  const loaded = () => [SCRIPT, WORKER, MODEL].map((which) => asked.filter((address) => which.test(address)).length);
  assert.deepEqual(loaded(), [0, 0, 0], "nothing is loaded before it is wanted");

  await guest.click("#call-blur");
  await guest.waitForSelector(BLURRED);
  assert.deepEqual(loaded(), [1, 1, 1], "the script, its worker, and of the models the one for wide pictures");
  await sees(doctor, "the doctor sees the person and not the room", hidesRoom);
  await sees(guest, "so does the guest", hidesRoom, OWN);
  assert.equal(await sendsCamera(guest), false);
  await inspect(guest, "visit-blurred");

  const watched = watchWall(doctor);
  const cameras = () => guest.evaluate(() => window.heilsamCameras.length);
  const opened = await cameras();
  await guest.click("#call-devices");
  await guest.locator('label[for="camera-1"]').click();
  await eventually("another camera is opened", cameras, (now) => now > opened);
  await guest.keyboard.press("Escape");
  await eventually("the first one is closed", () => guest.evaluate(() => window.heilsamCameras.at(-2).readyState), (now) => now === "ended");
  await sees(guest, "the other camera is blurred as well", hidesRoom, OWN);
  await sees(doctor, "the doctor sees it so", hidesRoom);
  const walls = await watched.stop();
  assert.ok(walls.length > 10 && Math.max(...walls) < PATTERN, `the room is not seen between: ${walls.length} looks, ${Math.max(...walls)}`);

  await guest.click("#call-camera");
  await sees(doctor, "a camera that is off is black", ({ bright, cheek }) => bright < 20 && Math.max(...cheek) < 20);
  await guest.click("#call-camera");
  await sees(doctor, "and on again it is blurred", hidesRoom);

  await guest.click(BLURRED);
  await guest.waitForSelector(SHARP);
  assert.equal(await sendsCamera(guest), true, "the camera is back");
  await sees(doctor, "the room is seen again", showsRoom);
  await sees(guest, "also by the guest", showsRoom, OWN);
  await leave();
});

test("a browser without streams of pictures blurs by way of a canvas", async () => {
  const begin = (context) => context.addInitScript(() => delete globalThis.MediaStreamTrackProcessor);
  const { doctor, guest, leave } = await inCall({ begin });
  await sees(doctor, "the room is seen", showsRoom);
  await guest.click("#call-blur");
  await guest.waitForSelector(BLURRED);
  await sees(doctor, "the doctor sees the person and not the room", hidesRoom);
  await guest.click(BLURRED);
  await guest.waitForSelector(SHARP);
  await sees(doctor, "the room is seen again", showsRoom);
  await leave();
});

test("a device that is too slow for the blur switches it off, gives the camera back and says so", async () => {
  // Each look at a picture takes a second more: too long also when only every third one is looked at.
  const slow = `{
    const { prototype } = OffscreenCanvasRenderingContext2D;
    const { getImageData } = prototype;
    prototype.getImageData = function (...square) {
      for (const end = performance.now() + 1_000; performance.now() < end; );
      return getImageData.apply(this, square);
    };
  }\n`;
  const begin = (context) =>
    context.route(WORKER, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: slow + (await response.text()) });
    });
  const { doctor, guest, leave } = await inCall({ begin });
  await guest.click("#call-blur");
  await guest.waitForSelector(BLURRED);
  await says(guest, "#blur-over", /zu langsam.*sehen, was hinter Ihnen ist/);
  await guest.waitForSelector(SHARP);
  assert.equal(await sendsCamera(guest), true, "the camera is back");
  await sees(doctor, "the room is seen", showsRoom);
  await inspect(guest, "visit-blur-slow");
  await leave();
});

test("a blur that cannot be loaded says so, and may be tried again", async () => {
  let gone = true;
  const begin = (context) => context.route(MODEL, (route) => (gone ? route.abort() : route.continue()));
  const { doctor, guest, leave } = await inCall({ begin, expected: [/ERR_FAILED/] });
  await guest.click("#call-blur");
  await says(guest, "#blur-over", /geht gerade nicht/);
  assert.equal(await sendsCamera(guest), true, "the camera goes on");
  gone = false;
  await guest.click(SHARP);
  await guest.waitForSelector(BLURRED);
  await sees(doctor, "the room is hidden", hidesRoom);
  assert.equal(await guest.locator("#blur-over").count(), 0);
  await leave();
});
