// Has the pages around the app kept on the device, see pages-worker.js. Loaded when the app itself is kept and nothing else waits.

const WORKER = "/pages-worker.js";
const PAGES = {{around:patient}};

const register = (scope) => navigator.serviceWorker.register(WORKER, { scope }).catch(() => null);

// One after the other: what they share is loaded once. Whether there is a newer version, the first one finds out for all.
const [first, ...others] = PAGES;
const asked = await register(first);
await asked?.update().catch(() => {});
const isNewer = Boolean(asked?.active && (asked.installing ?? asked.waiting));
for (const page of others) {
  const registration = await register(page);
  // Without the server none of the rest comes either; the next start goes on from here.
  if (!registration) break;
  if (isNewer) await registration.update().catch(() => {});
}
