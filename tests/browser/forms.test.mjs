// Every form of the patient app with wrong input, and with a server that fails: it says what is wrong, and nothing is lost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { activationCode } from "./lib/codes.mjs";
import { PROVOKED, forgotten, missingTests, refuses, refusesHalf, survives, trying } from "./lib/forms.mjs";
import { enrolmentCode, enter, invite, openPage, registerDoctor, says } from "./lib/people.mjs";
import { registerReachable, startPush, switchPushOn } from "./lib/push.mjs";
import { startWithStandins } from "./lib/standin.mjs";
import { totp } from "./lib/totp.mjs";

const PASSPHRASE = "vier lange deutsche Wörter";
const LONG_AGO = "2020-01-01";
const FAR_AWAY = "2099-01-01";
const { tried, all } = trying("account", "patient");
let push, server, standin, browser, patient, doctor, sheet;

before(async () => {
  push = await startPush();
  ({ server, standin } = await startWithStandins({ env: push.env }));
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await standin?.stop();
  await push?.stop();
});

const options = () => ({ expected: PROVOKED, others: [standin.url] });

test("every form of the app stands in the table", () => {
  assert.deepEqual(forgotten(), []);
  assert.deepEqual(missingTests(), []);
});

test("registering: each step says what is wrong and keeps what was typed", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, options());
  await page.goto("/app/");
  await page.click("#welcome-start");
  await page.check("#eligible-0");

  const code = activationCode();
  await page.waitForSelector("#activation-code");
  const other = code.endsWith("A") ? "B" : "A";
  for (const wrong of ["", code.slice(0, 9), code.slice(0, -1) + other, `${code.slice(0, -1)}!!`]) {
    await page.fill("#activation-code", wrong);
    await refuses(page, "#code-next", "#activation-code");
  }
  await page.fill("#activation-code", code);
  await survives(page, "#code-next", "**/api/v1/registrations");
  tried("activation code");
  await page.click("#code-next");

  await page.waitForSelector("#consent-next");
  await refuses(page, "#consent-next", "#consent-intended-use");
  tried("consents");
  await page.check("#consent-intended-use");
  await page.click("#consent-next");

  await page.click("#protect-other");
  await refuses(page, "#protect-next", ["#protect-name", "#protect-passphrase"]);
  await page.fill("#protect-name", "x".repeat(300));
  await page.fill("#protect-passphrase", "kurz");
  await page.fill("#protect-repeat", "anders");
  await refuses(page, "#protect-next", ["#protect-name", "#protect-passphrase", "#protect-repeat"]);
  await page.fill("#protect-name", "erika mit leer");
  await page.fill("#protect-passphrase", PASSPHRASE);
  await refuses(page, "#protect-next", ["#protect-name", "#protect-repeat"]);
  await page.fill("#protect-name", "erika-beispiel");
  await page.fill("#protect-repeat", PASSPHRASE);
  await survives(page, "#protect-next", "**/api/v1/registrations/passphrase/start");
  tried("passphrase");
  await page.click("#protect-next");

  const secret = (await page.textContent("#totp-secret")).replace(/\s/g, "");
  for (const wrong of ["", "12345", "zwölf"]) {
    await page.fill("#protect-code", wrong);
    await refuses(page, "#protect-finish", "#protect-code");
  }
  await page.fill("#protect-code", totp(secret));
  await survives(page, "#protect-finish", "**/api/v1/registrations/passphrase/finish", { broken: true });
  tried("authenticator");
  await page.fill("#protect-code", totp(secret));
  await page.click("#protect-finish");
  await page.waitForSelector("#entry-systolic");
  guard.check();
  await context.close();
});

test("logging in: what is missing is named, and only the one-time code is forgotten", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, options());
  await openPage(page, "/app/login");
  await page.click("#login-other");
  await refuses(page, "#login-submit", ["#login-name", "#login-passphrase", "#login-code"]);
  await page.fill("#login-name", "erika-beispiel");
  await page.fill("#login-passphrase", PASSPHRASE);
  await page.fill("#login-code", "12 34");
  await refuses(page, "#login-submit", "#login-code");
  await page.fill("#login-code", "123456");
  // Each code counts once: the next try takes another one.
  await survives(page, "#login-submit", "**/api/v1/login/passphrase/start", { forgets: ["login-code"] });
  tried("login");
  guard.check();
  await context.close();
});

