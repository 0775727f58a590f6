//! Values that pass between a driver and the session, without their contents in any `Debug` text.

use core::fmt;

/// A session description. Carries addresses and the DTLS fingerprint, hence prints as `Sdp(..)`.
#[derive(Clone, PartialEq, Eq)]
pub struct Sdp(pub String);

impl Sdp {
    /// What a browser wrote, without lines on codecs that it does not offer.
    ///
    /// Firefox leaves some behind when it is to offer VP8 alone, and Chromium refuses the whole description then.
    #[must_use]
    pub fn of_browser(text: &str) -> Self {
        let (mut offered, mut kept) = ("", String::new());
        for line in text.split_inclusive('\n') {
            if line.starts_with("m=") {
                // Behind kind, port and protocol.
                offered = line.trim_ascii_end().splitn(4, ' ').nth(3).unwrap_or_default();
            }
            if codec_of(line).is_none_or(|number| offered.split(' ').any(|word| word == number)) {
                kept.push_str(line);
            }
        }
        Self(kept)
    }

    /// The other side's description with a wish for the own encoder: VP8 begins at so many kbit/s.
    ///
    /// Chromium begins at 300 otherwise, and black frames never teach it better: the first picture would drip out slowly.
    /// On a narrower line its bandwidth estimate has to lower it. Other browsers pass it over.
    #[must_use]
    pub fn begin_at(&self, kbps: u32) -> String {
        let Some((before, after)) = self.0.split_once(" VP8/90000\r\n") else { return self.0.clone() };
        let number = before.rsplit(':').next().unwrap_or_default();
        format!("{before} VP8/90000\r\na=fmtp:{number} x-google-start-bitrate={kbps}\r\n{after}")
    }
}

impl fmt::Debug for Sdp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sdp(..)")
    }
}

/// The number of the one codec that a line of a description is about.
fn codec_of(line: &str) -> Option<&str> {
    let (name, about) = line.split_once(':')?;
    // A star stands for all codecs of the section.
    let (number, _) = about.split_once(' ').filter(|(number, _)| *number != "*")?;
    matches!(name, "a=rtpmap" | "a=rtcp-fb" | "a=fmtp").then_some(number)
}

/// Whether a description asks or answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SdpKind {
    /// Asks for a negotiation.
    Offer,
    /// Completes one.
    Answer,
}

/// An ICE candidate as the browser writes it; an empty `candidate` means "no more".
#[derive(Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The `candidate:` line.
    pub candidate: String,
    /// Media identification (`sdpMid`).
    pub mid: String,
    /// Index of the media section (`sdpMLineIndex`).
    pub line: u16,
}

impl fmt::Debug for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Candidate(..)")
    }
}

/// A STUN or TURN server with its short-lived credential.
#[derive(Clone, PartialEq, Eq)]
pub struct IceServer {
    /// `stun:` and `turn(s):` addresses.
    pub urls: Vec<String>,
    /// Empty for STUN.
    pub username: String,
    /// Empty for STUN.
    pub credential: String,
}

/// How a relay is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelayWay {
    /// UDP: the best one for picture and sound.
    Udp,
    /// TCP without TLS.
    Tcp,
    /// TLS over TCP, which even strict firewalls often let through.
    Tls,
}

impl RelayWay {
    /// What an address of a list says; `None` for STUN and for what no browser speaks.
    ///
    /// Source: RFC 7065, section 3: `turn:` means UDP and `turns:` TLS over TCP, unless `transport` says otherwise.
    #[must_use]
    pub fn of_url(url: &str) -> Option<Self> {
        let url = url.to_ascii_lowercase();
        let (scheme, rest) = url.split_once(':')?;
        let transport = rest.split_once("?transport=").map(|(_, transport)| transport);
        match (scheme, transport) {
            ("turn", None | Some("udp")) => Some(Self::Udp),
            ("turn", Some("tcp")) => Some(Self::Tcp),
            ("turns", None | Some("tcp")) => Some(Self::Tls),
            _ => None,
        }
    }
}

impl fmt::Debug for IceServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IceServer({} urls)", self.urls.len())
    }
}

