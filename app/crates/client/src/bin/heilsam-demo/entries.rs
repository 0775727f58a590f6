//! A made-up diary, sixty days long unless more are wanted: blood pressure high at first, better with treatment, a little different every time.

use anyhow::Result;
use heilsam_client::client::LocalTime;
use heilsam_client::store::MemoryStore;
use heilsam_client::transport::native::NativeTransport;
use heilsam_client::vault::MemoryVault;
use heilsam_client::{Client, Environment};
use heilsam_crypto::rng::FastRng;
use heilsam_domain::BloodPressure;
use heilsam_therapy::diary::Origin;
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::{SignedDuration, Timestamp};
use rand_core::Rng;

use crate::daily;
use crate::surroundings::Surroundings;

pub type DemoClient = Client<NativeTransport, MemoryStore, MemoryVault, Surroundings>;

/// Usual length.
pub const DAYS: u32 = 60;
const BERLIN_WINTER: LocalTime = LocalTime(60);

/// Writes the entries and brings them to the server.
pub async fn write(client: &DemoClient, clock: &Surroundings, days: u32) -> Result<()> {
    let now = clock.now();
    for (measured_at, entry) in entries(now, days)? {
        clock.hold(Some(measured_at + SignedDuration::from_mins(2)));
        let written = client.save_entry(None, entry, BERLIN_WINTER).await;
        clock.hold(None);
        written?;
    }
    client.sync().await?;
    Ok(())
}

fn entries(now: Timestamp, days: u32) -> Result<Vec<(Timestamp, DiaryEntry)>> {
    let days = i64::from(days);
    let mut rng = FastRng::from_seed([60; 32]);
    let today = now.as_second().div_euclid(86_400);
    let mut entries = Vec::new();
    for day in 0..days {
        let midnight = Timestamp::from_second((today - days + day) * 86_400)?;
        for (measured_at, measurement) in daily::of_day(u32::try_from(day)?, midnight)? {
            let (note, origin) = (String::new(), Origin::Typed);
            entries.push((measured_at, DiaryEntry { measured_at, measurement, note, origin }));
        }
        for (hour, offset) in [(6, 4), (18, 0)] {
            let second = (today - days + day) * 86_400 + hour * 3_600 + i64::from(rng.next_u32() % 3_000);
            // Some evenings are forgotten, as in life.
            if hour == 18 && rng.next_u32().is_multiple_of(4) {
                continue;
            }
            let measured_at = Timestamp::from_second(second)?;
            let progress = u16::try_from(day * 22 / days)?;
            let mut spread = |width: u32| u16::try_from(rng.next_u32() % width).unwrap_or_default();
            let systolic = 148 + offset - progress + spread(11);
            let diastolic = 88 + offset / 2 - progress / 2 + spread(7);
            let pulse = 64 + spread(15);
            let note = match day {
                0 => "Erster Tag mit der neuen Tablette",
                21 if hour == 18 => "Nach dem Spaziergang",
                33 if hour == 6 => "Schlecht geschlafen",
                _ => "",
            };
            let values = BloodPressure::new(systolic, diastolic, Some(pulse))?;
            let measurement = Measurement::BloodPressure(values);
            let (note, origin) = (note.to_owned(), Origin::Typed);
            entries.push((measured_at, DiaryEntry { measured_at, measurement, note, origin }));
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_years_are_about_fifteen_thousand_entries() {
        let entries = entries("2026-03-01T12:00:00Z".parse().unwrap(), 3_650).unwrap();
        assert!((14_000..16_000).contains(&entries.len()), "{}", entries.len());
    }

    #[test]
    fn sixty_days_are_possible_values_of_the_past() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let entries = entries(now, DAYS).unwrap();
        assert!(entries.len() > 90);
        assert!(
            entries
                .iter()
                .all(|(at, _)| *at < now && now.duration_since(*at) < SignedDuration::from_hours(61 * 24))
        );
    }
}
