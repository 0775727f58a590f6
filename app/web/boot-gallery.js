import init from "{{js:gallery}}";
import { start } from "{{asset:boot.js}}";

await start(() => init({ module_or_path: "{{wasm:gallery}}" }));
