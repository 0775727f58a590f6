// Chat, documents, sharing and the choice of devices: a program beside the call. `beside.js` loads it.

import init, { attach as show, rest as showAfterwards } from "{{js:call-tools}}";

const style = document.createElement("link");
const styled = new Promise((done) => (style.onload = style.onerror = done));
style.rel = "stylesheet";
style.href = "{{asset:styles/tools.css}}";
document.head.append(style);
// The reader of PDF files: named here, so that no page loads a byte of it before one is sent or comes.
const reader = document.createElement("meta");
reader.name = "heilsam:document-worker";
reader.content = "{{later:document-worker.js}}";
document.head.append(reader);
let ready;
let started = false;

// What could not be fetched is fetched again the next time; a module that failed to evaluate never is.
function start() {
  ready ??= Promise.all([init({ module_or_path: "{{wasm:call-tools}}" }), styled]).then(
    () => (started = true),
    (error) => {
      ready = undefined;
      throw error;
    },
  );
  return ready;
}

export async function attach(host, port, room, line) {
  await start();
  if (host.isConnected) show(host, port, room, line);
}

export function rest(host, room) {
  if (started && host.isConnected) showAfterwards(host, room);
}
