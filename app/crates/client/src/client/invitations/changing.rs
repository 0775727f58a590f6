//! Changing an appointment that others may change at the same moment.
//!
//! A change says which sealed description it was made from, and the server takes it only while that still stands. Whoever was
//! slower begins again with what stands now. What a person decided about another state is not done, and the person is told;
//! a state that the person made on this device is no other one, also when its answer was lost.

use heilsam_crypto::revision;
use heilsam_domain::RoomId;
use heilsam_protocol::consultation::{ChangeConsultation, Consultation};

use super::InvitationView;
use super::note::{Keeping, Note};
use crate::client::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

/// How often it is begun again; whoever loses as often is told.
const TRIES: u32 = 3;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Changes what stands now, and says what stands then. `seen` is what a person looked at who decided; `edit` says what
    /// else changes beside the description, and `None` when everything is so already.
    pub(super) async fn amend(
        &self,
        room: RoomId,
        seen: Option<&InvitationView>,
        edit: impl Fn(&mut Note, &Consultation) -> Option<ChangeConsultation>,
    ) -> Result<Consultation, ClientError> {
        let mut rng = environment::rng(&self.environment);
        for _ in 0..TRIES {
            let team = self.team().await?;
            let listed = self.api.consultations().await?;
            let from = listed.into_iter().find(|it| it.room_id == room).ok_or(ClientError::NotFound)?;
            let prepared = self.with_session(|session| {
                let keeping = Keeping { secrets: &session.secrets, team: team.as_deref() };
                let mut note = Note::open(keeping, &from).ok_or(ClientError::NotFound)?;
                let own = self.decided.borrow().contains(&from.sealed.0);
                let as_seen = own || seen.is_none_or(|seen| note.is_as_seen(&from, seen));
                let Some(change) = edit(&mut note, &from) else { return Ok(None) };
                if !as_seen {
                    return Err(ClientError::ChangedMeanwhile);
                }
                let shared = from.shared || change.doctor.is_some();
                let sealed = note.seal(keeping, room, shared, &mut rng)?;
                let doctor = change.doctor.unwrap_or(from.doctor);
                let based_on = Some(revision::of(&from.sealed.0).to_vec().into());
                let change = ChangeConsultation { sealed: Some(sealed.clone()), based_on, ..change };
                Ok(Some((change, Consultation { sealed, doctor, shared, ..from.clone() })))
            })?;
            let Some((change, after)) = prepared else { return Ok(from) };
            if seen.is_some() {
                // Before it goes: it may arrive although no answer comes.
                self.decided.borrow_mut().add(&after.sealed.0);
            }
            match self.api.change_consultation(room, &change).await {
                Err(ClientError::ChangedMeanwhile) => {}
                ended => return ended.map(|()| after),
            }
        }
        Err(ClientError::ChangedMeanwhile)
    }
}
