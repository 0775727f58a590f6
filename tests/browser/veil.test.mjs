// The blurred background that the page makes itself, for cameras that cannot: what the other side sees of it.
//
// Chromium's own camera for tests shows nobody. A drawn person before a chequered wall is one to the model.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { OTHER, openRoom, says, seesPicture, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Kanarienvogel";
const SHARP = 'button#call-blur[aria-pressed="false"]:not([aria-disabled])';
const BLURRED = 'button#call-blur[aria-pressed="true"]:not([aria-disabled])';
const OWN = "video#call-own, #call-own video";
// How much the brightness of the wall differs: a pattern, and none.
const PATTERN = 20;
const NOTHING = 8;
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

/** In a page: every camera that is opened from now on shows the drawing. */
function drawsCamera() {
  const { getUserMedia } = MediaDevices.prototype;
  const draw = (paint) => {
    for (let [y, row] = [0, 0]; y < 360; y += 20, row += 1) {
      for (let [x, column] = [0, 0]; x < 640; x += 20, column += 1) {
        paint.fillStyle = (row + column) % 2 ? "rgb(225 230 220)" : "rgb(120 130 135)";
        paint.fillRect(x, y, 20, 20);
      }
    }
    const shape = (colour, u, v, across, down) => {
      paint.fillStyle = colour;
      paint.beginPath();
      paint.ellipse(320 + u * 0.18, 180 + v * 0.18, across * 0.18, down * 0.18, 0, 0, 7);
      paint.fill();
    };
    shape("rgb(40 70 120)", 0, 1050, 800, 760);
    paint.fillStyle = "rgb(200 150 125)";
    paint.fillRect(320 - 21, 180, 42, 75);
    shape("rgb(70 45 30)", 0, -250, 330, 400);
    shape("rgb(215 165 140)", 0, -160, 270, 370);
    shape("rgb(170 70 70)", 0, 20, 95, 28);
    for (const eye of [-110, 110]) shape("rgb(50 30 20)", eye, -230, 38, 22);
  };
  window.heilsamCameras = [];
  MediaDevices.prototype.getUserMedia = function drawn(wish) {
    if (!wish.video) return getUserMedia.call(this, wish);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 360];
    const paint = canvas.getContext("2d");
    setInterval(() => draw(paint), 50);
    const stream = canvas.captureStream(20);
    window.heilsamCameras.push(stream.getVideoTracks()[0]);
    return Promise.resolve(stream);
  };
}

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
  await doctor.waitForSelector("#admit");
  await doctor.click("#admit");
  await seesPicture(doctor);
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

/** In a page: what a picture shows: how much the wall differs, and the colour of the cheek. */
function look(query) {
  const video = document.querySelector(query);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [320, 180];
  const paint = canvas.getContext("2d", { willReadFrequently: true });
  if (video?.videoWidth) paint.drawImage(video, 0, 0, 320, 180);
  const of = (...square) => [...paint.getImageData(...square).data].filter((_, index) => index % 4 === 0);
  const wall = of(16, 16, 64, 64);
  const mean = wall.reduce((sum, value) => sum + value, 0) / wall.length;
  const spread = Math.sqrt(wall.reduce((sum, value) => sum + (value - mean) ** 2, 0) / wall.length);
  return { wall: spread, bright: mean, cheek: [...paint.getImageData(160, 82, 1, 1).data].slice(0, 3) };
}

const hasFace = ({ cheek: [red, green, blue] }) => Math.abs(red - 215) < 25 && Math.abs(green - 165) < 25 && Math.abs(blue - 140) < 25;
const showsRoom = (seen) => seen.wall > PATTERN && hasFace(seen);
const hidesRoom = (seen) => seen.wall < NOTHING && seen.bright > 100 && hasFace(seen);

function sees(page, what, test, query = OTHER) {
  return eventually(what, () => page.evaluate(look, query), test);
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
  assert.ok(walls.length > 10 && Math.max(...walls) < PATTERN, `the room is not seen between: ${Math.max(...walls)}`);

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
  // Each look at a picture takes a quarter of a second more.
  const slow = `{
    const { prototype } = OffscreenCanvasRenderingContext2D;
    const { getImageData } = prototype;
    prototype.getImageData = function (...square) {
      for (const end = performance.now() + 250; performance.now() < end; );
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
