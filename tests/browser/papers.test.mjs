// Papers of the practice: made on its device as PDF, for patients and for the association of physicians.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { wordsOf } from "./lib/papers.mjs";
import { invite, openUnanswered, roomOf, says } from "./lib/people.mjs";

const PRACTICE = "Praxis Kanarienvogel";
const day = consultationDay({ doctor: { acceptDownloads: true } });

async function made(page, button) {
  const saving = page.waitForEvent("download", { timeout: 60_000 });
  await page.click(button);
  const file = await saving;
  await page.waitForSelector("#paper-made");
  const path = await file.path();
  return { name: file.suggestedFilename(), path, bytes: await readFile(path) };
}

const words = (file) => wordsOf(file.path);

test("hand-out and consent for patients, with the data of the practice, which the server never sees", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/account");
  await page.click("#to-papers");
  await page.waitForSelector("#make-hand-out");
  await page.click("#make-hand-out");
  await page.waitForSelector("#paper-practice-error");
  assert.equal(await page.evaluate(() => document.activeElement.id), "paper-practice");
  await page.fill("#paper-practice", PRACTICE);
  await page.fill("#paper-address", "Kanarienweg 1, 10115 Berlin");
  const telephone = "030 1234567";
  await page.fill("#paper-phone", telephone);
  await inspect(page, "practice-papers");
  const handOut = ["Ihre Videosprechstunde", `rufen Sie uns an: ${telephone}`, "Sie brauchen kein Konto", "Niemand darf das Gespräch aufzeichnen"];
  const consent = [
    "Einwilligung in die Videosprechstunde",
    "Der Betreiber dieses Videodienstes kann das Gespräch nicht sehen",
    "Die Teilnahme ist freiwillig. Sie können sie jederzeit beenden",
    "Grundlage: § 4 Absatz 2 der Anlage 31b zum Bundesmantelvertrag-Ärzte",
    "Vorname und Name",
    "Unterschrift",
  ];
  for (const [button, name, parts] of [
    ["#make-hand-out", "Merkblatt-Videosprechstunde.pdf", handOut],
    ["#make-consent", "Einwilligung-Videosprechstunde.pdf", consent],
  ]) {
    const file = await made(page, button);
    assert.equal(file.name, name);
    assert.equal(file.bytes.subarray(0, 5).toString("latin1"), "%PDF-");
    assert.ok(file.bytes.length > 5_000);
    const said = await words(file);
    for (const part of [PRACTICE, "Kanarienweg 1, 10115 Berlin", telephone, ...parts]) assert.ok(said.includes(part), `${part} in: ${said}`);
  }
});

test("the notice for one of seventeen associations; numbers with a wrong check digit are not printed", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/papers");
  await page.waitForSelector("#make-notice");
  assert.equal(await page.inputValue("#paper-practice"), PRACTICE, "what was typed is there again");
  assert.equal(await page.locator("#paper-region option").count(), 18);
  await page.selectOption("#paper-region", "kv-03");
  assert.match(await page.innerText("#region-papers"), /KV Berlin Antrag Videosprechstunde \(Antrag\)/);
  assert.equal(await page.getAttribute("#region-site", "href"), "https://www.kvberlin.de");
  await page.fill("#paper-doctor", "Dr. Weber");
  await page.fill("#paper-lanr", "123465601");
  await page.fill("#paper-bsnr", "7212345");
  await page.click("#make-notice");
  await page.waitForSelector("#paper-lanr-error");
  await page.waitForSelector("#paper-bsnr-error");
  await inspect(page, "practice-papers-wrong");
  assert.match(await page.innerText("#paper-bsnr-error"), /Bitte neun Ziffern eingeben/);
  await page.click("#language-switch");
  await says(page, "#paper-bsnr-error", /Please enter nine digits/);
  await page.click("#language-switch");
  await says(page, "#paper-bsnr-error", /Bitte neun Ziffern eingeben/);
  await page.fill("#paper-lanr", "123456601");
  await page.fill("#paper-bsnr", "721234500");
  const application = await made(page, "#make-notice");
  assert.equal(application.name, "Antrag-Videosprechstunde.pdf", "Berlin has a form for an application");
  const said = await words(application);
  for (const part of ["Dr. Weber", "123456601", "721234500", "KV Berlin Antrag Videosprechstunde", "Bestätigung des Videodienstes"]) {
    assert.ok(said.includes(part), `${part} in: ${said}`);
  }
  await inspect(page, "practice-papers-made");
  await page.selectOption("#paper-region", "kv-05");
  assert.match(await page.getAttribute("#region-papers li a", "href"), /^https:\/\/www\.kvhb\.de\//);
  const notice = await made(page, "#make-notice");
  assert.equal(notice.name, "Anzeige-Videosprechstunde.pdf");
  assert.match(await words(notice), /zeige ich an/);
  await page.selectOption("#paper-region", "kv-04");
  await page.click("#to-confirmation");
  await page.waitForSelector("#contract-form");
  day.doctor.guard.check();
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, ["Kanarienvogel", "Kanarienweg", "123456601"]), []);
});

