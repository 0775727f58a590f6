// Where the sound of the others comes out. A browser without the choice lists nothing.

let wanted = "";

const sounding = () => [...document.querySelectorAll("video, audio")].filter((each) => !each.muted);

export async function list() {
  if (!("setSinkId" in HTMLMediaElement.prototype)) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind, deviceId }) => kind === "audiooutput" && deviceId).map(({ deviceId, label }) => [deviceId, label]);
}

export function chosen() {
  return wanted || "default";
}

export async function choose(id) {
  for (const each of sounding()) await each.setSinkId(id);
  wanted = id;
}

// An element that was drawn anew begins with the usual loudspeaker.
export function keep() {
  if (!wanted) return;
  for (const each of sounding()) {
    // A loudspeaker that was pulled out is no failure: the browser takes the usual one.
    if (each.sinkId !== wanted) each.setSinkId(wanted).catch(() => {});
  }
}
