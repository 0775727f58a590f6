// Keeps the pages around the patient app on the device: terms, privacy and the like can be read without a network.
// Each page registers this worker for itself: its scope is the page, so that it stands in the way of nothing else.

// What each page needs, itself first, and the hash over all of that.
const PAGES = {{around-precache:patient}};

const CACHE = `heilsam-pages-${Object.values(PAGES).map(({ version }) => version).join("-")}`;
// Who runs this installation: public, the same for everybody, and without it the legal notice says nothing.
const SITE = "/api/v1/site";

const bare = (path) => path.replace(/\/$/, "");
const PAGE = bare(new URL(registration.scope).pathname);
const FILES = PAGES[PAGE]?.files ?? [];

self.addEventListener("install", (event) => {
  event.waitUntil(keep());
});

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  await cache.add(SITE).catch(() => {});
}

self.addEventListener("activate", (event) => {
  // What the older workers of the other pages show lies in the older cache: the page that is renewed last clears it away.
  if (PAGE !== Object.keys(PAGES).at(-1)) return;
  event.waitUntil(
    caches.keys().then((names) => {
      const old = names.filter((name) => name.startsWith("heilsam-pages-") && name !== CACHE);
      return Promise.all(old.map((name) => caches.delete(name)));
    }),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    // The manuals themselves lie below their page; they are large, and stay with the server.
    if (bare(url.pathname) === PAGE) event.respondWith(fromServer(request, FILES[0]));
  } else if (url.pathname === SITE) {
    event.respondWith(fromServer(request, SITE));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(fromDevice(request));
  }
});

async function fromServer(request, kept) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await caches.match(kept, { ignoreVary: true });
    if (found) return found;
    throw error;
  }
}

// What is named after its content is the same wherever it comes from.
async function fromDevice(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
