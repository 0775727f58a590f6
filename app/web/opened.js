// Which devices the own picture of this page comes from. One that was changed on its way, as with a blurred background, tells none.

export function opened() {
  const tracks = document.querySelector("#call-own")?.srcObject?.getTracks() ?? [];
  return tracks.map((track) => track.getSettings().deviceId ?? "");
}
