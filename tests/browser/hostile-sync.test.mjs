// A server that does not give back what it was given: the patient's browser notices, says so, and shows nothing false.

import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import { after, before, test } from "node:test";

import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { addEntry, enter, registerPatient, synchronised } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const NOTICED = /Abgleich angehalten|passen nicht zu Ihrer Unterschrift/;
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A patient with three readings on the server; returns the code of the recovery sheet, too. */
async function patientWithReadings() {
  const person = await registerPatient(browser, server);
  const { page } = person;
  await enter(page, 121, 81);
  await page.waitForSelector("#home-add");
  await addEntry(page, 132, 82);
  await addEntry(page, 143, 83);
  await synchronised(page);
  await page.click("#home-sheet");
  await page.click("#sheet-make");
  return { ...person, sheet: (await page.textContent("#sheet-code")).trim() };
}

/** A second device that gets what `tamper` makes of every page of changes, and types the code of the sheet. */
async function secondDevice(sheet, tamper) {
  const person = await newPerson(browser, server.url);
  let pages = 0;
  await person.context.route(/\/api\/v1\/changes/, async (route) => {
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    const page = await response.json();
    pages += tamper(page.changes) ? 1 : 0;
    return route.fulfill({ response, json: page });
  });
  await addPasskeyDevice(person.page);
  await person.page.goto("/app/recover");
  await person.page.fill("#recover-code", sheet);
  await person.page.click("#recover-submit");
  return { ...person, tampered: () => pages };
}

/** Closes a second device; what it is just asking the server is answered first. */
async function leave({ context }) {
  await context.unrouteAll({ behavior: "wait" });
  await context.close();
}

const saysSo = (page) =>
  page.waitForFunction((source) => new RegExp(source).test(document.body.innerText), NOTICED.source);

/** Records of the collection that holds most of them: the diary. */
function diary(changes) {
  const records = changes.filter((each) => each.kind === "record");
  return records.length >= 3 ? records.slice(-3) : [];
}

const ATTACKS = {
  "leaves a reading out": (changes) => {
    const [, victim] = diary(changes);
    if (!victim) return false;
    changes.splice(changes.indexOf(victim), 1);
    return true;
  },
  "swaps the content of two readings": (changes) => {
    const [one, , other] = diary(changes);
    if (!other) return false;
    [one.record.content, other.record.content] = [other.record.content, one.record.content];
    return true;
  },
  "changes one character of a reading": (changes) => {
    const [victim] = diary(changes);
    if (!victim) return false;
    const { content } = victim.record;
    const at = content.length - 8;
    victim.record.content = content.slice(0, at) + (content[at] === "A" ? "B" : "A") + content.slice(at + 1);
    return true;
  },
};

test("what a second device is told is checked before it is shown", async (t) => {
  const { context, sheet } = await patientWithReadings();
  for (const [name, tamper] of Object.entries(ATTACKS)) {
    await t.test(`a server that ${name}`, async () => {
      const second = await secondDevice(sheet, tamper);
      await saysSo(second.page);
      assert.ok(second.tampered() > 0, "the attack took place");
      second.guard.check();
      await leave(second);
    });
  }
  await t.test("without an attack the same device shows all of them", async () => {
    const second = await secondDevice(sheet, () => false);
    await second.page.click("#protect-passkey");
    await second.page.waitForSelector("#home-add");
    await second.page.goto("/app/history");
    await second.page.waitForSelector("#history-list");
    const list = await second.page.innerText("#history-list");
    for (const reading of ["121 zu 81", "132 zu 82", "143 zu 83"]) assert.ok(list.includes(reading), reading);
    await leave(second);
  });
  await context.close();
});

test("a server that was set back to an older day is noticed, and the device keeps what it has", async () => {
  const { context, page } = await registerPatient(browser, server);
  await enter(page, 118, 78);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  const older = `${server.data}.older`;
  await server.restart("SIGTERM", () => cp(server.data, older, { recursive: true }));
  await page.reload();
  await page.waitForSelector("#home-add");
  await addEntry(page, 126, 86);
  await synchronised(page);
  await server.restart("SIGKILL", async () => {
    await rm(server.data, { recursive: true });
    await cp(older, server.data, { recursive: true });
  });
  await rm(older, { recursive: true });
  await page.reload();
  await saysSo(page);
  await page.goto("/app/history");
  await page.waitForSelector("#history-list");
  const list = await page.innerText("#history-list");
  for (const reading of ["118 zu 78", "126 zu 86"]) assert.ok(list.includes(reading), reading);
  await context.close();
});
