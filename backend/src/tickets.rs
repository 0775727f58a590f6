//! `/api/v1/tickets`: questions to the manufacturer and reports about security, without a login.
//!
//! What is written may say something about health: it is sealed under the server's key before it is stored, and carries no
//! account. `heilsam tickets` prints the messages for whoever answers them.

use axum::extract::State;
use axum::routing::post;
use heilsam_domain::crockford;
use heilsam_protocol::path;
use heilsam_protocol::ticket::{CONTACT, MESSAGE, NewTicket, TicketTaken};
use heilsam_storage::tickets::TicketRow;

use crate::account::secrets::AccountSecrets;
use crate::audit::Event;
use crate::extract::Json;
use crate::route::{RateClass, Verb};
use crate::{ApiError, AppState, Route};

/// Routes of this module.
pub const ROUTES: &[Route] =
    &[Route::new(Verb::Post, path::TICKETS, "A question or a report about security", || post(take))
        .public()
        .rate(RateClass::Login)
        .takes::<NewTicket>()
        .answers::<TicketTaken>()];

async fn take(
    State(state): State<AppState>,
    Json(ticket): Json<NewTicket>,
) -> Result<Json<TicketTaken>, ApiError> {
    let length = ticket.message.trim().chars().count();
    if length == 0 || length > MESSAGE {
        return Err(ApiError::invalid_field("message"));
    }
    if ticket.contact.chars().count() > CONTACT {
        return Err(ApiError::invalid_field("contact"));
    }
    let number = make_number(state.entropy.bytes());
    let text = serde_json::to_string(&(ticket.message.trim(), ticket.contact.trim()))
        .map_err(|error| ApiError::internal(&error))?;
    let sealed = state.accounts.secrets().seal_text(&text, &place(&number), state.entropy.bytes());
    let row = TicketRow {
        number: number.clone(),
        kind: ticket.kind,
        sealed: sealed.map_err(|error| ApiError::internal(&error))?,
        created_at: state.clock.now(),
    };
    state.store.add_ticket(&row).await?;
    state.audit.record(Event::TicketTaken { kind: ticket.kind }).await?;
    Ok(Json(TicketTaken { number }))
}

/// `H-` and eight characters that nobody mistakes for each other on the telephone.
fn make_number(random: [u8; 5]) -> String {
    let text = crockford::encode(&random);
    let (one, other) = text.split_at_checked(4).unwrap_or((&text, ""));
    format!("H-{one}-{other}")
}

fn place(number: &str) -> Vec<u8> {
    [b"ticket".as_slice(), number.as_bytes()].concat()
}

/// Message and contact of a stored message; none if another key file sealed it.
#[must_use]
pub fn open(secrets: &AccountSecrets, row: &TicketRow) -> Option<(String, String)> {
    let text = secrets.open_text(&row.sealed, &place(&row.number)).ok()?;
    serde_json::from_str(&text).ok()
}
