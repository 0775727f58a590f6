// What belongs to the patient: consents, access, erasure, a shared computer, messages, legal pages.

import assert from "node:assert/strict";
import { createPublicKey, createHash, verify } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { filesBelow, findSecrets, storedInBrowser } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { activationCode } from "./lib/codes.mjs";
import { checkout } from "./lib/folders.mjs";
import { inspect } from "./lib/inspect.mjs";
import {
  enter,
  openPage,
  protectWithPassphrase,
  redeemAndConsent,
  registerPatient,
  synchronised,
} from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";
import { totp } from "./lib/totp.mjs";

const PASSPHRASE = "vier worte nur fuer mich";
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return JSON.parse(await readFile(await download.path(), "utf8"));
}

/** Checks a receipt with nothing but what stands in it. */
function holds(receipt) {
  const raw = (text) => Buffer.from(text, "base64url");
  const id = (text) => Buffer.from(text.replaceAll("-", ""), "hex");
  const part = (text) => {
    const bytes = Buffer.from(text, "utf8");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const at = Buffer.alloc(8);
  at.writeBigInt64BE(BigInt(Date.parse(receipt.at)) * 1000n);
  const signed = Buffer.concat([
    Buffer.from("heilsam/consent/v1\0"),
    id(receipt.deployment_id),
    id(receipt.account_id),
    part(receipt.purpose),
    Buffer.from([receipt.action === "given" ? 1 : 2]),
    part(receipt.text_version),
    part(receipt.text_sha384),
    at,
  ]);
  // SubjectPublicKeyInfo of a compressed P-384 point.
  const der = Buffer.concat([Buffer.from("3046301006072a8648ce3d020106052b81040022033200", "hex"), raw(receipt.signing_key)]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  const signature = raw(receipt.signature).subarray(20);
  return verify("sha384", signed, { key, dsaEncoding: "ieee-p1363" }, signature);
}

test("each purpose is given and withdrawn on its own, with its effect said before and a receipt that holds", async () => {
  const { context, page, guard } = await registerPatient(browser, server, { acceptDownloads: true });
  await page.goto("/app/account");
  await page.click("#account-consents");
  await page.waitForSelector("#consents");
  assert.equal(await page.locator("#consents > li").count(), 8, "one card per purpose, number 4 apart from them");
  for (const purpose of ["patient-record", "device-data"]) {
    assert.equal(await page.locator(`#give-${purpose}`).count(), 0, `${purpose}: the operator of this server offers no such way`);
  }
  assert.equal(await page.locator("#consents #give-improvement").count(), 0);
  await page.waitForSelector("#give-improvement");
  await inspect(page, "consents-centre");

  await page.click("#give-sharing");
  await page.waitForSelector("#withdraw-sharing");
  await page.click("#withdraw-sharing");
  await page.waitForSelector("#withdraw-effect");
  assert.match(await page.innerText("#withdraw-effect"), /Keine Praxis kann mehr etwas abrufen/);
  await inspect(page, "consents-withdraw");
  await page.click("#withdraw-yes");
  await page.waitForSelector("#give-sharing");

  await page.click("#history-sharing > summary");
  const acts = page.locator("#history-sharing li");
  assert.equal(await acts.count(), 2);
  assert.match(await acts.first().innerText(), /Widerrufen am/);
  await inspect(page, "consents-history");
  const receipt = await saved(page, () => acts.first().locator("[id^=receipt-]").click());
  assert.deepEqual([receipt.purpose, receipt.action, receipt.text_version], ["sharing", "withdrawn", "2026-1"]);
  assert.equal(createHash("sha384").update(receipt.text).digest("hex"), receipt.text_sha384);
  assert.ok(holds(receipt), "the signature is the patient's");
  assert.equal(holds({ ...receipt, action: "given" }), false, "and of nothing else");
  guard.check();
  await context.close();
});

test("a withdrawal counts also when the page is left at once", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await page.goto("/app/consents");
  await page.click("#give-sharing");
  await page.waitForSelector("#withdraw-sharing");
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route("**/api/v1/consents", async (route) => {
    await held;
    await route.continue();
  });
  const sent = page.waitForRequest("**/api/v1/consents");
  await page.click("#withdraw-sharing");
  await page.click("#withdraw-yes");
  await sent;
  await page.getByRole("link", { name: "Heute", exact: true }).click();
  await page.waitForSelector("#consents", { state: "detached" });
  const answered = page.waitForResponse("**/api/v1/consents");
  letGo();
  await answered;
  await page.getByRole("link", { name: "Konto", exact: true }).click();
  await page.click("#account-consents");
  await page.waitForSelector("#give-sharing");
  guard.check();
  await context.close();
});

test("a changed text is asked again, and the old one stays readable", async () => {
  const { context, page } = await registerPatient(browser, server);
  await page.goto("/app/consents");
  await page.waitForSelector("#give-outcome-reporting");
  await page.click("#give-outcome-reporting");
  await page.waitForSelector("#withdraw-outcome-reporting");
  assert.equal(await page.locator("#again-outcome-reporting").count(), 0, "the newest text is not asked again");

  // What this device remembers becomes an act of the time when the text was another.
  const old = await readFile(join(checkout, "assets/legal/de/2026-1/consent-outcome-reporting.txt"), "utf8");
  const sha = createHash("sha384").update(old).digest("hex");
  await page.evaluate(async (sha) => {
    const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await done(indexedDB.open("heilsam-patient"));
    const read = database.transaction("kv").objectStore("kv").get("consents");
    const acts = JSON.parse(new TextDecoder().decode(await done(read)));
    const act = acts.find(({ purpose }) => purpose === "outcome-reporting");
    Object.assign(act, { text_version: "2026-1", text_sha384: sha });
    const bytes = new TextEncoder().encode(JSON.stringify(acts));
    await done(database.transaction("kv", "readwrite").objectStore("kv").put(bytes, "consents"));
    database.close();
  }, sha);
  await page.goto("/app/");
  await page.waitForSelector("#consent-changed");
  await inspect(page, "consent-changed");
  await page.click("#consent-changed a");
  await page.waitForSelector("#again-outcome-reporting");
  await inspect(page, "consents-again");
  await page.click("#history-outcome-reporting > summary");
  await page.click("#history-outcome-reporting details > summary");
  assert.match(await page.innerText("#history-outcome-reporting details"), /Nummer 2a DiGAV/);
  await page.click("#again-give-outcome-reporting");
  await page.waitForSelector("#again-outcome-reporting", { state: "detached" });
  assert.match(await page.innerText("#history-outcome-reporting"), /Fassung 2026-2/);
  await page.goto("/app/");
  await page.waitForSelector("#home-add, #home-empty, h1");
  assert.equal(await page.locator("#consent-changed").count(), 0);
  await context.close();
});

test("everything stored is shown and can be taken, and after erasing nothing of it is left", async () => {
  const canary = "Kanarienvogel im letzten Eintrag";
  const person = await newPerson(browser, server.url, { acceptDownloads: true });
  const { context, page, guard } = person;
  const code = activationCode();
  await redeemAndConsent(page, code);
  await protectWithPassphrase(page, "erika.geht", PASSPHRASE);
  await page.waitForSelector("#entry-systolic");
  await page.click("summary");
  await page.fill("#entry-note", canary);
  await enter(page, 139, 88, 72);
  await page.waitForSelector("#home-add");
  await synchronised(page);

  await page.click(".more-link a");
  await page.waitForSelector("#more-mine");
  await inspect(page, "more");
  await page.click("a[href='/app/data']");
  await page.waitForSelector("#data-save");
  assert.match(await page.innerText("dl#data-sealed"), /1/);
  await page.click("#data-audit-kinds > summary");
  assert.match(await page.innerText("#data-audit-kinds"), /Konto angelegt: einmal, zuletzt am/);
  await inspect(page, "my-data");
  const report = await saved(page, () => page.click("#data-save"));
  assert.equal(report.record.diary[0].versions[0].note, canary);
  assert.equal(report.server.consents[0].purpose, "intended-use");
  const { keys, also_kept: kept } = report.server;
  assert.ok(kept.audit.some(({ kind }) => kind === "account-created"), "the security log is in it");
  assert.equal(await page.innerText("#data-audit"), String(kept.audit_count));
  assert.match(keys.signing, /^[0-9a-f]{96}$/);
  const account = report.server.account.account_id;
  const bytes = Buffer.from(account.replaceAll("-", ""), "hex");
  const holdsAccount = async () => {
    const files = await filesBelow(server.data);
    const contents = await Promise.all(files.filter((path) => /heilsam\.db/.test(path)).map((path) => readFile(path)));
    return contents.some((content) => content.includes(bytes));
  };
  assert.ok(await holdsAccount(), "the search finds the account while it is there");

  await page.click("#erase");
  await page.waitForSelector("#erase-dialog");
  await inspect(page, "erase");
  assert.match(await page.innerText("#erase-yes-waits"), /\S/, "the button says what it waits for");
  await page.click("#erase-yes", { force: true });
  assert.equal(await page.locator("#erase-dialog").count(), 1, "nothing happens before one is sure");
  await page.check("#erase-sure");
  await page.click("#erase-yes");
  await page.waitForSelector("#erased-facts");
  await inspect(page, "erased");
  const facts = await page.innerText("#erased-facts");
  assert.match(facts, /Wege, sich anzumelden\s+1\b/);
  assert.match(facts, /Verschlossene Daten, jede Fassung gezählt\s+[1-9]/);
  assert.match(facts, /Danach noch zu Ihrem Konto gefunden\s+0\b/);
  const [receipt] = await Promise.all([page.waitForEvent("download"), page.click("#erased-save")]);
  const paper = await readFile(await receipt.path(), "utf8");
  assert.match(receipt.suggestedFilename(), /^heilsam-konto-geloescht-\d{4}-\d\d-\d\d\.txt$/);
  assert.match(paper, /Prüfwert dieser Zeile: [0-9a-f]{64}\r\n/);
  assert.match(paper, /Sicherungskopien/);
  assert.ok(!paper.includes(account) && !paper.includes(canary), "the receipt says nothing about the person");
  await page.click("#erased-done");
  await page.waitForSelector("#welcome-start");
  assert.equal(await page.locator("#erased").count(), 0);
  assert.equal(await holdsAccount(), false, "no byte of the account is in the database");
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, [canary, code]), []);
  const left = (await storedInBrowser(page)).filter(([place]) => /heilsam-patient\/(kv|vault)/.test(place));
  assert.deepEqual(left, [], "and none on this device");
  guard.check();
  await context.close();
});

