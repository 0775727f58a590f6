// Given to every page of the window before its own scripts: the interfaces for calls that its web view lacks. Peer
// connections, camera, microphone and loudspeaker are the program's; this file only speaks with it (`src/server.rs`).
// A page that finds these interfaces cannot tell the window from a browser, and needs not.

(() => {
  "use strict";
  // A frame that some page of the world might show gets nothing.
  if (window !== window.top || location.hostname !== "127.0.0.1") return;

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
    label = "";
    #users = 1;
    #socket;

    static open(path, id) {
      const device = new Device();
      device.#socket = open(id ? `${path}?id=${encodeURIComponent(id)}` : path);
      return new Promise((resolve, reject) => {
        const fail = (name) => reject(new DOMException("the device does not open", name));
        let opened = false;
        device.#socket.onclose = () => opened || fail("NotReadableError");
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
    muted = false;
    contentHint = "";
    onended = null;
    #enabled = true;
    #live = true;

    constructor(kind, feed, device = null) {
      super();
      Object.defineProperties(this, { kind: { value: kind }, feed: { value: feed }, device: { value: device } });
    }

    get label() {
      return this.device?.label ?? "";
    }

    get readyState() {
      return this.#live ? "live" : "ended";
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

    getSettings() {
      return { deviceId: this.device?.id ?? "" };
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

  class Channel extends EventTarget {
    readyState = "connecting";
    binaryType = "arraybuffer";
    onopen = null;
    onmessage = null;
    #socket;

    constructor(socket) {
      super();
      this.#socket = socket;
    }

    opened() {
      this.readyState = "open";
      this.onopen?.(new Event("open"));
    }

    // The first byte says that the rest is a message.
    take(buffer) {
      this.onmessage?.(new MessageEvent("message", { data: buffer.slice(1) }));
    }

    send(bytes) {
      if (this.readyState !== "open") throw new DOMException("the channel is not open", "InvalidStateError");
      this.#socket.send(bytes);
    }
  }

  // A section of the connection. What it sends is switched, never replaced: the program has one camera at a time.
  class Transceiver {
    direction = "sendrecv";

    constructor(kind, feed, connection) {
      this.receiver = { track: new Track(kind, feed) };
      this.sender = {
        track: null,
        async replaceTrack(track) {
          this.track = track ?? null;
          connection.switchTracks();
        },
        getParameters: () => ({ encodings: [] }),
        async setParameters() {},
      };
    }

    get isSending() {
      const { track } = this.sender;
      return Boolean(track?.enabled && track.readyState === "live");
    }
  }

  class Connection extends EventTarget {
    connectionState = "new";
    onicecandidate = null;
    ontrack = null;
    onconnectionstatechange = null;
    #socket = open("call");
    #ready;
    #asked = new Map();
    #next = 0;
    #feed = new Feed();
    #transceivers = ["audio", "video"].map((kind) => new Transceiver(kind, this.#feed, this));
    #channel = new Channel(this.#socket);
    #switched = "";
    #offer = null;
    #hasTracks = false;

    constructor({ iceServers = [], iceTransportPolicy = "all" } = {}) {
      super();
      connections.add(this);
      this.#socket.onmessage = ({ data }) => this.#take(data);
      const opened = new Promise((resolve, reject) => {
        this.#socket.onopen = resolve;
        this.#socket.onclose = () => reject(this.#lost());
      });
      const relayOnly = iceTransportPolicy === "relay";
      this.#ready = opened.then(() => this.#say({ do: "open", servers: servers(iceServers), relayOnly }));
      // Who asks first is told; nobody needs to be told twice.
      this.#ready.catch(() => {});
    }

    getTransceivers() {
      return [...this.#transceivers];
    }

    getSenders() {
      return this.#transceivers.map(({ sender }) => sender);
    }

    addTransceiver(kind) {
      return this.#transceivers.find((each) => each.receiver.track.kind === kind);
    }

    createDataChannel() {
      return this.#channel;
    }

    async createOffer({ iceRestart = false } = {}) {
      const { sdp } = await this.#ask({ do: "offer", restart: iceRestart });
      return { type: "offer", sdp };
    }

    async createAnswer() {
      const { sdp } = await this.#ask({ do: "apply-offer", sdp: this.#offer });
      this.#giveTracks();
      return { type: "answer", sdp };
    }

    // The program has set it already when it made it.
    async setLocalDescription() {}

    async setRemoteDescription({ type, sdp }) {
      // A wish for a browser's encoder.
      const plain = sdp.replace(/a=fmtp:\d+ x-google-start-bitrate=\d+\r\n/, "");
      if (type === "offer") {
        this.#offer = plain;
      } else {
        await this.#ask({ do: "apply-answer", sdp: plain });
        this.#giveTracks();
      }
    }

    async addIceCandidate(init) {
      if (!init?.candidate) return;
      const { candidate, sdpMid, sdpMLineIndex } = init;
      await this.#ask({ do: "candidate", candidate, mid: sdpMid ?? "0", line: sdpMLineIndex ?? 0 });
    }

    setConfiguration({ iceServers = [] }) {
      this.#ask({ do: "servers", servers: servers(iceServers) }).catch(() => {});
    }

    async getStats() {
      const now = await this.#ask({ do: "statistics" });
      const timestamp = performance.timeOrigin + performance.now();
      const entry = (id, type, values) => [id, { id, type, timestamp, ...values }];
      const inbound = { bytesReceived: now.bytes, packetsReceived: now.packets, packetsLost: now.lost };
      const pictures = { framesDecoded: now.frames, totalAudioEnergy: now.energy };
      return new Map([
        entry("in", "inbound-rtp", { ...inbound, ...pictures, headerBytesReceived: 0 }),
        entry("pair", "candidate-pair", { nominated: true, currentRoundTripTime: now.roundTrip }),
        entry("transport", "transport", { srtpCipher: now.srtp, dtlsCipher: now.dtls, dtlsState: this.connectionState }),
      ]);
    }

    close() {
      if (this.connectionState === "closed") return;
      this.connectionState = "closed";
      connections.delete(this);
      for (const { receiver } of this.#transceivers) receiver.track.stop();
      this.#socket.close();
    }

    // Sends picture and sound as the tracks are switched now.
    switchTracks() {
      const [audio, video] = this.#transceivers.map((each) => each.isSending);
      const wanted = `${audio} ${video}`;
      if (wanted === this.#switched) return;
      this.#switched = wanted;
      this.#ask({ do: "enable", audio, video }).catch(() => {});
    }

    async #ask(wish) {
      await this.#ready;
      return this.#say(wish);
    }

    #say(wish) {
      const id = (this.#next += 1);
      return new Promise((resolve, reject) => {
        if (this.#socket.readyState !== WebSocket.OPEN) return reject(refused());
        this.#asked.set(id, { resolve, reject });
        this.#tell({ id, ...wish });
      });
    }

    #tell(message) {
      if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
    }

    #take(data) {
      if (typeof data !== "string") {
        if (!this.#feed.take(data)) this.#channel.take(data);
        else whenDrawn(() => this.#tell({ id: 0, do: "drawn" }));
        return;
      }
      const message = JSON.parse(data);
      if (message.id) {
        const { resolve, reject } = this.#asked.get(message.id);
        this.#asked.delete(message.id);
        if (message.failed) reject(refused());
        else resolve(message);
      } else if (message.event === "candidate") {
        const { candidate, mid, line } = message;
        this.onicecandidate?.({ candidate: { candidate, sdpMid: mid, sdpMLineIndex: line } });
      } else if (message.event === "state") {
        this.#become(message.state);
      } else if (message.event === "data-opened") {
        this.#channel.opened();
      }
    }

    #become(state) {
      if (this.connectionState === "closed") return;
      this.connectionState = state;
      this.onconnectionstatechange?.(new Event("connectionstatechange"));
    }

    #lost() {
      for (const { reject } of this.#asked.values()) reject(refused());
      this.#asked.clear();
      this.#become("failed");
      return refused();
    }

    #giveTracks() {
      if (this.#hasTracks) return;
      this.#hasTracks = true;
      for (const transceiver of this.#transceivers) {
        const { receiver } = transceiver;
        this.ontrack?.({ track: receiver.track, receiver, transceiver, streams: [] });
      }
    }
  }

  function refused() {
    return new DOMException("the connection refuses", "OperationError");
  }

  function servers(list) {
    return [...list].map(({ urls, username = "", credential = "" }) => ({ urls: [urls].flat(), username, credential }));
  }

  class DeviceInfo {}

  const mediaDevices = Object.assign(new EventTarget(), {
    async getUserMedia({ audio = false, video = false }) {
      const tracks = [];
      for (const [wish, kind, path] of [[audio, "audio", "microphone"], [video, "video", "camera"]]) {
        if (!wish) continue;
        const device = await Device.open(path, wish.deviceId?.exact ?? "");
        tracks.push(new Track(kind, device.feed, device));
      }
      return new Stream(tracks);
    },
    async enumerateDevices() {
      const answer = await fetch("/_window/devices");
      return (await answer.json()).map((each) => Object.assign(new DeviceInfo(), { groupId: "", ...each }));
    },
  });
  Object.defineProperty(Navigator.prototype, "mediaDevices", { get: () => mediaDevices });
  Object.assign(window, {
    MediaStream: Stream,
    MediaStreamTrack: Track,
    MediaDeviceInfo: DeviceInfo,
    RTCPeerConnection: Connection,
  });
  new MutationObserver(placeScreens).observe(document, { childList: true, subtree: true });
})();
