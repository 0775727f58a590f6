// Where pictures are seen and sound is measured.

// A video element whose place a canvas takes: the web view has no way to play a stream that it did not make.
class Screen {
  #video;
  #canvas = document.createElement("canvas");
  #context = this.#canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  #shown = null;
  #wasPlaced = false;

  constructor(video) {
    this.#video = video;
    this.#canvas.setAttribute("role", "img");
    // What reads the element's picture reads the canvas.
    Object.defineProperties(video, {
      videoWidth: { get: () => (this.#shown ? this.#canvas.width : 0) },
      videoHeight: { get: () => (this.#shown ? this.#canvas.height : 0) },
      readyState: { get: () => (this.#shown ? HTMLMediaElement.HAVE_ENOUGH_DATA : 0) },
      paused: { get: () => !this.#shown },
      play: { value: () => Promise.resolve() },
    });
  }

  get canvas() {
    return this.#canvas;
  }

  get #feed() {
    const [track] = streams.get(this.#video)?.getVideoTracks() ?? [];
    return track?.readyState === "live" && track.enabled ? track.feed : null;
  }

  paint(feed) {
    if (feed !== this.#feed || !feed?.image) return;
    const { width, height } = feed.image;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    this.#context.putImageData(feed.image, 0, 0);
    const first = !this.#shown;
    this.#shown = feed;
    if (first) for (const name of ["loadedmetadata", "playing"]) this.#video.dispatchEvent(new Event(name));
  }

  // Stands beside the element as long as that is in the page, and shows nothing that has ended.
  place() {
    const video = this.#video;
    if (!video.isConnected) return this.#canvas.remove();
    this.#wasPlaced = true;
    if (this.#canvas.previousSibling !== video) {
      video.style.display = "none";
      video.after(this.#canvas);
    }
    this.#canvas.className = video.className;
    this.#canvas.setAttribute("aria-label", video.getAttribute("aria-label") ?? "");
    if (this.#shown && this.#shown !== this.#feed) {
      this.#context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
      this.#shown = null;
    }
    this.paint(this.#feed);
  }

  get isGone() {
    return this.#wasPlaced && !this.#video.isConnected;
  }
}

const streams = new WeakMap();
const screenOf = new WeakMap();
const screens = new Set();
const connections = new Set();

function placeScreens() {
  for (const screen of screens) {
    screen.place();
    if (screen.isGone) screens.delete(screen);
  }
}

function tracksChanged() {
  for (const connection of connections) connection.switchTracks();
  for (const screen of screens) screen.place();
}

Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
  get() {
    return streams.get(this) ?? null;
  },
  set(stream) {
    streams.set(this, stream);
    if (!screenOf.has(this)) screenOf.set(this, new Screen(this));
    screens.add(screenOf.get(this));
    screenOf.get(this).place();
  },
});

const drawImage = CanvasRenderingContext2D.prototype.drawImage;
CanvasRenderingContext2D.prototype.drawImage = function (source, ...rest) {
  return drawImage.call(this, screenOf.get(source)?.canvas ?? source, ...rest);
};

// The sound stays in the program, which tells how loud it is: that is all a page measures.
const deviceOf = new WeakMap();
AudioContext.prototype.createMediaStreamSource = (stream) => ({
  connect(analyser) {
    deviceOf.set(analyser, stream.getAudioTracks()[0]?.device);
    return analyser;
  },
});
const measure = AnalyserNode.prototype.getByteTimeDomainData;
AnalyserNode.prototype.getByteTimeDomainData = function (into) {
  if (!deviceOf.has(this)) return measure.call(this, into);
  into.fill(SILENCE + Math.round((deviceOf.get(this)?.level ?? 0) * (LOUDEST - SILENCE)));
};
