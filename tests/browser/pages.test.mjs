// Every page, as it first appears: own server only, no console errors, axe, keyboard, small screens, strict headers.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { manifest } from "./lib/folders.mjs";
import { inspect } from "./lib/inspect.mjs";
import { allKept, AROUND } from "./lib/kept.mjs";
import { checkKeyboard } from "./lib/keyboard.mjs";
import { checkNoSidewaysScroll, takePictures } from "./lib/pictures.mjs";
import { startServer } from "./lib/server.mjs";

const { pages, assets } = await manifest();
// The quick profile writes no compressed files.
const isCompressed = Object.values(pages).some(({ bytes, transferred }) => transferred < bytes);

let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens a page and waits until its heading is on the screen. */
async function open(address, options) {
  const person = await newPerson(browser, server.url, options);
  await person.page.goto(address);
  await person.page.locator("h1:visible").first().waitFor();
  return person;
}

/** What the browser notes down on a page: that for an address that does not exist comes with its status. */
const NOTED = { missing: [/status of 404/] };

for (const [name, { address }] of Object.entries(pages)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${name} is accessible in the ${colorScheme} theme and talks to nobody else`, async () => {
      const { context, page, guard } = await open(address, { colorScheme, expected: NOTED[name] });
      await checkAccessibility(page, `${name} (${colorScheme})`);
      guard.check();
      await context.close();
    });
  }

  test(`${name} can be used with the keyboard and on a narrow screen`, async () => {
    const { context, page } = await open(address);
    await checkKeyboard(page, name);
    await checkNoSidewaysScroll(page);
    if (process.env.HEILSAM_TEST_PICTURES) await takePictures(page, name);
    await context.close();
  });

  test(`${name} speaks English to an English browser`, async () => {
    const { context, page } = await open(address, { locale: "en-GB" });
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    await checkAccessibility(page, `${name} in English`);
    await context.close();
  });

  test(`${name} is served with strict headers`, async () => {
    const { headers } = await fetch(server.url + address, { headers: { accept: "text/html" } });
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("cache-control"), "no-cache");
    assert.ok(headers.get("referrer-policy"), "Referrer-Policy");
    assert.ok(headers.get("permissions-policy"), "Permissions-Policy");
  });
}

test("a mistyped address says in the language of the browser that there is no such page, and leads on", async () => {
  for (const [address, locale, heading] of [["/apps", "de-DE", /Diese Seite gibt es nicht/], ["/v/x", "en-GB", /There is no such page/]]) {
    const { context, page, guard } = await newPerson(browser, server.url, { locale, expected: NOTED.missing });
    const answer = await page.goto(address);
    assert.equal(answer.status(), 404);
    assert.match(await page.innerText("h1"), heading);
    const links = await page.locator("main a:visible").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.deepEqual(links, ["/", "/v", "/app/", "/practice/"]);
    for (const link of links) assert.equal((await fetch(server.url + link)).status, 200, link);
    guard.check();
    await context.close();
  }
});

const UNFETCHED = [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|Failed to fetch/];

/** The practice app in a browser where such a part does not come in so many loads, as when the network changes meanwhile. */
async function openWithout(part, loads, ready) {
  const person = await newPerson(browser, server.url, { expected: UNFETCHED });
  let begun = 0;
  person.page.on("request", (request) => request.isNavigationRequest() && (begun += 1));
  await person.page.route(part, (route) => (begun <= loads ? route.abort("internetdisconnected") : route.continue()));
  await person.page.goto("/practice/");
  await person.page.waitForSelector(ready);
  return person;
}

for (const [name, part] of [["program", /\/practice_bg.*\.wasm/], ["script", /\/assets\/practice\/practice.*\.js/], ["start", /\/assets\/boot-practice/]]) {
  test(`when the ${name} does not come, it is asked for again by itself`, async () => {
    const { context, guard } = await openWithout(part, 1, "#root h1");
    guard.check();
    await context.close();
  });
}

test("a program that does not come at all is explained, and comes with one press", async () => {
  const { context, page, guard } = await openWithout(/\/practice_bg.*\.wasm/, 3, "#unloaded:not([hidden])");
  await inspect(page, "unloaded");
  await page.click("#unloaded button");
  await page.waitForSelector("#root h1");
  assert.equal(await page.isVisible("#unloaded"), false);
  guard.check();
  await context.close();
});

test("when a style sheet does not come, it is asked for again by itself, and the page stays", async () => {
  const { context, page, guard } = await newPerson(browser, server.url, { expected: UNFETCHED });
  const part = /\/styles\/practice.*\.css/;
  let asked = 0;
  await page.route(part, (route) => ((asked += 1) < 3 ? route.abort("internetdisconnected") : route.continue()));
  const came = page.waitForResponse((response) => part.test(response.url()) && response.ok());
  await page.goto("/practice/");
  await page.evaluate(() => (window.stayed = true));
  await came;
  assert.ok(await page.evaluate(() => window.stayed));
  assert.equal(asked, 3);
  guard.check();
  await context.close();
});

test("a page that comes later and does not come says so, and comes with one press", async (t) => {
  const shell = await (await fetch(`${server.url}/practice/`)).text();
  if (!/name="heilsam:rest" content="[^"]+"/.test(shell)) return t.skip("the program is in one piece");
  const { context, page, guard } = await newPerson(browser, server.url, { locale: "de-DE", expected: UNFETCHED });
  const part = /\/assets\/practice\/split_.*\.wasm/;
  await page.route(part, (route) => route.abort("internetdisconnected"));
  await page.goto("/practice/register");
  await page.getByText("Diese Seite lässt sich gerade nicht laden").waitFor();
  await inspect(page, "practice-not-loaded");
  await page.unroute(part);
  await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
  await page.waitForSelector("#enrolment-code");
  guard.check();
  await context.close();
});

test("the terms of use are there in German without login, and say how many can take part", async () => {
  const { context, page } = await open("/v", { locale: "de-DE" });
  await page.locator('footer a[href="/terms"]').click();
  await page.locator("h1", { hasText: "Nutzungsbedingungen" }).waitFor();
  const text = await page.innerText("main");
  for (const said of [/Höchstens vier Personen je Gespräch/, /Fallkonferenz/, /nur der Organisation/, /MB je Minute/, /keine Werbung/, /Telefon/]) {
    assert.match(text, said);
  }
  for (const duty of [/Was die Praxis beachten muss/, /Was alle Teilnehmenden beachten/, /weder Bild noch Ton/]) assert.match(text, duty);
  await context.close();
});

test("the status page says whether the server can work, and whether it can be reached", async () => {
  const { context, page } = await open("/status", { locale: "de-DE" });
  const shown = (state) => page.locator(`#status [data-state="${state}"]`).waitFor();
  await shown("runs");
  assert.match(await page.innerText("#status-took"), /^\d+ ms$/);
  await checkAccessibility(page, "status");
  const back = () => page.evaluate(() => dispatchEvent(new Event("online")));
  await page.route("**/health/ready", (route) => route.fulfill({ status: 503, body: "{}" }));
  await back();
  await shown("fails");
  await page.unroute("**/health/ready");
  await page.route("**/health/ready", (route) => route.abort());
  await back();
  await shown("silent");
  await context.close();
});

