import init from "{{js:patient}}";
import { keepOffline, start } from "{{asset:boot.js}}";

await start(() => init({ module_or_path: "{{wasm:patient}}" }));
await keepOffline("/app/service-worker.js", "/app/");

// The pages around the app come last: once the app is on the device, and when nothing else is to do.
const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 3000));
navigator.serviceWorker?.ready.then(() => idle(() => import("{{kept:offline-pages.js}}").catch(() => {})));
