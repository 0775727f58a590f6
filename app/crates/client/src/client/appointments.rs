//! The patient's own appointments. Writing needs no connection; cancelling does.

use heilsam_crypto::CryptoError;
use heilsam_crypto::cancel::CancelToken;
use heilsam_crypto::identity::IdentityPublic;
use heilsam_crypto::keys::CollectionKind;
use heilsam_crypto::vsp1::{DoctorKeyHash, InvitationLink};
use heilsam_domain::{RecordId, SharingCode};
use heilsam_protocol::Bytes;
use heilsam_protocol::consultation::CancelAsGuest;

use super::Client;
use crate::appointment::handed::Way;
use crate::appointment::kept::{AppointmentRecord, KeptAppointment, KeptView};
use crate::environment::Environment;
use crate::error::ClientError;
use crate::sharing::CheckedPractice;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// All appointments on the list, by their time.
    #[must_use]
    pub fn appointments(&self) -> Vec<KeptView> {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return Vec::new() };
        let records = session.engine.records(CollectionKind::Appointments).into_iter();
        let mut found: Vec<KeptView> = records
            .filter_map(|(id, payload, _)| {
                Some(KeptView { id, appointment: AppointmentRecord::read(payload)?.appointment? })
            })
            .collect();
        found.sort_by(|a, b| a.appointment.begins_at.cmp(&b.appointment.begins_at).then(a.id.cmp(&b.id)));
        found
    }

    /// The record of an invitation: the same on every device, however often it is handed over.
    ///
    /// # Errors
    /// [`ClientError::LoggedOut`].
    pub fn appointment_id(&self, way: &Way) -> Result<RecordId, ClientError> {
        let what = match way {
            Way::Link(link) => {
                InvitationLink::parse(link).map_err(|_| ClientError::Answer("invitation"))?.room.to_string()
            }
            Way::Code(code) => code.clone(),
        };
        self.with_session(|session| {
            let id = session.secrets.amk.derive_id(session.secrets.scope, &format!("appointment/{what}"))?;
            Ok(RecordId::from_bytes(id))
        })
    }

    /// Keeps an appointment, or changes it.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was saved.
    pub async fn save_appointment(
        &self,
        id: RecordId,
        appointment: &KeptAppointment,
    ) -> Result<(), ClientError> {
        let record = AppointmentRecord::new(Some(appointment.clone()));
        self.put(CollectionKind::Appointments, id, &record.to_bytes()).await
    }

    /// Takes an appointment off the list. The practice learns nothing of it.
    ///
    /// # Errors
    /// [`ClientError::Store`]: it is still there.
    pub async fn drop_appointment(&self, id: RecordId) -> Result<(), ClientError> {
        self.put(CollectionKind::Appointments, id, &AppointmentRecord::new(None).to_bytes()).await
    }

    /// Cancels an appointment at the practice, as the page for guests does, and remembers it.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] when it cannot be cancelled in this way (any more); [`ClientError::Offline`].
    pub async fn cancel_appointment(&self, id: RecordId) -> Result<(), ClientError> {
        let found = self.appointments().into_iter().find(|it| it.id == id).ok_or(ClientError::NotFound)?;
        let mut appointment = found.appointment;
        let link = appointment.link();
        let token = appointment.cancel.as_deref().and_then(CancelToken::parse);
        let (Some(link), Some(token)) = (link, token) else { return Err(ClientError::NotFound) };
        self.api
            .cancel_as_guest(link.room, &CancelAsGuest { token: Bytes(token.to_bytes().to_vec()) })
            .await?;
        appointment.cancelled = true;
        self.save_appointment(id, &appointment).await
    }

    /// The practice that the patient met in a verified call: its keys have the code of the invitation, and the key that
    /// signs for them is the one that proved itself in the call.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] before such a call, or for a practice that takes no shares; [`ClientError::Crypto`] for the
    /// keys of somebody else.
    pub async fn practice_met(&self, appointment: &KeptAppointment) -> Result<CheckedPractice, ClientError> {
        let code = appointment.sharing.as_deref().and_then(|code| SharingCode::parse(code).ok());
        let (Some(link), Some(code), Some(_)) = (appointment.link(), code, appointment.met_at) else {
            return Err(ClientError::NotFound);
        };
        let practice = self.find_practice(&code).await?;
        let key = IdentityPublic::from_bytes(&practice.keys.signing_key.0)?;
        if DoctorKeyHash::of(&key) != link.doctor {
            return Err(CryptoError::Forged("practice").into());
        }
        Ok(practice)
    }
}
