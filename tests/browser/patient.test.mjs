// Journey A: from the activation code to the export, on two devices, and what the server knows of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { filesBelow, findInMemory, findSecrets, recordTraffic } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { activationCode } from "./lib/codes.mjs";
import { onDatabase } from "./lib/database.mjs";
import { exportAs } from "./lib/exporting.mjs";
import { inspect } from "./lib/inspect.mjs";
import {
  addEntry,
  beginRegistration,
  enter,
  protectWithPassphrase,
  redeemAndConsent,
  registerPatient,
  says,
  synchronised,
} from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";
import { totp } from "./lib/totp.mjs";

const CANARY = "Kanarienvogel nach dem Treppensteigen";
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a patient registers, writes, sees it on a second browser and takes it along", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, { acceptDownloads: true });
  const traffic = recordTraffic(context);
  await addPasskeyDevice(page);

  await page.goto("/app/");
  await page.waitForSelector("#welcome-start");
  await inspect(page, "welcome");
  const started = Date.now();
  await beginRegistration(page);
  await inspect(page, "activation-code");
  const code = activationCode();
  await page.fill("#activation-code", code.toLowerCase());
  await page.click("#code-next");
  await page.waitForSelector("#consent-intended-use");
  assert.equal(await page.isChecked("#consent-intended-use"), false, "nothing is ticked beforehand");
  await inspect(page, "consents");
  await page.check("#consent-intended-use");
  await page.click("#consent-next");
  await page.waitForSelector("#protect-passkey");
  await inspect(page, "protect");
  await page.click("#protect-passkey");
  await page.waitForSelector("#entry-systolic");
  await inspect(page, "entry");
  await page.click("summary");
  await page.fill("#entry-note", CANARY);
  await enter(page, 141, 87, 71);
  await page.waitForSelector("#home-add");
  assert.ok(Date.now() - started < 60_000, "registration to first entry within a minute");
  await synchronised(page);
  await inspect(page, "home");

  // The sheet is the key to the second browser.
  await page.click("#home-sheet");
  await page.click("#sheet-make");
  const sheet = (await page.textContent("#sheet-code")).trim();
  await inspect(page, "sheet");
  await page.evaluate(() => {
    window.print = () => (window.heilsamPrinted = true);
  });
  await page.click("#sheet-print");
  await page.waitForFunction(() => window.heilsamPrinted);
  await page.emulateMedia({ media: "print" });
  for (const part of ["#sheet-code", ".qr svg"]) assert.ok(await page.isVisible(part), `${part} is on the paper`);
  for (const part of ["#sheet-print", "#sheet-group"]) assert.equal(await page.isVisible(part), false, `${part} is not`);
  await page.emulateMedia({ media: null });
  const label = await page.textContent("label[for=sheet-group]");
  await page.fill("#sheet-group", "????");
  await page.click("#sheet-confirm");
  await page.waitForSelector("#sheet-group-error");
  await page.fill("#sheet-group", sheet.split("-")[Number(label.match(/\d+/)[0]) - 1]);
  await page.click("#sheet-confirm");
  await page.waitForSelector("#sheet-home");

  const second = await newPerson(browser, server.url);
  await addPasskeyDevice(second.page);
  await second.page.goto("/app/recover");
  await second.page.fill("#recover-code", sheet);
  await second.page.click("#recover-submit");
  await second.page.waitForSelector("#protect-passkey");
  await second.page.click("#protect-passkey");
  await second.page.waitForSelector("#home-add, #entry-systolic");
  await second.page.goto("/app/history");
  await second.page.waitForSelector("#history-list");
  assert.match(await second.page.innerText("#history-list"), /141 zu 87/);
  await inspect(second.page, "history");
  second.guard.check();
  await second.context.close();

  await page.goto("/app/export");
  await page.waitForSelector("#export-start");
  await inspect(page, "export");
  for (const [format, start] of [["xml", "<?xml"], ["json", "{"]]) {
    const file = (await exportAs(page, format, "journey")).get(`heilsam-mio-diga.${format}`);
    assert.ok(file.startsWith(start), file.slice(0, 80));
    for (const part of ["KBV_PR_MIO_DIGA_Bundle|1.1.0", "85354-9", "141", "87"]) assert.ok(file.includes(part), part);
  }

  guard.check();
  assert.ok(traffic.count() > 10, "the recorder saw the traffic");
  for (const secret of [CANARY, sheet]) assert.equal(traffic.contains(secret), false, `${secret} left the device`);
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, [CANARY, sheet, code]), [], "the server keeps plaintext");
  if (process.platform === "linux") {
    const held = await findInMemory(server.pid(), [server.data, CANARY, sheet]);
    assert.deepEqual(held, [server.data], "the memory was read, and holds nothing that opens or says something");
  }
  await context.close();
});

