// When the other's picture was painted, frame by frame, as the page itself sees it.

/** Runs in the page before anything else: notes every painted frame of the other's picture. */
export function watchFrames() {
  window.heilsamFrames = [];
  const watched = new WeakSet();
  const watch = (video) => {
    watched.add(video);
    const note = () => {
      window.heilsamFrames.push(Date.now());
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  };
  new MutationObserver(() => {
    const video = document.querySelector("video#call-other");
    if (video && !watched.has(video)) watch(video);
  }).observe(document, { childList: true, subtree: true });
}

/** Waits until pictures have stopped for so many milliseconds; when the last one was painted. */
export async function stopped(page, millis) {
  const still = (limit) => Date.now() - window.heilsamFrames.at(-1) > limit && window.heilsamFrames.at(-1);
  const last = await page.waitForFunction(still, millis, { polling: 20 });
  return last.jsonValue();
}

/** When the next picture after this moment was painted; fails when there is none within `limit`. */
export async function nextFrame(page, moment, limit) {
  const find = (since) => window.heilsamFrames.find((at) => at > since) ?? 0;
  const frame = await page.waitForFunction(find, moment, { timeout: limit, polling: 20 });
  return frame.jsonValue();
}

/** The longest pause between painted frames in this stretch of time: how long, and when it began after its start. */
export async function longestPause(page, from, to) {
  const frames = await page.evaluate(([since, until]) => {
    return [since, ...window.heilsamFrames.filter((at) => at > since && at < until), until];
  }, [from, to]);
  const gaps = frames.slice(1).map((at, index) => ({ millis: at - frames[index], after: frames[index] - from }));
  return gaps.reduce((longest, gap) => (gap.millis > longest.millis ? gap : longest));
}
