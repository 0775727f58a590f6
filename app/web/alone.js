// One tab at a time. Where the browser knows no locks everybody is let in.

// Asks for a turn: what resolves when it comes, and what gives it back, be it that it comes only later. A turn lasts as long
// as its work; a page that is closed gives its own back.
export function ask(name) {
  let end;
  const over = new Promise((resolve) => (end = resolve));
  if (!navigator.locks) return [Promise.resolve(), end];
  const comes = new Promise((resolve, reject) => {
    const held = () => {
      resolve();
      return over;
    };
    navigator.locks.request(name, held).catch(reject);
  });
  return [comes, end];
}
