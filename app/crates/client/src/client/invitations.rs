//! The practice's invitations: link, typed code, list, cancellation. Names and secrets are sealed on this device.

use std::fmt;
use std::rc::Rc;

use data_encoding::BASE64URL_NOPAD;
use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::keys::PrivateText;
use heilsam_crypto::vsp1::Invitation;
use heilsam_domain::join_code::JoinCode;
use heilsam_domain::{ConsultationState, Nameplate, RoomId};
use heilsam_protocol::Bytes;
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

/// A way on which an invitation left the practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// The link was copied.
    LinkCopied,
    /// The sheet was printed.
    Printed,
    /// The practice's own mail program was opened with the link.
    MailProgram,
    /// The provider's own mail or SMS gateway carried it, and could have read it. Belongs into the draft: then the very
    /// first description says so, and a server that shows an older one hides nothing.
    Gateway,
}

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
    /// How it goes to the patient, where that is decided beforehand.
    pub delivery: Option<Delivery>,
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
    /// How it went to the patient, each way once.
    pub deliveries: Vec<Delivery>,
}

impl InvitationView {
    /// Whether the security number must be compared before the patient is admitted: somebody in between could have read
    /// the invitation. Source: CONSULTATION.md, VSP-1 step 5.
    #[must_use]
    pub fn comparison_required(&self) -> bool {
        self.deliveries.contains(&Delivery::Gateway)
    }
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deliveries: Vec<Delivery>,
}

impl Note {
    /// `None` for a description that is not ours, or of a newer version of the app.
    fn open(secrets: &Secrets, from: &Consultation) -> Option<Self> {
        let about = PrivateText::Consultation(from.room_id);
        let text = secrets.amk.open_text(secrets.scope, about, &from.sealed.0).ok()?;
        serde_json::from_slice(&text).ok().filter(|note: &Self| note.v == 1)
    }

    fn seal(
        &self,
        secrets: &Secrets,
        room: RoomId,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Bytes, ClientError> {
        let text = serde_json::to_vec(self).map_err(|_| ClientError::Answer("invitation"))?;
        let about = PrivateText::Consultation(room);
        Ok(secrets.amk.seal_text(secrets.scope, about, &text, rng)?.into())
    }
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
            deliveries: draft.delivery.into_iter().collect(),
        };
        let sealed = self.with_session(|session| note.seal(&session.secrets, room, &mut rng))?;
        let plan = PlanConsultation {
            room_id: room,
            opens_at: environment::to_millis(draft.opens_at),
            closes_at: environment::to_millis(draft.closes_at),
            sealed,
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

    /// Remembers in the sealed description how an invitation went to the patient.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for one that is not there or cannot be read; [`ClientError::Refused`] when it is over.
    pub async fn record_delivery(&self, room: RoomId, delivery: Delivery) -> Result<(), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let listed = self.api.consultations().await?;
        let from = listed.iter().find(|it| it.room_id == room).ok_or(ClientError::NotFound)?;
        let sealed = self.with_session(|session| {
            let mut note = Note::open(&session.secrets, from).ok_or(ClientError::NotFound)?;
            if note.deliveries.contains(&delivery) {
                return Ok(None);
            }
            note.deliveries.push(delivery);
            note.seal(&session.secrets, room, &mut rng).map(Some)
        })?;
        match sealed {
            Some(sealed) => {
                let change = ChangeConsultation { sealed: Some(sealed), end: false };
                self.api.change_consultation(room, &change).await
            }
            None => Ok(()),
        }
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
    let note = Note::open(secrets, from);
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
    let link =
        invitation.as_ref().map(|it| format!("/v#{}", it.link(&secrets.keys.signing.public()).expose()));
    let (name, remark, deliveries) =
        note.map(|note| (note.name, note.remark, note.deliveries)).unwrap_or_default();
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
        deliveries,
    }
}
