import init from "{{js:manufacturer}}";
import { start } from "{{asset:boot.js}}";

await start(() => init({ module_or_path: "{{wasm:manufacturer}}" }));
