// Calls of three and four: announced before anybody hears anything, everybody sees and hears everybody, one is taken out, one
// connection breaks, a fifth has to wait, the doctor leaves. And the server learns no name and holds nothing that lets anybody in.

import assert from "node:assert/strict";
import { test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { allowed, eventually, measures } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { SILENCE, breakConnection, comes, openHall, pictures, reads, row, seesAndHears, sides, sound, takeIn } from "./lib/group.mjs";
import { inspect } from "./lib/inspect.mjs";
import { says, walkIn } from "./lib/people.mjs";

const [PATIENT, RELATIVE, INTERPRETER] = ["Erika Kanarienvogel", "Ayse Kanarienvogel", "Sam Kanarienvogel"];
const FIFTH = "Lena Kanarienvogel";
const [COLLEAGUE, SECOND] = ["Dr. Jana Sommer, Kanarienpraxis am Markt", "Ulf Winter, Kanarienpflegedienst"];
const WORDS = "Hören mich alle Kanarien?";
const LATER = "Wir reden weiter, Kanarien.";
// Four people on one machine: cameras of five pictures a second leave it the time for everything else.
const day = consultationDay({ anew: true, flags: ["--use-fake-device-for-media-stream=fps=5"] });

async function close(...guests) {
  for (const guest of guests) {
    guest.guard.check();
    await guest.context.close();
  }
}

/** The patient comes and is let in: the call begins. */
async function begins(link) {
  const patient = await comes(day, link, PATIENT);
  await row(day.doctor, PATIENT).getByRole("button", { name: /Hereinbitten/ }).click();
  await seesAndHears(patient, 1);
  return patient;
}

/** Somebody comes and is taken into the call, where they see and hear so many others. */
async function joins(link, name, role, others) {
  const guest = await comes(day, link, name);
  await takeIn(day, name, role);
  await seesAndHears(guest, others);
  return guest;
}

/** A call of four: patient, relative and interpreter, with everybody connected to everybody; `links` of `more` people, who come later. */
async function callOfFour(role, ...more) {
  const [first, second, third, ...links] = await openHall(day.doctor, [PATIENT, RELATIVE, INTERPRETER, ...more]);
  const patient = await begins(first);
  const relative = await joins(second, RELATIVE, role, 2);
  const interpreter = await joins(third, INTERPRETER, "interpreter", 3);
  for (const person of [patient, relative, day.doctor]) await seesAndHears(person, 3);
  return { patient, relative, interpreter, links };
}

/** Ends the appointments. */
async function finish(...names) {
  for (const name of names) {
    await row(day.doctor, name).getByRole("button", { name: "Termin abschließen" }).click();
    await row(day.doctor, name).getByText("Abgeschlossen").waitFor();
  }
}

const people = (page, wanted) => says(page, "#group-people", wanted);

test("a relative is taken into a call: announced to all, seen and heard by all, taken out again", async () => {
  const [first, second] = await openHall(day.doctor, [PATIENT, RELATIVE]);
  const patient = await begins(first);
  const relative = await comes(day, second, RELATIVE);
  assert.deepEqual(await pictures(relative.page).then((all) => all.filter((each) => each.shown)), [], "who waits sees nobody");
  const heard = await eventually("who waits is connected", () => sound(relative.page), (all) => all.length > 0);
  assert.ok(heard.every((each) => each.energy < SILENCE), "who waits hears nobody");
  assert.equal(await patient.page.locator(".tile").count(), 0);
  await inspect(day.doctor.page, "hall-take-in");

  await takeIn(day, RELATIVE, "relative");
  await says(patient.page, "#group-news", /Ayse Kanarienvogel \(Angehörige/);
  await seesAndHears(relative, 2);
  await seesAndHears(patient, 2);
  await seesAndHears(day.doctor, 2);
  // What happened is told in the language that the page speaks now.
  for (const [language, told] of [["en", /is in the call now/], ["de", /ist jetzt im Gespräch/]]) {
    await patient.page.evaluate((tag) => document.documentElement.setAttribute("lang", tag), language);
    await says(patient.page, "#group-news", told);
  }
  await eventually("three send smaller pictures", () => sides(patient.page), (all) => all.length === 2 && all.every((side) => side <= 270));
  await people(patient.page, /Dr\. Weber \(leitet das Gespräch\)[^]*Erika Kanarienvogel \(Sie, Patientin[^]*Ayse Kanarienvogel \(Angehörige/);
  await people(patient.page, /höchstens vier Personen/);
  await people(relative.page, /Erika Kanarienvogel \(Patientin/);
  await people(day.doctor.page, /Erika Kanarienvogel[^]*Ayse Kanarienvogel/);
  await row(day.doctor, RELATIVE).getByText(/Sicherheitsnummer mit Ayse Kanarienvogel: \d{3} \d{3}/).waitFor();
  await inspect(patient.page, "visit-group-three");
  await inspect(day.doctor.page, "doctor-group-three");
  // On the whole screen, too, everybody is seen, and the buttons are there.
  await day.doctor.page.click("#call-full");
  await day.doctor.page.waitForFunction(() => {
    const shown = (each) => document.fullscreenElement?.querySelector(each)?.checkVisibility();
    return ["#call-other", ".tile video", "#call-hang-up"].every(shown);
  });
  await day.doctor.page.click("#call-full");
  await day.doctor.page.waitForFunction(() => document.fullscreenElement === null);

  // How good the line is stands with each: poor to one says nothing of the other.
  await says(day.doctor.page, ".tile-quality", /^Verbindung /);
  const good = { currentRoundTripTime: 0.01, packetsLost: 0, availableOutgoingBitrate: 2_000_000 };
  await patient.page.evaluate(measures, [good, "#call-other"]);
  await patient.page.evaluate(measures, [{ currentRoundTripTime: 0.9 }, ".tile video"]);
  await says(patient.page, ".tile-quality", /^Verbindung schlecht$/);
  await says(patient.page, "#call-quality", /^Verbindung gut$/);

  // Off is off for everybody; a screen shows nevertheless.
  await patient.page.click("#call-camera");
  await relative.page.waitForSelector(".tile .call-blank");
  await patient.page.click("#call-more");
  await patient.page.click("#call-share");
  await relative.page.locator(".tile-sharing", { hasText: "teilt den Bildschirm" }).waitFor();
  await relative.page.waitForSelector(".tile .call-blank", { state: "hidden" });
  const kept = async () => (await allowed(patient.page, "video")).map((each) => each.degradationPreference);
  const all = (wanted) => (each) => each.length === 2 && each.every((preference) => preference === wanted);
  await eventually("the screen stays sharp for both", kept, all("maintain-resolution"));
  await inspect(relative.page, "visit-group-shares");
  await patient.page.click("#call-share");
  await eventually("the camera's picture may lose pixels again", kept, all("balanced"));
  await relative.page.waitForSelector(".tile .call-blank", { state: "visible" });
  await relative.page.waitForSelector(".tile-sharing", { state: "hidden" });
  await patient.page.click("#call-camera");
  await relative.page.waitForSelector(".tile .call-blank", { state: "detached" });

  await row(day.doctor, RELATIVE).getByRole("button", { name: /Aus dem Gespräch nehmen/ }).click();
  await relative.page.waitForSelector("#end");
  await patient.page.waitForSelector(".tile", { state: "detached" });
  await seesAndHears(patient, 1);
  await eventually("two have the whole picture again", () => sides(patient.page), (all) => all.length === 1 && all[0] > 270);
  await day.doctor.page.click("#call-hang-up");
  await patient.page.waitForSelector("#end");
  await close(patient, relative);
  await finish(PATIENT, RELATIVE);
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, [PATIENT, RELATIVE, "Kanarie"]), []);
  day.doctor.guard.check();
});

test("who is taken in with sound only and switches the camera on is seen by the doctor and by the other guest", async () => {
  const [first, second] = await openHall(day.doctor, [PATIENT, RELATIVE]);
  const patient = await begins(first);
  const relative = { ...(await newPerson(day.browser, day.server.url)), name: RELATIVE };
  await relative.page.goto(second);
  await walkIn(relative.page, RELATIVE, "#open-microphone");
  await takeIn(day, RELATIVE, "relative");
  await seesAndHears(relative, 2);
  await patient.page.waitForSelector(".tile .call-blank");
  await relative.page.click("#call-camera-open");
  await patient.page.waitForSelector(".tile .call-blank", { state: "hidden" });
  await seesAndHears(patient, 2);
  await seesAndHears(day.doctor, 2);
  await day.doctor.page.click("#call-hang-up");
  await close(patient, relative);
  day.doctor.guard.check();
});

test("four people: everybody sees and hears three others; a broken connection is said; the doctor leaves and it is over", async () => {
  const { patient, relative, interpreter } = await callOfFour("carer");
  for (const { page } of [patient, interpreter, day.doctor]) {
    await eventually("four send small pictures", () => sides(page), (all) => all.length === 3 && all.every((side) => side <= 180));
  }
  await inspect(interpreter.page, "visit-group-four");
  await inspect(day.doctor.page, "doctor-group-four");

  // A word to everybody, from somebody who is not the doctor.
  await relative.page.click("#call-more");
  await relative.page.click("#call-chat");
  await relative.page.fill("#chat-text", WORDS);
  await relative.page.keyboard.press("Enter");
  for (const { page } of [patient, interpreter, day.doctor]) {
    await reads(page, WORDS);
    await says(page, "#chat-log", new RegExp(RELATIVE));
  }
  const own = relative.page.locator("#chat-log > li", { hasText: WORDS });
  await own.getByText("Noch nicht angekommen").waitFor({ state: "detached" });
  assert.match(await own.innerText(), /Sie an Dr\. Weber, (Erika|Sam) Kanarienvogel, (Erika|Sam) Kanarienvogel/);
  await inspect(relative.page, "visit-group-chat");

  const tile = interpreter.page.locator(".tile", { hasText: RELATIVE });
  await breakConnection(interpreter.page, `#${await tile.locator("video").getAttribute("id")}`);
  await tile.getByText("gerade keine Verbindung zu Ihnen").waitFor();
  await people(day.doctor.page, /sehen und hören einander gerade nicht/);
  await eventually("the others stay", () => pictures(interpreter.page), (all) => all.filter((each) => each.shown).length >= 2);
  await inspect(interpreter.page, "visit-group-apart");

  await day.doctor.page.click("#call-hang-up");
  for (const guest of [patient, relative, interpreter]) {
    await guest.page.waitForSelector("#end");
    await guest.page.waitForSelector(".tile", { state: "detached" });
  }
  await close(patient, relative, interpreter);
  await finish(PATIENT, RELATIVE, INTERPRETER);
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, [PATIENT, RELATIVE, INTERPRETER, WORDS, "Kanarie"]), []);
  day.doctor.guard.check();
});

test("the first guest leaves: picture, sound and chat go on with the others, nothing that was said or typed is lost, and there is room for a fifth", async () => {
  const { page } = day.doctor;
  const { patient, relative, interpreter, links } = await callOfFour("relative", FIFTH);

  const fifth = await comes(day, links[0], FIFTH);
  const full = row(day.doctor, FIFTH).getByText("Im Gespräch sind schon vier Personen. Mehr sind nicht möglich.");
  await full.waitFor();
  await says(fifth.page, "#waiting", /weiß, dass Sie da sind/);
  const waits = await fifth.page.innerText("#waiting");
  await inspect(page, "hall-full");
  // Pressed all the same: whoever came in that way would be one too many below.
  for (const button of ["admit-", "take-in-"]) {
    await row(day.doctor, FIFTH).locator(`button[id^="${button}"][aria-disabled="true"]`).dispatchEvent("click");
  }

  await patient.page.click("#call-more");
  await patient.page.click("#call-chat");
  await patient.page.fill("#chat-text", WORDS);
  await patient.page.keyboard.press("Enter");
  for (const each of [page, relative.page, interpreter.page]) await reads(each, WORDS);
  await page.fill("#chat-text", LATER);
  await patient.page.click("#call-hang-up");
  await patient.page.waitForSelector("#end");

  await says(page, "#call-title", /Ayse Kanarienvogel/);
  for (const person of [day.doctor, relative, interpreter]) await seesAndHears(person, 2);
  // What ended with the first guest's session ended for them alone.
  await says(page, "#call-mute", /Mikrofon aus/);
  await says(page, "#call-camera", /Kamera aus/);
  await says(page, "#chat-log", new RegExp(`${PATIENT}[^]*Hören mich alle Kanarien`));
  assert.equal(await page.inputValue("#chat-text"), LATER, "what was typed is still there");
  assert.equal(await page.evaluate(() => document.activeElement.id), "chat-text", "and the focus, too");
  await page.keyboard.press("Enter");
  for (const each of [relative.page, interpreter.page]) await reads(each, LATER);
  const own = page.locator("#chat-log > li", { hasText: LATER });
  await own.getByText("Noch nicht angekommen").waitFor({ state: "detached" });
  assert.doesNotMatch(await own.innerText(), /Erika/, "who left reads nothing more");

  // Three are in the call: there is room again.
  await full.waitFor({ state: "detached" });
  assert.equal(await fifth.page.innerText("#waiting"), waits, "who waits has noticed nothing of it");
  await row(day.doctor, FIFTH).locator('button[id^="take-in-"]:not([aria-disabled])').waitFor();
  await takeIn(day, FIFTH, "carer");
  await seesAndHears(fifth, 3);

  await page.click("#call-hang-up");
  for (const guest of [relative, interpreter, fifth]) await guest.page.waitForSelector("#end");
  await close(patient, relative, interpreter, fifth);
  await finish(PATIENT, RELATIVE, INTERPRETER, FIFTH);
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, [PATIENT, RELATIVE, INTERPRETER, FIFTH, WORDS, LATER, "Kanarie"]), []);
  day.doctor.guard.check();
});

