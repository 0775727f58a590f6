//! The practice's invitations: link, typed code, list, other times, cancellation. Names and secrets are sealed on this
//! device.

mod note;
mod view;

use std::rc::Rc;

use heilsam_crypto::cancel::CancelToken;
use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::vsp1::Invitation;
use heilsam_domain::{AccountId, Role, RoomId};
use heilsam_protocol::Bytes;
use heilsam_protocol::consultation::{ChangeConsultation, Consultation, PairRooms, PlanConsultation};
use jiff::Timestamp;

use self::note::{Keeping, Note};
pub use self::view::{Delivery, InvitationDraft, InvitationView, Word};
use super::Client;
use crate::appointment::Appointment;
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
    /// [`ClientError::NotFound`] for one that cannot be read, or for anybody who is no doctor of the practice.
    pub async fn hand_over_invitation(
        &self,
        room: RoomId,
        doctor: AccountId,
    ) -> Result<InvitationView, ClientError> {
        let team = self.team().await?.ok_or(ClientError::NotFound)?;
        team.doctor_key(doctor).ok_or(ClientError::NotFound)?;
        let mut rng = environment::rng(&self.environment);
        let listed = self.api.consultations().await?;
        let from = listed.iter().find(|it| it.room_id == room).ok_or(ClientError::NotFound)?;
        let done = from.shared && from.doctor == doctor;
        let (sealed, view) = self.with_session(|session| {
            let keeping = Keeping { secrets: &session.secrets, team: Some(&team) };
            let mut note = Note::open(keeping, from).ok_or(ClientError::NotFound)?;
            note.hand_over(from.doctor, doctor);
            let sealed = note.seal(keeping, room, true, &mut rng)?;
            let handed = Consultation { sealed: sealed.clone(), doctor, shared: true, ..from.clone() };
            Ok((sealed, note::view(keeping, &handed)))
        })?;
        if !done {
            let change = ChangeConsultation {
                sealed: Some(sealed),
                doctor: Some(doctor),
                ..ChangeConsultation::default()
            };
            self.api.change_consultation(room, &change).await?;
        }
        Ok(view)
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