test("wrong input says what is wrong and loses nothing", async () => {
  const { context, page } = await newPerson(browser, server.url);
  await addPasskeyDevice(page);
  await page.goto("/app/");
  await beginRegistration(page);
  await page.fill("#activation-code", "77AA AAAA AAAA AAAY");
  await page.click("#code-next");
  assert.match(await page.textContent("#activation-code-error"), /vertippt/);
  assert.equal(await page.inputValue("#activation-code"), "77AA AAAA AAAA AAAY");
  await page.fill("#activation-code", "77AA");
  await page.click("#code-next");
  assert.match(await page.textContent("#activation-code-error"), /4/);
  await page.fill("#activation-code", activationCode());
  await page.click("#code-next");
  await page.click("#consent-next");
  await page.waitForSelector("#consent-error");
  await page.check("#consent-intended-use");
  await page.click("#consent-next");
  await page.click("#protect-passkey");
  await page.waitForSelector("#entry-systolic");
  for (const [systolic, diastolic, wrong, reason] of [
    ["", "80", "systolic", /tragen Sie/],
    ["12x", "80", "systolic", /ganze Zahlen/],
    ["400", "80", "systolic", /50 bis 300/],
    ["80", "120", "systolic", /vertauscht/],
  ]) {
    await enter(page, systolic, diastolic);
    assert.match(await page.textContent(`#entry-${wrong}-error`), reason);
    assert.equal(await page.inputValue("#entry-systolic"), systolic);
    assert.equal(await page.inputValue("#entry-diastolic"), diastolic);
  }
  await enter(page, 100, 92);
  await page.waitForSelector("#doubt-yes");
  await page.click("#doubt-no");
  await enter(page, 190, 115);
  await page.waitForSelector("#critical-done");
  assert.match(await page.innerText("main"), /112/);
  await inspect(page, "critical");
  await context.close();
});

test("a used activation code is refused and the typed code stays", async () => {
  const code = activationCode();
  const first = await newPerson(browser, server.url);
  await addPasskeyDevice(first.page);
  await redeemAndConsent(first.page, code);
  await first.page.click("#protect-passkey");
  await first.page.waitForSelector("#entry-systolic");
  await first.context.close();
  const { context, page } = await newPerson(browser, server.url);
  await page.goto("/app/");
  await beginRegistration(page);
  await page.fill("#activation-code", code);
  await page.click("#code-next");
  await page.waitForSelector("#trouble");
  assert.equal((await page.inputValue("#activation-code")).replace(/\s/g, ""), code);
  await context.close();
});

test("passphrase and one-time code log in, a wrong one is refused", async () => {
  const person = await newPerson(browser, server.url);
  const { page } = person;
  await redeemAndConsent(page);
  const { name, secret } = await protectWithPassphrase(page, "erika.probe", "vier worte nur fuer mich");
  assert.match(name, /^erika\.probe-[0-9]{4}$/);
  await page.waitForSelector("#entry-systolic");
  await enter(page, 128, 81);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await person.context.close();

  const other = await newPerson(browser, server.url, { expected: [/401/] });
  await other.page.goto("/app/login");
  await other.page.click("#login-other");
  await other.page.fill("#login-name", name);
  await other.page.fill("#login-passphrase", "etwas ganz anderes hier");
  await other.page.fill("#login-code", totp(secret));
  await other.page.click("#login-submit");
  await other.page.waitForSelector("#trouble");
  assert.equal(await other.page.inputValue("#login-name"), name);
  await other.page.fill("#login-passphrase", "vier worte nur fuer mich");
  // A code counts once: take the next one.
  await other.page.fill("#login-code", totp(secret, Date.now() + 30_000));
  await other.page.click("#login-submit");
  await other.page.waitForSelector("#home-add");
  await other.page.goto("/app/history");
  await other.page.waitForSelector("#history-list");
  assert.match(await other.page.innerText("#history-list"), /128 zu 81/);
  other.guard.check();
  await other.context.close();
});

