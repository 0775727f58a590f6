// Ten years of diary on loopback: one JSON line per figure. Each is the median of five.
//
// Opening: from the beginning of the navigation until the start page shows the newest values, on a device that has everything.
// History: from the press on "history" until chart and list are painted. Chart: from the press on "whole time" until the line of all
// readings is painted. Scrolling: through some hundred entries, a screen in a second; dropped are the pictures that a screen of
// 60 Hz would have shown and did not get.

import { launchChromium, newPerson } from "../lib/chromium.mjs";
import { logIn, makeDemo } from "../lib/demo.mjs";
import { startServer } from "../lib/server.mjs";

/** Somewhat more than ten years, in which the demonstration writes 15,000 entries. */
const DAYS = 3_700;
const TIMES = 5;
const SECONDS = 4;
const PICTURE = 1_000 / 60;
const BARS = { open: 1_000, history: 100, chart: 100, dropped: 0 };

function print(name, value, unit, bar) {
  console.log(JSON.stringify({ name, value, unit, bar, ok: value <= bar }));
}

const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

function noteStart() {
  const look = () => {
    if (document.querySelector("#home-add")) window.openAfter ??= performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

/** Milliseconds from a press until the next picture after something holds in the page. */
function untilPainted(page, button, holds) {
  return page.evaluate(
    ([button, holds]) =>
      new Promise((resolve) => {
        const done = new Function(`return ${holds}`);
        const began = performance.now();
        const look = () => {
          if (!done()) return requestAnimationFrame(look);
          // What is there now is painted before the task behind the next picture.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - began);
            port2.postMessage(null);
          });
        };
        document.querySelector(button).click();
        look();
      }),
    [button, holds],
  );
}

/** Scrolls from top to bottom at an even speed and counts the pictures that came late. */
function scroll(page) {
  return page.evaluate(
    ([seconds, picture]) =>
      new Promise((resolve) => {
        const most = document.documentElement.scrollHeight - innerHeight;
        const step = Math.min(most, innerHeight * seconds) / (seconds * 60);
        let last, dropped = 0, pictures = 0, place = 0;
        const next = (now) => {
          if (last !== undefined) {
            const passed = Math.max(1, Math.round((now - last) / picture));
            dropped += passed - 1;
            pictures += passed;
            place += step * passed;
          }
          last = now;
          scrollTo({ top: place, behavior: "instant" });
          if (pictures < seconds * 60) requestAnimationFrame(next);
          else resolve({ dropped, pictures });
        };
        scrollTo({ top: 0, behavior: "instant" });
        requestAnimationFrame(() => requestAnimationFrame(next));
      }),
    [SECONDS, PICTURE],
  );
}

const server = await startServer();
const browser = await launchChromium();
try {
  const { accounts } = await makeDemo(server, ["--days", String(DAYS)]);
  const { page } = await newPerson(browser, server.url);
  await page.goto("/app/login");
  await logIn(page, accounts.find(({ role }) => role === "patient"));
  await page.waitForSelector("#home-add", { timeout: 60_000 });
  await page.waitForFunction(() => /übertragen$/.test(document.querySelector("#sync-state")?.innerText ?? ""), null, { timeout: 60_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.addInitScript(noteStart);
  const [opened, drawn, charted, dropped] = [[], [], [], []];
  let pictures = 0;
  for (let time = 0; time < TIMES; time += 1) {
    await page.goto("/app/");
    await page.waitForFunction(() => window.openAfter !== undefined, null, { timeout: 60_000 });
    opened.push(await page.evaluate(() => window.openAfter));
    // What comes with the second module stands.
    await page.waitForSelector("#next-step");
    const there = "document.querySelector('#history-chart-title') && document.querySelector('#history-list li')";
    drawn.push(await untilPainted(page, "nav a[href='/app/history']", there));
    charted.push(await untilPainted(page, "#history-whole", "Number(document.querySelector('#history-chart-walk').max) > 1000"));
    for (let press = 0; press < 4; press += 1) await page.click("#history-more");
    const result = await scroll(page);
    dropped.push(result.dropped);
    pictures = result.pictures;
  }
  print("diary-open", Math.round(median(opened)), "ms", BARS.open);
  print("diary-history", Math.round(median(drawn)), "ms", BARS.history);
  print("diary-chart", Math.round(median(charted)), "ms", BARS.chart);
  print("diary-dropped-frames", median(dropped), `of ${pictures}`, BARS.dropped);
} finally {
  await browser.close();
  await server.stop();
}