test("writing to the manufacturer: the message stays until it has arrived", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, options());
  for (const path of ["/app/support", "/app/report-security"]) {
    await openPage(page, path);
    await refuses(page, "#contact-send", "#contact-message");
    await page.fill("#contact-way", "erika@example.org");
    await page.fill("#contact-message", "x".repeat(4_001));
    await refuses(page, "#contact-send", "#contact-message");
    await page.fill("#contact-message", "Die Schrift ist zu klein.");
    await survives(page, "#contact-send", "**/api/v1/tickets");
  }
  tried("support and security");
  await page.click("#contact-send");
  await page.waitForSelector("#contact-done");
  guard.check();
  await context.close();
});

test("the diary: every kind of entry names its first wrong field, and an entry is kept without a server", async () => {
  patient = await registerReachable(browser, server, push, options());
  const { page } = patient;
  await openPage(page, "/app/entry");
  const kind = (number) => page.click(`label[for="kind-${number}"]`);
  const wrong = async (fields, values = {}) => {
    for (const [field, value] of Object.entries(values)) await page.fill(field, value);
    await refuses(page, "#entry-save", fields);
  };
  await kind(0);
  await wrong(["#entry-systolic", "#entry-diastolic"]);
  await wrong("#entry-systolic", { "#entry-systolic": "80", "#entry-diastolic": "120" });
  await wrong(["#entry-systolic", "#entry-diastolic", "#entry-pulse"], { "#entry-systolic": "hoch", "#entry-diastolic": "12,5", "#entry-pulse": "999" });
  await page.fill("#entry-systolic", "131");
  await page.fill("#entry-diastolic", "82");
  await page.fill("#entry-pulse", "");
  await page.click("summary");
  await wrong("#entry-when", { "#entry-when": `${FAR_AWAY}T10:00` });
  await wrong(["#entry-when", "#entry-note"], { "#entry-when": "", "#entry-note": "x".repeat(2_001) });
  await page.fill("#entry-note", "");
  await refusesHalf(page, "#entry-save", "#entry-when");
  await page.fill("#entry-when", `${LONG_AGO}T10:00`);
  await page.fill("#entry-note", "Nach dem Treppensteigen.");
  assert.ok(await page.isVisible("#entry-note"), "what was opened stays open once it is right");

  await kind(1);
  await wrong("#entry-rate", { "#entry-rate": "0" });
  await kind(2);
  for (const value of ["", "schwer", "9999", "70,123456"]) await wrong("#entry-weight", { "#entry-weight": value });
  await kind(3);
  await wrong(["#entry-medicine", "#taken-0"]);
  await page.check("#taken-1");
  await wrong(["#entry-medicine", "#skipped-0"], { "#entry-medicine": "x".repeat(121) });
  await kind(4);
  await wrong("#entry-effect");
  await kind(5);
  await wrong("#entry-activity", { "#entry-minutes": "5000" });
  await kind(6);
  await wrong(["#entry-asleep", "#entry-awake", "#quality-0"]);
  await refusesHalf(page, "#entry-save", "#entry-asleep", { others: ["#entry-awake", "#quality-0"] });
  await page.fill("#entry-asleep", "");
  await kind(7);
  await wrong("#mood-0");
  await kind(8);
  await wrong("#entry-note", { "#entry-note": "" });
  tried("diary");

  // What was typed for another kind is still there; it is saved on this device, also without a server.
  await openPage(page, "/app/entry");
  await page.route("**/api/v1/**", (route) => route.abort());
  try {
    await enter(page, 131, 82);
    await page.waitForSelector("#home-add");
    await says(page, "#sync-state", /noch nicht übertragen|sobald Sie Verbindung haben/);
    assert.match(await page.innerText("main"), /131\szu\s82/);
  } finally {
    await page.unroute("**/api/v1/**");
  }
});

