// What a screen says: no key in the place of a text, and in English no German words.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { PATIENCE_MS, painted } from "./chromium.mjs";
import { checkout } from "./folders.mjs";
import { checkNoSidewaysScroll } from "./pictures.mjs";

/** Words that no English sentence has. */
const GERMAN = /(^|[^\p{L}])(und|nicht|oder|eine?n?|Ihre?n?|Sie|für|wird|werden|können|Bitte|Eintrag|Einträge|zeigen)(?=[^\p{L}]|$)/u;
/** A key stands where its text is missing. */
const KEY = /^[a-z]+(-[a-z0-9]+)+$/;
/** All keys: where names of programs and people are shown as well, only these are taken for one. */
const KEYS = new Set(keys(join(checkout, "assets/i18n/en")));
/** Attributes that are read aloud or shown. */
const ATTRIBUTES = ["aria-label", "aria-description", "aria-valuetext", "aria-roledescription", "placeholder", "title", "alt"];
/** What was said at a moment stays in the language of the moment. */
const SAID = "[role=alert], [role=status], .field-error";

/** Keys of two words and more in the texts of a folder: a single word may be a text as well. */
function keys(folder) {
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  return texts.flatMap((text) => [...text.matchAll(/^([a-z0-9]+(?:-[a-z0-9]+)+) *=/gm)].map(([, key]) => key));
}

const spoken = (page) => page.evaluate(() => document.documentElement.lang);

/**
 * The words on the screen and those read aloud, without what is in another language on purpose and what people typed:
 * `{ text, once }`, where `once` was said at a moment.
 */
function words(page) {
  return page.evaluate(([attributes, said]) => {
    const found = [];
    const { lang } = document.documentElement;
    const note = (element, words) => {
      const text = words.trim();
      const speaks = element.closest("[lang]")?.lang === lang;
      if (text && speaks && element.checkVisibility()) found.push({ text, once: Boolean(element.closest(said)) });
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) note(node.parentElement, node.textContent);
    for (const name of attributes) {
      for (const element of document.body.querySelectorAll(`[${name}]`)) note(element, element.getAttribute(name));
    }
    return found;
  }, [ATTRIBUTES, SAID]);
}

const texts = (found) => found.map(({ text }) => text);

/** No text is missing. */
export async function checkTexts(page, name) {
  const missing = texts(await words(page)).filter((text) => KEYS.has(text));
  assert.deepEqual(missing, [], `${name} lacks a text`);
}

/** Where the subject is German: the dossier holds official titles, and what the manufacturer wrote for the authority. */
const GERMAN_BY_NATURE = "/manufacturer";

/** Words in German that stand on a page after its switch: not what was said before, and no titles in quotation marks. */
function leftInGerman(page, found) {
  if (new URL(page.url()).pathname.startsWith(GERMAN_BY_NATURE)) return [];
  const own = (text) => text.replaceAll(/“[^”]*”/g, "");
  return texts(found.filter(({ once }) => !once)).filter((text) => GERMAN.test(own(text)));
}

/** A screen in an English browser says nothing in German, lacks no text, and stays inside of a narrow phone. */
export async function checkEnglish(page, name) {
  const said = texts(await words(page));
  assert.equal(await spoken(page), "en");
  assert.deepEqual(said.filter((text) => GERMAN.test(text)), [], `${name} says something in German`);
  assert.deepEqual(said.filter((text) => KEY.test(text)), [], `${name} lacks a text`);
  await checkNoSidewaysScroll(page);
}

/** The same of a screen that spoke German until now, or of a program whose subject is German. */
export async function checkSwitched(page, name) {
  assert.equal(await spoken(page), "en");
  // A program in the page of another one follows a moment later.
  for (const deadline = Date.now() + PATIENCE_MS; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const wrong = leftInGerman(page, await words(page));
    if (wrong.length === 0) break;
    if (Date.now() > deadline) assert.deepEqual(wrong, [], `${name} says something in German`);
  }
  await checkTexts(page, name);
  await checkNoSidewaysScroll(page);
}

/** The language of the page through its switch, which every page has; a dialog above it does not matter. */
async function speak(page, language) {
  await page.evaluate(() => document.querySelector("#language-switch").click());
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  await painted(page);
}

/** Does something with a screen in English, and leaves it in the language it had. */
export async function inEnglish(page, act) {
  if ((await spoken(page)) === "en") return act();
  await speak(page, "en");
  try {
    await act();
  } finally {
    await speak(page, "de");
  }
}
