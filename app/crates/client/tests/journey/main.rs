//! The client against the real server program: one story per test.
//!
//! `HEILSAM_TEST_SERVER` names the program `heilsam`. Without it the stories are skipped, and say so.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests: what goes wrong here is a failed test"
)]

mod appointments;
mod breaking;
mod confirming;
mod many_members;
mod master_data;
mod members;
mod outcome;
mod people;
mod portability;
mod practice;
mod program;
mod proofs;
mod sharing;
mod staff;
mod tabs;
mod unsent;

use std::time::Duration;

use heilsam_client::ClientError;
use heilsam_client::client::{ConsentText, Delivery, InvitationDraft, InvitationView, LocalTime, SyncState};
use heilsam_domain::{BloodPressure, ConsultationState, Purpose, WishedName};
use heilsam_protocol::ProblemCode;
use heilsam_therapy::diary::Origin;
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::{SignedDuration, Timestamp};

use people::{CONSENT, PASSPHRASE, Person, activation_code, client, totp};
use program::Program;

const BERLIN: LocalTime = LocalTime(60);
const CANARY: &str = "CANARY-7341 nach dem Treppensteigen";

fn entry(systolic: u16, note: &str) -> DiaryEntry {
    DiaryEntry {
        measured_at: "2026-03-01T07:30:00Z".parse().unwrap(),
        measurement: Measurement::BloodPressure(BloodPressure::new(systolic, 80, Some(70)).unwrap()),
        note: note.to_owned(),
        origin: Origin::Typed,
    }
}

#[tokio::test]
async fn what_is_written_on_one_device_is_read_on_another_and_nowhere_else() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let phone = &erika.client;
    let id = phone.save_entry(None, entry(135, CANARY), BERLIN).await.unwrap();
    assert_eq!(phone.waiting(), 1);
    phone.sync().await.unwrap();
    assert_eq!(phone.sync_state(), SyncState::Synchronised);

    let tablet = erika.log_in_elsewhere(&server).await;
    assert_eq!(
        tablet.entries().iter().map(|it| (it.id, it.entry.clone())).collect::<Vec<_>>(),
        [(id, entry(135, CANARY))]
    );

    phone.save_entry(Some(id), entry(140, CANARY), BERLIN).await.unwrap();
    tablet.save_entry(Some(id), entry(135, "ruhig"), BERLIN).await.unwrap();
    phone.sync().await.unwrap();
    tablet.sync().await.unwrap();
    phone.sync().await.unwrap();
    assert_eq!(phone.entries(), tablet.entries());
    assert_eq!(phone.entries().first().map(|it| it.entry.clone()), Some(entry(140, "ruhig")));

    tablet.delete_entry(id, BERLIN).await.unwrap();
    tablet.sync().await.unwrap();
    phone.sync().await.unwrap();
    assert_eq!(phone.entries(), []);
    server.holds_nowhere(CANARY);
}

#[tokio::test]
async fn a_backup_gives_every_entry_back_and_lets_nobody_read_one() {
    let Some(mut server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let id = erika.client.save_entry(None, entry(135, CANARY), BERLIN).await.unwrap();
    erika.client.sync().await.unwrap();
    let backup = server.back_up();
    for text in [CANARY, PASSPHRASE] {
        Program::lies_nowhere_in(&backup, text);
    }
    server.restore(&backup);
    let tablet = erika.log_in_elsewhere(&server).await;
    let entries: Vec<_> = tablet.entries().iter().map(|it| (it.id, it.entry.clone())).collect();
    assert_eq!(entries, [(id, entry(135, CANARY))]);
}

#[tokio::test]
async fn a_recovery_sheet_opens_the_account_and_a_new_passphrase_can_be_set() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    erika.client.save_entry(None, entry(135, ""), BERLIN).await.unwrap();
    erika.client.sync().await.unwrap();
    assert!(!erika.client.has_sheet());
    let lost = erika.client.make_recovery_sheet().await.unwrap();
    let code = erika.client.make_recovery_sheet().await.unwrap();
    assert!(erika.client.has_sheet());

    let found = client(&server);
    assert!(found.recover(&lost).await.is_err(), "a sheet that was replaced opens nothing");
    found.recover(&code).await.unwrap();
    assert!(found.is_recovering());
    assert_eq!(found.entries().len(), 1);
    let wish = WishedName::parse("erika-neu").unwrap();
    let begun = found.begin_new_passphrase(&wish, "ein ganz anderer Satz").await.unwrap();
    found.set_new_passphrase(&begun, &totp(begun.totp_secret(), found.now(), 0)).await.unwrap();

    let again = client(&server);
    let code = totp(begun.totp_secret(), again.now(), 1);
    let name = begun.login_name().expose();
    again.login_with_passphrase(name, "ein ganz anderer Satz", &code).await.unwrap();
    assert_eq!((again.entries().len(), again.is_recovering()), (1, false));
}

