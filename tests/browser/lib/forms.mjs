// Every form of the programs and pages, and what each of them has to stand: wrong input is said at its place, nothing typed is lost.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { PATIENCE_MS } from "./chromium.mjs";
import { checkout } from "./folders.mjs";

/** The forms of each file below `app/src`, by names that the tests call them; one that is tried in another test names its file. */
export const FORMS = {
  "account/enrol.rs": ["enrolment"],
  "account/login.rs": ["login"],
  "account/protect.rs": ["passphrase", "authenticator"],
  "account/recover.rs": ["recovery"],
  "account/sheet.rs": ["sheet"],
  "call_tools/panel.rs": ["beside.test.mjs"],
  "manufacturer/application/entry.rs": ["statement"],
  "manufacturer/certificate.rs": ["certificate"],
  "manufacturer/change_page.rs": ["change"],
  "manufacturer/change_page/kept.rs": ["notice"],
  // Not as one word: the tests take it for a folder of somebody's machine.
  [["manufacturer", "home", "naming.rs"].join("/")]: ["naming"],
  "manufacturer/item/answer.rs": ["answer"],
  "manufacturer/item/evidence_form.rs": ["evidence"],
  "manufacturer/product.rs": ["properties"],
  "manufacturer/product/plan.rs": ["plan of the product"],
  "manufacturer/protection.rs": ["scenario"],
  "manufacturer/texts.rs": ["published text"],
  "patient/appointments/add.rs": ["invitation", "appointment"],
  "patient/appointments/page.rs": ["note on an appointment"],
  "patient/arrival/code_step.rs": ["activation code"],
  "patient/assessments/ask.rs": ["questionnaire"],
  "patient/consents/step.rs": ["consents"],
  "patient/contact.rs": ["support and security"],
  "patient/diary/form.rs": ["diary"],
  "patient/epa/settings.rs": ["patient record"],
  "patient/export/form.rs": ["export"],
  "patient/notifications/mail.rs": ["mail address", "code of the mail address"],
  "patient/notifications/quiet.rs": ["quiet hours"],
  "patient/plan/reminders.rs": ["reminder"],
  "patient/programme/quiz.rs": ["quiz"],
  "patient/programme/start.rs": ["programme"],
  "patient/sharing/new.rs": ["code of a practice"],
  "patient/sharing/new/form.rs": ["share"],
  "patient/trusted/setup.rs": ["trusted person"],
  "practice/contract/form.rs": ["contract"],
  "practice/hand_over/send.rs": ["gateway.test.mjs"],
  "practice/invitation/describe.rs": ["description"],
  "practice/invitation/hour.rs": ["guest of a consultation hour"],
  "practice/invitation/others.rs": ["guest beside"],
  "practice/moving.rs": ["move"],
  "practice/operator/proof.rs": ["proof.test.mjs"],
  "practice/own_name.rs": ["own name"],
  "practice/plan.rs": ["plan"],
  "practice/proof/card.rs": ["card.test.mjs"],
  "practice/proof/form.rs": ["proof.test.mjs"],
  "practice/team/founding.rs": ["founding", "renaming"],
  "practice/team/inviting.rs": ["member"],
  "practice/team/joining.rs": ["code to join", "joining"],
  "practice/waiting/words_to.rs": ["word to somebody who waits"],
  "visit/enter.rs": ["join code"],
  "visit/person.rs": ["guest"],
};