test("the recovery sheet: a wrong group and a wrong code are told, and the code stays without a server", async () => {
  const { page } = patient;
  await openPage(page, "/app/sheet");
  await page.click("#sheet-make");
  sheet = (await (await page.waitForSelector("#sheet-code")).innerText()).trim();
  for (const wrong of ["", "ZZZZZ"]) {
    await page.fill("#sheet-group", wrong);
    await refuses(page, "#sheet-confirm", "#sheet-group");
  }
  tried("sheet");

  const finder = await newPerson(browser, server.url, options());
  await addPasskeyDevice(finder.page);
  await openPage(finder.page, "/app/recover");
  const other = sheet.endsWith("A") ? "B" : "A";
  for (const wrong of ["", sheet.slice(0, 10), `${sheet.slice(0, -1)}${other}`]) {
    await finder.page.fill("#recover-code", wrong);
    await refuses(finder.page, "#recover-submit", "#recover-code");
  }
  await finder.page.fill("#recover-code", sheet);
  await survives(finder.page, "#recover-submit", "**/api/v1/recovery");
  tried("recovery");
  finder.guard.check();
  await finder.context.close();
});

test("export and patient record: days, half a name and a wrong number stand at their fields", async () => {
  const { page } = patient;
  await openPage(page, "/app/export");
  await page.check("#period-own");
  await refuses(page, "#export-start", "#export-from");
  await refusesHalf(page, "#export-start", "#export-from");
  await page.fill("#export-from", "2026-01-01");
  await refusesHalf(page, "#export-start", "#export-until");
  await page.fill("#export-from", "2030-02-01");
  await page.fill("#export-until", "2030-01-01");
  await refuses(page, "#export-start", "#export-from");
  await page.check("#period-all");
  await page.click("#export-person summary");
  await refusesHalf(page, "#export-start", "#export-birth");
  await page.fill("#export-birth", "");
  await page.fill("#export-given", "Erika");
  await refuses(page, "#export-start", "#export-given");
  await page.fill("#export-family", "Beispiel");
  await page.fill("#export-number", "A123456781");
  await refuses(page, "#export-start", "#export-number");
  tried("export");

  await openPage(page, "/app/patient-record");
  await page.click("#epa-consent");
  await page.waitForSelector("#epa-number");
  for (const number of ["", "123", "A123456781"]) {
    await page.fill("#epa-number", number);
    await refuses(page, "#epa-keep", "#epa-number");
  }
  tried("patient record");
});

test("messages: quiet hours, an address and its code", async () => {
  const { page } = patient;
  await openPage(page, "/app/notifications");
  await switchPushOn(page);
  await page.check("#notify-quiet");
  await page.fill("#notify-quiet-until", "");
  await refuses(page, "#notify-quiet-save", "#notify-quiet-until");
  await page.fill("#notify-quiet-from", "");
  await refuses(page, "#notify-quiet-save", ["#notify-quiet-from", "#notify-quiet-until"]);
  await page.fill("#notify-quiet-from", "21:30");
  await refusesHalf(page, "#notify-quiet-save", "#notify-quiet-until");
  await page.fill("#notify-quiet-until", "06:30");
  await survives(page, "#notify-quiet-save", "**/api/v1/notifications", { says: ".toasts .toast" });
  tried("quiet hours");

  // No mail server is needed for what is wrong before one is asked.
  let waits = null;
  await page.route("**/api/v1/notifications", async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const answer = await route.fetch();
    return route.fulfill({ json: { ...(await answer.json()), mail_offered: true, mail_waits: waits } });
  });
  await openPage(page, "/app/notifications");
  await page.waitForSelector("#notify-mail-new");
  for (const wrong of ["", "erika", "erika@example", "erika beispiel@example.org"]) {
    await page.fill("#notify-mail-new", wrong);
    await refuses(page, "#notify-mail-send", "#notify-mail-new");
  }
  await page.fill("#notify-mail-new", "erika@example.org");
  await survives(page, "#notify-mail-send", "**/api/v1/notifications/mail");
  tried("mail address");
  waits = "erika@example.org";
  await openPage(page, "/app/notifications");
  await page.waitForSelector("#notify-mail-code");
  for (const wrong of ["", "12345", "sechs!"]) {
    await page.fill("#notify-mail-code", wrong);
    await refuses(page, "#notify-mail-confirm", "#notify-mail-code");
  }
  await page.fill("#notify-mail-code", "123456");
  await survives(page, "#notify-mail-confirm", "**/api/v1/notifications/mail/code", { broken: true });
  tried("code of the mail address");
  await page.unroute("**/api/v1/notifications");
});

