// Chat, documents, sharing and the choice of devices: a program beside the call. `beside.js` loads it.

import init, { attach as show, rest as showAfterwards } from "{{js:call-tools}}";
import { programBeside } from "{{asset:program-beside.js}}";

const program = programBeside(
  () => init({ module_or_path: "{{wasm:call-tools}}" }),
  "{{asset:styles/tools.css}}",
  "{{asset:styles/files.css}}",
);

// What is only named here, so that no page loads a byte of it before somebody wants it.
function name(what, address) {
  document.head.append(Object.assign(document.createElement("meta"), { name: `heilsam:${what}`, content: address }));
}

// The reader of PDF files, before one is sent or comes.
name("document-worker", "{{later:document-worker.js}}");
// The blurred background, before it is switched on.
name("veil", "{{later:veil.js}}");

export async function attach(host, port, room, line) {
  await program.start();
  if (host.isConnected) show(host, port, room, line);
}

export function rest(host, room) {
  if (program.isStarted() && host.isConnected) showAfterwards(host, room);
}
