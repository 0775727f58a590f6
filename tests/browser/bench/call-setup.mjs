// From the doctor's press on "admit" until the other's picture is painted: one JSON line per direction.
//
// Two Chromium browsers of one machine, so that their clocks are one. Before the admission only black frames flow; a
// frame counts once it is not black and its call screen is the one that shows. When a frame is painted says the compositor,
// which draws pictures without the page's own thread; when the call screen shows is said by the frame after the one that
// draws it. Median of ten consultations. The fake camera makes 20 pictures a second, fewer than a real one.

import { launchChromium, newPerson } from "../lib/chromium.mjs";
import { openRoom, registerDoctor, walkIn } from "../lib/people.mjs";
import { startServer } from "../lib/server.mjs";

const RUNS = 10;
const BAR = 100;
// The hot waiting room: long enough for the bandwidth estimate to leave its start.
const WAIT_BEFORE_ADMISSION_MS = 2_000;

const median = (values) => {
  const [...sorted] = values.sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
};

function print(name, values) {
  const value = Math.round(median(values));
  console.error(`${name}: ${values.map(Math.round).join(" ")}`);
  console.log(JSON.stringify({ name, value, unit: "ms", bar: BAR, ok: value <= BAR }));
}

/** Notes when the admission is pressed and when the first picture with light in it is painted. */
function watchPicture() {
  const clock = (moment) => performance.timeOrigin + moment;
  document.addEventListener(
    "pointerdown",
    (event) => event.target.closest?.("#admit") && (window.pressedAt = clock(event.timeStamp)),
    { capture: true },
  );
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [16, 12];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const isLight = (video) => {
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let light = 0;
    for (let index = 0; index < data.length; index += 4) light += data[index] + data[index + 1] + data[index + 2];
    return light / (data.length / 4) > 60;
  };
  const watched = new WeakSet();
  // While the guest waits, the call screen lies ready beneath the waiting room: there, but inert.
  const shows = (video) => video.getClientRects().length > 0 && !video.closest("[inert]");
  const whenDrawn = (video) => {
    if (shows(video)) requestAnimationFrame((drawn) => (window.shownAt ??= clock(drawn)));
    else requestAnimationFrame(() => whenDrawn(video));
  };
  const watch = (video) => {
    watched.add(video);
    const look = (_, { expectedDisplayTime }) => {
      if (isLight(video)) window.paintedAt ??= clock(expectedDisplayTime);
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    whenDrawn(video);
  };
  new MutationObserver(() => {
    const video = document.querySelector("video#call-other");
    if (video && !watched.has(video)) {
      [window.paintedAt, window.shownAt, window.pressedAt] = [undefined, undefined, undefined];
      watch(video);
    }
  }).observe(document, { childList: true, subtree: true });
}

const lightAt = async (page) => {
  const seen = page.waitForFunction(() => window.paintedAt && window.shownAt, null, { timeout: 60_000 });
  await seen.catch(async () => {
    throw new Error(`no picture within a minute; the screen says: ${await page.innerText("main")}`);
  });
  return page.evaluate(() => Math.max(window.paintedAt, window.shownAt));
};

const server = await startServer();
const [doctors, patients] = [await launchChromium(), await launchChromium()];
try {
  const doctor = await registerDoctor(doctors, server);
  await doctor.page.addInitScript(watchPicture);
  const [patientSees, doctorSees] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    const { link } = await openRoom(doctor.page, "Erika Muster");
    const guest = await newPerson(patients, server.url);
    await guest.page.addInitScript(watchPicture);
    await guest.page.goto(link);
    await walkIn(guest.page, "Erika Muster");
    await doctor.page.waitForSelector("#admit", { timeout: 30_000 });
    await doctor.page.waitForTimeout(WAIT_BEFORE_ADMISSION_MS);
    await doctor.page.click("#admit");
    const [atPatient, atDoctor] = await Promise.all([lightAt(guest.page), lightAt(doctor.page)]);
    const pressedAt = await doctor.page.evaluate(() => window.pressedAt);
    patientSees.push(atPatient - pressedAt);
    doctorSees.push(atDoctor - pressedAt);
    await guest.page.click("#call-hang-up");
    await doctor.page.waitForSelector("#end");
    await guest.context.close();
  }
  print("call-setup-patient-sees-doctor", patientSees);
  print("call-setup-doctor-sees-patient", doctorSees);
} finally {
  await Promise.all([doctors.close(), patients.close()]);
  await server.stop();
}
