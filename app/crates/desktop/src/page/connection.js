// `RTCPeerConnection`: the program connects, codes and protects (`src/server/call.rs`).

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
    // Both kinds together: nobody asks for them apart.
    const inbound = { bytesReceived: now.bytes, packetsReceived: now.packets, packetsLost: now.lost };
    return new Map([
      entry("in-audio", "inbound-rtp", { kind: "audio", totalAudioEnergy: now.energy }),
      entry("in-video", "inbound-rtp", { kind: "video", framesDecoded: now.frames, ...inbound }),
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
