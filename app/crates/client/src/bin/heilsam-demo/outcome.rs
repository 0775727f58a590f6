//! Patients whose course is over: made-up use of thirteen weeks, and their hand-ins.

use anyhow::{Context, Result};
use heilsam_client::outcome::Step;
use heilsam_crypto::rng::FastRng;
use heilsam_domain::Role;
use heilsam_therapy::outcome::{UsageLog, to_report};
use heilsam_therapy::programme::Course;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use rand_core::Rng;
use serde_json::json;

use crate::accounts::Maker;
use crate::entries::DemoClient;

/// The course ended the day before yesterday.
const BEGUN_DAYS_AGO: i64 = 91;
const PASSPHRASE: &str = "leiser Mond zählt Stimmen";

/// Makes so many patients, each with a course that is over, and hands their numbers in without a session.
pub async fn hand_in(maker: &Maker, count: u32) -> Result<()> {
    for number in 1..=count {
        let (client, clock) = maker.client()?;
        let name = format!("stimme-{}", u32::from_be_bytes(clock.random()));
        maker.register(&client, &clock, Role::Patient, &name, PASSPHRASE).await?;
        finish_course(&client, u64::from(number)).await?;
        let numbers = client.outcome_numbers(today(client.now()), today)?;
        let quarter = numbers.quarter();
        let course = to_report(&client.courses(today), today(client.now())).context("no course")?;
        client.agree_to_hand_in(numbers, course.first_use).await?;
        let Some(Step::Agreed(agreed)) = client.outcome_step(quarter).await? else {
            anyhow::bail!("nothing was agreed to");
        };
        clock.hold(Some(agreed.not_before + SignedDuration::from_secs(1)));
        let gone = client.hand_in_what_is_due().await;
        clock.hold(None);
        anyhow::ensure!(gone?, "nothing was handed in");
        client.log_out().await?;
    }
    Ok(())
}

/// Writes a course that is over, with use that differs a little from patient to patient.
pub async fn finish_course(client: &DemoClient, seed: u64) -> Result<()> {
    let first_day = today(client.now()).checked_sub(Span::new().days(BEGUN_DAYS_AGO))?;
    let course = json!({ "v": 1, "package": "hypertonie", "first_day": first_day });
    client.save_course(&serde_json::from_value::<Course>(course)?).await?;
    client.add_use(&usage(first_day, seed)?).await?;
    client.sync().await?;
    Ok(())
}

fn today(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// Use on most days, for some minutes.
fn usage(first_day: Date, seed: u64) -> Result<UsageLog> {
    let mut bytes = [91; 32];
    bytes.first_chunk_mut::<8>().context("a seed has 32 bytes")?.copy_from_slice(&seed.to_be_bytes());
    let mut rng = FastRng::from_seed(bytes);
    let mut log = UsageLog::default();
    for number in 0..90_i64 {
        if number > 0 && rng.next_u32().is_multiple_of(3) {
            continue;
        }
        let day = first_day.checked_add(Span::new().days(number))?;
        let start = day.at(8, 0, 0, 0).to_zoned(TimeZone::UTC)?.timestamp();
        for minute in 0..=i64::from(2 + rng.next_u32() % 9) {
            log.sign(start + SignedDuration::from_mins(minute), day);
        }
    }
    Ok(log)
}
