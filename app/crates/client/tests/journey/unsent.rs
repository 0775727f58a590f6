//! What was written and not sent yet, when its owner or somebody else comes to the device.

use heilsam_client::ClientError;
use heilsam_client::client::SyncState;
use heilsam_domain::{Role, WishedName};
use heilsam_protocol::ProblemCode;

use crate::people::{PASSPHRASE, Person, TestClient, activation_code, totp};
use crate::program::Program;
use crate::{BERLIN, entry};

/// An entry, and a session that somebody ends before it is sent.
async fn write_and_lose_the_session(server: &Program, erika: &Person) {
    let phone = &erika.client;
    phone.sync().await.unwrap();
    phone.save_entry(None, entry(131, ""), BERLIN).await.unwrap();
    let tablet = erika.log_in_elsewhere(server).await;
    let sessions = tablet.sessions().await.unwrap();
    let of_phone = sessions.iter().find(|session| !session.current).unwrap();
    tablet.end_session(of_phone.session_id).await.unwrap();
    assert_eq!(phone.sync().await, Err(ClientError::LoggedOut));
    assert_eq!(phone.unsent_here().await, Ok(1));
}

fn has_sent_its_entry(device: &TestClient) -> bool {
    device.sync_state() == SyncState::Synchronised && device.waiting() == 0 && device.entries().len() == 1
}

#[tokio::test]
async fn what_was_not_sent_is_sent_by_the_new_login_after_the_recovery_sheet() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let phone = &erika.client;
    let sheet = phone.make_recovery_sheet().await.unwrap();
    write_and_lose_the_session(&server, &erika).await;

    phone.recover(&sheet).await.unwrap();
    assert_eq!(phone.waiting(), 1, "a session from the sheet sends nothing");
    let wish = WishedName::parse("erika-neu").unwrap();
    let begun = phone.begin_new_passphrase(&wish, "ein ganz anderer Satz").await.unwrap();
    phone.set_new_passphrase(&begun, &totp(begun.totp_secret(), phone.now(), 0)).await.unwrap();
    phone.leave().await.unwrap();
    assert_eq!(phone.account(), None);
    assert_eq!(phone.resume().await, Ok(false), "what waits is sealed, and its key is gone");
    assert_eq!(phone.unsent_here().await, Ok(1));

    let code = totp(begun.totp_secret(), phone.now(), 1);
    let name = begun.login_name().expose();
    phone.login_with_passphrase(name, "ein ganz anderer Satz", &code).await.unwrap();
    assert!(has_sent_its_entry(phone));
}

#[tokio::test]
async fn another_account_is_refused_while_entries_wait_and_theirs_are_sent_when_they_come_back() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let otto = Person::patient_named(&server, "otto").await;
    let paula = Person::patient_named(&server, "paula").await;
    let phone = &erika.client;
    phone.save_entry(None, entry(131, ""), BERLIN).await.unwrap();

    let refused = phone.login_with_passphrase(&otto.name, PASSPHRASE, &otto.code(1)).await;
    assert_eq!(refused, Err(ClientError::Unsent(1)));
    let begun = phone.begin_with_activation_code(&activation_code()).await;
    assert_eq!(begun.err(), Some(ClientError::Unsent(1)));
    assert_eq!(phone.sync().await, Err(ClientError::LoggedOut), "the session of the other one has ended");
    assert_eq!((phone.unsent_here().await, phone.frozen()), (Ok(1), None));
    erika.log_in_at(phone).await;
    assert!(has_sent_its_entry(phone));

    phone.save_entry(None, entry(132, ""), BERLIN).await.unwrap();
    phone.forget_here().await.unwrap();
    paula.log_in_at(phone).await;
    assert_eq!(phone.entries(), [], "whoever was asked and erased them comes in");
}

#[tokio::test]
async fn a_login_into_the_wrong_program_erases_nothing() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let doctor = Person::doctor(&server).await;
    let phone = &erika.client;
    phone.save_entry(None, entry(131, ""), BERLIN).await.unwrap();
    phone.sync().await.unwrap();
    phone.admit_only(&[Role::Patient]);

    let refused = phone.login_with_passphrase(&doctor.name, PASSPHRASE, &doctor.code(1)).await.unwrap_err();
    assert_eq!(refused.code(), Some(ProblemCode::Forbidden));
    assert_eq!(phone.resume().await, Ok(true), "record and key are still there");
    assert_eq!((phone.role(), phone.entries().len()), (Some(Role::Patient), 1));
    assert_eq!(phone.sync().await, Err(ClientError::LoggedOut));
}

#[tokio::test]
async fn logging_out_everywhere_keeps_what_was_not_sent_and_logging_out_here_keeps_nothing() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let phone = &erika.client;
    phone.sync().await.unwrap();
    phone.save_entry(None, entry(131, ""), BERLIN).await.unwrap();
    phone.end_all_sessions().await.unwrap();
    assert_eq!(phone.resume().await, Ok(false));
    erika.log_in_at(phone).await;
    assert!(has_sent_its_entry(phone));

    phone.save_entry(None, entry(132, ""), BERLIN).await.unwrap();
    phone.log_out().await.unwrap();
    assert_eq!(phone.unsent_here().await, Ok(0));
}
