// The programme and the questionnaires: read, done, answered, interrupted, resumed, on two devices.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { recordTraffic } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { activationCode } from "./lib/codes.mjs";
import { exportAs } from "./lib/exporting.mjs";
import { inspect } from "./lib/inspect.mjs";
import { addEntry, beginProgramme, enter, openPage, redeemAndConsent, registerPatient, says, synchronised } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const DAY = 24 * 60 * 60 * 1000;
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A patient with one entry, on the start page. */
async function patient(options = {}) {
  const person = await registerPatient(browser, server, options);
  await enter(person.page, 128, 81, 66);
  await person.page.waitForSelector("#home-add");
  return person;
}

/** Whether this is the server's answer to records that were sent. */
function isUpload(response) {
  return response.request().method() === "POST" && /\/collections\/[^/]+\/records$/.test(new URL(response.url()).pathname);
}

test("the programme is begun knowingly, a module is read, exercised and asked, and all of it is kept", async () => {
  const { context, page, guard } = await patient();
  await page.goto("/app/programme");
  await says(page, "#suitable-known", /Sie haben am \d+\.\s\S+ \d{4} angegeben: Nichts davon trifft auf Sie zu/);
  assert.equal(await page.locator("#suitable-0").count(), 0, "what was answered at registration is not asked again");
  await inspect(page, "programme-start");
  await page.click("#suitable-change");
  await page.waitForFunction(() => document.activeElement?.id === "suitable-0");
  await page.click("#programme-begin");
  assert.match(await page.textContent("#suitable-error"), /wählen/);
  await page.check("#suitable-2");
  await page.waitForSelector("#suitable-first");
  assert.equal(await page.locator("#programme-begin").count(), 0, "without asking the practice nothing begins");
  await inspect(page, "programme-ask-first");
  await page.goto("/app/programme");
  await page.check("#suitable-0");
  await page.click("#programme-begin");
  await page.waitForSelector("#modules");
  assert.equal(await page.locator("#modules > li").count(), 12);
  await inspect(page, "programme");

  await page.click("#next-go");
  await page.waitForSelector("#module-mark-read");
  await inspect(page, "module");
  await page.click("#module-mark-read");
  await page.waitForSelector("#module-mark-read", { state: "detached" });
  await page.click("#exercise-done");
  await page.waitForSelector("#exercise-done", { state: "detached" });

  // Every question says whether the answer was right, and why.
  for (let number = 0; number < 20 && (await page.locator("#quiz-end").count()) === 0; number += 1) {
    if (number === 0) {
      await page.click("#quiz-check");
      assert.match(await page.textContent("#quiz-answer-error"), /wählen/);
    }
    await page.check("#quiz-answer-0");
    await page.click("#quiz-check");
    await page.waitForSelector("#quiz-result");
    if (number === 0) await inspect(page, "module-quiz");
    await page.click("#quiz-next");
    await page.waitForSelector("#quiz-result", { state: "detached" });
  }
  await page.waitForSelector("#quiz-end");

  await page.goto("/app/");
  await synchronised(page);
  await page.goto("/app/programme");
  await page.waitForSelector("#modules");
  assert.match(await page.innerText("#modules > li:first-child"), /Begonnen/);
  await page.goto("/app/");
  await page.waitForSelector("#waiting-assessments");
  await page.click("#home-questions");
  await page.waitForSelector("#assessments");
  await page.goto("/app/programme");
  await page.waitForSelector("#modules");
  assert.match(await page.innerText("#modules > li:first-child"), /Übung an 1 von/);
  guard.check();
  await context.close();
});

test("the programme begins with the answer that was given at registration, and asks again after a month", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await addPasskeyDevice(page);
  await redeemAndConsent(page, activationCode(), "#eligible-1");
  await page.click("#protect-passkey");
  await page.waitForSelector("#entry-systolic");
  await enter(page, 128, 81, 66);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  // At noon: an hour more or less of summer time leads to no other day.
  const noon = new Date().setHours(12, 0, 0, 0);
  await context.clock.setSystemTime(noon + 30 * DAY);
  await openPage(page, "/app/programme");
  await says(page, "#suitable-known", /Ihre Praxis hat zugestimmt/);
  await context.clock.setSystemTime(noon + 31 * DAY);
  await openPage(page, "/app/programme");
  await page.waitForSelector("#suitable-0");
  assert.equal(await page.locator("#suitable-known").count(), 0);
  guard.check();
  await context.close();
});