#[tokio::test]
async fn the_device_knows_the_login_name_with_its_digits_until_it_is_another_one() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let phone = &erika.client;
    let digits = erika.name.strip_prefix("erika-").unwrap();
    assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{}", erika.name);
    assert_eq!(phone.login_name().await, Ok(Some(erika.name.clone())));
    let tablet = erika.log_in_elsewhere(&server).await;
    assert_eq!(tablet.login_name().await, Ok(Some(erika.name.clone())));

    let wish = WishedName::parse("Erika").unwrap();
    let begun = tablet.begin_new_passphrase(&wish, "ein ganz anderer Satz").await.unwrap();
    tablet.set_new_passphrase(&begun, &totp(begun.totp_secret(), tablet.now(), 0)).await.unwrap();
    let again = tablet.begin_new_passphrase(&wish, "noch ein anderer Satz").await.unwrap();
    assert_eq!(again.login_name(), begun.login_name(), "the same wish gives the same digits");
    assert_eq!(tablet.login_name().await, Ok(Some(begun.login_name().expose().to_owned())));
    assert_eq!(phone.login_name().await, Ok(None), "the name it knows is not the name any more");
}

#[tokio::test]
async fn withdrawn_consent_stops_upload_and_export_and_loses_nothing() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let app = &erika.client;
    app.save_entry(None, entry(135, ""), BERLIN).await.unwrap();
    assert_eq!(app.may_export(), Ok(()));
    let text = ConsentText { purpose: Purpose::IntendedUse, ..CONSENT };
    app.withdraw_consent(text).await.unwrap();
    assert!(!app.has_consent(Purpose::IntendedUse));
    assert_eq!(app.sync().await, Err(ClientError::ConsentMissing));
    assert_eq!(app.may_export(), Err(ClientError::ConsentMissing));
    let mut own = app.batches();
    assert!(own.next_batch(|_| String::new()).is_some(), "taking one's own data along needs no consent");
    assert_eq!((app.sync_state(), app.waiting()), (SyncState::Problem, 1));
    app.give_consent(text).await.unwrap();
    app.sync().await.unwrap();
    assert_eq!(app.waiting(), 0);
    assert_eq!(app.consents().len(), 3);
}