test("the programme: what was not chosen is asked for", async () => {
  const { page } = patient;
  await openPage(page, "/app/programme");
  await page.click("#suitable-change");
  await refuses(page, "#programme-begin", "#suitable-0");
  tried("programme");
  await page.check("#suitable-0");
  await page.click("#programme-begin");
  await page.waitForSelector("#modules");

  await openPage(page, "/app/plan");
  await page.check("#setting-morgens-0");
  await page.fill("#time-morgens", "");
  await refuses(page, "#save-morgens", "#time-morgens");
  await refusesHalf(page, "#save-morgens", "#time-morgens");
  await page.fill("#time-morgens", "08:15");
  for (let day = 1; day <= 7; day += 1) await page.uncheck(`#day-morgens-${day}`);
  await refuses(page, "#save-morgens", "#day-morgens-1");
  tried("reminder");

  await openPage(page, "/app/programme");
  await page.click("#next-go");
  await page.waitForSelector("#quiz-check");
  await refuses(page, "#quiz-check", "#quiz-answer-0");
  tried("quiz");

  // Of the questionnaires this is the one with questions that have to be answered.
  await openPage(page, "/app/questions/adherence");
  await page.click("#assessment-begin");
  await page.waitForSelector("#assessment-next");
  await refuses(page, "#assessment-next", "#question-0");
  await page.check("#question-0");
  await page.click("#assessment-next");
  await page.waitForSelector("#question-0[type=range]");
  await refuses(page, "#assessment-next", "#question-0");
  await page.click("#question-take");
  // The statements may be left out; own words among several answers may not be too long.
  for (let question = 3; question <= 9; question += 1) {
    await page.click("#assessment-next");
    await says(page, "main", new RegExp(`Frage ${question} von`));
  }
  await page.fill("#question-own", "x".repeat(201));
  await refuses(page, "#assessment-next", "#question-own");
  // What is ticked meanwhile counts, and is still there when one comes back.
  await page.check("#question-1");
  await page.fill("#question-own", "Der Schichtdienst");
  await page.click("#assessment-previous");
  await says(page, "main", /Frage 8 von/);
  await page.click("#assessment-next");
  await says(page, "main", /Frage 9 von/);
  assert.ok(await page.isChecked("#question-1"), "the tick beside words that were too long");
  assert.equal(await page.inputValue("#question-own"), "Der Schichtdienst");
  tried("questionnaire");
});

test("appointments: an invitation that is none, no time, and a note that is too long", async () => {
  doctor = await registerDoctor(browser, server);
  const { link } = await invite(doctor.page, "Erika Beispiel");
  const { page } = patient;
  await openPage(page, "/app/appointments/new");
  for (const wrong of ["", "Guten Tag, wann ist mein Termin?"]) {
    await page.fill("#appointment-text", wrong);
    await refuses(page, "#appointment-read", "#appointment-text");
  }
  tried("invitation");
  await page.fill("#appointment-text", link);
  await page.click("#appointment-read");
  await page.waitForSelector("#appointment-facts");
  await page.fill("#appointment-practice", "Praxis am Markt");
  await page.fill("#appointment-when", "");
  await refuses(page, "#appointment-keep", "#appointment-when");
  await refusesHalf(page, "#appointment-keep", "#appointment-when");
  tried("appointment");
  const inOneHour = new Date(Date.now() + 3_600_000).toLocaleString("sv-SE").slice(0, 16).replace(" ", "T");
  await page.fill("#appointment-when", inOneHour);
  await page.click("#appointment-keep");
  await page.waitForSelector("#appointment-note");
  await page.fill("#appointment-note", "x".repeat(1_001));
  await refuses(page, "#appointment-note-save", "#appointment-note");
  tried("note on an appointment");
});

