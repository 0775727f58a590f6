// Takes the pictures of docs/screens anew: `node screens.mjs`, with a server, the demonstration and quick front ends built before.
// Look at each of them before you commit what it writes. All people in them are made up.

import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { filmOfPerson } from "./lib/camera.mjs";
import { launchChromium, newPerson, painted } from "./lib/chromium.mjs";
import { logIn, makeDemo } from "./lib/demo.mjs";
import { checkout } from "./lib/folders.mjs";
import { comes, openHall, row } from "./lib/group.mjs";
import { beginProgramme, enter, enterDossier, openPage, registerDoctor, registerPatient, seesPicture, synchronised } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const FOLDER = join(checkout, "docs/screens");
const DESK = { width: 1440, height: 900 };
const HAND = { width: 390, height: 844 };
const [FIRST, SECOND] = ["Erika Beispiel", "Otto Muster"];
/** Pictures of the overview: their left edge and their width on it. */
const OVERVIEW = { width: 1400, height: 551, parts: [["patient-start-light", 10, 245], ["patient-waiting", 275, 245], ["practice-call", 540, 850]] };

const path = (name) => join(FOLDER, `${name}.png`);

/** The screen as it is seen, or all of the page with `whole`. */
async function take(page, name, { size, whole = false, dark = false } = {}) {
  if (size) await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  const { width, height } = page.viewportSize();
  // As high as the page: what stands at the foot of the screen would lie across its middle.
  if (whole) await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  await page.mouse.move(0, 0);
  await painted(page);
  await page.screenshot({ path: path(name), fullPage: whole, animations: "disabled", caret: "hide" });
  if (whole) await page.setViewportSize({ width, height });
  console.log(`${name}.png`);
}

/** The demonstration's patient: start page, chart, an entry, what is stored. */
async function patientOfTheDemo(browser, server, demo) {
  const { context, page } = await newPerson(browser, server.url, { viewport: HAND });
  await openPage(page, "/app/login");
  await logIn(page, demo.accounts.find(({ role }) => role === "patient"));
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await take(page, "patient-start-light");
  await take(page, "patient-start-dark", { dark: true });
  await take(page, "patient-start-wide", { size: DESK });
  await openPage(page, "/app/history");
  await page.waitForSelector('[aria-labelledby="history-chart-title"]');
  await take(page, "patient-chart", { size: HAND });
  await openPage(page, "/app/entry");
  await page.waitForSelector("#entry-systolic");
  await take(page, "patient-entry", { whole: true });
  await openPage(page, "/app/data");
  await take(page, "patient-my-data", { size: DESK, whole: true });
  await context.close();
}

/** The app without an account, with made-up values. */
async function preview(browser, server) {
  const { context, page } = await newPerson(browser, server.url, { viewport: HAND });
  await page.goto("/app/");
  await page.click("#welcome-preview");
  await page.waitForSelector("#preview");
  await page.waitForSelector("#home-add");
  await take(page, "patient-preview", { whole: true });
  await context.close();
}

/** Somebody who has just begun the programme. */
async function programme(browser, server) {
  const { context, page } = await registerPatient(browser, server, { viewport: HAND });
  await enter(page, 128, 81, 66);
  await page.waitForSelector("#home-add");
  await beginProgramme(page);
  await take(page, "patient-programme", { size: DESK, whole: true });
  await page.click("#next-go");
  await page.waitForSelector("#module-mark-read");
  await take(page, "patient-module", { size: HAND, whole: true });
  await page.goto("/app/questions/self-management");
  await page.click("#assessment-begin");
  await page.waitForSelector("#question-0");
  await take(page, "patient-questionnaire", { whole: true });
  await context.close();
}

/** A waiting room with two people in it, and the call with the first of them. */
async function consultation(server) {
  const browsers = [];
  const withFilm = async (tint) => {
    const browser = await launchChromium([`--use-file-for-fake-video-capture=${await filmOfPerson(tint)}`]);
    browsers.push(browser);
    return browser;
  };
  try {
    const doctor = await registerDoctor(await withFilm(70), server, { viewport: DESK });
    const links = await openHall(doctor, [FIRST, SECOND]);
    const guests = [];
    for (const [number, name] of [FIRST, SECOND].entries()) {
      const day = { browser: await withFilm(150 + number * 50), server, doctor };
      guests.push(await comes(day, links[number], name, { viewport: HAND }));
    }
    await take(doctor.page, "practice-waiting");
    await seesPicture(guests[0].page, "main video");
    await take(guests[0].page, "patient-waiting");
    await row(doctor, FIRST).getByRole("button", { name: /Hereinbitten/ }).click();
    await Promise.all([seesPicture(doctor.page), seesPicture(guests[0].page)]);
    await doctor.page.evaluate(() => scrollTo(0, 0));
    await take(doctor.page, "practice-call");
    await take(guests[0].page, "patient-call");
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
}

/** How far the dossier of the demonstration is. */
async function dossier(browser, server, demo) {
  const { context, page } = await enterDossier(browser, server, demo, "manufacturer-author", { viewport: DESK });
  await take(page, "manufacturer-completeness", { whole: true });
  await context.close();
}

/** Three of the pictures side by side. */
async function overview(browser) {
  const { width, height, parts } = OVERVIEW;
  const page = await browser.newPage({ viewport: { width, height } });
  const pictures = await Promise.all(
    parts.map(async ([name, left, wide]) => {
      const data = (await readFile(path(name))).toString("base64");
      const style = `position:absolute;left:${left}px;top:10px;width:${wide}px;height:${height - 20}px;object-fit:cover;object-position:top`;
      return `<img alt="" style="${style}" src="data:image/png;base64,${data}">`;
    }),
  );
  await page.setContent(`<!doctype html><body style="margin:0;background:#e9e5de">${pictures.join("")}</body>`);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await take(page, "overview");
  await page.close();
}

await mkdir(FOLDER, { recursive: true });
const server = await startServer();
const browser = await launchChromium();
try {
  const demo = await makeDemo(server);
  await patientOfTheDemo(browser, server, demo);
  await preview(browser, server);
  await programme(browser, server);
  await consultation(server);
  await dossier(browser, server, demo);
  await overview(browser);
} finally {
  await browser.close();
  await server.stop();
}
