//! Invoices of a contract: made when a month is over, sealed, numbered without a gap, and kept when the account is gone.
//!
//! The invoice of the last month comes a week before the contract ends: with its last day the account goes, and whoever pays has
//! to be able to save it before. Source: §§ 14(4), 14b UStG; § 147 AO.

use axum::extract::State;
use heilsam_domain::invoice::{self, Share};
use heilsam_domain::{AccountId, crockford};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::contract::ContractData;
use heilsam_protocol::invoice::{Buyer, Invoice, InvoiceLine, Invoices, Seller, SmsLine};
use heilsam_storage::contracts::{Agreement, ContractRow};
use heilsam_storage::invoices::{InvoiceRow, SmsSent};
use heilsam_storage::notifications::deliveries::About;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{letters, load, today, write};
use crate::account::secrets::AccountSecrets;
use crate::audit::Event;
use crate::extract::Json;
use crate::gateway::NotSent;
use crate::{ApiError, AppState, Caller};

/// Days before the end of a contract on which its last invoice is made.
const BEFORE_END: i64 = 7;
/// For how long the letter about an invoice is tried.
const LETTER: SignedDuration = SignedDuration::from_hours(24 * 7);

/// That the operator may collect from an account.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Mandate {
    pub(super) reference: String,
    pub(super) given_on: Date,
    pub(super) iban: String,
}

/// What is sealed of an invoice: all that stands on it, and the account it is collected from.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) invoice: Invoice,
    pub(super) mandate: Mandate,
}

/// What the practice agrees to with these data; none while the operator makes no invoices. The same account is the same mandate.
/// Whoever agreed to be charged, and saves data while no invoices are made, agrees to nothing: what was chosen before must not be
/// charged later, and a price that was chosen now was shown without a mandate.
pub(super) fn agreement(
    state: &AppState,
    account: AccountId,
    data: &ContractData,
    earlier: Option<&ContractRow>,
) -> Result<Option<Agreement>, ApiError> {
    let plan = state.config.contract.plans.iter().find(|plan| plan.id == data.plan);
    let Some(plan) = plan else { return Ok(None) };
    if state.config.invoice.tax_number.is_none() {
        let nothing =
            |debtor| Agreement { plan: plan.name.clone(), cents_per_month: 0, debtor, mandate: None };
        return Ok(earlier.and_then(|row| row.debtor).map(nothing));
    }
    let known = earlier.and_then(|row| row.mandate.as_deref());
    let known = known.map(|sealed| mandate(state, account, sealed)).transpose()?;
    let mandate = if data.iban.is_empty() || known.is_some_and(|it| it.iban == data.iban) {
        None
    } else {
        let reference = format!("M-{}", crockford::encode(&state.entropy.bytes::<10>()));
        let mandate = Mandate { reference, given_on: today(state), iban: data.iban.clone() };
        Some(seal(state, &mandate, &mandate_place(account))?)
    };
    Ok(Some(Agreement {
        plan: plan.name.clone(),
        cents_per_month: plan.cents_per_month,
        debtor: state.entropy.bytes(),
        mandate,
    }))
}

/// Whether the chosen plan has a price that was not agreed on, so that it is not charged until the data are saved again.
pub(super) async fn is_to_agree(
    state: &AppState,
    account: AccountId,
    data: &ContractData,
) -> Result<bool, ApiError> {
    let plan = state.config.contract.plans.iter().find(|plan| plan.id == data.plan);
    let free = plan.is_none_or(|plan| plan.cents_per_month == 0);
    if free || state.config.invoice.tax_number.is_none() {
        return Ok(false);
    }
    let agreed = state.store.contract_terms(account).await?.pop();
    Ok(agreed.is_none_or(|term| term.cents_per_month == 0))
}

/// `GET`: what the practice got so far.
pub(super) async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Invoices>, ApiError> {
    let row = state.store.contract(caller.account_id).await?;
    let Some(debtor) = row.and_then(|row| row.debtor) else { return Ok(Json(Invoices::default())) };
    let rows = state.store.invoices(debtor).await?;
    let opened = rows.iter().map(|row| open(state.accounts.secrets(), row).map(|kept| kept.invoice));
    let invoices = opened.collect::<Option<Vec<Invoice>>>().ok_or(ProblemCode::Internal)?;
    Ok(Json(Invoices { invoices }))
}

