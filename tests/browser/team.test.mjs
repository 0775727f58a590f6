// A practice of several: one doctor founds it, a colleague and staff join; staff plan, the colleague holds the consultation.

import assert from "node:assert/strict";
import { test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { registerDoctor, registerStaff, roomOf, says, seesPicture, walkIn } from "./lib/people.mjs";

const PATIENT = "Erika Kanarienvogel";
const OTHER = "Otto Kanarienvogel";
const LATE = "Ida Kanarienvogel";
const WAITS = "Anton Kanarienvogel";
const SENT_ON = "Emil Kanarienvogel";
const WANTED = "Vera Kanarienvogel";
const ALONE = "Karl Kanarienvogel";
const PASSED_ON = "Lotte Kanarienvogel";
const HALF = "Paula Kanarienvogel";
const HALF_BESIDE = "Hugo Kanarienvogel";
const REMARK = "Spricht leise Kanarie";
const PRACTICE = "Praxis am Kanariengarten";
const STREET = "Kanarienweg 7, 10115 Berlin";
const DAY = 24 * 60 * 60 * 1000;
// The browser notes down the one request that loses its way here.
const day = consultationDay({ doctor: { timezoneId: "Europe/Berlin", expected: [/ERR_INTERNET_DISCONNECTED/] } });
let colleague, staff;

const tomorrow = () =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(new Date(Date.now() + DAY));

/** The main user makes a code, the member accepts with it, the main user releases. */
async function joins(member, name, picture) {
  const main = day.doctor.page;
  await main.fill("#team-invite-name", name);
  await main.click("#team-invite-do");
  const line = main.locator("#team-joinings > li", { hasText: name });
  const code = (await line.locator("code").textContent()).trim();
  if (picture) await inspect(main, "team-code");
  await member.fill("#joining-code", code);
  await member.click("#joining-next");
  await member.waitForSelector("#joining-offer");
  assert.match(await member.innerText("#joining-offer"), new RegExp(`${PRACTICE}[^]*Dr\\. Weber`));
  await member.fill("#joining-name", name);
  if (picture) await inspect(member, "team-offer");
  await member.click("#joining-accept");
  await member.waitForSelector("#joining-waits");
  if (picture) await inspect(member, "team-waits");
  const release = line.getByRole("button", { name: /Freigeben/ });
  await release.waitFor();
  if (picture) await inspect(main, "team-release");
  await release.click();
  await main.locator("#team-members > li", { hasText: name }).waitFor();
}

/** Fills in the form for a doctor and goes to the page of the appointment; returns `{ room, link, code }`. */
async function planFor(page, doctor, patient, when) {
  await page.goto("/practice/invite");
  await page.waitForSelector("#invite-doctor");
  if (when) {
    await page.check("#invite-later");
    await page.fill("#invite-when", when);
  }
  await page.selectOption("#invite-doctor", { label: doctor });
  await page.fill("#invite-patient", patient);
  await page.locator("details", { has: page.locator("#invite-remark") }).locator("summary").click();
  await page.fill("#invite-remark", REMARK);
  await page.click("#invite-make");
  return invitation(page);
}

/** What of a link lets in: room, secret, and whose key to expect. What stands behind is for the patient's app. */
const secret = (link) => link.split("#")[1].split(".").slice(0, 4).join(".");

async function invitation(page) {
  const shown = await page.waitForSelector("#invitation-link", { state: "attached" });
  const link = (await shown.textContent()).trim();
  return { room: roomOf(link), link, code: (await page.textContent("#join-code")).trim() };
}

test("a doctor founds a practice, and whoever has the code belongs to it when released", async () => {
  const main = day.doctor.page;
  await main.goto("/practice/team");
  await main.waitForSelector("#team-found");
  await inspect(main, "team-found");
  await main.fill("#team-name", PRACTICE);
  await main.fill("#team-own-name", "Dr. Weber");
  await main.click("#team-found-do");
  await main.waitForSelector("#team-members");
  await inspect(main, "team-founded");

  staff = await registerStaff(day.browser, day.server);
  await inspect(staff.page, "staff-joining");
  await joins(staff.page, "Sam Helfer", true);
  await staff.page.waitForSelector("#invite");
  assert.equal(await staff.page.locator("#open-room").count(), 0);

  colleague = await registerDoctor(day.browser, day.server);
  await colleague.page.goto("/practice/team");
  await colleague.page.click("#team-join summary");
  await joins(colleague.page, "Dr. Brandt");
  await colleague.page.locator("#team-members > li").nth(2).waitFor();
  assert.equal(await colleague.page.locator("#team-invite-do").count(), 0, "only the main user decides about members");
  await inspect(colleague.page, "team-member");
});

test("what the main user saves for the papers stands there for a colleague, and whoever is slower is told", async () => {
  const main = day.doctor.page;
  await main.goto("/practice/papers");
  assert.equal(await main.inputValue("#paper-practice"), PRACTICE, "what the practice is called is proposed");
  await main.waitForSelector("#papers-unshared");
  const second = await day.doctor.context.newPage();
  await second.goto("/practice/papers");
  await second.waitForSelector("#papers-share");

  await main.fill("#paper-address", STREET);
  await main.fill("#paper-phone", "030 1234567");
  await main.click("#papers-share");
  await main.waitForSelector("#papers-unshared", { state: "detached" });
  await inspect(main, "team-papers");

  await second.fill("#paper-address", "Kanarienallee 9, 10115 Berlin");
  await second.fill("#paper-bsnr", "721234500");
  await second.click("#papers-share");
  await says(second, "#papers-changed", new RegExp(STREET));
  assert.equal(await second.inputValue("#paper-address"), "Kanarienallee 9, 10115 Berlin", "what was typed stays");
  await inspect(second, "team-papers-changed");
  await second.click("#make-consent");
  await second.waitForSelector("#paper-made");
  await second.click("#papers-take");
  await second.waitForSelector("#papers-changed", { state: "detached" });
  assert.equal(await second.inputValue("#paper-address"), STREET);
  await second.waitForSelector("#paper-made", { state: "detached" });

  const { page } = colleague;
  await page.goto("/practice/papers");
  assert.equal(await page.inputValue("#paper-practice"), PRACTICE);
  assert.equal(await page.inputValue("#paper-address"), STREET);
  await says(page, "#papers-kept", /Dr\. Weber/);
  assert.equal(await page.locator("#papers-share").count(), 0, "only the main user saves for everybody");
  await page.fill("#paper-doctor", "Dr. Brandt");
  await main.goto("/practice/papers");
  assert.equal(await main.inputValue("#paper-address"), STREET);
  assert.equal(await main.inputValue("#paper-doctor"), "", "the name of a doctor is the doctor's own");
  assert.equal(await main.inputValue("#paper-bsnr"), "", "what was taken over is what the device keeps, too");
  await second.close();
  await inspect(page, "team-papers-member");
});

test("staff plan for a doctor, see that somebody waits, and take no seat; the doctor's device opens the room", async () => {
  const { page } = staff;
  const { room, link } = await planFor(page, "Dr. Brandt", PATIENT);
  assert.equal(await page.locator("#open-room").count(), 0, "no way into the room");
  assert.equal(await page.innerText("#invitation-remark"), REMARK);
  await inspect(page, "staff-appointment");

  await page.click('a[href="/practice/waiting"]');
  const line = page.locator("#staff-hall > li", { hasText: PATIENT });
  await line.getByText("Noch niemand da").waitFor();
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  await guest.page.waitForSelector("#waiting");
  await line.getByText("Jemand wartet").waitFor();
  await line.getByText(/Dr\. Brandt/).first().waitFor();
  assert.equal(await page.locator("video, audio").count(), 0, "no picture and no sound for staff");
  await line.locator("summary").click();
  await line.getByRole("button", { name: /10 Minuten/ }).click();
  await line.getByText(/Hinterlegt um/).waitFor();
  await inspect(page, "staff-hall");

  const main = day.doctor.page;
  await main.goto("/practice/waiting");
  await main.fill("#doctor-name", "Dr. Weber");
  await main.click("#room-open");
  await main.waitForSelector(".empty");
  await main.goto(`/practice/invitation/${room}`);
  await main.waitForSelector("#other-doctor");
  assert.equal(await main.locator("#open-room").count(), 0, "the seat is the colleague's");

  await page.goto(`/practice/room/${room}`);
  await page.waitForSelector("#staff-refused");
  assert.equal(await page.locator("#room-open, video").count(), 0);
  const refused = await page.evaluate(
    (room) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`/api/v1/rooms/${room}/signal`);
        const join = { type: "join", seat: "doctor", seat_key: "AAAAAAAAAAAAAAAAAAAAAA" };
        socket.onopen = () => socket.send(JSON.stringify(join));
        socket.onmessage = ({ data }) => resolve(JSON.parse(data));
      }),
    room,
  );
  assert.deepEqual(refused, { type: "refused", reason: "not-allowed" });

  const doctor = colleague.page;
  await doctor.goto("/practice/waiting");
  await doctor.fill("#doctor-name", "Dr. Brandt");
  await doctor.click("#room-open");
  const row = doctor.locator("#hall > li", { hasText: PATIENT });
  const admit = row.getByRole("button", { name: /Hereinbitten/ });
  await admit.waitFor();
  await says(guest.page, "#message", /10 Minuten/);
  await row.getByText(/Vom Praxisteam ausgerichtet/).waitFor();
  await admit.click();
  assert.ok((await seesPicture(guest.page)) > 0);
  assert.ok((await seesPicture(doctor)) > 0);
  for (const each of [guest.page, doctor]) {
    await each.click("#call-number");
    await each.waitForSelector("#security-number");
  }
  const number = async (each) => (await each.textContent("#security-number")).replace(/\D/g, "");
  assert.match(await number(doctor), /^\d{6}$/);
  assert.equal(await number(doctor), await number(guest.page), "nobody sits between them");
  await guest.page.keyboard.press("Escape");
  await guest.page.goto("about:blank");
  guest.guard.check();
  await guest.context.close();
  await doctor.goto("/practice/");
  await doctor.waitForSelector("#invite");
});

