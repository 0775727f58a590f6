// A new release reaches the installed app: noticed after one reload, taken when the reader says so; and apps whose later part went with its release.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { dist } from "./lib/folders.mjs";
import { allKept } from "./lib/kept.mjs";
import { beginRegistration } from "./lib/people.mjs";
import { takePictures } from "./lib/pictures.mjs";
import { startServer } from "./lib/server.mjs";

const NEXT = "heilsam-app-00000000000000bb";
let pages, server, browser;

before(async () => {
  pages = await mkdtemp(join(tmpdir(), "heilsam-release-"));
  await cp(dist(), pages, { recursive: true });
  server = await startServer({ pages });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await rm(pages, { recursive: true, force: true });
});

/** Puts the next release in place of the present one: one style sheet differs, and with it everything named after it. */
async function release() {
  const styles = join(pages, "assets/styles");
  const old = (await readdir(styles)).find((name) => /^tokens-[0-9a-f]+\.css$/.test(name));
  const fresh = "tokens-00000000000000aa.css";
  await writeFile(join(styles, fresh), `${await readFile(join(styles, old), "utf8")}\n:root { --release: 2; }\n`);
  await rm(join(styles, old));
  for (const name of ["patient/index.html", "app/service-worker.js"]) {
    const path = join(pages, name);
    const text = (await readFile(path, "utf8")).replaceAll(old, fresh);
    await writeFile(path, text.replace(/"heilsam-app-[0-9a-f]{16}"/, `"${NEXT}"`));
    for (const ending of [".br", ".gz"]) await rm(path + ending, { force: true });
  }
  await server.restart("SIGTERM");
}

const release2 = (page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--release").trim());

test("a new release is offered after one reload, loses no input, and replaces the old one for good", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/app/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload();
  await page.waitForSelector("#welcome-start");
  assert.ok(await page.evaluate(() => Boolean(navigator.serviceWorker.controller)), "the app comes from the device");
  assert.equal(await page.isVisible("#update"), false);

  // Nothing is on its way when the server goes for a moment.
  await allKept(page);
  await release();
  await page.reload();
  await page.waitForSelector("#update", { state: "visible" });
  assert.match(await page.innerText("#update"), /^Neue Version/);
  await checkAccessibility(page, "update notice");
  if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, "update");
  assert.equal(await release2(page), "", "the old release goes on until the reader decides");
  await beginRegistration(page);
  await page.fill("#activation-code", "77AA BBBB");
  await page.click("#update [data-later]");
  assert.equal(await page.isVisible("#update"), false);
  assert.equal(await page.inputValue("#activation-code"), "77AA BBBB");

  await page.reload();
  await page.waitForSelector("#update", { state: "visible" });
  await Promise.all([page.waitForEvent("load"), page.click("#update [data-now]")]);
  await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--release").trim() === "2");
  // The pages around the app are kept beside it, see pages-worker.js.
  const kept = () => caches.keys().then((names) => names.filter((name) => !name.startsWith("heilsam-pages-")));
  assert.deepEqual(await page.evaluate(kept), [NEXT]);
  await context.setOffline(true);
  await page.reload();
  await page.locator("h1:visible").first().waitFor();
  assert.equal(await release2(page), "2");
  await context.setOffline(false);
  guard.check();
  await context.close();
});

/** Renames a program and all that names it, as a build with other code does. */
async function releaseProgram(program, old, fresh, worker = []) {
  const folder = join(pages, "assets", program);
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.includes(old)) continue;
    const path = join(folder, name);
    if (/\.(br|gz)$/.test(name)) await rm(path);
    else await rename(path, join(folder, name.replace(old, fresh)));
  }
  const assets = await readdir(join(pages, "assets"));
  const boot = assets.find((name) => new RegExp(`^boot-${program}-[0-9a-f]+\\.js$`).test(name));
  const nextBoot = `boot-${program}-${fresh}.js`;
  await rename(join(pages, "assets", boot), join(pages, "assets", nextBoot));
  const scripts = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(`${fresh}.js`));
  const naming = [`${program}/index.html`, ...worker, `assets/${nextBoot}`, ...scripts.map((name) => `assets/${program}/${name}`)];
  for (const name of naming) {
    const path = join(pages, name);
    const text = (await readFile(path, "utf8")).replaceAll(old, fresh).replaceAll(boot, nextBoot);
    await writeFile(path, text.replace(/"heilsam-app-[0-9a-f]{16}"/, `"heilsam-app-${fresh}"`));
    for (const ending of [".br", ".gz"]) await rm(path + ending, { force: true });
  }
  await server.restart("SIGTERM");
}

