// Which pages somebody comes by.

/** Notes each heading that the page shows from now on, however short; gives what tells them all, in their order. */
export async function noteHeadings(page) {
  await page.evaluate(() => {
    const shown = (globalThis.headings = []);
    const look = () => {
      const heading = [...document.querySelectorAll("h1")].find((it) => it.checkVisibility())?.textContent.trim();
      if (heading && heading !== shown.at(-1)) shown.push(heading);
    };
    new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
    look();
  });
  return () => page.evaluate(() => globalThis.headings);
}
