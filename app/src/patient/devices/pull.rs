//! Fetching readings.

use heilsam_domain::Purpose;
use heilsam_hddt::{Pulled, bundle, query, take};
use heilsam_protocol::site::RecorderFacts;
use heilsam_therapy::DiaryEntry;

use super::client::{Failure, get};
use super::pairing::fresh;
use super::state::{self, State};
use crate::account::access::Account;
use crate::format;
use crate::record::Record;

/// More pages than any device fills: a recorder that never ends is stopped.
const MOST_PAGES: usize = 500;

/// Fetches what is new since last time and writes it into the diary. What is in the diary already does not come twice.
///
/// # Errors
/// [`Failure`]; entries written before it stay, and fetching again leaves them out.
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
    let mut next = Some(query::first_page(&facts.fhir, query::since(pairing.last)));
    let (mut readings, mut unreadable, mut pages) = (Vec::new(), 0, 0);
    while let Some(address) = next.filter(|_| pages < MOST_PAGES) {
        let answer = get(&address, pairing.tokens.access()).await?;
        match answer.status {
            200 => {}
            401 | 403 => return Err(Failure::Ended),
            _ => return Err(Failure::Unreachable),
        }
        let page = bundle::read(&answer.text).map_err(|_| Failure::NotSupported)?;
        readings.extend(page.readings);
        unreadable += page.unreadable;
        pages += 1;
        next = page.next.and_then(|next| query::next_page(&facts.fhir, &next));
    }
    let already: Vec<DiaryEntry> = record.entries().into_iter().map(|it| it.entry).collect();
    let now = format::now();
    let mut pulled = take(readings, &already, &mut pairing.seen, now);
    pulled.impossible += unreadable;
    record.save_all(pulled.entries.clone()).await.map_err(Failure::Trouble)?;
    pairing.last = Some(now);
    state.put(pairing);
    state::keep(account, state).await.map_err(Failure::Trouble)?;
    Ok(pulled)
}