#[tokio::test]
async fn a_practice_invites_lists_and_cancels_and_the_server_learns_no_name() {
    let Some(server) = Program::start() else { return };
    let doctor = Person::doctor(&server).await;
    let app = &doctor.client;
    let opens_at: Timestamp = app.now();
    let draft = InvitationDraft {
        name: CANARY.to_owned(),
        remark: String::new(),
        opens_at,
        closes_at: opens_at + SignedDuration::from_hours(2),
        delivery: None,
        appointment: None,
        doctor: None,
    };
    let made = app.invite(&draft).await.unwrap();
    assert!(made.link.as_deref().is_some_and(|link| link.starts_with("/v#1.")));
    assert!(made.join_code.is_some() && made.invitation.is_some());
    let elsewhere = doctor.log_in_elsewhere(&server).await;
    assert_eq!(elsewhere.invitations().await.unwrap().first(), Some(&made));
    assert!(!made.comparison_required());
    for delivery in [Delivery::LinkCopied, Delivery::Printed, Delivery::LinkCopied] {
        app.record_delivery(made.room, delivery).await.unwrap();
    }
    let handed_over = elsewhere.invitations().await.unwrap();
    assert_eq!(
        handed_over.first().map(|it| &it.deliveries[..]),
        Some(&[Delivery::LinkCopied, Delivery::Printed][..])
    );
    assert_eq!(handed_over.first().map(|it| (it.name.as_str(), &it.link)), Some((CANARY, &made.link)));
    app.cancel_invitation(&made).await.unwrap();
    assert_eq!(
        app.invitations().await.unwrap().first().map(|it| it.state),
        Some(ConsultationState::Cancelled)
    );
    server.holds_nowhere(CANARY);
}

fn draft(opens_at: Timestamp, delivery: Option<Delivery>) -> InvitationDraft {
    InvitationDraft {
        name: "Erika".to_owned(),
        remark: String::new(),
        opens_at,
        closes_at: opens_at + SignedDuration::from_hours(2),
        delivery,
        appointment: None,
        doctor: None,
    }
}

#[tokio::test]
async fn an_invitation_that_went_through_a_gateway_asks_for_the_comparison_on_every_device() {
    let Some(server) = Program::start() else { return };
    let doctor = Person::doctor(&server).await;
    let made = doctor.client.invite(&draft(doctor.client.now(), Some(Delivery::Gateway))).await.unwrap();
    assert!(made.comparison_required());
    doctor.client.record_delivery(made.room, Delivery::Printed).await.unwrap();
    let elsewhere = doctor.log_in_elsewhere(&server).await;
    assert!(elsewhere.invitations().await.unwrap().iter().all(InvitationView::comparison_required));
}

#[tokio::test]
async fn wrong_tries_of_a_code_are_known_to_every_device_of_the_doctor_and_after_logging_out() {
    let Some(server) = Program::start() else { return };
    let doctor = Person::doctor(&server).await;
    let made = doctor.client.invite(&draft(doctor.client.now(), None)).await.unwrap();
    assert_eq!(made.failed_tries, 0);
    doctor.client.record_tries(made.room, 2).await.unwrap();
    doctor.client.log_out().await.unwrap();
    let elsewhere = doctor.log_in_elsewhere(&server).await;
    let tries = async || elsewhere.invitations().await.unwrap().first().map(|it| it.failed_tries);
    assert_eq!(tries().await, Some(2));
    elsewhere.record_tries(made.room, 1).await.unwrap();
    assert_eq!(tries().await, Some(2), "never backwards");
    elsewhere.cancel_invitation(&made).await.unwrap();
}

#[tokio::test]
async fn a_device_keeps_its_notes_until_somebody_logs_out() {
    let Some(server) = Program::start() else { return };
    let doctor = Person::doctor(&server).await;
    let app = &doctor.client;
    assert_eq!(app.device_note("name").await, Ok(None));
    app.keep_device_note("name", CANARY).await.unwrap();
    app.keep_device_note("other", "3").await.unwrap();
    app.keep_device_note("other", "4").await.unwrap();
    assert_eq!(app.device_note("name").await, Ok(Some(CANARY.to_owned())));
    assert_eq!(app.device_note("other").await, Ok(Some("4".to_owned())));
    let elsewhere = doctor.log_in_elsewhere(&server).await;
    assert_eq!(elsewhere.device_note("name").await, Ok(None), "it never left the device");
    app.log_out().await.unwrap();
    assert_eq!(app.device_note("name").await, Err(ClientError::LoggedOut));
    server.holds_nowhere(CANARY);
}

