// Asks the camera to blur what lies behind the person (`backgroundBlur` of mediacapture-extensions). The system or the camera
// does it before a picture comes into the browser; no model is loaded, and no picture is touched here.

// Milliseconds a camera may take.
const PATIENCE = 3000;

// What was chosen in this page; until then a camera stays as the system has it.
let wish = null;
// What was chosen when a track was asked last.
const asked = new WeakMap();
let asking = null;

const capability = (track) => track.getCapabilities?.().backgroundBlur ?? [];
const obeys = (track) => [true, false].every((each) => capability(track).includes(each));
const isOn = (track) => Boolean(track.getSettings?.().backgroundBlur);

// The camera as it is sent, unless the screen is in its place, and as the own picture shows it: two tracks, each with its word.
function cameras(connection) {
  const sent = connection?.getSenders().map(({ track }) => track) ?? [];
  const own = document.getElementById("call-own")?.srcObject?.getVideoTracks() ?? [];
  return [...sent, ...own].filter((track) => track?.kind === "video" && track.readyState === "live" && track.contentHint !== "detail");
}

// By the standard, what is not asked for again is given up, so everything is named. Chromium wants this wish alone, and then
// leaves size and rate as they are.
async function ask(track, on) {
  asked.set(track, on);
  const both = track.applyConstraints({ ...track.getConstraints(), backgroundBlur: on });
  const done = both.catch(() => track.applyConstraints({ backgroundBlur: on })).catch(() => {});
  await Promise.race([done, new Promise((over) => setTimeout(over, PATIENCE))]);
}

// Tells the cameras that do not know it yet: one that was just chosen, or that of the next call.
function tell(tracks) {
  const untold = tracks.filter((track) => obeys(track) && asked.get(track) !== wish);
  asking = Promise.all(untold.map((track) => ask(track, wish))).finally(() => (asking = null));
  return asking;
}

// Also noted for the page: a camera that it opens for another call is blurred before anybody sees its picture.
function choose(on) {
  wish = on;
  document.documentElement.dataset.blur = on ? "on" : "off";
}

function state(track) {
  if (!track) return "none";
  if (obeys(track)) return isOn(track) ? "on" : "off";
  if (capability(track).length === 0) return "cannot";
  return isOn(track) ? "system-on" : "system-off";
}

// To be called again and again: says how the camera is. Whoever switches it in the system has the last word.
export async function follow(connection) {
  const tracks = cameras(connection);
  const [first] = tracks;
  if (first && wish !== null && !asking) {
    if (obeys(first) && asked.get(first) === wish && isOn(first) !== wish) choose(isOn(first));
    await tell(tracks);
  }
  return state(first);
}

// Switches it; says whether the camera did.
export async function toggle(connection) {
  await asking;
  const tracks = cameras(connection);
  const [first] = tracks;
  if (!first || !obeys(first)) return false;
  const wanted = !isOn(first);
  choose(wanted);
  await tell(tracks);
  return isOn(first) === wanted;
}
