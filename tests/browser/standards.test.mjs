// The public page of standards: what it lists is published under the names that files use.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { inspect } from "./lib/inspect.mjs";
import { exportAs } from "./lib/exporting.mjs";
import { enter, registerPatient } from "./lib/people.mjs";
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

test("every profile on the page is published under its own name", async () => {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/standards");
  const base = `${server.url}/fhir/`;
  assert.ok((await page.innerText("main")).includes(base), "the page names the real address");
  const addresses = await page.$$eval('a[href^="/fhir/"]', (links) => links.map((link) => link.href));
  assert.ok(addresses.length >= 34);
  for (const address of addresses) {
    const answer = await fetch(address);
    assert.match(answer.headers.get("content-type"), /^application\/fhir\+json/, address);
    const resource = await answer.json();
    if (["StructureDefinition", "CodeSystem", "ValueSet", "CapabilityStatement"].includes(resource.resourceType)) {
      // The codes of the diary have one name at every manufacturer.
      assert.equal(resource.url, address.endsWith("/CodeSystem/diary") ? "urn:heilsam:codes:diary" : address);
    }
    assert.doesNotMatch(JSON.stringify(resource), /heilsam\.example/, address);
  }
  const capabilities = await (await fetch(`${base}metadata`)).json();
  assert.equal(capabilities.resourceType, "CapabilityStatement");
  await inspect(page, "standards");
  guard.check();
  await context.close();
});

test("exported consents name the profile where it is published", async () => {
  const { context, page, guard } = await registerPatient(browser, server, { acceptDownloads: true });
  await enter(page, 128, 81, 66);
  await page.waitForSelector("#home-add");
  const files = await exportAs(page, "json", "standards");
  const bundle = JSON.parse(files.get("heilsam-einwilligungen.json"));
  const profile = bundle.entry[0].resource.meta.profile[0];
  assert.equal(profile, `${server.url}/fhir/StructureDefinition/consent`);
  assert.equal((await (await fetch(profile)).json()).url, profile);
  guard.check();
  await context.close();
});