test("the calendar shows all doctors or one, warns per doctor, and an appointment can be handed over", async () => {
  const { page } = staff;
  const date = tomorrow();
  const planned = await planFor(page, "Dr. Brandt", OTHER, `${date}T10:00`);
  await page.goto("/practice/invite");
  await page.check("#invite-later");
  await page.fill("#invite-when", `${date}T10:05`);
  await page.selectOption("#invite-doctor", { label: "Dr. Brandt" });
  await page.waitForSelector("#conflicts");
  await inspect(page, "team-plan");
  await page.selectOption("#invite-doctor", { label: "Dr. Weber" });
  await page.waitForSelector("#conflicts", { state: "detached" });
  await planFor(page, "Dr. Weber", LATE, `${date}T10:05`);

  await page.goto("/practice/");
  await page.click("#look-list");
  await says(page, "#invitations", new RegExp(OTHER));
  await says(page, "#invitations", new RegExp(LATE));
  await page.locator("#calendar-doctors").getByRole("button", { name: "Dr. Weber" }).click();
  await page.locator("#invitations").getByText(OTHER).first().waitFor({ state: "detached" });
  await says(page, "#invitations", new RegExp(LATE));
  await page.click("#doctor-all");
  await inspect(page, "team-list");
  await page.click("#look-week");
  await page.waitForSelector('[id^="day-"]', { state: "attached" });
  if (!(await page.locator(`#day-${date}`).count())) await page.click("#calendar-next");
  await page.waitForSelector(`#day-${date} li`);
  await inspect(page, "team-week");

  await page.goto(`/practice/invitation/${planned.room}`);
  await page.click("#other-doctor");
  await page.waitForSelector("#other-doctor-dialog #conflicts");
  await inspect(page, "team-hand-over");
  await page.click("#other-doctor-yes");
  await says(page, ".doctor-badge", /Dr\. Weber/);
  const handedOver = await invitation(page);
  assert.equal(handedOver.code, planned.code, "the typed code stays");
  assert.notEqual(secret(handedOver.link), secret(planned.link), "the link names the other doctor's key");
  await day.doctor.page.goto(`/practice/invitation/${planned.room}`);
  await day.doctor.page.waitForSelector("#open-room");
  assert.equal(secret((await invitation(day.doctor.page)).link), secret(handedOver.link), "both devices hand out the same");
  await colleague.page.goto(`/practice/invitation/${planned.room}`);
  await colleague.page.waitForSelector("#other-doctor");
  assert.equal(await colleague.page.locator("#open-room").count(), 0);
});

