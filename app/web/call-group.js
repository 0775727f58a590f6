// The others in a call of more than two: a program beside the call. `group.js` loads it.

import init, { place as show, take as read } from "{{js:call-group}}";

const style = document.createElement("link");
const styled = new Promise((done) => (style.onload = style.onerror = done));
style.rel = "stylesheet";
style.href = "{{asset:styles/group.css}}";
document.head.append(style);
let ready;
let started = false;

// What could not be fetched is fetched again with the next letter; a module that failed to evaluate never is.
function start() {
  ready ??= Promise.all([init({ module_or_path: "{{wasm:call-group}}" }), styled]).then(
    () => (started = true),
    (error) => {
      ready = undefined;
      throw error;
    },
  );
  return ready;
}

export async function take(port, letter) {
  await start();
  read(port, letter);
}

export function place(host) {
  if (started && host.isConnected) show(host);
}
