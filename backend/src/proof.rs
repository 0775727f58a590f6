//! `/api/v1/proof`: a doctor hands in a proof of being one, and two operators look at it, each for themselves; a signature
//! of the electronic health professional card takes the place of the document and of one of them.
//!
//! Until both found it right the doctor can look and prepare, and gets no seat in a room. The document is sealed on the
//! doctor's device to the operators' keys: the server cannot open it. See decisions 0016 and 0026.
//!
//! Source: Anlage 31b BMV-Ä §§ 4(3), 5(1) no. 1.

pub(crate) mod applications;
mod card;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use heilsam_domain::{AccountId, Bsnr, Lanr, ProofState, Role};
use heilsam_protocol::dossier::{DocumentKeyFor, DocumentKeys, MemberKeys};
use heilsam_protocol::proof::{
    CardChallenge, CheckProof, DoctorProof, HandInCard, HandInProof, ProofDocument, ProofToCheck,
};
use heilsam_protocol::{ProblemCode, limit, path};
use heilsam_storage::StoreError;
use heilsam_storage::proofs::{Checked, HandedIn};

pub use card::Cards;

use crate::audit::Event;
use crate::config::Config;
use crate::extract::{Json, Path};
use crate::{ApiError, AppState, Caller, RateClass, Route, route::Verb};

const DOCTOR: &[Role] = &[Role::Doctor];
const OPERATOR: &[Role] = &[Role::Operator];
/// Bytes of SHA-384.
const DIGEST_BYTES: usize = 48;

/// Routes of this module.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Get, path::PROOF, "How far the own proof of being a doctor has come", || get(own))
        .only(DOCTOR)
        .also_before_proof()
        .answers::<DoctorProof>(),
    Route::new(Verb::Put, path::PROOF, "Hand in a proof of being a doctor", || put(hand_in))
        .only(DOCTOR)
        .also_before_proof()
        .rate(RateClass::Login)
        .takes::<HandInProof>(),
    Route::new(Verb::Post, path::PROOF_CARD_CHALLENGE, "What the doctor's card has to sign", || {
        post(card::challenge)
    })
    .only(DOCTOR)
    .also_before_proof()
    .rate(RateClass::Login)
    .answers::<CardChallenge>(),
    Route::new(Verb::Put, path::PROOF_CARD, "Hand in the signature of the doctor's card", || {
        put(card::hand_in)
    })
    .only(DOCTOR)
    .also_before_proof()
    .rate(RateClass::Login)
    .takes::<HandInCard>()
    .answers::<ProofState>(),
    Route::new(Verb::Get, path::OPERATORS, "Public keys of the operators", || get(operators))
        .only(&[Role::Doctor, Role::Operator])
        .also_before_proof()
        .answers::<Vec<MemberKeys>>(),
    Route::new(Verb::Get, path::PROOFS, "The proofs that wait for operators", || get(list))
        .only(OPERATOR)
        .answers::<Vec<ProofToCheck>>(),
    Route::new(Verb::Get, path::PROOF_DOCUMENT, "The sealed file of a proof", || get(document))
        .only(OPERATOR)
        .answers::<ProofDocument>(),
    Route::new(Verb::Put, path::PROOF_KEYS, "Give operators the key of a proof's file", || put(give_keys))
        .only(OPERATOR)
        .takes::<DocumentKeys>(),
    Route::new(Verb::Post, path::PROOF_CHECK, "An operator finds a proof right or wrong", || post(check))
        .only(OPERATOR)
        .takes::<CheckProof>()
        .answers::<ProofState>(),
];

/// What proofs need in memory.
#[derive(Default)]
pub struct Proofs {
    /// Cards that are believed.
    cards: Cards,
    /// Doctors who were found proven: that does not end, so that no seat asks the database twice.
    proven: Mutex<BTreeSet<AccountId>>,
}

impl Proofs {
    /// As the configuration says.
    ///
    /// # Errors
    /// What to change, in words.
    pub fn from_config(config: &Config) -> anyhow::Result<Self> {
        Ok(Self { cards: Cards::from_config(config)?, proven: Mutex::default() })
    }

    fn knows(&self, account: AccountId) -> bool {
        self.proven.lock().unwrap_or_else(PoisonError::into_inner).contains(&account)
    }

    fn remember(&self, account: AccountId) {
        self.proven.lock().unwrap_or_else(PoisonError::into_inner).insert(account);
    }
}

/// Whether a doctor may hold consultations. For whoever registered without a code nobody vouches, whatever the configuration says.
///
/// # Errors
/// If the database fails.
pub async fn admits(state: &AppState, doctor: Caller) -> Result<bool, StoreError> {
    let account = doctor.account_id;
    if doctor.unproven {
        return Ok(false);
    }
    if !state.config.video.doctor_proof || state.proofs.knows(account) {
        return Ok(true);
    }
    let proven = state.store.proof_state(account).await?.is_proven();
    if proven {
        state.proofs.remember(account);
    }
    Ok(proven)
}

