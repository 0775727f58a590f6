//! Logging in once more while logged in.

use heilsam_client::ClientError;
use heilsam_protocol::ProblemCode;

use crate::people::{PASSPHRASE, Person};
use crate::program::Program;

#[tokio::test]
async fn logging_in_once_more_keeps_what_is_on_the_device_and_the_old_session_ends() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let before = erika.client.sessions().await.unwrap();
    let wrong =
        erika.client.confirm_with_passphrase(&erika.name, "falsch", &erika.code(1)).await.unwrap_err();
    assert_eq!(wrong.code(), Some(ProblemCode::LoginRefused));
    erika.client.confirm_with_passphrase(&erika.name, PASSPHRASE, &erika.code(1)).await.unwrap();
    let after = erika.client.sessions().await.unwrap();
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_ne!(before[0].session_id, after[0].session_id);
    assert!(after[0].current);
    erika.client.make_recovery_sheet().await.unwrap();
    assert_eq!(erika.client.credentials().await.unwrap().len(), 1);
}

#[tokio::test]
async fn somebody_else_cannot_confirm_and_nothing_is_forgotten() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let hans = Person::patient_named(&server, "hans").await;
    let confirmed = erika.client.confirm_with_passphrase(&hans.name, PASSPHRASE, &hans.code(1)).await;
    assert_eq!(confirmed, Err(ClientError::LoggedOut));
    assert!(erika.client.account().is_some(), "the keys and entries of this device stay");
    assert_eq!(erika.client.sessions().await, Err(ClientError::LoggedOut));
    assert_eq!(erika.client.resume().await, Ok(true));
}
