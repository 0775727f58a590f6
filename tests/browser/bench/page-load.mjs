// Size and start of each page on loopback: one JSON line per figure.
//
// Size: everything the page needs (shell, style, fonts, JavaScript, WebAssembly, workers) as Brotli. Paint: from the beginning of
// the navigation until the browser shows the first content. Load: until the program has drawn its heading. Medians of ten first
// visits.

import { launchChromium, newPerson } from "../lib/chromium.mjs";
import { manifest } from "../lib/folders.mjs";
import { startServer } from "../lib/server.mjs";

const VISITS = 10;
const BARS = { visit: { bytes: 350_000, milliseconds: 400 }, patient: { bytes: 900_000, paint: 400, milliseconds: 800 } };

function print(name, value, unit, bar) {
  const ok = bar === undefined || value <= bar;
  console.log(JSON.stringify({ name, value, unit, bar: bar ?? null, ok }));
}

const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

function noteHeading() {
  const look = () => {
    const heading = document.querySelector("#root h1");
    if (heading && heading.getClientRects().length > 0) window.usableAfter ??= performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

async function firstVisit(browser, url, address) {
  const { context, page } = await newPerson(browser, url);
  await page.addInitScript(noteHeading);
  await page.goto(address);
  const found = () => {
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    return painted && window.usableAfter && { painted, usable: window.usableAfter };
  };
  const times = await (await page.waitForFunction(found, null, { timeout: 20_000 })).jsonValue();
  await context.close();
  return times;
}

const { pages } = await manifest();
const server = await startServer();
const browser = await launchChromium();
try {
  for (const name of ["visit", "patient", "practice"].filter((each) => each in pages)) {
    print(`page-size-${name}`, pages[name].transferred, "bytes", BARS[name]?.bytes);
    const [painted, usable] = [[], []];
    for (let visit = 0; visit < VISITS; visit += 1) {
      const times = await firstVisit(browser, server.url, pages[name].address);
      painted.push(times.painted);
      usable.push(times.usable);
    }
    print(`page-paint-${name}`, Math.round(median(painted)), "ms", BARS[name]?.paint);
    print(`page-load-${name}`, Math.round(median(usable)), "ms", BARS[name]?.milliseconds);
  }
} finally {
  await browser.close();
  await server.stop();
}
