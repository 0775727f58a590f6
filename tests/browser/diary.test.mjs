// The diary with all its kinds: written with one hand, looked at, changed, deleted, brought back, taken along.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { recordTraffic } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { exportAs } from "./lib/exporting.mjs";
import { inspect } from "./lib/inspect.mjs";
import { allKept } from "./lib/kept.mjs";
import { enter, registerPatient, says, synchronised } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const CANARY = "Kanarienvogel im Garten";
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the form for a new entry of the kind with this name. */
async function begin(page, kind) {
  await page.goto("/app/entry");
  await page.getByRole("radio", { name: kind, exact: true }).check();
}

/** Saves, and waits for the start page and the server: a page left in the middle of sending sends again, and is told that it is known. */
async function save(page) {
  await page.click("#entry-save");
  await page.waitForSelector("#home-add");
  await synchronised(page);
}

test("every kind is written down, seen, and taken along", async () => {
  const { context, page, guard } = await registerPatient(browser, server, { acceptDownloads: true });
  const traffic = recordTraffic(context);
  await inspect(page, "diary-pressure");
  await enter(page, 128, 81, 66);
  await page.waitForSelector("#home-add");
  await synchronised(page);

  await begin(page, "Puls");
  await page.fill("#entry-rate", "64");
  await inspect(page, "diary-pulse");
  await save(page);

  await begin(page, "Gewicht");
  await page.fill("#entry-weight", "82,4");
  await inspect(page, "diary-weight");
  await save(page);

  await begin(page, "Medikament");
  await page.fill("#entry-medicine", "Ramipril 5 mg");
  await page.check("#taken-0");
  await page.fill("#entry-amount", "0,5");
  await inspect(page, "diary-medicine");
  await save(page);

  await begin(page, "Beschwerde");
  await page.selectOption("#entry-effect", { label: "Trockener Husten" });
  await page.check("#severity-0");
  await inspect(page, "diary-complaint");
  await save(page);

  await begin(page, "Bewegung");
  await page.selectOption("#entry-activity", { label: "Gehen" });
  await page.fill("#entry-minutes", "30");
  await page.check("#effort-1");
  await inspect(page, "diary-movement");
  await save(page);

  await begin(page, "Schlaf");
  await page.fill("#entry-asleep", "00:10");
  await page.fill("#entry-awake", "00:01");
  await page.check("#quality-3");
  await inspect(page, "diary-sleep");
  await page.click("#entry-save");
  // 23 hours and 51 minutes are no night.
  await page.waitForSelector("#entry-awake-error");
  await page.fill("#entry-asleep", "17:00");
  await save(page);

  await begin(page, "Stimmung");
  await page.check("#mood-3");
  await inspect(page, "diary-mood");
  await save(page);

  await begin(page, "Notiz");
  await page.click("#entry-save");
  assert.match(await page.textContent("#entry-note-error"), /schreiben Sie etwas/);
  await page.fill("#entry-note", CANARY);
  await inspect(page, "diary-note");
  await save(page);
  await inspect(page, "diary-home");

  await page.goto("/app/history");
  const list = page.locator("#history-list");
  await list.waitFor();
  const text = await list.innerText();
  for (const part of ["128 zu 81, Puls 66", "64 pro Minute", "82,4 kg", "Ramipril 5 mg, 0,5 Tabletten: genommen", "Trockener Husten, leicht", "Gehen, 30 Minuten, mittel", "7 Std. 1 Min.", "gut", CANARY]) {
    assert.ok(text.includes(part), `${part} is missing in ${text}`);
  }
  await inspect(page, "diary-history");
  await page.click("#filter-Weight");
  assert.equal(await page.locator("#history-list li").count(), 1);
  assert.match(await page.innerText(".chart-reading"), /82,4 kg/);
  await inspect(page, "diary-history-weight");
  await page.click("#filter-BloodPressure");
  assert.match(await page.innerText("#history-numbers"), /128 zu 81/);

  const file = (await exportAs(page, "json", "diary")).get("heilsam-mio-diga.json");
  for (const part of ["82.4", "Ramipril 5 mg", "Trockener Husten", "Gehen, 30 Minuten", "8867-4", CANARY]) {
    assert.ok(file.includes(part), `${part} is missing in the file`);
  }
  assert.equal(traffic.contains(CANARY), false, "a note left the device in plain text");
  guard.check();
  await context.close();
});

