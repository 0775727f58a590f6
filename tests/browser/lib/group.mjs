// Calls of three and four: who sees and hears whom.

import { newPerson } from "./chromium.mjs";
import { eventually } from "./connections.mjs";
import { walkIn } from "./people.mjs";

/** A row of the practice's waiting room. */
export const row = (doctor, name) => doctor.page.locator("#hall > li", { hasText: name });

/** Somebody opens their link and waits; the doctor's page shows them. */
export async function comes(day, link, name, options = {}) {
  const guest = await newPerson(day.browser, day.server.url, options);
  await guest.page.goto(link);
  await walkIn(guest.page, name);
  await guest.page.waitForSelector("#waiting");
  await row(day.doctor, name).getByRole("button", { name: /Hereinbitten/ }).waitFor({ timeout: 60_000 });
  return { ...guest, name };
}

/** The doctor takes somebody who waits into the running call. */
export async function takeIn(day, name, role) {
  await row(day.doctor, name).locator("select").selectOption(role);
  await row(day.doctor, name).getByRole("button", { name: /In dieses Gespräch/ }).click();
}

/** Which of the other people's pictures in a page move and are not black. */
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

/** What each open connection of a page has heard so far: sound energy, samples, concealed samples. */
export function sound(page) {
  return page.evaluate(async () => {
    const open = (window.heilsamConnections ?? []).filter((each) => each.connectionState === "connected");
    const reports = await Promise.all(open.map((each) => each.getStats()));
    return reports.flatMap((report) =>
      [...report.values()]
        .filter((entry) => entry.type === "inbound-rtp" && entry.kind === "audio")
        .map((entry) => ({
          energy: entry.totalAudioEnergy ?? 0,
          samples: entry.totalSamplesReceived ?? 0,
          concealed: entry.concealedSamples ?? 0,
          silent: entry.silentConcealedSamples ?? 0,
        })),
    );
  });
}

/** Waits until a person sees and hears so many others. */
export async function seesAndHears({ page, name = "doctor" }, count, within = 60_000) {
  const all = (list) => list.length === count && list.every((each) => each.shown);
  await eventually(`${name} sees ${count} others`, () => pictures(page), all, within);
  const heard = (list) => list.filter((each) => each.energy > 0).length === count;
  await eventually(`${name} hears ${count} others`, () => sound(page), heard, within);
}

/** Somebody has the chat open, or opens it when it says that there is something new, and finds these words in it. */
export async function reads(page, words) {
  if ((await page.locator("#chat").count()) === 0) {
    await page.waitForFunction(() => /neu/.test(document.querySelector("#call-chat")?.textContent), null, { timeout: 30_000 });
    await page.click("#call-chat");
  }
  await page.locator("#chat-log > li", { hasText: words }).waitFor({ timeout: 30_000 });
}

/** Breaks one connection of a page for good, as a firewall would: the one whose picture is in this element. */
export function breakConnection(page, selector) {
  return page.evaluate((query) => {
    const [track] = document.querySelector(query).srcObject.getVideoTracks();
    const carries = (connection) => connection.getReceivers().some((each) => each.track === track);
    window.heilsamConnections.find(carries).close();
  }, selector);
}