test("what is written in airplane mode survives a reload and is sent later", async () => {
  const { context, page } = await registerPatient(browser, server);
  await enter(page, 131, 84);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.evaluate(() => navigator.serviceWorker?.ready.then(() => true));
  await context.setOffline(true);
  await addEntry(page, 133, 86);
  // A try to send it may be under way before it is known that nothing gets out.
  await says(page, "#sync-state", /^Gespeichert.*(sobald Sie Verbindung haben|noch nicht übertragen)/);
  await page.reload();
  await page.waitForSelector("#home-add");
  await context.setOffline(false);
  await synchronised(page);
  await page.goto("/app/history");
  await page.waitForSelector("#history-list");
  assert.match(await page.innerText("#history-list"), /133 zu 86/);
  await context.close();
});

/** Writes an entry without a connection; when it comes back the session has ended. The page for logging in is open then. */
async function writeAndLoseTheSession({ context, page }, ...values) {
  await context.setOffline(true);
  await addEntry(page, ...values);
  await says(page, "#sync-state", /^Gespeichert.*(sobald Sie Verbindung haben|noch nicht übertragen)/);
  await context.clearCookies();
  await context.setOffline(false);
  await page.click("#welcome-login");
  await page.waitForSelector("#login-shared");
}

test("what was not sent outlives the recovery sheet, and is not erased for anybody without a question", async () => {
  const passphrase = "vier worte nur fuer mich";
  const otto = await newPerson(browser, server.url);
  await redeemAndConsent(otto.page);
  const { name, secret } = await protectWithPassphrase(otto.page, "otto.kommt", passphrase);
  await otto.page.waitForSelector("#entry-systolic");
  await otto.context.close();

  const erika = await registerPatient(browser, server);
  const { context, page, device } = erika;
  await enter(page, 131, 84);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.goto("/app/sheet");
  await page.click("#sheet-make");
  const sheet = (await page.textContent("#sheet-code")).trim();
  await page.click('.page-nav a[href="/app/"]');
  await page.waitForSelector("#home-add");

  await writeAndLoseTheSession(erika, 133, 86);
  await page.click("#login-shared");
  await page.waitForSelector("#shared-dialog[open]");
  assert.match(await page.innerText("#shared-unsent"), /noch ein Eintrag, der nicht übertragen ist/);
  await checkAccessibility(page, "login-shared-unsent");
  await page.click("#shared-no");
  await page.waitForSelector("#shared-dialog", { state: "detached" });
  assert.equal(await page.isChecked("#login-shared"), false, "the box goes back");
  await page.click('a[href="/app/recover"]');
  await page.fill("#recover-code", sheet);
  await page.click("#recover-submit");
  await page.waitForSelector("#protect-passkey");
  await device.remove();
  await addPasskeyDevice(page);
  await page.click("#protect-passkey");
  await page.waitForSelector("#home-add");
  await synchronised(page);

  await writeAndLoseTheSession(erika, 134, 87);
  await page.click("#login-other");
  await page.fill("#login-name", name);
  await page.fill("#login-passphrase", passphrase);
  // A code counts once: take the next one.
  await page.fill("#login-code", totp(secret, Date.now() + 30_000));
  await page.click("#login-submit");
  await page.waitForSelector("#unsent-delete");
  assert.match(await page.innerText("#trouble"), /noch ein Eintrag aus einem anderen Konto/);
  await inspect(page, "login-unsent");
  await page.click("#unsent-delete");
  await page.waitForSelector("#others-dialog[open]");
  assert.match(await page.innerText("#others-unsent"), /Ein Eintrag aus einem anderen Konto ist dann endgültig gelöscht/);
  await checkAccessibility(page, "login-others-unsent");
  await page.click("#others-no");
  await page.waitForSelector("#others-dialog", { state: "detached" });
  await page.locator("button.button-quiet", { hasText: "Passkey" }).click();
  await page.click("#login-passkey");
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.click("nav a[href='/app/history']");
  await page.waitForSelector("#history-list");
  const history = await page.innerText("#history-list");
  for (const value of [/131 zu 84/, /133 zu 86/, /134 zu 87/]) assert.match(history, value);
  await context.close();
});

