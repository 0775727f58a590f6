// Appointments in the patient's app: an invitation lands in it, is prepared, leads into the waiting room and back, is
// cancelled; and somebody who comes with the patient is known to the doctor as that.

import assert from "node:assert/strict";
import { test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { exportAs } from "./lib/exporting.mjs";
import { inspect } from "./lib/inspect.mjs";
import { allKept } from "./lib/kept.mjs";
import { enter, invite, openPage, openRoom, registerPatient, says, seesPicture, synchronised, transmitted, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Kanarienvogel";
const PRACTICE = "Praxis am Kanarienweg";
const QUESTION = "KANARIE-3170 wegen der Tabletten";
const day = consultationDay({ doctor: { expected: [/status of 404/] } });

/** A moment as the field for it takes it, so many minutes from now, in Germany. */
function germanTime(minutes) {
  const at = new Date(Date.now() + minutes * 60_000);
  const text = at.toLocaleString("sv-SE", { timeZone: "Europe/Berlin" });
  return text.slice(0, 16).replace(" ", "T");
}

/** An appointment so many minutes from now; the doctor stays on its page. */
async function plan(page, minutes, prepare = async () => {}) {
  await page.goto("/practice/");
  await page.click("#invite");
  await page.check("#invite-later");
  await page.fill("#invite-patient", PATIENT);
  const when = germanTime(minutes);
  await page.fill("#invite-when", when);
  await prepare();
  await page.click("#invite-make");
  await page.waitForSelector("#join-code");
  const address = page.url();
  const link = (await page.textContent("#invitation-link")).trim();
  return { address, link, code: (await page.textContent("#join-code")).trim(), when };
}

/** Adds what was pasted; ends on the appointment's page. */
async function add(page, text) {
  await openPage(page, "/app/appointments");
  await page.click("#appointment-add");
  await page.fill("#appointment-text", text);
  await page.click("#appointment-read");
  await page.waitForSelector("#appointment-facts");
}

test("an invitation lands in the app, leads into the waiting room and back, and is read without internet", async () => {
  const { context, page, guard } = await registerPatient(day.browser, day.server, {
    acceptDownloads: true,
    // A practice that takes nothing shared yet; and a while without internet.
    expected: [/status of 404/, /ERR_INTERNET_DISCONNECTED/],
  });
  await enter(page, 128, 81);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  const { link } = await openRoom(day.doctor.page, PATIENT);
  await page.goto(link);
  await page.waitForSelector("#offer-app");
  await inspect(page, "visit-offer");
  await page.click("#offer-app a");
  await page.waitForSelector("#appointment-facts");
  assert.ok(!page.url().includes("#"), "the secret leaves the address bar at once");
  assert.notEqual(await page.inputValue("#appointment-when"), "", "the invitation says when");
  await inspect(page, "appointment-facts");
  await page.fill("#appointment-practice", PRACTICE);
  await page.click("#appointment-keep");
  await page.waitForSelector("#appointment-consent");
  assert.equal(await page.locator("#appointment-join").count(), 0, "nobody is led into a waiting room without consent");
  await inspect(page, "appointment-consent");
  await page.click("#appointment-consent");
  await page.waitForSelector("#appointment-join:focus");
  await page.fill("#appointment-note", QUESTION);
  await page.click("#appointment-note-save");
  await says(page, ".toasts", /Notiz ist gespeichert/);
  await inspect(page, "appointment-open");
  await transmitted(page);
  await openPage(page, "/app/");
  await page.waitForSelector("#next-appointment-join");
  await inspect(page, "appointment-home");

  await page.click("#next-appointment-join");
  await page.waitForSelector("#open-devices");
  assert.ok(!page.url().includes("#"), "nor does it stay there on the way to the waiting room");
  assert.equal(await page.locator("#offer-app").count(), 0, "what the app sent is not offered to it");
  await walkIn(page, PATIENT);
  await day.doctor.page.waitForSelector("#admit");
  await day.doctor.page.click("#admit");
  assert.ok((await seesPicture(page)) > 0);
  assert.ok((await seesPicture(day.doctor.page)) > 0);
  await page.click("#call-hang-up");
  await page.waitForSelector("#end");
  await inspect(page, "visit-end-app");
  await page.click("#way-back a");
  await page.waitForSelector("#appointments");
  await synchronisedFrom(page);
  await inspect(page, "appointments");

  await page.locator("#appointments button").first().click();
  await page.click("#appointment-share");
  await page.waitForSelector("#sharing-met-none");
  await openPage(day.doctor.page, "/practice/shared");
  await day.doctor.page.waitForSelector("#shared-code");
  await page.reload();
  await says(page, "#sharing-met", /geprüft: im verschlüsselten Gespräch/);
  assert.equal(await page.inputValue("#share-practice"), PRACTICE);
  await inspect(page, "sharing-met");

  await allKept(page);
  await context.setOffline(true);
  await openPage(page, "/app/appointments");
  await page.locator("#appointments button").first().click();
  await page.waitForSelector("#appointment-note");
  assert.equal(await page.inputValue("#appointment-note"), QUESTION);
  assert.match(await page.innerText("h1"), new RegExp(PRACTICE));
  await context.setOffline(false);

  const all = (await exportAs(page, "open", "appointments")).get("heilsam-alle-daten.json");
  const kept = JSON.parse(all).collections.appointments[0].data.appointment;
  assert.deepEqual([kept.practice, kept.note], [PRACTICE, QUESTION]);
  const secrets = link.split("#")[1].split(".").slice(2, 3);
  assert.ok(!all.includes(secrets[0]), "what opens the waiting room stays in the account");
  const xml = (await exportAs(page, "xml", "appointments")).get("heilsam-mio-diga.xml");
  const json = (await exportAs(page, "json", "appointments")).get("heilsam-mio-diga.json");
  const resources = JSON.parse(json).entry.map(({ resource }) => resource);
  const exported = resources.find((it) => it.resourceType === "Appointment");
  assert.deepEqual([exported.status, exported.comment, exported.reasonCode[0].text], ["booked", PRACTICE, QUESTION]);
  assert.equal(Date.parse(exported.start), Date.parse(kept.begins_at));
  const held = resources.find((it) => it.resourceType === "Encounter");
  const practice = resources.find((it) => it.name === PRACTICE);
  assert.deepEqual([held.status, held.class.code, held.period.end], ["finished", "VR", held.period.start]);
  assert.equal(held.serviceProvider.reference, `urn:uuid:${practice.id}`);
  assert.ok(xml.includes(`<comment value="${PRACTICE}"/>`) && xml.includes(QUESTION), "in both formats");
  assert.ok(!json.includes(secrets[0]) && !xml.includes(secrets[0]), "nor does it go into these files");
  await openPage(page, "/app/data");
  await says(page, "#data-sealed", /Termine\s+1/);
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, [PRACTICE, QUESTION, PATIENT, ...secrets]), []);
  guard.check();
  await context.close();
});

