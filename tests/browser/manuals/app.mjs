// The part of the walk in the patient's app: a photo, an appointment, messages, a trusted person, a survey, a new version.

import { addPasskeyDevice } from "../lib/authenticator.mjs";
import { beginProgramme, enter, openPage, redeemAndConsent } from "../lib/people.mjs";
import { switchPushOn } from "../lib/push.mjs";
import { head } from "./picture.mjs";

/** A day of the programme in which the app asks about the satisfaction. */
const ASKED = 40;
const DAY = 24 * 60 * 60 * 1000;

/** A week's box for tablets, as JPEG: a photo as far as a page can draw one. */
async function photo(page) {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [960, 720];
    const context = canvas.getContext("2d");
    const fill = (colour, draw) => {
      context.fillStyle = colour;
      context.beginPath();
      draw();
      context.fill();
    };
    fill("#c9b8a4", () => context.rect(0, 0, 960, 720));
    for (let day = 0; day < 7; day += 1) {
      fill("#4f9aa8", () => context.roundRect(40 + day * 128, 180, 112, 360, 14));
      for (let part = 0; part < 3; part += 1) fill(day < 3 ? "#3b7f8c" : "#fbfaf5", () => context.arc(96 + day * 128, 250 + part * 110, 30, 0, 7));
    }
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
  });
  return Buffer.from(base64, "base64");
}

/** From the registration to the trusted person; `link` is an invitation of a practice. */
export async function useApp(page, link, words, take) {
  await addPasskeyDevice(page);
  await redeemAndConsent(page);
  await page.click("#protect-passkey");
  await page.fill("#entry-systolic", "128");
  await page.fill("#entry-diastolic", "81");
  await page.click("summary");
  await page.setInputFiles("#entry-photo", { name: "photo.jpg", mimeType: "image/jpeg", buffer: await photo(page) });
  await page.waitForFunction(() => document.querySelector("img.photo")?.naturalWidth > 0);
  await head(page.locator('label[for="entry-photo"]'));
  await take("patient-photo", page);
  await page.click("#entry-save");
  await page.waitForSelector("#home-add");

  await page.goto("/app/appointments");
  await page.click("#appointment-add");
  await page.fill("#appointment-text", link);
  await page.click("#appointment-read");
  await page.fill("#appointment-practice", words.practice);
  await page.click("#appointment-keep");
  await page.click("#appointment-consent");
  await page.waitForSelector("#appointment-join");
  await take("patient-appointment", page);
  await head(page.locator("h2#appointment-prepare"));
  await take("patient-remind", page);

  await page.goto("/app/notifications");
  await switchPushOn(page);
  await page.check("#notify-reminders");
  await page.check("#notify-appointments");
  await page.evaluate(() => scrollTo(0, 0));
  await take("patient-notifications", page);

  await page.goto("/app/trusted");
  await page.fill("#trusted-name", words.relative);
  await page.check("#trusted-consent");
  await head(page.locator('label[for="trusted-name"]'));
  await take("patient-trusted", page);
}

/** Somebody new in the app, weeks into the programme; `person` stands before the first entry. */
export async function beAsked({ context, page }, take) {
  await enter(page, 128, 81);
  await page.waitForSelector("#home-add");
  await beginProgramme(page);
  // At noon: an hour more or less of summer time leads to no other day.
  await context.clock.setSystemTime(new Date().setHours(12, 0, 0, 0) + (ASKED - 1) * DAY);
  await openPage(page, "/app/");
  const survey = page.locator("#survey-digav-anlage-3-satisfaction");
  await survey.waitFor();
  await head(survey);
  await take("patient-survey", page);
  // What makes the bar appear is a release, and a journey of its own.
  const bar = page.locator("#update");
  await bar.evaluate((element) => (element.hidden = false));
  await page.evaluate(() => scrollTo(0, 0));
  await take("patient-update", page);
}
