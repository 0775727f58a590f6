// Journey A between two browsers: begun in Chromium, gone on with in Firefox, seen in Chromium again.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { leave } from "./lib/exporting.mjs";
import { launchFirefox } from "./lib/firefox.mjs";
import { enter, pressInFirefox, protectWithPassphrase, redeemAndConsent, says, saysInFirefox, synchronised, typeInFirefox } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";
import { totp } from "./lib/totp.mjs";

const PASSPHRASE = "vier worte nur fuer mich";
const CANARY = "Kanarienvogel nach dem Mittagessen";
const FILE = "heilsam-mio-diga.xml";
let server, browser, firefox, downloads;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
  downloads = await mkdtemp(join(tmpdir(), "heilsam-downloads-"));
  firefox = await launchFirefox({
    "browser.download.dir": downloads,
    "browser.download.folderList": 2,
    "intl.accept_languages": "de-DE, de",
  });
});

after(async () => {
  await firefox?.close();
  await browser?.close();
  await server?.stop();
  if (downloads) await rm(downloads, { recursive: true, force: true });
});

/** A page of Firefox that keeps in mind what it may not do: throw, or talk to anybody but our server. */
async function guardedPage() {
  const page = await firefox.newPage();
  const findings = [];
  page.on("pageerror", (error) => findings.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    const own = origin === server.url || ["blob:", "data:", "about:"].includes(protocol);
    if (!own) findings.push(`request to another server: ${origin}`);
  });
  return { page, findings };
}

/** Leaves a page of the app once all of it came: Firefox calls a request of a page that is left an error of the service worker. */
async function leaveInFirefox(page, how) {
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => /split_rest/.test(name) && responseEnd > 0));
  await how();
}

test("a patient goes on in Firefox: reads, writes, keeps it over a reload, takes it along, and Chromium sees it", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await redeemAndConsent(page);
  const { name, secret } = await protectWithPassphrase(page, "erika.fuchs", PASSPHRASE);
  await page.waitForSelector("#entry-systolic");
  await enter(page, 128, 81);
  await page.waitForSelector("#home-add");
  await synchronised(page);

  const { page: other, findings } = await guardedPage();
  await other.goto(`${server.url}/app/login`);
  await pressInFirefox(other, "#login-other");
  await typeInFirefox(other, "#login-name", name);
  await typeInFirefox(other, "#login-passphrase", PASSPHRASE);
  // A code counts once: take the next one.
  await typeInFirefox(other, "#login-code", totp(secret, Date.now() + 30_000));
  await pressInFirefox(other, "#login-submit");
  await other.waitForSelector("#home-add");
  await leaveInFirefox(other, () => other.goto(`${server.url}/app/history`));
  await saysInFirefox(other, "#history-list", /128 zu 81/);

  await leaveInFirefox(other, () => other.goto(`${server.url}/app/entry`));
  await typeInFirefox(other, "#entry-systolic", "131");
  await typeInFirefox(other, "#entry-diastolic", "84");
  await pressInFirefox(other, "summary");
  await typeInFirefox(other, "#entry-note", CANARY);
  await pressInFirefox(other, "#entry-save");
  await saysInFirefox(other, "#sync-state", /und übertragen$/);
  await leaveInFirefox(other, () => other.reload());
  await other.waitForSelector("#home-add");
  await leaveInFirefox(other, () => other.goto(`${server.url}/app/history`));
  await saysInFirefox(other, "#history-list", /131 zu 84/);

  await leaveInFirefox(other, () => other.goto(`${server.url}/app/export`));
  await pressInFirefox(other, "#format-xml");
  await pressInFirefox(other, "#export-start");
  await pressInFirefox(other, "#export-save");
  const read = () => readFile(join(downloads, FILE), "utf8").catch(() => "");
  const xml = await eventually("the file is on the disk", read, (text) => text.trimEnd().endsWith("</Bundle>"));
  for (const part of ["KBV_PR_MIO_DIGA_Bundle|1.1.0", "128", "131", CANARY]) assert.ok(xml.includes(part), part);
  await leave(`firefox-${FILE}`, xml);

  await page.goto("/app/history");
  await says(page, "#history-list", /131\s+zu\s+84/);
  guard.check();
  assert.deepEqual(findings, [], "Firefox did what no page may do");
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, [CANARY, PASSPHRASE]), [], "the server keeps plaintext");
  await context.close();
});