test("after the consent to video consultations is withdrawn, the way into the waiting room is held until it is given again", async () => {
  const { context, page, guard } = await registerPatient(day.browser, day.server);
  await page.goto("/app/consents");
  await page.click("#give-video-consultation");
  await page.waitForSelector("#withdraw-video-consultation");
  await day.doctor.page.goto("/practice/");
  const { link } = await invite(day.doctor.page, PATIENT);
  await add(page, link);
  await page.click("#appointment-keep");
  await page.waitForSelector("#appointment-join");
  assert.equal(await page.locator("#appointment-consent").count(), 0, "whoever consented is not asked");

  await openPage(page, "/app/consents");
  await page.click("#withdraw-video-consultation");
  assert.match(await page.innerText("#withdraw-effect"), /erst wieder in ein Wartezimmer, wenn Sie neu einwilligen/);
  await page.click("#withdraw-yes");
  await page.waitForSelector("#give-video-consultation");
  await openPage(page, "/app/");
  await page.click("#next-appointment-join");
  await says(page, "#appointment-held", /Einwilligung in Videosprechstunden widerrufen/);
  assert.equal(await page.locator("#appointment-join").count(), 0);
  await inspect(page, "appointment-held");
  assert.equal(await page.locator("#appointment-held a").count(), 0, "the consent stands right below");
  await page.click("#appointment-consent");
  await page.click("#appointment-join");
  await page.waitForSelector("#open-devices");
  guard.check();
  await context.close();
});

/** Everything is on the server: the start page says so, where there is an entry. */
async function synchronisedFrom(page) {
  const back = page.url();
  await transmitted(page);
  await openPage(page, back);
}

