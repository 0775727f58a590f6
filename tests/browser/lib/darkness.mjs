// What a side gets of the other one before and after the admission: black and silence, then picture and sound.

import assert from "node:assert/strict";

import { eventually } from "./connections.mjs";
import { SILENCE, sound } from "./group.mjs";

/** The brightness of a point, from 0 to 255: black with the noise of its coding, and what the fake camera shows. */
const [DARK, BRIGHT] = [40, 120];
/** So many pictures, and two seconds of sound: the fake microphone would have beeped in them. */
const [PICTURES, SAMPLES] = [5, 96_000];

/** In a page of Chromium: looks at every picture that comes in, for its brightest point. */
export function looksAtPictures() {
  const Plain = window.RTCPeerConnection;
  const seen = { pictures: 0, brightest: 0 };
  window.heilsamSeen = seen;
  const look = async (track) => {
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    for (;;) {
      const { done, value: picture } = await reader.read();
      if (done) return;
      const { width, height } = picture.visibleRect;
      const bytes = new Uint8Array(picture.allocationSize());
      // The first plane is the brightness.
      const [{ offset, stride }] = await picture.copyTo(bytes);
      picture.close();
      for (let row = 0; row < height; row += 1) {
        const begin = offset + row * stride;
        for (const point of bytes.subarray(begin, begin + width)) if (point > seen.brightest) seen.brightest = point;
      }
      seen.pictures += 1;
    }
  };
  window.RTCPeerConnection = class extends Plain {
    constructor(...values) {
      super(...values);
      this.addEventListener("track", ({ track }) => {
        if (track.kind === "video") look(track);
      });
    }
  };
}

/** What a page that `looksAtPictures` got so far: pictures, their brightest point, sound and its energy. */
async function got(page) {
  const [{ energy, samples, concealed } = { energy: 0, samples: 0, concealed: 0 }] = await sound(page);
  return { ...(await page.evaluate(() => window.heilsamSeen)), energy, samples: samples - concealed };
}

/** Pictures and sound come to a page that `looksAtPictures`, and so far they were black and silence. */
export async function getsNothing(page) {
  const enough = ({ pictures, samples }) => pictures >= PICTURES && samples >= SAMPLES;
  await eventually("pictures and sound come", () => got(page), enough);
  const { brightest, energy } = await got(page);
  assert.ok(brightest < DARK, `black before the admission: ${brightest}`);
  assert.ok(energy < SILENCE, `silence before the admission: ${energy}`);
}

/** Waits until a page that `looksAtPictures` gets light and sound. */
export async function getsPictureAndSound(page) {
  const shows = ({ brightest, energy }) => brightest > BRIGHT && energy > SILENCE;
  await eventually("picture and sound after the admission", () => got(page), shows);
}