/** Writes down a complaint that is an emergency with these tablets; ends on the page that says what to do. */
async function swollenFace(page) {
  await openPage(page, "/app/entry");
  await page.getByRole("radio", { name: "Beschwerde", exact: true }).check();
  await page.selectOption("#entry-effect", { label: "Gesicht, Lippen oder Zunge geschwollen" });
  await page.check("#severity-1");
  await page.click("#entry-save");
  await page.waitForSelector("#critical-done");
}

test("a stop rule pauses the programme until the patient has talked to the practice", async () => {
  const { context, page, guard } = await patient();
  await beginProgramme(page);
  await swollenFace(page);
  assert.equal(await page.locator('a[href="tel:112"]').count(), 1);
  await page.click("#critical-done");
  await says(page, "#programme-stop", /Das Programm macht Pause[^]*Schwellung im Gesicht/);
  assert.equal(await page.locator("#next-go, #next-go-on").count(), 0, "nothing of the programme is offered");
  await inspect(page, "programme-stop");
  await synchronised(page);

  await openPage(page, "/app/programme/messen");
  await page.waitForSelector("#programme-stop");
  assert.ok((await page.locator(".lesson").count()) > 0, "reading stays possible");
  assert.equal(await page.locator("#exercise-done, #module-mark-read, #quiz").count(), 0);
  await inspect(page, "module-stop");
  await openPage(page, "/app/programme/quiz");
  await page.waitForSelector("#programme-stop");
  assert.equal(await page.locator("#quiz-check").count(), 0);

  await openPage(page, "/app/");
  await page.click("#programme-agreed");
  await page.waitForSelector("#programme-stop", { state: "detached" });
  await page.waitForSelector("#next-go");
  await synchronised(page);
  await page.reload();
  await page.waitForSelector("#next-go");
  assert.equal(await page.locator("#programme-stop").count(), 0, "the agreement is kept");
  await openPage(page, "/app/programme/messen");
  await page.waitForSelector("#exercise-done");
  await page.waitForSelector("#module-mark-read");
  guard.check();
  await context.close();
});

test("whoever feels ill beside an ordinary value finds the complaints of an emergency, and the programme rests with one of them", async () => {
  const { context, page, guard } = await patient();
  await beginProgramme(page);
  await openPage(page, "/app/entry");
  await enter(page, 125, 80);
  await page.click("#unwell-title");
  await says(page, "#unwell", /Brustschmerzen[^]*Notruf 112/);
  await inspect(page, "home-unwell");
  await page.click("#complaints-no");
  await says(page, "#unwell", /Wird es nicht besser/);
  assert.equal(await page.locator("#programme-stop").count(), 0, "nothing rests");
  await page.click("#complaints-yes");
  await says(page, "#unwell", /Das kann ein Notfall sein/);
  await says(page, "#programme-stop", /Das Programm macht Pause[^]*Das kann ein Notfall sein/);
  await synchronised(page);
  guard.check();
  await context.close();
});

test("a very high value lets exercises rest, and with complaints the whole programme", async () => {
  const { context, page, guard } = await patient();
  await beginProgramme(page);
  await openPage(page, "/app/entry");
  await enter(page, 190, 115);
  await page.click("#complaints-no");
  await page.waitForSelector("#complaints-no", { state: "detached" });
  await page.click("#critical-done");
  await says(page, "#programme-stop", /Übungen mit Bewegung ruhen[^]*Ihr Wert ist sehr hoch/);
  await page.waitForSelector("#next-go");
  await page.click("#programme-agreed");
  await page.waitForSelector("#programme-stop", { state: "detached" });
  await synchronised(page);

  await openPage(page, "/app/entry");
  await enter(page, 85, 55);
  await page.click("#complaints-yes");
  await says(page, "main", /Niedriger Wert mit Schwindel/);
  await inspect(page, "advice-low-complaints");
  await page.click("#critical-done");
  await says(page, "#programme-stop", /Niedriger Wert mit Schwindel/);
  await synchronised(page);

  await openPage(page, "/app/entry");
  await enter(page, 186, 112);
  await page.click("#complaints-yes");
  await says(page, "main", /Sehr hoher Wert mit Beschwerden[^]*112/);
  await page.click("#critical-done");
  await says(page, "#programme-stop", /Das Programm macht Pause[^]*Sehr hoher Wert mit Beschwerden/);
  guard.check();
  await context.close();
});

