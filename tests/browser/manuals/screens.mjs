// The walk through both programs that the manuals describe: every picture in them is taken on it.

import { addPasskeyDevice } from "../lib/authenticator.mjs";
import { filmOfPerson } from "../lib/camera.mjs";
import { launchChromium, newPerson } from "../lib/chromium.mjs";
import { pdf } from "../lib/papers.mjs";
import { enrolmentCode, invite, registerDoctor, registerPatient, seesPicture } from "../lib/people.mjs";
import { joinPush } from "../lib/push.mjs";
import { OWN } from "../lib/veil.mjs";
import { beAsked, useApp } from "./app.mjs";
import { startOffering } from "./operator.mjs";
import { asServed, foot, head, middle } from "./picture.mjs";
import { conclude, foundPractice, planConference, talkOfThree } from "./several.mjs";

const DESK = { width: 1100, height: 760 };
const HAND = { width: 390, height: 780 };
/** Sharp enough for paper: 116 mm and 60 mm wide there. */
const SHARP = 1.5;

const WORDS = {
  de: {
    patient: "Erika Beispiel",
    relative: "Anna Beispiel",
    other: "Otto Muster",
    practice: "Praxis Dr. Weber",
    colleague: "Dr. Jana Sommer, Praxis am Markt",
    street: "Lindenweg 4, 10115 Berlin",
    text: "Guten Tag, hier ist mein Befund.",
    file: "Befund.pdf",
  },
  en: {
    patient: "Erika Example",
    relative: "Anna Example",
    other: "Otto Sample",
    practice: "Dr. Weber's practice",
    colleague: "Dr. Jana Sommer, Market Practice",
    street: "Lindenweg 4, 10115 Berlin",
    text: "Hello, here is my test result.",
    file: "Result.pdf",
  },
};

/**
 * Walks from the registration of a doctor to the end of a call, on to a practice of several and into the patient's app, in
 * German (`de`) or English (`en`).
 *
 * At every screen of the manuals it calls `take(name, page)` and waits for it. Names begin with `practice-` or `patient-`.
 */
export async function walk(language, take) {
  const words = WORDS[language];
  const locale = language === "de" ? "de-DE" : "en-GB";
  const { server, push, stop } = await startOffering();
  const browsers = [];
  const person = async (viewport, film) => {
    const browser = await launchChromium([`--use-file-for-fake-video-capture=${film}`]);
    browsers.push(browser);
    return newPerson(browser, server.url, { viewport, locale, deviceScaleFactor: SHARP });
  };
  try {
    const doctor = await person(DESK, await filmOfPerson(70));
    const guest = await person(HAND, await filmOfPerson(150));
    await register(doctor.page, await enrolmentCode(server, "doctor"), words, take);
    const code = await plan(doctor.page, words, take);
    await arrive(guest.page, code, words, take);
    await talk(doctor.page, guest.page, words, take);
    await afterwards(doctor.page, words, take);
    const relative = await person(HAND, await filmOfPerson(110));
    await talkOfThree(doctor.page, guest.page, relative.page, words, take);
    await Promise.all([guest.context.close(), relative.context.close()]);
    await planConference(doctor.page, words, take);
    await conclude(server, doctor.page, words, take);
    await doctor.page.goto("/practice/");
    const { link } = await invite(doctor.page, words.patient);
    const colleague = await registerDoctor(browsers[0], server, { locale });
    await foundPractice(doctor.page, colleague.page, words, take);
    const app = { viewport: HAND, locale, deviceScaleFactor: SHARP, permissions: ["notifications"] };
    const patient = await newPerson(browsers[0], server.url, app);
    await joinPush(patient.context, push.subscription());
    await useApp(patient.page, link, words, take);
    const later = await registerPatient(browsers[0], server, app);
    await beAsked(later, take);
    for (const each of [doctor, guest, relative, colleague, patient, later]) each.guard.check();
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await stop();
  }
}

