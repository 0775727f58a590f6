// Where the sound of the others comes out. A browser without the choice lists nothing.

let wanted = "";
// What the browser calls the usual loudspeaker. By the standard an empty id stands for it, also where it has no name.
let usual = "default";

const sounding = () => [...document.querySelectorAll("video, audio")].filter((each) => !each.muted);

async function loudspeakers() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind, deviceId }) => kind === "audiooutput" && deviceId);
}

// By the standard what plays to a loudspeaker that was pulled out plays nowhere: from now on the usual one is taken.
async function fallBack() {
  if (!wanted || (await loudspeakers()).some(({ deviceId }) => deviceId === wanted)) return;
  wanted = "";
  for (const each of sounding()) await each.setSinkId("").catch(() => {});
}

// Ids and names, the usual one among them; only where it has no name of the browser's, both are empty.
export async function list() {
  if (!("setSinkId" in HTMLMediaElement.prototype)) return [];
  await fallBack();
  const found = (await loudspeakers()).map(({ deviceId, label }) => [deviceId, label]);
  usual = found.some(([id]) => id === "default") ? "default" : "";
  return usual || found.length === 0 ? found : [["", ""], ...found];
}

// Resolves when a device has come or gone.
export function changed() {
  return new Promise((done) => navigator.mediaDevices.addEventListener("devicechange", done, { once: true }));
}

export function chosen() {
  return wanted || usual;
}

// All of them, or none.
export async function choose(id) {
  try {
    for (const each of sounding()) await each.setSinkId(id);
  } catch (error) {
    for (const each of sounding()) await each.setSinkId(wanted).catch(() => {});
    throw error;
  }
  wanted = id;
  navigator.mediaDevices.addEventListener("devicechange", fallBack);
}

// An element that was drawn anew begins with the usual loudspeaker.
export function keep() {
  if (!wanted) return;
  for (const each of sounding()) {
    // One that was pulled out just now is noticed by itself.
    if (each.sinkId !== wanted) each.setSinkId(wanted).catch(() => {});
  }
}