/** Where the later part of a program lies, and the hash of its build; nothing when the program is in one piece. */
async function laterPart(program) {
  const shell = await readFile(join(pages, program, "index.html"), "utf8");
  const rest = shell.match(/name="heilsam:rest" content="([^"]*)"/)[1].split(" ")[0];
  return { rest, hash: rest.match(/-([0-9a-f]{16})\.wasm$/)?.[1] };
}

/** Lets a file wait on its way to the page; the answer lets it go. */
async function hold(page, address) {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route(`**${address}`, async (route) => {
    await held;
    await route.continue();
  });
  return go;
}

test("a part of the app that went with its release says so, takes nothing that was typed, and comes after loading again", async (t) => {
  const { rest, hash } = await laterPart("patient");
  if (!rest) return t.skip("the program is in one piece");
  const { context, page, guard } = await newPerson(browser, server.url, { expected: [/404/] });
  const go = await hold(page, rest);
  await page.goto("/app/");
  await page.click("#welcome-login");
  await page.click("#login-other");
  await page.fill("#login-name", "clara-dorn");
  // Nothing is on its way when the server goes for a moment.
  await allKept(page);
  await releaseProgram("patient", hash, "00000000000000cc", ["app/service-worker.js"]);
  go();
  await page.waitForSelector("#update", { state: "visible" });
  assert.equal(await page.inputValue("#login-name"), "clara-dorn", "nothing is loaded again by itself");

  await page.goBack();
  await page.click("#welcome-start");
  await page.waitForSelector("#replaced");
  assert.match(await page.innerText("main"), /neue Version[^]*Neu laden/);
  await checkAccessibility(page, "replaced");
  if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, "replaced");
  await page.unroute(`**${rest}`);
  await Promise.all([page.waitForEvent("load"), page.click("#replaced-reload")]);
  await page.waitForSelector("#eligible-0");

  // Here the device had kept the version before as a whole: the new one waits to be asked for.
  await page.waitForSelector("#update", { state: "visible" });
  await Promise.all([page.waitForEvent("load"), page.click("#update [data-now]")]);
  await page.waitForSelector("#eligible-0");
  const program = await page.getAttribute('link[rel=modulepreload][href^="/assets/patient/"]', "href");
  assert.match(program, /00000000000000cc/);
  guard.check();
  await context.close();
});

test("a part of the practice app that went with its release says so, takes nothing that was typed, and comes after loading again", async (t) => {
  const { rest, hash } = await laterPart("practice");
  if (!rest) return t.skip("the program is in one piece");
  const { context, page, guard } = await newPerson(browser, server.url, { expected: [/404/] });
  const go = await hold(page, rest);
  await page.goto("/practice/");
  await page.click("#login-other");
  await page.fill("#login-name", "clara-dorn");
  await releaseProgram("practice", hash, "00000000000000dd");
  go();
  await page.waitForSelector("#update", { state: "visible" });
  assert.equal(await page.inputValue("#login-name"), "clara-dorn", "nothing is loaded again by itself");

  // By keyboard: the bar may lie over the link.
  await page.focus('a[href="/practice/register"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector("#replaced");
  await checkAccessibility(page, "practice-replaced");
  if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, "practice-replaced");
  await page.unroute(`**${rest}`);
  await Promise.all([page.waitForEvent("load"), page.click("#update [data-now]")]);
  await page.waitForSelector("#enrolment-code");
  const program = await page.getAttribute('link[rel=modulepreload][href^="/assets/practice/"]', "href");
  assert.match(program, /00000000000000dd/);
  guard.check();
  await context.close();
});
