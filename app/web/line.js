// Tries the line of this device without a call: the server's socket, each way to its relays, and a stream as thick as a picture.
//
// Nothing but numbers and words leaves these functions: no address of this device, no candidate.

const OPEN_MS = 8_000;
const ECHO_MS = 2_000;
// After so many that came late or not at all no more are sent.
const MOST_LATE = 3;
// One kilobyte every four milliseconds: 2 Mbit/s for five seconds, up to the relay and down again.
const MESSAGE_BYTES = 1_000;
const MESSAGE_MS = 4;
const STREAM_MS = 5_000;
const MESSAGES = STREAM_MS / MESSAGE_MS;
const TURN_MS = 10;
const STRAGGLERS_MS = 1_000;
// What may wait here: more of it says that the line takes no more.
const HELD_BYTES = 64_000;
const NAMES = [["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Version", "Safari"]];

const open = new Set();
const later = (millis) => new Promise((over) => setTimeout(over, millis));
const middle = (times) => [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
const changes = (times) => times.slice(1).map((time, index) => Math.abs(time - times[index]));
const mean = (times) => times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length);

async function within(promise, millis) {
  const late = later(millis).then(() => {
    throw new Error("late");
  });
  return Promise.race([promise, late]);
}

// Whoever leaves the page ends what runs.
export function end() {
  for (const each of open) each.close();
  open.clear();
}

// So many small messages, one after the other: how many came back, and how long that took in the middle.
export async function echo(path, count) {
  const times = [];
  const address = new URL(path, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  open.add(socket);
  try {
    const opened = new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    await within(opened, OPEN_MS);
    let late = 0;
    for (let sent = 0; sent < count && late < MOST_LATE && socket.readyState === WebSocket.OPEN; sent += 1) {
      const [begun, message] = [performance.now(), String(sent)];
      const answered = new Promise((resolve, reject) => {
        // What comes late answers an earlier one.
        socket.onmessage = ({ data }) => data === message && resolve();
        socket.onclose = reject;
      });
      socket.send(message);
      const came = await within(answered, ECHO_MS).then(() => true, () => false);
      if (came) times.push(performance.now() - begun);
      else late += 1;
    }
  } catch {
    // What came back until then counts.
  } finally {
    socket.close();
    open.delete(socket);
  }
  return JSON.stringify({ answered: times.length, median: middle(times), jitter: mean(changes(times)) });
}

// Two connections of this page that reach each other through relays alone.
async function pair(iceServers) {
  const ends = [0, 1].map(() => new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay" }));
  for (const each of ends) open.add(each);
  const [one, other] = ends;
  let found = false;
  let agree;
  const agreed = new Promise((resolve) => (agree = resolve));
  for (const [from, to] of [[one, other], [other, one]]) {
    from.onicecandidate = ({ candidate }) => {
      if (!candidate?.candidate) return;
      found = true;
      agreed.then(() => to.addIceCandidate(candidate)).catch(() => {});
    };
  }
  // As picture and sound: what is lost stays lost.
  const channels = ends.map((each) => each.createDataChannel("line", { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 }));
  const opened = Promise.all(channels.map((channel) => new Promise((resolve) => (channel.onopen = resolve))));
  const close = () => {
    for (const each of ends) {
      each.close();
      open.delete(each);
    }
  };
  try {
    await one.setLocalDescription(await one.createOffer());
    await other.setRemoteDescription(one.localDescription);
    await other.setLocalDescription(await other.createAnswer());
    await one.setRemoteDescription(other.localDescription);
    agree();
  } catch (error) {
    close();
    throw error;
  }
  return { channels, opened, isFound: () => found, close };
}

// "silent": the relay answered, and nothing came through it.
async function reach(servers) {
  if (servers.length === 0) return "absent";
  let line;
  try {
    line = await pair(servers);
    await within(line.opened, OPEN_MS);
    return "reached";
  } catch {
    return line?.isFound() ? "silent" : "unreached";
  } finally {
    line?.close();
  }
}

// `servers` is JSON: for each way (`udp`, `tcp`, `tls`) the servers that are reached by it. All are tried at the same time.
export async function relays(servers) {
  const ways = Object.entries(JSON.parse(servers));
  const found = await Promise.all(ways.map(async ([way, list]) => [way, await reach(list)]));
  return JSON.stringify(Object.fromEntries(found));
}

// A stream through the relay and back; `null` when it broke.
export async function stream(servers) {
  let line;
  try {
    line = await pair(JSON.parse(servers));
    await within(line.opened, OPEN_MS);
    return JSON.stringify(await send(...line.channels));
  } catch {
    return "null";
  } finally {
    line?.close();
  }
}

async function send(sender, receiver) {
  const delays = [];
  receiver.binaryType = "arraybuffer";
  receiver.onmessage = ({ data }) => delays.push(performance.now() - new DataView(data).getFloat64(0));
  const message = crypto.getRandomValues(new Uint8Array(MESSAGE_BYTES));
  const stamp = new DataView(message.buffer);
  const begun = performance.now();
  for (let due = 0; due < MESSAGES; ) {
    const now = Math.min(MESSAGES, Math.floor((performance.now() - begun) / MESSAGE_MS));
    for (; due < now; due += 1) {
      // What the line does not take in time counts as lost, as a picture that comes too late.
      if (sender.bufferedAmount > HELD_BYTES) continue;
      stamp.setFloat64(0, performance.now());
      sender.send(message);
    }
    await later(TURN_MS);
  }
  await later(STRAGGLERS_MS);
  const arrived = delays.length;
  return {
    kbps: (arrived * MESSAGE_BYTES * 8) / STREAM_MS,
    lost: (100 * (MESSAGES - arrived)) / MESSAGES,
    delay: middle(delays),
    jitter: mean(changes(delays)),
  };
}

// What this browser has and can do.
export async function abilities() {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const has = (wanted) => devices.some(({ kind }) => kind === wanted);
  const sides = ["RTCRtpSender", "RTCRtpReceiver"].map((side) => globalThis[side]?.getCapabilities?.("video")?.codecs ?? []);
  const can = (name) => sides.every((codecs) => codecs.some(({ mimeType }) => mimeType.toLowerCase() === name));
  return JSON.stringify({ camera: has("videoinput"), microphone: has("audioinput"), vp8: can("video/vp8"), h264: can("video/h264"), browser: browser() });
}

function browser() {
  for (const [sign, name] of NAMES) {
    const version = navigator.userAgent.match(new RegExp(`${sign}/(\\d+)`))?.[1];
    if (version) return `${name} ${version}`;
  }
  return "";
}