/** Files with fields and no form of their own: what they are part of, or what becomes of what is typed there. */
export const FIELDS = {
  "account/erase.rs": "one box and one button: rights.test.mjs, staff-code.test.mjs, without-code.test.mjs",
  "account/given_name.rs": "nobody can change it",
  "account/unsent.rs": "counts at once, or asks first: patient.test.mjs",
  "call_tools/choose.rs": "counts at once",
  "call_tools/keys.rs": "counts at once",
  "call_tools/speakers.rs": "counts at once",
  "call_view/address.rs": "counts at once",
  "manufacturer/application.rs": "searches",
  "manufacturer/application/field.rs": "of: statement",
  "manufacturer/catalogues.rs": "a file: dossier-work.test.mjs",
  "manufacturer/certificate/letters.rs": "several buttons: tried with the forms of the manufacturer",
  "manufacturer/change_page/compared.rs": "of: change",
  "manufacturer/import.rs": "a file: dossier-work.test.mjs",
  "manufacturer/item/document_part.rs": "of: evidence",
  "manufacturer/item/evidence.rs": "a list: dossier.test.mjs",
  "manufacturer/item/review.rs": "one field and one button: dossier.test.mjs",
  "manufacturer/item/talk.rs": "one field and one button: dossier.test.mjs",
  "manufacturer/procedure.rs": "counts at once",
  "manufacturer/tasks.rs": "searches",
  "patient/arrival/suitable.rs": "counts at once",
  "patient/assessments/item.rs": "of: questionnaire",
  "patient/assessments/slider.rs": "of: questionnaire",
  "patient/assessments/written.rs": "of: questionnaire",
  "patient/devices/bluetooth/readings.rs": "counts at once",
  "patient/diary/forms/intake.rs": "of: diary",
  "patient/diary/forms/movement.rs": "of: diary",
  "patient/diary/forms/numbers.rs": "of: diary",
  "patient/diary/forms/wellbeing.rs": "of: diary",
  "patient/diary/history.rs": "searches",
  "patient/diary/inputs.rs": "of: diary",
  "patient/diary/kinds.rs": "of: diary",
  "patient/diary/photo.rs": "of: diary",
  "patient/import.rs": "a file: portability.test.mjs",
  "patient/import/columns.rs": "counts at once",
  "patient/notifications/choices.rs": "counts at once",
  "practice/calendar/doctors.rs": "counts at once",
  "patient/plan/goals.rs": "counts at once",
  "patient/report.rs": "counts at once",
  "patient/report/span.rs": "counts at once",
  "practice/after.rs": "counts at once",
  "practice/bell/settings.rs": "counts at once",
  "practice/hall/seat.rs": "counts at once",
  "practice/invitation/other_doctor.rs": "a list: team.test.mjs",
  "practice/papers.rs": "several buttons: tried with the forms of the practice",
  "practice/plan/choices.rs": "of: plan",
  "practice/plan/doctor.rs": "of: plan",
  "practice/plan/when.rs": "of: plan",
  "practice/proof.rs": "counts at once",
  "practice/proof/asked.rs": "a proof: proof.test.mjs",
  "practice/reminders.rs": "counts at once",
  "practice/team.rs": "searches",
  "practice/team/leaving.rs": "a list: team.test.mjs",
  "practice/waiting/hand_on.rs": "a list: team.test.mjs",
  "visit/beside.rs": "of: guest",
};

/** Pages without a program that send something: folders below `app/web`. */
export const PAGES = { cancel: "cancellation" };

