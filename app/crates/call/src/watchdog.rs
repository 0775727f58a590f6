//! Notices within 1.2 s that nothing arrives any more, paces the attempts to restore, and rates the line.

use core::time::Duration;

use crate::media::ReceivedMedia;
use crate::view::Quality;

/// Silence that counts as an interruption; shorter blips are left alone.
const SILENCE: Duration = Duration::from_millis(1_200);
/// Statistics older than this say nothing about now: the device was too busy to look, and may have missed nothing.
const FRESH: Duration = Duration::from_millis(600);
/// Without fresh statistics silence counts after this time.
const BLIND: Duration = Duration::from_secs(4);
/// Pauses between attempts.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];
/// Over what time the line is rated.
const WINDOW: Duration = Duration::from_secs(3);

#[derive(Debug)]
pub(crate) struct Watchdog {
    progress_at: Duration,
    reported_at: Duration,
    last: ReceivedMedia,
    window: (Duration, ReceivedMedia),
    attempts: u32,
    next_attempt: Option<Duration>,
    /// Of what comes, and for what goes out.
    quality: Quality,
    outward: Quality,
}

impl Watchdog {
    pub fn new(now: Duration) -> Self {
        let last = ReceivedMedia::default();
        Self {
            progress_at: now,
            reported_at: now,
            last,
            window: (now, last),
            attempts: 0,
            next_attempt: None,
            quality: Quality::Unknown,
            outward: Quality::Unknown,
        }
    }

    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The worse of both ways; nothing is said of a line on which nothing comes.
    pub fn quality(&self) -> Quality {
        if self.quality == Quality::Unknown { Quality::Unknown } else { self.quality.max(self.outward) }
    }

    /// How good the line is for what goes out.
    pub const fn sends(&mut self, quality: Quality) {
        self.outward = quality;
    }

    /// How long nothing came.
    pub const fn silence(&self, now: Duration) -> Duration {
        now.saturating_sub(self.progress_at)
    }

    /// A sign of life beside picture and sound.
    pub const fn lives(&mut self, now: Duration) {
        self.progress_at = now;
    }

    /// New statistics. Totals that shrink belong to a new peer connection.
    pub fn received(&mut self, now: Duration, media: ReceivedMedia) {
        if media.bytes < self.last.bytes {
            self.window = (now, media);
        } else if media.bytes > self.last.bytes {
            self.progress_at = now;
            self.attempts = 0;
            self.next_attempt = None;
        }
        self.last = media;
        self.reported_at = now;
        if now.saturating_sub(self.window.0) >= WINDOW {
            self.quality = rate(self.window.1, media);
            self.window = (now, media);
        }
    }

    pub const fn is_silent(&self, now: Duration) -> bool {
        let fresh = now.saturating_sub(self.reported_at).as_millis() < FRESH.as_millis();
        let limit = if fresh { SILENCE } else { BLIND };
        self.silence(now).as_millis() > limit.as_millis()
    }

    /// Whether it is time for an attempt to restore the connection; counts it.
    pub fn attempt_due(&mut self, now: Duration) -> bool {
        if !self.is_silent(now) || self.next_attempt.is_some_and(|at| now < at) {
            return false;
        }
        let place = usize::try_from(self.attempts).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
        self.next_attempt = Some(now + PAUSES.get(place).copied().unwrap_or_default());
        self.attempts = self.attempts.saturating_add(1);
        true
    }

    /// The network changed: try at once.
    pub fn hurry(&mut self) {
        self.next_attempt = None;
    }
}

fn rate(before: ReceivedMedia, after: ReceivedMedia) -> Quality {
    let lost = after.lost.saturating_sub(before.lost);
    let all = after.packets.saturating_sub(before.packets) + lost;
    if all == 0 {
        return Quality::Unknown;
    }
    match (lost * 100 / all, after.rtt_ms) {
        (0..=2, 0..=300) => Quality::Good,
        (0..=8, 0..=600) => Quality::Fair,
        _ => Quality::Poor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn bytes(bytes: u64) -> ReceivedMedia {
        ReceivedMedia { bytes, packets: bytes, ..ReceivedMedia::default() }
    }

    #[test]
    fn a_blip_below_the_limit_is_left_alone() {
        let mut dog = Watchdog::new(at(0));
        dog.received(at(100), bytes(10));
        assert!(!dog.attempt_due(at(1_300)));
        dog.received(at(1_300), bytes(20));
        assert!(!dog.attempt_due(at(2_000)));
    }

    #[test]
    fn a_device_that_was_too_busy_to_look_has_missed_nothing() {
        let mut dog = Watchdog::new(at(0));
        dog.received(at(100), bytes(10));
        assert!(!dog.attempt_due(at(3_000)), "a program that was held up is no broken path");
        dog.received(at(3_010), bytes(20));
        assert!(!dog.attempt_due(at(3_200)));
        assert!(dog.attempt_due(at(7_100)), "nobody can look any more");
    }

    #[test]
    fn attempts_come_after_1_2_4_and_again_4_seconds() {
        let mut dog = Watchdog::new(at(0));
        let due = |now: &u64| {
            dog.received(at(*now), ReceivedMedia::default());
            dog.attempt_due(at(*now))
        };
        let times: Vec<u64> = (0..16_000).step_by(100).filter(due).collect();
        assert_eq!(times, [1_300, 2_300, 4_300, 8_300, 12_300]);
        dog.received(at(16_000), bytes(5));
        assert_eq!(dog.attempts(), 0);
        assert!(!dog.attempt_due(at(16_100)));
    }

    #[test]
    fn a_change_of_network_does_not_wait_for_the_pause() {
        let mut dog = Watchdog::new(at(0));
        dog.received(at(1_300), ReceivedMedia::default());
        assert!(dog.attempt_due(at(1_300)));
        assert!(!dog.attempt_due(at(1_400)));
        dog.hurry();
        assert!(dog.attempt_due(at(1_500)));
    }

    #[test]
    fn loss_and_delay_are_put_into_words() {
        let before = ReceivedMedia::default();
        let after = |lost, rtt_ms| ReceivedMedia { packets: 100, lost, rtt_ms, ..before };
        assert_eq!(rate(before, after(0, 40)), Quality::Good);
        assert_eq!(rate(before, after(5, 40)), Quality::Fair);
        assert_eq!(rate(before, after(30, 40)), Quality::Poor);
        assert_eq!(rate(before, after(0, 900)), Quality::Poor);
        assert_eq!(rate(before, before), Quality::Unknown);
    }

    #[test]
    fn a_line_is_as_good_as_its_worse_way() {
        let mut dog = Watchdog::new(at(0));
        dog.sends(Quality::Fair);
        assert_eq!(dog.quality(), Quality::Unknown, "nothing came yet");
        dog.received(at(3_000), bytes(100));
        assert_eq!(dog.quality(), Quality::Fair);
        dog.sends(Quality::Good);
        assert_eq!(dog.quality(), Quality::Good);
        dog.received(at(6_000), ReceivedMedia { lost: 90, ..bytes(200) });
        assert_eq!(dog.quality(), Quality::Poor);
    }
}