test("sharing: a code that is none, every gap of the wish, and a server that fails", async () => {
  await openPage(doctor.page, "/practice/shared");
  const code = await doctor.page.innerText("#shared-code");
  const { page } = patient;
  await openPage(page, "/app/sharing/new");
  for (const wrong of ["", code.slice(0, -1), `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`]) {
    await page.fill("#sharing-code", wrong);
    await refuses(page, "#sharing-next", "#sharing-code");
  }
  await page.fill("#sharing-code", code);
  await survives(page, "#sharing-next", "**/api/v1/sharing/practices/*", { says: "#sharing-code-error" });
  tried("code of a practice");
  await page.click("#sharing-next");
  await page.waitForSelector("#sharing-found");
  await refuses(page, "#share-give", ["#share-practice", "#share-name", "#share-kind-0", "#share-since-today", "#share-ends-30", "#share-consent"]);
  await page.fill("#share-practice", "Praxis am Markt");
  await page.fill("#share-name", "Erika Beispiel");
  await page.check("#share-kind-0");
  await page.check("#share-since-own");
  await page.fill("#share-from", FAR_AWAY);
  await page.fill("#share-until", LONG_AGO);
  await refuses(page, "#share-give", ["#share-from", "#share-ends-30", "#share-consent"]);
  await refusesHalf(page, "#share-give", "#share-birth", { others: ["#share-from"] });
  await page.fill("#share-birth", "");
  await page.fill("#share-from", LONG_AGO);
  await refusesHalf(page, "#share-give", "#share-until", { others: ["#share-ends-30"] });
  await page.check("#share-since-90");
  await page.check("#share-ends-30");
  await refuses(page, "#share-give", "#share-consent");
  await page.check("#share-consent");
  await survives(page, "#share-give", "**/api/v1/consents");
  tried("share");
});

test("a trusted person: the name and the consent are asked for, and stay without a server", async () => {
  const { page } = patient;
  await openPage(page, "/app/trusted");
  await refuses(page, "#trusted-make", ["#trusted-name", "#trusted-consent"]);
  await page.fill("#trusted-name", "Anna Beispiel");
  await refuses(page, "#trusted-make", "#trusted-consent");
  await page.check("#trusted-consent");
  await survives(page, "#trusted-make", "**/api/v1/consents", { broken: true });
  tried("trusted person");
  patient.guard.check();
});

test("an appointment is not called gone when the server fails while it is cancelled", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, options());
  const begins = Math.round(Date.now() / 1000) + 3_600;
  await page.goto(`/cancel#abcdefgh12345678.${"a".repeat(22)}.${begins}`);
  await page.waitForSelector("#cancel");
  for (const fault of [(route) => route.fulfill({ status: 503, body: "" }), (route) => route.abort()]) {
    await page.route("**/cancellation", fault);
    await page.click("#cancel");
    await says(page, "#offline", /antwortet gerade nicht/);
    assert.ok(await page.isVisible("#cancel"), "it can be pressed again");
    await page.unroute("**/cancellation");
  }
  const shown = await page.locator("#state > section:visible").evaluateAll((all) => all.map(({ dataset }) => dataset.state));
  assert.deepEqual(shown, ["ask"]);
  guard.check();
  await context.close();
});

test("a code of the operator: what it lacks is told, and it stays without a server", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, options());
  const code = await enrolmentCode(server, "doctor");
  await openPage(page, "/practice/register");
  for (const wrong of ["", code.slice(0, 11), `${code}9`]) {
    await page.fill("#enrolment-code", wrong);
    await refuses(page, "#code-next", "#enrolment-code");
  }
  await page.fill("#enrolment-code", code);
  await survives(page, "#code-next", "**/api/v1/registrations");
  tried("enrolment");
  guard.check();
  await context.close();
});

test("every form of the patient app and of the account was tried", () => all());
