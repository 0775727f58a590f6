// What the page finds.

class DeviceInfo {}

const mediaDevices = Object.assign(new EventTarget(), {
  async getUserMedia({ audio = false, video = false }) {
    const stream = new Stream();
    try {
      for (const [wish, kind, path] of [[audio, "audio", "microphone"], [video, "video", "camera"]]) {
        if (!wish) continue;
        const device = await Device.open(path, wish.deviceId?.exact ?? "");
        stream.addTrack(new Track(kind, device.feed, device));
      }
    } catch (error) {
      // The page gets nothing, so nothing may stay open.
      for (const track of stream.getTracks()) track.stop();
      throw error;
    }
    return stream;
  },
  async enumerateDevices() {
    const answer = await fetch("/_window/devices");
    return (await answer.json()).map((each) => Object.assign(new DeviceInfo(), { groupId: "", ...each }));
  },
});
Object.defineProperty(Navigator.prototype, "mediaDevices", { get: () => mediaDevices });
// What a small window of its own would show is the element, and the picture is on the canvas beside it.
Object.defineProperty(Document.prototype, "pictureInPictureEnabled", { get: () => false });
Object.assign(window, {
  MediaStream: Stream,
  MediaStreamTrack: Track,
  MediaDeviceInfo: DeviceInfo,
  RTCPeerConnection: Connection,
});
new MutationObserver(placeScreens).observe(document, { childList: true, subtree: true });
