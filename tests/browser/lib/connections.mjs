// The peer connections of a page, as its statistics show them. Call `watchConnections` before the page loads.

/** Lets every page of this context remember the connections it makes. */
export function watchConnections(context) {
  return context.addInitScript(() => {
    const Original = window.RTCPeerConnection;
    window.heilsamConnections = [];
    window.RTCPeerConnection = class extends Original {
      constructor(...values) {
        super(...values);
        window.heilsamConnections.push(this);
      }
    };
  });
}

/** Every entry of `getStats` of the connections that are still open. */
export function statistics(page) {
  return page.evaluate(async () => {
    const open = window.heilsamConnections.filter((each) => each.connectionState !== "closed");
    const reports = await Promise.all(open.map((each) => each.getStats()));
    return reports.flatMap((report) => [...report.values()]);
  });
}

/** What comes in: decoded frames, sound energy, media bytes. */
export async function received(page) {
  const inbound = (await statistics(page)).filter((entry) => entry.type === "inbound-rtp");
  const sum = (name) => inbound.reduce((total, entry) => total + (entry[name] ?? 0), 0);
  return { frames: sum("framesDecoded"), energy: sum("totalAudioEnergy"), bytes: sum("bytesReceived") };
}

/** Waits until `test` holds for what `read` gives; polls four times per second. */
export async function eventually(what, read, test, within = 20_000) {
  const deadline = Date.now() + within;
  for (;;) {
    const value = await read();
    if (test(value)) return value;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${within / 1000} s; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
