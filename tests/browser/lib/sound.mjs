// What a page plays.

/** From its next load on a page counts the tones that it plays; gives how many there were since. */
export async function countTones(page) {
  await page.addInitScript(() => {
    const { start } = AudioScheduledSourceNode.prototype;
    window.tones = 0;
    AudioScheduledSourceNode.prototype.start = function counted(...moment) {
      window.tones += 1;
      return start.apply(this, moment);
    };
  });
  return () => page.evaluate(() => window.tones);
}
