//! Confirmations of notice and of taking it back: tried at once, and kept until the mail server takes them.

use heilsam_compliance::evidence::Moment;
use heilsam_domain::AccountId;
use heilsam_protocol::contract::{Contract, ContractChanged};
use heilsam_storage::StoreError;
use heilsam_storage::notifications::deliveries::{About, Delivery};
use jiff::SignedDuration;
use jiff::civil::Date;

use super::{letters, load, today, write};
use crate::AppState;
use crate::gateway::NotSent;

/// For how long a confirmation is tried.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24 * 7);
/// For so long nobody else sends what is tried here; longer than the mail server is waited for.
const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// What is confirmed.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    /// Notice was given.
    Cancelled,
    /// It was taken back.
    Revoked,
}

impl Step {
    const fn about(self) -> About {
        match self {
            Self::Cancelled => About::Cancelled,
            Self::Revoked => About::Revoked,
        }
    }
}

/// The contract after a step, and what became of the e-mail about it.
pub(super) async fn confirm(
    state: &AppState,
    account: AccountId,
    contract: Contract,
    step: Step,
) -> ContractChanged {
    // Kept before it is tried: whatever ends meanwhile, it goes out.
    let kept = state.gateway.mail.is_some() && keep(state, account, step).await;
    let sent = send(state, &contract, step, today(state)).await;
    let waits = sent == Err(NotSent::Unavailable);
    if kept
        && !waits
        && let Err(error) = state.store.forget_mail(account, step.about()).await
    {
        tracing::warn!(%error, "a confirmation that has left leaves again");
    }
    ContractChanged { contract, confirmed: sent.is_ok(), follows: kept && waits }
}

/// Sends a confirmation that did not leave at once. What does not hold any more, because the next step came before, is not
/// confirmed: that step is.
pub(crate) async fn tell(state: &AppState, delivery: &Delivery, step: Step) -> Result<(), NotSent> {
    let contract = load(state, delivery.account_id).await.map_err(|_| NotSent::Unavailable)?;
    let Some(contract) = contract else { return Ok(()) };
    // The step was taken when the confirmation was kept, and not today.
    let taken_at = delivery.until.saturating_sub(PATIENCE).unwrap_or(delivery.until);
    send(state, &contract, step, Moment::in_germany(taken_at).today).await
}

/// Whether it goes out later, if it does not at once. The step itself holds either way.
async fn keep(state: &AppState, account: AccountId, step: Step) -> bool {
    let kept = put(state, account, step).await;
    if let Err(error) = &kept {
        tracing::warn!(%error, "a confirmation is tried once only");
    }
    kept.is_ok()
}

async fn put(state: &AppState, account: AccountId, step: Step) -> Result<(), StoreError> {
    let now = state.clock.now();
    let [next, until] = [LEASE, PATIENCE].map(|time| now.saturating_add(time).unwrap_or(now));
    state.store.send_by_mail(account, step.about(), next, until).await
}

async fn send(state: &AppState, contract: &Contract, step: Step, taken_on: Date) -> Result<(), NotSent> {
    let operator = &state.config.operator.name;
    let letter = match (step, contract.cancellation) {
        (Step::Cancelled, Some(cancellation)) => letters::cancelled(operator, &contract.data, cancellation),
        (Step::Revoked, None) => letters::revoked(operator, &contract.data, taken_on),
        (Step::Cancelled, None) | (Step::Revoked, Some(_)) => return Ok(()),
    };
    write(state, contract, letter).await
}
