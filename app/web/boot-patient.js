import init from "{{js:patient}}";
import { keepOffline, start } from "{{asset:boot.js}}";

await start(() => init({ module_or_path: "{{wasm:patient}}" }));
await keepOffline("/app/service-worker.js", "/app/");
