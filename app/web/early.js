// Before the first paint: language and theme of this browser, so that nothing flashes.
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
