// Several connections, one set of tracks: what the first sends the others send too, and the upstream is shared out among
// them. Nothing is negotiated anew. To be called again and again: a track or a connection may be another one meanwhile.

// A screen must stay sharp: it loses pictures, not pixels.
const SCREEN_RATE = 5;
// The shorter side of a camera's picture where the browser does not say it.
const USUAL_SIDE = 720;
// Milliseconds a camera or a connection may take before the rest goes on.
const PATIENCE = 1000;

// What a track gave before it was made smaller, and the share that it was fitted to.
const fitted = new WeakMap();
// What this browser does not keep of an encoding, as Firefox the priority in the network: it is not asked for again and again.
const dropped = new Set();
// Senders whose browser took a share. What it kept of that does not say so: it may be any part.
const sharing = new WeakSet();
let tending = false;
let next = null;

const senders = (connection) => connection?.getTransceivers().map((each) => ({ kind: each.receiver.track.kind, sender: each.sender })) ?? [];
const isScreen = (track) => track.contentHint === "detail";

// Waits, but not for ever: a connection that is just being closed may never answer, and one may refuse what the others take.
async function settle(doing) {
  let timer;
  const over = new Promise((done) => (timer = setTimeout(done, PATIENCE)));
  await Promise.race([doing.catch(() => {}), over]);
  clearTimeout(timer);
}

// What a sent picture may be. The camera may have been made smaller already.
function picture(sender, share) {
  if (share) {
    const { track } = sender;
    const { width, height } = track.getSettings();
    return {
      networkPriority: "low",
      priority: "low",
      maxBitrate: share.kbps * 1000,
      maxFramerate: isScreen(track) ? SCREEN_RATE : share.rate,
      scaleResolutionDownBy: isScreen(track) ? 1 : Math.max(1, (Math.min(width, height) || USUAL_SIDE) / share.side),
    };
  }
  // One that never had a share begins small by itself, and is left to that.
  if (!sharing.has(sender)) return {};
  // After a call of several the last two have the whole line again.
  return { maxBitrate: undefined, maxFramerate: undefined, scaleResolutionDownBy: 1 };
}

async function limit({ kind, sender }, share) {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings ?? [];
  if (!encoding || !sender.track) return;
  const sound = { networkPriority: "high", priority: "high" };
  const wanted = kind === "video" ? picture(sender, share) : sound;
  if (Object.entries(wanted).every(([name, value]) => encoding[name] === value || dropped.has(name))) return;
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) delete encoding[name];
    else encoding[name] = value;
  }
  // What a narrow line asked for before does not outlast it: the share takes its place.
  if (kind === "video") parameters.degradationPreference = isScreen(sender.track) ? "maintain-resolution" : "balanced";
  await sender.setParameters(parameters);
  if (share) sharing.add(sender);
  else sharing.delete(sender);
  const [kept] = sender.getParameters().encodings ?? [];
  const lost = Object.keys(wanted).filter((name) => kept && wanted[name] !== undefined && !(name in kept));
  for (const name of lost) dropped.add(name);
}

// What a camera was asked for, but for the background: that is not ours (`blur.js`). Chromium names nothing else once it was asked
// for a blur; then what the camera gives is asked for, lengthwise as always.
function wished(track) {
  const { backgroundBlur, ...constraints } = track.getConstraints();
  if (backgroundBlur === undefined || constraints.width) return constraints;
  const { width, height, frameRate } = track.getSettings();
  return {
    ...constraints,
    width: { ideal: Math.max(width, height) },
    height: { ideal: Math.min(width, height) },
    frameRate: { ideal: frameRate },
  };
}

// By the standard a blurred background is given up unless it is asked for again. Chromium keeps it, and refuses both at once.
async function ask(track, wish) {
  const { backgroundBlur } = track.getConstraints();
  const both = backgroundBlur === undefined ? Promise.reject() : track.applyConstraints({ ...wish, backgroundBlur });
  await both.catch(() => track.applyConstraints(wish));
}

// What is asked of a camera for a share. A phone held upright turns its pictures: there only their number is asked for, and
// they are made smaller where they are sent.
function smaller({ constraints, width, height }, { side, rate }) {
  const wish = { ...constraints, frameRate: { ideal: rate, max: rate } };
  if (width >= height && height > side) {
    Object.assign(wish, { width: { ideal: Math.round((width * side) / height) }, height: { ideal: side } });
  }
  return wish;
}

// The camera itself gives less where less is sent: what is not captured is not copied and scaled for each of the others.
async function fit(track, share) {
  if (track?.readyState !== "live" || isScreen(track)) return;
  const known = fitted.get(track);
  if (known?.side === share?.side) return;
  const { width, height } = track.getSettings();
  const before = known?.before ?? { constraints: wished(track), width, height };
  // Noted first: a camera that refuses is not asked again and again, and what is sent is limited all the same.
  if (share) fitted.set(track, { before, side: share.side });
  else fitted.delete(track);
  await settle(ask(track, share ? smaller(before, share) : before.constraints));
}

async function follow(from, to) {
  for (const { kind, sender } of senders(to)) {
    const track = from.find((each) => each.kind === kind)?.sender.track ?? null;
    // The tracks of a call that has just ended carry nothing any more.
    if (track?.readyState === "live" && sender.track !== track) await settle(sender.replaceTrack(track));
  }
}

async function tendOnce(first, others, share) {
  const open = others.filter((each) => each && each.connectionState !== "closed");
  const from = senders(first);
  const sent = from.find(({ kind }) => kind === "video")?.sender.track;
  // Of a picture that the page blurs (`veil.js`) it is the camera behind it that gives less.
  await fit(sent?.camera ?? sent, share);
  for (const connection of open) await follow(from, connection);
  for (const connection of [first, ...open]) {
    for (const each of senders(connection)) await settle(limit(each, share));
  }
}

// Says to the program with the chat who else is there: `[line, name, port]` of each.
export function name(others) {
  const call = document.querySelector(".talk-call .call");
  if (call) call.others = others;
}

// Somebody wrote: the chat is loaded, if it was not asked for yet.
export function write() {
  document.getElementById("call-more")?.click();
}

// Lets the connections besides the first send what the first sends, each within its share; a side of 0 is no limit. On a busy
// device one round may take longer than the pause before the next: then only the newest wish is left to do.
export async function tend(first, others, side, rate, kbps) {
  next = [first, others, side > 0 ? { side, rate, kbps } : null];
  if (tending) return;
  tending = true;
  try {
    while (next) {
      const wish = next;
      next = null;
      await tendOnce(...wish);
    }
  } finally {
    tending = false;
  }
}
