//! The microphone: the last moment of sound, for the level on the page and for the calls that send it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use heilsam_call::native::AudioSource;
use heilsam_codecs::synthetic::{TONE_SAMPLES, peak, tone};

use super::running::{Opened, Running, Slot, Stop};
use super::{Kind, Trouble};

/// Samples per second, one channel.
pub(super) const RATE: u32 = 48_000;
/// How much is kept, in samples: a fifth of a second.
const KEPT: usize = 9_600;
/// Where a call that fell behind goes on, in samples before the end.
const BEHIND: u64 = 2_880;
const BEAT: Duration = Duration::from_millis(20);
/// The one that the system takes by itself.
const USUAL: &str = "default";
const STAND_IN_HERTZ: f64 = 440.0;

/// What was heard last, and how much there has been.
#[derive(Default)]
struct Heard {
    samples: VecDeque<i16>,
    end: u64,
}

impl Heard {
    fn push(&mut self, samples: impl Iterator<Item = i16>) {
        for sample in samples {
            if self.samples.len() == KEPT {
                self.samples.pop_front();
            }
            self.samples.push_back(sample);
            self.end += 1;
        }
    }
}

type Shared = Arc<Mutex<Heard>>;

/// The microphone of this computer.
pub struct Microphone {
    kind: Kind,
    slot: Slot,
    heard: Shared,
}

/// Somebody who holds the microphone open.
pub struct Listening {
    heard: Shared,
    running: Arc<Running>,
}

impl Microphone {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, slot: Slot::default(), heard: Shared::default() }
    }

    /// Opens this one in place of the one that runs; without a name the one that runs, or the usual one. Blocks until it is
    /// open. Errors: [`Trouble`].
    pub fn open(&self, id: Option<&str>) -> Result<Listening, Trouble> {
        let id = id.map(str::to_owned).or_else(|| self.slot.id()).unwrap_or_else(|| USUAL.to_owned());
        let (kind, heard) = (self.kind, self.heard.clone());
        let running = self.slot.hold(&id, move |id, stop, opened| {
            match kind {
                Kind::Real => {
                    if let Err(trouble) = listen(id, stop, opened, heard.clone()) {
                        let _ = opened.send(Err(trouble));
                    }
                }
                Kind::Synthetic => hum(stop, opened, &heard),
            }
            // Who opens it again later hears nothing of before.
            heard.lock().unwrap_or_else(PoisonError::into_inner).samples.clear();
        })?;
        Ok(Listening { heard: self.heard.clone(), running })
    }

    /// What a call sends of it: silence while it is closed.
    pub(super) fn source(&self) -> Source {
        Source { heard: self.heard.clone(), at: None }
    }
}

impl Listening {
    /// Whether the microphone was taken away, or another one took its place.
    pub fn has_ended(&self) -> bool {
        self.running.has_ended()
    }

    /// How loud the last tenth of a second was, 0 to 1.
    pub fn level(&self) -> f64 {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let last: Vec<i16> = heard.samples.iter().rev().take(KEPT / 2).copied().collect();
        f64::from(peak(&last)) / f64::from(i16::MAX)
    }
}

/// The sound since the last time, for a call.
pub(super) struct Source {
    heard: Shared,
    /// How much of what was ever heard this call has taken.
    at: Option<u64>,
}

impl AudioSource for Source {
    fn next(&mut self) -> [i16; TONE_SAMPLES] {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let mut frame = [0; TONE_SAMPLES];
        let oldest = heard.end - heard.samples.len() as u64;
        let at = self.at.unwrap_or(0);
        // New here, or too far behind: go on a little before the end, so that the next frames are there in time.
        let at =
            if self.at.is_none() || at < oldest { heard.end.saturating_sub(BEHIND).max(oldest) } else { at };
        let from = usize::try_from(at - oldest).unwrap_or_default();
        if heard.samples.len() < from + TONE_SAMPLES {
            self.at = Some(at);
            return frame;
        }
        for (into, sample) in frame.iter_mut().zip(heard.samples.iter().skip(from)) {
            *into = *sample;
        }
        self.at = Some(at + TONE_SAMPLES as u64);
        frame
    }
}

fn hum(stop: &Stop, opened: &Opened, heard: &Shared) {
    let mut tick = 0_u32;
    while !stop.is_wanted() {
        let samples = tone(STAND_IN_HERTZ, tick);
        heard.lock().unwrap_or_else(PoisonError::into_inner).push(samples.into_iter());
        if tick == 0 {
            let _ = opened.send(Ok(()));
        }
        tick = tick.wrapping_add(1);
        std::thread::sleep(BEAT);
    }
}

/// Listens until told to stop. Errors: [`Trouble`].
fn listen(id: &str, stop: &Stop, opened: &Opened, heard: Shared) -> Result<(), Trouble> {
    let device = find(id).ok_or(Trouble::NotFound)?;
    let usual = device.default_input_config().map_err(|_| Trouble::NotReadable)?;
    let config = cpal::StreamConfig {
        channels: usual.channels(),
        sample_rate: RATE,
        buffer_size: cpal::BufferSize::Default,
    };
    let channels = usize::from(config.channels.max(1));
    let take = move |samples: &[i16], _: &cpal::InputCallbackInfo| {
        let first = samples.iter().step_by(channels).copied();
        heard.lock().unwrap_or_else(PoisonError::into_inner).push(first);
    };
    let gone = super::gone(stop);
    let stream = device.build_input_stream(config, take, gone, None).map_err(|_| Trouble::NotReadable)?;
    stream.play().map_err(|_| Trouble::NotReadable)?;
    let _ = opened.send(Ok(()));
    while !stop.is_wanted() {
        std::thread::sleep(BEAT);
    }
    Ok(())
}

fn find(id: &str) -> Option<cpal::Device> {
    let host = cpal::default_host();
    if id == USUAL {
        return host.default_input_device();
    }
    host.input_devices().ok()?.find(|device| super::listed::id(device).as_deref() == Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(samples: usize) -> Shared {
        let mut heard = Heard::default();
        heard.push((0..samples).map(|at| i16::try_from(at % 10_000).unwrap()));
        Arc::new(Mutex::new(heard))
    }

    #[test]
    fn a_call_takes_every_sample_once_and_silence_when_there_is_none() {
        let shared = heard(BEHIND as usize);
        let mut source = Source { heard: shared.clone(), at: None };
        let taken: Vec<i16> = (0..3).flat_map(|_| source.next()).collect();
        assert_eq!(taken, (0..2_880).collect::<Vec<i16>>());
        assert_eq!(source.next(), [0; TONE_SAMPLES]);
        shared.lock().unwrap().push(std::iter::repeat_n(7, TONE_SAMPLES));
        assert_eq!(source.next(), [7; TONE_SAMPLES]);
    }

    #[test]
    fn a_call_that_fell_behind_goes_on_with_the_present() {
        let shared = heard(TONE_SAMPLES);
        let mut source = Source { heard: shared.clone(), at: None };
        source.next();
        shared.lock().unwrap().push(std::iter::repeat_n(1, KEPT).chain(std::iter::repeat_n(2, KEPT)));
        assert_eq!(source.next(), [2; TONE_SAMPLES]);
        assert_eq!(shared.lock().unwrap().end - source.at.unwrap(), BEHIND - TONE_SAMPLES as u64);
    }

    #[test]
    fn the_stand_in_is_heard_while_it_is_held() {
        let microphone = Microphone::new(Kind::Synthetic);
        let listening = microphone.open(None).unwrap();
        assert!((0.2..0.3).contains(&listening.level()), "{}", listening.level());
    }
}
