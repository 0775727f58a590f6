// A patient lets a practice read along, sees that it read, and ends it: two people in two browsers.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { filmOf } from "./lib/camera.mjs";
import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { leave } from "./lib/exporting.mjs";
import { inspect } from "./lib/inspect.mjs";
import { addEntry, enter, openPage, registerDoctor, registerPatient, says, synchronised } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const NAME = "Erika Kanarienvogel";
const NOTE = "KANARIE-2290 nach dem Streit";
/** A code that nobody has, and a share that has ended. */
const NOT_FOUND = { expected: [/status of 404/] };
let server, home, desk;

before(async () => {
  server = await startServer();
  home = await launchChromium();
  desk = await launchChromium();
});

after(async () => {
  await home?.close();
  await desk?.close();
  await server?.stop();
});

/** The doctor on the page of shares; `code` is what patients type. */
async function doctorWithCode() {
  const doctor = await registerDoctor(desk, server, { ...NOT_FOUND, acceptDownloads: true });
  await doctor.page.click("nav a[href='/practice/shared']");
  await doctor.page.waitForSelector("#shared-code");
  return { ...doctor, code: await doctor.page.innerText("#shared-code") };
}

/** From the practice's code to a share of blood pressure of the last 90 days. */
async function share(page, code) {
  await openPage(page, "/app/sharing/new");
  await page.fill("#sharing-code", code);
  await page.click("#sharing-next");
  await page.waitForSelector("#sharing-found");
  await page.fill("#share-practice", "Praxis Weber");
  await page.fill("#share-name", NAME);
  await page.check("#share-kind-0");
  await page.check("#share-since-90");
  await page.check("#share-ends-30");
  if ((await page.locator("#share-consent").count()) > 0) await page.check("#share-consent");
  await page.click("#share-give");
  await page.waitForSelector("#shares");
}

test("a practice reads what the patient chose, the patient sees that it did, and ends it", async () => {
  const doctor = await doctorWithCode();
  const { code } = doctor;
  await inspect(doctor.page, "shared-empty");
  assert.match(code, /^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);

  const { context, page, guard } = await registerPatient(home, server, NOT_FOUND);
  await enter(page, 151, 94, 71);
  await page.waitForSelector("#home-add");
  await page.click("#home-add");
  await page.click("summary");
  await page.fill("#entry-note", NOTE);
  await enter(page, 149, 93, 70);
  await page.waitForSelector("#home-add");
  await openPage(page, "/app/account");
  await page.click("#account-sharing");
  await page.waitForSelector("#sharing-new");
  await inspect(page, "sharing-empty");
  await page.click("#sharing-new");
  await page.fill("#sharing-code", code.slice(0, -1));
  await page.click("#sharing-next");
  await page.waitForSelector("#sharing-code-error");
  await page.fill("#sharing-code", `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`);
  await page.click("#sharing-next");
  await says(page, "#sharing-code-error", /gibt es nicht/);
  await inspect(page, "sharing-code");
  await page.fill("#sharing-code", code.toLowerCase());
  await page.click("#sharing-next");
  await page.waitForSelector("#sharing-found");
  assert.equal(await page.locator("#share-form input:checked").count(), 0, "nothing is chosen beforehand");
  await page.fill("#share-practice", "Praxis Weber");
  await page.click("#share-give");
  await page.waitForSelector("#share-name-error");
  assert.equal(await page.inputValue("#share-practice"), "Praxis Weber", "what was typed stays");
  await page.fill("#share-name", NAME);
  for (const [missing, choice] of [
    ["#share-kinds-error", "#share-kind-0"],
    ["#share-since-error", "#share-since-90"],
    ["#share-ends-error", "#share-ends-30"],
  ]) {
    await page.click("#share-give");
    await page.waitForSelector(missing);
    await page.check(choice);
  }
  await page.click("#share-give");
  await page.waitForSelector("#share-consent-error");
  await says(page, "#share-summary", /Blutdruck, ab/);
  await inspect(page, "sharing-choice");
  await page.check("#share-consent");
  await page.click("#share-give");
  await page.waitForSelector("#shares");
  await says(page, ".share-reads", /Noch nie/);
  const own = await page.innerText("#own-code");
  await inspect(page, "sharing");

  await doctor.page.reload();
  await doctor.page.waitForSelector("#shared");
  assert.match(await doctor.page.innerText("#shared"), new RegExp(NAME));
  assert.match(await doctor.page.innerText("#shared"), new RegExp(own), "both see the same code to compare");
  await inspect(doctor.page, "shared");
  await openPage(page, "/app/sharing");
  await says(page, ".share-reads", /Noch nie/);
  await doctor.page.click("[id^=shared-open-]");
  await doctor.page.waitForSelector("#shared-content");
  const content = await doctor.page.innerText("#shared-content");
  assert.match(content, /151 zu 94/);
  assert.doesNotMatch(content, /KANARIE/, "remarks were not chosen");
  await inspect(doctor.page, "shared-content");

  // What is written later follows by itself.
  await openPage(page, "/app/");
  await addEntry(page, 148, 92);
  await synchronised(page);
  const follows = async () => {
    const list = await (await fetch("/api/v1/received-shares")).json();
    return list[0]?.version === 2;
  };
  await eventually("what was written later is shared", () => doctor.page.evaluate(follows), Boolean);
  await doctor.page.reload();
  await says(doctor.page, "#shared-content", /148 zu 92/);

  await openPage(page, "/app/sharing");
  await says(page, ".share-reads", /2 Mal, zuletzt am/);
  await page.click(".share-reads summary");
  const reads = await page.locator(".share-reads li").allInnerTexts();
  assert.equal(reads.length, 2);
  assert.match(reads[0], /wie sie jetzt freigegeben sind/);
  assert.match(reads[1], /wie sie damals freigegeben waren/, "the patient sees what was read");
  await inspect(page, "sharing-read");
  await page.click("[id^=share-end-]");
  await says(page, "#share-end-text", /können wir nicht zurückholen/);
  await inspect(page, "sharing-end");
  await page.click("#share-end-yes");
  await says(page, "#shares", /Beendet am/);
  await doctor.page.reload();
  await doctor.page.waitForSelector("#shared-gone");
  await inspect(doctor.page, "shared-gone");

  await openPage(page, "/app/data");
  await says(page, "#data-sealed", /Freigaben an Praxen\s+1/);
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, [NAME, NOTE, "Praxis Weber"]), []);
  guard.check();
  doctor.guard.check();
  await context.close();
  await doctor.context.close();
});

