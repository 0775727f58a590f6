// Before the first paint, and before any other script can fail to come.

// Language and theme of this browser, so that nothing flashes.
(function () {
  var root = document.documentElement;
  var keep = null;
  try {
    keep = window.localStorage;
  } catch {
    keep = null;
  }
  function read(name) {
    try {
      return keep ? keep.getItem(name) : null;
    } catch {
      return null;
    }
  }
  var theme = read("heilsam.theme");
  if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
  var wanted = [read("heilsam.language")].concat(Array.from(navigator.languages || [navigator.language]));
  for (var tag of wanted) {
    var short = String(tag || "").slice(0, 2).toLowerCase();
    if (short === "de" || short === "en") {
      root.lang = short;
      break;
    }
  }
})();

// What did not come, because the line broke or the network changed meanwhile, is asked for again.
(function () {
  // Twice by itself, after so many milliseconds.
  var PAUSES = [500, 3000];

  // Parts of a program: then the page says so and goes on when the device is connected again.
  var COUNT = "heilsam.loads";
  var noticed = false;
  function tries() {
    try {
      return Number(window.sessionStorage.getItem(COUNT));
    } catch {
      return PAUSES.length;
    }
  }
  function remember(count) {
    try {
      window.sessionStorage.setItem(COUNT, String(count));
    } catch {
      // Nothing can be kept: then nothing is tried by itself either.
    }
  }
  function reload() {
    location.reload();
  }
  function say() {
    if (document.readyState === "loading") return document.addEventListener("DOMContentLoaded", say);
    var notice = document.getElementById("unloaded");
    var boot = document.getElementById("boot");
    if (!notice) return;
    if (boot) boot.remove();
    notice.hidden = false;
    notice.querySelector("button").addEventListener("click", reload);
    notice.querySelector("h1").focus();
  }
  function again() {
    if (noticed) return;
    noticed = true;
    window.addEventListener("online", reload);
    var done = tries();
    if (done < PAUSES.length && navigator.onLine) {
      remember(done + 1);
      setTimeout(reload, PAUSES[done]);
    } else {
      remember(0);
      say();
    }
  }
  window.addEventListener("error", (event) => event.target instanceof HTMLScriptElement && again(), true);
  window.addEventListener("heilsam:unloaded", again);
  window.addEventListener("heilsam:loaded", () => remember(0));

  // A style sheet: the page stays, for somebody may have begun to read or to type.
  function missing(event) {
    var link = event.target;
    if (!(link instanceof HTMLLinkElement) || link.rel !== "stylesheet") return;
    var done = Number(link.dataset.tries || 0);
    function replace() {
      var next = link.cloneNode();
      next.dataset.tries = done + 1;
      link.replaceWith(next);
    }
    if (done < PAUSES.length) setTimeout(replace, PAUSES[done]);
    else window.addEventListener("online", replace, { once: true });
  }
  window.addEventListener("error", missing, true);
})();
