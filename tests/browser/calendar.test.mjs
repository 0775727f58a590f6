// The practice's calendar: plan, see, move, cancel; the patient cancels without an account; the server knows no name.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { onDatabase } from "./lib/database.mjs";
import { inspect } from "./lib/inspect.mjs";
import { tabTo } from "./lib/keyboard.mjs";
import { openUnanswered, registerDoctor, says } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const PATIENT = "Erika Kanarienvogel";
const OTHER = "Otto Kanarienvogel";
let server, browser, doctor;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
  doctor = await registerDoctor(browser, server, { timezoneId: "Europe/Berlin" });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** The day on which these tests began, as a German calendar calls it: they speak of the same days when midnight comes meanwhile. */
const TODAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(new Date());

/** The day so many days after it. */
function day(ahead) {
  const date = new Date(TODAY);
  date.setUTCDate(date.getUTCDate() + ahead);
  return date.toISOString().slice(0, 10);
}

/** The night of the next change to summer time. */
function springForward() {
  const year = new Date().getUTCFullYear() + 1;
  const last = new Date(Date.UTC(year, 2, 31));
  last.setUTCDate(31 - last.getUTCDay());
  return last.toISOString().slice(0, 10);
}

async function openForm(page, kind, name, when, minutes) {
  await page.goto("/practice/invite");
  await page.waitForSelector(`#${kind}`);
  await page.check(`#${kind}`);
  if (name) await page.fill("#invite-patient", name);
  await page.fill("#invite-when", when);
  if (minutes) await page.selectOption("#invite-length", String(minutes));
}

/** What a link opens the room with, without what it says about the appointment. */
function secretOf(link) {
  return link.trim().split(".").slice(0, 4).join(".");
}

async function plan(page, kind, name, when, minutes) {
  await openForm(page, kind, name, when, minutes);
  await page.click("#invite-make");
}

async function calendar(page, look) {
  await page.goto("/practice/");
  await page.click(`#look-${look}`);
}

/** The week view of the week that the day is in. */
async function weekOf(page, date) {
  await calendar(page, "week");
  await page.waitForSelector('[id^="day-"]', { state: "attached" });
  for (let turns = 0; turns < 3; turns += 1) {
    if (await page.locator(`#day-${date}`).count()) return;
    const title = await page.innerText("#calendar-title");
    await page.click("#calendar-next");
    await page.waitForFunction((before) => document.querySelector("#calendar-title")?.innerText !== before, title);
  }
  await page.waitForSelector(`#day-${date}`);
}

test("a planned appointment stands in the calendar, and its file opens in every calendar program", async () => {
  const { page } = doctor;
  const date = day(1);
  await openForm(page, "invite-later", PATIENT, `${date}T10:00`, 20);
  await inspect(page, "practice-plan");
  await page.click("#invite-make");
  await page.waitForSelector("#join-code");
  await inspect(page, "practice-appointment");
  const coming = page.waitForEvent("download");
  await page.click("#calendar-file");
  const download = await coming;
  assert.equal(download.suggestedFilename(), `Videosprechstunde-${date}.ics`);
  const file = await readFile(await download.path(), "utf8");
  const begins = file.match(/DTSTART:(\d{8}T\d{6}Z)/)[1].replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z");
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin", dateStyle: "short", timeStyle: "short" });
  assert.equal(wall.format(new Date(begins)), `${date} 10:00`);
  const unfolded = file.replaceAll("\r\n ", "");
  assert.ok(unfolded.includes(await page.textContent("#invitation-link")), "the file leads into the waiting room");
  assert.ok(!file.includes(PATIENT), "the file does not name the patient");
  assert.match(file, /BEGIN:VALARM[^]*TRIGGER:-PT15M[^]*END:VALARM/, "the calendar reminds a quarter of an hour before");
  await weekOf(page, date);
  await says(page, `#day-${date}`, new RegExp(PATIENT));
  await inspect(page, "practice-week");
  await calendar(page, "list");
  await says(page, "#invitations", new RegExp(PATIENT));
  await inspect(page, "practice-list");
});

