// The blurred background that the page makes itself, in Firefox: no camera does it there, and pictures go through a canvas.

import { after, before, test } from "node:test";

import { consultationDay } from "./lib/day.mjs";
import { launchFirefox } from "./lib/firefox.mjs";
import { guard } from "./lib/guards.mjs";
import { admit, openRoom, pressInFirefox, seesMovementAndHears, walkInWithFirefox } from "./lib/people.mjs";
import { BLURRED, OWN, SHARP, drawsCamera, hidesRoom, sees, showsRoom } from "./lib/veil.mjs";

const PATIENT = "Erika Kanarienvogel";
const day = consultationDay();
let firefox;

before(async () => {
  firefox = await launchFirefox();
});

after(() => firefox?.close());

test("with Firefox as guest the page blurs as well: the doctor sees the person and not the room, and nobody when the camera is off", async () => {
  const doctor = day.doctor.page;
  const { link } = await openRoom(doctor, PATIENT);
  const guest = await firefox.newPage();
  const watched = guard(guest, day.server.url);
  await guest.evaluateOnNewDocument(drawsCamera);
  await guest.goto(link);
  await walkInWithFirefox(guest, PATIENT);
  await admit(doctor, doctor);
  await pressInFirefox(guest, "#call-more");
  await guest.waitForSelector(SHARP);
  await sees(doctor, "the room is seen", showsRoom);

  await pressInFirefox(guest, SHARP);
  await guest.waitForSelector(BLURRED);
  await sees(doctor, "the doctor sees the person and not the room", hidesRoom);
  await seesMovementAndHears(doctor);
  await sees(guest, "so does the guest", hidesRoom, OWN);

  await pressInFirefox(guest, "#call-camera");
  await sees(doctor, "a camera that is off is black", ({ bright, cheek }) => bright < 20 && Math.max(...cheek) < 20);
  await pressInFirefox(guest, "#call-camera");
  await sees(doctor, "and on again it is blurred", hidesRoom);

  await pressInFirefox(guest, BLURRED);
  await guest.waitForSelector(SHARP);
  await sees(doctor, "the room is seen again", showsRoom);
  await sees(guest, "also by the guest", showsRoom, OWN);

  await pressInFirefox(guest, "#call-hang-up");
  await doctor.waitForSelector("#end");
  watched.check();
});
