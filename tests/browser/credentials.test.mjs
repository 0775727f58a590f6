// What one logs in with: changed only after a fresh login, in every program; so is an account erased.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { onDatabase } from "./lib/database.mjs";
import { inspect } from "./lib/inspect.mjs";
import { registerAuthor, registerDoctor, registerPatient, says } from "./lib/people.mjs";
import { takePictures } from "./lib/pictures.mjs";
import { startServer } from "./lib/server.mjs";
import { totp } from "./lib/totp.mjs";

const PASSPHRASE = "vier lange deutsche Wörter";
const OLDER = 'database.execute("UPDATE sessions SET created_at = created_at - ?", (int(values[0]),))';
/** Who waits for a fresh login is refused once, and so are wrong digits. */
const REFUSED = { expected: [/status of (403|422)/] };
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Makes every login on the server six minutes older. */
function loginsGrowOld() {
  return onDatabase(server, OLDER, 6 * 60 * 1000);
}

const programs = [
  ["patient", registerPatient, "/app/sheet"],
  ["doctor", registerDoctor, "/practice/sheet"],
  ["manufacturer", registerAuthor, "/manufacturer/sheet"],
];

for (const [name, register, sheet] of programs) {
  test(`a recovery sheet asks for a fresh login when the last one is minutes ago: ${name}`, async () => {
    const { context, page, guard } = await register(browser, server, REFUSED);
    await page.goto(sheet);
    await loginsGrowOld();
    await page.click("#sheet-make");
    await page.waitForSelector("#fresh[open]");
    await checkAccessibility(page, `fresh-${name}`);
    if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, `fresh-${name}`);
    await page.click("#fresh-cancel");
    await page.waitForSelector("#fresh", { state: "detached" });
    assert.equal(await page.locator("#sheet-code").count(), 0);
    await page.click("#sheet-make");
    await page.click("#fresh #login-passkey");
    await page.waitForSelector("#sheet-code");
    guard.check();
    await context.close();
  });
}

test("an account is erased only after a fresh login", async () => {
  const { context, page, guard } = await registerPatient(browser, server, REFUSED);
  await page.goto("/app/data");
  await page.click("#erase");
  await page.check("#erase-sure");
  await loginsGrowOld();
  await page.click("#erase-yes");
  await page.waitForSelector("#fresh[open]");
  await says(page, "#fresh", /Ein gelöschtes Konto kommt nicht zurück/);
  assert.equal(await page.locator("#erase-dialog").count(), 0, "one question at a time");
  await checkAccessibility(page, "fresh-erase");
  await page.click("#fresh-cancel");
  await page.waitForSelector("#fresh", { state: "detached" });
  await page.reload();
  await page.waitForSelector("#data-save");
  await page.click("#erase");
  await page.check("#erase-sure");
  await page.click("#erase-yes");
  await page.click("#fresh #login-passkey");
  await page.waitForSelector("#erased");
  await page.click("#erased-done");
  await page.waitForSelector("#welcome-start");
  guard.check();
  await context.close();
});

test("passphrase and authenticator app are set, changed and removed, each after a fresh login", async () => {
  const { context, page, guard } = await registerAuthor(browser, server, REFUSED);
  await page.goto("/manufacturer/account");
  await page.waitForSelector("#ways-list li");
  assert.equal(await page.locator("#ways-list button").count(), 0, "the last way in stays");
  await inspect(page, "ways");
  await loginsGrowOld();
  await page.click("#ways-passphrase");
  await page.fill("#protect-name", "clara-dorn");
  await page.fill("#protect-passphrase", PASSPHRASE);
  await page.fill("#protect-repeat", PASSPHRASE);
  await page.click("#protect-next");
  await page.click("#fresh #login-passkey");
  const login = await page.inputValue("#protect-given-name");
  assert.match(login, /^clara-dorn-[0-9]{4}$/);
  assert.equal(await page.getAttribute("#protect-given-name", "autocomplete"), "username");
  const secret = (await page.innerText("#totp-secret")).replace(/\s/g, "");
  await inspect(page, "ways-totp");
  await page.fill("#protect-code", "000000");
  await page.click("#protect-finish");
  await says(page, "#ways", /stimmt nicht|abgelaufen/);
  await page.fill("#protect-code", totp(secret, Date.now()));
  await page.click("#protect-finish");
  await page.waitForFunction(() => document.querySelectorAll("#ways-list > li").length === 2);
  await says(page, ".toasts", /Die neue Passphrase gilt/);
  await says(page, "#ways-name", new RegExp(`: ${login}$`));
  await inspect(page, "ways-two");

  const elsewhere = await newPerson(browser, server.url, { viewport: { width: 1280, height: 800 } });
  await elsewhere.page.goto("/manufacturer/login");
  await elsewhere.page.click("#login-other");
  await elsewhere.page.fill("#login-name", login);
  await elsewhere.page.fill("#login-passphrase", PASSPHRASE);
  await elsewhere.page.fill("#login-code", totp(secret, Date.now() + 30_000));
  await elsewhere.page.click("#login-submit");
  await elsewhere.page.waitForSelector("#naming-name");
  elsewhere.guard.check();
  await elsewhere.context.close();

  await loginsGrowOld();
  await page.locator("#ways-list li", { hasText: "Authenticator" }).locator("button").click();
  await page.click("#ways-remove-yes");
  await page.click("#fresh #login-passkey");
  await page.waitForFunction(() => document.querySelectorAll("#ways-list > li").length === 1);
  guard.check();
  await context.close();
});

test("who cannot prove who they are changes nothing", async () => {
  const { context, page, guard } = await registerAuthor(browser, server, { expected: [/status of 40[13]/] });
  await page.goto("/manufacturer/account");
  await page.waitForSelector("#ways-list li");
  await loginsGrowOld();
  await page.click("#ways-passkey");
  await page.click("#fresh #login-other");
  await page.fill("#fresh #login-name", "niemand");
  await page.fill("#fresh #login-passphrase", "irgendein anderer Satz");
  await page.fill("#fresh #login-code", "123456");
  await page.click("#fresh #login-submit");
  await says(page, "#fresh", /passen nicht zusammen/);
  await page.keyboard.press("Escape");
  await page.waitForSelector("#fresh", { state: "detached" });
  assert.equal(await page.locator("#ways-list > li").count(), 1);
  guard.check();
  await context.close();
});