test("a double booking is named before it happens, and is not forbidden", async () => {
  const { page } = doctor;
  const date = day(1);
  await openForm(page, "invite-later", OTHER, `${date}T10:15`, 15);
  await page.waitForSelector("#conflicts");
  await says(page, "#conflicts", new RegExp(PATIENT));
  await inspect(page, "practice-conflict");
  await page.fill("#invite-when", `${date}T10:20`);
  await page.waitForSelector("#conflicts", { state: "detached" });
  await page.fill("#invite-when", `${date}T10:15`);
  await page.click("#invite-make");
  await page.waitForSelector("#join-code");
  await weekOf(page, date);
  await page.locator(`#day-${date} li`).nth(1).waitFor();
  assert.equal(await page.locator(`#day-${date} li`).count(), 2);
  await inspect(page, "practice-week-double");
});

test("who plans sends nothing off before calendar and practice were read", async () => {
  const { page } = doctor;
  // For the practice the frame asks first.
  for (const [address, times] of [["**/api/v1/consultations", 1], ["**/api/v1/practice", 2]]) {
    const answer = await openUnanswered(page, "/practice/invite", address, times);
    assert.equal(await page.locator("#invite-make").count(), 0, address);
    await answer();
    await page.waitForSelector("#invite-make");
  }
});

test("what does not exist or is past is refused with the reason, and nothing typed is lost", async () => {
  const { page } = doctor;
  await plan(page, "invite-later", PATIENT, `${springForward()}T02:30`);
  await page.waitForSelector("#invite-when-error");
  assert.match(await page.innerText("#invite-when-error"), /Sommerzeit/);
  await page.fill("#invite-when", "2020-01-01T10:00");
  await page.click("#invite-make");
  await says(page, "#invite-when-error", /Zukunft/);
  assert.equal(await page.inputValue("#invite-patient"), PATIENT);
});

test("by keyboard alone: turn pages, change the view, open an appointment and move it; the link stays", async () => {
  const { page } = doctor;
  const date = day(1);
  await weekOf(page, date);
  await page.focus("#look-week");
  const title = await page.innerText("#calendar-title");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((old) => document.querySelector("#calendar-title").innerText !== old, title);
  await page.keyboard.press("h");
  await page.keyboard.press("d");
  await page.waitForSelector('.sheet[data-days="1"]');
  await inspect(page, "practice-day");
  await page.focus("#look-day");
  await page.keyboard.press("w");
  await page.waitForSelector('.sheet[data-days="7"]');
  await weekOf(page, date);
  await page.locator(`#day-${date} a`, { hasText: PATIENT }).focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("#move");
  const link = await page.textContent("#invitation-link");
  await tabTo(page, /Verschieben/);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#move-when");
  await inspect(page, "practice-move");
  await page.fill("#move-when", `${day(2)}T11:30`);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#invitation-link", { state: "attached" });
  assert.equal(secretOf(await page.textContent("#invitation-link")), secretOf(link), "the link of before still holds");
  await weekOf(page, day(2));
  await says(page, `#day-${day(2)}`, /11:30/);
});

test("whoever loses the connection while moving is told so, keeps what was typed, and moves it once more", async () => {
  const away = await registerDoctor(browser, server, { timezoneId: "Europe/Berlin", expected: [/ERR_INTERNET_DISCONNECTED/] });
  const { context, page } = away;
  await plan(page, "invite-later", OTHER, `${day(6)}T10:00`);
  await page.waitForSelector("#join-code");
  await page.click("#move");
  await page.fill("#move-when", `${day(6)}T11:00`);
  // The change arrives, the answer does not.
  const address = "**/api/v1/consultations/*";
  await context.route(address, async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    await route.fetch();
    return route.abort("internetdisconnected");
  });
  await page.click("#move-make");
  await says(page, "#trouble", /Keine Verbindung/);
  await page.waitForSelector("#move-unsure");
  assert.equal(await page.inputValue("#move-when"), `${day(6)}T11:00`);
  await inspect(page, "practice-move-offline");
  await context.unroute(address);
  await page.fill("#move-when", `${day(6)}T12:30`);
  await page.click("#move-make");
  await page.waitForSelector("#join-code");
  await says(page, "main", /12:30/);
  away.guard.check();
  await context.close();
});

test("with the mouse an appointment is dropped at another time, and asked about before it moves", async () => {
  const { page } = doctor;
  await weekOf(page, day(2));
  const entry = page.locator(`#day-${day(2)} a`, { hasText: PATIENT });
  const column = await page.locator(`#day-${day(2)}`).boundingBox();
  await entry.dragTo(page.locator(`#day-${day(2)}`), { targetPosition: { x: column.width / 2, y: column.height * 0.6 + 4 } });
  await page.waitForSelector("#move-when");
  assert.equal(await page.inputValue("#move-when"), `${day(2)}T14:00`);
  await page.click("#move-make");
  await page.waitForSelector("#join-code");
  assert.match(await page.innerText("main"), /14:00/);
});

