// Calls of three and four: who sees and hears whom.

import { newPerson } from "./chromium.mjs";
import { eventually, statistics } from "./connections.mjs";
import { invite, walkIn } from "./people.mjs";

/** A row of the practice's waiting room. */
export const row = (doctor, name) => doctor.page.locator("#hall > li", { hasText: name });

/** The doctor's waiting room with an appointment for each; the links of the invitations. */
export async function openHall({ page }, names) {
  const links = [];
  for (const name of names) {
    await page.goto("/practice/");
    await page.waitForSelector("#invite");
    links.push((await invite(page, name)).link);
  }
  await page.goto("/practice/waiting");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  await row({ page }, names.at(-1)).getByText("Noch niemand da").waitFor();
  return links;
}

/** Somebody opens their link and waits; the doctor's page shows them. */
export async function comes(day, link, name, options = {}) {
  const guest = await newPerson(day.browser, day.server.url, options);
  await guest.page.goto(link);
  await walkIn(guest.page, name);
  await guest.page.waitForSelector("#waiting");
  await row(day.doctor, name).getByRole("button", { name: /Hereinbitten/ }).waitFor();
  return { ...guest, name };
}

/** The doctor takes somebody who waits into the running call. */
export async function takeIn(day, name, role) {
  await row(day.doctor, name).locator("select").selectOption(role);
  await row(day.doctor, name).getByRole("button", { name: /In dieses Gespräch/ }).click();
}

/** Which of the other people's pictures in a page are not black. */
export function pictures(page) {
  return page.evaluate(() => {
    const light = (video) => {
      if (video.videoWidth === 0 || video.readyState < 2) return 0;
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [32, 24];
      const context = canvas.getContext("2d");
      context.drawImage(video, 0, 0, 32, 24);
      const { data } = context.getImageData(0, 0, 32, 24);
      let sum = 0;
      for (let index = 0; index < data.length; index += 4) sum += data[index] + data[index + 1] + data[index + 2];
      return sum / (data.length / 4);
    };
    const videos = [...document.querySelectorAll("#call-other, .tile video")];
    return videos.map((video) => ({ id: video.id, shown: light(video) > 60 && !video.closest("[inert]") }));
  });
}

/** What each open connection of a page has received so far: decoded pictures, sound energy, samples, concealed samples. */
export function sound(page) {
  return page.evaluate(async () => {
    const all = [...(window.heilsamConnections ?? []).entries()];
    const open = all.filter(([, each]) => each.connectionState === "connected");
    const reports = await Promise.all(open.map(async ([connection, each]) => [connection, [...(await each.getStats()).values()]]));
    return reports.flatMap(([connection, entries]) => {
      const inbound = (kind) => entries.filter((entry) => entry.type === "inbound-rtp" && entry.kind === kind);
      const frames = inbound("video").reduce((sum, entry) => sum + (entry.framesDecoded ?? 0), 0);
      return inbound("audio").map((entry) => ({
        connection,
        frames,
        energy: entry.totalAudioEnergy ?? 0,
        samples: entry.totalSamplesReceived ?? 0,
        concealed: entry.concealedSamples ?? 0,
        silent: entry.silentConcealedSamples ?? 0,
      }));
    });
  });
}

/** The shorter sides of the pictures that come in, one for each of the others. */
export async function sides(page) {
  const coming = (entry) => entry.type === "inbound-rtp" && entry.kind === "video" && entry.frameHeight > 0;
  return (await statistics(page)).filter(coming).map(({ frameWidth, frameHeight }) => Math.min(frameWidth, frameHeight));
}

/** Below this sound energy it was silence. */
export const SILENCE = 1e-6;

/** Waits until a person sees and hears so many others from now on: what came before says nothing of who left or went dark since. */
export async function seesAndHears({ page, name = "doctor" }, count, within = 90_000) {
  const before = new Map((await sound(page)).map((each) => [each.connection, each]));
  const goesOn = ({ connection, frames, energy }) => {
    const known = before.get(connection) ?? { frames: 0, energy: 0 };
    return frames > known.frames && energy > known.energy + SILENCE;
  };
  const read = async () => ({ seen: await pictures(page), heard: await sound(page) });
  const all = ({ seen, heard }) =>
    seen.length === count && seen.every((each) => each.shown) && heard.filter(goesOn).length === count;
  await eventually(`${name} sees and hears ${count} others`, read, all, within);
}

/** Somebody has the chat open, or opens it when it says that there is something new, and finds these words in it. */
export async function reads(page, words) {
  if ((await page.locator("#chat").count()) === 0) {
    await page.waitForFunction(() => /neu/.test(document.querySelector("#call-chat")?.textContent));
    await page.click("#call-chat");
  }
  await page.locator("#chat-log > li", { hasText: words }).waitFor();
}

/** Breaks one connection of a page for good, as a firewall would: the one whose picture is in this element. */
export function breakConnection(page, selector) {
  return page.evaluate((query) => {
    const [track] = document.querySelector(query).srcObject.getVideoTracks();
    const carries = (connection) => connection.getReceivers().some((each) => each.track === track);
    window.heilsamConnections.find(carries).close();
  }, selector);
}
