// One tab at a time: `take` waits for its turn and gives the end of it. Where the browser knows no locks everybody is let in.

const LONGEST_MS = 10_000;

export async function take(name) {
  if (!navigator.locks) return () => {};
  return new Promise((taken, failed) => {
    const held = () =>
      new Promise((release) => {
        // Who was sent away while waiting holds up nobody for ever.
        setTimeout(release, LONGEST_MS);
        taken(() => release());
      });
    navigator.locks.request(name, held).catch(failed);
  });
}
