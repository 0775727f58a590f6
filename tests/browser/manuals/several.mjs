// The part of the walk with several people: a call of three, a case conference, a practice of several, its papers.

import { seesAndHears } from "../lib/group.mjs";
import { monthPasses } from "../lib/invoices.mjs";
import { invite, roomOf, walkIn } from "../lib/people.mjs";
import { foot, head, middle } from "./picture.mjs";

const COLLEAGUE = "Dr. Sommer";

/** The patient and a relative in one call with the doctor. */
export async function talkOfThree(doctor, guest, relative, words, take) {
  await doctor.goto("/practice/");
  const { link } = await invite(doctor, words.patient);
  await doctor.fill("#other-name", words.relative);
  await middle(doctor.locator("#other-name"));
  await take("practice-others", doctor);
  await doctor.click("#other-make");
  await doctor.locator("#invitation-link", { hasNotText: link }).waitFor({ state: "attached" });
  const second = (await doctor.textContent("#invitation-link")).trim();
  const [room, secondRoom] = [link, second].map(roomOf);

  await doctor.goto("/practice/waiting");
  await doctor.fill("#doctor-name", "Dr. Weber");
  await doctor.click("#room-open");
  // The page was in a call before: the same address with another link would not load it anew.
  await guest.goto("about:blank");
  await guest.goto(link);
  await walkIn(guest, words.patient);
  await doctor.click(`#admit-${room}`);
  await seesAndHears({ page: guest, name: "guest" }, 1);
  await relative.goto(second);
  await beside(relative, words, take);
  await doctor.waitForSelector(`#role-${secondRoom}`);
  await middle(doctor.locator(`#seat-${secondRoom}`));
  await take("practice-take-in", doctor);
  await doctor.click(`#take-in-${secondRoom}`);
  for (const [name, page] of Object.entries({ doctor, guest, relative })) await seesAndHears({ page, name }, 2);
  await doctor.evaluate(() => scrollTo(0, 0));
  await take("practice-group", doctor);
  await take("patient-group", guest);
  await doctor.click("#call-hang-up");
  for (const page of [guest, relative]) await page.waitForSelector("#end");
}

/** Shows how somebody joins in the patient's place; then they wait under their own name alone, with their own invitation. */
async function beside(page, words, take) {
  await page.click("#open-devices");
  await page.click("#devices-next");
  await page.fill("#name", words.relative);
  await page.check("#beside");
  await page.check("#role-r");
  await page.fill("#patient-name", words.patient);
  await foot(page.locator("#patient-name"));
  await take("patient-beside", page);
  await page.uncheck("#beside");
  await page.check("#consent");
  await page.click("#join");
}

/** Doctors among themselves. */
export async function planConference(page, words, take) {
  await page.goto("/practice/invite");
  await page.check("#invite-conference");
  await page.fill("#invite-patient", words.colleague);
  await take("practice-conference", page);
}

/** The contract with the operator, the confirmation that comes of it, and the first invoice. No other page may be open. */
export async function conclude(server, page, words, take) {
  await page.goto("/practice/contract");
  await page.fill("#contract-practice", words.practice);
  await page.fill("#contract-address", words.street);
  await page.fill("#contract-doctor", "Dr. Weber");
  await page.fill("#contract-email", "praxis@example.org");
  await page.check("#plan-plus");
  await page.fill("#contract-iban", "DE89 3704 0044 0532 0130 00");
  await middle(page.locator("#contract-mandate"));
  await take("practice-mandate", page);
  await page.click("#contract-save");
  await page.waitForSelector("#contract-since");
  await middle(page.locator("#make-confirmation"));
  await take("practice-confirmation", page);
  await monthPasses(server, page);
  await head(page.locator("#contract-invoices"));
  await take("practice-invoice", page);
}

/** A colleague joins the practice, and one of its appointments is handed over. */
export async function foundPractice(main, colleague, words, take) {
  await main.goto("/practice/team");
  await main.fill("#team-name", words.practice);
  await main.fill("#team-own-name", "Dr. Weber");
  await main.click("#team-found-do");
  await main.fill("#team-invite-name", COLLEAGUE);
  await main.click("#team-invite-do");
  const code = main.locator("#team-joinings code");
  await code.waitFor();
  await middle(code);
  await take("practice-team", main);
  await colleague.goto("/practice/team");
  await colleague.click("#team-join summary");
  await colleague.fill("#joining-code", (await code.textContent()).trim());
  await colleague.click("#joining-next");
  await colleague.fill("#joining-name", COLLEAGUE);
  await colleague.click("#joining-accept");
  await colleague.waitForSelector("#joining-waits");
  await main.click("[id^=team-release-]");
  await main.locator("#team-members > li", { hasText: COLLEAGUE }).waitFor();

  await main.goto("/practice/invite");
  await main.fill("#invite-patient", words.other);
  await main.click("#invite-make");
  await main.click("#other-doctor");
  await main.waitForSelector("#other-doctor-dialog");
  await take("practice-hand-over", main);
}
