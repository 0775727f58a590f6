// A patient cancels an appointment, without an account. The token is in the fragment: it reaches the server only when
// the button is pressed, and then in the body.

// The guest page hands on the note of the invitation's link, base64url: `1 | minutes u32 | flags u8 | token 16 | ...`.
function fromNote(room, note) {
  try {
    const bytes = atob(note.replaceAll("-", "+").replaceAll("_", "/"));
    if (bytes.charCodeAt(0) !== 1 || !(bytes.charCodeAt(5) & 2)) return [room];
    const minutes = Array.from(bytes.slice(1, 5)).reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0);
    const token = btoa(bytes.slice(6, 22)).replaceAll("+", "-").replaceAll("/", "_").slice(0, 22);
    return [room, token, String(minutes * 60)];
  } catch {
    return [room];
  }
}

const parts = location.hash.slice(1).split(".");
const [room, token, begins] = parts.length === 2 ? fromNote(...parts) : parts;
history.replaceState(null, "", location.pathname);

function show(name) {
  for (const each of document.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== name;
}

function inWords(language) {
  const options = { dateStyle: "full", timeStyle: "short" };
  return new Date(Number(begins) * 1000).toLocaleString(language, options);
}

async function cancel() {
  const button = document.getElementById("cancel");
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  document.getElementById("offline").hidden = true;
  const answer = await fetch(`/api/v1/rooms/${room}/cancellation`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  }).catch(() => null);
  button.removeAttribute("aria-disabled");
  // A server that fails knows nothing of the appointment: the button stays.
  if (!answer || answer.status >= 500) document.getElementById("offline").hidden = false;
  else if (answer.ok) show("done");
  else show(answer.status === 429 ? "busy" : "gone");
}

const complete = /^[\w-]{8,64}$/.test(room) && /^[\w-]{22}$/.test(token ?? "") && /^\d{9,11}$/.test(begins ?? "");
if (complete) {
  document.getElementById("when-de").textContent = inWords("de-DE");
  document.getElementById("when-en").textContent = inWords("en-GB");
  document.getElementById("cancel").addEventListener("click", cancel);
}
show(complete ? "ask" : "gone");
