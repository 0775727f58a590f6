// A trusted person: chosen with consent, worth nothing alone, objected to, taken back, and the whole way back into the account.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { onDatabase } from "./lib/database.mjs";
import { inspect } from "./lib/inspect.mjs";
import { says, withdraw } from "./lib/people.mjs";
import { registerReachable, startPush, switchPushOn } from "./lib/push.mjs";
import { startServer } from "./lib/server.mjs";

const PERSON = "Karla Kanarienvogel";
/** Whoever waits asked so many hours earlier. */
const EARLIER = 'database.execute("UPDATE recovery_contacts SET asked_at = asked_at - ?", (int(values[0]) * 3600 * 1000,))';
let push, server, browser;

before(async () => {
  push = await startPush();
  server = await startServer({ env: push.env });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await push?.stop();
});

function hoursPass(hours) {
  return onDatabase(server, EARLIER, hours);
}

const patient = (options) => registerReachable(browser, server, push, options);

async function switchOn(page) {
  await page.goto("/app/notifications");
  await switchPushOn(page);
}

/** Chooses the person; gives the code on the sheet. */
async function choose(page) {
  await page.goto("/app/trusted");
  await page.fill("#trusted-name", PERSON);
  if (await page.locator("#trusted-consent").count()) await page.check("#trusted-consent");
  await page.click("#trusted-make");
  const code = (await (await page.waitForSelector("#trusted-code")).innerText()).trim();
  return code;
}

/** Somebody with the sheet, on a device of their own. */
async function comeWith(code, options = {}) {
  const person = await newPerson(browser, server.url, options);
  const device = await addPasskeyDevice(person.page);
  await person.page.goto("/app/recover");
  await person.page.click("#recover-with-contact");
  await person.page.fill("#recover-code", code);
  await person.page.click("#recover-submit");
  return { ...person, device };
}

test("a trusted person opens the account with the operator after three days, and nothing before", async () => {
  const { context, page, guard } = await patient();
  await page.goto("/app/account");
  await page.click("#account-trusted");
  await page.waitForSelector("#trusted-no-channel");
  assert.equal(await page.locator("#trusted-make").count(), 0, "who cannot be told cannot object");
  await inspect(page, "trusted-no-channel");
  await switchOn(page);
  await page.goto("/app/trusted");
  await page.click("#trusted-make");
  await page.waitForSelector("#trusted-name-error");
  await page.fill("#trusted-name", PERSON);
  await page.click("#trusted-make");
  await page.waitForSelector("#trusted-consent-error");
  await inspect(page, "trusted-setup");
  const code = await choose(page);
  await inspect(page, "trusted-sheet");
  await page.click("#trusted-done");
  await says(page, "#trusted-contact", new RegExp(PERSON));
  await inspect(page, "trusted-made");
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, [PERSON, code, code.replace(/[^0-9A-Z]/g, "")]), []);

  const helper = await comeWith(code, { expected: [/status of 401/] });
  await helper.page.waitForSelector("#back-waits");
  await inspect(helper.page, "trusted-waits");
  assert.equal((await push.next()).about, "security", "the patient is told");
  await helper.page.goto("/app/recover");
  await helper.page.fill("#recover-code", code);
  await helper.page.click("#recover-submit");
  await says(helper.page, "#trouble", /./);
  await helper.context.close();

  await page.goto("/app/");
  await page.waitForSelector("#contact-asked");
  await inspect(page, "trusted-asked");
  await page.click("#contact-agree");
  await page.waitForSelector("#contact-asked", { state: "detached" });
  await hoursPass(71);
  const early = await comeWith(code);
  await early.page.waitForSelector("#back-waits");
  await early.context.close();
  await hoursPass(1);
  const back = await comeWith(code);
  await back.page.waitForSelector("#protect-passkey");
  await inspect(back.page, "trusted-open");
  await back.page.click("#protect-passkey");
  await back.page.waitForSelector("#home-add");
  await says(back.page, "#main", /128/);
  await back.page.goto("/app/notifications");
  await says(back.page, "#events", /Mit dem Bogen Ihrer Vertrauensperson angemeldet/);
  back.guard.check();
  guard.check();
  await back.context.close();
  await context.close();
});

test("an objection, taking back and withdrawing the consent each make the sheet worthless", async () => {
  const { context, page, guard } = await patient({ expected: [/status of 409/] });
  await switchOn(page);
  const refused = async (code) => {
    const helper = await comeWith(code, { expected: [/status of 401/] });
    await helper.page.waitForSelector("#trouble");
    helper.guard.check();
    await helper.context.close();
  };
  const first = await choose(page);
  const helper = await comeWith(first);
  await helper.page.waitForSelector("#back-waits");
  await helper.context.close();
  await page.goto("/app/");
  await page.click("#contact-object");
  await page.waitForSelector("#contact-asked", { state: "detached" });
  await hoursPass(80);
  await refused(first);

  const second = await choose(page);
  await page.click("#trusted-done");
  await page.goto("/app/notifications");
  await page.click("#notify-push-off");
  await says(page, ".toasts", /zuerst Ihre Vertrauensperson zurück/);
  assert.equal(await page.locator("#notify-push-off").count(), 1, "the last way to tell the patient stays");
  await page.goto("/app/trusted");
  await page.click("#trusted-remove");
  await page.waitForSelector("#trusted-remove-yes");
  await inspect(page, "trusted-remove");
  await page.click("#trusted-remove-yes");
  await page.waitForSelector("#trusted-make");
  await refused(second);

  const third = await choose(page);
  await withdraw(page, "recovery-contact");
  await refused(third);
  guard.check();
  await context.close();
});
