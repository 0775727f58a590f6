// The automatic checks: what ran is seen in the manufacturer's app, and at the items that it concerns.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchChromium, newPerson, painted } from "./lib/chromium.mjs";
import { logIn, makeDemo } from "./lib/demo.mjs";
import { inspect } from "./lib/inspect.mjs";
import { startServer } from "./lib/server.mjs";

let server, browser, author;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
  const demo = await makeDemo(server, ["--evidence"]);
  author = await newPerson(browser, server.url, { viewport: { width: 1280, height: 900 } });
  await author.page.goto("/manufacturer/");
  await logIn(
    author.page,
    demo.accounts.find((each) => each.role === "manufacturer-author"),
  );
  await author.page.waitForSelector("#checks-summary");
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens a page of the dossier and waits for its heading. */
async function open(page, path) {
  await page.goto(path);
  await page.waitForSelector(".page-title h1");
  await painted(page);
}

test("the overview says how the checks stand and leads to them", async () => {
  const { page, guard } = author;
  assert.match(await page.innerText("#checks-summary"), /\d+ bestanden, \d+ fehlgeschlagen, \d+ ohne gültiges Ergebnis/);
  await page.click("text=Alle Prüfungen ansehen");
  await page.waitForSelector("#checks");
  guard.check();
});

test("every check is listed with what came out and what to do, and can be filtered by keyboard", async () => {
  const { page, guard } = author;
  await open(page, "/manufacturer/checks");
  assert.match(await page.innerText("#checks-ran"), /Zuletzt geprüft am .*: Version 0\.1\.0, Stand /);
  const all = Number((await page.innerText("#checks-count")).match(/\d+/)[0]);
  assert.ok(all >= 60, `${all} checks`);
  assert.match(await page.innerText("#check-role-matrix"), /Jede Rolle erreicht nur ihre Wege/);
  assert.match(await page.innerText("#check-tls"), /nicht geprüft[\s\S]*http:\/\//);
  await inspect(page, "checks");
  await page.focus("#checks-filter-green");
  await page.keyboard.press("Enter");
  await page.waitForFunction((all) => Number(document.querySelector("#checks-count").innerText.match(/\d+/)[0]) < all, all);
  await page.click("#check-role-matrix summary");
  assert.match(await page.innerText("#check-role-matrix"), /Anfragen aller Rollen/);
  await page.click("#checks-filter-red");
  await page.waitForSelector("#checks, .notice");
  await inspect(page, "checks-red");
  guard.check();
});

test("an item shows the check that proves it; nobody can take it off", async () => {
  const { page, guard } = author;
  await open(page, "/manufacturer/item/digav-2026-anlage-1/si-18");
  const list = await page.innerText("#evidence-list");
  assert.match(list, /Prüfung „Jede Rolle erreicht nur ihre Wege“[\s\S]*gültig bis/);
  assert.doesNotMatch(list, /Nachweis lösen/);
  await inspect(page, "checks-item");
  guard.check();
});

test("an item whose check is red cannot be met, and says why", async () => {
  const { page, guard } = author;
  await open(page, "/manufacturer/item/digav-2026-anlage-1/si-12");
  assert.match(await page.innerText("#evidence-list"), /Prüfung fehlgeschlagen/);
  await page.click("#place-whole-met");
  await page.click("#answer-save");
  await page.waitForFunction(() => /./.test(document.querySelector("#answer-refused")?.innerText ?? ""));
  assert.match(await page.innerText("#answer-refused"), /noch einmal auszuweisen/);
  await inspect(page, "checks-item-red");
  guard.check();
});

test("the checks speak English", async () => {
  const { page, guard } = author;
  await page.evaluate(() => localStorage.setItem("heilsam.language", "en"));
  await open(page, "/manufacturer/checks");
  assert.match(await page.innerText("main"), /Automatic checks[\s\S]*Each role reaches its routes only/);
  await page.evaluate(() => localStorage.setItem("heilsam.language", "de"));
  guard.check();
});
