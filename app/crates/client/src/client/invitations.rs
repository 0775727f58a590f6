//! The practice's invitations: link, typed code, list, cancellation. Names and secrets are sealed on this device.

use std::fmt;
use std::rc::Rc;

use data_encoding::BASE64URL_NOPAD;
use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::keys::PrivateText;
use heilsam_crypto::vsp1::Invitation;
use heilsam_domain::join_code::JoinCode;
use heilsam_domain::{ConsultationState, Nameplate, RoomId};
use heilsam_protocol::consultation::{ChangeConsultation, Consultation, PlanConsultation};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

/// What the practice fills in. `Debug` shows no name.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationDraft {
    /// How the practice calls the patient; only the practice can read it.
    pub name: String,
    /// A remark for the practice.
    pub remark: String,
    /// When the room opens.
    pub opens_at: Timestamp,
    /// When it closes; at most 31 days later.
    pub closes_at: Timestamp,
}

/// An invitation as the practice sees it. `Debug` shows neither name nor link nor code.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationView {
    /// The room.
    pub room: RoomId,
    /// How the practice calls the patient; empty if the description cannot be read.
    pub name: String,
    /// Remark.
    pub remark: String,
    /// Where the consultation is.
    pub state: ConsultationState,
    /// When the room opens.
    pub opens_at: Timestamp,
    /// When it closes.
    pub closes_at: Timestamp,
    /// Path and fragment of the link, `/v#1....`; put the address of the server before it. Also the payload of the QR code.
    pub link: Option<String>,
    /// `NNNN-XXXX-XXXX`, to read out.
    pub join_code: Option<String>,
    /// Secrets for the doctor's side of the call.
    pub invitation: Option<Invitation>,
}

impl fmt::Debug for InvitationDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvitationDraft({} to {})", self.opens_at, self.closes_at)
    }
}

impl fmt::Debug for InvitationView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvitationView({}, {:?}, {} to {})", self.room, self.state, self.opens_at, self.closes_at)
    }
}

#[derive(Serialize, Deserialize)]
struct Note {
    v: u8,
    name: String,
    remark: String,
    invitation: String,
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Makes an invitation.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: nothing was made. Refusals of the server, such as impossible times.
    pub async fn invite(&self, draft: &InvitationDraft) -> Result<InvitationView, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let invitation = Invitation::make(&mut rng);
        let room = invitation.room;
        let note = Note {
            v: 1,
            name: draft.name.clone(),
            remark: draft.remark.clone(),
            invitation: BASE64URL_NOPAD.encode(&invitation.to_bytes()),
        };
        let note = serde_json::to_vec(&note).map_err(|_| ClientError::Answer("invitation"))?;
        let sealed = self.with_session(|session| {
            let Secrets { scope, amk, .. } = &session.secrets;
            Ok(amk.seal_text(*scope, PrivateText::Consultation(room), &note, &mut rng)?)
        })?;
        let plan = PlanConsultation {
            room_id: room,
            opens_at: environment::to_millis(draft.opens_at),
            closes_at: environment::to_millis(draft.closes_at),
            sealed: sealed.into(),
        };
        let planned = self.api.plan(&plan).await?;
        self.with_session(|session| Ok(view(&session.secrets, &planned)))
    }

    /// All invitations, by opening time.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn invitations(&self) -> Result<Vec<InvitationView>, ClientError> {
        let listed = self.api.consultations().await?;
        self.with_session(|session| Ok(listed.iter().map(|it| view(&session.secrets, it)).collect()))
    }

    /// Cancels a consultation that has not ended.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `conflict` when it is over.
    pub async fn cancel_invitation(&self, room: RoomId) -> Result<(), ClientError> {
        self.api.cancel(room).await
    }

    /// Ends a consultation: the room closes for good.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `conflict` when it is over.
    pub async fn end_consultation(&self, room: RoomId) -> Result<(), ClientError> {
        self.api.change_consultation(room, &ChangeConsultation { sealed: None, end: true }).await
    }

    /// The key with which the doctor signs in a consultation.
    ///
    /// # Errors
    /// [`ClientError::LoggedOut`].
    pub fn consultation_key(&self) -> Result<Rc<IdentityKey>, ClientError> {
        self.with_session(|session| Ok(Rc::clone(&session.secrets.keys.signing)))
    }
}

fn view(secrets: &Secrets, from: &Consultation) -> InvitationView {
    let Secrets { scope, amk, keys } = secrets;
    let about = PrivateText::Consultation(from.room_id);
    let note = amk.open_text(*scope, about, &from.sealed.0).ok();
    let note = note.and_then(|text| serde_json::from_slice::<Note>(&text).ok()).filter(|note| note.v == 1);
    let invitation = note
        .as_ref()
        .and_then(|note| BASE64URL_NOPAD.decode(note.invitation.as_bytes()).ok())
        .and_then(|bytes| Invitation::from_bytes(&bytes))
        .filter(|invitation| invitation.room == from.room_id);
    let nameplate = from.nameplate.parse().ok().and_then(Nameplate::new);
    let join_code = invitation.as_ref().and_then(|invitation| {
        let (nameplate, password) = (nameplate?, invitation.code.clone()?);
        Some(JoinCode { nameplate, password }.expose())
    });
    let link = invitation.as_ref().map(|it| format!("/v#{}", it.link(&keys.signing.public()).expose()));
    let (name, remark) = note.map(|note| (note.name, note.remark)).unwrap_or_default();
    let (room, state) = (from.room_id, from.state);
    InvitationView {
        room,
        name,
        remark,
        state,
        opens_at: from.opens_at,
        closes_at: from.closes_at,
        link,
        join_code,
        invitation,
    }
}