test("a series keeps its time of day; the rest of it is cancelled in one step", async () => {
  const { page } = doctor;
  const first = day(3);
  await openForm(page, "invite-series", "Serie Kanarienvogel", `${first}T16:00`, 30);
  await page.selectOption("#invite-count", "5");
  await inspect(page, "practice-plan-series");
  await page.click("#invite-make");
  await page.waitForSelector("#calendar-title");
  await calendar(page, "list");
  const rows = page.locator("#invitations li", { hasText: "Serie Kanarienvogel" });
  await rows.nth(4).waitFor();
  assert.equal(await rows.count(), 5);
  for (const text of await rows.allInnerTexts()) assert.match(text, /16:00/);
  await rows.nth(1).getByRole("button").click();
  await page.click("#series summary");
  await says(page, "#series", /2 von 5/);
  await inspect(page, "practice-series");
  await page.click("#cancel");
  await page.waitForSelector("#cancel-series");
  await inspect(page, "practice-cancel");
  await page.click("#cancel-series");
  await page.waitForSelector("#calendar-title");
  await calendar(page, "list");
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll("#invitations li")].filter((row) => row.innerText.includes("Serie Kan"));
    return rows.filter((row) => row.innerText.includes("Abgesagt")).length === 4;
  });
});

test("a series is made to its end also when the page is left meanwhile", async () => {
  const { page } = doctor;
  const address = "**/api/v1/consultations";
  let asked, answer;
  const isAsked = new Promise((resolve) => (asked = resolve));
  const mayAnswer = new Promise((resolve) => (answer = resolve));
  let made = 0;
  page.on("response", (response) => {
    const isMade = response.request().method() === "POST" && response.url().endsWith("/api/v1/consultations");
    if (isMade && response.ok()) made += 1;
  });
  await openForm(page, "invite-series", "Reihe Kanarienvogel", `${day(5)}T17:00`, 30);
  await page.selectOption("#invite-count", "3");
  await page.route(address, async (route) => {
    if (route.request().method() === "POST") {
      asked();
      await mayAnswer;
    }
    await route.continue();
  });
  await page.click("#invite-make");
  await isAsked;
  await page.click('a[href="/practice/waiting"]');
  await page.waitForSelector("#invite-make", { state: "detached" });
  answer();
  await eventually("all three are made", () => made, (count) => count === 3);
  await page.unroute(address);
});

test("into an open consultation hour several people are invited, each with a link of their own", async () => {
  const { page } = doctor;
  await plan(page, "invite-hour", "Impfsprechstunde", `${day(4)}T08:00`, 120);
  await page.waitForSelector("#hour-patient");
  await inspect(page, "practice-hour-empty");
  const links = [];
  for (const name of [PATIENT, OTHER]) {
    await page.fill("#hour-patient", name);
    await page.click("#hour-make");
    links.push(await (await page.waitForSelector("#invitation-link", { state: "attached" })).textContent());
    await page.getByRole("link", { name: /Impfsprechstunde/ }).click();
    await page.waitForSelector("#hour-patient");
  }
  assert.notEqual(links[0], links[1]);
  await page.locator("#hour-guests li").nth(1).waitFor();
  assert.equal(await page.locator("#hour-guests li").count(), 2);
  await inspect(page, "practice-hour");
});

test("the patient cancels without an account; the practice sees who did", async () => {
  const { page } = doctor;
  await plan(page, "invite-later", "Ina Kanarienvogel", `${day(5)}T09:00`);
  await page.waitForSelector("#join-code");
  const address = page.url();
  const link = (await page.textContent("#invitation-cancel-link")).trim();
  const token = link.split(".").at(-2);
  const guest = await newPerson(browser, server.url, { expected: [/404/] });
  await guest.page.goto(link);
  await guest.page.waitForSelector("#cancel:visible");
  assert.ok(!guest.page.url().includes(token), "the token leaves the address bar at once");
  await inspect(guest.page, "guest-cancel");
  await guest.page.click("#cancel");
  await guest.page.waitForSelector('[data-state="done"]:visible');
  await inspect(guest.page, "guest-cancelled");
  await guest.page.goto("about:blank");
  await guest.page.goto(link);
  await guest.page.click("#cancel");
  await guest.page.waitForSelector('[data-state="gone"]:visible');
  await inspect(guest.page, "guest-cancel-gone");
  await guest.context.close();
  await page.goto(address);
  await page.waitForSelector("#cancelled-by-patient");
  await inspect(page, "practice-cancelled-by-patient");
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, [token]), []);
});