test("without any entry somebody ill finds the complaints as well, and a yes by mistake is taken back knowingly and stays readable", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await beginProgramme(page);
  await page.click('.page-nav a[href="/app/"]');
  await page.waitForSelector(".empty #home-add");
  await page.click("#unwell-title");
  await says(page, "#unwell", /Brustschmerzen[^]*Notruf 112/);
  await inspect(page, "home-unwell-empty");
  await page.click("#complaints-yes");
  await says(page, "#programme-stop", /Das Programm macht Pause[^]*Das kann ein Notfall sein/);

  // Another yes of the same day is taken back by itself.
  await page.click('.page-nav a[href="/app/programme"]');
  await page.waitForURL("**/app/programme");
  await page.click('.page-nav a[href="/app/"]');
  await page.click("#unwell-title");
  await page.click("#complaints-yes");
  await page.click("#complaints-mistake");
  await page.click("#mistake-yes");
  await page.waitForSelector("#complaints-yes");
  await says(page, "#programme-stop", /Das Programm macht Pause[^]*Das kann ein Notfall sein/);

  await page.click("#programme-mistake");
  await says(page, "#programme-mistake-dialog", /Das kann ein Notfall sein[^]*wenn Sie keine dieser Beschwerden hatten[^]*ohne dass Ihre Praxis/);
  await inspect(page, "programme-mistake");
  await page.click("#mistake-no");
  await page.waitForSelector("#programme-mistake-dialog", { state: "detached" });
  assert.equal(await page.locator("#programme-stop").count(), 1, "the answer stands");
  await page.click("#programme-mistake");
  await page.click("#mistake-yes");
  await page.waitForSelector("#programme-stop", { state: "detached" });
  await page.waitForSelector("#next-go");

  // Beside a reading that stops something by itself.
  await page.click("#home-add");
  await enter(page, 190, 115);
  await page.click("#complaints-yes");
  await says(page, "main", /Sehr hoher Wert mit Beschwerden/);
  await page.click("#complaints-mistake");
  await page.click("#mistake-yes");
  await page.click("#complaints-no");
  await page.waitForSelector("#complaints-no", { state: "detached" });
  await page.click("#critical-done");
  await says(page, "#programme-stop", /Übungen mit Bewegung ruhen[^]*Ihr Wert ist sehr hoch/);
  assert.equal(await page.locator("#programme-mistake").count(), 0, "a reading is no answer");
  await synchronised(page);
  await openPage(page, "/app/programme");
  await says(page, "#programme-taken-back", /Das kann ein Notfall sein: geantwortet am [^]*Sehr hoher Wert mit Beschwerden: geantwortet am /);
  await inspect(page, "programme-taken-back");
  guard.check();
  await context.close();
});

/** Answers every question that is still asked, and waits for the result. */
async function answerTheRest(page) {
  for (let asked = 0; asked < 20 && (await page.locator("#assessment-next").count()) > 0; asked += 1) {
    const option = page.locator("#question-3");
    if (await option.count()) await option.check();
    else await page.fill("#question-0", "weniger Salz");
    const [number] = (await page.innerText("main")).match(/Frage \d+ /);
    await page.click("#assessment-next");
    await page.waitForFunction((number) => !document.querySelector("main").innerText.includes(number), number);
  }
  await page.waitForSelector("#assessment-result");
}

