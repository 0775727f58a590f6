// Starts a program and says in words when it cannot start or has stopped.

function showCrash() {
  const crash = document.getElementById("crash");
  if (!crash || !crash.hidden) return;
  document.getElementById("boot")?.remove();
  document.getElementById("root")?.replaceChildren();
  crash.hidden = false;
  crash.querySelector("button")?.addEventListener("click", () => location.reload());
  crash.querySelector("h1")?.focus();
}

// A program that has stopped cannot be woken again; what was saved is safe on the device.
function watch() {
  const stopped = (error) => error instanceof WebAssembly.RuntimeError && showCrash();
  addEventListener("error", (event) => stopped(event.error));
  addEventListener("unhandledrejection", (event) => stopped(event.reason));
}

// As Chromium, Firefox and Safari say that something could not be fetched, or not whole.
function isUnfetched(error) {
  return error instanceof TypeError && /fetch|network|load|compile/i.test(error.message);
}

export async function start(run) {
  watch();
  try {
    await run();
  } catch (error) {
    // wasm-bindgen leaves `main` by an exception that is not an error.
    if (error instanceof Error && !/control flow/.test(error.message)) {
      // Who leaves the page while it loads did nothing wrong, and who stays reads that it did not come.
      if (isUnfetched(error)) {
        dispatchEvent(new Event("heilsam:unloaded"));
        return;
      }
      console.error(error);
      showCrash();
      return;
    }
  }
  dispatchEvent(new Event("heilsam:loaded"));
}

// The bar of a new version, which waits until the reader asks for it: never in the middle of an entry. The program shows it when the
// server has a part of it no more. `take` says whether the device holds the new version already and goes on with it.
export function offerVersion(take = () => false) {
  const bar = document.getElementById("update");
  bar?.querySelector("[data-now]")?.addEventListener("click", () => take() || location.reload());
  bar?.querySelector("[data-later]")?.addEventListener("click", () => (bar.hidden = true));
  return bar;
}

// A worker keeps the app on the device, and shows the bar as well when it holds a new version.
export async function keepOffline(script, scope) {
  let registration = null;
  const bar = offerVersion(() => {
    const waiting = navigator.serviceWorker?.controller && registration?.waiting;
    waiting?.postMessage("activate");
    return Boolean(waiting);
  });
  if (!("serviceWorker" in navigator)) return;
  registration = await navigator.serviceWorker.register(script, { scope }).catch(() => null);
  if (!registration) return;
  const offer = () => {
    if (bar && registration.waiting && navigator.serviceWorker.controller) bar.hidden = false;
  };
  let controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (controlled) location.reload();
    controlled = true;
  });
  // The browser may have found the new version, or be busy loading it, before this script runs.
  const follow = () => registration.installing?.addEventListener("statechange", offer);
  registration.addEventListener("updatefound", follow);
  follow();
  // An app on the home screen stays open for days: look again whenever the reader comes back to it.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) registration.update().catch(() => {});
  });
  offer();
}