test("the guest page leads to cancelling when its link has the token for it, and only then", async () => {
  const { page } = doctor;
  await plan(page, "invite-later", "Uta Kanarienvogel", `${day(5)}T11:00`);
  await page.waitForSelector("#join-code");
  const address = page.url();
  const link = (await page.textContent("#invitation-link")).trim();
  const token = (await page.textContent("#invitation-cancel-link")).trim().split(".").at(-2);
  const guest = await newPerson(browser, server.url);
  await guest.page.goto(secretOf(link));
  await guest.page.waitForSelector("#open-devices");
  assert.equal(await guest.page.locator("#to-cancel").count(), 0, "without a token there is nothing to offer");
  await guest.page.goto("about:blank");
  await guest.page.goto(link);
  await guest.page.waitForSelector("#to-cancel");
  await inspect(guest.page, "guest-devices-cancel");
  await guest.page.click("#to-cancel");
  await guest.page.waitForSelector("#cancel:visible");
  assert.ok(!guest.page.url().includes("#"), "the token leaves the address bar at once");
  const [year, , date] = day(5).split("-");
  const when = await guest.page.textContent("#when-de");
  assert.ok(when.includes(`${Number(date)}. `) && when.includes(year), `the note says when: ${when}`);
  await guest.page.click("#cancel");
  await guest.page.waitForSelector('[data-state="done"]:visible');
  await guest.context.close();
  await page.goto(address);
  await page.waitForSelector("#cancelled-by-patient");
  assert.deepEqual(await findSecrets([...(await filesBelow(server.data)), server.log], [token]), []);
});

test("a note without a token, or one that is cut off, cancels nothing", async () => {
  const guest = await newPerson(browser, server.url);
  for (const note of ["AQGwHUIA", "AQGwHUICAAAA", `AQGwHUIC${"A".repeat(17)}`, "A"]) {
    await guest.page.goto("about:blank");
    await guest.page.goto(`/cancel#00000000-0000-4000-8000-000000000000.${note}`);
    await guest.page.waitForSelector('[data-state="gone"]:visible');
    assert.equal(await guest.page.isVisible("#cancel"), false, note);
  }
  guest.guard.check();
  await guest.context.close();
});

test("a device in another time zone plans and shows German time, and says so", async () => {
  const away = await registerDoctor(browser, server, { timezoneId: "America/New_York" });
  await plan(away.page, "invite-later", OTHER, `${day(4)}T08:00`);
  await away.page.waitForSelector("#join-code");
  assert.match(await away.page.innerText("main"), /08:00/);
  const list = await away.page.evaluate(() => fetch("/api/v1/consultations").then((answer) => answer.json()));
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin", dateStyle: "short", timeStyle: "short" });
  assert.equal(wall.format(new Date(list[0].opens_at)), `${day(4)} 07:45`);
  await calendar(away.page, "list");
  await away.page.waitForSelector("#calendar-zone");
  await inspect(away.page, "practice-elsewhere");
  away.guard.check();
  await away.context.close();
});

/** What fits on a sheet A4 with margins of 20 mm, in CSS pixels. */
const PAPER = { width: 642, height: 971 };