test("a questionnaire is interrupted, resumed, finished, and its result is said in words", async () => {
  const { context, page, guard } = await patient();
  const traffic = recordTraffic(context);
  await beginProgramme(page);
  await page.goto("/app/questions");
  await page.waitForSelector("#assessments");
  await inspect(page, "questionnaires");
  await page.click("#open-self-management");
  await page.waitForSelector("#assessment-begin");
  await inspect(page, "questionnaire-begin");
  await page.click("#assessment-begin");
  await page.waitForSelector("#question-0");
  await inspect(page, "questionnaire-question");
  await page.check("#question-3");
  await page.click("#assessment-next");
  await page.check("#question-4");
  await page.click("#assessment-next");
  await page.waitForFunction(() => /Frage 3/.test(document.querySelector("main").innerText));
  await page.click("#assessment-stop");
  await page.waitForSelector("#assessments");
  assert.match(await page.innerText("#assessments > li:first-child"), /Weitermachen/);
  await page.reload();
  await page.click("#open-self-management");
  await page.waitForFunction(() => /Frage 3/.test(document.querySelector("main").innerText));
  await page.click("#assessment-previous");
  assert.equal(await page.isChecked("#question-4"), true, "an answer is still there after a reload");
  await answerTheRest(page);
  assert.match(await page.innerText("#assessment-result"), /Punkte/);
  await inspect(page, "questionnaire-result");
  assert.equal(await page.locator("#result-chart-title, #result-parts").count(), 0, "one result is no line");
  await page.click("#assessment-begin");
  await page.waitForSelector("#question-0");
  await answerTheRest(page);
  await page.waitForSelector("#result-chart-title");
  await page.click("#result-parts > summary");
  await page.waitForSelector("#result-chart-confidence-title");
  await inspect(page, "questionnaire-result-parts");
  assert.equal(traffic.contains("weniger Salz"), false, "an answer left the device in plain text");
  guard.check();
  await context.close();
});

test("a thought of death leads to help at once", async () => {
  const { context, page, guard } = await patient();
  await page.goto("/app/questions/phq-9");
  await page.click("#assessment-begin");
  for (let number = 1; number < 9; number += 1) {
    await page.waitForFunction((wanted) => new RegExp(`Frage ${wanted} `).test(document.querySelector("main").innerText), number);
    await page.check("#question-0");
    await page.click("#assessment-next");
  }
  await page.waitForFunction(() => /Frage 9 /.test(document.querySelector("main").innerText));
  assert.equal(await page.locator("#help-now").count(), 0);
  await page.check("#question-1");
  await page.waitForSelector("#help-now");
  assert.ok((await page.locator('#help-now a[href^="tel:"]').count()) > 0, "a number to call");
  await inspect(page, "questionnaire-help");
  await page.click("#assessment-next");
  await page.waitForSelector("#assessment-result");
  assert.ok((await page.locator("#help-now").count()) > 0, "help stands with the result as well");
  guard.check();
  await context.close();
});

test("the survey of the ordinance asks twice in its week and not before, is voluntary, and is answered or declined for good", async () => {
  const SATISFACTION = "#survey-digav-anlage-3-satisfaction";
  const HEALTH = "#survey-digav-anlage-3-health";
  const { context, page, guard } = await patient();
  await beginProgramme(page);
  // At noon: an hour more or less of summer time leads to no other day.
  const noon = new Date().setHours(12, 0, 0, 0);
  const openOn = async (number, path) => {
    await context.clock.setSystemTime(noon + (number - 1) * DAY);
    await openPage(page, path);
  };
  /** The start page on a day on which it asks; ends when the note of it is on the server. */
  const askedOn = async (number) => {
    await Promise.all([page.waitForResponse(isUpload), openOn(number, "/app/")]);
    await page.waitForSelector(SATISFACTION);
    await synchronised(page);
  };
  /** From the questionnaires, where everything is loaded, to the start page. */
  const home = async () => {
    await page.click('.page-nav a[href="/app/"]');
    await page.waitForSelector("#next-step");
  };
  await openOn(36, "/app/questions");
  await page.waitForSelector("#open-self-management");
  assert.equal(await page.locator('[id^="survey-"]').count(), 0, "too early");
  await home();
  assert.equal(await page.locator('[id^="survey-"]').count(), 0);

  await askedOn(40);
  assert.match(await page.innerText(SATISFACTION), /freiwillig/);
  await inspect(page, "survey");
  await page.reload();
  await page.waitForSelector(SATISFACTION);
  await askedOn(41);
  await openOn(42, "/app/questions");
  await page.waitForSelector(SATISFACTION);
  await home();
  assert.equal(await page.locator(SATISFACTION).count(), 0, "reminded once");

  await openOn(43, "/app/questions");
  await page.click("#survey-take-digav-anlage-3-satisfaction");
  await page.click("#assessment-begin");
  for (let number = 1; number <= 5; number += 1) {
    await page.waitForFunction((wanted) => new RegExp(`Frage ${wanted} von 5`).test(document.querySelector("main").innerText), number);
    await page.fill("#question-0", "8");
    await page.waitForSelector("#question-back");
    if (number === 1) await inspect(page, "survey-question");
    await page.click("#assessment-next");
  }
  await page.waitForSelector("#assessment-thanks");
  await openPage(page, "/app/questions");
  await page.waitForSelector("#open-self-management");
  assert.equal(await page.locator(SATISFACTION).count(), 0, "who has answered is not asked again");

  await openOn(86, "/app/");
  await page.waitForSelector(HEALTH);
  assert.equal(await page.locator(SATISFACTION).count(), 0);
  await page.click("#survey-decline-digav-anlage-3-health");
  await page.waitForSelector(HEALTH, { state: "detached" });
  await openOn(87, "/app/questions");
  await page.waitForSelector("#open-self-management");
  assert.equal(await page.locator(HEALTH).count(), 0);
  await home();
  assert.equal(await page.locator(HEALTH).count(), 0, "who declined is not asked again");
  guard.check();
  await context.close();
});

