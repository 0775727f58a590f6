//! The settings of a peer connection: codecs, protection, servers.

use super::Network;
use super::key_frames::KeyFrameRequests;
use crate::IceServer;
use crate::native::estimate::Estimate;
use rtc::ice::mdns::MulticastDnsMode;
use rtc::interceptor::Slot;
use rtc::peer_connection::configuration::interceptor_registry::{
    CongestionFeedback, configure_congestion_control, register_default_interceptors,
};
use rtc::peer_connection::configuration::media_engine::{MIME_TYPE_OPUS, MIME_TYPE_VP8};
use rtc::peer_connection::transport::RTCDtlsRole;
use rtc::rtp_transceiver::rtp_sender::{RTCPFeedback, RTCRtpCodec, RTCRtpCodecParameters, RtpCodecKind};
use webrtc::error::Result;
use webrtc::peer_connection::{
    CipherSuiteId, MediaEngine, RTCBundlePolicy, RTCConfiguration, RTCConfigurationBuilder, RTCIceServer,
    RTCIceTransportPolicy, Registry, SettingEngine, SettingEngineBuilder, SrtpProtectionProfile,
};

const OPUS_PAYLOAD_TYPE: u8 = 111;
const VP8_PAYLOAD_TYPE: u8 = 96;

/// Where the forwarding of key frame requests sits among the interceptors: behind all that act on feedback.
const KEY_FRAME_SLOT: usize = 14_000;

/// Opus as every browser names it: two channels, though we send one.
pub(crate) fn opus() -> RTCRtpCodec {
    RTCRtpCodec {
        mime_type: MIME_TYPE_OPUS.to_owned(),
        clock_rate: 48_000,
        channels: 2,
        sdp_fmtp_line: "minptime=10;useinbandfec=1".to_owned(),
        rtcp_feedback: Vec::new(),
    }
}

/// VP8 with key frame requests and retransmission.
pub(crate) fn vp8() -> RTCRtpCodec {
    let feedback =
        |kind: &str, parameter: &str| RTCPFeedback { typ: kind.into(), parameter: parameter.into() };
    RTCRtpCodec {
        mime_type: MIME_TYPE_VP8.to_owned(),
        clock_rate: 90_000,
        channels: 0,
        sdp_fmtp_line: String::new(),
        rtcp_feedback: vec![feedback("ccm", "fir"), feedback("nack", ""), feedback("nack", "pli")],
    }
}

/// Codecs and the packet pipeline.
pub(super) fn media(estimate: &Estimate) -> Result<(MediaEngine, Registry)> {
    let mut media = MediaEngine::default();
    register(&mut media, opus(), OPUS_PAYLOAD_TYPE, RtpCodecKind::Audio)?;
    register(&mut media, vp8(), VP8_PAYLOAD_TYPE, RtpCodecKind::Video)?;
    let registry = register_default_interceptors(Registry::new(), &mut media)?;
    let registry =
        configure_congestion_control(registry, estimate.estimator(), CongestionFeedback::Twcc, &mut media)?;
    let registry = registry.with(Slot::from(KEY_FRAME_SLOT), KeyFrameRequests::default());
    Ok((media, registry))
}

fn register(media: &mut MediaEngine, codec: RTCRtpCodec, payload_type: u8, kind: RtpCodecKind) -> Result<()> {
    media.register_codec(RTCRtpCodecParameters { rtp_codec: codec, payload_type }, kind)
}

/// One profile and one suite each: there is nothing to negotiate down to.
pub(super) fn settings(network: &Network) -> SettingEngine {
    let mdns = if network.resolve_mdns { MulticastDnsMode::QueryOnly } else { MulticastDnsMode::Disabled };
    SettingEngineBuilder::new()
        .with_srtp_protection_profiles(vec![SrtpProtectionProfile::Srtp_Aead_Aes_256_Gcm])
        .with_dtls_cipher_suites(vec![CipherSuiteId::Tls_Ecdhe_Ecdsa_With_Aes_128_Gcm_Sha256])
        // As the server the handshake takes 2 to 9 ms instead of 49 to 196 ms.
        .with_answering_dtls_role(RTCDtlsRole::Server)
        .with_include_loopback_candidate(network.loopback)
        .with_multicast_dns_mode(mdns)
        .build()
}

/// Servers and policies.
pub(super) fn configuration(servers: &[IceServer], relay_only: bool) -> RTCConfiguration {
    let policy = if relay_only { RTCIceTransportPolicy::Relay } else { RTCIceTransportPolicy::All };
    RTCConfigurationBuilder::default()
        .with_ice_servers(servers.iter().filter_map(over_udp).collect())
        .with_ice_transport_policy(policy)
        .with_bundle_policy(RTCBundlePolicy::MaxBundle)
        .build()
}

/// The library's STUN and TURN clients speak UDP only: other addresses would fail the whole setup.
fn over_udp(server: &IceServer) -> Option<RTCIceServer> {
    let usable = |url: &&String| {
        let plain = url.starts_with("stun:") || url.starts_with("turn:");
        plain && !url.contains("transport=tcp")
    };
    let urls: Vec<String> = server.urls.iter().filter(usable).cloned().collect();
    let (username, credential) = (server.username.clone(), server.credential.clone());
    (!urls.is_empty()).then_some(RTCIceServer { urls, username, credential })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_without_udp_are_left_out() {
        let server = |urls: &[&str]| IceServer {
            urls: urls.iter().map(|&url| url.to_owned()).collect(),
            username: "u".to_owned(),
            credential: "c".to_owned(),
        };
        let mixed = server(&["turns:turn.test:443?transport=tcp", "turn:turn.test:3478?transport=udp"]);
        assert_eq!(over_udp(&mixed).unwrap().urls, ["turn:turn.test:3478?transport=udp"]);
        assert!(over_udp(&server(&["turn:turn.test:3478?transport=tcp"])).is_none());
    }
}