test("what two tabs write without a connection reaches the server when only one of them is left", async () => {
  const { context, page } = await newPerson(browser, server.url);
  await redeemAndConsent(page);
  const { name, secret } = await protectWithPassphrase(page, "erika.zwei", "vier worte nur fuer mich");
  await page.waitForSelector("#entry-systolic");
  await enter(page, 126, 81);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.evaluate(() => navigator.serviceWorker?.ready.then(() => true));
  const other = await context.newPage();
  await other.goto("/app/");
  await other.waitForSelector("#home-add");
  await synchronised(other);
  await context.setOffline(true);
  await addEntry(page, 127, 82);
  await addEntry(other, 128, 83);
  await page.close();
  await context.setOffline(false);
  // The tab that is left knows its own entry only; what the other one wrote it finds when it is loaded anew.
  await synchronised(other);
  await other.reload();
  await other.waitForSelector("#home-add");
  await synchronised(other);
  await context.close();

  const second = await newPerson(browser, server.url);
  await second.page.goto("/app/login");
  await second.page.click("#login-other");
  await second.page.fill("#login-name", name);
  await second.page.fill("#login-passphrase", "vier worte nur fuer mich");
  // A code counts once: take the next one.
  await second.page.fill("#login-code", totp(secret, Date.now() + 30_000));
  await second.page.click("#login-submit");
  await second.page.waitForSelector("#home-add");
  await second.page.goto("/app/history");
  await second.page.waitForSelector("#history-list");
  const history = await second.page.innerText("#history-list");
  for (const value of [/126 zu 81/, /127 zu 82/, /128 zu 83/]) assert.match(history, value);
  await second.context.close();
});

test("a killed server loses nothing that the screen called saved", async () => {
  const { context, page } = await registerPatient(browser, server);
  await enter(page, 122, 78);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  const written = addEntry(page, 124, 79);
  await server.restart("SIGKILL");
  await written;
  await page.reload();
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.goto("/app/history");
  await page.waitForSelector("#history-list");
  assert.match(await page.innerText("#history-list"), /122 zu 78/);
  assert.match(await page.innerText("#history-list"), /124 zu 79/);
  await context.close();
});

const EIGHT_DAYS_OLD = `day = 24 * 60 * 60 * 1000
database.execute("UPDATE accounts SET created_at = created_at - ?", (8 * day,))`;

test("a week after the beginning the recovery sheet is asked for again, once on a device", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await enter(page, 124, 79);
  await page.waitForSelector("#home-add");
  await synchronised(page);
  assert.equal(await page.locator("#sheet-again").count(), 0, "nothing is asked on the first day");
  await onDatabase(server, EIGHT_DAYS_OLD);
  // What the account is, the device learns with a login.
  await page.goto("/app/account");
  await page.click("#logout");
  await page.click("#logout-yes");
  await page.waitForSelector("#logout", { state: "detached" });
  await page.goto("/app/login");
  await page.click("#login-passkey");
  await page.waitForSelector("#sheet-again");
  assert.match(await page.innerText("#sheet-again"), /noch keinen Bogen/);
  await inspect(page, "sheet-again");
  await page.click("#sheet-again-later");
  await page.waitForSelector("#sheet-again", { state: "detached" });
  await page.reload();
  // The offer comes after everything that comes later: by then the question would be there, too.
  await page.waitForSelector("#home-sheet");
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("#sheet-again").count(), 0, "it was answered here");
  guard.check();
  await context.close();
});