test("the survey follows from the prescription: it is asked before the programme begins, and of whoever begins late", async () => {
  const HEALTH = "#survey-digav-anlage-3-health";
  const { context, page, guard } = await patient();
  const noon = new Date().setHours(12, 0, 0, 0);
  const openOn = async (number, path) => {
    await context.clock.setSystemTime(noon + (number - 1) * DAY);
    await openPage(page, path);
  };
  await Promise.all([page.waitForResponse(isUpload), openOn(41, "/app/")]);
  await page.waitForSelector("#survey-digav-anlage-3-satisfaction");
  await says(page, "#next-step", /Zwölf Wochen/);
  await synchronised(page);

  // What was answered at registration is too old by now.
  await openOn(60, "/app/programme");
  await page.check("#suitable-0");
  await Promise.all([page.waitForResponse(isUpload), page.click("#programme-begin")]);
  await page.waitForSelector("#modules");
  await openOn(86, "/app/questions");
  await page.waitForSelector(HEALTH);
  // The last questionnaires of the programme come before the end of the prescription as well.
  await says(page, "#assessments > li:first-child", /Jetzt, bis/);
  await page.click('.page-nav a[href="/app/"]');
  await page.waitForSelector("#waiting-assessments");
  await page.click(`#survey-decline-digav-anlage-3-health`);
  await page.waitForSelector(HEALTH, { state: "detached" });
  guard.check();
  await context.close();
});

test("with a follow-up prescription the programme is begun anew, and the earlier round is kept", async () => {
  const { context, page, guard } = await patient({ acceptDownloads: true });
  await beginProgramme(page);
  await page.goto("/app/programme/messen");
  await page.click("#module-mark-read");
  await page.waitForSelector("#module-mark-read", { state: "detached" });
  const earlier = await activities(page, "round");
  assert.equal(earlier.length, 5, "the sections that were read");
  await openPage(page, "/app/programme");
  await page.waitForSelector("#modules");
  assert.equal(await page.locator("#programme-follow-up").count(), 0, "the first prescription runs");
  await openPage(page, "/app/code");
  await page.fill("#activation-code", activationCode());
  await page.click("#code-next");
  await page.waitForSelector("#period-card");
  // At noon: an hour more or less of summer time leads to no other day.
  await context.clock.setSystemTime(new Date().setHours(12, 0, 0, 0) + 95 * DAY);
  await openPage(page, "/app/programme");
  await page.waitForSelector("#programme-follow-up");
  await inspect(page, "programme-follow-up");
  await says(page, "#programme-go-on", /Nein, so weiter/);
  await page.click("#programme-go-on");
  await page.waitForSelector("#programme-follow-up", { state: "detached" });
  await page.click('.page-nav a[href="/app/"]');
  await page.click('.page-nav a[href="/app/programme"]');
  await page.waitForSelector("#programme-anew");
  assert.equal(await page.locator("#programme-follow-up").count(), 0, "it is asked once");
  await page.click("#programme-anew");
  await page.check("#suitable-2");
  await page.waitForSelector("#suitable-first");
  await page.click("#programme-back");
  await page.waitForSelector("#modules");
  await page.click("#programme-anew");
  await page.check("#suitable-0");
  await page.click("#programme-begin");
  await page.waitForSelector("#programme-earlier");
  assert.equal(await page.locator("#programme-follow-up").count(), 0);
  assert.match(await page.innerText("main"), /Woche 1 von 12/);
  assert.deepEqual(await activities(page, "anew"), earlier, "what was read before goes along, under the same names");
  const open = JSON.parse((await exportAs(page, "open", "anew")).get("heilsam-alle-daten.json"));
  const [{ data }] = open.collections.therapy;
  assert.deepEqual([data.course.earlier.length, data.course.earlier[0].modules.messen.read.length], [1, 5]);
  guard.check();
  await context.close();
});

