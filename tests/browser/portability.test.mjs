// Out of one account and into another: in the format of the patient record and in the open one, and what a broken file says.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { findSecrets, filesBelow, recordTraffic } from "./lib/canary.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { choose, contents, exportAs, saveAll } from "./lib/exporting.mjs";
import { inspect } from "./lib/inspect.mjs";
import { beginProgramme, enter, registerPatient, synchronised } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const CANARY = "Kanarienvogel auf Reisen";
let server, browser, files;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function write(page, kind, fields) {
  await page.goto("/app/entry");
  await page.getByRole("radio", { name: kind, exact: true }).check();
  for (const [id, value] of Object.entries(fields)) {
    if (value === true) await page.check(`#${id}`);
    else await page.fill(`#${id}`, value);
  }
  await page.click("#entry-save");
  await page.waitForSelector("#home-add");
}

/** A small JPEG file. */
async function picture(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 48);
    const context = canvas.getContext("2d");
    context.fillStyle = "teal";
    context.fillRect(8, 8, 40, 30);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

test("an account is taken along in every format, with what was answered and done", async () => {
  const { context, page, guard } = await registerPatient(browser, server, { acceptDownloads: true });
  const workers = [];
  page.on("worker", (worker) => workers.push(worker.url()));
  await page.click("summary");
  await page.setInputFiles("#entry-photo", { name: "bild.jpg", mimeType: "image/jpeg", buffer: await picture(page) });
  await page.waitForSelector("img.photo");
  await enter(page, 128, 81, 66);
  await page.waitForSelector("#home-add");
  await write(page, "Gewicht", { "entry-weight": "82,4" });
  await write(page, "Medikament", { "entry-medicine": "Ramipril 5 mg", "taken-0": true, "entry-amount": "1" });
  await page.goto("/app/entry");
  await page.getByRole("radio", { name: "Bewegung", exact: true }).check();
  await page.selectOption("#entry-activity", { label: "Gehen" });
  await page.fill("#entry-minutes", "30");
  await page.check("#effort-1");
  await page.click("#entry-save");
  await page.waitForSelector("#home-add");
  await write(page, "Stimmung", { "mood-3": true });
  await write(page, "Notiz", { "entry-note": CANARY });
  await beginProgramme(page);
  await page.goto("/app/programme/messen");
  await page.click("#module-mark-read");
  await page.waitForSelector("#module-mark-read", { state: "detached" });

  await page.goto("/app/export");
  await page.click("#export-person summary");
  await page.fill("#export-given", "Erika");
  await page.fill("#export-family", "Mustermann");
  await page.fill("#export-number", "A123456789");
  const ofFhir = () => workers.filter((url) => url.includes("/fhir-worker"));
  assert.deepEqual(ofFhir(), [], "the module is loaded when it is used");
  await page.click("#export-start");
  await page.waitForSelector("#export-number-error");
  const said = await page.textContent("#export-number-error");
  assert.equal((await page.innerText("main")).split(said.trim()).length - 1, 1, "said once, at the field");
  assert.equal(await page.evaluate(() => document.activeElement.id), "export-number");
  await inspect(page, "export-number");
  assert.equal(await page.inputValue("#export-given"), "Erika");
  await page.fill("#export-number", "a123456780");
  await page.click("#export-start");
  await page.waitForSelector("#export-save");
  await inspect(page, "export-done");
  assert.ok(ofFhir().length > 0);
  const named = [await saveAll(page, "person")];
  await page.check("#format-json");
  await page.waitForSelector("#export-save", { state: "detached" });
  await page.click("#export-start");
  named.push(await saveAll(page, "person"));
  for (const [name, text] of named.flatMap((files) => [...files])) {
    if (name.includes("mio-diga")) assert.ok(text.includes("A123456780") && text.includes("Mustermann"), name);
  }

  const xml = await exportAs(page, "xml", "account");
  const json = await exportAs(page, "json", "account");
  const open = await exportAs(page, "open", "account");
  assert.deepEqual([...xml.keys()], ["heilsam-mio-diga.xml", "heilsam-einwilligungen.xml"]);
  files = { xml: xml.get("heilsam-mio-diga.xml"), json: json.get("heilsam-mio-diga.json"), open: open.get("heilsam-alle-daten.json") };
  for (const part of ["Observation_Body_Weight", "MedicationAdministration", "DocumentReference", "Ramipril 5 mg", "CarePlan", CANARY]) {
    assert.ok(files.json.includes(part) && files.xml.includes(part), part);
  }
  assert.equal(count(files.json, "Procedure"), 6, "the five sections of the module that was read, and the movement");
  assert.ok(files.json.includes("Richtig messen: So messen Sie (gelesen)"));
  assert.match(json.get("heilsam-einwilligungen.json"), /"intended-use"/);
  assert.equal(JSON.parse(files.open).format, "heilsam-records");
  guard.check();
  await context.close();
});

