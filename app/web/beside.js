// Loads the program with chat, documents and sharing: for a practice when the call has begun, for a guest when it is
// wanted or the other side says something. A guest's line may be narrow, and picture and sound come first.

const AGAIN_MS = 5_000;

let tools;
let begin;
// Counts the calls, and those in one call whose picture becomes the first.
let round = 0;

function load() {
  tools ??= import(document.querySelector('meta[name="heilsam:call-tools"]').content);
  return tools;
}

async function start(host, port, room, line) {
  const own = ++round;
  try {
    await (await load()).attach(host, port, room, line);
  } catch {
    // The call goes on without; the next try is when a connection returns, or in a moment: nothing tells when a server is back.
    tools = undefined;
    const again = () => {
      clearTimeout(timer);
      removeEventListener("online", again);
      if (host.isConnected && own === round) start(host, port, room, line);
    };
    const timer = setTimeout(again, AGAIN_MS);
    addEventListener("online", again);
  }
}

// The port for a program that comes later: what the other side says meanwhile is kept for it.
function keeping(port) {
  const kept = [];
  port.listen((message) => {
    kept.push(message);
    want();
  });
  return {
    send: (message) => port.send(message),
    listen(take) {
      port.listen(take);
      for (const message of kept.splice(0)) take(message);
    },
    connection: () => port.connection(),
    name: () => port.name(),
    useDevice: (camera, id) => port.useDevice(camera, id),
  };
}

// `line` is the number of the person in the chat so far, where there were several.
export function open(host, port, room, waits, line) {
  if (!waits || tools) {
    start(host, port, room, line);
    return;
  }
  const later = keeping(port);
  begin = () => start(host, later, room);
}

export function want() {
  begin?.();
  begin = undefined;
}

export async function rest(host, room) {
  (await tools?.catch(() => {}))?.rest(host, room);
}
