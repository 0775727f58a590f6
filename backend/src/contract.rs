//! `/api/v1/contract`: the contract between a practice and the operator, notice, taking notice back, and the end.
//!
//! It concerns the practice and no patient. The data of the practice are sealed under the server's own key: the operator has
//! to read them, who copies the database need not. Days lie in the clear, because the end comes by itself.

pub mod certificates;
pub(crate) mod confirmations;
pub mod debits;
pub mod invoices;
mod letters;
mod target;

use axum::extract::State;
use axum::routing::{delete, get, post, put};
use heilsam_compliance::evidence::Moment;
use heilsam_domain::contract::{Cancellation, Iban};
use heilsam_domain::{AccountId, Role};
use heilsam_protocol::contract::{
    Certificate, CertificateFile, Contract, ContractChanged, ContractData, ContractPage, OperatorFacts,
};
use heilsam_protocol::invoice::Invoices;
use heilsam_protocol::{ProblemCode, path};
use heilsam_storage::contracts::ContractRow;
use jiff::civil::Date;
use lettre::Address;
use serde::Deserialize;

use self::confirmations::Step;
use crate::audit::Event;
use crate::config::ContractTerms;
use crate::extract::{Json, Query};
use crate::gateway::NotSent;
use crate::gateway::mail::Letter;
use crate::{ApiError, AppState, Caller, RateClass, Route, account, route::Verb};

const DOCTOR: &[Role] = &[Role::Doctor];
/// Characters of one field.
const FIELD: usize = 160;
/// Bytes of a certificate.
const CERTIFICATE_BYTES: u64 = 2 * 1024 * 1024;

/// Routes of this module.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Get, path::CONTRACT, "The contract, and what can be chosen", || get(page))
        .only(DOCTOR)
        .answers::<ContractPage>(),
    Route::new(Verb::Put, path::CONTRACT, "Conclude the contract, or change its data", || put(conclude))
        .only(DOCTOR)
        .takes::<ContractData>()
        .answers::<Contract>(),
    Route::new(Verb::Post, path::CONTRACT_CANCELLATION, "Give notice", || post(cancel))
        .only(DOCTOR)
        .rate(RateClass::Login)
        .answers::<ContractChanged>(),
    Route::new(Verb::Delete, path::CONTRACT_CANCELLATION, "Take notice back", || delete(revoke))
        .only(DOCTOR)
        .rate(RateClass::Login)
        .answers::<ContractChanged>(),
    Route::new(Verb::Get, path::CONTRACT_CERTIFICATE, "The file of a certificate", || get(certificate))
        .only(DOCTOR)
        .answers::<CertificateFile>(),
    Route::new(Verb::Get, path::CONTRACT_INVOICES, "The invoices of the contract", || get(invoices::list))
        .only(DOCTOR)
        .answers::<Invoices>(),
];

#[derive(Deserialize)]
struct Wanted {
    number: usize,
}

async fn page(State(state): State<AppState>, caller: Caller) -> Result<Json<ContractPage>, ApiError> {
    let terms = &state.config.contract;
    let certificates = terms.certificates.iter().map(|it| Certificate {
        title: it.title.clone(),
        issuer: it.issuer.clone(),
        valid_until: it.valid_until,
        kind: it.kind,
        number: it.number.clone(),
    });
    let contract = load(&state, caller.account_id).await?;
    let save_again = match &contract {
        Some(contract) => invoices::is_to_agree(&state, caller.account_id, &contract.data).await?,
        None => false,
    };
    Ok(Json(ContractPage {
        operator: OperatorFacts {
            name: state.config.operator.name.clone(),
            address: terms.address.clone(),
            email: terms.email.clone(),
            creditor_id: state.config.invoice.creditor().unwrap_or_default().to_owned(),
        },
        plans: terms.plans.clone(),
        certificates: certificates.collect(),
        mails: state.gateway.mail.is_some(),
        save_again,
        contract,
    }))
}

async fn conclude(
    State(state): State<AppState>,
    caller: Caller,
    Json(data): Json<ContractData>,
) -> Result<Json<Contract>, ApiError> {
    let data = check(&state.config.contract, data)?;
    let text = serde_json::to_string(&data).map_err(|error| ApiError::internal(&error))?;
    let account = caller.account_id;
    let sealed = state.accounts.secrets().seal_text(&text, &place(account), state.entropy.bytes());
    let sealed = sealed.map_err(|error| ApiError::internal(&error))?;
    let earlier = state.store.contract(account).await?;
    let agreement = invoices::agreement(&state, account, &data, earlier.as_ref())?;
    state.store.put_contract(account, &sealed, today(&state), agreement.as_ref()).await?;
    state.audit.record(Event::ContractChanged { account, plan: data.plan }).await?;
    Ok(Json(load(&state, account).await?.ok_or(ProblemCode::NotFound)?))
}

