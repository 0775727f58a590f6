// Every screen of the patient app in English: in English words, inside of a narrow phone, by axe and the Tab key, and as pictures.

import { after, before, test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { launchChromium, newPerson, painted } from "./lib/chromium.mjs";
import { logIn, makeDemo } from "./lib/demo.mjs";
import { checkEnglish } from "./lib/english.mjs";
import { checkKeyboard } from "./lib/keyboard.mjs";
import { takePictures } from "./lib/pictures.mjs";
import { startServer } from "./lib/server.mjs";

const OUTSIDE = ["", "login", "recover", "register", "recover-with-contact", "about", "help", "support", "report-security", "more"];
const INSIDE = [
  ..."|entry|history|import|devices|programme|programme/quiz|programme/messen|plan|questions|questions/phq-9".split("|"),
  ..."export|patient-record|report|sheet|account|consents|data|sharing|sharing/new|code|login-ways".split("|"),
  ..."appointments|appointments/new|brought|outcome|notifications|trusted".split("|"),
];

let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function look(page, name) {
  await page.waitForSelector("#root h1");
  await page.waitForLoadState("networkidle");
  await painted(page);
  await checkEnglish(page, name);
  await checkAccessibility(page, name);
  await checkKeyboard(page, name);
  if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, `english-${name}`);
}

const name = (address) => address.replaceAll("/", "-") || "start";

test("who has no account reads English on every screen", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, { locale: "en-GB" });
  for (const address of OUTSIDE) {
    await page.goto(`/app/${address}`);
    await look(page, `out-${name(address)}`);
  }
  guard.check();
  await context.close();
});

test("who is logged in reads English on every screen", async () => {
  const { accounts } = await makeDemo(server);
  const { context, page, guard } = await newPerson(browser, server.url, { locale: "en-GB" });
  await page.goto("/app/login");
  await logIn(page, accounts.find(({ role }) => role === "patient"));
  await page.waitForSelector("#home-add");
  for (const address of INSIDE) {
    await page.goto(`/app/${address}`);
    await look(page, `in-${name(address)}`);
  }
  guard.check();
  await context.close();
});
