// Whoever comes into the waiting room: a number before the title of whatever page is open, and a message of the system.

let count = 0;
let watching = null;

const bare = (title) => title.replace(/^\(\d+\) /, "");

function write() {
  const wanted = count > 0 ? `(${count}) ${bare(document.title)}` : bare(document.title);
  if (document.title !== wanted) document.title = wanted;
}

// Pages write their own titles at any time: the number is put before each of them.
export function show(waiting) {
  count = waiting;
  if (!watching && count > 0) {
    watching = new MutationObserver(write);
    watching.observe(document.head, { childList: true, characterData: true, subtree: true });
  }
  write();
}

export function canTell() {
  return "Notification" in globalThis;
}

export function mayTell() {
  return canTell() && Notification.permission === "granted";
}

// Asks the person; to be called from a press.
export async function ask() {
  return canTell() && (await Notification.requestPermission()) === "granted";
}

// Only where the window is not looked at anyway.
export function tell(title, body) {
  if (!mayTell() || (document.visibilityState === "visible" && document.hasFocus())) return;
  try {
    const message = new Notification(title, { body, tag: "heilsam-waiting", renotify: true, silent: true });
    message.onclick = () => {
      focus();
      message.close();
    };
  } catch {
    // Some phones let service workers alone show messages.
  }
}
