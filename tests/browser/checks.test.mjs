// The automatic checks: what ran is seen in the manufacturer's app, and at the items that it concerns.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchChromium } from "./lib/chromium.mjs";
import { makeDemo } from "./lib/demo.mjs";
import { inspect } from "./lib/inspect.mjs";
import { enterDossier, openPage as open, says } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

/** Longer than a session may last: one check is red. The server and its checks both read it. */
process.env.HEILSAM_SESSIONS__IDLE_MINUTES_PATIENT = "240";

let server, browser, author;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
  const demo = await makeDemo(server, ["--evidence"]);
  author = await enterDossier(browser, server, demo, "manufacturer-author", { ready: "#checks-summary" });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

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
  const check = page.locator("#evidence-list > *", { hasText: "Prüfung „Jede Rolle erreicht nur ihre Wege“" });
  assert.match(await check.innerText(), /gültig bis/);
  assert.equal(await check.getByRole("button").count(), 0, "a statement can be taken off, a check cannot");
  await inspect(page, "checks-item");
  guard.check();
});

test("an item whose check is red cannot be met, and says why", async () => {
  const { page, guard } = author;
  await open(page, "/manufacturer/item/digav-2026-anlage-1/si-15");
  assert.match(await page.innerText("#evidence-list"), /Prüfung fehlgeschlagen/);
  await page.click("#place-2-met");
  await page.click("#answer-save");
  await says(page, "#answer-refused", /idle_minutes_patient/);
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