test("the file comes back equal in an empty account, a second time it brings nothing, and the server reads nothing", async () => {
  for (const [name, text] of [["von-dort.xml", files.xml], ["alles.json", files.open]]) {
    const { context, page, guard } = await registerPatient(browser, server, { acceptDownloads: true });
    const traffic = recordTraffic(context);
    await choose(page, name, text);
    await page.waitForSelector("#take-preview");
    assert.match(await page.innerText("#take-preview"), /Heilsam|Übernommen/);
    await inspect(page, `take-preview-${name.split(".").pop()}`);
    await page.click("#take-start");
    await page.waitForSelector("#take-done");
    await page.waitForFunction(() => document.activeElement?.id === "take-done");
    await inspect(page, `take-done-${name.split(".").pop()}`);
    await page.goto("/app/history");
    const history = page.locator("#history-list");
    await history.waitFor();
    for (const part of ["128 zu 81, Puls 66", "82,4 kg", "Gehen, 30 Minuten, mittel", "Ramipril 5 mg", CANARY]) assert.ok((await history.innerText()).includes(part), part);
    await page.click(".entry-photo summary");
    await page.waitForFunction(() => document.querySelector("img.photo")?.naturalWidth > 0);
    await page.goto("/app/");
    await synchronised(page);
    const again = await exportAs(page, "json", `again-${name.split(".").pop()}`);
    assert.deepEqual(contents(again.get("heilsam-mio-diga.json")), contents(files.json));
    await choose(page, name, text);
    await page.waitForSelector("#take-nothing");
    assert.equal(traffic.contains(CANARY), false, "a note left the device in plain text");
    guard.check();
    await context.close();
  }
  assert.deepEqual(await findSecrets([...(await filesBelow(server.data)), server.log], [CANARY]), [], "the server keeps plaintext");
});

test("an export is stopped by its button, leaves no file, and can be begun again", async () => {
  // Without a service worker, which would have the worker ready at once.
  const { context, page } = await registerPatient(browser, server, { serviceWorkers: "block", acceptDownloads: true });
  await enter(page, 128, 81);
  await page.waitForSelector("#home-add");
  const part = /fhir-worker/;
  let begun;
  const asked = new Promise((resolve) => (begun = resolve));
  await context.route(part, (route) => begun(route));
  await page.goto("/app/export");
  await page.click("#export-start");
  const held = await asked;
  await page.check("#format-json");
  await page.waitForSelector("#export-cancel", { state: "detached" });
  assert.equal(await page.getByText("Abgebrochen").count(), 0, "whoever chooses something else has not stopped it");
  await page.click("#export-start");
  await page.click("#export-cancel");
  await page.getByText("Abgebrochen. Es wurde keine Datei erstellt.").waitFor();
  assert.equal(await page.locator("#export-save").count(), 0);
  await inspect(page, "export-cancelled");
  await held.abort().catch(() => {});
  await context.unroute(part);
  await page.click("#export-start");
  await saveAll(page, "stopped");
  await context.close();
});

// Before the worker's own script: it stands still behind its first word of progress, in the midst of its work. Memory that can
// be waited on is WebAssembly's; a loop instead would take a processor from the other tests.
const SLOW = `{
  const still = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
  const say = globalThis.postMessage.bind(globalThis);
  globalThis.postMessage = (message) => {
    say(message);
    if (message.type !== "progress") return;
    console.log("writing");
    Atomics.wait(still, 0, 0, 300_000);
  };
}`;