test("an appointment with somebody beside that is handed over by half says so, and the next press goes on", async () => {
  const main = day.doctor.page;
  const { room } = await planFor(main, "Dr. Weber", HALF, `${tomorrow()}T18:00`);
  await main.fill("#other-name", HALF_BESIDE);
  await main.click("#other-make");
  await main.waitForURL((url) => /invitation\/./.test(url.pathname) && !url.pathname.endsWith(room));
  const beside = new URL(main.url()).pathname.split("/").pop();
  const address = `**/api/v1/consultations/${beside}`;
  await main.route(address, (route) =>
    route.request().method() === "PATCH" ? route.abort("internetdisconnected") : route.continue(),
  );
  await main.goto(`/practice/invitation/${room}`);
  await main.click("#other-doctor");
  await main.click("#other-doctor-yes");
  await says(main, "#other-doctor-part", /Ein Teil ist schon übergeben/);
  await says(main, "#trouble", /Keine Verbindung/);
  await inspect(main, "team-hand-over-half");
  await main.unroute(address);
  await main.click("#other-doctor-yes");
  await main.waitForSelector("#other-doctor-dialog", { state: "detached" });
  for (const each of [room, beside]) {
    await main.goto(`/practice/invitation/${each}`);
    await says(main, ".doctor-badge", /Dr\. Brandt/);
  }
});

