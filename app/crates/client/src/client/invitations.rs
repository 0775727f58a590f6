//! The practice's invitations: link, typed code, list, other times, cancellation. Names and secrets are sealed on this
//! device.

mod changing;
mod decided;
mod newer;
mod note;
mod reminders;
mod view;

use std::rc::Rc;

use heilsam_crypto::cancel::CancelToken;
use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::vsp1::Invitation;
use heilsam_domain::{AccountId, ConsultationState, Role, RoomId};
use heilsam_protocol::Bytes;
use heilsam_protocol::consultation::{
    ChangeConsultation, Consultation, IceServers, PairRooms, PlanConsultation,
};
use jiff::Timestamp;

pub(super) use self::decided::Decided;
use self::note::{Keeping, Note};
pub use self::reminders::Told;
pub use self::view::{Delivery, InvitationDraft, InvitationView, TypedCode, Word};
use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

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
    /// code stays; the link is another one, because it names the doctor's key. What is handed over already stays so: when the
    /// answer was lost, asking again gives the link.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for one that cannot be read, or for anybody who is no doctor of the practice; else as
    /// [`Self::reschedule`], where `seen` says what the person looked at.
    pub async fn hand_over_invitation(
        &self,
        room: RoomId,
        doctor: AccountId,
        seen: Option<&InvitationView>,
    ) -> Result<InvitationView, ClientError> {
        let team = self.team().await?.ok_or(ClientError::NotFound)?;
        team.doctor_key(doctor).ok_or(ClientError::NotFound)?;
        let handed = self.amend(room, seen, |note, from| {
            if from.shared && from.doctor == doctor {
                return None;
            }
            note.hand_over(from.doctor, doctor);
            Some(ChangeConsultation { doctor: Some(doctor), ..ChangeConsultation::default() })
        });
        let handed = handed.await?;
        self.with_session(|session| {
            let keeping = Keeping { secrets: &session.secrets, team: Some(&team) };
            Ok(note::view(keeping, &handed))
        })
    }

    /// Leaves a word for the person who waits: the doctor's device passes it on, because only that speaks with them.
    ///
    /// # Errors
    /// As [`Self::record_delivery`].
    pub async fn leave_word(&self, room: RoomId, text: &str) -> Result<(), ClientError> {
        let word = Word { text: text.to_owned(), at: self.environment.now() };
        let left = self.amend(room, None, |note, _| {
            note.leave_word(word.clone());
            Some(ChangeConsultation::default())
        });
        left.await.map(drop)
    }

    /// Remembers in the sealed description how an invitation went to the patient.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for one that is not there or cannot be read; [`ClientError::ChangedMeanwhile`] when others
    /// were quicker again and again.
    pub async fn record_delivery(&self, room: RoomId, delivery: Delivery) -> Result<(), ClientError> {
        let change =
            |note: &mut Note, _: &Consultation| note.add_delivery(delivery).then(ChangeConsultation::default);
        self.amend(room, None, change).await.map(drop)
    }

    /// Remembers in the sealed description how often a wrong code was typed, so that every device of the doctor counts on from
    /// there, also after logging out.
    ///
    /// # Errors
    /// As [`Self::record_delivery`].
    pub async fn record_tries(&self, room: RoomId, tries: u8) -> Result<(), ClientError> {
        let change =
            |note: &mut Note, _: &Consultation| note.count_tries(tries).then(ChangeConsultation::default);
        self.amend(room, None, change).await.map(drop)
    }

    /// Moves an appointment. Room, link and code stay as they are.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for one that is not there or cannot be read; [`ClientError::Refused`] when it is over or
    /// the new time is; [`ClientError::ChangedMeanwhile`] when it is not as it was `seen` any more.
    pub async fn reschedule(
        &self,
        seen: &InvitationView,
        begins_at: Timestamp,
        minutes: u16,
    ) -> Result<(), ClientError> {
        let moved = self.amend(seen.room, Some(seen), |note, from| {
            let now = note.appointment(from.opens_at);
            if from.state.is_open() && (now.begins_at, now.minutes) == (begins_at, minutes) {
                return None;
            }
            note.move_to(begins_at, minutes);
            let times = Some(note.appointment(from.opens_at).room_times());
            Some(ChangeConsultation { times, ..ChangeConsultation::default() })
        });
        moved.await.map(drop)
    }

    /// Changes the name and the remark of an invitation.
    ///
    /// # Errors
    /// As [`Self::reschedule`].
    pub async fn describe(&self, seen: &InvitationView, name: &str, remark: &str) -> Result<(), ClientError> {
        let change =
            |note: &mut Note, _: &Consultation| note.describe(name, remark).then(ChangeConsultation::default);
        self.amend(seen.room, Some(seen), change).await.map(drop)
    }

    /// Cancels a consultation that has not ended, and remembers that it was not the patient who did.
    ///
    /// # Errors
    /// As [`Self::reschedule`].
    pub async fn cancel_invitation(&self, seen: &InvitationView) -> Result<(), ClientError> {
        let cancelled = self.amend(seen.room, Some(seen), |note, from| {
            if from.state == ConsultationState::Cancelled {
                return None;
            }
            note.cancel_here();
            Some(ChangeConsultation { cancel: true, ..ChangeConsultation::default() })
        });
        match cancelled.await {
            // One that cannot be read can still be cancelled.
            Err(ClientError::NotFound) => self.api.cancel(seen.room).await,
            ended => ended.map(drop),
        }
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

    /// The rooms in which somebody waits: of a doctor the own ones, of staff those of the practice.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn waiting_rooms(&self) -> Result<Vec<RoomId>, ClientError> {
        Ok(self.api.waiting().await?.rooms)
    }

    /// Access to STUN and TURN for two minutes, to try the line without a room.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; [`ClientError::Refused`] when it was tried too often in the last hour.
    pub async fn begin_line_trial(&self) -> Result<IceServers, ClientError> {
        self.api.begin_line_trial().await
    }

    /// The key with which the doctor signs in a consultation.
    ///
    /// # Errors
    /// [`ClientError::LoggedOut`].
    pub fn consultation_key(&self) -> Result<Rc<IdentityKey>, ClientError> {
        self.with_session(|session| Ok(Rc::clone(&session.secrets.keys.signing)))
    }
}
