//! The practice's invitations: link, typed code, list, other times, cancellation. Names and secrets are sealed on this
//! device.

mod note;

use std::fmt;
use std::rc::Rc;

use heilsam_crypto::cancel::CancelToken;
use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::vsp1::Invitation;
use heilsam_domain::{AccountId, ConsultationState, Role, RoomId, SharingCode};
use heilsam_protocol::Bytes;
use heilsam_protocol::consultation::{ChangeConsultation, Consultation, PairRooms, PlanConsultation};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::note::{Keeping, Note};
use super::Client;
use crate::appointment::facts::Facts;
use crate::appointment::{Appointment, Occasion};
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
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

/// A word that staff left for somebody who waits; the doctor's device passes it on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Its place in the calendar.
    pub appointment: Appointment,
    /// Path and fragment of the link with which the patient cancels, `/cancel#...`; put the address of the server before it.
    pub cancel_link: Option<String>,
    /// The token in it.
    cancel: Option<CancelToken>,
    /// The code of the practice's keys.
    sharing: Option<SharingCode>,
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
        }
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

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Makes an invitation; in a practice it comes into the calendar that all members see.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: nothing was made. [`ClientError::NotFound`] for staff who name no doctor of their practice.
    /// Refusals of the server, such as impossible times.
    pub async fn invite(&self, draft: &InvitationDraft) -> Result<InvitationView, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let invitation = Invitation::make(&mut rng);
        let cancel = CancelToken::make(&mut rng);
        let room = invitation.room;
        let team = self.team().await?;
        let (_, own) = self.whereabouts()?;
        let named = draft.doctor.or_else(|| (self.role() == Some(Role::Doctor)).then_some(own));
        let doctor = match &team {
            Some(team) => {
                Some(named.filter(|it| team.doctor_key(*it).is_some()).ok_or(ClientError::NotFound)?)
            }
            None => None,
        };
        let note = Note::new(draft, &invitation, &cancel, doctor);
        let sealed = self.with_session(|session| {
            let keeping = Keeping { secrets: &session.secrets, team: team.as_deref() };
            note.seal(keeping, room, doctor.is_some(), &mut rng)
        })?;
        let plan = PlanConsultation {
            room_id: room,
            opens_at: environment::to_millis(draft.opens_at),
            closes_at: environment::to_millis(draft.closes_at),
            sealed,
            cancel_hash: Some(Bytes(cancel.hash().to_vec())),
            doctor,
        };
        let planned = self.api.plan(&plan).await?;
        self.with_session(|session| {
            let keeping = Keeping { secrets: &session.secrets, team: team.as_deref() };
            Ok(note::view(keeping, &planned))
        })
    }

    /// A number that the appointments of one series share.
    #[must_use]
    pub fn new_series(&self) -> u32 {
        u32::from_be_bytes(environment::random(&mut environment::rng(&self.environment)))
    }

    /// All invitations of the reader and of the reader's practice, by opening time.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn invitations(&self) -> Result<Vec<InvitationView>, ClientError> {
        let team = self.team().await?;
        let listed = self.api.consultations().await?;
        self.with_session(|session| {
            let keeping = Keeping { secrets: &session.secrets, team: team.as_deref() };
            Ok(listed.iter().map(|it| note::view(keeping, it)).collect())
        })
    }

    /// Hands an open consultation over to another doctor of the practice, or brings an own one into its calendar. The typed
    /// code stays; the link is another one, because it names the doctor's key.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for one that cannot be read, or for anybody who is no doctor of the practice.
    pub async fn hand_over_invitation(&self, room: RoomId, doctor: AccountId) -> Result<(), ClientError> {
        let team = self.team().await?.ok_or(ClientError::NotFound)?;
        team.doctor_key(doctor).ok_or(ClientError::NotFound)?;
        let mut rng = environment::rng(&self.environment);
        let listed = self.api.consultations().await?;
        let from = listed.iter().find(|it| it.room_id == room).ok_or(ClientError::NotFound)?;
        let sealed = self.with_session(|session| {
            let keeping = Keeping { secrets: &session.secrets, team: Some(&team) };
            let mut note = Note::open(keeping, from).ok_or(ClientError::NotFound)?;
            note.hand_over(from.doctor, doctor);
            note.seal(keeping, room, true, &mut rng)
        })?;
        let change = ChangeConsultation {
            sealed: Some(sealed),
            doctor: Some(doctor),
            ..ChangeConsultation::default()
        };
        self.api.change_consultation(room, &change).await
    }

    /// Leaves a word for the person who waits: the doctor's device passes it on, because only that speaks with them.
    ///
    /// # Errors
    /// As [`Self::record_delivery`].
    pub async fn leave_word(&self, room: RoomId, text: &str) -> Result<(), ClientError> {
        let word = Word { text: text.to_owned(), at: self.environment.now() };
        match self.changed_note(room, |note| note.leave_word(word)).await? {
            Some((_, sealed)) => self.reseal(room, sealed).await,
            None => Ok(()),
        }
    }

    /// Remembers in the sealed description how an invitation went to the patient.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for one that is not there or cannot be read; [`ClientError::Refused`] when it is over.
    pub async fn record_delivery(&self, room: RoomId, delivery: Delivery) -> Result<(), ClientError> {
        let changed = self.changed_note(room, |note| note.add_delivery(delivery)).await?;
        match changed {
            Some((_, sealed)) => self.reseal(room, sealed).await,
            None => Ok(()),
        }
    }

    /// Moves an appointment. Room, link and code stay as they are.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for one that is not there or cannot be read; [`ClientError::Refused`] when it is over or
    /// the new time is.
    pub async fn reschedule(
        &self,
        room: RoomId,
        begins_at: Timestamp,
        minutes: u16,
    ) -> Result<(), ClientError> {
        let changed = self.changed_note(room, |note| note.move_to(begins_at, minutes)).await?;
        let (appointment, sealed) = changed.ok_or(ClientError::NotFound)?;
        let change = ChangeConsultation {
            sealed: Some(sealed),
            times: Some(appointment.room_times()),
            ..Default::default()
        };
        self.api.change_consultation(room, &change).await
    }

    /// Changes the name and the remark of an invitation.
    ///
    /// # Errors
    /// As [`Self::record_delivery`].
    pub async fn describe(&self, room: RoomId, name: &str, remark: &str) -> Result<(), ClientError> {
        let changed = self.changed_note(room, |note| note.describe(name, remark)).await?;
        match changed {
            Some((_, sealed)) => self.reseal(room, sealed).await,
            None => Ok(()),
        }
    }

    /// Cancels a consultation that has not ended, and remembers that it was not the patient who did.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `conflict` when it is over.
    pub async fn cancel_invitation(&self, room: RoomId) -> Result<(), ClientError> {
        // One that cannot be read can still be cancelled.
        if let Ok(Some((_, sealed))) = self.changed_note(room, Note::cancel_here).await {
            self.reseal(room, sealed).await?;
        }
        self.api.cancel(room).await
    }

    /// Ends a consultation: the room closes for good.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `conflict` when it is over.
    pub async fn end_consultation(&self, room: RoomId) -> Result<(), ClientError> {
        self.api
            .change_consultation(room, &ChangeConsultation { end: true, ..ChangeConsultation::default() })
            .await
    }

    /// Has the server open the rooms in which the guests of a call meet; these and no others. To be said again before three
    /// minutes are over.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `conflict` while the doctor's seat in the call is empty.
    pub async fn set_pair_rooms(&self, of: RoomId, rooms: Vec<RoomId>) -> Result<(), ClientError> {
        self.api.set_pair_rooms(of, &PairRooms { rooms }).await
    }

    /// The key with which the doctor signs in a consultation.
    ///
    /// # Errors
    /// [`ClientError::LoggedOut`].
    pub fn consultation_key(&self) -> Result<Rc<IdentityKey>, ClientError> {
        self.with_session(|session| Ok(Rc::clone(&session.secrets.keys.signing)))
    }

    /// The description of an invitation after a change, sealed anew; `None` if the change changes nothing.
    async fn changed_note(
        &self,
        room: RoomId,
        change: impl FnOnce(&mut Note) -> bool,
    ) -> Result<Option<(Appointment, Bytes)>, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let team = self.team().await?;
        let listed = self.api.consultations().await?;
        let from: &Consultation = listed.iter().find(|it| it.room_id == room).ok_or(ClientError::NotFound)?;
        self.with_session(|session| {
            let keeping = Keeping { secrets: &session.secrets, team: team.as_deref() };
            let mut note = Note::open(keeping, from).ok_or(ClientError::NotFound)?;
            if !change(&mut note) {
                return Ok(None);
            }
            let sealed = note.seal(keeping, room, from.shared, &mut rng)?;
            Ok(Some((note.appointment(from.opens_at), sealed)))
        })
    }

    async fn reseal(&self, room: RoomId, sealed: Bytes) -> Result<(), ClientError> {
        let change = ChangeConsultation { sealed: Some(sealed), ..ChangeConsultation::default() };
        self.api.change_consultation(room, &change).await
    }
}
