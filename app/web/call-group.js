// The others in a call of more than two: a program beside the call. `group.js` loads it.

import init, { place as show, take as read } from "{{js:call-group}}";

const style = document.createElement("link");
const styled = new Promise((done) => (style.onload = style.onerror = done));
style.rel = "stylesheet";
style.href = "{{asset:styles/group.css}}";
document.head.append(style);
await Promise.all([init({ module_or_path: "{{wasm:call-group}}" }), styled]);

export function take(port, letter) {
  read(port, letter);
}

export function place(host) {
  if (host.isConnected) show(host);
}
