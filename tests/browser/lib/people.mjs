// What people do, step by step, as the journeys need it again and again.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { addPasskeyDevice } from "./authenticator.mjs";
import { PATIENCE_MS, newPerson, painted } from "./chromium.mjs";
import { activationCode } from "./codes.mjs";
import { eventually, picture, received } from "./connections.mjs";
import { logIn } from "./demo.mjs";
import { program } from "./folders.mjs";
import { totp } from "./totp.mjs";

const run = promisify(execFile);
const DESK = { viewport: { width: 1280, height: 900 } };

/** An enrolment code from the operator's command line. */
export async function enrolmentCode(server, role) {
  const { stdout } = await run(program("heilsam"), ["account", "invite", "--role", role, "--data", server.data]);
  const code = stdout.match(/([0-9A-Z]{5}-){3}[0-9A-Z]{5}/)?.[0];
  if (!code) throw new Error(`no enrolment code in: ${stdout}`);
  return code;
}

/** From the welcome page to the field for the code: nothing speaks against the use, or what `answer` says. */
export async function beginRegistration(page, answer = "#eligible-0") {
  await page.click("#welcome-start");
  await page.check(answer);
  await page.waitForSelector("#activation-code");
}

/** Types a code and consents to the intended use; ends on the page that protects the account. */
export async function redeemAndConsent(page, code = activationCode(), answer = undefined) {
  await page.goto("/app/");
  await beginRegistration(page, answer);
  await page.fill("#activation-code", code);
  await page.click("#code-next");
  await page.check("#consent-intended-use");
  await page.click("#consent-next");
}

/**
 * Chooses a passphrase with one-time codes, on a page that offers it behind `button`; gives `{ name, secret }`: the login name with
 * its digits, and what the codes are made of.
 */
export async function protectWithPassphrase(page, wish, passphrase, button = "#protect-other") {
  await page.click(button);
  await page.fill("#protect-name", wish);
  await page.fill("#protect-passphrase", passphrase);
  await page.fill("#protect-repeat", passphrase);
  await page.click("#protect-next");
  const name = await page.inputValue("#protect-given-name");
  const secret = (await page.textContent("#totp-secret")).replace(/\s/g, "");
  await page.fill("#protect-code", totp(secret));
  await page.click("#protect-finish");
  return { name, secret };
}

/** A patient with a passkey, on the page for the first entry. */
export async function registerPatient(browser, server, options = {}) {
  const person = await newPerson(browser, server.url, options);
  const device = await addPasskeyDevice(person.page);
  await redeemAndConsent(person.page);
  await person.page.click("#protect-passkey");
  await person.page.waitForSelector("#entry-systolic");
  return { ...person, device };
}

/** Fills in one measurement and saves it. */
export async function enter(page, systolic, diastolic, pulse = "") {
  await page.fill("#entry-systolic", String(systolic));
  await page.fill("#entry-diastolic", String(diastolic));
  await page.fill("#entry-pulse", String(pulse));
  await page.click("#entry-save");
}

/** Begins the programme, for whom it is having been answered at registration; ends on its page. */
export async function beginProgramme(page) {
  await page.goto("/app/programme");
  await page.click("#programme-begin");
  await page.waitForSelector("#modules");
}

/** Opens the page for a new entry, measures and saves. */
export async function addEntry(page, systolic, diastolic, pulse) {
  await page.click("#home-add");
  await enter(page, systolic, diastolic, pulse);
  await page.waitForSelector("#home-add");
}

/** Waits until the page says that everything is on the server; "aber noch nicht übertragen" is something else. */
export function synchronised(page) {
  return says(page, "#sync-state", /und übertragen$|and transmitted$/);
}

/**
 * Goes to the start page inside of the program, and waits until everything is on the server; for somebody who has an entry. A page
 * that is left in the middle of sending sends again, and is told that it is known.
 */
export async function transmitted(page) {
  await page.click('.page-nav a[href="/app/"]');
  await synchronised(page);
}

/** Withdraws the consent to a purpose in the consent centre. */
export async function withdraw(page, purpose) {
  await page.goto("/app/consents");
  await page.click(`#withdraw-${purpose}`);
  await page.click("#withdraw-yes");
  await page.waitForSelector(`#give-${purpose}`);
}

/** Somebody with the operator's code for a role and a passkey, in a program; `ready` says what to wait for there. */
async function enrol(browser, server, [program, role, ready], options) {
  const person = await newPerson(browser, server.url, { ...DESK, ...options });
  const device = await addPasskeyDevice(person.page);
  await person.page.goto(`/${program}/register`);
  await person.page.fill("#enrolment-code", await enrolmentCode(server, role));
  await person.page.click("#code-next");
  await person.page.click("#protect-passkey");
  await person.page.waitForSelector(ready);
  return { ...person, device };
}

