// Ten years of diary on loopback: one JSON line per figure.
//
// Opening: from the beginning of the navigation until the start page shows the newest values, on a device that has everything; median
// of five. Chart: from the press on "history" until chart and list are drawn; median of five.

import { launchChromium, newPerson } from "../lib/chromium.mjs";
import { logIn, makeDemo } from "../lib/demo.mjs";
import { startServer } from "../lib/server.mjs";

const DAYS = 3_650;
const TIMES = 5;

function print(name, value, unit, bar) {
  console.log(JSON.stringify({ name, value, unit, bar: bar ?? null, ok: bar === undefined || value <= bar }));
}

const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

function noteStart() {
  const look = () => {
    if (document.querySelector("#home-add")) window.openAfter ??= performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

const server = await startServer();
const browser = await launchChromium();
try {
  const { accounts } = await makeDemo(server, ["--days", String(DAYS)]);
  const { page } = await newPerson(browser, server.url);
  await page.goto("/app/login");
  await logIn(page, accounts.find(({ role }) => role === "patient"));
  await page.waitForSelector("#home-add", { timeout: 60_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.addInitScript(noteStart);
  const opened = [];
  const drawn = [];
  for (let time = 0; time < TIMES; time += 1) {
    await page.goto("/app/");
    await page.waitForFunction(() => window.openAfter !== undefined, null, { timeout: 60_000 });
    opened.push(await page.evaluate(() => window.openAfter));
    drawn.push(
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            const began = performance.now();
            const look = () => {
              if (document.querySelector("#history-chart") && document.querySelector("#history-list")) resolve(performance.now() - began);
              else requestAnimationFrame(look);
            };
            document.querySelector("nav a[href='/app/history']").click();
            requestAnimationFrame(look);
          }),
      ),
    );
  }
  print("diary-open", Math.round(median(opened)), "ms", 1_000);
  print("diary-history", Math.round(median(drawn)), "ms", 100);
} finally {
  await browser.close();
  await server.stop();
}
