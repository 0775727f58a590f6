// Demo accounts with live one-time codes (RFC 6238: SHA-1, 6 digits, 30 seconds).

const roles = {
  patient: { de: "Patientin", en: "Patient" },
  doctor: { de: "Ärztin", en: "Doctor" },
  staff: { de: "Praxispersonal", en: "Practice staff" },
  "manufacturer-author": { de: "Hersteller, schreibt", en: "Manufacturer, author" },
  "manufacturer-reviewer": { de: "Hersteller, prüft", en: "Manufacturer, reviewer" },
  operator: { de: "Betreiber", en: "Operator" },
};

function fromBase32(text) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = "";
  for (const char of text.replace(/=|\s/g, "").toUpperCase()) {
    bits += alphabet.indexOf(char).toString(2).padStart(5, "0");
  }
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
}

async function oneTimeCode(secret, seconds) {
  const key = await crypto.subtle.importKey("raw", fromBase32(secret), { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setUint32(4, Math.floor(seconds / 30));
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, counter.buffer));
  const place = mac.getUint8(19) & 15;
  return String((mac.getUint32(place) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function fill(template, values) {
  const part = document.getElementById(template).content.cloneNode(true);
  for (const place of part.querySelectorAll("[data-field]")) {
    const value = values[place.dataset.field];
    if (place.localName === "a") place.href = value ?? "";
    else if (value && typeof value === "object") place.append(...bilingual(value));
    else place.textContent = value ?? "";
  }
  for (const place of part.querySelectorAll("[data-optional]")) {
    place.hidden = !values[place.dataset.optional];
  }
  for (const button of part.querySelectorAll("[data-copy]")) {
    const value = button.parentElement.querySelector("[data-field]");
    button.addEventListener("click", () => copy(button, value.textContent));
  }
  return part;
}

async function copy(button, text) {
  const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
  if (!done) return;
  button.dataset.copied = "";
  setTimeout(() => delete button.dataset.copied, 2000);
}

function bilingual(words) {
  return ["de", "en"].map((language) => {
    const span = document.createElement("span");
    span.dataset.lang = language;
    span.textContent = words[language];
    return span;
  });
}

async function run() {
  const place = document.getElementById("demo");
  const answer = await fetch("/api/v1/demo").catch(() => null);
  if (!answer?.ok) {
    place.replaceChildren(document.getElementById("demo-none").content.cloneNode(true));
    return;
  }
  const demo = await answer.json();
  const live = [];
  place.replaceChildren();
  place.removeAttribute("aria-live");
  for (const account of demo.accounts) {
    const words = roles[account.role] ?? { de: account.role, en: account.role };
    const page = `${account.page}login`;
    place.append(fill("demo-account", { ...account, page, role: words, totp: "" }));
    live.push([place.lastElementChild.querySelector('[data-field="totp"]'), account.totp_secret]);
  }
  place.append(fill("demo-extra", demo));
  const tick = async () => {
    const now = Date.now() / 1000;
    for (const [output, secret] of live) output.textContent = await oneTimeCode(secret, now);
    for (const left of place.querySelectorAll("[data-left]")) left.textContent = 30 - Math.floor(now % 30);
  };
  await tick();
  setInterval(tick, 1000);
}

await run();