async fn own(State(state): State<AppState>, caller: Caller) -> Result<Json<DoctorProof>, ApiError> {
    let proof = state.store.proof_state(caller.account_id).await?;
    let demanded = state.config.video.doctor_proof || caller.unproven;
    let account = if caller.unproven { state.store.account(caller.account_id).await? } else { None };
    let erased_at = account.and_then(|(account, _)| proof.lapses_at(account.created_at));
    Ok(Json(DoctorProof { demanded, cards: state.proofs.cards.are_read(), proof, erased_at }))
}

async fn hand_in(
    State(state): State<AppState>,
    caller: Caller,
    Json(mut proof): Json<HandInProof>,
) -> Result<StatusCode, ApiError> {
    if let Some(other) = &mut proof.other {
        if !proof.lanr.is_empty() || !proof.bsnr.is_empty() {
            return Err(ApiError::invalid_field("other"));
        }
        other.profession = plain("profession", &other.profession)?;
        other.membership = plain("membership", &other.membership)?;
    } else {
        let lanr = Lanr::parse(&proof.lanr).map_err(|_| ApiError::invalid_field("lanr"))?;
        let bsnr = Bsnr::parse(&proof.bsnr).map_err(|_| ApiError::invalid_field("bsnr"))?;
        (proof.lanr, proof.bsnr) = (lanr.to_string(), bsnr.to_string());
    }
    check_document(&proof)?;
    let account = caller.account_id;
    match state.store.hand_in_proof(account, &proof, state.clock.now()).await? {
        HandedIn::Stored => {
            state.audit.record(Event::ProofHandedIn { account }).await?;
            Ok(StatusCode::NO_CONTENT)
        }
        HandedIn::NotNow => Err(ProblemCode::Conflict.into()),
        HandedIn::UnknownReader => Err(ApiError::invalid_field("keys")),
        HandedIn::Full => Err(ApiError::too_many(applications::FULL_SECONDS)),
    }
}

async fn operators(State(state): State<AppState>) -> Result<Json<Vec<MemberKeys>>, ApiError> {
    Ok(Json(state.store.operators().await?))
}

async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Vec<ProofToCheck>>, ApiError> {
    Ok(Json(state.store.proofs_to_check(caller.account_id).await?))
}

async fn document(
    State(state): State<AppState>,
    Path(account): Path<AccountId>,
) -> Result<Json<ProofDocument>, ApiError> {
    let parts = state.store.proof_parts(account).await?;
    if parts.is_empty() {
        return Err(ProblemCode::NotFound.into());
    }
    Ok(Json(ProofDocument { parts: parts.into_iter().map(Into::into).collect() }))
}

async fn give_keys(
    State(state): State<AppState>,
    Path(account): Path<AccountId>,
    Json(DocumentKeys { keys }): Json<DocumentKeys>,
) -> Result<StatusCode, ApiError> {
    check_keys(&keys)?;
    if state.store.give_proof_keys(account, &keys).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ProblemCode::NotFound.into())
    }
}

async fn check(
    State(state): State<AppState>,
    caller: Caller,
    Path(account): Path<AccountId>,
    Json(said): Json<CheckProof>,
) -> Result<Json<ProofState>, ApiError> {
    let reason = said.refused.as_deref().map(str::trim);
    if reason.is_some_and(|text| text.is_empty() || text.chars().count() > limit::PROOF_REASON) {
        return Err(ApiError::invalid_field("refused"));
    }
    let (operator, now) = (caller.account_id, state.clock.now());
    match state.store.check_proof(account, &said.digest.0, operator, reason, now).await? {
        Checked::Counted(now) => {
            let accepted = reason.is_none();
            state.audit.record(Event::ProofChecked { account, operator, accepted }).await?;
            Ok(Json(now))
        }
        Checked::SameEyes => Err(ApiError::with_detail(ProblemCode::Conflict, "same-eyes")),
        Checked::Gone => Err(ProblemCode::NotFound.into()),
    }
}

/// Words for operators' eyes, in one line.
fn plain(field: &'static str, text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    let is_long = text.chars().count() > limit::PROOF_OTHER;
    if text.is_empty() || is_long || text.chars().any(char::is_control) {
        return Err(ApiError::invalid_field(field));
    }
    Ok(text.to_owned())
}

fn check_document(proof: &HandInProof) -> Result<(), ApiError> {
    if proof.digest.0.len() != DIGEST_BYTES {
        return Err(ApiError::invalid_field("digest"));
    }
    if proof.parts.is_empty() {
        return Err(ApiError::invalid_field("parts"));
    }
    let large = |part: &heilsam_protocol::Bytes| part.0.len() > limit::DOCUMENT_PART_BYTES;
    if proof.parts.len() > limit::PROOF_PARTS || proof.parts.iter().any(large) {
        return Err(ProblemCode::TooLarge.into());
    }
    check_keys(&proof.keys)
}

fn check_keys(keys: &[DocumentKeyFor]) -> Result<(), ApiError> {
    let fits =
        |key: &DocumentKeyFor| !key.sealed.0.is_empty() && key.sealed.0.len() <= limit::DOCUMENT_KEY_BYTES;
    if keys.is_empty() || keys.len() > limit::OPERATORS || !keys.iter().all(fits) {
        return Err(ApiError::invalid_field("keys"));
    }
    Ok(())
}