test("on a shared computer nothing stays behind, and a new passphrase replaces the old one", async () => {
  const first = await newPerson(browser, server.url);
  const { page } = first;
  await redeemAndConsent(page);
  await protectWithPassphrase(page, "otto.teilt", PASSPHRASE);
  await page.waitForSelector("#entry-systolic");
  await enter(page, 127, 80);
  await page.waitForSelector("#home-add");
  await synchronised(page);

  await page.goto("/app/login-ways");
  await page.click("#protect-other");
  await page.fill("#protect-name", "otto.teilt");
  await page.fill("#protect-passphrase", "ganz andere worte fuer otto");
  await page.fill("#protect-repeat", "ganz andere worte fuer otto");
  await inspect(page, "login-ways");
  await page.click("#protect-next");
  const name = await page.inputValue("#protect-given-name");
  const fresh = (await page.textContent("#totp-secret")).replace(/\s/g, "");
  await page.fill("#protect-code", totp(fresh));
  await page.click("#protect-finish");
  await page.waitForSelector("#ways-done");
  await first.context.close();

  const shared = await newPerson(browser, server.url);
  await shared.page.goto("/app/login");
  await shared.page.check("#login-shared");
  await inspect(shared.page, "login-shared");
  await shared.page.click("#login-other");
  await shared.page.fill("#login-name", name);
  await shared.page.fill("#login-passphrase", "ganz andere worte fuer otto");
  await shared.page.fill("#login-code", totp(fresh, Date.now() + 30_000));
  await shared.page.click("#login-submit");
  await shared.page.waitForSelector("#home-add");
  await shared.page.click("nav a[href='/app/history']");
  await shared.page.waitForSelector("#history-list");
  assert.match(await shared.page.innerText("#history-list"), /127 zu 80/);
  const kept = (await storedInBrowser(shared.page)).map(([place]) => place);
  assert.deepEqual(kept.filter((place) => /heilsam-patient\/(kv|vault)|^localStorage/.test(place)), []);
  await shared.page.reload();
  await shared.page.waitForSelector("#login-other");
  assert.equal(await shared.page.locator("#history-list").count(), 0);
  assert.ok(await shared.page.isChecked("#login-shared"), "the tab still keeps nothing");
  shared.guard.check();
  await shared.context.close();
});

