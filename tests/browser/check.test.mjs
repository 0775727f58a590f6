// The check of devices and network in the practice app: without an appointment, and with a waiting room that is open.

import assert from "node:assert/strict";
import { test } from "node:test";

import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { invite, says, seesPicture } from "./lib/people.mjs";

const ONLY_HERE = /Hier geht alles\. .* nur Webseiten durchlässt, kann das Gespräch scheitern/;
const day = consultationDay();

test("a practice checks camera, microphone and network, and the way through the server once a room is open", async () => {
  const { page, guard } = day.doctor;
  await page.goto("/practice/account");
  await page.click("#to-check");
  await seesPicture(page, "#check-picture");
  await page.waitForFunction(() => Number(document.querySelector("#check-level")?.value) > 0);
  await says(page, "#check-network", /sobald eines Ihrer Wartezimmer offen ist/);
  await inspect(page, "practice-check");

  await page.goto("/practice/");
  await page.waitForSelector("#invite");
  await invite(page, "Erika");
  await page.goto("/practice/check");
  // The server's own relay speaks UDP only.
  await says(page, "#check-network", ONLY_HERE);
  await page.click("#check-network-again");
  await says(page, "#check-network", ONLY_HERE);

  // The devices open beside the network.
  await seesPicture(page, "#check-picture");
  const devices = await page.evaluateHandle(() => document.querySelector("#check-picture").srcObject.getTracks());
  assert.equal(await devices.evaluate((tracks) => tracks.length), 2);
  await page.getByRole("link", { name: "Termine" }).first().click();
  await page.waitForSelector("#invite");
  await page.waitForFunction((tracks) => tracks.every(({ readyState }) => readyState === "ended"), devices);
  guard.check();
});