/// Which tracks carry picture and sound; a track that is off sends black frames or silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tracks {
    /// Microphone.
    pub audio: bool,
    /// Camera.
    pub video: bool,
}

/// Which devices the driver could open. Both may be missing: a call without camera is a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LocalMedia {
    /// A microphone is open.
    pub microphone: bool,
    /// A camera is open.
    pub camera: bool,
}

/// Frames of one kind since the peer connection began. The transport's numbers are read first, then the worker's: every
/// frame on its way passed the frame encryption before, so neither transport number can be the larger one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FrameCounts {
    /// Frames the transport sent.
    pub sent: u64,
    /// Frames the frame encryption sealed.
    pub sealed: u64,
    /// Frames the transport gave to the decoder.
    pub received: u64,
    /// Frames the frame encryption was given to open, whether they opened or not.
    pub called: u64,
}

/// Totals since the peer connection began, read from its statistics about four times per second.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ReceivedMedia {
    /// Bytes of all inbound media (RTP payload and headers).
    pub bytes: u64,
    /// Packets received and packets reported lost.
    pub packets: u64,
    /// Packets the sender numbered and that never came.
    pub lost: u64,
    /// Round-trip time in milliseconds, 0 while unknown.
    pub rtt_ms: u32,
    /// Video frames decoded.
    pub frames: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_says_nothing_of_codecs_that_are_not_offered() {
        // In short what Firefox writes, which was asked to leave 121 and 99 out. A number counts in its section.
        let sdp = |left_out: &str| {
            format!(
                "v=0\r\na=group:BUNDLE 0 1 2\r\nm=audio 9 UDP/TLS/RTP/SAVPF 109 99\r\na=rtcp-fb:109 transport-cc\r\n\
                 a=rtcp-fb:99 nack\r\na=rtpmap:109 opus/48000/2\r\nm=video 0 UDP/TLS/RTP/SAVPF 120 124\r\n\
                 a=fmtp:120 max-fs=12288\r\na=fmtp:124 apt=120\r\na=rtcp-fb:* goog-remb\r\n\
                 a=rtcp-fb:120 nack pli\r\n{left_out}a=rtpmap:120 VP8/90000\r\na=ssrc:121 cname:x\r\n\
                 m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\na=sctp-port:5000\r\n"
            )
        };
        let left_out = "a=rtcp-fb:121 nack\r\na=rtcp-fb:99 ccm fir\r\na=fmtp:99 packetization-mode=1\r\n";
        assert_eq!(Sdp::of_browser(&sdp(left_out)).0, sdp(""));
        assert_eq!(Sdp::of_browser(&sdp("")).0, sdp(""), "nothing else is left out");
    }

    #[test]
    fn the_wish_stands_behind_the_codec_it_is_for() {
        let sdp = |middle: &str| format!("v=0\r\na=rtpmap:111 opus/48000/2\r\n{middle}a=rtcp-fb:96 nack\r\n");
        let plain = Sdp(sdp("a=rtpmap:96 VP8/90000\r\n"));
        let wished = sdp("a=rtpmap:96 VP8/90000\r\na=fmtp:96 x-google-start-bitrate=1200\r\n");
        assert_eq!(plain.begin_at(1200), wished);
        assert_eq!(Sdp(sdp("")).begin_at(1200), sdp(""));
    }

    #[test]
    fn each_address_says_how_its_relay_is_reached() {
        let ways = |urls: &[&str]| urls.iter().map(|url| RelayWay::of_url(url)).collect::<Vec<_>>();
        assert_eq!(
            ways(&["stun:a.example:3478", "turns:a.example:443?transport=udp", "a.example"]),
            [None; 3]
        );
        let udp = ["turn:a.example:3478", "TURN:a.example:3478?transport=UDP", "turn:a.example"];
        assert_eq!(ways(&udp), [Some(RelayWay::Udp); 3]);
        assert_eq!(ways(&["turn:a.example:80?transport=tcp"]), [Some(RelayWay::Tcp)]);
        assert_eq!(
            ways(&["turns:a.example:443", "turns:a.example:443?transport=tcp"]),
            [Some(RelayWay::Tls); 2]
        );
    }
}