async fn cancel(State(state): State<AppState>, caller: Caller) -> Result<Json<ContractChanged>, ApiError> {
    let account = caller.account_id;
    let cancellation = Cancellation::given(today(&state));
    if !state.store.cancel_contract(account, cancellation).await? {
        return Err(ProblemCode::Conflict.into());
    }
    state.audit.record(Event::ContractCancelled { account }).await?;
    let contract = load(&state, account).await?.ok_or(ProblemCode::NotFound)?;
    Ok(Json(confirmations::confirm(&state, account, contract, Step::Cancelled).await))
}

async fn revoke(State(state): State<AppState>, caller: Caller) -> Result<Json<ContractChanged>, ApiError> {
    let account = caller.account_id;
    if !state.store.revoke_cancellation(account, today(&state)).await? {
        return Err(ProblemCode::Conflict.into());
    }
    state.audit.record(Event::ContractCancellationRevoked { account }).await?;
    let contract = load(&state, account).await?.ok_or(ProblemCode::NotFound)?;
    Ok(Json(confirmations::confirm(&state, account, contract, Step::Revoked).await))
}

async fn certificate(
    State(state): State<AppState>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<CertificateFile>, ApiError> {
    let certificate = state.config.contract.certificates.get(wanted.number).ok_or(ProblemCode::NotFound)?;
    let size =
        tokio::fs::metadata(&certificate.file).await.map_err(|error| ApiError::internal(&error))?.len();
    if size > CERTIFICATE_BYTES {
        return Err(ProblemCode::TooLarge.into());
    }
    let content = tokio::fs::read(&certificate.file).await.map_err(|error| ApiError::internal(&error))?;
    Ok(Json(CertificateFile { content: content.into() }))
}

/// Ends contracts whose last day is over: the account goes with everything of it, and with a practice the accounts of its staff.
/// Says how many contracts.
///
/// # Errors
/// If the database fails.
pub async fn end_what_is_over(state: &AppState) -> Result<u64, ApiError> {
    let mut ended = 0;
    for account in state.store.contracts_over(today(state)).await? {
        // What was used is charged before nobody knows any more who used it.
        if let Err(error) = invoices::bill(state, account).await {
            tracing::error!(%error, "a contract did not end, because its last invoice was not made");
            continue;
        }
        state.audit.record(Event::ContractEnded { account }).await?;
        erase_staff(state, account).await?;
        account::erase(&state.store, &state.audit, account).await?;
        ended += 1;
    }
    Ok(ended)
}

/// Erases the staff of the practice that ends with this account: they were there for it alone. Doctors of the practice have a
/// contract of their own, and stay. Before the practice itself: afterwards nobody would know who they were.
async fn erase_staff(state: &AppState, account: AccountId) -> Result<(), ApiError> {
    loop {
        let staff = state.store.staff_led_by(account).await?;
        if staff.is_empty() {
            return Ok(());
        }
        for member in staff {
            state.audit.record(Event::PracticeMemberWent { account, member }).await?;
            account::erase(&state.store, &state.audit, member).await?;
        }
    }
}

async fn write(
    state: &AppState,
    contract: &Contract,
    (subject, text): (String, String),
) -> Result<(), NotSent> {
    let line = state.gateway.mail.as_ref().ok_or(NotSent::Unavailable)?;
    let to = contract.data.email.parse::<Address>().map_err(|_| NotSent::Address)?;
    line.send(Letter { to, subject, text, calendar: None }).await
}

fn check(terms: &ContractTerms, mut data: ContractData) -> Result<ContractData, ApiError> {
    for (name, field, needed) in [
        ("practice", &mut data.practice, true),
        ("address", &mut data.address, true),
        ("doctor", &mut data.doctor, true),
        ("email", &mut data.email, true),
        ("phone", &mut data.phone, false),
    ] {
        *field = field.trim().to_owned();
        let fits = field.chars().count() <= FIELD && !field.chars().any(char::is_control);
        if !fits || (needed && field.is_empty()) {
            return Err(ApiError::invalid_field(name));
        }
    }
    if data.email.parse::<Address>().is_err() {
        return Err(ApiError::invalid_field("email"));
    }
    let plan = terms.plans.iter().find(|plan| plan.id == data.plan);
    let plan = plan.ok_or_else(|| ApiError::invalid_field("plan"))?;
    data.iban = if plan.cents_per_month == 0 {
        // What is free needs no account.
        String::new()
    } else {
        Iban::parse(&data.iban).map_err(|_| ApiError::invalid_field("iban"))?.expose().to_owned()
    };
    Ok(data)
}

async fn load(state: &AppState, account: AccountId) -> Result<Option<Contract>, ApiError> {
    let Some(row) = state.store.contract(account).await? else { return Ok(None) };
    let ContractRow { sealed, begun_on, cancellation, .. } = row;
    let text = state.accounts.secrets().open_text(&sealed, &place(account));
    let text = text.map_err(|error| ApiError::internal(&error))?;
    let data = serde_json::from_str(&text).map_err(|error| ApiError::internal(&error))?;
    Ok(Some(Contract { data, begun_on, cancellation }))
}

fn place(account: AccountId) -> Vec<u8> {
    [b"contract".as_slice(), &account.to_bytes()].concat()
}

fn today(state: &AppState) -> Date {
    Moment::in_germany(state.clock.now()).today
}
