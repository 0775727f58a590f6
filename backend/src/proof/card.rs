//! The electronic health professional card (eHBA): the doctor signs a challenge of this server with the card, in the card
//! software of the practice, and hands in the signature. The PIN never reaches this server. The card takes the place of the
//! document and of one operator: it says who is a doctor, and not who may treat for the health insurers. See decision 0026.
//!
//! Source: gematik gemSpec_PKI (certificate profiles of the eHBA), gemSpec_OID (roles of professions), Heilberufsausweis
//! by § 340 SGB V; Anlage 31b BMV-Ä §§ 4(3), 5(1) no. 1.

mod admission;
mod chain;
mod key;
mod signature;

use std::path::Path;

use anyhow::{Context, bail};
use axum::extract::State;
use data_encoding::BASE32_NOPAD;
use heilsam_domain::{Bsnr, Lanr, ProofState};
use heilsam_protocol::proof::{CardChallenge, CardRefused, CardSeen, HandInCard};
use heilsam_protocol::{ProblemCode, limit};
use heilsam_storage::proofs::{CardHandedIn, NewCard};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha384};
use x509_cert::Certificate;
use x509_cert::der::Decode;

use crate::audit::Event;
use crate::config::Config;
use crate::extract::Json;
use crate::{ApiError, AppState, Caller};

/// Long enough to start the card software and to look for the PIN.
const GOOD_FOR: SignedDuration = SignedDuration::from_mins(30);
/// Bytes of a challenge that nobody can guess.
const NONCE_BYTES: usize = 20;

/// The authorities whose cards are believed.
#[derive(Default)]
pub struct Cards {
    anchors: Vec<Certificate>,
}

impl Cards {
    /// As the configuration says.
    ///
    /// # Errors
    /// Which file is not the certificate of an authority.
    pub fn from_config(config: &Config) -> anyhow::Result<Self> {
        let mut anchors = Vec::new();
        for path in &config.card.anchors {
            let read = read_anchors(path).with_context(|| format!("card.anchors: {}", path.display()))?;
            anchors.extend(read);
        }
        Ok(Self { anchors })
    }

    /// Whether any card can be believed here.
    #[must_use]
    pub const fn are_read(&self) -> bool {
        !self.anchors.is_empty()
    }

    /// Who signed the text, if everything holds at this moment.
    ///
    /// # Errors
    /// The first thing that does not.
    pub fn check(&self, text: &[u8], signed: &[u8], now: Timestamp) -> Result<CardSeen, CardRefused> {
        let signed = signature::read(signed, text).ok_or(CardRefused::Signature)?;
        if !chain::is_card(&signed.card, now) || !chain::is_issued(&signed, &self.anchors, now) {
            return Err(CardRefused::Certificate);
        }
        let (profession, telematik_id) = admission::holder(&signed.card).ok_or(CardRefused::Profession)?;
        let valid_until = chain::valid_until(&signed.card).ok_or(CardRefused::Certificate)?;
        Ok(CardSeen { telematik_id, profession, valid_until })
    }
}

/// One certificate as DER, or several as PEM.
fn read_anchors(path: &Path) -> anyhow::Result<Vec<Certificate>> {
    let bytes = std::fs::read(path)?;
    let anchors = if bytes.starts_with(b"-----") {
        Certificate::load_pem_chain(&bytes)?
    } else {
        vec![Certificate::from_der(&bytes)?]
    };
    if anchors.is_empty() || !anchors.iter().all(chain::is_authority) {
        bail!("is not the certificate of an authority");
    }
    Ok(anchors)
}

/// What the card has to sign. It says what the signature is for: a card that signs anything it is shown protects nobody.
fn text(state: &AppState, nonce: &[u8], expires_at: Timestamp) -> String {
    format!(
        "Nachweis mit dem elektronischen Heilberufsausweis\n\
         Dienst: {origin}\n\
         Kennung: {id}\n\
         Gültig bis: {expires_at}\n\
         Mit der Signatur dieser Datei weise ich mein eigenes Konto bei diesem Dienst nach.\n",
        origin = state.config.server.public_origin,
        id = BASE32_NOPAD.encode(nonce),
    )
}

pub(super) async fn challenge(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<CardChallenge>, ApiError> {
    if !state.proofs.cards.are_read() {
        return Err(ProblemCode::NotFound.into());
    }
    let nonce: [u8; NONCE_BYTES] = state.entropy.bytes();
    // Whole seconds, as the text shows them and the database keeps them: it has to come out the same again.
    let until = state.clock.now().as_second().saturating_add(GOOD_FOR.as_secs());
    let expires_at = Timestamp::from_second(until).map_err(|error| ApiError::internal(&error))?;
    state.store.put_card_challenge(caller.account_id, &nonce, expires_at).await?;
    Ok(Json(CardChallenge { text: text(&state, &nonce, expires_at), expires_at }))
}

pub(super) async fn hand_in(
    State(state): State<AppState>,
    caller: Caller,
    Json(proof): Json<HandInCard>,
) -> Result<Json<ProofState>, ApiError> {
    let lanr = Lanr::parse(&proof.lanr).map_err(|_| ApiError::invalid_field("lanr"))?;
    let bsnr = Bsnr::parse(&proof.bsnr).map_err(|_| ApiError::invalid_field("bsnr"))?;
    let signed = &proof.signature.0;
    if signed.len() > limit::CARD_SIGNATURE_BYTES {
        return Err(ProblemCode::TooLarge.into());
    }
    let (account, now) = (caller.account_id, state.clock.now());
    let challenge = state.store.card_challenge(account).await?.filter(|(_, until)| *until > now);
    let Some((nonce, expires_at)) = challenge else { return Err(refused(CardRefused::Challenge)) };
    let card = state.proofs.cards.check(text(&state, &nonce, expires_at).as_bytes(), signed, now);
    let card = card.map_err(refused)?;
    let digest = Sha384::digest(signed).to_vec();
    let profession = card.profession;
    let new = NewCard { lanr: lanr.to_string(), bsnr: bsnr.to_string(), digest, card };
    match state.store.hand_in_card(account, &nonce, &new, now).await? {
        CardHandedIn::Stored(proof) => {
            state.audit.record(Event::ProofByCard { account, profession }).await?;
            Ok(Json(proof))
        }
        CardHandedIn::NotNow => Err(ProblemCode::Conflict.into()),
        CardHandedIn::NoChallenge => Err(refused(CardRefused::Challenge)),
        CardHandedIn::OtherAccount => Err(refused(CardRefused::Used)),
    }
}

fn refused(why: CardRefused) -> ApiError {
    ApiError::with_detail(ProblemCode::SignatureRefused, why.as_str())
}