test("whoever moves what a colleague moved meanwhile is told, and keeps what was typed", async () => {
  const { page } = staff;
  const main = day.doctor.page;
  const date = tomorrow();
  const { room } = await planFor(page, "Dr. Weber", WANTED, `${date}T13:00`);
  for (const each of [page, main]) {
    await each.goto(`/practice/invitation/${room}`);
    await each.click("#move");
    await each.waitForSelector("#move-when");
  }
  await page.fill("#move-when", `${date}T15:30`);
  await main.fill("#move-when", `${date}T14:20`);
  await main.click("#move-make");
  await main.waitForSelector("#move");

  await page.click("#move-make");
  await says(page, "#trouble", /inzwischen geändert/);
  await says(page, "main", /14:20/);
  assert.equal(await page.inputValue("#move-when"), `${date}T15:30`);
  await inspect(page, "team-changed-meanwhile");
  await page.click("#move-make");
  await page.waitForSelector("#move");
  await says(page, "main", /15:30/);

  // The page of the other still shows the state before.
  await main.click("#cancel");
  await main.click("#cancel-yes");
  await main.getByText(/inzwischen geändert/).first().waitFor();
  await says(main, "main", /15:30/);
  await main.click("#cancel");
  await main.click("#cancel-yes");
  await main.waitForSelector("#invite");
});

test("name and remark are put right after planning, by keyboard too; whoever is slower is told, and keeps what was typed", async () => {
  const { page } = staff;
  const main = day.doctor.page;
  const { room, link } = await planFor(page, "Dr. Weber", "Ute Kanarinvogel", `${tomorrow()}T17:00`);
  for (const each of [page, main]) {
    await each.goto(`/practice/invitation/${room}`);
    await each.focus("#describe");
    await each.keyboard.press("Enter");
    await each.waitForSelector("#describe-dialog[open]");
  }
  await inspect(page, "team-describe");
  await main.fill("#describe-name", "Ute Kanarienvogel");
  await main.keyboard.press("Enter");
  await says(main, "h1", /Ute Kanarienvogel/);
  await main.waitForSelector("#describe-dialog", { state: "detached" });

  await page.fill("#describe-name", "");
  await page.click("#describe-do");
  await page.waitForSelector("#describe-name-error");
  await page.fill("#describe-name", "Uta Kanarienvogel");
  await page.fill("#describe-remark", "Kommt mit Kanarienhund");
  await page.click("#describe-do");
  await says(page, "#describe-dialog #trouble", /inzwischen geändert/);
  await says(page, "#describe-now", /Ute Kanarienvogel/);
  assert.equal(await page.inputValue("#describe-name"), "Uta Kanarienvogel");
  await inspect(page, "team-describe-changed");
  await page.click("#describe-do");
  await says(page, "h1", /Uta Kanarienvogel/);
  await says(page, "#invitation-remark", /Kanarienhund/);
  assert.equal(secret((await invitation(page)).link), secret(link), "the link of before still holds");
});

test("who waits is handed over to a colleague and goes on by itself", async () => {
  const [main, doctor] = [day.doctor.page, colleague.page];
  const { room, link } = await planFor(main, "Dr. Weber", WAITS);
  await main.goto("/practice/waiting");
  await main.click("#room-open");
  await doctor.goto("/practice/waiting");
  await doctor.click("#room-open");
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, WAITS);
  const before = main.locator("#hall > li", { hasText: WAITS });
  await before.getByRole("button", { name: /Hereinbitten/ }).waitFor();
  await before.locator("summary", { hasText: /Kollegin/ }).click();
  await inspect(main, "hall-hand-on");
  await main.click(`#hand-on-${room}`);
  await guest.page.waitForSelector("#onward");
  const after = doctor.locator("#hall > li", { hasText: WAITS });
  await after.getByRole("button", { name: /Hereinbitten/ }).click();
  assert.ok((await seesPicture(guest.page)) > 0);
  assert.ok((await seesPicture(doctor)) > 0);
  await before.waitFor({ state: "detached" });
  await guest.page.click("#call-hang-up");
  await guest.page.waitForSelector("#end");
  guest.guard.check();
  await guest.context.close();
});

