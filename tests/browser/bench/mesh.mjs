// A call of four on this machine: one JSON line per figure. For half a minute, some seconds after everybody sees and hears
// everybody: the largest share of sound that had to be made up in any of the twelve directions, the sound that was lost or came
// too late, what the pictures are, and the processor time of all four browsers and the server's together. How long the slowest
// newcomer took from the doctor's press until they saw and heard everybody is measured beside it.
//
// Each person has a Chromium of their own, as on four machines; all of them share this one. When somebody does not get in, it says
// of every screen what stands on it and how its connections do: the doctor's row names the screens that have not answered.

import { readFile, readdir } from "node:fs/promises";
import { cpus } from "node:os";

import { launchChromium } from "../lib/chromium.mjs";
import { comes, openHall, row, seesAndHears, sound, takeIn } from "../lib/group.mjs";
import { registerDoctor } from "../lib/people.mjs";
import { startServer } from "../lib/server.mjs";

const SECONDS = 30;
const SETTLE_MS = 5_000;
const PATIENCE_MS = 90_000;
const CONCEALED_BAR = 3;
const TICKS_PER_SECOND = 100;
const GUESTS = [["Erika Muster"], ["Ayse Muster", "relative"], ["Sam Okafor", "interpreter"]];

function print(name, value, unit, bar = null) {
  console.log(JSON.stringify({ name, value, unit, bar, ok: bar === null || value <= bar }));
}

