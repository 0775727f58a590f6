// A call of four on this machine: one JSON line per figure. For half a minute: the largest share of sound that had to be made up
// in any of the twelve directions, and the processor time of all four browsers and the server's together.
//
// Each person has a Chromium of their own, as on four machines; all of them share this one.

import { readFile, readdir } from "node:fs/promises";
import { cpus } from "node:os";

import { launchChromium } from "../lib/chromium.mjs";
import { comes, row, seesAndHears, sound, takeIn } from "../lib/group.mjs";
import { invite, registerDoctor } from "../lib/people.mjs";
import { startServer } from "../lib/server.mjs";

const SECONDS = 30;
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

const server = await startServer();
const browsers = [];
try {
  const browser = async () => {
    browsers.push(await launchChromium());
    return browsers.at(-1);
  };
  const doctor = await registerDoctor(await browser(), server);
  const links = [];
  for (const [name] of GUESTS) {
    await doctor.page.goto("/practice/");
    await doctor.page.waitForSelector("#invite");
    links.push((await invite(doctor.page, name)).link);
  }
  await doctor.page.goto("/practice/waiting");
  await doctor.page.fill("#doctor-name", "Dr. Weber");
  await doctor.page.click("#room-open");
  const people = [doctor];
  for (const [index, [name, role]] of GUESTS.entries()) {
    const guest = await comes({ server, doctor, browser: await browser() }, links[index], name);
    if (role) await takeIn({ doctor }, name, role);
    else await row(doctor, name).getByRole("button", { name: /Hereinbitten/ }).click();
    people.push(guest);
    await seesAndHears(guest, index + 1, 90_000);
  }
  for (const person of people) await seesAndHears(person, GUESTS.length, 90_000);
  const heard = () => Promise.all(people.map(({ page }) => sound(page)));
  const [before, used, began] = [await heard(), await processorSeconds(), performance.now()];
  await doctor.page.waitForTimeout(SECONDS * 1000);
  const [after, usedThen, ended] = [await heard(), await processorSeconds(), performance.now()];
  const shares = after.flatMap((directions, person) =>
    directions.map((now, direction) => {
      const then = before[person][direction];
      const made = now.concealed - now.silent - (then.concealed - then.silent);
      return (100 * made) / Math.max(1, now.samples - then.samples);
    }),
  );
  console.error(`concealed, percent of each direction: ${shares.map((share) => share.toFixed(2)).join(" ")}`);
  print("mesh-directions", shares.length, "directions");
  print("mesh-concealed-worst", Number(Math.max(...shares).toFixed(2)), "percent", CONCEALED_BAR);
  print("mesh-concealed-mean", Number((shares.reduce((sum, share) => sum + share, 0) / shares.length).toFixed(2)), "percent");
  const cores = (usedThen - used) / ((ended - began) / 1000);
  print("mesh-processor", Number(cores.toFixed(2)), `cores of ${cpus().length}`);
} finally {
  for (const each of browsers) await each.close();
  await server.stop();
}