test("who waits hears where the colleague is also when the doctor leaves the page before the server has answered", async () => {
  const main = day.doctor.page;
  const { room, link } = await planFor(main, "Dr. Weber", SENT_ON);
  await main.goto("/practice/waiting");
  await main.click("#room-open");
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, SENT_ON);
  const row = main.locator("#hall > li", { hasText: SENT_ON });
  await row.getByRole("button", { name: /Hereinbitten/ }).waitFor();
  await row.locator("summary", { hasText: /Kollegin/ }).click();
  const address = `**/api/v1/consultations/${room}`;
  let asked, answer;
  const isAsked = new Promise((resolve) => (asked = resolve));
  const mayAnswer = new Promise((resolve) => (answer = resolve));
  await main.route(address, async (route) => {
    if (route.request().method() === "PATCH") {
      asked();
      await mayAnswer;
    }
    await route.continue();
  });
  await main.click(`#hand-on-${room}`);
  await isAsked;
  await main.click("#help-here");
  await main.locator("#hall").waitFor({ state: "detached" });
  answer();
  await guest.page.waitForSelector("#onward");
  await main.unroute(address);
  guest.guard.check();
  await guest.context.close();
});

/** In a page: the way to a colleague's waiting room stands still until `window.goesOn()`. */
function standsStill() {
  const { setTimeout: plain } = window;
  const held = [];
  window.setTimeout = (act, millis, ...values) => {
    // The page counts its time in steps of a tenth of a second.
    if (millis !== 100 || !document.querySelector("#onward")) return plain(act, millis, ...values);
    held.push(() => act(...values));
    return 0;
  };
  window.goesOn = () => {
    window.setTimeout = plain;
    for (const act of held) act();
  };
}

/** Somebody comes with a link, into the waiting room; `before` runs in the page first. */
async function comes(link, name, before = () => {}) {
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.addInitScript(before);
  await guest.page.goto(link);
  await walkIn(guest.page, name);
  return guest;
}

/** From the page of an appointment into its own room, under the name of before. */
async function opensRoom(page) {
  await page.click("#open-room");
  await page.click("#room-open");
  await page.waitForSelector("#who-waits");
}

test("the page of one room passes words on, shows the devices, opens again after a call, and closes the appointment", async () => {
  const [main, { page }] = [day.doctor.page, staff];
  const { room, link } = await planFor(main, "Dr. Weber", ALONE);
  await page.goto("/practice/waiting");
  const line = page.locator("#staff-hall > li", { hasText: ALONE });
  await line.locator("summary").click();
  await line.getByRole("button", { name: /5 Minuten/ }).click();
  await line.getByText(/Hinterlegt um/).waitFor();

  await opensRoom(main);
  const guest = await comes(link, ALONE);
  await main.waitForSelector("#admit");
  for (const device of ["Kamera bereit", "Mikrofon bereit"]) await main.getByText(device).waitFor();
  await says(guest.page, "#message", /5 Minuten/);
  await main.getByText(/Vom Praxisteam ausgerichtet/).waitFor();
  await main.locator("summary", { hasText: "Nachricht ins Wartezimmer" }).click();
  await main.click(`#say-ten-${room}`);
  await says(guest.page, "#message", /10 Minuten/);
  await inspect(main, "doctor-waiting-said");

  // What staff left is older than the doctor's own word, also for a page that was loaded again.
  await main.reload();
  await main.click("#room-open");
  await main.waitForSelector("#admit");
  await main.waitForTimeout(1000);
  assert.equal(await main.getByText(/Vom Praxisteam ausgerichtet/).count(), 0);
  assert.doesNotMatch(await guest.page.innerText("#waiting"), /5 Minuten/);

  await main.click("#admit");
  assert.ok((await seesPicture(guest.page)) > 0);
  await guest.page.click("#call-hang-up");
  await main.waitForSelector("#end");
  await main.getByRole("button", { name: "Wartezimmer wieder öffnen" }).click();
  await says(main, "#who-waits", /noch niemand da/);
  const again = await comes(link, ALONE);
  await main.click("#admit");
  assert.ok((await seesPicture(again.page)) > 0);
  await main.click("#call-hang-up");
  await main.waitForSelector("#end");
  await main.getByRole("button", { name: "Termin abschließen" }).click();
  await main.getByText("Abgeschlossen").waitFor();
  await main.goto(`/practice/invitation/${room}`);
  await main.getByText("Beendet", { exact: true }).waitFor();
  assert.equal(await main.locator("#open-room").count(), 0, "a closed appointment opens no room");
  for (const each of [guest, again]) {
    each.guard.check();
    await each.context.close();
  }
});

