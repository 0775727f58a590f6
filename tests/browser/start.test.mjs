// Before and around the ninety days: the preview, the question for whom it is, codes, and the time after the end.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { recordTraffic, storedInBrowser } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { activationCode } from "./lib/codes.mjs";
import { eventually } from "./lib/connections.mjs";
import { program } from "./lib/folders.mjs";
import { noteHeadings } from "./lib/headings.mjs";
import { inspect } from "./lib/inspect.mjs";
import { beginRegistration, enter, redeemAndConsent, registerPatient, says, synchronised } from "./lib/people.mjs";
import { freePort, startServer } from "./lib/server.mjs";

const EXPIRED = "77AAAAAAAAAAADEV";
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("the app can be tried without an account, and nothing of it is kept or sent", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  const traffic = recordTraffic(context);
  await page.goto("/app/");
  await page.waitForSelector("#welcome-preview");
  await page.click("#welcome-preview");
  await page.waitForSelector("#preview");
  await page.waitForSelector("#home-add");
  assert.match(await page.innerText("#preview"), /ausgedacht/);
  await inspect(page, "preview");

  await page.click("#home-add");
  await page.waitForSelector("#entry-systolic");
  await enter(page, 133, 86, 70);
  await page.waitForSelector("#home-add");
  await page.click("nav a[href='/app/history']");
  // The list lies below the window, where nothing is drawn yet.
  for (const told of [/133\s+zu\s+86/, /Beispiel-Tablette/, /\d\s+kg/]) await page.locator("#history-list", { hasText: told }).waitFor();
  await page.waitForSelector("#preview");
  await page.click("nav a[href='/app/programme']");
  await page.waitForSelector("#modules");
  await says(page, "main", /Woche 3 von 12/);
  await page.click("#programme-questions");
  await page.waitForSelector("#assessments");
  await inspect(page, "preview-questions");
  await page.click("nav a[href='/app/']");
  await says(page, "#next-appointment", /Hausarztpraxis Beispiel/);
  await page.click("nav a[href='/app/account']");
  await page.waitForSelector("#preview-not-here");
  await inspect(page, "preview-account");

  const stored = (await storedInBrowser(page)).map(([place]) => place);
  assert.deepEqual(stored.filter((place) => /heilsam-patient/.test(place)), [], "nothing lies in the browser");
  const asked = traffic.count();
  await page.click("#preview-end");
  await page.waitForSelector("#welcome-start");
  assert.equal(await page.locator("#preview").count(), 0);
  assert.equal(traffic.contains("api/v1/collections"), false, "nothing was sent");
  assert.ok(asked > 0);
  await page.reload();
  await page.waitForSelector("#welcome-start");
  guard.check();
  await context.close();
});

test("who should ask first is told so before the code is used", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/app/");
  await page.click("#welcome-start");
  await page.waitForSelector("#eligible-0");
  const code = page.locator("#activation-code, #code-next, #code-scan");
  assert.equal(await code.count(), 0, "before an answer there is no code to type");
  const next = page.locator('#eligible-next[role="status"]');
  assert.match(await next.innerText(), /Danach geben Sie hier Ihren Code ein/);
  await next.evaluate((element) => element.setAttribute("data-seen", "before"));
  await inspect(page, "eligible");
  await page.check("#eligible-1");
  await says(page, "#eligible-next", /Geben Sie jetzt darunter Ihren Code ein/);
  assert.equal(await next.getAttribute("data-seen"), "before", "it has changed and is read; what appears is not");
  await page.fill("#activation-code", "77AA");
  await page.check("#eligible-2");
  await page.waitForSelector("#eligible-first");
  assert.equal(await code.count(), 0, "who asks first redeems no code");
  assert.equal(await next.textContent(), "", "the notice says what to do");
  assert.equal(await page.locator('.before-code a[href="/app/help"]').count(), 1);
  await inspect(page, "eligible-first");
  await page.check("#eligible-1");
  await page.waitForSelector("#activation-code");
  assert.equal(await page.evaluate(() => document.activeElement.id), "eligible-1", "the focus stays where somebody chooses");
  assert.equal(await page.inputValue("#activation-code"), "77AA", "what was typed stays");
  assert.equal(await page.locator("#eligible-first").count(), 0);
  guard.check();
  await context.close();
});