/** A click that saves a file. */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** In a page: the addresses of files that it holds in memory, and what it would do in a minute. */
function holdsFiles() {
  const { setTimeout } = window;
  window.inAMinute = [];
  window.setTimeout = (act, wait, ...rest) => (wait === 60_000 ? window.inAMinute.push(act) : setTimeout(act, wait, ...rest));
  const { createObjectURL, revokeObjectURL } = URL;
  window.held = new Set();
  URL.createObjectURL = (blob) => {
    const address = createObjectURL.call(URL, blob);
    window.held.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    window.held.delete(address);
    revokeObjectURL.call(URL, address);
  };
}

test("a doctor takes along what was shared, and nothing else, as FHIR and as PDF", async () => {
  const doctor = await doctorWithCode();
  const desktop = doctor.page;
  const loaded = [];
  desktop.on("request", (request) => loaded.push(request.url()));
  desktop.on("worker", (worker) => loaded.push(worker.url()));
  const { context, page, guard } = await registerPatient(home, server, NOT_FOUND);
  await page.click("summary");
  await page.fill("#entry-note", NOTE);
  await enter(page, 151, 94, 71);
  await page.waitForSelector("#home-add");
  await page.goto("/app/entry");
  await page.getByRole("radio", { name: "Gewicht", exact: true }).check();
  await page.fill("#entry-weight", "83,7");
  await page.click("#entry-save");
  await page.waitForSelector("#home-add");
  await share(page, doctor.code);

  await desktop.addInitScript(holdsFiles);
  await desktop.reload();
  await desktop.click("[id^=shared-open-]");
  await desktop.waitForSelector("#take-along");
  assert.match(await desktop.innerText("#take-along"), /nicht verschlüsselt/);
  assert.deepEqual(loaded.filter((url) => /(fhir|report)-worker/.test(url)), [], "the modules are loaded when they are used");

  await desktop.click("#along-fhir");
  await desktop.waitForSelector("#export-save");
  assert.equal(await desktop.locator("a[download]").count(), 1, "a practice has no consents to take along");
  const bundle = await saved(desktop, "#export-save");
  assert.equal(bundle.name, "heilsam-mio-diga.xml");
  const xml = await readFile(bundle.path, "utf8");
  await leave(`shared-${bundle.name}`, xml);
  assert.ok(xml.includes("Observation_Blood_Pressure") && /<value value="151"\/>/.test(xml), "the shared reading");
  for (const part of ["Body_Weight", "83.7", "KANARIE", "Kanarienvogel"]) assert.ok(!xml.includes(part), part);

  const paper = await saved(desktop, "#along-pdf");
  assert.match(paper.name, /^heilsam-bericht-\d{4}-\d\d-\d\d\.pdf$/);
  await desktop.waitForSelector("#report-done");
  await inspect(desktop, "shared-along");
  const { stdout } = await promisify(execFile)("pdftotext", ["-layout", paper.path, "-"]);
  assert.match(stdout, /\b151 +94 +71/);
  assert.ok(stdout.includes(NAME));
  for (const part of ["83,7", "KANARIE"]) assert.ok(!stdout.includes(part), part);
  const addresses = [await desktop.getAttribute("#export-save", "href"), await desktop.getAttribute("#report-again", "href")];
  const held = () => desktop.evaluate((all) => all.filter((address) => window.held.has(address)), addresses);
  assert.deepEqual(await held(), addresses, "they can be saved again");
  await desktop.click("nav a[href='/practice/shared']");
  await desktop.waitForSelector("#shared-code");
  assert.deepEqual(await held(), addresses, "a browser may still read what was saved last");
  const minuteLater = () => desktop.evaluate(() => window.inAMinute.splice(0).forEach((act) => act()));
  await eventually("what a patient wrote goes from memory after the page", () => minuteLater().then(held), (left) => left.length === 0);
  guard.check();
  doctor.guard.check();
  await context.close();
  await doctor.context.close();
});

