//! Inviting somebody into the practice, and accepting it: the one-time code proves each side's key to the other.

use heilsam_crypto::identity::IdentityPublic;
use heilsam_crypto::keys::{PrivateText, check_identity};
use heilsam_crypto::practice::joining::{self, JoiningText};
use heilsam_crypto::{CryptoError, Scope};
use heilsam_domain::{AccountId, DeploymentId, EnrolmentCode, JoiningId, PracticeId, Role};
use heilsam_protocol::Bytes;
use heilsam_protocol::practice::{AnswerJoining, Joining, JoiningAnswer, NewJoining};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::note;
use crate::client::Client;
use crate::client::member_keys::identity;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

/// An invitation to become a member, as the main user sees it. `Debug` shows neither name nor code.
#[derive(Clone, PartialEq, Eq)]
pub struct JoiningView {
    /// The invitation.
    pub id: JoiningId,
    /// For whom, as the main user noted it.
    pub name: String,
    /// The code to hand over; empty if this account cannot read it.
    pub code: String,
    /// From then on it is void.
    pub expires_at: Timestamp,
    /// Who accepted it.
    pub answer: Option<Accepted>,
}

/// Who accepted an invitation.
#[derive(Clone, PartialEq, Eq)]
pub enum Accepted {
    /// Somebody who has the code.
    ByCode {
        /// What they call themselves.
        name: String,
        /// Doctor or staff.
        role: Role,
    },
    /// Somebody who has not, or whose keys were exchanged on the way.
    Forged,
}

/// What an invitation says. `Debug` shows no name.
#[derive(Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which practice.
    pub practice: String,
    /// Who invites.
    pub main_user: String,
    /// The code that opened it.
    code: EnrolmentCode,
    practice_id: PracticeId,
    main_key: Bytes,
}

impl std::fmt::Debug for JoiningView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "JoiningView({})", self.id)
    }
}

impl std::fmt::Debug for Offer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Offer({})", self.practice_id)
    }
}

#[derive(Serialize, Deserialize)]
struct OfferText {
    v: u8,
    practice_id: PracticeId,
    practice: String,
    main_user: String,
    key: Bytes,
}

#[derive(Serialize, Deserialize)]
struct AnswerText {
    v: u8,
    account_id: AccountId,
    name: String,
    key: Bytes,
}

#[derive(Serialize, Deserialize)]
struct JoiningNote {
    v: u8,
    name: String,
    code: String,
}

/// Somebody who may be released: proven by the code.
pub(super) struct Candidate {
    pub(super) name: String,
    pub(super) answer: JoiningAnswer,
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Invites somebody into the practice; the code in the view is handed over from person to person.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for anybody but the main user; [`ClientError::Refused`] with `conflict` for too many.
    pub async fn invite_member(&self, name: &str) -> Result<JoiningId, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let team = self.team().await?.ok_or(ClientError::NotFound)?;
        let code = EnrolmentCode::from_random(environment::random(&mut rng));
        let joining_id = joining::joining_id(&code)?;
        let (deployment, own) = self.whereabouts()?;
        let main = team.roster.members.iter().find(|it| it.account_id == own).ok_or(ClientError::NotFound)?;
        let offer = OfferText {
            v: 1,
            practice_id: team.place.practice,
            practice: team.roster.name.clone(),
            main_user: main.name.clone(),
            key: main.key.clone(),
        };
        let offer = joining::seal(deployment, &code, JoiningText::Offer, &json(&offer)?, &mut rng)?;
        let note = json(&JoiningNote { v: 1, name: name.to_owned(), code: code.expose() })?;
        let note = self.with_session(|session| {
            let Secrets { scope, amk, .. } = &session.secrets;
            Ok(amk.seal_text(*scope, PrivateText::Joining(joining_id), &note, &mut rng)?)
        })?;
        let new = NewJoining { joining_id, offer: offer.into(), note: note.into() };
        self.api.invite_member(&new).await?;
        Ok(joining_id)
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `not-found` when it is not there any more.
    pub async fn take_back_joining(&self, id: JoiningId) -> Result<(), ClientError> {
        self.api.take_back_joining(id).await
    }

