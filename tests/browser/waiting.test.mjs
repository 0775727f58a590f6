// What a guest reads on the way into the waiting room, where that takes long.

import { test } from "node:test";

import { newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { openRoom, says, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Muster";
const READY = /Dr\. Weber weiß, dass Sie da sind/;
const day = consultationDay({ anew: true });

/** Somebody with the link of an open waiting room, whose way to the server is what `through(socket)` makes of it. */
async function arrives(through) {
  const { link } = await openRoom(day.doctor.page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.context.routeWebSocket(/\/signal$/, through);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  return guest;
}

test("a guest who does not reach the waiting room reads what to look at, and gets in by itself", async () => {
  let shut = true;
  const { page, guard } = await arrives((socket) => (shut ? socket.close() : socket.connectToServer()));
  await says(page, "#waiting", /Das dauert länger als sonst[^]*Internetverbindung/);
  await inspect(page, "visit-waiting-long");
  shut = false;
  await says(page, "#waiting", READY);
  guard.check();
});

test("while the invitation is checked, guest and doctor read that it is; then both are in the waiting room", async () => {
  let held = true;
  const { page, guard } = await arrives((socket) => {
    const server = socket.connectToServer();
    // What the other side says comes in bytes. Without an answer the guest asks again after eight seconds.
    server.onMessage((message) => {
      if (!held || typeof message === "string") socket.send(message);
    });
  });
  await says(page, "#waiting", /Die Verbindung wird geprüft/);
  await says(day.doctor.page, "#who-waits", /Die Einladung wird geprüft/);
  await inspect(page, "visit-waiting-verifying");
  await inspect(day.doctor.page, "doctor-waiting-verifying");
  held = false;
  await says(page, "#waiting", READY);
  await day.doctor.page.waitForSelector("#admit");
  guard.check();
});
