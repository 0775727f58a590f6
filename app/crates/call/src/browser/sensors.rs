//! The device check: microphone level and loudspeaker tone.

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

/// Plays a soft tone of about a second, so that people hear whether the loudspeaker works.
pub async fn play_test_tone() {
    if tone().await.is_err() {
        // A browser without Web Audio has no test tone; the call itself does not need it.
    }
}

async fn tone() -> Result<(), JsValue> {
    let context = AudioContext::new()?;
    let oscillator = context.create_oscillator()?;
    let gain = context.create_gain()?;
    gain.gain().set_value(0.15);
    oscillator.frequency().set_value(523.25);
    oscillator.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
    oscillator.start()?;
    js::sleep(450).await;
    oscillator.frequency().set_value(659.25);
    js::sleep(450).await;
    oscillator.stop()?;
    js::wait(context.close()?).await.map(|_| ())
}
