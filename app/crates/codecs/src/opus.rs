//! Opus (RFC 6716) over libopus: 48 kHz, one channel, tuned for speech over a lossy network.

use ::opus::{Application, Bitrate, Channels, ErrorCode};
use thiserror::Error;

/// Samples per second.
pub const SAMPLE_RATE: u32 = 48_000;

/// Samples of the frames we send: 20 ms.
pub const FRAME_SAMPLES: usize = 960;

/// Most samples one packet can hold: 120 ms.
pub const MAX_FRAME_SAMPLES: usize = 5_760;

/// Largest packet taken, in bytes: what fits a datagram.
pub const MAX_PACKET: usize = 1_500;

/// Bits per second: wide-band speech with forward error correction.
const BITS_PER_SECOND: i32 = 32_000;

/// The loss the forward error correction is dimensioned for, in per cent.
const EXPECTED_LOSS: i32 = 10;

/// How hard the encoder looks for the best bits, 0 to 10: what libwebrtc takes on phones.
const COMPLEXITY: i32 = 5;

/// Why sound was not coded or decoded. The codec stays usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OpusError {
    /// Not an Opus packet, empty, or larger than [`MAX_PACKET`].
    #[error("not an Opus packet")]
    Malformed,
    /// A frame to send must have [`FRAME_SAMPLES`], a concealed one 1 to [`MAX_FRAME_SAMPLES`] samples.
    #[error("{0} samples are no frame")]
    Length(usize),
    /// libopus refused for another reason.
    #[error("libopus refused")]
    Library,
}

impl From<::opus::Error> for OpusError {
    fn from(error: ::opus::Error) -> Self {
        match error.code() {
            ErrorCode::InvalidPacket | ErrorCode::BadArg | ErrorCode::BufferTooSmall => Self::Malformed,
            _ => Self::Library,
        }
    }
}

/// An Opus encoder.
pub struct Encoder(::opus::Encoder);

impl Encoder {
    /// An encoder with in-band forward error correction. Errors: [`OpusError::Library`].
    pub fn new() -> Result<Self, OpusError> {
        let mut encoder = ::opus::Encoder::new(SAMPLE_RATE, Channels::Mono, Application::Voip)?;
        encoder.set_bitrate(Bitrate::Bits(BITS_PER_SECOND))?;
        encoder.set_inband_fec(true)?;
        encoder.set_packet_loss_perc(EXPECTED_LOSS)?;
        encoder.set_complexity(COMPLEXITY)?;
        Ok(Self(encoder))
    }

    /// Codes one frame of [`FRAME_SAMPLES`]. Errors: [`OpusError::Length`], [`OpusError::Library`].
    pub fn encode(&mut self, samples: &[i16]) -> Result<Vec<u8>, OpusError> {
        if samples.len() != FRAME_SAMPLES {
            return Err(OpusError::Length(samples.len()));
        }
        Ok(self.0.encode_vec(samples, MAX_PACKET)?)
    }
}

/// An Opus decoder. Packets with two channels are mixed down.
pub struct Decoder(::opus::Decoder);

impl Decoder {
    /// A decoder. Errors: [`OpusError::Library`].
    pub fn new() -> Result<Self, OpusError> {
        Ok(Self(::opus::Decoder::new(SAMPLE_RATE, Channels::Mono)?))
    }

    /// Decodes one packet to its samples. Errors: [`OpusError::Malformed`], [`OpusError::Library`].
    pub fn decode(&mut self, packet: &[u8]) -> Result<Vec<i16>, OpusError> {
        if packet.is_empty() || packet.len() > MAX_PACKET {
            return Err(OpusError::Malformed);
        }
        self.run(packet, MAX_FRAME_SAMPLES, false)
    }

    /// Restores the frame lost before `next` from its forward error correction; 20 ms.
    ///
    /// Errors: [`OpusError::Malformed`], [`OpusError::Library`].
    pub fn restore_before(&mut self, next: &[u8]) -> Result<Vec<i16>, OpusError> {
        if next.is_empty() || next.len() > MAX_PACKET {
            return Err(OpusError::Malformed);
        }
        self.run(next, FRAME_SAMPLES, true)
    }

    /// Fills in for 20 ms that never came. Errors: [`OpusError::Library`].
    pub fn conceal(&mut self) -> Result<Vec<i16>, OpusError> {
        self.run(&[], FRAME_SAMPLES, false)
    }