test("an entry is changed, its earlier version stays readable, and a deleted one comes back", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await begin(page, "Gewicht");
  await page.fill("#entry-weight", "82,4");
  await save(page);
  await page.goto("/app/history");
  await page.getByRole("button", { name: /Eintrag vom .* ändern/ }).click();
  await page.waitForSelector("#entry-weight");
  assert.equal(await page.inputValue("#entry-weight"), "82,4");
  await page.fill("#entry-weight", "81,9");
  await save(page);
  await page.goto("/app/history");
  await page.getByRole("button", { name: /Eintrag vom .* ändern/ }).click();
  await page.click("#versions summary");
  assert.match(await page.innerText("#versions"), /82,4 kg/);
  await inspect(page, "diary-change");
  await page.click("#entry-delete");
  await page.click("#delete-yes");
  await page.waitForSelector("#deleted");
  assert.match(await page.innerText(".toast"), /Der Eintrag wurde gelöscht/);
  await page.click("#deleted summary");
  assert.match(await page.innerText("#deleted"), /81,9 kg/);
  await inspect(page, "diary-deleted");
  await page.getByRole("button", { name: /Eintrag zurückholen/ }).click();
  await page.waitForSelector("#history-list");
  assert.match(await page.innerText("#history-list"), /81,9 kg/);
  guard.check();
  await context.close();
});

test("an unlikely value is asked about, a wrong one is refused, and both stay in the form", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await begin(page, "Gewicht");
  await page.fill("#entry-weight", "82,4");
  await save(page);
  await begin(page, "Gewicht");
  await page.fill("#entry-weight", "achtzig");
  await page.click("#entry-save");
  assert.match(await page.textContent("#entry-weight-error"), /82,5/);
  await page.fill("#entry-weight", "92,4");
  await page.click("#entry-save");
  await page.waitForSelector("#doubt-no");
  assert.match(await page.innerText("#doubt"), /weicht stark/);
  await page.click("#doubt-no");
  assert.equal(await page.inputValue("#entry-weight"), "92,4");
  // Another kind and back: what was typed is still there.
  await page.getByRole("radio", { name: "Medikament", exact: true }).check();
  await page.click("#entry-save");
  assert.match(await page.textContent("#entry-medicine-error"), /tragen Sie/);
  assert.match(await page.textContent("#taken-error"), /wählen/);
  await page.getByRole("radio", { name: "Gewicht", exact: true }).check();
  assert.equal(await page.inputValue("#entry-weight"), "92,4");
  await page.click("#entry-save");
  await page.click("#doubt-yes");
  // Ten kilograms more within three days: saved, and a reason to call the practice today.
  await page.waitForSelector("#critical-done");
  assert.match(await page.innerText("main"), /116 117/);
  await page.click("#critical-done");
  await page.waitForSelector("#home-add");
  guard.check();
  await context.close();
});

test("a dangerous entry is saved first and then says what to do", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await begin(page, "Beschwerde");
  await page.selectOption("#entry-effect", { label: "Gesicht, Lippen oder Zunge geschwollen" });
  await page.check("#severity-1");
  await page.click("#entry-save");
  await page.waitForSelector("#critical-done");
  assert.match(await page.innerText("main"), /112/);
  assert.equal(await page.locator('a[href="tel:112"]').count(), 1);
  assert.doesNotMatch(await page.innerText("main"), /Das Programm macht Pause/, "none was begun");
  await inspect(page, "diary-emergency");
  await page.click("#critical-done");
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.goto("/app/history");
  await says(page, "#history-list", /geschwollen/);
  guard.check();
  await context.close();
});

test("a dangerous value of long ago is kept with a calm word, and its note is changed without alarm", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  await page.goto("/app/entry");
  await page.waitForSelector("#entry-systolic");
  await page.click("details summary");
  const weeksAgo = new Date(Date.now() - 60 * 24 * 60 * 60 * 1000).toISOString().slice(0, 16);
  await page.fill("#entry-when", weeksAgo);
  await enter(page, 190, 115);
  await page.waitForSelector("#home-add");
  await says(page, ".toast", /liegt schon zurück/);
  await synchronised(page);
  await page.click("#home-add");
  await enter(page, 191, 114);
  await page.click("#critical-done");
  await page.waitForSelector("#home-add");
  await synchronised(page);
  await page.goto("/app/history");
  await page.getByRole("button", { name: /Eintrag vom .* ändern/ }).first().click();
  await page.waitForSelector("#entry-note");
  await page.fill("#entry-note", "nach dem Treppensteigen");
  await page.click("#entry-save");
  await page.waitForSelector("#home-add");
  guard.check();
  await context.close();
});

test("help in an emergency needs no login and no connection", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/app/login");
  await page.getByRole("link", { name: "Hilfe im Notfall" }).click();
  await page.waitForSelector("#help-emergency");
  assert.equal(await page.locator('a[href="tel:112"]').count() > 0, true);
  await inspect(page, "help");
  await allKept(page);
  await context.setOffline(true);
  await page.goto("/app/help");
  await page.waitForSelector("#help-despair");
  guard.check();
  await context.close();
});
