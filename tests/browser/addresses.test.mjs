// No page is forgotten: whatever address a program has was looked at with axe and the Tab key, by a journey or here.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { newPerson } from "./lib/chromium.mjs";
import { dossierDay } from "./lib/day.mjs";
import { checkout } from "./lib/folders.mjs";
import { inspect } from "./lib/inspect.mjs";
import { openPage, registerDoctor } from "./lib/people.mjs";

const DESK = { viewport: { width: 1280, height: 900 } };
/** Leads to the start page, and shows nothing of its own. */
const NOWHERE = "/:..rest";

/** What the journeys look at, by address: the name that they give the screen. Every other page is opened here. */
const SEEN = {
  "/practice/": "practice-week",
  "/practice/apply": "apply",
  "/practice/join": "practice-join",
  "/practice/invite": "practice-plan",
  "/practice/invitation/:room_id": "invitation",
  "/practice/move/:room_id": "practice-move",
  "/practice/waiting": "hall-empty",
  "/practice/room/:room_id": "doctor-waiting-empty",
  "/practice/papers": "practice-papers",
  "/practice/shared": "shared",
  "/practice/shared/:share_id": "shared-content",
  "/practice/proof": "proof-needed",
  "/practice/contract": "contract",
  "/practice/team": "team-describe",
  "/practice/check": "practice-check",
  "/practice/help": "practice-help",
  "/manufacturer/": "dossier-overview",
  "/manufacturer/login": "manufacturer-login",
  "/manufacturer/account": "manufacturer-account",
  "/manufacturer/sheet": "manufacturer-sheet",
  "/manufacturer/tasks": "dossier-tasks",
  "/manufacturer/catalogue/:catalogue": "dossier-catalogue",
  "/manufacturer/item/:catalogue/:item": "dossier-item-author",
  "/manufacturer/product": "dossier-product",
  "/manufacturer/protection": "dossier-protection",
  "/manufacturer/law": "dossier-law",
  "/manufacturer/application": "dossier-application",
  "/manufacturer/application/:number": "dossier-statement",
  "/manufacturer/procedure": "dossier-procedure",
  "/manufacturer/change": "dossier-change-new",
  "/manufacturer/import": "dossier-import",
  "/manufacturer/catalogues": "dossier-own",
  "/manufacturer/texts": "dossier-texts",
  "/manufacturer/journal": "dossier-journal",
  "/manufacturer/checks": "checks",
  "/manufacturer/outcome": "reports-told",
  "/manufacturer/output": "dossier-output",
  "/manufacturer/certificate": "certificate-empty",
  "/app/entry/:record_id": "entry-read",
  "/app/programme/:module": "module",
  "/app/questions/:name": "questionnaire-begin",
  "/app/sharing/met/:record_id": "sharing-met",
  "/app/appointments/:record_id": "appointment-open",
};
/** The pages to which somebody comes without an account. */
const OUTSIDE = ["register", "login", "recover"];

/** The addresses of a program, as they stand in it, without what may follow behind a question mark. */
function addresses(program) {
  const text = readFileSync(join(checkout, `app/src/${program}/routes.rs`), "utf8");
  const found = [...text.matchAll(/#\[route\("([^"?]+)/g)].map(([, address]) => address);
  assert.ok(found.length > 15, `the addresses of ${program} are found`);
  return found.filter((address) => !address.endsWith(NOWHERE));
}

/** The pages of a program that no journey looks at. */
const unseen = (program) => addresses(program).filter((address) => !(address in SEEN));

const folder = join(checkout, "tests/browser");
const journeys = readdirSync(folder).filter((name) => name.endsWith(".test.mjs") && name !== "addresses.test.mjs");
const sources = journeys.map((name) => readFileSync(join(folder, name), "utf8"));

const day = dossierDay();

/** Looks at these pages of a program, as somebody who is logged in, or is not. */
async function look(page, program, list) {
  for (const address of list) {
    await openPage(page, address);
    await inspect(page, `address-${program}-${address.split("/").at(-1)}`);
  }
}

test("what the table says of the journeys is so, and names no page that is gone", () => {
  const there = ["patient", "practice", "manufacturer"].flatMap(addresses);
  assert.deepEqual(Object.keys(SEEN).filter((address) => !there.includes(address)), [], "gone");
  const isSeen = (name) => sources.some((text) => text.includes(`, "${name}")`));
  assert.deepEqual(Object.values(SEEN).filter((name) => !isSeen(name)), [], "no journey looks at");
});

test("every page of the patient app without a journey is in the list of english.test.mjs", () => {
  const text = readFileSync(join(folder, "english.test.mjs"), "utf8");
  const listed = new Set([...text.matchAll(/"([^"\n]*)"/g)].flatMap(([, words]) => words.split("|")));
  const missing = unseen("patient").filter((address) => !listed.has(address.slice("/app/".length)));
  assert.deepEqual(missing, []);
});

for (const program of ["practice", "manufacturer"]) {
  test(`every page of the ${program} app that no journey looks at is accessible, for guests and for members`, async () => {
    const { browser, server } = day;
    const isOutside = (address) => OUTSIDE.some((name) => address === `/${program}/${name}`);
    const pages = unseen(program);
    assert.deepEqual(pages.filter((address) => address.includes(":")), [], "these are opened by nobody: add a journey");

    const guest = await newPerson(browser, server.url, DESK);
    await look(guest.page, program, pages.filter(isOutside));
    guest.guard.check();
    await guest.context.close();

    const inside = pages.filter((address) => !isOutside(address));
    const member = program === "practice" ? await registerDoctor(browser, server) : day.author;
    await look(member.page, program, inside);
    member.guard.check();
  });
}
