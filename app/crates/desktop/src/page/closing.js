// The window is to be closed: in a call the page asks first, and hangs up before it goes (`src/closing.rs`).

// Within this time a goodbye has left the program.
const GOODBYE_MS = 500;
// Takes the question away, while it is up.
let takeAway = null;

function isTalking() {
  const call = document.getElementById("call-people");
  // In the waiting room the call lies below, out of reach.
  return call !== null && !call.closest("[inert]");
}

function tell(word) {
  takeAway?.();
  window.ipc.postMessage(word);
}

function askBeforeClosing(words) {
  takeAway?.();
  const button = (className, id, word) => {
    const made = element("button", { className, id, type: "button", textContent: words[id] });
    made.addEventListener("click", () => tell(word));
    return made;
  };
  const title = element("h2", { id: "window-close-title", tabIndex: -1, textContent: words["window-close-title"] });
  const text = element("p", { textContent: words["window-close-text"] });
  const stay = button("button", "window-close-stay", "stay");
  const leave = button("button button-second", "window-close-leave", "leave");
  const actions = element("div", { className: "actions" }, stay, leave);
  const body = element("div", { className: "dialog-body" }, title, text, actions);
  const dialog = element("dialog", { id: "window-close", className: "dialog" }, body);
  const watch = new MutationObserver(() => {
    if (isTalking()) return;
    tell("stay");
    // The page gave the focus to what follows the call, which was out of reach below the question.
    document.querySelector("h1")?.focus();
  });
  takeAway = () => {
    takeAway = null;
    watch.disconnect();
    // Gives the focus back.
    dialog.close();
    dialog.remove();
  };
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    tell("stay");
  });
  document.body.append(dialog);
  dialog.showModal();
  title.focus();
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["inert"] });
}

addEventListener("heilsam:close", (event) => {
  if (!isTalking()) return;
  event.preventDefault();
  askBeforeClosing(document.documentElement.lang.startsWith("en") ? event.detail.en : event.detail.de);
});

addEventListener("heilsam:goodbye", () => {
  takeAway?.();
  if (!isTalking()) return tell("close");
  document.getElementById("call-hang-up")?.click();
  setTimeout(() => tell("close"), GOODBYE_MS);
});
