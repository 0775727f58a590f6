// A server that lies between two real browsers: what it changes, swallows, swaps, repeats or misdirects ends the meeting, and lets
// nobody listen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newPerson } from "./lib/chromium.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inPhase, startPeer } from "./lib/peer.mjs";
import { invite, openRoom, registerDoctor, roomOf, says, seesPicture, walkIn } from "./lib/people.mjs";

/** Whom the doctor invites, and who comes: a page that shows the second name was told it. */
const INVITED = "Anna Muster";
const PATIENT = "Erika Kanarienvogel";
/** The name of the doctor in `openRoom`. */
const DOCTOR = "Dr. Weber";
const PROVEN = "Ende-zu-Ende verschlüsselt und geprüft";
/** The second byte of a frame whose content nobody in between can read. */
const SEALED = 6;
const UNSAFE = /zu Ihrem Schutz beendet/;
const UNSAFE_FOR_DOCTOR = /zum Schutz beendet: die Gegenseite war nicht die eingeladene Person, oder jemand hat die Daten verändert/;
const day = consultationDay({ anew: true });

const isSealed = (frame) => frame[1] === SEALED;

function changed(frame) {
  const other = Buffer.from(frame);
  other[other.length >> 1] ^= 1;
  return other;
}

/** In a page: keeps which of these words it ever shows. */
function notes(words) {
  window.heilsamSaid = [];
  const look = () => {
    const shown = document.documentElement?.textContent ?? "";
    for (const word of words) if (shown.includes(word) && !window.heilsamSaid.includes(word)) window.heilsamSaid.push(word);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

const saidBy = (page) => page.evaluate(() => window.heilsamSaid);

/**
 * Plays the server towards the pages of a context: in the place of each frame that goes to the doctor or to the guest, it gives on
 * what `lie(to, frame)` returns. What the server itself says passes.
 */
async function between(context, lie) {
  await context.routeWebSocket(/\/signal$/, (page) => {
    const server = page.connectToServer();
    const passOn = (to, way) => (message) => {
      const said = typeof message === "string" ? [message] : lie(to, message);
      for (const each of said) way.send(each);
    };
    page.onMessage(passOn("doctor", server));
    server.onMessage(passOn("guest", page));
  });
}

/** Somebody with a link on the way to the waiting room; `prepare` gets the person first. */
async function arrives(link, prepare = async () => {}) {
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.addInitScript(notes, [PROVEN, DOCTOR]);
  await prepare(guest);
  await guest.page.goto(link);
  await walkIn(guest.page, PATIENT);
  return guest;
}

/** The meeting is over, and the page says why. */
async function isTold(page, text) {
  await page.waitForSelector("#end");
  assert.match(await page.innerText("#end"), text);
}

/** An open room whose page keeps whether it shows that somebody is proven, or the name of who came. */
async function watchedRoom(page) {
  const { link } = await openRoom(page, INVITED);
  await page.evaluate(notes, [PROVEN, PATIENT]);
  return link;
}

/** The doctor waits on, and can let nobody in. */
async function nobodyIsThere(page) {
  await says(page, "#who-waits", /noch niemand da/);
  assert.equal(await page.locator("#admit").count(), 0);
}

test("a byte is changed on the way in both directions: both are told that it is not safe, and no name is ever shown", async () => {
  const { page } = day.doctor;
  const link = await watchedRoom(page);
  const guest = await arrives(link, ({ context }) => between(context, (_, frame) => [isSealed(frame) ? changed(frame) : frame]));
  await isTold(guest.page, UNSAFE);
  await isTold(page, UNSAFE_FOR_DOCTOR);
  assert.deepEqual(await saidBy(guest.page), []);
  assert.deepEqual(await saidBy(page), []);
  guest.guard.check();
});

/** The guest is protected from this lie about the sealed frames; it gets one after the other, and gives those that go on. */
async function protectsFrom(lie) {
  const { page } = day.doctor;
  const link = await watchedRoom(page);
  const towardsGuest = (to, frame) => (to === "guest" && isSealed(frame) ? lie(frame) : [frame]);
  const guest = await arrives(link, ({ context }) => between(context, towardsGuest));
  await isTold(guest.page, UNSAFE);
  assert.deepEqual(await saidBy(guest.page), []);
  await nobodyIsThere(page);
  guest.guard.check();
}

test("the first message is swallowed: the guest is protected and told so, and the doctor waits on", async () => {
  let swallowed = false;
  await protectsFrom((frame) => {
    if (swallowed) return [frame];
    swallowed = true;
    return [];
  });
});

test("two messages are swapped: the guest is protected and told so, and the doctor waits on", async () => {
  let held = null;
  let swapped = false;
  await protectsFrom((frame) => {
    if (swapped) return [frame];
    if (!held) {
      held = frame;
      return [];
    }
    swapped = true;
    return [frame, held];
  });
});

test("a message comes with a byte changed: the guest is protected and told so, and the doctor waits on", async () => {
  await protectsFrom((frame) => [changed(frame)]);
});

test("the guest's own message comes back in the place of the doctor's: the guest is protected and told so", async () => {
  const { page } = day.doctor;
  const link = await watchedRoom(page);
  let own;
  const mirror = (to, frame) => {
    if (!isSealed(frame)) return [frame];
    if (to === "guest") return own ? [own] : [];
    own ??= frame;
    return [frame];
  };
  const guest = await arrives(link, ({ context }) => between(context, mirror));
  await isTold(guest.page, UNSAFE);
  assert.deepEqual(await saidBy(guest.page), []);
  await nobodyIsThere(page);
  guest.guard.check();
});

test("a message comes once more in the middle of a call: it ends for the guest, and the doctor is told that nobody is there", async () => {
  const { page } = day.doctor;
  const { link } = await openRoom(page, INVITED);
  let first = null;
  let again = false;
  const replay = (to, frame) => {
    if (to !== "guest" || !isSealed(frame)) return [frame];
    first ??= frame;
    return again ? [frame, first] : [frame];
  };
  const guest = await arrives(link, ({ context }) => between(context, replay));
  await page.click("#admit");
  await seesPicture(guest.page);
  await seesPicture(page);
  again = true;
  // Says to the guest that the microphone is off: also through the server.
  await page.click("#call-mute");
  await isTold(guest.page, UNSAFE);
  await says(page, ".call-state", /Erika Kanarienvogel hat gerade keine Verbindung/);
  guest.guard.check();
});

test("a guest who is led into another doctor's room is protected and told so, and neither doctor learns who it was", async () => {
  const other = await registerDoctor(day.browser, day.server);
  const link = await watchedRoom(day.doctor.page);
  const rooms = [link, await watchedRoom(other.page)].map(roomOf);
  const guest = await arrives(link, ({ page }) =>
    page.addInitScript(([meant, found]) => {
      const Honest = window.WebSocket;
      window.WebSocket = class extends Honest {
        constructor(address) {
          super(String(address).replace(meant, found));
        }
      };
    }, rooms),
  );
  await isTold(guest.page, UNSAFE);
  assert.deepEqual(await saidBy(guest.page), []);
  for (const { page } of [day.doctor, other]) {
    await nobodyIsThere(page);
    assert.deepEqual(await saidBy(page), []);
  }
  guest.guard.check();
});

test("somebody whom the server lets onto the doctor's seat learns no name, sees and hears nothing, and the guest is told", async () => {
  const { page, context } = day.doctor;
  const { link } = await invite(page, INVITED);
  const cookies = (await context.cookies(day.server.url)).map(({ name, value }) => `${name}=${value}`).join("; ");
  // Seat and session are the doctor's; the secret of the link and the doctor's key the server cannot give.
  const flags = ["host", day.server.url, "--session", "--admit", "--room", roomOf(link), "--name", DOCTOR];
  const peer = startPeer(flags, [cookies]);
  try {
    await peer.until("opens the room", inPhase("alone"));
    const guest = await arrives(link);
    await isTold(guest.page, UNSAFE);
    assert.deepEqual(await saidBy(guest.page), []);
    await peer.until("reports", (line) => line.event === "media");
    assert.equal(peer.last("view").other_named, false);
    const { pictures, sounds } = peer.last("media");
    assert.deepEqual({ pictures, sounds }, { pictures: 0, sounds: 0 });
    guest.guard.check();
  } finally {
    await peer.stop();
  }
});
