import init from "{{js:practice}}";
import { offerVersion, start } from "{{asset:boot.js}}";

await start(() => init({ module_or_path: "{{wasm:practice}}" }));
offerVersion();