    /// What the invitation with this code says.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `not-found` for a code that is unknown, used or over.
    pub async fn look_at_joining(&self, code: &EnrolmentCode) -> Result<Offer, ClientError> {
        let found = self.api.joining(joining::joining_id(code)?).await?;
        let (deployment, _) = self.whereabouts()?;
        let text = joining::open(deployment, code, JoiningText::Offer, &found.offer.0)?;
        let offer: OfferText = serde_json::from_slice(&text).map_err(|_| ClientError::Answer("offer"))?;
        Ok(Offer {
            practice: offer.practice,
            main_user: offer.main_user,
            code: code.clone(),
            practice_id: offer.practice_id,
            main_key: offer.key,
        })
    }

    /// Accepts an invitation; the account belongs to the practice when the main user releases it.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `not-found` when it is over, `conflict` for an account that belongs to a practice.
    pub async fn accept_joining(&self, offer: &Offer, own_name: &str) -> Result<(), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let main = IdentityPublic::from_bytes(&offer.main_key.0)?;
        let (deployment, own) = self.whereabouts()?;
        let answer = self.with_session(|session| {
            let Secrets { scope, amk, keys } = &session.secrets;
            let key = keys.signing.public().to_bytes().into();
            let text = AnswerText { v: 1, account_id: own, name: own_name.to_owned(), key };
            let sealed =
                joining::seal(deployment, &offer.code, JoiningText::Answer, &json(&text)?, &mut rng)?;
            let about = PrivateText::Practice(offer.practice_id);
            let note = amk.seal_text(*scope, about, &note(&main)?, &mut rng)?;
            Ok(AnswerJoining { sealed: sealed.into(), note: note.into() })
        })?;
        self.api.answer_joining(joining::joining_id(&offer.code)?, &answer).await
    }
}

/// An invitation as the main user sees it.
pub(super) fn view(secrets: &Secrets, deployment: DeploymentId, joining: &Joining) -> JoiningView {
    let note = read_note(secrets, joining);
    let answer = joining.answer.as_ref().map(|answer| {
        let role = answer.by.role;
        match candidate(secrets, deployment, joining) {
            Ok(candidate) => Accepted::ByCode { name: candidate.name, role },
            Err(_) => Accepted::Forged,
        }
    });
    let (name, code) = note.map(|note| (note.name, note.code)).unwrap_or_default();
    JoiningView { id: joining.joining_id, name, code, expires_at: joining.expires_at, answer }
}

/// Who accepted, if the code and the keys prove it.
pub(super) fn candidate(
    secrets: &Secrets,
    deployment: DeploymentId,
    joining: &Joining,
) -> Result<Candidate, ClientError> {
    let answer = joining.answer.clone().ok_or(ClientError::NotFound)?;
    let note = read_note(secrets, joining).ok_or(ClientError::NotFound)?;
    let code = EnrolmentCode::parse(&note.code).map_err(|_| ClientError::Answer("note"))?;
    let text = joining::open(deployment, &code, JoiningText::Answer, &answer.sealed.0)?;
    let said: AnswerText = serde_json::from_slice(&text).map_err(|_| ClientError::Answer("answer"))?;
    let scope = Scope { deployment, owner: answer.by.account_id };
    check_identity(scope, &identity(&answer.by))?;
    if said.key != answer.by.signing_key || said.account_id != answer.by.account_id {
        return Err(CryptoError::Forged("joining text").into());
    }
    Ok(Candidate { name: said.name, answer })
}

fn read_note(secrets: &Secrets, joining: &Joining) -> Option<JoiningNote> {
    let about = PrivateText::Joining(joining.joining_id);
    let text = secrets.amk.open_text(secrets.scope, about, &joining.note.0).ok()?;
    serde_json::from_slice(&text).ok()
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, ClientError> {
    serde_json::to_vec(value).map_err(|_| ClientError::Answer("request"))
}