for (const [path, name] of [["/app/support", "support"], ["/app/report-security", "security-report"]]) {
  test(`a message (${name}) is taken without a login, gets a number and lies nowhere in plain sight`, async () => {
    const message = `Nachricht von niemandem: ${name} 4711`;
    const { context, page, guard } = await newPerson(browser, server.url);
    await page.goto("/app/more");
    await page.click(`a[href='${path}']`);
    await page.waitForSelector("#contact-send");
    await page.click("#contact-send");
    await page.waitForSelector("#contact-message-error");
    await inspect(page, name);
    await page.fill("#contact-message", message);
    await page.click("#contact-send");
    await page.waitForSelector("#contact-done");
    assert.match(await page.innerText("#contact-ticket"), /^H-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await inspect(page, `${name}-done`);
    const files = [...(await filesBelow(server.data)), server.log];
    assert.deepEqual(await findSecrets(files, [message]), []);
    guard.check();
    await context.close();
  });
}

test("the legal pages are two steps away from any page, with and without a login", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  for (const start of ["/app/", "/app/login", "/app/help"]) {
    await page.goto(start);
    await page.waitForSelector(".more-link a");
    await page.click(".more-link a");
    await page.waitForSelector("#more-legal");
    for (const target of ["/privacy", "/terms", "/imprint", "/accessibility", "/licences", "/app/support", "/app/report-security"]) {
      assert.equal(await page.locator(`main a[href='${target}']`).count(), 1, `${target} from ${start}`);
    }
  }
  for (const target of ["/terms", "/accessibility", "/licences"]) {
    await page.goto(target);
    await page.waitForSelector("h1");
    await inspect(page, target.slice(1));
  }
  assert.ok((await page.locator("tbody tr").count()) > 100, "the list of licences is complete");
  guard.check();
  await context.close();
});