#[tokio::test]
async fn what_is_typed_and_not_saved_stays_on_the_device() {
    let Some(server) = Program::start() else { return };
    let anna = Person::manufacturer(&server, "manufacturer-author", "anna").await;
    let app = &anna.client;
    let typed = |pairs: &[(&str, Option<&str>)]| {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), text.map(str::to_owned))).collect()
    };
    app.keep_drafts(typed(&[("answer a", Some(CANARY)), ("comment a", Some("Halb"))])).await.unwrap();
    app.keep_drafts(typed(&[("comment a", None), ("comment b", Some("Ganz"))])).await.unwrap();
    let kept: Vec<(String, String)> = app.drafts().await.unwrap().into_iter().collect();
    let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    assert_eq!(kept, [pair("answer a", CANARY), pair("comment b", "Ganz")]);
    assert!(anna.log_in_elsewhere(&server).await.drafts().await.unwrap().is_empty());
    server.holds_nowhere(CANARY);
}

#[tokio::test]
async fn a_document_is_opened_by_every_member_also_by_one_who_came_later() {
    let Some(server) = Program::start() else { return };
    let anna = Person::manufacturer(&server, "manufacturer-author", "anna").await;
    let file = CANARY.repeat(40_000).into_bytes();
    anna.client.store_document(&file).await.unwrap();
    anna.client.store_document(&file).await.unwrap();
    let stored = anna.client.stored_documents().await.unwrap();
    assert_eq!((stored.len(), stored[0].parts > 1), (1, true));
    let digest = stored[0].digest.clone();
    assert_eq!(anna.client.open_document(&digest).await.unwrap(), file);
    let bernd = Person::manufacturer(&server, "manufacturer-reviewer", "bernd").await;
    assert_eq!(bernd.client.open_document(&digest).await, Err(ClientError::NotFound), "no key yet");
    assert_eq!(anna.client.share_documents().await, Ok(1));
    assert_eq!(anna.client.share_documents().await, Ok(0));
    assert_eq!(bernd.client.open_document(&digest).await.unwrap(), file);
    assert_eq!(bernd.client.open_document(&"0".repeat(96)).await, Err(ClientError::NotFound));
    let refused = bernd.client.store_document(b"x").await.unwrap_err();
    assert_eq!(refused.code(), Some(ProblemCode::Forbidden));
    server.holds_nowhere(CANARY);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_and_logging_out_forgets_the_keys() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let tablet = erika.log_in_elsewhere(&server).await;
    let sessions = erika.client.sessions().await.unwrap();
    assert_eq!(sessions.len(), 2);
    let other = sessions.iter().find(|session| !session.current).unwrap();
    erika.client.end_session(other.session_id).await.unwrap();
    assert_eq!(tablet.sync().await, Err(ClientError::LoggedOut));
    erika.client.log_out().await.unwrap();
    assert_eq!(erika.client.account(), None);
    assert_eq!(erika.client.resume().await, Ok(false));
}

#[tokio::test]
async fn a_server_that_restarts_during_a_registration_asks_to_start_again_and_takes_the_same_code() {
    let Some(mut server) = Program::start() else { return };
    let app = client(&server);
    let (code, name) = (activation_code(), WishedName::parse("erika").unwrap());
    let started = app.begin_with_activation_code(&code).await.unwrap();
    let begun = app.begin_passphrase(&started, &name, PASSPHRASE).await.unwrap();
    server.restart();
    // The client sees that its line to the old server is gone, as it would in the time a person needs to type.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let digits = totp(begun.totp_secret(), app.now(), 0);
    let refused = app.finish_with_passphrase(&started, &begun, &digits, &[CONSENT]).await.unwrap_err();
    assert_eq!(refused.code(), Some(ProblemCode::StartAgain), "{refused}");
    assert_eq!(app.account(), None);

    let started = app.begin_with_activation_code(&code).await.unwrap();
    let begun = app.begin_passphrase(&started, &name, PASSPHRASE).await.unwrap();
    let digits = totp(begun.totp_secret(), app.now(), 0);
    app.finish_with_passphrase(&started, &begun, &digits, &[CONSENT]).await.unwrap();
    assert!(app.has_consent(Purpose::IntendedUse));
}
