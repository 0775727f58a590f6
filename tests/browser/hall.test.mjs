// The practice's waiting room for several: who is there, a word to them, one after the other, and nobody sees another.

import assert from "node:assert/strict";
import { test } from "node:test";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { newPerson } from "./lib/chromium.mjs";
import { eventually, pullOut } from "./lib/connections.mjs";
import { consultationDay } from "./lib/day.mjs";
import { inspect } from "./lib/inspect.mjs";
import { invite, registerDoctor, says, seesPicture, walkIn } from "./lib/people.mjs";
import { countTones } from "./lib/sound.mjs";

const FIRST = "Erika Kanarienvogel";
const SECOND = "Otto Kanarienvogel";
const THIRD = "Ida Kanarienvogel";
const FOURTH = "Paul Kanarienvogel";
const FIFTH = "Lena Kanarienvogel";
const WORD = "Bitte noch einen Augenblick Kanarie";
const day = consultationDay();

async function invitationFor(name, page = day.doctor.page) {
  await page.goto("/practice/");
  await page.waitForSelector("#invite");
  return (await invite(page, name)).link;
}

async function comes(link, name) {
  const guest = await newPerson(day.browser, day.server.url);
  await guest.page.goto(link);
  await walkIn(guest.page, name);
  await guest.page.waitForSelector("#waiting");
  return guest;
}

/** Whether the other's picture, if there is any, is black. */
async function seesNothing(page) {
  const light = await page.evaluate(() => {
    const video = document.querySelector("#call-other");
    if (!video || video.videoWidth === 0) return 0;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [32, 24];
    const context = canvas.getContext("2d");
    context.drawImage(video, 0, 0, 32, 24);
    return Math.max(...context.getImageData(0, 0, 32, 24).data.filter((_, index) => index % 4 !== 3));
  });
  return light < 24;
}

const row = (name, page = day.doctor.page) => page.locator("#hall > li", { hasText: name });
const admit = (name, page) => row(name, page).getByRole("button", { name: /Hereinbitten/ });

/** The names of the microphones that a page sends to whoever it is connected with. */
function microphones(page) {
  return page.evaluate(() => {
    const open = window.heilsamConnections.filter(({ connectionState }) => connectionState === "connected");
    const tracks = open.flatMap((each) => each.getSenders().map(({ track }) => track));
    return tracks.filter((track) => track?.kind === "audio" && track.readyState === "live").map(({ label }) => label);
  });
}

test("without an appointment the page says when it fills", async () => {
  await day.doctor.page.goto("/practice/waiting");
  await day.doctor.page.waitForSelector("#doctor-name");
  await inspect(day.doctor.page, "hall-name");
  await day.doctor.page.fill("#doctor-name", "Dr. Weber");
  await day.doctor.page.click("#room-open");
  await day.doctor.page.waitForSelector("text=Gerade ist kein Termin");
  await inspect(day.doctor.page, "hall-empty");
});

test("several people wait; each is admitted by itself, and nobody sees another", async () => {
  const links = [await invitationFor(FIRST), await invitationFor(SECOND)];
  await day.doctor.page.goto("/practice/waiting");
  assert.equal(await day.doctor.page.inputValue("#doctor-name"), "Dr. Weber", "the name is proposed");
  await day.doctor.page.click("#room-open");
  await row(SECOND).getByText("Noch niemand da").waitFor();
  await inspect(day.doctor.page, "hall-alone");
  const first = await comes(links[0], FIRST);
  await admit(FIRST).waitFor();
  await day.doctor.page.waitForFunction(() => document.title.startsWith("(1) "));
  const second = await comes(links[1], SECOND);
  await admit(SECOND).waitFor();
  await day.doctor.page.waitForFunction(() => document.title.startsWith("(2) "));
  // Who came first stands first.
  await says(day.doctor.page, "#hall > li", new RegExp(FIRST));
  for (const device of ["Kamera bereit", "Mikrofon bereit"]) await row(SECOND).getByText(device).first().waitFor();
  await inspect(day.doctor.page, "hall-waiting");

  await row(SECOND).locator("summary").click();
  await row(SECOND).getByRole("button", { name: /10 Minuten/ }).click();
  await says(second.page, "#message", /10 Minuten/);
  await row(SECOND).getByLabel("Eigener kurzer Text").fill(WORD);
  await row(SECOND).getByRole("button", { name: "Senden" }).click();
  await second.page.waitForFunction((word) => document.querySelector("#message")?.innerText === word, WORD);
  await inspect(second.page, "visit-message");
  await inspect(day.doctor.page, "hall-said");
  assert.equal(await first.page.locator("#message").count(), 0, "a word goes to one person");

  await admit(FIRST).click();
  assert.ok((await seesPicture(first.page)) > 0);
  assert.ok((await seesPicture(day.doctor.page)) > 0);
  assert.ok(await seesNothing(second.page), "the next patient neither sees nor hears the call");
  await day.doctor.page.waitForSelector(`#hall > li:has-text("${SECOND}") button[id^="admit-"][aria-disabled="true"]`);
  // The last of what comes behind the first picture.
  await day.doctor.page.waitForSelector("#call-keys");
  await inspect(day.doctor.page, "hall-call");
  await day.doctor.page.click("#call-hang-up");
  await first.page.waitForSelector("#end");
  await row(FIRST).getByRole("button", { name: "Termin abschließen" }).waitFor();
  await inspect(day.doctor.page, "hall-over");
  await admit(SECOND).click();
  assert.ok((await seesPicture(second.page)) > 0);
  assert.ok((await seesPicture(day.doctor.page)) > 0);
  await second.page.click("#call-hang-up");
  await second.page.waitForSelector("#end");
  await row(SECOND).getByRole("button", { name: "Termin abschließen" }).click();
  await row(SECOND).getByText("Abgeschlossen").waitFor();
  for (const guest of [first, second]) {
    guest.guard.check();
    await guest.context.close();
  }
  const files = [...(await filesBelow(day.server.data)), day.server.log];
  assert.deepEqual(await findSecrets(files, [FIRST, SECOND, WORD, "Kanarie"]), []);
  day.doctor.guard.check();
});

