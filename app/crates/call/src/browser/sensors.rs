//! Microphone level and tone: for the device check, and when somebody comes.

use wasm_bindgen::JsValue;
use web_sys::{AnalyserNode, AudioContext, MediaStream};

use super::js;

/// Shows how loud the microphone is.
pub struct LevelMeter {
    context: AudioContext,
    analyser: AnalyserNode,
}

impl LevelMeter {
    /// Listens to the sound of a stream, without playing it. `None` if there is none.
    #[must_use]
    pub fn new(stream: &MediaStream) -> Option<Self> {
        if stream.get_audio_tracks().length() == 0 {
            return None;
        }
        let context = AudioContext::new().ok()?;
        let analyser = context.create_analyser().ok()?;
        analyser.set_fft_size(512);
        context.create_media_stream_source(stream).ok()?.connect_with_audio_node(&analyser).ok()?;
        Some(Self { context, analyser })
    }

    /// The level now, 0 (silence) to 100.
    #[must_use]
    pub fn level(&self) -> u32 {
        let mut samples = [128_u8; 512];
        self.analyser.get_byte_time_domain_data(&mut samples);
        let peak = samples.iter().map(|sample| sample.abs_diff(128)).max().unwrap_or_default();
        (u32::from(peak) * 100 / 64).min(100)
    }
}

impl Drop for LevelMeter {
    fn drop(&mut self) {
        let _ = self.context.close();
    }
}

/// Seconds of each of the two notes.
const NOTE: f64 = 0.45;

/// Plays two notes, about a second long: so that people hear whether the loudspeaker works, and that somebody has come. `soft` is
/// for whoever is talking.
pub async fn play_tone(soft: bool) {
    if tone(if soft { 0.03 } else { 0.15 }).await.is_err() {
        // A browser without Web Audio has no tone; the call itself does not need it.
    }
}

async fn tone(loudness: f32) -> Result<(), JsValue> {
    let context = AudioContext::new()?;
    let oscillator = context.create_oscillator()?;
    let gain = context.create_gain()?;
    gain.gain().set_value(loudness);
    // By the clock of the sound: that of a page at which nobody looks is late.
    let begin = context.current_time();
    let pitch = oscillator.frequency();
    pitch.set_value_at_time(523.25, begin)?;
    pitch.set_value_at_time(659.25, begin + NOTE)?;
    oscillator.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
    oscillator.start()?;
    oscillator.stop_with_when(begin + 2.0 * NOTE)?;
    // A page that nobody has touched yet stays silent, and this ends all the same.
    js::sleep(1_800).await;
    js::wait(context.close()?).await.map(|_| ())
}
