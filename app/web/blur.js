// Asks the camera to blur what lies behind the person (`backgroundBlur` of mediacapture-extensions): the system or the camera
// does it before a picture comes into the browser. Where it cannot, `veil.js` does it in the page; nothing of that is loaded before
// somebody switches it on.

// Milliseconds a camera may take.
const PATIENCE = 3000;

// What was chosen in this page; until then a camera stays as the system has it.
let wish = null;
// What was chosen when a track was asked last.
const asked = new WeakMap();
let asking = null;
// `veil.js`, once it was asked for, and whether it could not be fetched.
let veil = null;
let absent = false;

const capability = (track) => track.getCapabilities?.().backgroundBlur ?? [];
const obeys = (track) => [true, false].every((each) => capability(track).includes(each));
const isOn = (track) => Boolean(track.getSettings?.().backgroundBlur);
// The program that opens cameras notes `blurred` at what it had blurred by then.
const knows = (track) => (asked.has(track) ? asked.get(track) : track.blurred);

// The camera as it is sent, unless the screen is in its place, and as the own picture shows it: two tracks, each with its word.
function cameras(connection) {
  const sent = connection?.getSenders().map(({ track }) => track) ?? [];
  const own = document.getElementById("call-own")?.srcObject?.getVideoTracks() ?? [];
  const tracks = [...sent, ...own].filter((track) => track?.kind === "video" && track.contentHint !== "detail");
  return tracks.map((track) => veil?.cameraOf(track) ?? track).filter((track) => track.readyState === "live");
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
  const untold = tracks.filter((track) => obeys(track) && knows(track) !== wish);
  asking = Promise.all(untold.map((track) => ask(track, wish))).finally(() => (asking = null));
  return asking;
}

// Also noted for the page: a camera that it opens for another call is blurred before anybody sees its picture.
function choose(on) {
  wish = on;
  document.documentElement.dataset.blur = on ? "on" : "off";
}

// Whether this browser could do it in the page.
function couldVeil() {
  return Boolean(globalThis.OffscreenCanvas && globalThis.WebAssembly && globalThis.RTCRtpSender);
}

function state(track, own) {
  if (!track) return "none";
  if (veil?.isOn()) return "on";
  if (obeys(track)) return isOn(track) ? "on" : "off";
  if (isOn(track)) return "system-on";
  const trouble = absent ? "failed" : veil?.why();
  if (trouble) return trouble;
  if (own && couldVeil()) return "off";
  return capability(track).length === 0 ? "cannot" : "system-off";
}

// To be called again and again: says how the camera is. Whoever switches it in the system has the last word. `own` says whether
// the page may do it where the camera cannot.
export async function follow(connection, own) {
  const tracks = cameras(connection);
  const [first] = tracks;
  if (first && wish !== null && !asking) {
    if (veil?.why() && wish) choose(false);
    if (!veil?.isOn() && obeys(first) && knows(first) === wish && isOn(first) !== wish) choose(isOn(first));
    await tell(tracks);
    await veil?.keep(connection);
  }
  return state(first, own);
}

// Loads what blurs, if it is not there yet, and switches it. Why that did not work, the next look says.
async function switchVeil(connection, camera, on) {
  absent = false;
  try {
    veil ??= await import(document.querySelector('meta[name="heilsam:veil"]').content);
    if (on) await veil.start(connection, camera);
    else veil.off();
  } catch {
    absent = !veil;
    veil?.off();
  }
  choose(Boolean(veil?.isOn()));
}

// Switches it; says whether the camera did. What the page does itself says by `follow` how it went.
export async function toggle(connection, own) {
  await asking;
  const tracks = cameras(connection);
  const [first] = tracks;
  if (!first) return false;
  if (veil?.isOn() || (own && !obeys(first) && !isOn(first) && couldVeil())) {
    asking = switchVeil(connection, first, !veil?.isOn()).finally(() => (asking = null));
    await asking;
    if (!veil?.isOn()) await tell(tracks);
    return true;
  }
  if (!obeys(first)) return false;
  const wanted = !isOn(first);
  choose(wanted);
  // Whatever a camera was asked before: the system may have switched it since the last look.
  for (const track of tracks) asked.set(track, null);
  await tell(tracks);
  return isOn(first) === wanted;
}
