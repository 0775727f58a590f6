// A relay for strict firewalls: coturn as the documentation configures it, reached over TLS on TCP and in no other way.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { statistics } from "./lib/connections.mjs";
import { startCoturn, whyNoCoturn } from "./lib/coturn.mjs";
import { invite, openRoom, registerDoctor, says, seesPicture } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const PATIENT = "Erika Kanarienvogel";
/** One of each kind of address that the relay must not reach. */
const PRIVATE = ["0.0.0.1", "10.254.254.254", "100.127.255.254", "127.0.0.1", "169.254.169.254", "172.31.254.254", "192.168.254.254"];
const NO_DETOUR = /der Umweg über den Server nicht/;
const NO_CALL = /Mit verborgener IP-Adresse ist von diesem Netz aus kein Gespräch möglich/;

let relay, server, browser, doctor;

/** A guest who hides the address, at the check of the devices. */
async function guestWhoHides(browser, server, link) {
  const guest = await newPerson(browser, server.url);
  await guest.page.goto(link);
  await guest.page.click("#open-devices");
  await guest.page.check("#hide-address");
  return guest;
}

/** The own addresses that the calls of this page use. */
async function chosen(page) {
  const entries = await statistics(page);
  const pairs = entries.filter(({ type }) => type === "transport").map((each) => each.selectedCandidatePairId);
  const own = entries.filter(({ id }) => pairs.includes(id)).map((each) => each.localCandidateId);
  return entries.filter(({ id }) => own.includes(id));
}

describe("coturn as the documentation configures it", { skip: whyNoCoturn() }, () => {
  before(async () => {
    relay = await startCoturn();
    server = await startServer({ env: relay.env() });
    browser = await launchChromium(relay.flags);
    doctor = await registerDoctor(browser, server);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await relay?.stop();
  });

  test("over TLS through coturn both see each other, with both addresses hidden", async () => {
    const { page } = doctor;
    await page.goto("/practice/account");
    await page.check("#hide-address");
    const { link } = await openRoom(page, PATIENT);
    const guest = await guestWhoHides(browser, server, link);
    await guest.page.click("#devices-next");
    await guest.page.fill("#name", PATIENT);
    await guest.page.check("#consent");
    await guest.page.click("#join");
    await page.click("#admit");
    for (const each of [guest, doctor]) assert.ok((await seesPicture(each.page)) > 0);
    for (const each of [guest, doctor]) {
      const used = await chosen(each.page);
      assert.deepEqual(used.map(({ candidateType, relayProtocol }) => [candidateType, relayProtocol]), [["relay", "tls"]]);
      assert.match(used[0].url, /^turns:/);
    }
    await guest.page.click("#call-hang-up");
    guest.guard.check();
    doctor.guard.check();
    await guest.context.close();
  });

  test("the check of the practice app says that coturn is reached", async () => {
    await doctor.page.goto("/practice/");
    await doctor.page.waitForSelector("#invite");
    await invite(doctor.page, PATIENT);
    await doctor.page.goto("/practice/check");
    await says(doctor.page, "#check-network", /Alles geht/);
    doctor.guard.check();
  });

  test("where coturn knows another secret, practice and guest are told before the call", async () => {
    const other = await startServer({ env: relay.env("a secret that coturn does not know") });
    try {
      const { page, guard, context } = await registerDoctor(browser, other);
      const { link } = await invite(page, PATIENT);
      await page.goto("/practice/check");
      await says(page, "#check-network", NO_DETOUR);
      const guest = await guestWhoHides(browser, other, link);
      await says(guest.page, "#network", NO_CALL);
      guest.guard.check();
      guard.check();
      for (const each of [guest.context, context]) await each.close();
    } finally {
      await other.stop();
    }
  });

  test("a browser that does not trust coturn's certificate gets no relay, and the guest is told", async () => {
    await doctor.page.goto("/practice/");
    await doctor.page.waitForSelector("#invite");
    const { link } = await invite(doctor.page, PATIENT);
    const careful = await launchChromium();
    try {
      const guest = await guestWhoHides(careful, server, link);
      await says(guest.page, "#network", NO_CALL);
      guest.guard.check();
    } finally {
      await careful.close();
    }
  });

  test("coturn reaches no private network and keeps no log", async () => {
    for (const peer of PRIVATE) assert.ok(await relay.refuses(peer), `${peer} is reached`);
    assert.deepEqual(await relay.filesElsewhere(), []);
  });
});