/// Makes the invoices that are due. Says how many.
///
/// # Errors
/// If the database fails.
pub async fn make_due(state: &AppState) -> Result<u64, ApiError> {
    let today = today(state);
    let (Some(_), Ok(last)) = (&state.config.invoice.tax_number, today.first_of_month().yesterday()) else {
        return Ok(0);
    };
    let mut made = 0;
    for account in state.store.contracts_to_bill(last, soon(today)).await? {
        match bill(state, account).await {
            Ok(count) => made += count,
            // One contract that fails keeps no other from its invoice.
            Err(error) => tracing::error!(%error, "an invoice was not made, next try in a minute"),
        }
    }
    Ok(made)
}

/// Makes the invoices of one contract that are due.
pub(super) async fn bill(state: &AppState, account: AccountId) -> Result<u64, ApiError> {
    let today = today(state);
    let (Some(tax_number), Ok(before)) =
        (&state.config.invoice.tax_number, today.first_of_month().yesterday())
    else {
        return Ok(0);
    };
    let Some(row) = state.store.contract(account).await? else { return Ok(0) };
    let Some(debtor) = row.debtor else { return Ok(0) };
    let terms = state.store.contract_terms(account).await?;
    let last = row.cancellation.map(|it| it.ends_on).filter(|end| *end <= soon(today)).unwrap_or(before);
    let looked_at = row.billed_until.and_then(|day| day.tomorrow().ok());
    let begun = looked_at.or_else(|| terms.first().map(|term| term.since));
    let mut month = begun.unwrap_or(today).first_of_month();
    if month > last {
        // Nothing to charge yet: it is looked at again when the next month is over.
        state.store.bill(account, debtor, last, None).await?;
        return Ok(0);
    }
    let contract = load(state, account).await?.ok_or(ProblemCode::NotFound)?;
    let known = row.mandate.as_deref().map(|sealed| mandate(state, account, sealed)).transpose()?;
    let sms = state.store.sms_sent(account).await?;
    let mut made = 0;
    while month <= last {
        let until = month.last_of_month();
        let lines = lines(&invoice::month(&terms, month), &sms, month);
        let sealed = match &known {
            Some(mandate) if !lines.is_empty() => {
                let invoice = compose(state, tax_number, &contract.data, mandate, lines);
                Some(seal(state, &Kept { invoice, mandate: mandate.clone() }, &place(debtor, until))?)
            }
            _ => None,
        };
        if let Some(number) = state.store.bill(account, debtor, until, sealed.as_deref()).await? {
            // Without the account: this log stays when it is erased, and would say whose the invoice was.
            state.audit.record(Event::InvoiceMade { number }).await?;
            made += 1;
        }
        let Ok(next) = until.tomorrow() else { break };
        month = next;
    }
    // Whoever gets no e-mail finds them on the page. It is sent apart: a slow mail server delays no invoice.
    if made > 0 && state.gateway.mail.is_some() {
        let now = state.clock.now();
        let until = now.saturating_add(LETTER).unwrap_or(now);
        match state.store.send_by_mail(account, About::Invoice, now, until).await {
            Ok(()) => state.notifier.look_now(),
            Err(error) => tracing::warn!(%error, "no letter about an invoice is on its way"),
        }
    }
    Ok(made)
}

/// Notes an SMS that the practice sent, where it agreed to be charged: the price was shown before, and the mandate is there.
pub(crate) async fn note_sms(state: &AppState, payer: AccountId) -> Result<(), ApiError> {
    let cents = state.config.sms.cents_per_message;
    if cents == 0 || state.config.invoice.tax_number.is_none() {
        return Ok(());
    }
    let contract = state.store.contract(payer).await?;
    if contract.is_some_and(|row| row.debtor.is_some() && row.mandate.is_some()) {
        state.store.note_sms(payer, today(state), cents).await?;
    }
    Ok(())
}

/// Writes to a practice that there is a new invoice; when the contract is gone there is nobody to write to.
pub(crate) async fn tell(state: &AppState, account: AccountId) -> Result<(), NotSent> {
    let Some(contract) = load(state, account).await.map_err(|_| NotSent::Unavailable)? else {
        return Ok(());
    };
    write(state, &contract, letters::invoice(&state.config.operator.name)).await
}

