// Push messages of this browser: asked for only after the person pressed the switch.

const WORDS = "heilsam-words";
const PATIENCE_MS = 10_000;

export function supported() {
  return "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
}

export function allowed() {
  return supported() && Notification.permission === "granted";
}

// A browser without a service worker never becomes ready.
async function worker() {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no service worker")), PATIENCE_MS));
  return Promise.race([navigator.serviceWorker.ready, late]);
}

// The subscription there is, as JSON, or nothing.
export async function here() {
  if (!allowed()) return null;
  const subscription = await (await worker()).pushManager.getSubscription();
  return subscription ? JSON.stringify(subscription) : null;
}

// Asks the person, then the browser; gives the subscription as JSON.
export async function subscribe(key) {
  if ((await Notification.requestPermission()) !== "granted") throw "denied";
  const { pushManager } = await worker();
  // One of an earlier installation of the server has another key.
  await (await pushManager.getSubscription())?.unsubscribe();
  return JSON.stringify(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
}

export async function unsubscribe() {
  if (!supported()) return;
  await (await (await worker()).pushManager.getSubscription())?.unsubscribe();
}

// What a message says on the screen, in the reader's language: the service worker has no texts of its own.
export async function keepWords(title, body) {
  const cache = await caches.open(WORDS);
  await cache.put("/app/words", new Response(JSON.stringify({ title, body })));
}
