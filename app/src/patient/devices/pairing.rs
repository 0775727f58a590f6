//! Pairing with a recorder, and ending it.

use heilsam_domain::Purpose;
use heilsam_hddt::pairing::{METADATA, Metadata};
use heilsam_hddt::{Started, Tokens};
use heilsam_protocol::site::RecorderFacts;

use super::client::{Failure, get, origin, post, random};
use super::state::{self, Pairing, State};
use crate::account::access::Account;
use crate::{browser, format};

/// Where the recorder sends the patient back to, below our origin.
const BACK: &str = "/app/devices";

/// Who we are at recorders: the DiGA as the directory of BfArM lists it.
///
/// # Errors
/// [`Failure::Trouble`].
pub async fn client_id(account: Account) -> Result<String, Failure> {
    let device = account.device().map_err(Failure::Trouble)?;
    let site = device.site().await.map_err(|error| Failure::Trouble(account.trouble(error)))?;
    Ok(format!("urn:diga:bfarm:{}", site.diga.diga_ve_id))
}

/// Whether the patient lets this app ask recorders at all.
fn has_consent(account: Account) -> bool {
    account.device().is_ok_and(|device| device.has_consent(Purpose::DeviceData))
}

async fn metadata(facts: &RecorderFacts) -> Result<Metadata, Failure> {
    let answer = get(&format!("{}{METADATA}", facts.origin), "").await?;
    Ok(Metadata::read(&answer.text, &facts.origin)?)
}

/// Puts the request down at the recorder and leaves for its page.
///
/// # Errors
/// [`Failure`]; the patient stays here.
pub async fn begin(account: Account, facts: &RecorderFacts, state: State) -> Result<(), Failure> {
    if !has_consent(account) {
        return Err(Failure::NoConsent);
    }
    let metadata = metadata(facts).await?;
    let back = format!("{}{BACK}", origin());
    let started = Started::new(&facts.origin, &client_id(account).await?, &back, &random(), &random());
    let pushed = post(&metadata.pushed_authorization_request_endpoint, &started.pushed_request()).await?;
    let page = started.consent_page(&metadata, &pushed.text)?;
    let mut waiting = state;
    waiting.started = Some(started);
    state::keep(account, &waiting).await.map_err(Failure::Trouble)?;
    browser::go(&page);
    Ok(())
}

/// Takes the patient's answer at the recorder, as it stands in the address.
///
/// # Errors
/// [`Failure`]; there is no pairing.
pub async fn finish(
    account: Account,
    recorders: &[RecorderFacts],
    state: &mut State,
    query: &str,
) -> Result<(), Failure> {
    let started = state.started.take().ok_or(Failure::Foreign)?;
    // An answer counts once, whatever comes of it.
    state::keep(account, state).await.map_err(Failure::Trouble)?;
    if !has_consent(account) {
        return Err(Failure::NoConsent);
    }
    let facts = recorders.iter().find(|it| it.origin == started.recorder).ok_or(Failure::Foreign)?;
    let form = started.token_request(query)?;
    let answer = post(&metadata(facts).await?.token_endpoint, &form).await?;
    let tokens = Tokens::read(&answer.text, None, format::now())?;
    let before = state.pairing(&facts.origin).cloned();
    let (last, seen, progress) = before.map(|it| (it.last, it.seen, it.progress)).unwrap_or_default();
    state.put(Pairing { recorder: facts.origin.clone(), tokens, last, seen, progress });
    state::keep(account, state).await.map_err(Failure::Trouble)
}

/// Ends the pairing at the recorder and here; without a connection only here.
///
/// # Errors
/// [`Failure::Trouble`]: it goes on.
pub async fn end(account: Account, facts: &RecorderFacts, state: &mut State) -> Result<(), Failure> {
    let pairing = state.pairing(&facts.origin).cloned();
    state.remove(&facts.origin);
    state::keep(account, state).await.map_err(Failure::Trouble)?;
    if let Some(pairing) = pairing {
        revoke(account, facts, &pairing).await;
    }
    Ok(())
}

/// Ends all pairings after the consent was withdrawn: here at once, at the recorders as far as they are reached.
pub async fn end_all(account: Account) {
    let Ok(device) = account.device() else { return };
    let Ok(state) = state::load(account).await else { return };
    if state == State::default() || state::keep(account, &State::default()).await.is_err() {
        return;
    }
    let recorders = device.site().await.map(|site| site.recorders).unwrap_or_default();
    for facts in &recorders {
        if let Some(pairing) = state.pairing(&facts.origin) {
            revoke(account, facts, pairing).await;
        }
    }
}

/// Tells the recorder. It ends a pairing by itself when its tokens are no longer used.
async fn revoke(account: Account, facts: &RecorderFacts, pairing: &Pairing) {
    if let (Ok(metadata), Ok(client)) = (metadata(facts).await, client_id(account).await) {
        let _ = post(&metadata.revocation_endpoint, &pairing.tokens.revocation(&client)).await;
    }
}

/// Access that holds for the next requests; a stale token is renewed and kept first.
///
/// # Errors
/// [`Failure::Ended`] when the recorder renews no more: pair again.
pub async fn fresh(account: Account, facts: &RecorderFacts, state: &mut State) -> Result<Pairing, Failure> {
    let mut pairing = state.pairing(&facts.origin).cloned().ok_or(Failure::Ended)?;
    if !pairing.tokens.is_stale(format::now()) {
        return Ok(pairing);
    }
    let form = pairing.tokens.refresh_request(&client_id(account).await?);
    let answer = post(&metadata(facts).await?.token_endpoint, &form).await?;
    if answer.status == 400 || answer.status == 401 {
        return Err(Failure::Ended);
    }
    pairing.tokens = Tokens::read(&answer.text, Some(&pairing.tokens), format::now())?;
    state.put(pairing.clone());
    state::keep(account, state).await.map_err(Failure::Trouble)?;
    Ok(pairing)
}