/** Identities and names of the activities in an export for the patient record. */
async function activities(page, name) {
  const bundle = JSON.parse((await exportAs(page, "json", name)).get("heilsam-mio-diga.json"));
  const found = bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === "Procedure");
  return found.map(({ id, code }) => `${id} ${code.text}`).sort();
}

test("goals count from the diary, and a reminder appears at its time, again later, and never again", async () => {
  const { context, page, guard } = await patient();
  await beginProgramme(page);
  await page.goto("/app/plan");
  await page.waitForSelector("#goals");
  await page.click("#choose-messen");
  await page.waitForSelector("#goal-messen");
  assert.match(await page.innerText("#goals"), /1 von 3 in dieser Woche/);
  const card = page.locator("#reminders li").first();
  await card.getByRole("radio", { name: "Ja", exact: true }).check();
  for (const box of await card.getByRole("checkbox").all()) await box.check();
  const past = new Date(Date.now() - 60_000).toTimeString().slice(0, 5);
  await card.locator('input[type="time"]').fill(past);
  await inspect(page, "plan");
  await card.getByRole("button", { name: "Erinnerung speichern" }).click();
  const reminder = page.locator('[id^="reminder-"].notice');
  await reminder.waitFor();
  await page.goto("/app/");
  await reminder.waitFor();
  await inspect(page, "reminder");
  await reminder.getByRole("button", { name: "In 30 Minuten noch einmal" }).click();
  await reminder.waitFor({ state: "detached" });
  await synchronised(page);
  await context.clock.setSystemTime(Date.now() + 31 * 60 * 1000);
  await openPage(page, "/app/");
  await reminder.waitFor();
  await reminder.getByRole("button", { name: "Erledigt" }).click();
  await reminder.waitFor({ state: "detached" });
  await openPage(page, "/app/plan");
  await card.getByRole("radio", { name: "Nie, und nicht mehr anbieten" }).check();
  await Promise.all([page.waitForResponse(isUpload), card.getByRole("button", { name: "Erinnerung speichern" }).click()]);
  await page.reload();
  await page.click("#reminders-never > summary");
  const refused = page.locator("#reminders-never li").first();
  assert.equal(await refused.getByRole("radio", { name: "Nie, und nicht mehr anbieten" }).isChecked(), true, "never is remembered");
  guard.check();
  await context.close();
});

test("hints stand where they help: beside the form, after a high reading, and one at a time", async () => {
  const { context, page, guard } = await patient();
  const hint = (wanted) => says(page, "#hint", wanted);
  await openPage(page, "/app/entry");
  await hint(/Rücken an/);
  await page.getByRole("radio", { name: "Gewicht", exact: true }).check();
  await hint(/derselben Waage/);
  assert.equal(await page.locator("#hint a").count(), 0, "no link leads away from what is being typed");
  await page.getByRole("radio", { name: "Medikament", exact: true }).check();
  await page.waitForSelector("#hint", { state: "detached" });
  await page.check("#taken-1");
  await hint(/nicht die doppelte Menge/);
  await inspect(page, "hint-beside");

  await page.getByRole("radio", { name: "Blutdruck", exact: true }).check();
  await enter(page, 150, 94);
  await page.waitForSelector("#home-add");
  await hint(/Messen Sie nach zwei Minuten noch einmal/);
  await inspect(page, "hint-home");
  await addEntry(page, 146, 92);
  await page.waitForSelector("#hint", { state: "detached" });
  await beginProgramme(page);
  await page.click('.page-nav a[href="/app/"]');
  await hint(/In der ersten Woche zählt nur das Messen/);
  assert.equal(await page.locator("#hint").count(), 1);
  await page.click("#hint a");
  await page.waitForSelector("#module-mark-read");
  guard.check();
  await context.close();
});