test("withdrawing the consent ends every share, and a new consent brings none back", async () => {
  const doctor = await doctorWithCode();
  const { context, page, guard } = await registerPatient(home, server, NOT_FOUND);
  await enter(page, 151, 94, 71);
  await page.waitForSelector("#home-add");
  await share(page, doctor.code);
  await doctor.page.reload();
  await doctor.page.click("[id^=shared-open-]");
  await doctor.page.waitForSelector("#shared-content");

  await openPage(page, "/app/consents");
  await page.click("#withdraw-sharing");
  await says(page, "#withdraw-effect", /Alle Freigaben enden sofort/);
  await page.click("#withdraw-yes");
  await page.waitForSelector("#give-sharing");
  await doctor.page.reload();
  await doctor.page.waitForSelector("#shared-gone");
  await page.click("#give-sharing");
  await page.waitForSelector("#withdraw-sharing");
  await openPage(page, "/app/sharing");
  await says(page, "#shares", /Beendet am/);
  await openPage(doctor.page, "/practice/shared");
  await doctor.page.waitForSelector("#shared-code");
  assert.equal(await doctor.page.locator("#shared").count(), 0);
  guard.check();
  doctor.guard.check();
  await context.close();
  await doctor.context.close();
});

test("an entry that is written while the one before is still on its way to the practice follows it", async () => {
  const doctor = await doctorWithCode();
  const { context, page, guard } = await registerPatient(home, server, NOT_FOUND);
  await enter(page, 151, 94, 71);
  await page.waitForSelector("#home-add");
  await share(page, doctor.code);
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  let sent = 0;
  await page.route("**/api/v1/shares/*", async (route) => {
    if (route.request().method() === "PUT") {
      sent += 1;
      await held;
    }
    return route.continue();
  });
  await page.click('.page-nav a[href="/app/"]');
  await addEntry(page, 148, 92);
  await eventually("the first entry is on its way", () => sent, (count) => count > 0);
  await addEntry(page, 145, 91);
  await synchronised(page);
  // Time for the second one to be sent as the same version, which the server would refuse.
  await page.waitForTimeout(1_000);
  letGo();
  const version = async () => (await (await fetch("/api/v1/received-shares")).json())[0]?.version;
  await eventually("both are shared", () => doctor.page.evaluate(version), (number) => number === 3);
  await openPage(doctor.page, "/practice/shared");
  await doctor.page.click("[id^=shared-open-]");
  await says(doctor.page, "#shared-content", /145 zu 91/);
  guard.check();
  await context.close();
  await doctor.context.close();
});

test("the code of the practice is read from its screen with the camera", async () => {
  const doctor = await doctorWithCode();
  const film = await filmOf(doctor.code);
  const browser = await launchChromium([`--use-file-for-fake-video-capture=${film}`]);
  try {
    const { context, page, guard } = await registerPatient(browser, server);
    await enter(page, 151, 94, 71);
    await page.waitForSelector("#home-add");
    await openPage(page, "/app/sharing/new");
    await page.click("#sharing-scan");
    await page.waitForSelector("#sharing-found");
    assert.match(await page.innerText("#sharing-found"), new RegExp(doctor.code));
    guard.check();
    await context.close();
  } finally {
    await browser.close();
    await rm(dirname(film), { recursive: true });
  }
  await doctor.context.close();
});
