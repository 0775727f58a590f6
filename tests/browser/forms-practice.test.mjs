// Every form of the practice and of its guests with wrong input, and with a server that fails.

import { after, before, test } from "node:test";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { PROVOKED, refuses, refusesHalf, survives, trying } from "./lib/forms.mjs";
import { INVOICING } from "./lib/invoices.mjs";
import { enrolmentCode, openPage, registerDoctor, registerStaff, roomOf } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const DAY = 24 * 60 * 60 * 1000;
const LONG_AGO = "2020-01-01T10:00";
const { tried, all } = trying("practice", "visit", "call_tools");
let server, browser, doctor;

before(async () => {
  server = await startServer({ env: INVOICING });
  browser = await launchChromium();
  doctor = await registerDoctor(browser, server, { expected: PROVOKED });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Tomorrow at ten, as the field for a moment takes it. */
const tomorrow = () => `${new Date(Date.now() + DAY).toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" })}T10:00`;

test("an appointment: who, when, what it is called, who else, and another time", async () => {
  const { page } = doctor;
  await openPage(page, "/practice/invite");
  await refuses(page, "#invite-make", "#invite-patient");
  await page.check("#invite-later");
  await page.fill("#invite-patient", "Erika Beispiel");
  for (const wrong of ["", LONG_AGO]) {
    await page.fill("#invite-when", wrong);
    await refuses(page, "#invite-make", "#invite-when");
  }
  await refusesHalf(page, "#invite-make", "#invite-when");
  await page.fill("#invite-when", tomorrow());
  await survives(page, "#invite-make", "**/api/v1/consultations");
  tried("plan");
  await page.click("#invite-make");
  await page.waitForSelector("#describe");
  const room = roomOf((await page.textContent("#invitation-link")).trim());

  await page.click("#describe");
  await page.fill("#describe-name", "  ");
  await page.fill("#describe-remark", "Bringt Befunde mit");
  await refuses(page, "#describe-do", "#describe-name");
  await page.fill("#describe-name", "Erika Muster");
  await survives(page, "#describe-do", "**/api/v1/consultations/*", { says: "#describe-dialog #trouble" });
  tried("description");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#describe-dialog", { state: "detached" });

  await refuses(page, "#other-make", "#other-name");
  await page.fill("#other-name", "Anna Beispiel");
  await survives(page, "#other-make", "**/api/v1/consultations", { says: "form:has(#other-name) #trouble", broken: true });
  tried("guest beside");

  await openPage(page, `/practice/move/${room}`);
  for (const wrong of ["", LONG_AGO]) {
    await page.fill("#move-when", wrong);
    await refuses(page, "#move-make", "#move-when");
  }
  await refusesHalf(page, "#move-make", "#move-when");
  await page.fill("#move-when", tomorrow().replace("T10", "T11"));
  await survives(page, "#move-make", "**/api/v1/consultations/*");
  tried("move");
});

test("a consultation hour: whoever is invited into it has a name", async () => {
  const { page } = doctor;
  await openPage(page, "/practice/invite");
  await page.check("#invite-hour");
  await page.fill("#invite-patient", "Sprechstunde");
  await page.fill("#invite-when", tomorrow());
  await page.click("#invite-make");
  await page.waitForSelector("#hour-make");
  await refuses(page, "#hour-make", "#hour-patient");
  await page.fill("#hour-patient", "Otto Muster");
  await survives(page, "#hour-make", "**/api/v1/consultations", { says: "form:has(#hour-patient) #trouble" });
  tried("guest of a consultation hour");
});

test("a guest: the code, the name, who is accompanied, the consent; and a word of the practice", async () => {
  const { page } = doctor;
  await openPage(page, "/practice/invite");
  await page.fill("#invite-patient", "Ida Beispiel");
  await page.click("#invite-make");
  const code = (await (await page.waitForSelector("#join-code")).textContent()).trim();
  await openPage(page, "/practice/waiting");
  await refuses(page, "#room-open", "#doctor-name");
  tried("own name");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");

  const guest = await newPerson(browser, server.url, { expected: PROVOKED });
  const send = "main button[type=submit]";
  await openPage(guest.page, "/v");
  for (const wrong of ["", "12", `${code}!?`]) {
    await guest.page.fill("#code", wrong);
    await refuses(guest.page, send, "#code");
  }
  await guest.page.fill("#code", code);
  await survives(guest.page, send, "**/api/v1/nameplates/*", { says: "#code-error" });
  tried("join code");
  await guest.page.click(send);
  await guest.page.click("#open-devices");
  await guest.page.click("#devices-next");
  await guest.page.waitForSelector("#name");
  await refuses(guest.page, "#join", ["#name", "#consent"]);
  await guest.page.fill("#name", "x".repeat(201));
  await refuses(guest.page, "#join", ["#name", "#consent"]);
  await guest.page.fill("#name", "Anna Pfleger");
  await guest.page.check("#beside");
  await refuses(guest.page, "#join", ["#role-r", "#patient-name", "#consent"]);
  await guest.page.check("#role-n");
  await refuses(guest.page, "#join", ["#patient-name", "#consent"]);
  await guest.page.fill("#patient-name", "Ida Beispiel");
  await refuses(guest.page, "#join", "#consent");
  tried("guest");
  await guest.page.check("#consent");
  await guest.page.click("#join");
  await guest.page.waitForSelector("#waiting");

  const own = "input[id^='say-own-']";
  const line = page.locator("#hall > li", { has: page.locator("[id^='admit-']") }).first();
  await line.locator("[id^='admit-']").waitFor();
  await line.locator("summary").first().click();
  await refuses(page, "button[id^='say-send-']:visible", own);
  tried("word to somebody who waits");
  guest.guard.check();
  await guest.context.close();
  await openPage(page, "/practice/");
});

test("the contract and the papers: each gap is named, and a wrong account number", async () => {
  const { page } = doctor;
  await openPage(page, "/practice/contract");
  await page.waitForSelector("#contract-save");
  await refuses(page, "#contract-save", ["#contract-practice", "#contract-address", "#contract-doctor", "#contract-email"]);
  await page.fill("#contract-practice", "Praxis am Markt");
  await page.fill("#contract-address", "Lindenweg 4, 10115 Berlin");
  await page.fill("#contract-doctor", "Dr. Weber");
  await page.fill("#contract-email", "praxis@example.org");
  await page.check("#plan-plus");
  for (const wrong of ["", "DE00 1234", "DE89 3704 0044 0532 0130 01"]) {
    await page.fill("#contract-iban", wrong);
    await refuses(page, "#contract-save", "#contract-iban");
  }
  await page.fill("#contract-iban", "DE89 3704 0044 0532 0130 00");
  await page.fill("#contract-email", "praxis");
  await refuses(page, "#contract-save", "#contract-email");
  await page.fill("#contract-email", "praxis@example.org");
  await survives(page, "#contract-save", "**/api/v1/contract", { says: "#contract-form #trouble" });
  tried("contract");

  await openPage(page, "/practice/papers");
  await page.waitForSelector("#make-hand-out");
  await refuses(page, "#make-hand-out", ["#paper-practice", "#paper-phone"]);
  await page.fill("#paper-practice", "Praxis am Markt");
  await page.fill("#paper-lanr", "123");
  await page.fill("#paper-bsnr", "12345");
  await refuses(page, "#make-notice", ["#paper-address", "#paper-region", "#paper-doctor", "#paper-lanr", "#paper-bsnr"]);
});

test("a practice of several: names that are missing, codes that are none, and a server that fails", async () => {
  const { page } = doctor;
  await openPage(page, "/practice/team");
  await page.waitForSelector("#team-found");
  await page.fill("#team-name", " ");
  await page.fill("#team-own-name", " ");
  await refuses(page, "#team-found-do", "#team-name");
  await page.fill("#team-name", "Praxis am Markt");
  await refuses(page, "#team-found-do", "#team-own-name");
  await page.fill("#team-own-name", "Dr. Weber");
  await survives(page, "#team-found-do", "**/api/v1/practice", { says: "#team-found #trouble" });
  tried("founding");
  await page.click("#team-found-do");
  await page.waitForSelector("#team-members");

  await page.locator("details", { has: page.locator("#team-rename") }).locator("summary").click();
  await page.fill("#team-rename", "");
  await refuses(page, "#team-rename-do", "#team-rename");
  await page.fill("#team-rename", "Praxis am Ring");
  await survives(page, "#team-rename-do", "**/api/v1/practice", { says: "form:has(#team-rename) #trouble", broken: true });
  tried("renaming");

  await refuses(page, "#team-invite-do", "#team-invite-name");
  await page.fill("#team-invite-name", "Sam Helfer");
  await survives(page, "#team-invite-do", "**/api/v1/practice/joinings", { says: "form:has(#team-invite-name) #trouble" });
  tried("member");
  await page.click("#team-invite-do");
  const code = (await page.locator("#team-joinings > li code").first().textContent()).trim();

  const staff = await registerStaff(browser, server, { expected: PROVOKED });
  // The last one is a code of the operator's: well made, and no invitation of a practice.
  for (const wrong of ["", "ABCDE", await enrolmentCode(server, "staff")]) {
    await staff.page.fill("#joining-code", wrong);
    await refuses(staff.page, "#joining-next", "#joining-code");
  }
  await staff.page.fill("#joining-code", code);
  await survives(staff.page, "#joining-next", "**/api/v1/practice/joinings/*");
  tried("code to join");
  await staff.page.click("#joining-next");
  await staff.page.waitForSelector("#joining-offer");
  await refuses(staff.page, "#joining-accept", "#joining-name");
  await staff.page.fill("#joining-name", "Sam Helfer");
  await survives(staff.page, "#joining-accept", "**/api/v1/practice/joinings/*");
  tried("joining");
  staff.guard.check();
  await staff.context.close();
  doctor.guard.check();
});

test("every form of the practice and of its guests was tried", () => all());
