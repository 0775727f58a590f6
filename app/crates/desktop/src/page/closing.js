// The window is to be closed: in a call the page asks first, and tells the program what the person wants (`src/closing.rs`).

function isTalking() {
  const call = document.getElementById("call-people");
  // In the waiting room the call lies below, out of reach.
  return call !== null && !call.closest("[inert]");
}

function askBeforeClosing(words) {
  const button = (className, id, answer) => {
    const made = element("button", { className, id, type: "button", textContent: words[id] });
    made.addEventListener("click", () => say(answer));
    return made;
  };
  const title = element("h2", { id: "window-close-title", tabIndex: -1, textContent: words["window-close-title"] });
  const text = element("p", { textContent: words["window-close-text"] });
  const stay = button("button", "window-close-stay", "stay");
  const leave = button("button button-second", "window-close-leave", "close");
  const actions = element("div", { className: "actions" }, stay, leave);
  const body = element("div", { className: "dialog-body" }, title, text, actions);
  const dialog = element("dialog", { id: "window-close", className: "dialog" }, body);
  const say = (answer) => {
    // Gives the focus back.
    dialog.close();
    dialog.remove();
    window.ipc.postMessage(answer);
  };
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    say("stay");
  });
  document.body.append(dialog);
  dialog.showModal();
  title.focus();
}

addEventListener("heilsam:close", (event) => {
  if (!isTalking()) return;
  event.preventDefault();
  askBeforeClosing(document.documentElement.lang.startsWith("en") ? event.detail.en : event.detail.de);
});