test("an association's own form is asked for by name, with all that is copied into it, and the page says what to do with it", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/papers");
  await page.waitForSelector("#make-notice");
  await page.fill("#paper-doctor", "Dr. Weber");
  await page.fill("#paper-lanr", "123456601");
  await page.fill("#paper-bsnr", "721234500");
  await page.selectOption("#paper-region", "kv-11");
  await says(page, "#region-steps", /Formular anfordern[^]*Feld für Feld[^]*unterschreiben Sie es[^]*dem Betreiber[^]*schicken Sie sie mit allem/);
  const request = await made(page, "#make-request");
  assert.equal(request.name, "Formular-anfordern-Videosprechstunde.pdf");
  const said = await words(request);
  const forms = ["KV Rheinland-Pfalz Antrag Videosprechstunde (Antrag)", "KV Rheinland-Pfalz Konformitätsbescheinigung (Bestätigung des Anbieters)"];
  const fields = [PRACTICE, "Kanarienweg 1, 10115 Berlin", "Dr. Weber", "123456601", "721234500", "030 1234567", "Anbieter des Videodienstes"];
  for (const part of ["KV Rheinland-Pfalz", ...forms, ...fields]) assert.ok(said.includes(part), `${part} in: ${said}`);
  assert.ok(!said.includes("KV RLP - Allgemeine Informationen"), "what is only read is not asked for");
  assert.equal(await page.locator("#make-declaration").count(), 0, "the operator of this server has no certificates");
  await says(page, "#declaration-missing", /Informationssicherheit mit Nummer[^]*Datenschutz mit Nummer/);
  await inspect(page, "practice-papers-region");
  await page.selectOption("#paper-region", "kv-06");
  await says(page, "#region-steps", /kennen wir nicht[^]*fragen Sie dort/);
  assert.equal(await page.locator("#make-request, #make-declaration, #declaration-missing").count(), 0);
  await page.selectOption("#paper-region", "kv-10");
  await says(page, "#region-steps", /dem Betreiber[^]*auf der Website der Vereinigung aus/);
  day.doctor.guard.check();
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, ["Kanarienvogel", "Kanarienweg", "123456601"]), []);
});

test("no letter is made before the contract is known, whose certificates it names", async () => {
  const { page } = day.doctor;
  const answer = await openUnanswered(page, "/practice/papers", "**/api/v1/contract");
  assert.equal(await page.locator("#make-notice").count(), 0);
  await answer();
  await page.waitForSelector("#make-notice");
});

test("dentists find their own agreement, with sources and links that load nothing by themselves", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/papers");
  await page.click("#dental-criteria > summary");
  assert.match(await page.innerText("#dental-criteria"), /Anlage 16 zum Bundesmantelvertrag-Zahnärzte/);
  assert.equal(await page.getAttribute("#dental-links a", "href"), "https://www.kzbv.de");
  await says(page, "#dental-service", /Ende-zu-Ende verschlüsselt[^]*ohne Registrierung[^]*Keine Werbung[^]*Eigenerklärung nach dem Anhang/);
  await inspect(page, "practice-papers-dental");
  await page.selectOption("#paper-region", "kv-04");
  await page.click("#language-switch");
  await says(page, "#dental-criteria", /Source: Annex 16 BMV-Z, section 4[^]*none was opened/);
  await says(page, "#region-papers", /proven by a declaration of the video provider[^]*not opened/);
  assert.equal(await page.getAttribute("#region-papers li span", "lang"), "de", "titles of papers stay as they are");
  await page.click("#language-switch");
  await says(page, "#region-papers", /Erklärung des Videoanbieters/);
  day.doctor.guard.check();
});

test("text, button and picture for the practice's website lead to the page for codes", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/papers");
  await page.waitForSelector("#website-button");
  assert.match(await page.innerText("#website-words"), new RegExp(`${PRACTICE}.*${day.server.url}/v`));
  assert.match(await page.innerText("#website-button"), new RegExp(`^<a href="${day.server.url}/v"`));
  const saving = page.waitForEvent("download");
  await page.click("#save-website-picture");
  const file = await saving;
  assert.equal(file.suggestedFilename(), "QR-Code-Videosprechstunde.svg");
  const picture = await readFile(await file.path(), "utf8");
  assert.ok(picture.includes(await page.getAttribute(".qr path", "d")), "the same code as on the page");
  const savingLogo = page.waitForEvent("download");
  await page.click("#save-website-logo");
  const logo = await savingLogo;
  assert.equal(logo.suggestedFilename(), "Logo-Videosprechstunde.svg");
  const icon = await page.evaluate(async () => (await fetch(document.querySelector('link[rel="icon"]').href)).text());
  assert.equal((await readFile(await logo.path(), "utf8")).trim(), icon.trim(), "what stands beside the title of every page");
});

test("the help begins with the page that one comes from", async () => {
  const { page } = day.doctor;
  await page.goto("/practice/");
  const room = roomOf((await invite(page, "Erika Muster")).link);
  for (const [from, topic] of [
    ["/practice/", "calendar"],
    ["/practice/invite", "plan"],
    [`/practice/invitation/${room}`, "hand-over"],
    [`/practice/room/${room}`, "call"],
    ["/practice/check", "call"],
    ["/practice/contract", "contract"],
    ["/practice/team", "team"],
    ["/practice/papers", "papers"],
    ["/practice/waiting", "waiting"],
    ["/practice/account", "account"],
  ]) {
    await page.goto(from);
    await page.getByRole("link", { name: "Hilfe zu dieser Seite" }).click();
    await page.waitForSelector("#help details");
    assert.equal(await page.locator("#help details").first().getAttribute("id"), `help-${topic}`);
    assert.equal(await page.locator("#help details[open]").count(), 1);
  }
  await inspect(page, "practice-help");
  assert.equal(await page.locator("#help-email, #help-phone").count(), 0, "the operator of this server names neither");
});