/// A stored invoice with its number; none if another key file sealed it.
pub(super) fn open(secrets: &AccountSecrets, row: &InvoiceRow) -> Option<Kept> {
    let mut kept: Kept = read(secrets, &row.sealed, &place(row.debtor, row.until))?;
    // Until here stands what its number begins with: the number itself is given with the last step.
    kept.invoice.number.push_str(&row.number.to_string());
    Some(kept)
}

/// What a month costs: the plans by their days, then the SMS by their price.
fn lines(shares: &[Share], sms: &[SmsSent], month: Date) -> Vec<InvoiceLine> {
    let plans = shares.iter().map(|share| InvoiceLine {
        plan: share.plan.clone(),
        from: share.from,
        until: share.until,
        cents: share.cents,
        sms: None,
    });
    let sms = sms.iter().filter(|sent| sent.month == month).map(|sent| InvoiceLine {
        plan: String::new(),
        from: month,
        until: month.last_of_month(),
        cents: sent.cents.saturating_mul(sent.messages),
        sms: Some(SmsLine { messages: sent.messages, cents_each: sent.cents }),
    });
    plans.chain(sms).collect()
}

fn compose(
    state: &AppState,
    tax_number: &str,
    data: &ContractData,
    mandate: &Mandate,
    lines: Vec<InvoiceLine>,
) -> Invoice {
    let (terms, today) = (&state.config.invoice, today(state));
    let gross_cents = lines.iter().fold(0_u32, |sum, line| sum.saturating_add(line.cents));
    let (net_cents, tax_cents) = invoice::split_tax(gross_cents, terms.tax_percent);
    let iban = mandate.iban.as_str();
    let (begin, end) = (iban.get(..4), iban.get(iban.len().saturating_sub(4)..));
    Invoice {
        number: terms.prefix.clone(),
        made_on: today,
        from: lines.iter().map(|line| line.from).min().unwrap_or(today),
        until: lines.iter().map(|line| line.until).max().unwrap_or(today),
        due_on: today.checked_add(i64::from(terms.days_to_pay).days()).unwrap_or(Date::MAX),
        seller: Seller {
            name: state.config.operator.name.clone(),
            address: state.config.contract.address.clone(),
            tax_number: tax_number.to_owned(),
            tax_note: if terms.tax_percent == 0 { terms.tax_note.clone() } else { String::new() },
            creditor_id: terms.creditor_id.clone(),
        },
        buyer: Buyer { name: data.practice.clone(), address: data.address.clone() },
        lines,
        net_cents,
        tax_percent: terms.tax_percent,
        tax_cents,
        gross_cents,
        mandate: mandate.reference.clone(),
        account: format!("{} … {}", begin.unwrap_or_default(), end.unwrap_or_default()),
    }
}

fn mandate(state: &AppState, account: AccountId, sealed: &[u8]) -> Result<Mandate, ApiError> {
    let opened = read(state.accounts.secrets(), sealed, &mandate_place(account));
    Ok(opened.ok_or(ProblemCode::Internal)?)
}

fn seal<T: Serialize>(state: &AppState, value: &T, place: &[u8]) -> Result<Vec<u8>, ApiError> {
    let text = serde_json::to_string(value).map_err(|error| ApiError::internal(&error))?;
    let sealed = state.accounts.secrets().seal_text(&text, place, state.entropy.bytes());
    sealed.map_err(|error| ApiError::internal(&error))
}

fn read<T: DeserializeOwned>(secrets: &AccountSecrets, sealed: &[u8], place: &[u8]) -> Option<T> {
    let text = secrets.open_text(sealed, place).ok()?;
    serde_json::from_str(&text).ok()
}

fn mandate_place(account: AccountId) -> Vec<u8> {
    [b"mandate".as_slice(), &account.to_bytes()].concat()
}

fn place(debtor: [u8; 16], until: Date) -> Vec<u8> {
    [b"invoice".as_slice(), &debtor, until.to_string().as_bytes()].concat()
}

/// Contracts that end until this day get their last invoice now.
fn soon(today: Date) -> Date {
    today.checked_add(BEFORE_END.days()).unwrap_or(Date::MAX)
}
