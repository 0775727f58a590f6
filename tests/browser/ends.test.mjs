// What keeps a guest out of a consultation, each with a screen that says why and what helps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { openRoom, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Muster";
const day = consultationDay({ anew: true });

/** The link with another first letter in one of its parts: 1 is the room, 3 stands for the doctor's key. */
function changed(link, place) {
  const [address, fragment] = link.split("#");
  const parts = fragment.split(".");
  parts[place] = `${parts[place].startsWith("A") ? "B" : "A"}${parts[place].slice(1)}`;
  return `${address}#${parts.join(".")}`;
}

/** Somebody with a link, on the way to the waiting room. */
async function arrives(link) {
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  return guest.page;
}

async function endSays(page, title, name) {
  await page.waitForSelector("#end");
  assert.match(await page.innerText("#end"), title);
  await inspect(page, name);
}

test("a link that was cut off is explained, and the code can be typed instead", async () => {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const { page } = await newPerson(day.browser, day.server.url);
  await page.goto(link.split(".").slice(0, 3).join("."));
  await page.waitForSelector("#code");
  assert.match(await page.innerText("main"), /Der Link ist nicht vollständig/);
  await inspect(page, "end-damaged");
});

test("a room that does not exist is said to be over, cancelled or not yet open", async () => {
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
