// Chat, documents, sharing and the choice of devices: a program beside the call. `beside.js` loads it.

import init, { attach as show, rest as showAfterwards } from "{{js:call-tools}}";
import { programBeside } from "{{asset:program-beside.js}}";

const program = programBeside(() => init({ module_or_path: "{{wasm:call-tools}}" }), "{{asset:styles/tools.css}}");
// The reader of PDF files: named here, so that no page loads a byte of it before one is sent or comes.
const reader = document.createElement("meta");
reader.name = "heilsam:document-worker";
reader.content = "{{later:document-worker.js}}";
document.head.append(reader);

export async function attach(host, port, room, line) {
  await program.start();
  if (host.isConnected) show(host, port, room, line);
}

export function rest(host, room) {
  if (program.isStarted() && host.isConnected) showAfterwards(host, room);
}
