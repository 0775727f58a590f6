// Every screen of the patient app in English: in English words, inside of a narrow phone, by axe, and as pictures.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { launchChromium, newPerson, painted } from "./lib/chromium.mjs";
import { logIn, makeDemo } from "./lib/demo.mjs";
import { checkNoSidewaysScroll, takePictures } from "./lib/pictures.mjs";
import { startServer } from "./lib/server.mjs";

const OUTSIDE = ["", "login", "recover", "register", "recover-with-contact", "about", "help", "support", "report-security", "more"];
const INSIDE = [
  ..."|entry|history|import|devices|programme|programme/quiz|programme/messen|plan|questions|questions/phq-9".split("|"),
  ..."export|patient-record|report|sheet|account|consents|data|sharing|sharing/new|code|login-ways".split("|"),
  ..."appointments|appointments/new|outcome|notifications|trusted".split("|"),
];
/** Words that no English sentence has. */
const GERMAN = /(^|[^\p{L}])(und|nicht|oder|eine?n?|Ihre?n?|Sie|für|wird|werden|können|Bitte|Eintrag|Einträge|zeigen)(?=[^\p{L}]|$)/u;
/** A key stands where its text is missing. */
const KEY = /^[a-z]+(-[a-z0-9]+)+$/;

let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** The words on the screen, without what is in another language on purpose and what people typed. */
function words(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement } = node;
      const text = node.textContent.trim();
      if (text && parentElement.closest("[lang]")?.lang === "en" && parentElement.checkVisibility()) found.push(text);
    }
    return found;
  });
}

async function look(page, name) {
  await page.waitForSelector("#root h1");
  await page.waitForLoadState("networkidle");
  await painted(page);
  const said = await words(page);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.deepEqual(said.filter((text) => GERMAN.test(text)), [], `${name} says something in German`);
  assert.deepEqual(said.filter((text) => KEY.test(text)), [], `${name} lacks a text`);
  await checkNoSidewaysScroll(page);
  await checkAccessibility(page, name);
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