async function register(page, code, words, take) {
  await addPasskeyDevice(page);
  await page.goto("/practice/register");
  await page.fill("#enrolment-code", code);
  await take("practice-register", page);
  await page.click("#code-next");
  await page.waitForSelector("#protect-passkey");
  await take("practice-protect", page);
  await page.click("#protect-passkey");
  await page.waitForSelector("#invite");
  await page.goto("/practice/proof");
  await page.check("#proof-by-card");
  await head(page.locator('label[for="proof-by-card"]'));
  await take("practice-card", page);
  await page.check("#proof-by-document");
  await page.fill("#proof-lanr", "123456601");
  await page.fill("#proof-bsnr", "721234500");
  await head(page.locator('label[for="proof-by-document"]'));
  await take("practice-proof", page);
}

async function plan(page, words, take) {
  let code;
  for (const [number, name] of [words.other, words.patient].entries()) {
    await page.goto("/practice/");
    await page.click("#invite");
    await page.fill("#invite-patient", name);
    if (number === 1) await take("practice-plan", page);
    await page.click("#invite-make");
    await page.waitForSelector("#invitation-link", { state: "attached" });
    code = (await page.textContent("#join-code")).trim();
  }
  await middle(page.locator(".qr").first());
  await asServed(page.locator("p.field-label", { hasText: "://" }).first());
  await take("practice-invitation", page);
  await page.goto("/practice/");
  // In the list both names can be read, whatever the time of the day is.
  await page.click("#look-list");
  await page.waitForSelector("#invitations");
  await foot(page.locator("#calendar").getByText(words.patient).last());
  await take("practice-calendar", page);
  return code;
}

async function arrive(page, code, words, take) {
  await page.goto("/v");
  await page.fill("#code", code);
  await take("patient-code", page);
  await page.keyboard.press("Enter");
  await page.click("#open-devices");
  await seesPicture(page, "main video");
  await take("patient-devices", page);
  await page.click("#devices-next");
  await page.fill("#name", words.patient);
  await page.check("#consent");
  await head(page.locator("main h1").first());
  await take("patient-name", page);
  await page.click("#join");
  await page.waitForSelector("#waiting");
}

async function talk(doctor, guest, words, take) {
  await doctor.goto("/practice/waiting");
  await doctor.fill("#doctor-name", "Dr. Weber");
  await doctor.click("#room-open");
  const admit = doctor.locator("[id^=admit-]").first();
  await admit.waitFor();
  await take("practice-waiting", doctor);
  await take("patient-waiting", guest);
  await admit.click();
  await Promise.all([doctor, guest].flatMap((page) => [seesPicture(page), seesPicture(page, OWN)]));
  await Promise.all([doctor.waitForSelector("#call-chat"), guest.waitForSelector("#call-more")]);
  await foot(doctor.locator("#call-chat"));
  await take("practice-call", doctor);
  await take("patient-call", guest);
  await guest.click("#call-number");
  await guest.waitForSelector("#security-number");
  await take("patient-number", guest);
  await guest.keyboard.press("Escape");
  await guest.click("#call-more");
  await guest.click("#call-chat");
  await guest.fill("#chat-text", words.text);
  await guest.click("#chat-send");
  await guest.setInputFiles("#chat-file", { name: words.file, mimeType: "application/pdf", buffer: pdf(2) });
  await doctor.click("#call-chat");
  await doctor.locator("#chat-log > li").nth(1).getByRole("button").first().waitFor();
  await guest.locator("#chat-log > li").nth(1).getByRole("button").first().waitFor();
  await head(guest.locator(".tools-panel").first());
  await take("patient-chat", guest);
  await middle(doctor.locator("#call-other").first());
  await take("practice-chat", doctor);
  await guest.click("#chat-close");
  await guest.click("#call-hang-up");
  await guest.waitForSelector("#end");
  await take("patient-end", guest);
}

async function afterwards(page, words, take) {
  const copy = page.locator("[id^=copy-summary-]").first();
  await copy.waitFor();
  await middle(copy);
  await take("practice-after", page);
  await page.goto("/practice/papers");
  await page.fill("#paper-practice", words.practice);
  await page.fill("#paper-address", words.street);
  await page.fill("#paper-phone", "030 1234567");
  await take("practice-papers", page);
  await page.goto("/practice/help?topic=call");
  await page.waitForSelector("#help-call[open]");
  await take("practice-help", page);
}