test("the status page says how consultations are, also while the detour or the signalling is disturbed", async () => {
  const { context, page } = await open("/status", { locale: "de-DE" });
  const shown = (state) => page.locator(`#video [data-state="${state}"]`).waitFor();
  // The server's own relay, which it has asked for an allocation.
  await shown("runs");
  assert.match(await page.innerText("#video-at"), /\d/);
  await checkAccessibility(page, "status of consultations");
  const LOOKED_AT = "2026-01-02T03:04:05Z";
  const becomes = async (signalling, relay) => {
    await page.unroute("**/api/v1/status");
    await page.route("**/api/v1/status", (route) =>
      route.fulfill({ json: { signalling: { state: signalling, looked_at: LOOKED_AT }, relay: { state: relay, looked_at: LOOKED_AT } } }),
    );
    await page.evaluate(() => dispatchEvent(new Event("online")));
  };
  await becomes("runs", "disturbed");
  await shown("detour");
  assert.match(await page.innerText("#video"), /ohne Umweg über unseren Server .* gehen weiter.*Manche Netze brauchen ihn/s);
  await checkAccessibility(page, "status with a disturbed detour");
  await becomes("runs", "absent");
  await shown("no-detour");
  await becomes("disturbed", "runs");
  await shown("signalling");
  await becomes("runs", "unknown");
  await shown("unknown");
  await context.close();
});

