// Asks the server whether it can work, and what consultations need, now and every half minute while the page is seen.

const EVERY_MS = 30_000;
const PATIENCE_MS = 10_000;

const patience = () => ({ cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
const clock = (moment) => moment.toLocaleTimeString(document.documentElement.lang);

function show(place, name) {
  for (const each of document.querySelectorAll(`#${place} [data-state]`)) each.hidden = each.dataset.state !== name;
}

function say(id, text) {
  document.getElementById(id).textContent = text;
}

function videoState({ signalling, relay }) {
  if (signalling.state !== "runs") return "signalling";
  return { runs: "runs", disturbed: "detour", absent: "no-detour" }[relay.state] ?? "unknown";
}

// What the server found when it looked at its relays last.
async function askForVideo() {
  let [state, at] = ["unknown", "–"];
  try {
    const answer = await fetch("/api/v1/status", patience());
    if (answer.ok) {
      const status = await answer.json();
      state = videoState(status);
      const looked = status.relay.looked_at ?? status.signalling.looked_at;
      if (looked) at = clock(new Date(looked));
    }
  } catch {
    // Nobody knows.
  }
  show("video", state);
  say("video-at", at);
}

async function ask() {
  const begun = performance.now();
  let state = "silent";
  let took = "–";
  try {
    const answer = await fetch("/health/ready", patience());
    state = answer.ok ? "runs" : "fails";
    took = `${Math.round(performance.now() - begun)} ms`;
  } catch {
    // No answer is an answer, too.
  }
  show("status", state);
  say("status-at", clock(new Date()));
  say("status-took", took);
  await askForVideo();
}

async function go() {
  if (document.visibilityState === "visible") await ask();
  setTimeout(go, EVERY_MS);
}

document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
addEventListener("online", ask);
go();