test("a pasted message becomes an appointment, camera and sound are checked ahead, and cancelling reaches the practice", async () => {
  // The relay lets nobody in before the waiting room is open.
  const { context, page, guard } = await registerPatient(day.browser, day.server, { expected: [/status of 404/] });
  await openPage(page, "/app/account");
  await page.click("#account-appointments");
  await page.waitForSelector("#appointment-add");
  await inspect(page, "appointments-empty");
  const { address, link, code, when } = await plan(day.doctor.page, 26 * 60);
  await page.click("#appointment-add");
  await page.fill("#appointment-text", link.slice(0, -70));
  await page.click("#appointment-read");
  await says(page, "#appointment-text-error", /nicht vollständig/);
  await page.fill("#appointment-text", "Guten Tag");
  await page.click("#appointment-read");
  await says(page, "#appointment-text-error", /keine Einladung/);
  await inspect(page, "appointment-add");
  await page.fill("#appointment-text", `Guten Tag,\n\nIhr Termin. Bitte öffnen Sie diesen Link:\n\n<${link}>\n\nIhre Praxis`);
  await page.click("#appointment-read");
  await page.waitForSelector("#appointment-facts");
  assert.equal((await page.inputValue("#appointment-when")).slice(0, 10), when.slice(0, 10));
  await page.fill("#appointment-when", "");
  await page.click("#appointment-keep");
  await page.waitForSelector("#appointment-when-error");
  await page.fill("#appointment-when", when);
  await page.fill("#appointment-practice", PRACTICE);
  await page.click("#appointment-keep");
  await page.waitForSelector("#appointment-opens");
  await inspect(page, "appointment-ahead");
  assert.equal(await page.locator("#appointment-join").count(), 0, "nobody waits a day in a waiting room");

  await page.click("#appointment-check");
  await page.waitForSelector("#open-devices");
  await page.click("#open-devices");
  await page.waitForSelector("#network");
  await says(page, "#network", /Verbindung/);
  assert.equal(await page.locator("#devices-next").count(), 0, "checking leads back and not into a closed room");
  await inspect(page, "visit-check-ahead");
  await page.click("#way-back a");
  await page.waitForSelector("#appointments");

  await openPage(page, "/app/");
  await page.click("#next-appointment-show");
  await page.click("#appointment-cancel");
  await page.waitForSelector("#appointment-cancel-dialog");
  await inspect(page, "appointment-cancel");
  await page.click("#appointment-cancel-yes");
  await page.waitForSelector("#appointment-cancelled");
  await openPage(day.doctor.page, address);
  await day.doctor.page.waitForSelector("#cancelled-by-patient");
  await openPage(page, "/app/");
  assert.equal(await page.locator("#next-appointment").count(), 0);

  await add(page, code.toLowerCase());
  assert.equal(await page.inputValue("#appointment-when"), "", "a code says nothing about the time");
  await page.fill("#appointment-when", germanTime(2 * 60));
  await page.click("#appointment-keep");
  await page.waitForSelector("#appointment-cancel-elsewhere");
  await page.click("#appointment-check");
  await page.waitForSelector("#code");
  assert.equal(await page.inputValue("#code"), code, "the code need not be typed twice");
  await page.click("#way-back a");
  await page.locator("#appointments button").first().click();
  await page.click("#appointment-remove");
  await page.click("#appointment-remove-yes");
  await page.waitForSelector("#appointments-over");
  guard.check();
  await context.close();
});

test("nursing staff join in the patient's place; the doctor planned it and sees who is there", async () => {
  const { page } = day.doctor;
  const { link } = await plan(page, 10, () => page.check("#invite-carer"));
  assert.match(await page.innerText("main"), /mit Begleitung/);
  await inspect(page, "practice-carer");
  await page.click("#open-room");
  await page.waitForSelector("#doctor-name");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await guest.page.click("#open-devices");
  await guest.page.click("#devices-next");
  await guest.page.fill("#name", "Anna Pfleger");
  await guest.page.check("#consent");
  await guest.page.check("#beside");
  await guest.page.click("#join");
  await guest.page.waitForSelector("#role-error");
  await guest.page.check("#role-n");
  await inspect(guest.page, "visit-beside");
  await guest.page.click("#join");
  await guest.page.waitForSelector("#patient-name-error");
  await guest.page.fill("#patient-name", PATIENT);
  await guest.page.click("#join");
  await page.waitForSelector("#admit");
  await says(page, "#who-waits", new RegExp(`Anna Pfleger \\(Pflege, mit ${PATIENT}\\)`));
  await inspect(page, "doctor-waiting-carer");
  await page.click("#admit");
  assert.ok((await seesPicture(page)) > 0);
  await says(page, "#call-title", /Anna Pfleger/);
  // The last of what comes behind the first picture.
  await page.waitForSelector("#call-keys");
  await inspect(page, "doctor-call-carer");
  await guest.page.click("#call-hang-up");
  await guest.page.waitForSelector("#end");
  assert.equal(await guest.page.locator("#way-back").count(), 0, "who came without the app is sent nowhere");
  guest.guard.check();
  await guest.context.close();
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, ["Anna Pfleger"]), []);
});
