// After the call: what the practice software gets is copied, and nothing of it went to the server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { openRoom, seesPicture, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Kanarienvogel";
const NOTE = "Kanarie 8213: Kontrolle in vier Wochen";
/** What the text says of the consent. */
const CONSENT = /\nEinwilligung in den Videodienst: Fassung [\w-]+, Prüfsumme [0-9a-f]{12}, eingegangen am .+ Uhr\n/;
/** The button below the notes of a room. */
const COPY = "[id^=copy-summary-]";
const day = consultationDay({ doctor: { permissions: ["camera", "microphone", "clipboard-read", "clipboard-write"] } });

/** The patient's side of a call that runs. */
async function inCall(page) {
  const { link } = await openRoom(page, PATIENT);
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await page.waitForSelector("#admit");
  await page.click("#admit");
  await seesPicture(page);
  return guest;
}

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Waits until a text that ends so is copied; gives all of it. */
const isCopied = (page, end) => eventually(`a text is copied that ends in ${end}`, () => clipboard(page), (text) => text.endsWith(end));

test("a text for the practice software is copied after the call, with moment, person and notes", async () => {
  const { page } = day.doctor;
  const guest = await inCall(page);
  await guest.page.click("#call-hang-up");
  await page.waitForSelector(COPY);
  await page.fill("[id^=notes-]:is(textarea)", NOTE);
  await page.click(COPY);
  await page.getByText("Der Text ist kopiert.").waitFor();
  const copied = await clipboard(page);
  assert.match(copied, /^Videosprechstunde am .+ Uhr\nPerson: Erika Kanarienvogel\n.+\n\nKanarie 8213: Kontrolle in vier Wochen$/);
  assert.match(copied, CONSENT);
  await page.click("[id^=billing-hints-] > summary");
  const video = await page.innerText("[id^=billing-video-]");
  assert.match(video, /EBM 01450[^]*seit 1\.\sApril\s2017, kein Ende bekannt[^]*Verglichen mit: Online-EBM [^]*, Stand 15\.\sAugust\s2024\. Nicht verglichen: /);
  assert.match(video, /EBM 01452[^]*Nicht mit dem Katalog verglichen/);
  assert.match(await page.innerText("[id^=billing-practice-]"), /GOÄ 1\b[^]*seit 26\.\sJuni\s2020/);
  assert.doesNotMatch(await page.innerText("[id^=billing-hints-]"), /01442|GOÄ 60|VFK/, "conferences have hints of their own");
  assert.match(await page.getAttribute("[id^=billing-quota-page-]", "href"), /^https:\/\/www\.kbv\.de\//);
  await inspect(page, "doctor-after");
  await page.getByRole("button", { name: "Notizen löschen" }).click();
  await page.getByText("Die Notizen sind gelöscht.").waitFor();
  await page.waitForFunction(() => document.querySelector("textarea[id^=notes-]")?.value === "");
  await page.fill("textarea[id^=notes-]", "Neu");
  await page.click(COPY);
  await isCopied(page, "\n\nNeu");
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, [PATIENT, NOTE]), []);
  day.doctor.guard.check();
  await guest.context.close();
});

test("the steps with somebody unknown are there in the call, and that they were taken stands in the notes", async () => {
  const { page } = day.doctor;
  const guest = await inCall(page);
  await page.fill("textarea[id^=notes-]", NOTE);
  await page.click("details[id^=identity-] > summary");
  assert.match(await page.innerText("details[id^=identity-] ol"), /Versichertenkarte in die Kamera/);
  await inspect(page, "doctor-identity");
  await page.click("[id^=identity-note-]");
  await page.waitForFunction(
    (note) => document.querySelector("textarea[id^=notes-]")?.value === `${note}\nVersichertenkarte in der Kamera geprüft, Versicherungsschutz mündlich bestätigt.`,
    NOTE,
  );
  await guest.page.click("#call-hang-up");
  await page.waitForSelector(COPY);
  await page.click(COPY);
  await isCopied(page, "mündlich bestätigt.");
  day.doctor.guard.check();
  await guest.context.close();
});

test("after a reload the notes are beside the appointment and under the account, and logging out warns of them", async () => {
  const { page } = day.doctor;
  const guest = await inCall(page);
  await page.fill("textarea[id^=notes-]", NOTE);
  await guest.page.click("#call-hang-up");
  await page.waitForSelector(COPY);
  const room = (await page.getAttribute(COPY, "id")).replace("copy-summary-", "");
  await guest.context.close();
  /** Waits until a field of notes says this. */
  const says = (field, text) => page.waitForFunction(([field, text]) => document.querySelector(field)?.value === text, [field, text]);

  await page.goto(`/practice/invitation/${room}`);
  await says("#notes-of-call textarea", NOTE);
  await inspect(page, "doctor-notes-later");
  await page.click(`#notes-of-call ${COPY}`);
  assert.match(await isCopied(page, `\n\n${NOTE}`), CONSENT);

  await page.goto("/practice/account");
  await page.waitForSelector(`#noted-open-${room}`);
  await page.click("#logout");
  assert.match(await page.innerText("#logout-text"), /Notizen zu Gesprächen liegen nur hier/);
  assert.match(await page.innerText("#logout-warning"), /Notizen zu (einem Gespräch|\d+ Gesprächen)/);
  await page.keyboard.press("Escape");
  await page.click(`#noted-open-${room}`);
  await says("#noted textarea", NOTE);
  await inspect(page, "doctor-noted");
  await page.locator("#noted").getByRole("button", { name: "Notizen löschen" }).click();
  await page.waitForSelector(`#noted-open-${room}`, { state: "detached" });
  // The focus has a place when the row is gone.
  await page.waitForFunction(() => document.activeElement?.id === "noted-title");

  await page.goto(`/practice/invitation/${room}`);
  // What was agreed to stays for the text.
  await says("#notes-of-call textarea", "");
  day.doctor.guard.check();
});
