// Asks the server whether it can work, now and every half minute while the page is seen.

const EVERY_MS = 30_000;
const PATIENCE_MS = 10_000;
const states = document.querySelectorAll("#status [data-state]");

function show(name) {
  for (const each of states) each.hidden = each.dataset.state !== name;
}

async function ask() {
  const begun = performance.now();
  let state = "silent";
  let took = "–";
  try {
    const answer = await fetch("/health/ready", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    state = answer.ok ? "runs" : "fails";
    took = `${Math.round(performance.now() - begun)} ms`;
  } catch {
    // No answer is an answer, too.
  }
  show(state);
  document.getElementById("status-at").textContent = new Date().toLocaleTimeString(document.documentElement.lang);
  document.getElementById("status-took").textContent = took;
}

async function go() {
  if (document.visibilityState === "visible") await ask();
  setTimeout(go, EVERY_MS);
}

document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
addEventListener("online", ask);
go();