test("an export that is writing is stopped by its button, leaves no file, and can be begun again", async () => {
  const { context, page, guard } = await registerPatient(browser, server, { serviceWorkers: "block", acceptDownloads: true });
  await enter(page, 128, 81);
  await page.waitForSelector("#home-add");
  const script = /\/assets\/fhir-worker-[^/]*\.js$/;
  await context.route(script, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${SLOW}\n${await response.text()}` });
  });
  const working = () => page.workers().filter((worker) => script.test(worker.url())).length;
  await page.goto("/app/export");
  const writing = page.waitForEvent("console", (message) => message.text() === "writing");
  await page.click("#export-start");
  await page.waitForSelector("#export-progress");
  await writing;
  assert.equal(working(), 1);
  await inspect(page, "export-writing");
  await page.click("#export-cancel");
  await page.getByText("Abgebrochen. Es wurde keine Datei erstellt.").waitFor();
  assert.equal(await page.locator("#export-progress").count(), 0);
  assert.equal(await page.locator("a[download]").count(), 0);
  await eventually("the worker ends, in the midst of its work", working, (count) => count === 0, 30_000);
  assert.equal(await page.locator("a[download]").count(), 0, "nothing comes late");
  await context.unroute(script);
  await page.click("#export-start");
  const saved = await saveAll(page, "cancelled");
  assert.ok([...saved.values()].every((text) => text.length > 0) && saved.size === 2, [...saved.keys()].join());
  guard.check();
  await context.close();
});

test("a broken file is explained with its line, and nothing is taken over", async () => {
  const { context, page, guard } = await registerPatient(browser, server);
  const lines = files.xml.replaceAll("><", ">\n<");
  const line = lines.split("\n").findIndex((it) => it.includes("<Patient")) + 2;
  await choose(page, "kaputt.xml", lines.replace("<Patient>\n<id ", '<Patient>\n<id value="1" '));
  await page.waitForSelector("#import-problem");
  assert.match(await page.innerText("#import-problem"), new RegExp(`Zeile ${line} bei „id“`));
  await inspect(page, "take-refused");
  await choose(page, "brief.xml", "Sehr geehrte Damen und Herren");
  await page.waitForSelector("#import-problem");
  assert.match(await page.innerText("#import-problem"), /keine Datei einer DiGA/);
  await choose(page, "andere.json", '{"resourceType":"Patient"}');
  await page.waitForSelector("#import-problem");
  assert.match(await page.innerText("#import-problem"), /MIO DiGA/);
  await page.goto("/app/history");
  assert.equal(await page.locator("#history-list li").count(), 0);
  guard.check();
  await context.close();
});

/** Somebody with a goal and a filled-in questionnaire: what their file says. */
async function fileWithGoalAndAnswers() {
  const { context, page } = await registerPatient(browser, server, { acceptDownloads: true });
  await enter(page, 128, 81, 66);
  await page.waitForSelector("#home-add");
  await beginProgramme(page);
  await page.goto("/app/plan");
  await page.click("#choose-messen");
  await page.waitForSelector("#goal-messen");
  await page.goto("/app/questions/phq-9");
  await page.click("#assessment-begin");
  for (let number = 1; number <= 9; number += 1) {
    await page.waitForFunction((wanted) => new RegExp(`Frage ${wanted} `).test(document.querySelector("main").innerText), number);
    await page.check("#question-0");
    await page.click("#assessment-next");
  }
  await page.waitForSelector("#assessment-result");
  const exported = await exportAs(page, "xml", "goal");
  await context.close();
  return exported.get("heilsam-mio-diga.xml");
}

/** How many resources of a kind a bundle has. */
const count = (bundle, kind) => JSON.parse(bundle).entry.filter(({ resource }) => resource.resourceType === kind).length;

test("what came from a file and has no place in the diary is listed, and what is removed goes along no more", async () => {
  const file = await fileWithGoalAndAnswers();
  assert.ok(file.includes('<code value="44261-6"'), "the score has its code");
  const { context, page, guard } = await registerPatient(browser, server, { acceptDownloads: true });
  await page.goto("/app/data");
  await page.click("a[href='/app/brought']");
  await page.waitForSelector("#brought-import");
  await inspect(page, "brought-empty");
  await choose(page, "von-dort.xml", file);
  await page.click("#take-start");
  await page.waitForSelector("#take-done");
  await page.click("#take-done a[href='/app/brought']");
  await page.waitForSelector("#brought");
  const questionnaires = page.locator("#brought-Questionnaire li");
  assert.equal(await questionnaires.count(), 1, "the form is listed with its answers");
  assert.match(await questionnaires.innerText(), /Ausgefüllter Fragebogen[^]*PHQ-9/);
  assert.match(await page.innerText("#brought-Score"), /Niedergeschlagenheit[^]*0: /);
  const goal = page.locator("#brought-Plan li").filter({ hasText: /, Ziel/ });
  assert.equal(await goal.count(), 1);
  await inspect(page, "brought");
  const before = (await exportAs(page, "json", "brought")).get("heilsam-mio-diga.json");
  assert.deepEqual([count(before, "Goal"), count(before, "QuestionnaireResponse")], [1, 1]);

  await page.goto("/app/brought");
  await goal.getByRole("button").click();
  await page.waitForSelector("#brought-dialog");
  await inspect(page, "brought-remove");
  await page.getByRole("button", { name: "Abbrechen", exact: true }).click();
  await page.waitForSelector("#brought-dialog", { state: "detached" });
  assert.equal(await goal.count(), 1, "nothing goes before one is sure");
  await goal.getByRole("button").click();
  await page.click("#brought-yes");
  await goal.waitFor({ state: "detached" });
  await page.getByText("Die Angabe ist entfernt.").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "page-title");
  await page.reload();
  await page.waitForSelector("#brought");
  assert.equal(await goal.count(), 0, "it stays removed");
  const after = (await exportAs(page, "json", "brought-removed")).get("heilsam-mio-diga.json");
  assert.deepEqual([count(after, "Goal"), count(after, "QuestionnaireResponse")], [0, 1]);

  await choose(page, "alles.json", files.open);
  await page.click("#take-start");
  await page.waitForSelector("#take-done");
  assert.equal(await page.locator("#take-done a[href='/app/brought']").count(), 0, "this file brought nothing of that");

  await choose(page, "von-dort.xml", file);
  await page.waitForSelector("#take-again");
  assert.match(await page.innerText("#take-again"), /Eine dieser Angaben hatten Sie hier entfernt\./);
  await inspect(page, "take-again");
  await page.click("#take-start");
  await page.waitForSelector("#take-done");
  await page.goto("/app/brought");
  await page.waitForSelector("#brought");
  assert.equal(await goal.count(), 1, "it is a goal again");
  guard.check();
  await context.close();
});
