// Loads the program with chat, documents and sharing when a call has begun, and not before.

let tools;

function load() {
  tools ??= import(document.querySelector('meta[name="heilsam:call-tools"]').content);
  return tools;
}

export async function open(host, port, room) {
  try {
    (await load()).attach(host, port, room);
  } catch {
    // The call goes on without; the next try is when a connection returns.
    tools = undefined;
    addEventListener("online", () => host.isConnected && open(host, port, room), { once: true });
  }
}

export async function rest(host, room) {
  (await tools?.catch(() => {}))?.rest(host, room);
}
