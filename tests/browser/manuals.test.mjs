// The manuals: what they show is there, what they quote is written there, and everybody can read them.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { checkout } from "./lib/folders.mjs";
import { inspect } from "./lib/inspect.mjs";
import { picturesFolder } from "./lib/pictures.mjs";
import { startServer } from "./lib/server.mjs";
import { fileOf, fingerprint, MADE, MANUALS, printed, screensOf, textOf } from "./manuals/compose.mjs";
import { picture } from "./manuals/picture.mjs";
import { walk } from "./manuals/screens.mjs";

const run = async (...command) => (await promisify(execFile)(command[0], command.slice(1), { maxBuffer: 50_000_000 })).stdout;
const plain = (html) => html.replaceAll(/<[^>]+>/g, "").replaceAll(/\s+/g, " ").trim();
/** What the browser itself says. */
const OF_THE_BROWSER = ["Zulassen", "Allow"];

let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("every picture of the manuals belongs to a screen that the walk reaches, and every screen is shown", async () => {
  const reached = [];
  await walk("de", async (name, page) => {
    reached.push(name);
    assert.ok((await picture(page)).length > 8_000, `${name} is not empty`);
  });
  for (const language of ["de", "en"]) {
    const texts = await Promise.all(MANUALS.filter((each) => each.language === language).map(textOf));
    assert.deepEqual(texts.flatMap(screensOf).toSorted(), reached.toSorted(), language);
  }
});

for (const manual of MANUALS) {
  const name = fileOf(manual);

  test(`${name} was printed from the text that lies beside it`, async () => {
    const made = JSON.parse(await readFile(MADE, "utf8"));
    assert.equal(made[name], await fingerprint(manual), "make it anew: node manuals/make.mjs");
  });

  test(`${name} quotes what the screens say`, async () => {
    const folder = join(checkout, "assets/i18n", manual.language);
    const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));
    const said = new Set(files.flatMap((text) => [...text.matchAll(/^[a-z0-9-]+ = (.+)$/gm)].map(([, value]) => value.trim())));
    const pages = await Promise.all(["start/index", "parts/footer"].map((page) => readFile(join(checkout, `app/web/${page}.html`), "utf8")));
    const quoted = (await textOf(manual)).matchAll(manual.language === "de" ? /„([^“]+)“/g : /“([^”]+)”/g);
    const unknown = [...quoted].map(([, quote]) => quote).filter((quote) => !said.has(quote) && !pages.some((page) => page.includes(`>${quote}<`)));
    assert.deepEqual(unknown.filter((quote) => !OF_THE_BROWSER.includes(quote)), []);
  });

  test(`${name} can be read aloud, searched and turned page by page`, async () => {
    const file = printed(manual);
    const text = await textOf(manual);
    const info = await run("pdfinfo", file);
    assert.match(info, /Tagged:\s+yes/);
    assert.match(info, new RegExp(`Title:\\s+${text.match(/<h1>([^<]+)</)[1]}`));
    await run("qpdf", "--check", file);
    const words = plain(await run("pdftotext", file, "-"));
    for (const [, heading] of text.matchAll(/<h2>([^<]+)<\/h2>/g)) assert.ok(words.includes(heading), heading);
    const tags = await run("pdfinfo", "-struct", file);
    assert.equal(tags.match(/^\s+H2\b/gm).length, text.match(/<h2>/g).length, "every heading is one");
    assert.equal(tags.match(/^\s+Figure\b/gm).length, screensOf(text).length, "every picture is one");
    const raw = (await run("qpdf", "--qdf", "--object-streams=disable", file, "-")).toString();
    assert.match(raw, /\/Outlines/);
    assert.match(raw, new RegExp(`/Lang \\(${manual.language}`));
    const count = Number(info.match(/Pages:\s+(\d+)/)[1]);
    for (let page = 1; page <= count; page += 1) {
      const said = plain(await run("pdftotext", "-f", String(page), "-l", String(page), file, "-"));
      assert.ok(said.length > 100 || (await imagesOn(file, page)) > 0, `page ${page} of ${count} is empty`);
    }
    if (process.env.HEILSAM_TEST_PICTURES) await run("pdftoppm", "-r", "60", "-png", file, join(await picturesFolder(), name));
  });
}

const imagesOn = async (file, page) => (await run("pdfimages", "-list", "-f", String(page), "-l", String(page), file)).trim().split("\n").length - 2;

test("the manuals are a page away from the foot of every page, the help and the papers", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, { locale: "de-DE" });
  await page.goto("/v");
  await page.locator('footer a[href="/manuals/"], a[href="/manuals/"]').first().click();
  await page.locator("h1", { hasText: "Anleitungen" }).waitFor();
  await inspect(page, "manuals");
  for (const manual of MANUALS) {
    const link = page.locator(`a[href="/manuals/${fileOf(manual)}"]`);
    assert.equal(await link.count(), 1);
    const answer = await fetch(`${server.url}/manuals/${fileOf(manual)}`);
    assert.equal(answer.headers.get("content-type"), "application/pdf");
    assert.ok((await readFile(printed(manual))).equals(Buffer.from(await answer.arrayBuffer())));
  }
  guard.check();
  await context.close();
});
