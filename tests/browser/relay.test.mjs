// A relay for strict firewalls: coturn as the documentation configures it, for people from whose networks no UDP gets out.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { CHROMIUM, launchChromium, newPerson } from "./lib/chromium.mjs";
import { statistics } from "./lib/connections.mjs";
import { startCoturn, whyNoCoturn } from "./lib/coturn.mjs";
import { PUBLIC, makeNetwork } from "./lib/network.mjs";
import { invite, openRoom, registerDoctor, says, seesPicture, walkIn } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const PATIENT = "Erika Kanarienvogel";
/** One of each kind of address that the relay must not reach. */
const PRIVATE = ["0.0.0.1", "10.254.254.254", "100.127.255.254", "127.0.0.1", "169.254.169.254", "172.31.254.254", "192.168.254.254"];
const NO_DETOUR = /geht der Umweg über den Server nicht/;
const NO_CALL = /Mit verborgener IP-Adresse ist von diesem Netz aus kein Gespräch möglich/;

let network, relay, server, practice, home, doctor;
const open = [];

/** A computer behind a strict firewall; `browse(flags)` starts a browser there. */
async function behindFirewall(name) {
  const place = await network.computer(name);
  await place.dropUdp();
  await place.reach(server.port);
  const script = await place.script(CHROMIUM);
  const browse = async (flags) => {
    const browser = await launchChromium(flags, script);
    open.push(() => browser.close());
    return browser;
  };
  return { place, browse, browser: await browse(relay.flags) };
}

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
    network = await makeNetwork(PUBLIC);
    open.push(() => network.remove());
    relay = await startCoturn(await network.computer("relay"));
    open.push(() => relay.stop());
    server = await startServer({ place: network.server, env: relay.env() });
    open.push(() => server.stop());
    practice = await behindFirewall("practice");
    home = await behindFirewall("home");
    doctor = await registerDoctor(practice.browser, server);
  });

  after(async () => {
    for (const close of open.reverse()) await close();
  });

  test("where no UDP gets through, both see each other over TLS through coturn", async () => {
    const { link } = await openRoom(doctor.page, PATIENT);
    const guest = await newPerson(home.browser, server.url);
    await guest.page.goto(link);
    await walkIn(guest.page, PATIENT);
    await doctor.page.click("#admit");
    for (const { page } of [guest, doctor]) assert.ok((await seesPicture(page)) > 0);
    for (const { page } of [guest, doctor]) {
      const used = await chosen(page);
      assert.deepEqual(used.map(({ candidateType, relayProtocol }) => [candidateType, relayProtocol]), [["relay", "tls"]]);
      assert.match(used[0].url, /^turns:/);
    }
    await guest.page.click("#call-hang-up");
    guest.guard.check();
    doctor.guard.check();
    await guest.context.close();
  });

  test("the connection test of the practice app says that coturn is reached over TLS and not over UDP", async () => {
    await doctor.page.goto("/practice/check");
    await doctor.page.click("#line-start");
    await says(doctor.page, "#line-verdict", /Reicht für/);
    await says(doctor.page, "#line-facts", /Umweg über UDP\s+nicht erreicht[\s\S]*Umweg über TLS\s+erreicht/);
    await says(doctor.page, "#line-remark", /UDP kommt hier nicht durch/);
    await says(doctor.page, "#line-doors", /TCP .*:443[\s\S]*UDP .*:3478/);
    doctor.guard.check();
  });

  test("where coturn knows another secret, practice and guest are told before the call", async () => {
    const other = await startServer({ place: network.server, env: relay.env("a secret that coturn does not know") });
    try {
      for (const { place } of [practice, home]) await place.reach(other.port);
      const { page, guard, context } = await registerDoctor(practice.browser, other);
      const { link } = await invite(page, PATIENT);
      await page.goto("/practice/check");
      await page.click("#line-start");
      await says(page, "#line-verdict", NO_DETOUR);
      const guest = await guestWhoHides(home.browser, other, link);
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
    const guest = await guestWhoHides(await home.browse([]), server, link);
    await says(guest.page, "#network", NO_CALL);
    guest.guard.check();
  });

  test("coturn reaches no private network and keeps no log", async () => {
    assert.ok(!(await relay.refuses(network.server.address)), "a public address is refused");
    for (const peer of PRIVATE) assert.ok(await relay.refuses(peer), `${peer} is reached`);
    assert.deepEqual(await relay.filesElsewhere(), []);
  });
});
