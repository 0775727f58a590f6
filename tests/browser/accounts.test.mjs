// Everybody who is no patient: what manufacturers and staff find, what a practice leaves in the browser, and the demo.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";

import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { findInBrowser, storedInBrowser } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { logIn, makeDemo } from "./lib/demo.mjs";
import { inspect } from "./lib/inspect.mjs";
import { enrolmentCode, invite, registerDoctor, says, seesPicture, walkIn } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
let server, browser, demo;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
  demo = await makeDemo(server, ["--gateway"]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const account = (role) => demo.accounts.find((each) => each.role === role);

/** Somebody with an account from the operator's code and a passkey. */
async function enrol(role, folder, arrived, options = {}) {
  const code = await enrolmentCode(server, role);
  const person = await newPerson(browser, server.url, { ...WIDE, ...options });
  await addPasskeyDevice(person.page);
  await person.page.goto(`/${folder}/register`);
  await person.page.fill("#enrolment-code", code);
  await person.page.click("#code-next");
  await person.page.click("#protect-passkey");
  await person.page.waitForSelector(arrived);
  return { ...person, code };
}

test("a manufacturer finds the dossier, who they are, their logins and a recovery sheet", async () => {
  const { context, page, guard } = await enrol("manufacturer-author", "manufacturer", "#blocks");
  assert.match(await page.innerText("#blocks"), /Punkten der Fragebögen fehlt etwas/);
  await inspect(page, "manufacturer-home");
  await page.click(".page-nav a[href='/manufacturer/account']");
  await page.waitForSelector("#logout");
  assert.match(await page.innerText("#about"), /Hersteller, schreibt/);
  assert.match(await page.innerText("#about"), /[0-9a-f]{8}-[0-9a-f]{4}-7/);
  await page.waitForSelector("#sessions-end-all");
  await inspect(page, "manufacturer-account");

  await page.click("#account-sheet");
  await page.click("#sheet-make");
  const sheet = (await page.textContent("#sheet-code")).trim();
  await inspect(page, "manufacturer-sheet");
  const label = await page.textContent("label[for=sheet-group]");
  await page.fill("#sheet-group", sheet.split("-")[Number(label.match(/\d+/)[0]) - 1]);
  await page.click("#sheet-confirm");
  await page.click("#sheet-home");
  await page.click("#logout");
  await page.click("#logout-yes");
  await page.waitForSelector("#login-passkey");
  await inspect(page, "manufacturer-login");
  await page.click("#login-passkey");
  await page.waitForSelector("#blocks");
  guard.check();
  await context.close();

  const elsewhere = await newPerson(browser, server.url, WIDE);
  await addPasskeyDevice(elsewhere.page);
  await elsewhere.page.goto("/manufacturer/recover");
  await elsewhere.page.fill("#recover-code", sheet);
  await elsewhere.page.click("#recover-submit");
  await elsewhere.page.click("#protect-passkey");
  await elsewhere.page.waitForSelector("#blocks");
  elsewhere.guard.check();
  await elsewhere.context.close();
});

test("a manufacturer's account opens no other program, and says so", async () => {
  const person = await newPerson(browser, server.url, WIDE);
  await person.page.goto("/practice/login");
  await logIn(person.page, account("manufacturer-reviewer"));
  await person.page.waitForSelector("#trouble");
  assert.match(await person.page.innerText("#trouble"), /andere Anwendung/);
  await person.context.close();
});

test("staff are told that they organise and cannot take part, also inside a room", async () => {
  const { context, page, guard } = await enrol("staff", "practice", "#joining-code");
  await inspect(page, "staff-home");
  assert.equal(await page.locator("#invite").count(), 0);
  await page.goto(`/practice/room/${randomUUID()}`);
  await page.waitForSelector("#staff-refused");
  assert.match(await page.innerText("#staff-refused"), /organisiert/);
  assert.equal(await page.locator("video, #room-open").count(), 0, "no camera, no room");
  await inspect(page, "staff-refused");
  await page.click("#staff-back");
  await page.waitForSelector("#joining-code");
  await page.click("#to-account");
  await page.waitForSelector("#about");
  await inspect(page, "staff-account");
  guard.check();
  await context.close();
});

test("a practice leaves nothing personal in plain text in the browser", async () => {
  const doctor = await registerDoctor(browser, server);
  const { page } = doctor;
  const [patient, name] = ["Erika Kanarienvogel", "Dr. Anna Zaunkönig"];
  const { link, code } = await invite(page, patient);
  await page.click("#open-room");
  await page.fill("#doctor-name", name);
  await page.click("#room-open");
  await page.waitForSelector("#who-waits");

  const guest = await newPerson(browser, server.url);
  await guest.page.goto("/v");
  await guest.page.fill("#code", `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`);
  await guest.page.keyboard.press("Enter");
  await walkIn(guest.page, patient);
  await guest.page.waitForSelector("#end");
  await guest.context.close();

  const secret = link.split("#")[1].split(".")[2];
  const stored = await storedInBrowser(page);
  assert.ok(stored.some(([place]) => place.startsWith("heilsam-practice/kv note/")), "the notes are looked at");
  assert.deepEqual(await findInBrowser(page, [patient, name, "Zaunkönig", code, secret]), []);
  const places = stored.map(([place]) => place).filter((place) => place.startsWith("localStorage"));
  assert.ok(places.every((place) => /heilsam\.(theme|language|sheet-open)$/.test(place)), places.join());

  await page.goto(page.url());
  await page.waitForSelector("#doctor-name");
  assert.equal(await page.inputValue("#doctor-name"), name, "the name is offered the next time");
  await page.click("#room-open");
  await page.waitForSelector("#who-waits");
  doctor.guard.check();
  await doctor.context.close();
});

test("three wrong codes stay counted when the room is opened again", async () => {
  const doctor = await registerDoctor(browser, server);
  const { page } = doctor;
  const { code } = await invite(page, "Erika");
  const open = async () => {
    await page.click("#room-open");
    await page.waitForSelector("#who-waits");
  };
  await page.click("#open-room");
  await page.fill("#doctor-name", "Dr. Weber");
  await open();
  /** What the doctor's device keeps for itself, sealed. */
  const kept = async () => {
    const notes = (await storedInBrowser(page)).filter(([place]) => place.startsWith("heilsam-practice/kv note/"));
    return notes.map(([place, bytes]) => `${place} ${bytes.toString("base64")}`).join();
  };
  const guess = async (letter) => {
    const before = await kept();
    const guest = await newPerson(browser, server.url);
    await guest.page.goto("/v");
    await guest.page.fill("#code", `${code.slice(0, -1)}${letter}`);
    await guest.page.keyboard.press("Enter");
    await walkIn(guest.page, "Jemand");
    await guest.page.waitForSelector("#end");
    await guest.context.close();
    // The guest may hear of it before the doctor's device has written it down.
    await eventually("the try is kept", kept, (now) => now !== before);
  };
  const wrong = ["0", "1", "2", "3"].filter((letter) => !code.endsWith(letter));
  await guess(wrong[0]);
  await guess(wrong[1]);
  await page.reload();
  await open();
  await guess(wrong[2]);
  await page.getByText("dreimal falsch").waitFor();
  await page.reload();
  await open();
  await page.getByText("dreimal falsch").waitFor();
  doctor.guard.check();
  await doctor.context.close();
});

test("an invitation that was made for a gateway waits for the comparison, and says why", async () => {
  const doctor = await newPerson(browser, server.url, WIDE);
  const { page } = doctor;
  await page.goto("/practice/login");
  await logIn(page, account("doctor"));
  await page.click("#look-list");
  await page.waitForSelector("#invitations");
  await page.locator("#invitations button").first().click();
  await page.waitForSelector("#open-room");
  assert.equal(await page.locator("#deliveries").count(), 0, "nobody has sent it yet");
  await page.click("#open-room");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  const guest = await newPerson(browser, server.url);
  await guest.page.goto(demo.invitation);
  await walkIn(guest.page, "Erika Mustermann");
  await page.waitForSelector("#compare-number");
  const admit = page.locator("#admit");
  assert.equal(await admit.getAttribute("aria-disabled"), "true");
  assert.match(await page.innerText(`#${await admit.getAttribute("aria-describedby")}`), /verglichen/);
  await inspect(page, "doctor-compare");
  await admit.click({ force: true });
  await page.waitForTimeout(500);
  assert.equal(await guest.page.locator("#waiting").count(), 1, "nobody is admitted before the comparison");
  await page.click("#compare-same");
  await page.waitForSelector('#admit:not([aria-disabled="true"])');
  await page.reload();
  await page.click("#room-open");
  await page.waitForSelector('#admit:not([aria-disabled="true"])');
  assert.equal(await page.locator("#compare-number").count(), 0, "it was compared with this guest before the reload");
  await page.click("#admit");
  assert.ok((await seesPicture(guest.page)) > 0);
  guest.guard.check();
  await guest.context.close();
  doctor.guard.check();
  await doctor.context.close();
});

test("how an invitation left the practice is remembered with it", async () => {
  const doctor = await registerDoctor(browser, server, { permissions: ["camera", "microphone", "clipboard-write"] });
  const { page } = doctor;
  await invite(page, "Erika");
  await inspect(page, "invitation");
  assert.equal(await page.locator("#deliveries").count(), 0);
  const kept = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  await page.click("#copy-link");
  await kept;
  await page.reload();
  await page.waitForSelector("#deliveries");
  assert.match(await page.innerText("#deliveries"), /Link kopiert/);
  doctor.guard.check();
  await doctor.context.close();
});

test("the practice's own mail program gets the words, the link and the way to cancel", async () => {
  // A mail program has no origin, and the browser of the tests says that it has none.
  const doctor = await registerDoctor(browser, server, { expected: [/mailto:/], others: ["null"] });
  const { page } = doctor;
  const { link } = await invite(page, "Erika");
  const devtools = await page.context().newCDPSession(page);
  const asked = new Promise((done) => {
    devtools.on("Page.frameRequestedNavigation", ({ url }) => {
      if (url.startsWith("mailto:")) done(new URL(url));
    });
  });
  await devtools.send("Page.enable");
  await page.click("#mail-link");
  const mail = await asked;
  assert.equal(mail.pathname, "", "to whom it goes is the practice's to say");
  assert.match(mail.searchParams.get("subject"), /^Ihre Videosprechstunde am /);
  const text = mail.searchParams.get("body");
  const cancel = (await page.textContent("#invitation-cancel-link")).trim();
  for (const said of [link, cancel, "Sie brauchen kein Konto", "deutsche Zeit"]) assert.ok(text.includes(said), `${said} in: ${text}`);
  assert.ok(!text.includes("Erika"), "the mail names nobody");
  await says(page, "#deliveries", /E-Mail-Programm/);
  doctor.guard.check();
  await doctor.context.close();
});

test("the demo page shows every account, and each one opens its program", async () => {
  const arrived = {
    patient: "#home-add",
    staff: "#invite",
    "manufacturer-author": "#blocks",
    "manufacturer-reviewer": "#blocks",
  };
  const person = await newPerson(browser, server.url, { permissions: ["clipboard-read", "clipboard-write"] });
  await person.page.goto("/demo");
  await person.page.waitForSelector("#demo .card");
  assert.equal(await person.page.locator('#demo [data-field="login_name"]').count(), demo.accounts.length);
  await inspect(person.page, "demo");
  await person.page.locator('[data-copy="passphrase"]').first().click();
  await person.page.waitForFunction(
    async (wanted) => (await navigator.clipboard.readText()) === wanted,
    demo.accounts[0].passphrase,
  );
  const doors = await person.page.locator("#demo a.button").evaluateAll((links) => links.map((link) => link.pathname));
  assert.deepEqual(doors, demo.accounts.map(({ page }) => `${page}login`));
  person.guard.check();
  await person.context.close();
  for (const [role, sign] of Object.entries(arrived)) {
    const { context, page, guard } = await newPerson(browser, server.url);
    await page.goto(`${account(role).page}login`);
    await logIn(page, account(role));
    await page.waitForSelector(sign);
    guard.check();
    await context.close();
  }
});
