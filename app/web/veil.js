// Puts a blurred picture into the place of the camera's on every connection of this page: for cameras that cannot do it
// themselves. `blur.js` loads this when somebody switches it on.

// Pictures a second, where the camera does not say it.
const USUAL_RATE = 30;
// Milliseconds until the first picture: model and module are fetched meanwhile.
const PATIENCE = 15_000;
// Milliseconds until a camera that gives no picture is asked again.
const PAUSE = 100;

const { replaceTrack } = RTCRtpSender.prototype;
const veils = new Map();
let on = false;
let trouble = null;
let own = null;

const isScreen = (track) => track.contentHint === "detail";

// Browsers that hand out a camera's pictures one by one do so in the worker, also while nobody looks at the page.
function throughStreams(camera, worker, rate) {
  const { readable } = new MediaStreamTrackProcessor({ track: camera });
  const output = new MediaStreamTrackGenerator({ kind: "video" });
  const { writable } = output;
  worker.postMessage({ rate, readable, writable }, [readable, writable]);
  return { output, take() {} };
}

// The others show them in an element that nobody sees, and take what is drawn on a canvas.
function throughCanvas(camera, worker, rate) {
  const video = document.createElement("video");
  [video.muted, video.playsInline, video.srcObject] = [true, true, new MediaStream([camera])];
  video.play().catch(() => {});
  const canvas = document.createElement("canvas");
  const { width, height } = camera.getSettings();
  [canvas.width, canvas.height] = [width || 640, height || 360];
  const paint = canvas.getContext("2d", { alpha: false });
  paint.fillRect(0, 0, canvas.width, canvas.height);
  const [output] = canvas.captureStream(rate).getVideoTracks();
  worker.postMessage({ rate });
  const take = async ({ next, picture }) => {
    if (picture) {
      if (canvas.width !== picture.width || canvas.height !== picture.height) {
        [canvas.width, canvas.height] = [picture.width, picture.height];
      }
      paint.drawImage(picture, 0, 0);
      picture.close();
    }
    if (!next || !veils.has(camera)) return;
    if (camera.readyState === "ended") return end(camera);
    let now = camera.enabled && video.readyState >= 2 ? await createImageBitmap(video).catch(() => null) : null;
    // Of a camera that is off Firefox gives one black point, for a moment also when it is on again. No connection sends that: the
    // other side would keep the last picture.
    if (!camera.enabled || now?.width === 1) {
      now?.close();
      paint.fillRect(0, 0, canvas.width, canvas.height);
      now = await createImageBitmap(canvas);
    }
    if (now) worker.postMessage({ picture: now }, [now]);
    else setTimeout(take, PAUSE, { next });
  };
  return { output, take };
}

function begin(camera) {
  const worker = new Worker("{{later:blur-worker.js}}", { type: "module" });
  const rate = camera.getSettings().frameRate || USUAL_RATE;
  const streams = globalThis.MediaStreamTrackProcessor && globalThis.MediaStreamTrackGenerator;
  const { output, take } = (streams ? throughStreams : throughCanvas)(camera, worker, rate);
  const veil = { worker, output, senders: new Set() };
  veil.ready = new Promise((done) => {
    veil.over = done;
    worker.onmessage = ({ data }) => {
      if (veils.get(camera) !== veil) return;
      if (data.ready) veil.over();
      if (data.slow) giveUp("slow");
      if (data.failed) giveUp("failed");
      if (data.ended) end(camera);
      take(data);
    };
    worker.onerror = () => giveUp("failed");
  });
  // Also for `mesh.js`, which makes a camera smaller and not what is made of it.
  output.camera = camera;
  veils.set(camera, veil);
  return veil;
}

function end(camera) {
  const veil = veils.get(camera);
  if (!veil) return;
  veils.delete(camera);
  veil.over();
  veil.worker.terminate();
  veil.output.stop();
}

function giveUp(why) {
  if (!on) return;
  off();
  trouble = why;
}

// The one way of every camera to every connection, also of one that is chosen or made later: nobody sees the room between.
function cover(sender, track) {
  if (track?.kind !== "video" || isScreen(track)) return track;
  const camera = cameraOf(track);
  if (!on || camera.readyState === "ended") return camera;
  const veil = veils.get(camera) ?? begin(camera);
  veil.senders.add(sender);
  return veil.output;
}

RTCRtpSender.prototype.replaceTrack = function replaceWithVeil(track) {
  return replaceTrack.call(this, cover(this, track));
};

function showOwn(output) {
  const element = document.getElementById("call-own");
  if (!element || !output || element.srcObject?.getTracks().includes(output)) return;
  const before = own?.stream === element.srcObject ? own.before : element.srcObject;
  own = { element, before, stream: new MediaStream([output]) };
  put(element, own.stream);
}

// Another picture is not played by itself where one was before.
function put(element, stream) {
  element.srcObject = stream;
  element.play().catch(() => {});
}

function hideOwn() {
  if (own && own.element.srcObject === own.stream) put(own.element, own.before);
  own = null;
}

// What a camera gives, for the picture that is made of it; any other track is its own.
export function cameraOf(track) {
  return track.camera ?? track;
}

export function isOn() {
  return on;
}

// Why it switched itself off last, if it did: "slow" or "failed".
export function why() {
  return trouble;
}

// Puts the blurred picture onto a connection and into the own picture, where it is not yet, and ends what nobody looks at.
export async function keep(connection) {
  if (!on) return;
  const sender = connection?.getTransceivers().find((each) => each.receiver.track.kind === "video")?.sender;
  const track = sender?.track;
  if (track && !isScreen(track) && !track.camera) await sender.replaceTrack(track);
  if (!on) return;
  if (sender?.track?.camera) showOwn(sender.track);
  for (const [camera, { output, senders }] of veils) {
    const isSent = [...senders].some((each) => each.track === output);
    const isShown = own?.stream.getTracks().includes(output) && own.element.isConnected;
    if (camera.readyState === "ended" || !(isSent || isShown)) end(camera);
  }
}

// Switches it on for this page; the camera's own picture stays until there is another.
export async function start(connection, camera) {
  [on, trouble] = [true, null];
  const { ready } = veils.get(camera) ?? begin(camera);
  const late = setTimeout(() => giveUp("failed"), PATIENCE);
  await ready;
  clearTimeout(late);
  await keep(connection);
}

// Gives every connection its camera back.
export function off() {
  on = false;
  hideOwn();
  for (const [camera, { output, senders }] of veils) {
    for (const sender of senders) {
      if (sender.track === output) replaceTrack.call(sender, camera).catch(() => {});
    }
    end(camera);
  }
}