/** A doctor with a passkey, on the list of appointments. */
export const registerDoctor = (browser, server, options = {}) =>
  enrol(browser, server, ["practice", "doctor", "#invite"], { viewport: { width: 1280, height: 800 }, ...options });

/** A member of practice staff with a passkey, who belongs to no practice yet. */
export const registerStaff = (browser, server, options = {}) => enrol(browser, server, ["practice", "staff", "#joining-code"], options);

/** Somebody who runs the installation, with a passkey, on the list of proofs. */
export const registerOperator = (browser, server, options = {}) =>
  enrol(browser, server, ["practice", "operator", ".empty, #proofs"], options);

/** Makes an invitation for now; returns `{ link, code }`, the doctor stays on its page. */
export async function invite(page, patient) {
  await page.click("#invite");
  await page.fill("#invite-patient", patient);
  await page.click("#invite-make");
  const link = await page.waitForSelector("#invitation-link", { state: "attached" });
  const code = await page.textContent("#join-code");
  return { link: (await link.textContent()).trim(), code: code.trim() };
}

/** In ten minutes, as a field for a German time takes it: to come, and its room is open already. */
export function soon() {
  const moment = new Date(Date.now() + 10 * 60_000).toLocaleString("sv-SE", { timeZone: "Europe/Berlin" });
  return moment.slice(0, 16).replace(" ", "T");
}

/** The room that a link leads to, as the server writes it. The address of the page that shows the link may still be that of the page before. */
export function roomOf(link) {
  const room = Buffer.from(link.split("#")[1].split(".")[1], "base64url").toString("hex");
  return room.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** From the page of an invitation into its waiting room. */
async function sitDown(page) {
  await page.click("#open-room");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
}

/** A fresh invitation; the doctor sits in its waiting room. Returns `{ link, code }`. */
export async function openRoom(page, patient) {
  await page.goto("/practice/");
  await page.waitForSelector("#invite");
  const invitation = await invite(page, patient);
  await sitDown(page);
  await page.waitForSelector("#who-waits");
  return invitation;
}

/**
 * The doctor opens the room of an invitation that went through the server, in which the guest waits: nobody is admitted before
 * both compared the number, and both read the same one.
 */
export async function comparesNumber(page, guest) {
  await sitDown(page);
  await page.waitForSelector("#compare-number");
  assert.equal(await page.getAttribute("#admit", "aria-disabled"), "true", "nobody is admitted before");
  await guest.click("#waiting-number summary");
  assert.equal(await guest.innerText("#waiting-digits"), await page.innerText("#compare-number"), "what both can read out");
}

/** A doctor founds a practice and invites somebody into it; returns the line of the invitation. */
export async function foundAndInvite(page, name) {
  await page.goto("/practice/team");
  await page.fill("#team-name", "Praxis am Markt");
  await page.fill("#team-own-name", "Dr. Weber");
  await page.click("#team-found-do");
  await page.fill("#team-invite-name", name);
  await page.click("#team-invite-do");
  return page.locator("#team-joinings > li", { hasText: name });
}

/** The doctor concludes a contract on its page. */
export async function concludeContract(page) {
  await page.goto("/practice/contract");
  await page.fill("#contract-practice", "Praxis Dr. Weber");
  await page.fill("#contract-address", "Beispielweg 1, 10115 Berlin");
  await page.fill("#contract-doctor", "Dr. Weber");
  await page.fill("#contract-email", "praxis@example.org");
  await page.click("#contract-save");
  await page.waitForSelector("#contract-since");
}

/** From the device check to the door of the waiting room; `open` is the button that opens the devices. */
export async function getReady(page, name, open = "#open-devices") {
  await page.click(open);
  await page.click("#devices-next");
  await page.fill("#name", name);
  await page.check("#consent");
}

/** The same, and into the waiting room. */
export async function walkIn(page, name, open) {
  await getReady(page, name, open);
  await page.click("#join");
}

/** From the device check to the waiting room, in Firefox. */
export async function walkInWithFirefox(page, name) {
  for (const selector of ["#open-devices", "#devices-next"]) await pressInFirefox(page, selector);
  await (await page.waitForSelector("#name")).type(name);
  for (const selector of ["#consent", "#join"]) await pressInFirefox(page, selector);
}

/** Presses in Firefox what is there and visible, or will be. */
export async function pressInFirefox(page, selector) {
  await (await page.waitForSelector(selector, { visible: true })).click();
}

/** Types into a field of Firefox that is there, or will be. */
export async function typeInFirefox(page, selector, text) {
  await (await page.waitForSelector(selector, { visible: true })).type(text);
}

/** Waits in Firefox until a text stands in an element; blanks that keep words together are blanks. */
export function saysInFirefox(page, selector, wanted) {
  const stands = (selector, source) => {
    // What lies below the window is not drawn yet.
    const text = document.querySelector(selector)?.textContent ?? "";
    return new RegExp(source).test(text.trim().replaceAll(/\s+/g, " "));
  };
  return page.waitForFunction(stands, {}, selector, wanted.source);
}

/** The other's picture, in a call of two or of several. */
export const OTHER = "#call-other video, video#call-other";

/** The width of a picture that moves and is not black; in the page. */
function widthOfPicture(query) {
  const video = document.querySelector(query);
  if (!video || video.videoWidth === 0 || video.readyState < 2) return 0;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [32, 24];
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0, 32, 24);
  const pixels = context.getImageData(0, 0, 32, 24).data;
  let light = 0;
  for (let index = 0; index < pixels.length; index += 4) light += pixels[index] + pixels[index + 1] + pixels[index + 2];
  return light / (pixels.length / 4) > 60 ? video.videoWidth : 0;
}

