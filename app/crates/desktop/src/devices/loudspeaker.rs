//! The loudspeaker: what all calls of the window say, added up.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};

use super::microphone::RATE;
use super::running::{Opened, Running, Slot, Stop};
use super::{Kind, Trouble};

/// How much of one voice may wait to be played, in samples: later than a fifth of a second nobody talks easily.
const WAITING: usize = 9_600;
const BEAT: Duration = Duration::from_millis(20);
/// Nobody chooses one here: the one of the system.
const ID: &str = "default";

type Voices = Arc<Mutex<BTreeMap<u64, VecDeque<i16>>>>;

/// The loudspeaker of this computer.
pub struct Loudspeaker {
    kind: Kind,
    slot: Slot,
    voices: Voices,
    next: AtomicU64,
}

/// One call that is heard. Without a loudspeaker it falls silent.
pub struct Voice {
    number: u64,
    voices: Voices,
    running: Option<Arc<Running>>,
}

impl Loudspeaker {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, slot: Slot::default(), voices: Voices::default(), next: AtomicU64::new(0) }
    }

    /// A new voice. Blocks until the loudspeaker is open.
    pub fn voice(&self) -> Voice {
        let voices = self.voices.clone();
        let running = match self.kind {
            Kind::Real => self.slot.hold(ID, move |_, stop, opened| {
                if let Err(trouble) = play(stop, opened, voices) {
                    let _ = opened.send(Err(trouble));
                }
            }),
            Kind::Synthetic => Err(Trouble::NotFound),
        };
        Voice { number: self.next.fetch_add(1, Relaxed), voices: self.voices.clone(), running: running.ok() }
    }
}

impl Voice {
    /// Plays sound as soon as what waits is played. What would come too late pushes out the oldest.
    pub fn say(&self, samples: &[i16]) {
        if self.running.is_none() {
            return;
        }
        let mut voices = self.voices.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = voices.entry(self.number).or_default();
        waiting.extend(samples);
        let late = waiting.len().saturating_sub(WAITING);
        waiting.drain(..late);
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.voices.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.number);
    }
}

/// The next samples of all voices, the same on every channel.
fn mix(voices: &mut BTreeMap<u64, VecDeque<i16>>, channels: usize, into: &mut [i16]) {
    for frame in into.chunks_mut(channels) {
        let sum: i32 = voices.values_mut().filter_map(VecDeque::pop_front).map(i32::from).sum();
        let sample = i16::try_from(sum.clamp(i16::MIN.into(), i16::MAX.into())).unwrap_or_default();
        frame.fill(sample);
    }
}

/// Plays until told to stop. Errors: [`Trouble`].
fn play(stop: &Stop, opened: &Opened, voices: Voices) -> Result<(), Trouble> {
    let device = cpal::default_host().default_output_device().ok_or(Trouble::NotFound)?;
    let usual = device.default_output_config().map_err(|_| Trouble::NotReadable)?;
    let config = cpal::StreamConfig {
        channels: usual.channels(),
        sample_rate: RATE,
        buffer_size: cpal::BufferSize::Default,
    };
    let channels = usize::from(config.channels.max(1));
    let give = move |into: &mut [i16], _: &cpal::OutputCallbackInfo| {
        mix(&mut voices.lock().unwrap_or_else(PoisonError::into_inner), channels, into);
    };
    let gone = super::gone(stop);
    let stream = device.build_output_stream(config, give, gone, None).map_err(|_| Trouble::NotReadable)?;
    stream.play().map_err(|_| Trouble::NotReadable)?;
    let _ = opened.send(Ok(()));
    while !stop.is_wanted() {
        std::thread::sleep(BEAT);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_are_added_up_on_every_channel_without_overflow() {
        let mut voices =
            BTreeMap::from([(0, VecDeque::from([1, 30_000, 5])), (1, VecDeque::from([2, 30_000]))]);
        let mut played = [9; 8];
        mix(&mut voices, 2, &mut played);
        assert_eq!(played, [3, 3, i16::MAX, i16::MAX, 5, 5, 0, 0]);
    }

    #[test]
    fn a_voice_never_waits_longer_than_a_fifth_of_a_second() {
        let voices = Voices::default();
        let slot = Slot::default();
        let running = slot.hold(ID, |_, _, opened| opened.send(Ok(())).unwrap()).ok();
        let voice = Voice { number: 4, voices: voices.clone(), running };
        voice.say(&[1; WAITING]);
        voice.say(&[2; 100]);
        let waiting = voices.lock().unwrap().get(&4).unwrap().clone();
        assert_eq!((waiting.len(), waiting.back()), (WAITING, Some(&2)));
        drop(voice);
        assert!(voices.lock().unwrap().is_empty());
    }
}