const FORM = /(?<![\w.])form \{/g;
// A type that a function gives is no field.
const FIELD = /(?<!-> )(?<![\w.:])(?:Field|DateField|FileField|TextArea|Select|Choice|Input|Options|Choose|input|textarea|select) \{/g;

/** Files below a folder with a word in their names, sorted; forms in them and fields in them, by their number. */
function found() {
  const root = join(checkout, "app/src");
  const files = readdirSync(root, { recursive: true }).filter((file) => file.endsWith(".rs"));
  return files
    .filter((file) => !file.startsWith("components/") && file !== "gallery.rs")
    .map((file) => {
      const text = readFileSync(join(root, file), "utf8").replaceAll(/\/\/.*$/gm, "");
      return { file, forms: text.match(FORM)?.length ?? 0, fields: text.match(FIELD)?.length ?? 0 };
    });
}

/** What differs between the app and the tables above; nothing, when no form was forgotten. */
export function forgotten() {
  const lacks = [];
  const all = found();
  for (const { file, forms, fields } of all) {
    const named = FORMS[file]?.length ?? 0;
    if (forms !== named) lacks.push(`${file}: ${forms} forms, ${named} in the table`);
    if (forms === 0 && fields > 0 && !FIELDS[file]) lacks.push(`${file}: fields, and not in the table`);
    if (forms + fields === 0 && FIELDS[file]) lacks.push(`${file}: in the table, and no field`);
  }
  const known = new Set(all.map(({ file }) => file));
  for (const file of [...Object.keys(FORMS), ...Object.keys(FIELDS)]) if (!known.has(file)) lacks.push(`${file}: is gone`);
  const pages = join(checkout, "app/web");
  for (const folder of readdirSync(pages, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    const files = readdirSync(join(pages, folder.name)).filter((file) => file.endsWith(".html"));
    const texts = files.map((file) => readFileSync(join(pages, folder.name, file), "utf8"));
    const sends = texts.some((text) => /<(form|input|textarea|select)\b/.test(text));
    if (sends && !PAGES[folder.name]) lacks.push(`app/web/${folder.name}: fields, and not in the table`);
  }
  return lacks;
}

/** Test files that the tables name, and that are not there. */
export function missingTests() {
  const named = [...Object.values(FORMS).flat(), ...Object.values(FIELDS)].flatMap((text) => text.match(/[\w-]+\.test\.mjs/g) ?? []);
  const there = new Set(readdirSync(join(checkout, "tests/browser")));
  return named.filter((file) => !there.has(file));
}

/** The forms of some folders that their test has to try. */
export function formsOf(...folders) {
  const files = Object.keys(FORMS).filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
  return files.flatMap((file) => FORMS[file]).filter((name) => !name.endsWith(".test.mjs"));
}

/** Remembers which forms were tried: `tried(name)` for each, `all()` at the end. */
export function trying(...folders) {
  const names = new Set(formsOf(...folders));
  const done = new Set();
  return {
    tried(name) {
      assert.ok(names.has(name), `there is no form "${name}" in the table`);
      done.add(name);
    },
    all: () => assert.deepEqual([...names].filter((name) => !done.has(name)), [], "every form was tried"),
  };
}

/** What a form provokes on purpose: refusals, a server that fails, a line that breaks. */
export const PROVOKED = [/status of (401|403|404|409|422|429|500|503)/, /net::ERR_FAILED/];

/** Who is told that the server fails reads this word; what is said of wrong input does not have it. */
const OF_THE_SERVER = /\bServer\b/;

/** What is said of a date or a time that is typed only by half. */
const HALF = /nicht vollständig/;

/** What was typed and chosen, by the ids of the fields. */
export function typed(page) {
  return page.evaluate(() => {
    const value = (field) => {
      if (field.type === "checkbox" || field.type === "radio") return field.checked;
      return field.type === "file" ? field.files.length : field.value;
    };
    const fields = [...document.querySelectorAll("input[id], textarea[id], select[id]")];
    return Object.fromEntries(fields.map((field) => [field.id, value(field)]));
  });
}

/** Types only the first part of a date or a time, as a keyboard does, and stays in the field: the browser gives no value for it. */
export async function typeHalf(page, field) {
  await page.fill(field, "");
  await page.focus(field);
  await page.keyboard.press("1");
  assert.ok(await isHalfTyped(page, field), `${field}: it is half typed`);
}

/** Whether something stands in a field that its browser takes for no value. */
export function isHalfTyped(page, field) {
  return page.$eval(field, ({ value, validity }) => value === "" && validity.badInput);
}

/**
 * Types a date only by half and sends the form, by mouse and by Enter: the field or the message says why, and what was typed stays.
 */
export async function refusesHalf(page, send, field, { says = field, others = [] } = {}) {
  await typeHalf(page, field);
  await refuses(page, send, [says, ...others]);
  assert.ok(await isHalfTyped(page, field), `${field}: what was typed stays`);
  const words = () => page.evaluate(explanation, says).then(({ words = [] }) => words.join(" "));
  assert.match(await words(), HALF, `${field}: it is called incomplete, not missing`);
  // A message of its own stays until the form is sent again: it would not tell that Enter sent it.
  if (says !== field) return;
  await page.fill(field, "");
  await comesTrue(words, (text) => !HALF.test(text));
  await typeHalf(page, field);
  await page.keyboard.press("Enter");
  assert.match(await comesTrue(words, (text) => HALF.test(text)), HALF, `${field}: Enter tells it, too`);
  assert.ok(await isHalfTyped(page, field), `${field}: what was typed stays after Enter`);
}

/** What says that something worked. */
function successes(page) {
  return page.evaluate(() => {
    const good = document.querySelectorAll('.toasts .toast, .notice[data-kind="success"][role="status"]');
    return [...good].map((each) => each.innerText.trim());
  });
}

/** How a field, or a message of its own, says what is wrong; in the page. */
function explanation(selector) {
  const element = document.querySelector(selector);
  if (!element?.checkVisibility()) return { lacks: "is not on the screen" };
  const isField = element.matches("input, textarea, select");
  const near = [element, ...(isField ? [element.closest("fieldset")] : [])].filter(Boolean);
  const ids = near.flatMap((each) => (each.getAttribute("aria-describedby") ?? "").split(/\s+/)).filter(Boolean);
  const bound = ids.map((id) => document.getElementById(id)).filter((each) => each?.matches(".field-error, .notice"));
  const alerts = isField ? [] : [element.matches("[role=alert]") ? element : element.querySelector("[role=alert]")];
  const words = [...bound, ...alerts].filter((each) => each?.checkVisibility()).map((each) => each.innerText.trim());
  if (!words.some((text) => text.length >= 10)) return { lacks: "does not say what is wrong and what to do", words };
  const isTicked = ["checkbox", "radio"].includes(element.type);
  if (isField && !isTicked && element.getAttribute("aria-invalid") !== "true") return { lacks: "is not marked as wrong", words };
  const label = element.labels?.[0] ?? element.closest("fieldset")?.querySelector("legend");
  if (isField && !label?.innerText.trim()) return { lacks: "has no name", words };
  return { words };
}

/** Waits until it is true, and gives the last answer in any case. */
async function comesTrue(ask, isTrue) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isTrue(answer) || Date.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Nothing that was typed is gone, and nothing says that it worked. */
async function stands(page, before, good, forgets, where) {
  const now = await typed(page);
  const kept = Object.entries(before).filter(([id]) => !forgets.includes(id));
  assert.deepEqual(Object.fromEntries(kept.map(([id]) => [id, now[id]])), Object.fromEntries(kept), `${where}: what was typed stays`);
  const better = (await successes(page)).filter((text) => !good.includes(text));
  assert.deepEqual(better, [], `${where}: nothing says that it worked`);
}

/**
 * Sends a form that cannot be right: each of these fields, or this message, says why; the first has the focus; what was typed stays.
 *
 * `forgets` are ids of fields that are emptied on purpose.
 */
export async function refuses(page, send, wrong, { forgets = [] } = {}) {
  const fields = [wrong].flat();
  const [before, good] = [await typed(page), await successes(page)];
  await page.click(send);
  for (const field of fields) {
    const said = await comesTrue(() => page.evaluate(explanation, field), ({ lacks }) => !lacks);
    assert.equal(said.lacks, undefined, `${send}: ${field} ${said.lacks} (${said.words ?? ""})`);
  }
  const focused = () => page.evaluate((field) => document.activeElement === document.querySelector(field), fields[0]);
  const has = await comesTrue(focused, Boolean);
  const where = await page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);
  assert.ok(has, `${send}: the focus is at ${where}, not at ${fields[0]}`);
  await stands(page, before, good, forgets, `${send} with ${fields}`);
}

/**
 * Sends a form that is right while the server fails at these addresses: it says so at `says`, and what was typed stays.
 *
 * With `broken` there is no answer at all.
 */
export async function survives(page, send, address, { says = "#trouble", forgets = [], broken = false } = {}) {
  const [before, good] = [await typed(page), await successes(page)];
  const fails = (route) => (broken ? route.abort() : route.fulfill({ status: 503, body: "" }));
  const said = () =>
    page.evaluate((says) => {
      const seen = [...document.querySelectorAll(says)].find((each) => each.checkVisibility());
      return seen?.innerText.trim() ?? "";
    }, says);
  assert.doesNotMatch(await said(), OF_THE_SERVER, `${send}: ${says} tells it before anything was sent`);
  let asked = 0;
  await page.route(address, (route) => {
    asked += 1;
    return fails(route);
  });
  await page.click(send);
  await comesTrue(() => asked, (count) => count > 0);
  const text = await comesTrue(said, (text) => OF_THE_SERVER.test(text));
  await page.unroute(address);
  assert.ok(asked > 0, `${send}: nothing was sent to ${address}`);
  assert.match(text, OF_THE_SERVER, `${send}: ${says} does not tell that the server fails`);
  // Where a toast says it, that one is no success; every other new one is.
  await stands(page, before, [...good, text], forgets, `${send} without a server`);
}