test("three pages lie between the welcome page and the first entry", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await addPasskeyDevice(page);
  await page.goto("/app/");
  await page.waitForSelector("#welcome-start");
  const headings = await noteHeadings(page);
  await beginRegistration(page);
  await page.fill("#activation-code", activationCode());
  await page.click("#code-next");
  await page.check("#consent-intended-use");
  await page.click("#consent-next");
  await page.click("#protect-passkey");
  await page.waitForSelector("#entry-systolic");
  const [welcome, ...shown] = await headings();
  assert.match(welcome, /Willkommen/);
  assert.equal(shown.pop(), (await page.textContent("h1")).trim());
  assert.ok(shown.length <= 3, shown.join(", "));
  assert.match(shown[0], /Frage[^]*Code/);
  guard.check();
  await context.close();
});

test("the programme is there without a network after the first visit, though it is not part of it", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await enter(page, 128, 81);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  await page.reload();
  await page.waitForSelector("#home-add");
  await page.click("nav a[href='/app/programme']");
  await page.click("#programme-begin");
  await page.waitForSelector("#modules");
  await page.click("#programme-questions");
  await page.waitForSelector("#open-phq-9, #open-self-management");
  await context.setOffline(false);
  await context.close();
});

test("the ninety days are counted, and a follow-up code makes them more", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await page.goto("/app/account");
  await page.waitForSelector("#period-card");
  assert.match(await page.innerText("#period-card"), /Tag 1 von 90/);
  await inspect(page, "account");
  await page.click("#period-further");
  await page.waitForSelector("#activation-code");
  await inspect(page, "further-code");
  await page.fill("#activation-code", EXPIRED);
  await page.click("#code-next");
  await page.waitForSelector("#trouble");
  assert.equal(await page.inputValue("#activation-code"), EXPIRED, "what was typed stays");
  await page.fill("#activation-code", activationCode());
  await page.click("#code-next");
  await page.waitForSelector("#period-card");
  assert.match(await page.innerText("#period-card"), /Noch 180 Tage/);
  await page.reload();
  await page.waitForSelector("#period-card");
  assert.match(await page.innerText("#period-card"), /Noch 180 Tage/);
  await context.close();
});

test("whoever leaves the first form finds on the start page what else waits, the recovery sheet too", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await page.click('.page-nav a[href="/app/"]');
  await page.waitForSelector(".empty #home-add");
  await page.waitForSelector("#home-sheet");
  await page.waitForSelector("#next-step");
  assert.equal(await page.locator("#open-report, #sync-state").count(), 0, "of a diary that is empty there is nothing to show");
  await inspect(page, "home-empty");
  guard.check();
  await context.close();
});

/** A server that asks an insurer at a port of this machine. */
async function serverWithInsurer(port) {
  const folder = await mkdtemp(join(tmpdir(), "heilsam-insurer-"));
  const list = join(folder, "list.xml");
  await writeFile(
    list,
    `<a><Krankenkasseninformation><Kostentraegerkuerzel>77</Kostentraegerkuerzel>
     <Kostentraegerkennung>777777777</Kostentraegerkennung>
     <Endpunkt_Kommunikationsstelle>http://127.0.0.1:${port}/</Endpunkt_Kommunikationsstelle></Krankenkasseninformation></a>`,
  );
  const env = {
    HEILSAM_INSURER__DIRECTORY: list,
    HEILSAM_INSURER__MANUFACTURER_IK: "'123456789'",
    HEILSAM_INSURER__DIGA_ID: "'12345'",
    HEILSAM_INSURER__TEST: "true",
  };
  const own = await startServer({ env });
  return { own, end: () => Promise.all([own.stop(), rm(folder, { recursive: true, force: true })]) };
}