test("on the page of one room, too, who waits is handed over to a colleague", async () => {
  const main = day.doctor.page;
  const { room, link } = await planFor(main, "Dr. Weber", PASSED_ON);
  await opensRoom(main);
  const guest = await comes(link, PASSED_ON, standsStill);
  await main.waitForSelector("#admit");
  await main.locator("summary", { hasText: /Kollegin/ }).click();
  await main.click(`#hand-on-${room}`);
  await guest.page.waitForSelector("#onward");
  await inspect(guest.page, "visit-onward");
  await guest.page.evaluate(() => window.goesOn());
  await guest.page.waitForSelector("#waiting");
  // The room is not this doctor's any more.
  await main.waitForSelector("#invite");
  guest.guard.check();
  await guest.context.close();
});

test("an invitation is shown when it is known what the practice is called: its link names it", async () => {
  const main = day.doctor.page;
  const { room } = await planFor(main, "Dr. Weber", "Lena Kanarienvogel", `${tomorrow()}T08:00`);
  await main.addInitScript(() => {
    globalThis.links = new Set();
    const look = () => {
      const link = document.querySelector("#invitation-link")?.textContent.trim();
      if (link) globalThis.links.add(link);
    };
    new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
  });
  // Calendar and page ask for the practice, each by itself: the later answer may be that to either of them.
  const answers = [];
  await main.route("**/api/v1/practice", (route) => {
    const wait = 700 * (answers.length + 1);
    answers.push(new Promise((done) => setTimeout(done, wait)).then(() => route.continue()));
    return answers.at(-1);
  });
  await main.goto(`/practice/invitation/${room}`);
  const { link } = await invitation(main);
  await Promise.all(answers);
  await main.unroute("**/api/v1/practice");
  await main.waitForTimeout(700);
  assert.ok(answers.length > 1);
  assert.deepEqual(await main.evaluate(() => [...globalThis.links]), [link], "what is handed over does not change a moment later");
});

test("whoever was let go reads nothing any more, and the server never read anything", async () => {
  const main = day.doctor.page;
  await main.goto("/practice/team");
  await main.locator("#team-members > li", { hasText: "Sam Helfer" }).getByRole("button", { name: /Herausnehmen/ }).click();
  await main.waitForSelector("#team-go");
  await inspect(main, "team-let-go");
  await main.click("#team-go-yes");
  await main.locator("#team-members > li", { hasText: "Sam Helfer" }).waitFor({ state: "detached" });
  await staff.page.goto("/practice/");
  await staff.page.waitForSelector("#joining-code");
  assert.ok(!(await staff.page.innerText("body")).includes("Kanarien"));
  const planned = await planFor(main, "Dr. Brandt", "Nora Kanarienvogel", `${tomorrow()}T16:00`);
  await staff.page.goto(`/practice/invitation/${planned.room}`);
  await staff.page.waitForSelector("#joining-code");
  await colleague.page.goto(`/practice/invitation/${planned.room}`);
  await says(colleague.page, "h1", /Nora Kanarienvogel/);

  const files = [...(await filesBelow(day.server.data)), day.server.log];
  const secrets = [PATIENT, OTHER, LATE, WAITS, SENT_ON, WANTED, ALONE, PASSED_ON, HALF, HALF_BESIDE, "Lena Kanarienvogel", "Nora Kanarienvogel", "Uta Kanarienvogel", "Kanarienhund", REMARK, PRACTICE, STREET, "Kanarienallee", "Sam Helfer", "Dr. Brandt", "10 Minuten"];
  assert.deepEqual(await findSecrets(files, secrets), []);
  for (const person of [day.doctor, colleague, staff]) person.guard.check();
  await staff.context.close();
  await colleague.context.close();
});