/** Processor time of this process's descendants so far, in seconds. */
async function processorSeconds() {
  const entries = await readdir("/proc");
  const known = new Map();
  for (const id of entries.filter((each) => /^\d+$/.test(each))) {
    const text = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    if (fields.length > 12) known.set(Number(id), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
  }
  const isOwn = (id) => {
    for (let at = id; at > 1; at = known.get(at)?.parent ?? 0) if (at === process.pid) return true;
    return false;
  };
  const own = [...known].filter(([id]) => id !== process.pid && isOwn(id));
  return own.reduce((sum, [, { ticks }]) => sum + ticks, 0) / TICKS_PER_SECOND;
}

/** What stands on somebody's screen about the call, and how its connections do. */
function screen(page) {
  return page.evaluate(() => {
    const text = (query) => [...document.querySelectorAll(query)].map((each) => each.innerText.replaceAll(/\s+/g, " ").trim());
    const connections = (window.heilsamConnections ?? []).filter((each) => each.connectionState !== "closed");
    const states = connections.map((each) => [each.connectionState, each.iceConnectionState, each.signalingState].join(" "));
    const waits = Boolean(document.querySelector("#waiting"));
    const said = text("#group-news, #group-people, .call-state, .tile-state, #hall > li");
    return { waits, said, states };
  });
}

/** Does one step of the way into the call and gives its seconds; says of everybody's screen what stands on it when it fails. */
async function step(what, people, doing) {
  const began = performance.now();
  try {
    await doing();
  } catch (error) {
    for (const { page, name = "doctor" } of people) {
      const seen = await screen(page).catch((reason) => String(reason));
      console.error(`${what} failed; ${name}: ${JSON.stringify(seen)}`);
    }
    throw error;
  }
  const seconds = (performance.now() - began) / 1000;
  console.error(`${what}: ${seconds.toFixed(1)} s`);
  return seconds;
}

/** Of everything a page receives: packets of sound that came, and that were lost or came too late; pictures, and their height. */
function media(page) {
  return page.evaluate(async () => {
    const open = (window.heilsamConnections ?? []).filter((each) => each.connectionState === "connected");
    const reports = await Promise.all(open.map((each) => each.getStats()));
    const inbound = reports.flatMap((report) => [...report.values()].filter((entry) => entry.type === "inbound-rtp"));
    const sum = (kind, name) => inbound.reduce((all, entry) => all + (entry.kind === kind ? (entry[name] ?? 0) : 0), 0);
    return {
      came: sum("audio", "packetsReceived"),
      dropped: sum("audio", "packetsLost") + sum("audio", "packetsDiscarded"),
      pictures: sum("video", "framesDecoded"),
      heights: inbound.filter((entry) => entry.kind === "video").map((entry) => entry.frameHeight ?? 0),
    };
  });
}

const server = await startServer();
const browsers = [];
try {
  const browser = async () => {
    browsers.push(await launchChromium());
    return browsers.at(-1);
  };
  const doctor = await registerDoctor(await browser(), server);
  const links = await openHall(doctor, GUESTS.map(([name]) => name));
  const people = [doctor];
  const waited = [];
  for (const [index, [name, role]] of GUESTS.entries()) {
    const guest = await comes({ server, doctor, browser: await browser() }, links[index], name);
    people.push(guest);
    const admitted = () => guest.page.waitForSelector("#waiting", { state: "detached", timeout: PATIENCE_MS });
    const way = [
      await step(`${name} is taken in`, people, async () => {
        if (role) await takeIn({ doctor }, name, role);
        else await row(doctor, name).getByRole("button", { name: /Hereinbitten/ }).click();
        await admitted();
      }),
      await step(`${name} sees and hears ${index + 1}`, people, () => seesAndHears(guest, index + 1, PATIENCE_MS)),
    ];
    waited.push(way[0] + way[1]);
  }
  for (const person of people) {
    const { name = "doctor" } = person;
    await step(`${name} sees and hears everybody`, people, () => seesAndHears(person, GUESTS.length, PATIENCE_MS));
  }
  await doctor.page.waitForTimeout(SETTLE_MS);
  const heard = () => Promise.all(people.map(({ page }) => sound(page)));
  const seen = () => Promise.all(people.map(({ page }) => media(page)));
  const [before, saw, used, began] = [await heard(), await seen(), await processorSeconds(), performance.now()];
  await doctor.page.waitForTimeout(SECONDS * 1000);
  const [after, sees, usedThen, ended] = [await heard(), await seen(), await processorSeconds(), performance.now()];
  const shares = after.flatMap((directions, person) =>
    directions.map((now) => {
      const then = before[person].find((each) => each.connection === now.connection);
      if (!then) throw new Error("a connection broke and was made anew while it was measured");
      const made = now.concealed - now.silent - (then.concealed - then.silent);
      return (100 * made) / Math.max(1, now.samples - then.samples);
    }),
  );
  const directions = people.length * (people.length - 1);
  if (shares.length !== directions) throw new Error(`${shares.length} of ${directions} directions carried sound`);
  console.error(`concealed, percent of each direction: ${shares.map((share) => share.toFixed(2)).join(" ")}`);
  print("mesh-directions", shares.length, "directions");
  print("mesh-concealed-worst", Number(Math.max(...shares).toFixed(2)), "percent", CONCEALED_BAR);
  print("mesh-concealed-mean", Number((shares.reduce((sum, share) => sum + share, 0) / shares.length).toFixed(2)), "percent");
  const grown = (name) => sees.reduce((sum, now, person) => sum + now[name] - saw[person][name], 0);
  const [came, dropped] = [grown("came"), grown("dropped")];
  print("mesh-sound-dropped", Number(((100 * dropped) / Math.max(1, came + dropped)).toFixed(2)), "percent of packets");
  print("mesh-pictures", Number((grown("pictures") / shares.length / ((ended - began) / 1000)).toFixed(1)), "per second and direction");
  print("mesh-picture-height", Math.max(...sees.flatMap(({ heights }) => heights)), "pixels");
  print("mesh-take-in-slowest", Number(Math.max(...waited).toFixed(1)), "s");
  const cores = (usedThen - used) / ((ended - began) / 1000);
  print("mesh-processor", Number(cores.toFixed(2)), `cores of ${cpus().length}`);
} finally {
  for (const each of browsers) await each.close();
  await server.stop();
}
