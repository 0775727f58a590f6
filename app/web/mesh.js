// Several connections, one set of tracks: what the first sends the others send too, and the upstream is shared out among
// them. Nothing is negotiated anew. To be called again and again: a track or a connection may be another one meanwhile.

// For so many connections: kbit/s and pictures per second of each, and how many times smaller the picture is per side.
const SHARES = [null, null, { kbps: 700, rate: 20, divisor: 2 }, { kbps: 350, rate: 15, divisor: 3 }];
// A screen must stay sharp: it loses pictures, not pixels.
const SCREEN_RATE = 5;

const senders = (connection) => connection?.getTransceivers().map((each) => ({ kind: each.receiver.track.kind, sender: each.sender })) ?? [];

async function share(sender, kind, count) {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings ?? [];
  if (!encoding || !sender.track) return;
  const wanted = { ...encoding, networkPriority: "high", priority: "high" };
  if (kind === "video") {
    const limit = SHARES[count];
    const screen = sender.track.contentHint === "detail";
    Object.assign(wanted, { networkPriority: "low", priority: "low" });
    wanted.maxBitrate = limit ? limit.kbps * 1000 : undefined;
    wanted.maxFramerate = limit ? (screen ? SCREEN_RATE : limit.rate) : undefined;
    // One alone is left to the call itself, which begins small.
    if (limit) wanted.scaleResolutionDownBy = screen ? 1 : limit.divisor;
  }
  const same = Object.keys(wanted).every((name) => wanted[name] === encoding[name]);
  if (same) return;
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) delete encoding[name];
    else encoding[name] = value;
  }
  await sender.setParameters(parameters);
}

async function follow(from, to) {
  for (const { kind, sender } of senders(to)) {
    const track = from.find((each) => each.kind === kind)?.sender.track ?? null;
    // The tracks of a call that has just ended carry nothing any more.
    if (track?.readyState === "live" && sender.track !== track) await sender.replaceTrack(track);
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

// Lets the connections besides the first send what the first sends, each within its share.
export async function tend(first, others) {
  const open = others.filter((each) => each && each.connectionState !== "closed");
  const from = senders(first);
  for (const connection of open) await follow(from, connection);
  // After a call of several the last two have the whole line again.
  const count = open.length + 1;
  for (const connection of [first, ...open]) {
    for (const { kind, sender } of senders(connection)) await share(sender, kind, count);
  }
  if (count === 1) {
    const video = from.find(({ kind }) => kind === "video")?.sender;
    const parameters = video?.getParameters();
    if (parameters?.encodings?.[0]?.scaleResolutionDownBy > 1) {
      parameters.encodings[0].scaleResolutionDownBy = 1;
      await video.setParameters(parameters);
    }
  }
}
