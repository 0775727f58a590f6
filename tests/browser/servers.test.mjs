// Two servers on one PostgreSQL, behind one address: the practice is at one, the guest at the other, and one of them is killed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";

import { ADDRESSES, DESCRIPTION, findsAddresses, foundOut, isToldAll, keepsTold } from "./lib/addresses.mjs";
import { startBalancer } from "./lib/balancer.mjs";
import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { openRoom, registerDoctor, roomOf, says, seesMovementAndHears, seesPicture, walkIn } from "./lib/people.mjs";
import { dumpInto, freshSchema, whyNoPostgres } from "./lib/postgres.mjs";
import { freePort, startServer } from "./lib/server.mjs";

const SCHEMA = "servers";
const PATIENT = "Erika Kanarienvogel";
/** What a browser says of a server that is gone. */
const GONE = [/WebSocket connection to/, /Failed to load resource/];
/** A server that was silent for so long has no seats any more; with time for the others to notice. */
const SILENCE_MS = 9_000;

describe("two servers behind one address", { skip: whyNoPostgres() }, () => {
  const day = {};

  before(async () => {
    const port = await freePort();
    process.env.HEILSAM_SERVER__DATABASE_URL = await freshSchema(SCHEMA);
    process.env.HEILSAM_SERVER__PUBLIC_ORIGIN = `http://localhost:${port}`;
    day.one = await startServer();
    day.two = await startServer({ beside: day.one });
    day.balancer = await startBalancer(port, [day.one, day.two]);
    day.browser = await launchChromium();
  });

  after(async () => {
    await day.browser?.close();
    await day.balancer?.stop();
    await day.one?.stop();
    await day.two?.stop();
  });

  /** A doctor whose waiting room is at the first server, and a guest in the call, at the second. */
  beforeEach(async () => {
    day.balancer.prefer(day.one);
    day.doctor = await registerDoctor(day.browser, { url: day.balancer.url, data: day.one.data }, { expected: GONE });
    day.link = (await openRoom(day.doctor.page, PATIENT)).link;
    day.balancer.prefer(day.two);
    day.guest = await newPerson(day.browser, day.balancer.url, { expected: GONE });
    await day.guest.page.goto(day.link);
    await walkIn(day.guest.page, PATIENT);
    await day.doctor.page.waitForSelector("#admit");
    assert.match(await day.doctor.page.innerText("#who-waits"), new RegExp(PATIENT));
    await day.doctor.page.click("#admit");
    await eachSeesTheOther();
  });

  afterEach(async () => {
    for (const context of day.browser.contexts()) await context.close();
  });

  async function eachSeesTheOther() {
    for (const { page } of [day.doctor, day.guest]) assert.ok((await seesPicture(page)) > 0);
  }

  async function callGoesOn() {
    for (const { page } of [day.doctor, day.guest]) await seesMovementAndHears(page);
  }

  async function guestReloads() {
    await day.guest.page.reload();
    await day.guest.page.click("#resume");
    await eachSeesTheOther();
    day.guest.guard.check();
    day.doctor.guard.check();
  }

  test("the guest's server is killed: the call goes on, and a reload comes back through the other", async () => {
    await day.two.kill();
    await callGoesOn();
    await guestReloads();
    await day.two.restart();
  });

  test("the practice's server is killed: the call goes on at the other, also for a guest who reloads much later", async () => {
    await day.one.kill();
    await callGoesOn();
    await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
    await callGoesOn();
    await guestReloads();
    await day.one.restart();
  });

  test("a second guest finds the seat taken, whichever server is asked", async () => {
    for (const server of [day.one, day.two]) {
      day.balancer.prefer(server);
      const second = await newPerson(day.browser, day.balancer.url);
      await second.page.goto(day.link);
      await walkIn(second.page, PATIENT);
      await says(second.page, "#end", /schon auf einem anderen Gerät geöffnet/);
      second.guard.check();
      await second.context.close();
    }
  });

  test("neither PostgreSQL nor a log of the two servers holds a name, a description or an address of the call", async () => {
    await day.doctor.page.evaluate(keepsTold);
    await day.guest.page.addInitScript(findsAddresses, ADDRESSES);
    await guestReloads();
    await isToldAll(day.doctor.page);
    const found = await foundOut(day.guest.page, day.doctor.page);
    const dump = join(day.one.data, "dump.sql");
    await dumpInto(dump, SCHEMA);
    const room = roomOf(day.link).replaceAll("-", "");
    assert.ok((await readFile(dump)).includes(room), "the room of this call is in the dump");
    const kept = await Promise.all([day.one, day.two].map(({ data }) => filesBelow(data)));
    const files = [...kept.flat(), day.one.log, day.two.log];
    assert.ok(files.includes(dump));
    assert.deepEqual(await findSecrets(files, [PATIENT, ...DESCRIPTION, ...found]), []);
  });
});