test("assets are kept for ever and travel compressed", async () => {
  const style = Object.entries(assets).find(([name]) => name.endsWith(".css"))[1];
  const { headers, ok } = await fetch(server.url + style, { headers: { "accept-encoding": "br" } });
  assert.ok(ok);
  assert.match(headers.get("cache-control"), /immutable/);
  if (isCompressed) assert.equal(headers.get("content-encoding"), "br");
});

test("the patient app starts without a network after its first visit", { skip: !("patient" in pages) }, async () => {
  const { context, page } = await open(pages.patient.address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.reload();
  await page.locator("h1:visible").first().waitFor();
  await context.close();
});

const hasAll = ["patient", ...AROUND].every((name) => name in pages);

test("without a network every link of the patient app and of the pages around it opens a page that is there", { skip: !hasAll }, async () => {
  // Not a network of its own: the pages ask the server for its facts, and say nothing where it does not answer.
  const { context, page } = await open("/app/more");
  await allKept(page);
  await context.setOffline(true);
  await page.reload();
  await page.locator("h1:visible").first().waitFor();
  const links = () => page.locator('a[href^="/"]:visible').evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  const found = new Set(await links());
  for (const name of AROUND) assert.ok([...found].some((href) => href.replaceAll("/", "") === name), `no link to ${name}`);
  const titles = new Set();
  for (const href of found) {
    await page.goto(href);
    await page.locator("h1:visible").first().waitFor();
    const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
    assert.match(font, /Heilsam Text/, `${href} has lost its style`);
    if (href.startsWith("/app")) continue;
    titles.add(await page.title());
    // The list of demo accounts is no part of the product, and stays with the server.
    const footer = await page.locator('.page-footer a[href^="/"]:visible:not([data-demo])').evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    for (const below of footer) assert.ok(AROUND.includes(below.replaceAll("/", "")), `${href} leads to ${below}, which is not kept`);
  }
  assert.equal(titles.size, AROUND.length);
  await page.goto("/imprint");
  await page.waitForFunction(() => document.querySelector('[data-site="operator"]').textContent !== "–");
  await context.close();
});

/** Each icon of the patient app that is no drawing: what is said of it, its true size, and how far it is from the drawing; in the page. */
async function iconsBesideTheirDrawings() {
  const { icons } = await (await fetch(document.querySelector("link[rel=manifest]").href)).json();
  const touch = document.querySelector("link[rel=apple-touch-icon]");
  const seen = async (src, side) => {
    const image = Object.assign(new Image(), { src });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, side, side);
    context.drawImage(image, 0, 0, side, side);
    return { size: `${image.naturalWidth}x${image.naturalHeight}`, pixels: context.getImageData(0, 0, side, side).data };
  };
  const pictures = [
    ...icons.filter(({ type }) => type === "image/png"),
    { src: touch.href, sizes: touch.sizes.value, purpose: "maskable" },
  ];
  const rows = pictures.map(async ({ src, sizes, purpose }) => {
    const side = Number.parseInt(sizes, 10);
    const drawing = icons.find((icon) => icon.type === "image/svg+xml" && icon.purpose === purpose);
    const [picture, drawn] = await Promise.all([seen(src, side), seen(drawing.src, side)]);
    const sum = picture.pixels.reduce((sum, value, index) => sum + Math.abs(value - drawn.pixels[index]), 0);
    return { name: `${purpose} ${sizes}`, src, said: sizes, size: picture.size, difference: sum / picture.pixels.length };
  });
  return Promise.all(rows);
}

// Drawn once from the SVG files beside them; iOS takes no SVG. Who changes those draws these anew.
test("the icons for home screens are pictures of the size they say and show what the drawings show", async () => {
  const { context, page, guard } = await open("/app/");
  const icons = await page.evaluate(iconsBesideTheirDrawings);
  const names = icons.map(({ name }) => name).sort();
  assert.deepEqual(names, ["any 192x192", "any 512x512", "maskable 180x180", "maskable 512x512"]);
  for (const { name, src, said, size, difference } of icons) {
    assert.match(src, /\.png$/);
    assert.equal(size, said, name);
    // Edges are smoothed in different ways; one line of the sign more or less would be 4 and more.
    assert.ok(difference < 2, `${name} is ${difference} from its drawing`);
  }
  guard.check();
  await context.close();
});
