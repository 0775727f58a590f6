import init from "{{js:visit}}";
import { start } from "{{asset:boot.js}}";

await start(() => init({ module_or_path: "{{wasm:visit}}" }));
