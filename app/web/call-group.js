// The others in a call of more than two: a program beside the call. `group.js` loads it.

import init, { place as show, take as read } from "{{js:call-group}}";
import { programBeside } from "{{asset:program-beside.js}}";

const program = programBeside(() => init({ module_or_path: "{{wasm:call-group}}" }), "{{asset:styles/group.css}}");

export async function take(port, letter) {
  await program.start();
  read(port, letter);
}

export function place(host) {
  if (program.isStarted() && host.isConnected) show(host);
}
