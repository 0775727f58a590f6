// How a questionnaire is answered: a scale to slide on, several answers to one question, groups that are given several times.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchChromium } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { enter, registerPatient } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const FHIR = "http://hl7.org/fhir/StructureDefinition";
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const english = (content) => ({
  extension: [
    { url: `${FHIR}/translation`, extension: [{ url: "lang", valueCode: "en" }, { url: "content", valueString: content }] },
  ],
});
const item = (linkId, type, text, more = {}) => ({ linkId, type, text, _text: english(`English: ${linkId}`), ...more });
const integer = (name, value) => ({ url: `${FHIR}/${name}`, valueInteger: value });
const control = (code) => ({ url: `${FHIR}/questionnaire-itemControl`, valueCodeableConcept: { coding: [{ code }] } });
const end = (linkId, text, code) => item(linkId, "display", text, { extension: [control(code)] });

/** One of each; it takes the place of an own questionnaire. */
const TRIAL = {
  resourceType: "Questionnaire",
  url: "urn:heilsam:questionnaire:self-management",
  version: "9.0.0",
  status: "active",
  language: "de",
  title: "Probe",
  _title: english("Trial"),
  lastReviewDate: "2026-11-01",
  item: [
    item("sure", "integer", "Wie sicher sind Sie?", {
      required: true,
      extension: [integer("minValue", 0), integer("maxValue", 10), integer("questionnaire-sliderStepValue", 2), control("slider")],
      item: [end("sure-low", "gar nicht sicher", "lower"), end("sure-high", "ganz sicher", "upper")],
    }),
    item("readings", "integer", "Welche Werte haben Sie gemessen?", {
      repeats: true,
      extension: [integer("maxValue", 300), integer("questionnaire-maxOccurs", 3)],
    }),
    item("high", "string", "Was war da los?", { enableWhen: [{ question: "readings", operator: ">", answerInteger: 180 }] }),
    item("medicine", "group", "Welche Medikamente nehmen Sie?", {
      repeats: true,
      item: [
        item("name", "string", "Name", { required: true }),
        item("forgets", "boolean", "Vergessen Sie es manchmal?"),
        item("why", "string", "Woran liegt das?", { enableWhen: [{ question: "forgets", operator: "=", answerBoolean: true }] }),
      ],
    }),
  ],
};

/** A patient at the first question of the trial. A service worker would bring the real questionnaires. */
async function asked(options = {}) {
  const person = await registerPatient(browser, server, { serviceWorkers: "block", ...options });
  await enter(person.page, 128, 81, 66);
  await person.page.waitForSelector("#home-add");
  const content = await person.page.evaluate(() => document.querySelector('meta[name="heilsam:questionnaires"]').content);
  await person.context.route(`**${content}`, async (route) => {
    const files = await (await route.fetch()).json();
    files["self-management.json"] = JSON.stringify(TRIAL);
    await route.fulfill({ json: files });
  });
  await person.page.goto("/app/questions/self-management");
  await person.page.click("#assessment-begin");
  await number(person.page, 1);
  return person;
}

/** Waits for a question by its number. */
function number(page, wanted) {
  return page.waitForFunction((wanted) => document.querySelector("main").innerText.includes(`Frage ${wanted} von`), wanted);
}

const valueText = (page) => page.getAttribute("#question-0", "aria-valuetext");

for (const colorScheme of ["light", "dark"]) {
  test(`a slider is no answer before it is moved or taken (${colorScheme})`, async () => {
    const { context, page, guard } = await asked({ colorScheme, viewport: { width: 320, height: 700 } });
    assert.equal(await valueText(page), "Noch nicht beantwortet");
    assert.equal(await page.inputValue("#question-0"), "4", "the handle stands on a mark in the middle");
    await inspect(page, "questionnaire-slider");
    await page.click("#assessment-next");
    await page.waitForSelector("#question-0-error");
    await number(page, 1);
    assert.equal(await page.evaluate(() => document.activeElement.id), "question-0");

    await page.click("#question-take");
    await page.waitForSelector("#question-back");
    assert.equal(await valueText(page), "4", "it can be taken as it stands");
    await page.click("#question-back");
    await page.waitForSelector("#question-take");
    assert.equal(await valueText(page), "Noch nicht beantwortet");

    await page.focus("#question-0");
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector("#question-back");
    assert.equal(await valueText(page), "6", "a key moves it by one mark");
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.querySelector("#question-0").getAttribute("aria-valuetext") === "10: ganz sicher");
    await page.keyboard.press("Home");
    await page.waitForFunction(() => document.querySelector("#question-0").getAttribute("aria-valuetext") === "0: gar nicht sicher");
    await inspect(page, "questionnaire-slider-answered");
    const { height } = await page.locator("#question-0").boundingBox();
    assert.ok(height >= 44, `${height} px are too small for a finger`);
    await page.click("#assessment-next");
    await number(page, 2);
    await page.click("#assessment-previous");
    await number(page, 1);
    assert.equal(await valueText(page), "0: gar nicht sicher");
    guard.check();
    await context.close();
  });
}