/** Waits until a video element shows moving, non-black pictures; returns its width. Says what was there when it does not. */
export async function seesPicture(page, selector = OTHER, timeout = PATIENCE_MS) {
  const seen = page.waitForFunction(widthOfPicture, selector, { timeout });
  const handle = await seen.catch(async (error) => {
    throw new Error(`no picture in ${selector}: ${JSON.stringify(await picture(page, selector))}`, { cause: error });
  });
  return handle.jsonValue();
}

/** The doctor lets in whoever waits; ends when each page of `watching` shows the other side. */
export async function admit(doctor, ...watching) {
  await doctor.waitForSelector("#admit");
  await doctor.click("#admit");
  for (const page of watching) await seesPicture(page);
}

/** Waits until a page shows light, its decoder goes on, and sound comes in; `sees` is `seesPictureInFirefox` there. */
export async function seesMovementAndHears(page, sees = seesPicture) {
  await sees(page);
  const first = await received(page);
  await eventually("pictures move and sound comes", () => received(page), (now) => {
    return now.frames >= first.frames + 10 && now.energy > first.energy;
  });
}

/** Waits in Firefox until the other's picture moves and is not black. */
export async function seesPictureInFirefox(page) {
  await page.waitForFunction(widthOfPicture, {}, OTHER);
}

/** Somebody of the demonstration, logged in, on the overview of the dossier; `ready` says what to wait for there. */
export async function enterDossier(browser, server, demo, role, { ready = "#blocks", ...options } = {}) {
  const person = await newPerson(browser, server.url, { ...DESK, ...options });
  await person.page.goto("/manufacturer/");
  await logIn(
    person.page,
    demo.accounts.find((each) => each.role === role),
  );
  await person.page.waitForSelector(ready);
  return person;
}

/** One more author of the dossier, with a passkey and not yet named. */
export const registerAuthor = (browser, server, options = {}) =>
  enrol(browser, server, ["manufacturer", "manufacturer-author", "#naming-name"], options);

/** Says what somebody wants to be called in the dossier. */
export async function nameInDossier(page, name) {
  await page.fill("#naming-name", name);
  await page.click("#naming-save");
  await page.waitForSelector("#naming", { state: "detached" });
}

/** Opens a page of an app and waits until its heading is painted. */
export async function openPage(page, path) {
  await page.goto(path);
  await page.waitForSelector(".page-title h1");
  await painted(page);
}

/**
 * Opens a page while the answers from an address do not come, once they were asked for so many `times`: where the frame of the
 * program asks as well, the page is not there before. Gives what lets them come.
 */
export async function openUnanswered(page, path, address, times = 1) {
  let answer, ask;
  const held = new Promise((go) => (answer = go));
  const asked = new Promise((go) => (ask = go));
  const answers = [];
  await page.route(address, (route) => {
    answers.push(held.then(() => route.continue()));
    if (answers.length === times) ask();
    return answers.at(-1);
  });
  await page.goto(path);
  await asked;
  await painted(page);
  return async () => {
    answer();
    await Promise.all(answers);
    await page.unroute(address);
  };
}

/** Waits until a text stands in an element. */
export function says(page, selector, wanted) {
  return page.waitForFunction(
    ([selector, source]) => new RegExp(source).test(document.querySelector(selector)?.innerText.trim() ?? ""),
    [selector, wanted.source],
  );
}
