//! Changing an appointment on a line that breaks before the answer comes.

use std::cell::Cell;
use std::rc::Rc;

use heilsam_client::appointment::Appointment;
use heilsam_client::client::InvitationDraft;
use heilsam_client::store::MemoryStore;
use heilsam_client::transport::native::NativeTransport;
use heilsam_client::transport::{Answer, Method, Request, Transport, TransportError};
use heilsam_client::vault::MemoryVault;
use heilsam_client::{Client, ClientError};
use jiff::SignedDuration;

use crate::people::{Person, Surroundings};
use crate::program::Program;

/// Carries changes to the server and loses what it says to them.
#[derive(Debug)]
struct Breaking {
    inner: NativeTransport,
    broken: Rc<Cell<bool>>,
}

impl Transport for Breaking {
    async fn send(&self, request: Request) -> Result<Answer, TransportError> {
        let is_change = request.method == Method::Patch;
        let answer = self.inner.send(request).await?;
        if is_change && self.broken.get() { Err(TransportError) } else { Ok(answer) }
    }
}

#[tokio::test]
async fn whoever_changed_it_without_hearing_so_is_not_told_that_somebody_else_did() {
    let Some(server) = Program::start() else { return };
    let doctor = Person::doctor(&server).await;
    let broken = Rc::new(Cell::new(false));
    let inner = NativeTransport::new(&server.address()).unwrap();
    let line = Breaking { inner, broken: Rc::clone(&broken) };
    let app = Client::new(line, MemoryStore::default(), MemoryVault::default(), Surroundings);
    doctor.log_in_at(&app).await;
    let at = app.now() + SignedDuration::from_hours(2);
    let draft = InvitationDraft::of("Erika".to_owned(), String::new(), Appointment::single(at, 15));
    let seen = app.invite(&draft).await.unwrap();

    broken.set(true);
    let later = at + SignedDuration::from_hours(1);
    assert_eq!(app.reschedule(&seen, later, 15).await, Err(ClientError::Offline));
    assert_eq!(app.describe(&seen, "Erika M.", "").await, Err(ClientError::Offline), "lost once more");
    broken.set(false);
    let latest = at + SignedDuration::from_hours(2);
    assert_eq!(app.reschedule(&seen, latest, 20).await, Ok(()));
    let now = app.invitations().await.unwrap().remove(0);
    assert_eq!((now.name.as_str(), now.appointment.begins_at), ("Erika M.", latest));

    doctor.client.describe(&now, "Erika Muster", "").await.unwrap();
    let told = app.describe(&now, "E. Muster", "").await;
    assert_eq!(told, Err(ClientError::ChangedMeanwhile), "the other device is somebody else");
}