test("a question takes several answers in their order, each checked by itself, and all are there after a reload", async () => {
  const { context, page, guard } = await asked();
  await page.click("#question-take");
  await page.click("#assessment-next");
  await number(page, 2);
  await page.fill("#question-0", "150");
  await page.click("#question-add");
  await page.waitForFunction(() => document.activeElement.id === "question-1");
  await page.fill("#question-1", "hoch");
  await page.waitForSelector("#question-1-error");
  await page.click("#assessment-next");
  await number(page, 2);
  assert.equal(await page.evaluate(() => document.activeElement.id), "question-1", "the focus is at the answer that is wrong");
  await page.fill("#question-1", "190");
  await page.waitForSelector("#question-1-error", { state: "detached" });
  await page.click("#question-add");
  await page.fill("#question-2", "130");
  assert.equal(await page.locator("#question-add").count(), 0, "three are the most");
  await inspect(page, "questionnaire-list");
  await page.waitForFunction(() => /von 4/.test(document.querySelector("main").innerText));
  await page.click("#question-remove-0");
  await page.waitForSelector("#question-2", { state: "detached" });
  const values = () => page.locator("fieldset input").evaluateAll((inputs) => inputs.map((input) => input.value));
  assert.deepEqual(await values(), ["190", "130"]);
  await page.waitForFunction(() => /Jede Antwort ist sofort gespeichert/.test(document.querySelector("#assessment-saved").innerText));
  await page.reload();
  await number(page, 3);
  assert.match(await page.innerText("main"), /Was war da los/, "any of the answers asks for more");
  await page.click("#assessment-previous");
  await number(page, 2);
  assert.deepEqual(await values(), ["190", "130"]);
  guard.check();
  await context.close();
});

test("a group is given again, taken away and brought back, and each repetition asks by itself", async () => {
  const { context, page, guard } = await asked();
  await page.click("#question-take");
  await page.click("#assessment-next");
  await number(page, 2);
  await page.click("#assessment-next");
  await page.waitForSelector("#block-0");
  await page.fill("#question-0-0-0", "Ramipril");
  assert.equal(await page.locator("#block-remove-0").count(), 0, "the only one stays");
  await page.click("#block-add");
  await page.waitForFunction(() => document.activeElement.id === "block-title-1");
  await page.check("#question-1-1-0");
  await page.waitForSelector("#question-1-2-0");
  assert.equal(await page.locator("#question-0-2-0").count(), 0, "only the repetition in which it was answered asks on");
  await page.click("#assessment-next");
  await page.waitForSelector("#question-1-0-0-error");
  assert.equal(await page.evaluate(() => document.activeElement.id), "question-1-0-0");
  await page.fill("#question-1-0-0", "Amlodipin");
  await page.click("#block-add");
  await page.fill("#question-2-0-0", "Bisoprolol");
  await inspect(page, "questionnaire-group");
  await page.click("#block-remove-1");
  await page.waitForSelector("#block-removed");
  await page.waitForFunction(() => document.activeElement.id === "block-undo");
  await page.waitForSelector("#block-2", { state: "detached" });
  assert.equal(await page.inputValue("#question-1-0-0"), "Bisoprolol");
  await inspect(page, "questionnaire-group-removed");
  await page.click("#block-undo");
  await page.waitForSelector("#block-2");
  const names = () => Promise.all([0, 1, 2].map((block) => page.inputValue(`#question-${block}-0-0`)));
  assert.deepEqual(await names(), ["Ramipril", "Amlodipin", "Bisoprolol"]);
  assert.equal(await page.isChecked("#question-1-1-0"), true, "with everything that was answered in it");
  await page.waitForFunction(() => /Jede Antwort ist sofort gespeichert/.test(document.querySelector("#assessment-saved").innerText));
  await page.reload();
  // Nothing is said of readings: there it goes on.
  await number(page, 2);
  await page.click("#assessment-next");
  await page.waitForSelector("#block-2");
  assert.deepEqual(await names(), ["Ramipril", "Amlodipin", "Bisoprolol"]);
  await page.click("#assessment-next");
  await page.waitForSelector("#assessment-thanks");
  guard.check();
  await context.close();
});
