import { height, meetOnNarrowLine, pause, watch } from "../lib/badline.mjs";
const MODE = process.env.MODE ?? "none";
const call = await meetOnNarrowLine();
const look = (page) => page.evaluate(async () => {
  const out = {};
  for (const c of window.heilsamConnections.filter((e) => e.connectionState === "connected")) {
    for (const s of (await c.getStats()).values()) {
      if (s.type === "outbound-rtp" && s.kind === "video") Object.assign(out, { h: s.frameHeight, fps: s.framesPerSecond, target: Math.round(s.targetBitrate / 1000), lim: s.qualityLimitationReason, qp: s.qpSum, n: s.framesEncoded, probe: s.retransmittedBytesSent });
      if (s.type === "candidate-pair" && s.nominated && s.availableOutgoingBitrate) Object.assign(out, { bwe: Math.round(s.availableOutgoingBitrate / 1000), rtt: Math.round(s.currentRoundTripTime * 1000) });
      if (s.type === "remote-inbound-rtp" && s.kind === "video") out.lost = s.fractionLost;
    }
    out.pref = c.getSenders().filter((s) => s.track?.kind === "video").map((s) => { const p = s.getParameters(); return `${p.degradationPreference}/${JSON.stringify(p.encodings[0])}`; })[0];
  }
  return out;
});
const setp = (page, e, pref) => page.evaluate(async ([e, pref]) => {
  for (const c of window.heilsamConnections.filter((x) => x.connectionState === "connected"))
    for (const s of c.getSenders().filter((s) => s.track?.kind === "video")) {
      const p = s.getParameters();
      Object.assign(p.encodings[0], e);
      if (pref) p.degradationPreference = pref;
      await s.setParameters(p);
    }
}, [e, pref]);
try {
  const begun = Date.now();
  const sampling = setInterval(async () => { const l = await call.both(look).catch(() => []); console.log("n", ((Date.now() - begun) / 1000).toFixed(1), l.map((x) => `h${x.h} f${x.fps} t${x.target} bwe${x.bwe} rtt${x.rtt} ${x.lim} l${x.lost}`).join(" | ")); }, 1000);
  if (process.env.UNRED) { await pause(9000); console.log(await call.doctor.page.evaluate(async () => {
    const out = [];
    for (const c of window.heilsamConnections.filter((x) => x.connectionState === "connected"))
      for (const s of c.getSenders().filter((s) => s.track?.kind === "audio")) {
        const p = s.getParameters(); out.push(JSON.stringify(p.encodings), JSON.stringify(p.codecs.map((c) => c.mimeType)));
        delete p.encodings[0].codec; await s.setParameters(p); out.push(JSON.stringify(s.getParameters().encodings));
      }
    return out; })); }
  if (process.env.LONG) await pause(Number(process.env.LONG));
  const w = await watch(call);
  clearInterval(sampling);
  console.log("narrow", JSON.stringify(w), JSON.stringify(await call.both(look)), await call.both(height));
  await call.home.widen();
  const t0 = Date.now();
  if (MODE === "alr") {
    await pause(Number(process.env.WAIT ?? 0));
    await call.both((p) => setp(p, { maxBitrate: 30000 }));
    await pause(Number(process.env.CAP ?? 1000));
    await call.both((p) => setp(p, { maxBitrate: 1700000 }, process.env.PREF));
  }
  for (let i = 0; i < 25; i++) {
    const l = await call.both(look);
    console.log(((Date.now() - t0) / 1000).toFixed(1), l.map((x) => `h${x.h} f${x.fps} t${x.target} bwe${x.bwe} rtt${x.rtt} ${x.lim} l${x.lost}`).join(" | "), await call.both(height));
    await pause(700);
  }
  console.log((await call.both(look)).map((x) => x.pref));
} finally { await call.end(); }
