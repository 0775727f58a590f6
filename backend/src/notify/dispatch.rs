//! Sending what is due. A message is taken in one step with the note that it is being sent; when the server ends in between, push
//! messages are sent again (browser and push service keep one of a kind), e-mails are not.

use std::time::Duration;

use futures_util::StreamExt;
use heilsam_storage::StoreError;
use heilsam_storage::notifications::deliveries::{About, Channel, Delivery};
use jiff::SignedDuration;

use super::mail;
use super::push::NotPushed;
use crate::AppState;
use crate::contract::confirmations::{self, Step};
use crate::contract::invoices;
use crate::gateway::NotSent;
use crate::jobs::{self, Job};

/// How often is looked without being asked.
const EVERY: Duration = Duration::from_secs(20);
/// A reminder that is later than this helps nobody.
const PATIENCE: SignedDuration = SignedDuration::from_hours(4);
/// For so long nobody else sends a message that was taken; longer than any try takes.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// Messages sent at the same time.
const AT_ONCE: usize = 8;
/// Rounds in a row, so that the end of the server does not wait for ever.
const ROUNDS: usize = 100;
/// Longest time for one e-mail: a mail server that answers a little at a time holds up nobody else's, and ends before the lease.
const MAIL: Duration = Duration::from_secs(30);
/// Longest pause between two tries, in minutes.
const LONGEST_PAUSE: u64 = 60;

/// Sends what is due, as long as the server runs.
pub async fn send_often(state: AppState) {
    loop {
        jobs::run(&state, Job::Notifications).await;
        state.notifier.wait(EVERY).await;
    }
}

/// Sends what is due now; says how many messages were taken.
///
/// # Errors
/// If the database fails.
pub async fn send_due(state: &AppState) -> Result<usize, StoreError> {
    let now = state.clock.now();
    let lease = now.saturating_add(LEASE).unwrap_or(now);
    let mut taken = 0;
    for _ in 0..ROUNDS {
        let woken = state.store.wake(now, PATIENCE).await?;
        let deliveries = state.store.take_deliveries(now, lease).await?;
        taken += deliveries.len();
        if deliveries.is_empty() && woken == 0 {
            break;
        }
        futures_util::stream::iter(deliveries)
            .for_each_concurrent(AT_ONCE, |delivery| async move {
                if let Err(error) = send(state, &delivery).await {
                    tracing::warn!(%error, "how a message went was not written down");
                }
            })
            .await;
    }
    Ok(taken)
}

enum Sent {
    Over,
    Later,
}

async fn send(state: &AppState, delivery: &Delivery) -> Result<(), StoreError> {
    let sent = match delivery.channel {
        Channel::Mail if delivery.may_have_left => Sent::Over,
        Channel::Mail => match in_time(MAIL, write(state, delivery)).await {
            Ok(()) | Err(NotSent::Address) => Sent::Over,
            Err(NotSent::Unavailable) => Sent::Later,
        },
        Channel::Push(device) => {
            let devices = state.store.push_devices(delivery.account_id).await?;
            let device = devices.into_iter().find(|row| row.device_id == device);
            match (&state.notifier.push, device) {
                (Some(line), Some(device)) => match line.send(state, &device, delivery.about).await {
                    Ok(()) | Err(NotPushed::Refused) => Sent::Over,
                    Err(NotPushed::Gone) => {
                        state.store.remove_push_device(delivery.account_id, device.device_id).await?;
                        Sent::Over
                    }
                    Err(NotPushed::Later) => Sent::Later,
                },
                _ => Sent::Over,
            }
        }
    };
    match sent {
        Sent::Over => state.store.end_delivery(delivery).await,
        Sent::Later => {
            let minutes = 1_u64.checked_shl(u32::try_from(delivery.tries).unwrap_or(u32::MAX));
            let minutes = minutes.unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE);
            let pause = SignedDuration::from_mins(i64::try_from(minutes).unwrap_or(60));
            let now = state.clock.now();
            state.store.put_off_delivery(delivery, now.saturating_add(pause).unwrap_or(now)).await
        }
    }
}

async fn write(state: &AppState, delivery: &Delivery) -> Result<(), NotSent> {
    match delivery.about {
        About::Invoice => invoices::tell(state, delivery.account_id).await,
        About::Cancelled => confirmations::tell(state, delivery, Step::Cancelled).await,
        About::Revoked => confirmations::tell(state, delivery, Step::Revoked).await,
        About::Reminder | About::Security | About::Trial => mail::send(state, delivery.account_id).await,
    }
}

async fn in_time(
    at_most: Duration,
    sending: impl Future<Output = Result<(), NotSent>>,
) -> Result<(), NotSent> {
    tokio::time::timeout(at_most, sending).await.unwrap_or(Err(NotSent::Unavailable))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mail_server_that_never_ends_holds_up_nobody() {
        let soon = Duration::from_millis(10);
        assert_eq!(in_time(soon, std::future::pending()).await, Err(NotSent::Unavailable));
        assert_eq!(in_time(soon, std::future::ready(Ok(()))).await, Ok(()));
        assert!(LEASE.as_secs() > i64::try_from(MAIL.as_secs()).unwrap());
    }
}
