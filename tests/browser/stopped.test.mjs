// A program that stops, as by a panic: WebAssembly cannot go on then, and the page says so and what to do.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { checkAccessibility } from "./lib/accessibility.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { startServer } from "./lib/server.mjs";

let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Keeps the memory of every program that starts at hand, as `memories`. */
function keepMemories() {
  window.memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...wanted) => {
      const made = await instantiate(...wanted);
      const { memory } = (made.instance ?? made).exports;
      if (memory) window.memories.push(memory);
      return made;
    };
  }
}

/** Spoils the memory and presses something: the program itself then stops in its own code. */
function stop() {
  for (const memory of window.memories) new Uint8Array(memory.buffer).fill(0xff);
  document.getElementById("language-switch").click();
}

for (const address of ["/app/", "/practice/", "/manufacturer/", "/v"]) {
  test(`when the program of ${address} stops, the page says so and how to go on`, async () => {
    // Everything that was under way stops as well, each with its own exception.
    const { context, page, guard } = await newPerson(browser, server.url, { expected: [/^error: /] });
    await page.addInitScript(keepMemories);
    await page.goto(address);
    await page.waitForSelector("#language-switch");
    assert.equal(await page.locator("#crash").isVisible(), false);
    assert.ok((await page.evaluate(() => window.memories.length)) > 0, "the program was found");

    await page.evaluate(stop);
    await page.locator("#crash").waitFor();
    const told = await page.innerText("#crash");
    for (const words of [/Heilsam wurde angehalten/, /als gespeichert angezeigt war, ist sicher/, /laden Sie die Seite neu/]) assert.match(told, words);
    assert.equal(await page.locator("#root > *").count(), 0, "nothing stands there that cannot answer");
    assert.ok(await page.evaluate(() => document.activeElement.matches("#crash h1")), "who hears the page is told");
    await checkAccessibility(page, `${address}, stopped`);

    await page.click("#crash button");
    await page.waitForSelector("#language-switch");
    assert.equal(await page.locator("#crash").isVisible(), false);
    guard.check();
    await context.close();
  });
}
