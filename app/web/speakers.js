// Where the sound of the others comes out. A browser without the choice lists nothing.

let wanted = "";

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

export async function list() {
  if (!("setSinkId" in HTMLMediaElement.prototype)) return [];
  return (await loudspeakers()).map(({ deviceId, label }) => [deviceId, label]);
}

export function chosen() {
  return wanted || "default";
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
