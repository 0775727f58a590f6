// After the call: what the practice software gets is copied, and nothing of it went to the server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { openRoom, seesPicture, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Kanarienvogel";
const NOTE = "Kanarie 8213: Kontrolle in vier Wochen";
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

test("a text for the practice software is copied after the call, with moment, person and notes", async () => {
  const { page } = day.doctor;
  const guest = await inCall(page);
  await guest.page.click("#call-hang-up");
  await page.waitForSelector(COPY);
  await page.fill("[id^=notes-]:is(textarea)", NOTE);
  await page.click(COPY);
  await page.getByText("Der Text ist kopiert.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^Videosprechstunde am .+ Uhr\nPerson: Erika Kanarienvogel\n\nKanarie 8213: Kontrolle in vier Wochen$/);
  await page.click("[id^=billing-hints-] > summary");
  assert.match(await page.innerText("[id^=billing-video-]"), /EBM 01450/);
  assert.match(await page.innerText("[id^=billing-practice-]"), /GOÄ 1\b/);
  assert.match(await page.getAttribute("[id^=billing-quota-page-]", "href"), /^https:\/\/www\.kbv\.de\//);
  await inspect(page, "doctor-after");
  await page.getByRole("button", { name: "Notizen löschen" }).click();
  await page.getByText("Die Notizen sind gelöscht.").waitFor();
  await page.waitForFunction(() => document.querySelector("textarea[id^=notes-]").value === "");
  await page.fill("textarea[id^=notes-]", "Neu");
  await page.click(COPY);
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).endsWith("\n\nNeu"));
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
    (note) => document.querySelector("textarea[id^=notes-]").value === `${note}\nVersichertenkarte in der Kamera geprüft, Versicherungsschutz mündlich bestätigt.`,
    NOTE,
  );
  await guest.page.click("#call-hang-up");
  await page.waitForSelector(COPY);
  await page.click(COPY);
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).endsWith("mündlich bestätigt."));
  day.doctor.guard.check();
  await guest.context.close();
});
