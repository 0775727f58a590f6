//! The sealed description of an invitation: everything about it that the server must not know.

use data_encoding::BASE64URL_NOPAD;
use heilsam_crypto::cancel::CancelToken;
use heilsam_crypto::keys::PrivateText;
use heilsam_crypto::vsp1::Invitation;
use heilsam_domain::join_code::JoinCode;
use heilsam_domain::{Nameplate, RoomId};
use heilsam_protocol::Bytes;
use heilsam_protocol::consultation::Consultation;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Delivery, InvitationDraft, InvitationView};
use crate::appointment::{Appointment, Occasion};
use crate::error::ClientError;
use crate::sync::Secrets;

/// Marks the link into a case conference behind the `#`: the page there speaks to doctors.
const CONFERENCE: &str = ".k";

/// Fields that came later are absent in older descriptions and have a meaning then, too.
#[derive(Serialize, Deserialize)]
pub(super) struct Note {
    v: u8,
    name: String,
    remark: String,
    invitation: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deliveries: Vec<Delivery>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    appointment: Option<Appointment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cancel: Option<String>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    cancelled_here: bool,
}

impl Note {
    pub fn new(draft: &InvitationDraft, invitation: &Invitation, cancel: &CancelToken) -> Self {
        Self {
            v: 1,
            name: draft.name.clone(),
            remark: draft.remark.clone(),
            invitation: BASE64URL_NOPAD.encode(&invitation.to_bytes()),
            deliveries: draft.delivery.into_iter().collect(),
            appointment: draft.appointment.clone(),
            cancel: Some(cancel.expose()),
            cancelled_here: false,
        }
    }

    /// `None` for a description that is not ours, or of a newer version of the app.
    pub fn open(secrets: &Secrets, from: &Consultation) -> Option<Self> {
        let about = PrivateText::Consultation(from.room_id);
        let text = secrets.amk.open_text(secrets.scope, about, &from.sealed.0).ok()?;
        serde_json::from_slice(&text).ok().filter(|note: &Self| note.v == 1)
    }

    pub fn seal(
        &self,
        secrets: &Secrets,
        room: RoomId,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Bytes, ClientError> {
        let text = serde_json::to_vec(self).map_err(|_| ClientError::Answer("invitation"))?;
        let about = PrivateText::Consultation(room);
        Ok(secrets.amk.seal_text(secrets.scope, about, &text, rng)?.into())
    }

    pub fn appointment(&self, opens_at: Timestamp) -> Appointment {
        self.appointment.clone().unwrap_or_else(|| Appointment::of_room(opens_at))
    }

    /// Changes say whether there is anything new.
    pub fn add_delivery(&mut self, delivery: Delivery) -> bool {
        let new = !self.deliveries.contains(&delivery);
        if new {
            self.deliveries.push(delivery);
        }
        new
    }

    pub fn move_to(&mut self, begins_at: Timestamp, minutes: u16) -> bool {
        let before = self.appointment.take();
        self.appointment = Some(match before {
            Some(before) => {
                Appointment { begins_at, minutes, moved: before.moved.saturating_add(1), ..before }
            }
            None => Appointment { moved: 1, ..Appointment::single(begins_at, minutes) },
        });
        true
    }

    pub fn describe(&mut self, name: &str, remark: &str) -> bool {
        let new = self.name != name || self.remark != remark;
        (self.name, self.remark) = (name.to_owned(), remark.to_owned());
        new
    }

    pub const fn cancel_here(&mut self) -> bool {
        self.cancelled_here = true;
        true
    }
}

pub(super) fn view(secrets: &Secrets, from: &Consultation) -> InvitationView {
    let Some(note) = Note::open(secrets, from) else {
        let appointment = Appointment::of_room(from.opens_at);
        let (opens_at, closes_at) = (from.opens_at, from.closes_at);
        return InvitationView {
            opens_at,
            closes_at,
            ..InvitationView::unreadable(from.room_id, from.state, appointment)
        };
    };
    let invitation = BASE64URL_NOPAD
        .decode(note.invitation.as_bytes())
        .ok()
        .and_then(|bytes| Invitation::from_bytes(&bytes))
        .filter(|invitation| invitation.room == from.room_id);
    let nameplate = from.nameplate.parse().ok().and_then(Nameplate::new);
    let join_code = invitation.as_ref().and_then(|invitation| {
        let (nameplate, password) = (nameplate?, invitation.code.clone()?);
        Some(JoinCode { nameplate, password }.expose())
    });
    let appointment = note.appointment(from.opens_at);
    let mark = if appointment.occasion == Occasion::Conference { CONFERENCE } else { "" };
    let link = invitation
        .as_ref()
        .map(|it| format!("/v#{}{mark}", it.link(&secrets.keys.signing.public()).expose()));
    let cancel_link = note.cancel.as_deref().and_then(CancelToken::parse).map(|token| {
        format!("/cancel#{}.{}.{}", from.room_id, token.expose(), appointment.begins_at.as_second())
    });
    InvitationView {
        room: from.room_id,
        name: note.name,
        remark: note.remark,
        state: from.state,
        opens_at: from.opens_at,
        closes_at: from.closes_at,
        link,
        join_code,
        invitation,
        deliveries: note.deliveries,
        appointment,
        cancel_link,
        cancelled_here: note.cancelled_here,
    }
}