test("a code is checked as soon as the insurer answers; a refused one leaves everything readable", async () => {
  const port = await freePort();
  const { own, end } = await serverWithInsurer(port);
  const { context, page } = await newPerson(browser, own.url);
  await addPasskeyDevice(page);
  await redeemAndConsent(page, EXPIRED);
  await page.click("#protect-passkey");
  await page.waitForSelector("#entry-systolic");
  await enter(page, 141, 90);
  await page.waitForSelector("#home-add");
  assert.match(await page.innerText("#period"), /noch geprüft/);
  await inspect(page, "code-waiting");

  const insurer = spawn(program("heilsam"), ["insurer", "--listen", `127.0.0.1:${port}`], { stdio: "ignore" });
  try {
    const deadline = Date.now() + 150_000;
    for (;;) {
      await page.goto("/app/");
      await page.waitForSelector("#period");
      if (/nicht bestätigt/.test(await page.innerText("#period"))) break;
      assert.ok(Date.now() < deadline, "the server never asked again");
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    }
    assert.equal(await page.locator("#home-add").count(), 0, "nothing new is written");
    await inspect(page, "period-over");
    await page.goto("/app/entry");
    await page.waitForSelector("a[href='/app/code']");
    assert.equal(await page.locator("#entry-systolic").count(), 0);
    await inspect(page, "read-only");
    await page.goto("/app/history");
    await page.waitForSelector("#history-list");
    assert.match(await page.innerText("#history-list"), /141 zu 90/);
    // An entry can be looked at and deleted, and no page offers a form that would fail.
    await page.click("#history-list button");
    await page.waitForSelector("#read-only");
    assert.match(await page.innerText("#entry-read"), /141 zu 90/);
    assert.equal(await page.locator("#entry-save").count(), 0);
    assert.equal(await page.locator("#entry-delete").count(), 1);
    await inspect(page, "entry-read");
    for (const [path, there, form] of [
      ["programme", "#read-only", "#programme-begin"],
      ["questions", "#assessments h2", "#assessments button"],
      ["questions/phq-9", "#read-only", "#assessment-begin"],
      ["plan", "#read-only", "form"],
    ]) {
      await page.goto(`/app/${path}`);
      await page.waitForSelector(there);
      assert.equal(await page.locator("#read-only").count(), 1, path);
      assert.equal(await page.locator(form).count(), 0, path);
    }
    await page.goto("/app/code");
    await page.fill("#activation-code", activationCode());
    await page.click("#code-next");
    await page.waitForSelector("#period-card");
    await page.goto("/app/");
    await page.waitForSelector("#home-add");
  } finally {
    insurer.kill();
    await context.close();
    await end();
  }
});

test("whoever comes back because the code was used meanwhile stands at the field, sees why, and what became of the code", async () => {
  const code = activationCode();
  const people = [];
  for (const options of [{ expected: [/status of (409|422)/] }, {}]) {
    const person = await newPerson(browser, server.url, options);
    await addPasskeyDevice(person.page);
    await redeemAndConsent(person.page, code);
    await person.page.waitForSelector("#protect-passkey");
    people.push(person);
  }
  const [late, first] = people;
  await first.page.click("#protect-passkey");
  await first.page.waitForSelector("#entry-systolic");
  await late.page.click("#protect-passkey");
  await late.page.waitForFunction(() => document.activeElement?.id === "activation-code");
  await says(late.page, "#trouble", /unterbrochen/);
  const isSeen = () => late.page.locator("#trouble").evaluate((it) => {
    const { top, bottom } = it.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  await eventually("the reason is in sight", isSeen, Boolean, 10_000);
  assert.equal(await late.page.inputValue("#activation-code"), code);
  await late.page.click("#code-next");
  await says(late.page, "#trouble", /schon benutzt/);
  for (const person of people) {
    person.guard.check();
    await person.context.close();
  }
});

test("back from the consents, the answer and the code are as they were", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, { locale: "en-GB" });
  await page.goto("/app/");
  await beginRegistration(page);
  const code = activationCode();
  await page.fill("#activation-code", code);
  await page.click("#code-next");
  await page.waitForSelector("#consent-intended-use");
  await page.click("#register-back");
  await page.waitForSelector("#activation-code");
  assert.ok(await page.isChecked("#eligible-0"));
  assert.equal(await page.inputValue("#activation-code"), code);
  guard.check();
  await context.close();
});
