// Keeps the patient app on the device: it starts without a network, and changes when asked to, or once all its pages
// are closed.
// Requests to the API are never touched, nothing personal enters this cache.

const FILES = {{precache:patient}};
const SHELL = "/app/";

const CACHE = "heilsam-app-{{version:patient}}";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...new Set([SHELL, ...FILES])])));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => {
      const old = names.filter((name) => name.startsWith("heilsam-app-") && name !== CACHE);
      return Promise.all(old.map((name) => caches.delete(name)));
    }),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") {
    if (!url.pathname.startsWith(SHELL)) return;
    event.respondWith(fromCache(SHELL, request));
  } else {
    event.respondWith(fromCache(request, request));
  }
});

async function fromCache(key, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key, { ignoreVary: true })) ?? fetch(request);
}

// A push message says that there is something, never what: the app works that out itself once it is open.
const WORDS = "/app/words";

self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data));
});

async function show(data) {
  const kept = await caches.match(WORDS);
  const words = (await kept?.json().catch(() => null)) ?? { title: "Heilsam", body: "" };
  // One tag: several messages stand on the screen as one.
  await registration.showNotification(words.title, { body: words.body, tag: "heilsam", renotify: true, data: about(data) });
}

function about(data) {
  try {
    return data?.json().about ?? "reminder";
  } catch {
    return "reminder";
  }
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openApp(event.notification.data));
});

// An app that is open already is only brought forward: somebody may be typing there.
async function openApp(about) {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const app = open.find((client) => new URL(client.url).pathname.startsWith(SHELL));
  if (app) return app.focus();
  return clients.openWindow(about === "security" ? `${SHELL}notifications` : SHELL);
}
