// Tracks of the program's camera and microphone, and of the other side of a call, as `MediaStream` and `MediaStreamTrack`.

const HEADER_BYTES = 6;
const PICTURE = 1;
// Of an analyser's bytes.
const SILENCE = 128;
const LOUDEST = 255;
// Between two pictures that nobody sees.
const HIDDEN_MS = 200;

function open(path) {
  const socket = new WebSocket(`ws://${location.host}/_window/${path}`);
  socket.binaryType = "arraybuffer";
  return socket;
}

// A picture is asked for when the last one is drawn: a page without time gets fewer, never a queue.
function whenDrawn(ask) {
  if (document.hidden) setTimeout(ask, HIDDEN_MS);
  else requestAnimationFrame(ask);
}

// Pictures of one origin: the camera, or the other side of a call.
class Feed {
  image = null;

  take(buffer) {
    const view = new DataView(buffer);
    if (view.getUint8(0) !== PICTURE) return false;
    const pixels = new Uint8ClampedArray(buffer, HEADER_BYTES);
    this.image = new ImageData(pixels, view.getUint16(2, true), view.getUint16(4, true));
    for (const screen of screens) screen.paint(this);
    return true;
  }
}

// A device of the program; open while one of its tracks lives.
class Device {
  feed = new Feed();
  level = 0;
  // Taken away, or closed: its tracks have ended.
  isGone = false;
  #users = 1;
  #socket;

  static open(path, id) {
    const device = new Device();
    device.#socket = open(id ? `${path}?id=${encodeURIComponent(id)}` : path);
    return new Promise((resolve, reject) => {
      const fail = (name) => reject(new DOMException("the device does not open", name));
      let opened = false;
      device.#socket.onclose = () => {
        if (!opened) return fail("NotReadableError");
        device.isGone = true;
        tracksChanged();
      };
      device.#socket.onmessage = ({ data }) => {
        if (opened && typeof data === "string") device.level = Number(data);
        else if (opened && device.feed.take(data)) whenDrawn(() => device.#tell("drawn"));
        else if (data === "ok") resolve(((opened = true), device));
        else fail(data);
      };
    });
  }

  #tell(word) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(word);
  }

  share() {
    this.#users += 1;
    return this;
  }

  release() {
    this.#users -= 1;
    if (this.#users === 0) this.#socket.close();
  }
}

class Track extends EventTarget {
  id = crypto.randomUUID();
  #enabled = true;
  #live = true;

  constructor(kind, feed, device = null) {
    super();
    Object.defineProperties(this, { kind: { value: kind }, feed: { value: feed }, device: { value: device } });
  }

  get readyState() {
    return this.#live && !this.device?.isGone ? "live" : "ended";
  }

  get enabled() {
    return this.#enabled;
  }

  set enabled(on) {
    this.#enabled = Boolean(on);
    tracksChanged();
  }

  clone() {
    const clone = new Track(this.kind, this.feed, this.device?.share());
    clone.enabled = this.#enabled;
    return clone;
  }

  stop() {
    if (!this.#live) return;
    this.#live = false;
    this.device?.release();
    tracksChanged();
  }
}

class Stream extends EventTarget {
  id = crypto.randomUUID();
  #tracks;

  constructor(from = []) {
    super();
    this.#tracks = from instanceof Stream ? from.getTracks() : [...from];
  }

  get active() {
    return this.#tracks.some((track) => track.readyState === "live");
  }

  getTracks() {
    return [...this.#tracks];
  }

  getVideoTracks() {
    return this.#tracks.filter((track) => track.kind === "video");
  }

  getAudioTracks() {
    return this.#tracks.filter((track) => track.kind === "audio");
  }

  addTrack(track) {
    if (!this.#tracks.includes(track)) this.#tracks.push(track);
    tracksChanged();
  }

  removeTrack(track) {
    this.#tracks = this.#tracks.filter((each) => each !== track);
    tracksChanged();
  }

  clone() {
    return new Stream(this.#tracks.map((track) => track.clone()));
  }
}