test("whoever comes is heard once and counted in the title", async () => {
  const { page } = day.doctor;
  const tones = await countTones(page);
  const link = await invitationFor(THIRD);
  await page.goto("/practice/waiting");
  await page.click("#room-open");
  await row(THIRD).getByText("Noch niemand da").waitFor();
  assert.equal(await tones(), 0, "an empty waiting room is silent");
  const guest = await comes(link, THIRD);
  await admit(THIRD).waitFor();
  await page.waitForFunction(() => document.title.startsWith("(1) "));
  assert.equal(await tones(), 1);
  await row(THIRD).locator("summary").click();
  await row(THIRD).getByRole("button", { name: /gleich dran/ }).click();
  await says(guest.page, "#message", /gleich dran/);
  assert.equal(await tones(), 1, "who waits is not announced again");
  guest.guard.check();
  await guest.context.close();
  day.doctor.guard.check();
});

test("on every other page, too, whoever comes is counted and heard, and a message of the system names nobody", async () => {
  const { page, guard, context } = await registerDoctor(day.browser, day.server);
  const tones = await countTones(page);
  await page.addInitScript(() => {
    window.messages = [];
    window.Notification = class {
      static permission = "granted";
      static requestPermission = async () => "granted";
      constructor(title, { body }) {
        window.messages.push(`${title}: ${body}`);
      }
    };
    // As while another window is looked at.
    document.hasFocus = () => false;
  });
  const first = await invitationFor(FOURTH, page);
  const second = await invitationFor(FIFTH, page);
  await page.goto("/practice/account");
  await page.check("#bell-message");
  await inspect(page, "practice-bell");
  // The first look has been taken.
  await page.waitForResponse("**/api/v1/waiting");
  assert.doesNotMatch(await page.title(), /^\(/);
  const one = await comes(first, FOURTH);
  await page.waitForFunction(() => document.title.startsWith("(1) "));
  assert.equal(await tones(), 1);
  assert.deepEqual(await page.evaluate(() => window.messages), ["Heilsam: Jemand ist im Wartezimmer"]);
  await page.click("#to-check");
  await page.waitForFunction(() => /^\(1\) Technik/.test(document.title));

  // Kept on this device: silent from now on, also after loading again.
  await page.goto("/practice/account");
  await page.uncheck("#bell-sound");
  await page.reload();
  await page.waitForFunction(() => document.title.startsWith("(1) "));
  assert.equal(await page.isChecked("#bell-sound"), false);
  assert.equal(await page.isChecked("#bell-message"), true);
  const two = await comes(second, FIFTH);
  await page.waitForFunction(() => document.title.startsWith("(2) "));
  assert.equal(await tones(), 0);
  assert.equal(await page.evaluate(() => window.messages.length), 1);
  await one.context.close();
  await two.context.close();
  await page.waitForFunction(() => !document.title.startsWith("("));
  one.guard.check();
  two.guard.check();
  guard.check();
  await context.close();
});

test("before the waiting room is opened, and after it is left, whoever comes is counted and heard on its page, too", async () => {
  const { page, guard, context } = await registerDoctor(day.browser, day.server);
  const tones = await countTones(page);
  const first = await invitationFor(FOURTH, page);
  const second = await invitationFor(FIFTH, page);
  await page.goto("/practice/waiting");
  await page.waitForSelector("#doctor-name");
  // The first look has been taken.
  await page.waitForResponse("**/api/v1/waiting");
  const one = await comes(first, FOURTH);
  await page.waitForFunction(() => document.title.startsWith("(1) "));
  assert.equal(await tones(), 1, "nobody has opened the waiting room yet");

  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  await admit(FOURTH, page).waitFor();
  const left = page.waitForResponse("**/api/v1/waiting");
  await page.getByRole("link", { name: "Termine" }).first().click();
  await page.waitForSelector("#invite");
  await left;
  const before = await tones();
  const two = await comes(second, FIFTH);
  await page.waitForFunction(() => document.title.startsWith("(2) "));
  assert.equal(await tones(), before + 1, "who came before is not announced again");
  for (const guest of [one, two]) {
    guest.guard.check();
    await guest.context.close();
  }
  guard.check();
  await context.close();
});

test("during a call the tone is a soft one", async () => {
  const { page, guard, context } = await registerDoctor(day.browser, day.server);
  const first = await invitationFor(FOURTH, page);
  const second = await invitationFor(FIFTH, page);
  await page.addInitScript(() => {
    window.volumes = [];
    const { connect } = AudioNode.prototype;
    AudioNode.prototype.connect = function heard(target, ...rest) {
      if (this instanceof GainNode && target === this.context.destination) window.volumes.push(this.gain.value);
      return connect.call(this, target, ...rest);
    };
  });
  await page.goto("/practice/waiting");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  await row(FIFTH, page).getByText("Noch niemand da").waitFor();
  const one = await comes(first, FOURTH);
  await admit(FOURTH, page).click();
  assert.ok((await seesPicture(page)) > 0);
  const two = await comes(second, FIFTH);
  await page.waitForFunction(() => window.volumes.length === 2);
  const [usual, soft] = await page.evaluate(() => window.volumes);
  assert.ok(soft > 0 && soft < usual / 2, `${soft} in a call, ${usual} without`);
  await page.waitForFunction(() => document.title.startsWith("(1) "));
  for (const guest of [one, two]) {
    guest.guard.check();
    await guest.context.close();
  }
  guard.check();
  await context.close();
});

test("a microphone that the doctor chose in a call is the one of the next call, too", async () => {
  const { page, guard, context } = await registerDoctor(day.browser, day.server);
  const first = await invitationFor(FOURTH, page);
  const second = await invitationFor(FIFTH, page);
  await page.goto("/practice/waiting");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  await row(FIFTH, page).getByText("Noch niemand da").waitFor();
  const one = await comes(first, FOURTH);
  const two = await comes(second, FIFTH);
  await admit(FIFTH, page).waitFor();
  await admit(FOURTH, page).click();
  assert.ok((await seesPicture(page)) > 0);
  await page.click("#call-devices");
  const last = page.locator('label[for^="microphone-"]').last();
  const chosen = (await last.innerText()).trim();
  const before = await eventually("both are connected", () => microphones(page), (all) => all.length === 2);
  assert.ok(!before.includes(chosen), `${chosen} is not among ${before}`);
  await last.click();
  const isChosen = (all, count) => all.length === count && all.every((name) => name === chosen);
  await eventually("who waits is sent it as well", () => microphones(page), (all) => isChosen(all, 2));
  await page.keyboard.press("Escape");
  await page.click("#call-hang-up");
  await one.page.waitForSelector("#end");
  await admit(FIFTH, page).click();
  assert.ok((await seesPicture(two.page)) > 0);
  await eventually("the next call has it", () => microphones(page), (all) => isChosen(all, 1));
  for (const guest of [one, two]) {
    guest.guard.check();
    await guest.context.close();
  }
  guard.check();
  await context.close();
});

test("a camera that is pulled out while somebody waits is missed on the page with all rooms, and another is switched on there", async () => {
  const { page, guard, context } = await registerDoctor(day.browser, day.server);
  const link = await invitationFor(FIRST, page);
  await page.goto("/practice/waiting");
  await page.fill("#doctor-name", "Dr. Weber");
  await page.click("#room-open");
  await row(FIRST, page).getByText("Noch niemand da").waitFor();
  const guest = await comes(link, FIRST);
  await admit(FIRST, page).waitFor();
  assert.equal(await page.locator("#call-lost").count(), 0);
  await pullOut(page, "video");
  await says(page, "#call-lost", /wurde getrennt/);
  await inspect(page, "hall-lost");
  await page.click("#call-camera-open");
  await page.waitForSelector("#call-lost", { state: "detached" });
  await admit(FIRST, page).click();
  assert.ok((await seesPicture(guest.page)) > 0);
  guest.guard.check();
  await guest.context.close();
  guard.check();
  await context.close();
});
