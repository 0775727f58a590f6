//! An invitation as the practice fills it in and sees it.

use std::fmt;

use heilsam_crypto::cancel::CancelToken;
use heilsam_crypto::vsp1::Invitation;
use heilsam_domain::{AccountId, ConsultationState, RoomId, SharingCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::appointment::facts::Facts;
use crate::appointment::remind::Reminder;
use crate::appointment::{Appointment, Occasion};

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
    /// The gateway took the message: a note for the practice.
    Sent,
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
    /// Its place in the calendar; `None`: 15 minutes, beginning shortly after the room opens.
    pub appointment: Option<Appointment>,
    /// Which doctor of the practice holds it; `None`: the reader.
    pub doctor: Option<AccountId>,
}

/// A word that staff left for somebody who waits; the doctor's device passes it on. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The word.
    pub text: String,
    /// When it was left.
    pub at: Timestamp,
}

impl InvitationDraft {
    /// An invitation for an appointment, with the times of its room.
    #[must_use]
    pub fn of(name: String, remark: String, appointment: Appointment) -> Self {
        let times = appointment.room_times();
        let (opens_at, closes_at) = (times.opens_at, times.closes_at);
        let appointment = Some(appointment);
        Self { name, remark, opens_at, closes_at, delivery: None, appointment, doctor: None }
    }
}

/// What can be typed in place of the link. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub enum TypedCode {
    /// `NNNN-XXXX-XXXX`.
    Now(String),
    /// No four digits are free for it: it gets some when they are, and is found by its link and QR code until then.
    Later,
    /// Nothing: its description cannot be read, or holds no password for a code.
    Never,
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
    /// `NNNN-XXXX-XXXX`, to read out; [`InvitationView::typed_code`] says why there is none.
    pub join_code: Option<String>,
    /// Secrets for the doctor's side of the call.
    pub invitation: Option<Invitation>,
    /// How it went to the patient, each way once.
    pub deliveries: Vec<Delivery>,
    /// Its place in the calendar.
    pub appointment: Appointment,
    /// Path and fragment of the link with which the patient cancels, `/cancel#...`; put the address of the server before it.
    pub cancel_link: Option<String>,
    /// The token in it.
    pub(super) cancel: Option<CancelToken>,
    /// The code of the practice's keys.
    pub(super) sharing: Option<SharingCode>,
    /// Whether it was the practice that cancelled; else the patient did.
    pub cancelled_here: bool,
    /// The doctor who holds it.
    pub doctor: AccountId,
    /// Whether it stands in the calendar of the practice; else only its doctor sees it.
    pub shared: bool,
    /// Whether somebody is in the room now.
    pub guest_waits: bool,
    /// What staff want the person who waits to be told.
    pub word: Option<Word>,
    /// Wrong tries of the typed code that devices of its doctors saw.
    pub failed_tries: u8,
    /// Where the person wants to be reminded, if they said so.
    pub reminder: Option<Reminder>,
}

impl InvitationView {
    /// Whether the security number must be compared before the patient is admitted: somebody in between could have read
    /// the invitation. Source: CONSULTATION.md, VSP-1 step 5.
    #[must_use]
    pub fn comparison_required(&self) -> bool {
        self.deliveries.contains(&Delivery::Gateway)
    }

    /// The link with what it says beside its secret, so that the patient's app can write the appointment down.
    #[must_use]
    pub fn full_link(&self, practice: &str) -> Option<String> {
        if self.is_conference() {
            // Colleagues keep it in their own calendar.
            return self.link.clone();
        }
        let facts = Facts {
            begins_at: self.appointment.begins_at,
            cancel: self.cancel.clone(),
            with_carer: self.appointment.with_carer,
            sharing: self.sharing.clone(),
            practice: practice.to_owned(),
        };
        self.link.as_ref().map(|link| format!("{link}.{}", facts.expose()))
    }

    /// What can be typed in place of the link.
    #[must_use]
    pub fn typed_code(&self) -> TypedCode {
        match (&self.join_code, &self.invitation) {
            (Some(code), _) => TypedCode::Now(code.clone()),
            (None, Some(invitation)) if invitation.code.is_some() => TypedCode::Later,
            (None, _) => TypedCode::Never,
        }
    }

    /// Whether somebody can come to it: an open consultation hour is no room but the frame of several.
    #[must_use]
    pub fn is_for_a_guest(&self) -> bool {
        self.appointment.occasion != Occasion::OpenHour
    }

    /// Whether doctors meet there, without a patient.
    #[must_use]
    pub fn is_conference(&self) -> bool {
        self.appointment.occasion == Occasion::Conference
    }

    /// Whether it has a place in the calendar; what was cancelled leaves its time to others.
    #[must_use]
    pub fn is_on_the_calendar(&self) -> bool {
        self.state != ConsultationState::Cancelled
    }

    /// Whether the patient cancelled it.
    #[must_use]
    pub fn was_cancelled_by_the_patient(&self) -> bool {
        self.state == ConsultationState::Cancelled && !self.cancelled_here
    }

    /// One whose description cannot be read.
    #[must_use]
    pub fn unreadable(room: RoomId, state: ConsultationState, appointment: Appointment) -> Self {
        let times = appointment.room_times();
        Self {
            room,
            name: String::new(),
            remark: String::new(),
            state,
            opens_at: times.opens_at,
            closes_at: times.closes_at,
            link: None,
            join_code: None,
            invitation: None,
            deliveries: Vec::new(),
            appointment,
            cancel_link: None,
            cancel: None,
            sharing: None,
            cancelled_here: false,
            doctor: AccountId::from_bytes([0; 16]),
            shared: false,
            guest_waits: false,
            word: None,
            failed_tries: 0,
            reminder: None,
        }
    }
}

impl fmt::Debug for TypedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Now(_) => "Now(..)",
            Self::Later => "Later",
            Self::Never => "Never",
        })
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Word({})", self.at)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// As it lies in a sealed description, with or without a password for a code.
    fn invitation(has_code: u8) -> Invitation {
        let bytes = [&[1][..], &[1; 16], &[2; 20], &[has_code], &[3; 5]].concat();
        Invitation::from_bytes(&bytes).unwrap()
    }

    #[test]
    fn without_four_digits_there_is_a_code_later_and_the_link_now() {
        let appointment = Appointment::single("2026-03-10T10:00:00Z".parse().unwrap(), 20);
        let room = RoomId::from_bytes([1; 16]);
        let unreadable = InvitationView::unreadable(room, ConsultationState::Planned, appointment);
        assert_eq!(unreadable.typed_code(), TypedCode::Never);
        let link = Some("/v#1".to_owned());
        let read = InvitationView { link, invitation: Some(invitation(1)), ..unreadable.clone() };
        assert_eq!(read.typed_code(), TypedCode::Later);
        assert!(read.full_link("Praxis").is_some_and(|link| link.starts_with("/v#1.")));
        let numbered = InvitationView { join_code: Some("1234-ABCD-EFGH".to_owned()), ..read };
        assert_eq!(numbered.typed_code(), TypedCode::Now("1234-ABCD-EFGH".to_owned()));
        assert_eq!(format!("{:?}", numbered.typed_code()), "Now(..)");
        let without = InvitationView { invitation: Some(invitation(0)), ..unreadable };
        assert_eq!(without.typed_code(), TypedCode::Never);
    }
}
