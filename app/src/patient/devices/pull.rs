//! Fetching readings.

use heilsam_domain::{Purpose, RecordId};
use heilsam_hddt::{End, Progress, Pulled, Round};
use heilsam_protocol::site::RecorderFacts;
use heilsam_therapy::DiaryEntry;

use super::client::{Failure, get};
use super::pairing::fresh;
use super::state::{self, State};
use crate::account::access::Account;
use crate::account::trouble::Trouble;
use crate::format;
use crate::record::{PhotoWish, Record};

/// Fetches what is new since last time and writes it into the diary. What is in the diary already does not come twice; what
/// the manufacturer corrected or took back is corrected or deleted there.
///
/// # Errors
/// [`Failure`]; entries written before it stay, and fetching again leaves them out. A line that is lost after a page came is
/// none: what came is written, and the next pull goes on there.
pub async fn pull(
    account: Account,
    record: Record,
    facts: &RecorderFacts,
    state: &mut State,
) -> Result<Pulled, Failure> {
    if !record.has_consent(Purpose::DeviceData) {
        return Err(Failure::NoConsent);
    }
    let done = fetch(account, record, facts, state).await;
    if done == Err(Failure::Ended) {
        state.remove(&facts.origin);
        state::keep(account, state).await.map_err(Failure::Trouble)?;
    }
    done
}

async fn fetch(
    account: Account,
    record: Record,
    facts: &RecorderFacts,
    state: &mut State,
) -> Result<Pulled, Failure> {
    let mut pairing = fresh(account, facts, state).await?;
    let now = format::now();
    let progress = pairing.progress.take().unwrap_or_else(|| Progress::of_earlier_build(pairing.last));
    let mut round = Round::begin(&facts.fhir, &progress, &pairing.seen, now);
    while let Some(address) = round.address().map(str::to_owned) {
        let failure = match get(&address, pairing.tokens.access()).await {
            Ok(answer) => match answer.status {
                200 => round.read(&answer.text).err().map(|_| Failure::NotSupported),
                401 | 403 => return Err(Failure::Ended),
                _ => Some(Failure::Unreachable),
            },
            Err(failure) => Some(failure),
        };
        let Some(failure) = failure else { continue };
        // A place to go on may be gone, however the recorder says so: without CORS even its answer is none.
        let goes_on = round.begin_anew() || (failure == Failure::Unreachable && round.break_off());
        if !goes_on {
            return Err(failure);
        }
    }
    let already: Vec<(RecordId, DiaryEntry)> =
        record.entries().into_iter().map(|it| (it.id, it.entry)).collect();
    let (pulled, progress) = round.finish(&already, &mut pairing.seen);
    write(record, &pulled).await.map_err(Failure::Trouble)?;
    pairing.progress = Some(progress);
    if pulled.end == End::Complete {
        pairing.last = Some(now);
    }
    state.put(pairing);
    state::keep(account, state).await.map_err(Failure::Trouble)?;
    Ok(pulled)
}

/// Writes it into the diary. What it replaces or deletes stays among the versions of its entry.
async fn write(record: Record, pulled: &Pulled) -> Result<(), Trouble> {
    record.save_all(pulled.entries.clone()).await?;
    for (id, entry) in &pulled.changed {
        record.save(Some(*id), entry.clone(), PhotoWish::AsItIs).await?;
    }
    for id in &pulled.gone {
        record.delete(*id).await?;
    }
    Ok(())
}