test("who has lost every way in is told what is gone, why, and how to start again", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await openPage(page, "/app/recover");
  await page.click("#recover-without > summary");
  const said = await page.innerText("#recover-without");
  assert.match(said, /auch wir nicht/);
  assert.match(said, /Nur Sie hatten den Schlüssel/);
  await inspect(page, "recover-without");
  await page.click("#recover-anew");
  await page.waitForSelector("#eligible-0");
  guard.check();
  await context.close();
});

test("every page of the app is two steps away from any other", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  const links = () => page.locator("a[href]").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  const diary = ["", "entry", "history", "devices", "import", "programme", "plan", "questions", "report", "export", "patient-record"];
  const account = ["account", "appointments", "consents", "sharing", "data", "brought", "outcome", "notifications", "code", "trusted", "login-ways", "sheet"];
  const around = ["help", "support", "report-security", "about"];
  const targets = [...diary, ...account, ...around].map((name) => `/app/${name}`);
  targets.push("/privacy", "/terms", "/imprint", "/accessibility", "/licences", "/security", "/standards", "/manuals/", "/status");
  await openPage(page, "/app/more");
  const second = new Set(await links());
  assert.deepEqual(targets.filter((target) => !second.has(target)), [], "from the list of everything");
  await inspect(page, "more");
  for (const start of targets.filter((target) => target.startsWith("/app/"))) {
    await openPage(page, start);
    const first = await links();
    assert.ok(first.includes("/app/more"), `${start} leads to the list of everything`);
    assert.ok(start === "/app/help" || first.includes("/app/help"), `${start} leads to help in an emergency`);
  }
  guard.check();
  await context.close();
});
