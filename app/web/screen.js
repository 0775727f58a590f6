// Puts the screen into the place of the camera's picture, and back. Nothing is negotiated anew: the section stays, and
// with it the encryption of its frames.

let shared = null;

function sender(connection) {
  return connection?.getTransceivers().find((each) => each.receiver.track.kind === "video")?.sender;
}

// A screen has to stay sharp; a face has to move.
async function tune(to, preference) {
  const parameters = to.getParameters();
  parameters.degradationPreference = preference;
  for (const encoding of parameters.encodings ?? []) encoding.scaleResolutionDownBy = 1;
  await to.setParameters(parameters).catch(() => {});
}

export function canShare() {
  return Boolean(navigator.mediaDevices?.getDisplayMedia);
}

// Asks which window; `ended` is called when the sharing ends by the browser's own button.
export async function begin(connection, ended) {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });
  const [track] = stream.getVideoTracks();
  track.contentHint = "detail";
  track.onended = () => ended();
  shared = { track, camera: null };
  await keep(connection);
}

// After a new connection or another camera the screen takes its place again.
export async function keep(connection) {
  const to = sender(connection);
  if (!shared || !to || to.track === shared.track) return;
  const { track } = shared;
  shared.camera = to.track;
  await to.replaceTrack(track);
  await tune(to, "maintain-resolution");
}

export async function end(connection) {
  if (!shared) return;
  const { track, camera } = shared;
  shared = null;
  track.onended = null;
  track.stop();
  const to = sender(connection);
  if (to?.track !== track) return;
  await to.replaceTrack(camera);
  await tune(to, "balanced");
}

// In a call of several: the line, the name and the port of everybody beside the first person.
export function others() {
  return document.querySelector(".talk-call .call")?.others ?? [];
}

// Whose pictures beside the first one are screens, by line.
export function showSharers(lines) {
  for (const tile of document.querySelectorAll(".tile")) {
    tile.classList.toggle("tile-shares", lines.includes(Number(tile.id.slice("tile-".length))));
  }
}

export function canFloat() {
  return Boolean(document.pictureInPictureEnabled);
}

export async function float() {
  if (document.pictureInPictureElement) return document.exitPictureInPicture();
  await document.getElementById("call-other")?.requestPictureInPicture();
}
