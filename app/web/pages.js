// The static pages: language, theme, and the facts of this installation.

const root = document.documentElement;

function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that refuses storage forgets the choice with the page.
  }
}

document.querySelector('[data-switch="language"]')?.addEventListener("click", () => {
  root.lang = root.lang === "en" ? "de" : "en";
  keep("heilsam.language", root.lang);
});

document.querySelector('[data-switch="theme"]')?.addEventListener("click", () => {
  const set = root.getAttribute("data-theme");
  const dark = set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.setAttribute("data-theme", dark ? "light" : "dark");
  keep("heilsam.theme", dark ? "light" : "dark");
});

function show(site) {
  const facts = { ...site, manufacturer: site.diga?.manufacturer };
  for (const place of document.querySelectorAll("[data-site]")) {
    place.textContent = facts[place.dataset.site] ?? "–";
  }
  for (const link of document.querySelectorAll("[data-demo]")) link.hidden = !site.demo;
}

if (document.querySelector("[data-site], [data-demo]")) {
  fetch("/api/v1/site")
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((site) => site && show(site))
    .catch(() => {});
}