test("a case conference: a doctor and nursing staff enter with name and workplace, and nothing speaks of a patient", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/");
  await page.click("#invite");
  await page.check("#invite-conference");
  await page.fill("#invite-patient", COLLEAGUE);
  await inspect(page, "plan-conference");
  const soon = new Date(Date.now() + 5 * 60_000).toLocaleString("sv-SE", { timeZone: "Europe/Berlin" });
  await page.fill("#invite-when", soon.slice(0, 16).replace(" ", "T"));
  await page.click("#invite-make");
  const link = (await (await page.waitForSelector("#invitation-link", { state: "attached" })).textContent()).trim();
  await page.fill("#other-name", SECOND);
  await inspect(page, "invitation-others");
  await page.click("#other-make");
  // The page of the other invitation, not only another text in the link of this one.
  await page.locator("#page-title", { hasText: SECOND }).waitFor();
  const other = (await page.textContent("#invitation-link")).trim();
  await page.goto("/practice/waiting");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  const colleague = await newPerson(day.browser, day.server.url);
  await colleague.page.goto(link);
  await colleague.page.click("#open-devices");
  await colleague.page.click("#devices-next");
  await colleague.page.getByLabel("Name und Einrichtung").waitFor();
  const said = await colleague.page.innerText("main");
  assert.doesNotMatch(said, /Versichertenkarte|Ich willige/);
  assert.match(said, /Fallkonferenz[^]*Patientinnen und Patienten nehmen nicht teil/);
  await inspect(colleague.page, "visit-conference");
  await colleague.page.fill("#name", COLLEAGUE);
  await colleague.page.check("#consent");
  await colleague.page.click("#join");
  await row(day.doctor, COLLEAGUE).getByRole("button", { name: /Hereinbitten/ }).click();
  await seesAndHears({ ...colleague, name: COLLEAGUE }, 1);
  const second = await comes(day, other, SECOND);
  await row(day.doctor, SECOND).getByText(/Hinweise gelesen/).first().waitFor();
  assert.equal(await row(day.doctor, SECOND).locator("select").inputValue(), "doctor");
  await takeIn(day, SECOND, "carer");
  await seesAndHears(second, 2);
  await seesAndHears({ ...colleague, name: COLLEAGUE }, 2);
  await people(colleague.page, /Kanarienpraxis am Markt \(Sie, Ärztin oder Arzt\)[^]*Kanarienpflegedienst \(Pflege oder Betreuung\)/);
  await page.click("#call-hang-up");
  await row(day.doctor, SECOND).getByRole("button", { name: "Termin abschließen" }).waitFor();
  const hints = row(day.doctor, SECOND).locator("[id^=billing-hints-]");
  await hints.locator("summary").click();
  const fitting = await hints.innerText();
  for (const position of [/EBM 01442/, /EBM 37120/, /GOÄ 60/, /BEMA VFK/]) assert.match(fitting, position);
  assert.doesNotMatch(fitting, /01444|GOÄ 1\b|nur per Video behandeln/, "what is for calls with patients is not for conferences");
  await close(colleague, second);
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, [COLLEAGUE, SECOND, "Kanarie"]), []);
  day.doctor.guard.check();
});

test("a doctor who loads the page again finds everybody in the call, as what they were taken in", async () => {
  const [first, second] = await openHall(day.doctor, [PATIENT, RELATIVE]);
  const { page } = day.doctor;
  const patient = await begins(first);
  const relative = await joins(second, RELATIVE, "relative", 2);
  await page.reload();
  await page.click("#room-open");
  await seesAndHears(day.doctor, 2);
  await people(page, /Ayse Kanarienvogel \(Angehörige/);
  await people(patient.page, /Ayse Kanarienvogel \(Angehörige/);
  const kept = await page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => key.startsWith("heilsam.role.")));
  assert.deepEqual(kept.map(([, role]) => role), ["relative"], "the role and nothing else");
  await page.click("#call-hang-up");
  for (const guest of [patient, relative]) await guest.page.waitForSelector("#end");
  await close(patient, relative);
  await finish(PATIENT, RELATIVE);
  day.doctor.guard.check();
});