    fn run(&mut self, packet: &[u8], most: usize, correction: bool) -> Result<Vec<i16>, OpusError> {
        let mut samples = vec![0; most];
        let count = self.0.decode(packet, &mut samples, correction)?;
        samples.truncate(count);
        Ok(samples)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic::{peak, tone};
    use proptest::prelude::*;

    const HERTZ: f64 = 440.0;

    fn packets(count: u32) -> Vec<Vec<u8>> {
        let mut encoder = Encoder::new().unwrap();
        (0..count).map(|tick| encoder.encode(&tone(HERTZ, tick)).unwrap()).collect()
    }

    /// Share of the signal's energy at `hertz` (Goertzel), 0 to 1.
    fn energy_at(samples: &[i16], hertz: f64) -> f64 {
        let step = hertz / f64::from(SAMPLE_RATE) * std::f64::consts::TAU;
        let (mut real, mut imaginary, mut total) = (0.0, 0.0, 0.0);
        for (at, &sample) in samples.iter().enumerate() {
            let (sin, cos) = (at as f64 * step).sin_cos();
            real += f64::from(sample) * cos;
            imaginary += f64::from(sample) * sin;
            total += f64::from(sample).powi(2);
        }
        (real * real + imaginary * imaginary) * 2.0 / (total * samples.len() as f64)
    }

    #[test]
    fn a_tone_survives_the_round_trip() {
        let mut decoder = Decoder::new().unwrap();
        let heard: Vec<i16> = packets(25)
            .iter()
            .flat_map(|packet| decoder.decode(packet).unwrap())
            .skip(FRAME_SAMPLES * 5)
            .collect();
        assert_eq!(heard.len(), FRAME_SAMPLES * 20);
        let share = energy_at(&heard, HERTZ);
        assert!(share > 0.95, "{share}");
        assert!((6_000..10_000).contains(&peak(&heard)), "{}", peak(&heard));
    }

    #[test]
    fn silence_stays_silent() {
        let (mut encoder, mut decoder) = (Encoder::new().unwrap(), Decoder::new().unwrap());
        for _ in 0..10 {
            let packet = encoder.encode(&[0; FRAME_SAMPLES]).unwrap();
            assert!(peak(&decoder.decode(&packet).unwrap()) <= 2);
        }
    }

    #[test]
    fn a_lost_packet_comes_back_from_the_next_one() {
        const OTHER: f64 = 1_100.0;
        let mut encoder = Encoder::new().unwrap();
        // The pitch changes with the lost packet: only its own data can tell.
        let pitch = |tick| if tick < 10 { HERTZ } else { OTHER };
        let coded: Vec<_> = (0..20).map(|tick| encoder.encode(&tone(pitch(tick), tick)).unwrap()).collect();
        let mut decoder = Decoder::new().unwrap();
        for packet in &coded[..10] {
            decoder.decode(packet).unwrap();
        }
        let restored = decoder.restore_before(&coded[11]).unwrap();
        assert_eq!(restored.len(), FRAME_SAMPLES);
        let (now, before) = (energy_at(&restored, OTHER), energy_at(&restored, HERTZ));
        assert!(now > before, "{now} at the new pitch, {before} at the old one");
    }

    #[test]
    fn what_never_came_is_concealed() {
        let coded = packets(10);
        let mut decoder = Decoder::new().unwrap();
        for packet in &coded {
            decoder.decode(packet).unwrap();
        }
        let concealed = decoder.conceal().unwrap();
        assert_eq!(concealed.len(), FRAME_SAMPLES);
        assert!(peak(&concealed) > 2_000, "{}", peak(&concealed));
    }

    #[test]
    fn wrong_lengths_are_refused() {
        let mut encoder = Encoder::new().unwrap();
        assert_eq!(encoder.encode(&[0; 100]), Err(OpusError::Length(100)));
        let mut decoder = Decoder::new().unwrap();
        assert_eq!(decoder.decode(&[]), Err(OpusError::Malformed));
        assert_eq!(decoder.decode(&[0; MAX_PACKET + 1]), Err(OpusError::Malformed));
        assert_eq!(decoder.restore_before(&[]), Err(OpusError::Malformed));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn random_bytes_never_crash_the_decoder(packets in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..5)) {
            let mut decoder = Decoder::new().unwrap();
            for packet in &packets {
                if let Ok(samples) = decoder.decode(packet) {
                    prop_assert!(samples.len() <= MAX_FRAME_SAMPLES);
                }
                let _ = decoder.restore_before(packet);
            }
        }
    }
}
