// The peer connections of a page, as its statistics show them.

/** Lets every page of this context remember the connections it makes; before the page loads. */
export function watchConnections(context) {
  return context.addInitScript(rememberConnections);
}

/** In the page: from now on it remembers its connections. */
export function rememberConnections() {
  const Original = window.RTCPeerConnection;
  window.heilsamConnections = [];
  window.RTCPeerConnection = class extends Original {
    constructor(...values) {
      super(...values);
      window.heilsamConnections.push(this);
    }
  };
}

/** In the page: the socket that it speaks through stays at hand. */
export function keepsSocket() {
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    window.heilsamSocket = this;
    return send.call(this, data);
  };
}

/** The addresses and names that the connections of a page have found for themselves. */
export function gathered(page) {
  return page.evaluate(() => {
    const described = (window.heilsamConnections ?? []).map((each) => each.localDescription?.sdp ?? "");
    const lines = described.flatMap((sdp) => sdp.match(/^a=candidate:.*$/gm) ?? []);
    return [...new Set(lines.map((line) => line.split(" ")[4]))];
  });
}

/** In a page that is connected with somebody: its device of this kind is pulled out. */
export async function pullOut(page, kind) {
  await page.waitForFunction((wanted) => {
    const open = window.heilsamConnections.filter(({ connectionState }) => connectionState === "connected");
    return open.some((each) => each.getSenders().some(({ track }) => track?.kind === wanted));
  }, kind);
  await page.evaluate((wanted) => {
    const open = window.heilsamConnections.filter(({ connectionState }) => connectionState === "connected");
    const sent = open.flatMap((each) => each.getSenders().map(({ track }) => track));
    const own = document.querySelector("#call-own")?.srcObject?.getTracks() ?? [];
    for (const track of [...sent, ...own].filter((each) => each?.kind === wanted)) {
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
  }, kind);
}

/** Every entry of `getStats` of the connections that are still open. */
export function statistics(page) {
  return page.evaluate(async () => {
    const open = (window.heilsamConnections ?? []).filter((each) => each.connectionState !== "closed");
    const reports = await Promise.all(open.map((each) => each.getStats()));
    return reports.flatMap((report) => [...report.values()]);
  });
}

/** In a page: its browser measures these values from now on, where it measures them at all; with `query` for the one whose picture is in that element. */
export function measures([values, query]) {
  const { getStats } = RTCPeerConnection.prototype;
  const wanted = query && document.querySelector(query).srcObject.getVideoTracks()[0];
  RTCPeerConnection.prototype.getStats = async function (...given) {
    const report = await getStats.apply(this, given);
    if (wanted && !this.getReceivers().some(({ track }) => track === wanted)) return report;
    const measured = ([name, value]) => [name, values[name] ?? value];
    return new Map([...report].map(([id, entry]) => [id, Object.fromEntries(Object.entries(entry).map(measured))]));
  };
}

/** What the connections of a page may send of a kind: `{ degradationPreference, ... }` with the limits of its encoding, one for each. */
export function allowed(page, kind) {
  return page.evaluate((wanted) => {
    const open = (window.heilsamConnections ?? []).filter(({ connectionState }) => connectionState === "connected");
    const senders = open.flatMap((each) => each.getSenders()).filter(({ track }) => track?.kind === wanted);
    return senders.map((each) => {
      const { degradationPreference, encodings } = each.getParameters();
      return { degradationPreference, ...encodings[0] };
    });
  }, kind);
}

/** Why there is a picture or none: the element, its tracks, the text of the page, what the connections say of pictures. */
export async function picture(page, selector) {
  const element = await page.evaluate((query) => {
    const video = document.querySelector(query);
    const tracks = video?.srcObject?.getTracks().map(({ kind, muted, readyState }) => ({ kind, muted, readyState }));
    const { videoWidth, readyState, paused, currentTime } = video ?? {};
    const shown = document.querySelector("main")?.innerText.slice(0, 300);
    return { videoWidth, readyState, paused, currentTime, tracks, visibility: document.visibilityState, shown };
  }, selector);
  const of = (entry, names) => Object.fromEntries(names.map((name) => [name, entry[name]]));
  const known = (await statistics(page)).flatMap((entry) => {
    if (entry.type === "inbound-rtp") {
      const names = ["packetsReceived", "framesReceived", "framesDecoded", "framesDropped", "keyFramesDecoded", "pliCount"];
      return [of(entry, ["type", "kind", ...names, "frameWidth"])];
    }
    if (entry.type === "outbound-rtp") {
      const names = ["packetsSent", "framesEncoded", "framesSent", "keyFramesEncoded", "pliCount", "qualityLimitationReason"];
      return [of(entry, ["type", "kind", "active", ...names, "targetBitrate", "frameWidth"])];
    }
    if (entry.type === "media-source") return [of(entry, ["type", "kind", "frames", "framesPerSecond", "audioLevel"])];
    return entry.type === "transport" ? [of(entry, ["type", "dtlsState", "iceState", "selectedCandidatePairChanges"])] : [];
  });
  return { element, known };
}

/** What comes in: decoded frames, sound energy, media bytes. */
export async function received(page) {
  const inbound = (await statistics(page)).filter((entry) => entry.type === "inbound-rtp");
  const sum = (name) => inbound.reduce((total, entry) => total + (entry[name] ?? 0), 0);
  return { frames: sum("framesDecoded"), energy: sum("totalAudioEnergy"), bytes: sum("bytesReceived") };
}

/** Waits until `test` holds for what `read` gives; polls four times per second. */
export async function eventually(what, read, test, within = 60_000) {
  const deadline = Date.now() + within;
  for (;;) {
    const value = await read();
    if (test(value)) return value;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${within / 1000} s; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
