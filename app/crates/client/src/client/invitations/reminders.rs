//! Reminding invited people through the gateway: written down first, then sent, so that no other device sends it, too.

use core::cell::Cell;

use heilsam_domain::RoomId;
use heilsam_protocol::ProblemCode;
use heilsam_protocol::consultation::{ChangeConsultation, Consultation};

use super::InvitationView;
use super::note::{self, Keeping, Note};
use crate::appointment::remind::{MarkState, Reminder};
use crate::client::{Client, GatewayMessage};
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

/// What became of a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The gateway took it.
    Sent,
    /// There is no such address.
    Refused,
    /// The gateway took nothing; with seconds to wait where it was too much at once.
    NotTaken(Option<u64>),
    /// Nothing was sent: another device sends it, or the appointment is another one now.
    LeftAlone,
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Keeps in the sealed description where the person wants to be reminded, or forgets it.
    ///
    /// # Errors
    /// As [`Self::record_delivery`].
    pub async fn set_reminder(&self, room: RoomId, reminder: Option<&Reminder>) -> Result<(), ClientError> {
        let change = |note: &mut Note, _: &Consultation| {
            note.set_reminder(reminder.cloned()).then(ChangeConsultation::default)
        };
        self.amend(room, None, change).await.map(drop)
    }

    /// Reminds the person of an appointment as it was `seen`. `origin` is the address of the server, before the path of the
    /// link.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] when no reminder is wanted or the description cannot be read; [`ClientError::Offline`]: before
    /// it was written down, or nobody knows whether it left; then the description says that it was begun.
    pub async fn remind(&self, seen: &InvitationView, origin: &str) -> Result<Told, ClientError> {
        let wanted = seen.reminder.as_ref().ok_or(ClientError::NotFound)?;
        let (begins_at, now) = (seen.appointment.begins_at, self.environment.now());
        let ours = Cell::new(false);
        let marked = self.amend(seen.room, None, |note, from| {
            let same = from.state.is_open() && note.appointment(from.opens_at).begins_at == begins_at;
            ours.set(same && note.begin_reminder(wanted, begins_at, now));
            ours.get().then(ChangeConsultation::default)
        });
        let marked = marked.await?;
        if !ours.get() {
            return Ok(Told::LeftAlone);
        }
        let team = self.team().await?;
        let entry = self.with_session(|session| {
            let keeping = Keeping { secrets: &session.secrets, team: team.as_deref() };
            Ok(note::view(keeping, &marked))
        })?;
        let Reminder { way, to, practice, .. } = wanted.clone();
        let message = GatewayMessage { way, to, practice, origin: origin.to_owned() };
        let (told, state) = match self.carry(&entry, &message, true).await {
            Ok(()) => (Told::Sent, MarkState::Sent),
            // It may have left.
            Err(ClientError::Offline) => return Err(ClientError::Offline),
            Err(ClientError::Refused(problem)) => match problem.code {
                ProblemCode::InvalidField => (Told::Refused, MarkState::Refused),
                ProblemCode::TooManyRequests => (Told::NotTaken(problem.retry_after), MarkState::Failed),
                _ => (Told::NotTaken(None), MarkState::Failed),
            },
            Err(_) => (Told::NotTaken(None), MarkState::Failed),
        };
        let change = |note: &mut Note, _: &Consultation| {
            note.end_reminder(now, state).then(ChangeConsultation::default)
        };
        // Without it the calendar says that it is unclear, and nobody sends it by itself.
        let _ = self.amend(seen.room, None, change).await;
        Ok(told)
    }
}
