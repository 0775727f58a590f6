// A camera that shows a drawn person before a chequered wall, and what a picture shows of the two.
//
// A browser's own camera for tests shows nobody. The drawing is a person to the model that looks for one.

import { eventually } from "./connections.mjs";
import { OTHER } from "./people.mjs";

/** The button for the blur, off and on; each time in rest. */
export const SHARP = 'button#call-blur[aria-pressed="false"]:not([aria-disabled])';
export const BLURRED = 'button#call-blur[aria-pressed="true"]:not([aria-disabled])';
/** The own picture, in a call of two or of several. */
export const OWN = "video#call-own, #call-own video";
/** How much the brightness of the wall differs, at least: a pattern. */
export const PATTERN = 20;
// The same at most, where there is none.
const NOTHING = 8;

/**
 * In a page: every camera that is opened from now on shows the drawing, and says that it gives five pictures a second. The page
 * gives its blur the time from one picture to the next, and switches it off where that is too little: a machine that is busy
 * with everything else has it nevertheless.
 */
export function drawsCamera() {
  // Firefox comes here in the empty page before the first one, too, which has no cameras.
  if (!globalThis.MediaDevices) return;
  const RATE = 5;
  const { getUserMedia } = MediaDevices.prototype;
  const { getSettings } = MediaStreamTrack.prototype;
  MediaStreamTrack.prototype.getSettings = function slow() {
    const settings = getSettings.call(this);
    // Only what comes from a canvas has one, and so has its clone.
    return this.canvas ? { ...settings, frameRate: RATE } : settings;
  };
  const draw = (paint) => {
    for (let [y, row] = [0, 0]; y < 360; y += 20, row += 1) {
      for (let [x, column] = [0, 0]; x < 640; x += 20, column += 1) {
        paint.fillStyle = (row + column) % 2 ? "rgb(225 230 220)" : "rgb(120 130 135)";
        paint.fillRect(x, y, 20, 20);
      }
    }
    const shape = (colour, u, v, across, down) => {
      paint.fillStyle = colour;
      paint.beginPath();
      paint.ellipse(320 + u * 0.18, 180 + v * 0.18, across * 0.18, down * 0.18, 0, 0, 7);
      paint.fill();
    };
    shape("rgb(40 70 120)", 0, 1050, 800, 760);
    paint.fillStyle = "rgb(200 150 125)";
    paint.fillRect(320 - 21, 180, 42, 75);
    shape("rgb(70 45 30)", 0, -250, 330, 400);
    shape("rgb(215 165 140)", 0, -160, 270, 370);
    shape("rgb(170 70 70)", 0, 20, 95, 28);
    for (const eye of [-110, 110]) shape("rgb(50 30 20)", eye, -230, 38, 22);
  };
  window.heilsamCameras = [];
  MediaDevices.prototype.getUserMedia = function drawn(wish) {
    if (!wish.video) return getUserMedia.call(this, wish);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 360];
    const paint = canvas.getContext("2d");
    setInterval(() => draw(paint), 50);
    const stream = canvas.captureStream(RATE);
    window.heilsamCameras.push(stream.getVideoTracks()[0]);
    return Promise.resolve(stream);
  };
}

/** In a page: what a picture shows, how much the wall differs, and the colour of the cheek. */
export function look(query) {
  const video = document.querySelector(query);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [320, 180];
  const paint = canvas.getContext("2d", { willReadFrequently: true });
  if (video?.videoWidth) paint.drawImage(video, 0, 0, 320, 180);
  const of = (...square) => [...paint.getImageData(...square).data].filter((_, index) => index % 4 === 0);
  const wall = of(16, 16, 64, 64);
  const mean = wall.reduce((sum, value) => sum + value, 0) / wall.length;
  const spread = Math.sqrt(wall.reduce((sum, value) => sum + (value - mean) ** 2, 0) / wall.length);
  return { wall: spread, bright: mean, cheek: [...paint.getImageData(160, 82, 1, 1).data].slice(0, 3) };
}

const hasFace = ({ cheek: [red, green, blue] }) => Math.abs(red - 215) < 25 && Math.abs(green - 165) < 25 && Math.abs(blue - 140) < 25;
/** Whether the person is seen before the wall, and before none. */
export const showsRoom = (seen) => seen.wall > PATTERN && hasFace(seen);
export const hidesRoom = (seen) => seen.wall < NOTHING && seen.bright > 100 && hasFace(seen);

/** Waits until a picture, else the other side's, stands a test of what it shows; in either browser. */
export function sees(page, what, test, query = OTHER) {
  return eventually(what, () => page.evaluate(look, query), test);
}