test("the printed sheet says when and how, and has no buttons", async () => {
  const { page } = doctor;
  await calendar(page, "list");
  await page.locator("#invitations li", { hasText: PATIENT }).first().getByRole("button").click();
  await page.waitForSelector("#join-code");
  assert.equal(await page.isVisible("#print-cancel"), false, "on the screen it lies below the link");
  await page.evaluate(() => {
    window.print = () => (window.heilsamPrinted = true);
  });
  await page.click("#print");
  await page.waitForFunction(() => window.heilsamPrinted);
  const cancel = (await page.textContent("#invitation-cancel-link")).trim();
  assert.match(cancel, /\/cancel#/);
  const screen = page.viewportSize();
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: "print" });
  for (const part of ["#join-code", "#print-cancel", "#print-cancel .qr svg"]) assert.ok(await page.isVisible(part), `${part} is on the paper`);
  assert.equal(await page.locator(".qr svg").filter({ visible: true }).count(), 2, "one picture for coming, one for cancelling");
  assert.ok((await page.innerText("#print-cancel")).includes(`Absagen: ${cancel}`));
  const printed = await page.evaluate(() => {
    const edges = [...document.querySelectorAll("main *")].filter((it) => it.getClientRects().length).map((it) => it.getBoundingClientRect());
    const [top, bottom] = [Math.min(...edges.map((it) => it.top)), Math.max(...edges.map((it) => it.bottom))];
    return { height: bottom - top, wide: document.documentElement.scrollWidth };
  });
  assert.ok(printed.height <= PAPER.height && printed.wide <= PAPER.width, `one page A4: ${JSON.stringify(printed)}`);
  assert.equal(await page.getByRole("button").filter({ visible: true }).count(), 0);
  assert.equal(await page.isVisible("#help-here"), false, "a link of the page is of no use on paper");
  const text = await page.innerText("main");
  assert.match(text, /Uhr|\d\d:\d\d/);
  assert.match(text, /aufzeichnen/);
  if (process.env.HEILSAM_TEST_PICTURES) {
    await page.screenshot({ path: `${process.env.HEILSAM_TEST_PICTURES}/practice-print.png`, fullPage: true });
  }
  await page.emulateMedia({ media: null });
  await page.setViewportSize(screen);
});

/** Every number that a typed code can begin with is taken by somebody's room, and one of them is given back. */
const TAKE_ALL_NUMBERS = `taken = {row[0] for row in database.execute("SELECT nameplate FROM consultations WHERE state IN ('planned', 'opened')")}
for number in set(range(10000)) - taken:
    room = b"\\xee" * 14 + number.to_bytes(2, "big")
    database.execute("INSERT INTO consultations (room_id, account_id, nameplate, state, opens_at, closes_at, sealed) VALUES (?, ?, ?, 'planned', 0, 9999999999999, ?)", (room, b"\\xee" * 16, number, b"\\xee"))`;
const GIVE_BACK_ONE_NUMBER = `database.execute("DELETE FROM consultations WHERE room_id = (SELECT MIN(room_id) FROM consultations WHERE sealed = ?)", (b"\\xee",))`;
const GIVE_BACK_ALL_NUMBERS = `database.execute("DELETE FROM consultations WHERE sealed = ?", (b"\\xee",))`;

test("without a free number there is no code to type, the sheet leaves it out, the link leads there all the same, and the code comes later", async () => {
  const { page } = doctor;
  await onDatabase(server, TAKE_ALL_NUMBERS);
  await page.goto("/practice/");
  await page.click("#invite");
  await page.fill("#invite-patient", PATIENT);
  await page.click("#invite-make");
  await says(page, "#no-join-code", /Link, QR-Code, Blatt, E-Mail und SMS gelten trotzdem/);
  assert.equal(await page.locator("#join-code").count(), 0);
  await inspect(page, "practice-appointment-no-code");
  await page.click("#look-for-code");
  await says(page, ".toasts", /Es ist noch keine Nummer frei/);
  await page.emulateMedia({ media: "print" });
  const sheet = await page.innerText("main");
  assert.match(sheet, /Scannen Sie das Bild/);
  assert.doesNotMatch(sheet, /Code für|Code ein|vergeben/);
  await page.emulateMedia({ media: null });
  const [address, link] = [page.url(), (await page.textContent("#invitation-link")).trim()];
  const guest = await newPerson(browser, server.url);
  await guest.page.goto(link);
  await guest.page.waitForSelector("#open-devices");
  await guest.context.close();
  // What the server does every minute it also does when it begins.
  await page.goto("about:blank");
  await server.restart("SIGTERM", () => onDatabase(server, GIVE_BACK_ONE_NUMBER));
  await page.goto(address);
  const codes = async () => {
    if (await page.locator("#look-for-code").count()) await page.click("#look-for-code");
    return page.locator("#join-code").count();
  };
  await eventually("the room has a code", codes, (count) => count === 1);
  assert.match(await page.innerText("#join-code"), /^\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  assert.equal(await page.locator("#no-join-code").count(), 0);
  assert.equal(secretOf(await page.textContent("#invitation-link")), secretOf(link), "the link of before still holds");
  await onDatabase(server, GIVE_BACK_ALL_NUMBERS);
});

test("the server holds no name, no remark, and nothing that says what belongs together", async () => {
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, [PATIENT, OTHER, "Kanarienvogel", "Impfsprechstunde", "open-hour"]), []);
  doctor.guard.check();
});