test("for whom it is can be read before there is an account", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/app/");
  await page.getByRole("link", { name: /Für wen Heilsam ist/ }).click();
  await page.waitForFunction(() => /schwanger/.test(document.querySelector("main").innerText));
  assert.match(await page.innerText("#about-price"), /zahlen Sie nichts/);
  await says(page, "#about-purpose", /Medizinische Zweckbestimmung[^]*essentieller Hypertonie/);
  const features = await page.innerText("#about-what");
  for (const feature of [/Fotos/, /Bluetooth/, /zwölf Wochen/, /Erinnerungen/, /Fragebögen/, /PDF/, /freigeben/, /Videosprechstunden/, /Patientenakte/]) {
    assert.match(features, feature);
  }
  await inspect(page, "about");
  guard.check();
  await context.close();
});

test("a very high value of today that comes with a file says at once what to do, and one of long ago does not", async () => {
  const { context, page, guard } = await patient();
  await beginProgramme(page);
  const take = async (moment, name) => {
    const table = `Datum;Uhrzeit;Systolisch;Diastolisch;Puls\n${moment};192;116;70\n`;
    await openPage(page, "/app/import");
    await page.setInputFiles("#import-file", { name, mimeType: "text/csv", buffer: Buffer.from(table) });
    await page.click("#import-take");
  };
  await take("01.03.2026;07:30", "alt.csv");
  await page.waitForSelector("#history-list");
  await page.click('.page-nav a[href="/app/"]');
  await page.waitForSelector("#next-go");
  assert.equal(await page.locator("#programme-stop").count(), 0);
  await synchronised(page);
  const [day, month, year, hour, minute] = new Date(Date.now() - 60 * 60 * 1000)
    .toLocaleString("de-DE", { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" })
    .match(/\d+/g);
  await take(`${day}.${month}.${year};${hour}:${minute}`, "heute.csv");
  await page.waitForSelector("#critical-done");
  await says(page, "main", /192 zu 116[^]*112/);
  await says(page, "#import-done", /Ein Eintrag wurde\s+übernommen/);
  await page.click("#critical-done");
  await says(page, "#programme-stop", /Übungen mit Bewegung ruhen/);
  guard.check();
  await context.close();
});

test("values of another app are looked at before they are taken over, and only once", async () => {
  const { context, page, guard } = await patient();
  await page.goto("/app/import");
  const table = "Datum;Uhrzeit;Systolisch;Diastolisch;Puls\n01.03.2026;07:30;135;85;70\n02.03.2026;07:31;400;85;70\n03.03.2026;07:32;131;82;69\n";
  const name = `werte_${"messgeraet_".repeat(6)}2026.csv`;
  await says(page, ".file-name", /Noch keine Datei/);
  const asked = page.waitForEvent("filechooser");
  await page.click(".file-button");
  await (await asked).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.waitForSelector("#import-take");
  assert.equal(await page.innerText(".file-name"), name);
  assert.match(await page.innerText("#import-preview"), /2 Einträge können übernommen werden, eine Zeile nicht/);
  await page.click("#import-refused summary");
  assert.match(await page.innerText("#import-refused"), /unmöglich/);
  await inspect(page, "import");
  await page.click("#import-take");
  await page.waitForSelector("#history-list");
  assert.match(await page.innerText("#history-list"), /135 zu 85/);
  await page.goto("/app/import");
  await page.setInputFiles("#import-file", { name: "werte.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.waitForSelector("#import-preview");
  assert.equal(await page.locator("#import-take").count(), 0, "what is there already is not taken over again");
  await page.setInputFiles("#import-file", { name: "bild.csv", mimeType: "text/csv", buffer: Buffer.from([0, 1, 2, 0]) });
  await page.waitForSelector("#import-problem");
  guard.check();
  await context.close();
});
