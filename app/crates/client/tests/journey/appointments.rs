//! The patient's own appointments and photos, from one device to the next.

use heilsam_client::ClientError;
use heilsam_client::appointment::Appointment;
use heilsam_client::appointment::handed::Handed;
use heilsam_client::appointment::kept::KeptAppointment;
use heilsam_client::client::{InvitationDraft, InvitationView};
use heilsam_domain::ConsultationState;
use jiff::SignedDuration;

use crate::people::{Person, TestClient};
use crate::program::Program;
use crate::{BERLIN, entry};

async fn invitation(doctor: &TestClient) -> InvitationView {
    let begins_at = doctor.now() + SignedDuration::from_hours(2);
    let appointment = Appointment { with_carer: true, ..Appointment::single(begins_at, 15) };
    doctor.invite(&InvitationDraft::of("Erika".to_owned(), String::new(), appointment)).await.unwrap()
}

fn handed(invitation: &InvitationView) -> Handed {
    let link = invitation.full_link("Praxis Weber").unwrap();
    Handed::parse(&format!("https://heilsam.example{link}")).unwrap()
}

#[tokio::test]
async fn an_appointment_is_on_every_device_and_is_cancelled_at_the_practice() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor(&server).await.client;
    let erika = Person::patient(&server).await;
    let phone = &erika.client;
    let made = invitation(&weber).await;
    let handed = handed(&made);
    assert_eq!(handed.practice, "Praxis Weber");
    assert!(handed.with_carer);
    let begins_at = handed.begins_at.unwrap();
    let id = phone.appointment_id(&handed.way).unwrap();
    let kept = KeptAppointment::of(&handed, begins_at, "Praxis Weber", None);
    phone.save_appointment(id, &kept).await.unwrap();
    phone.sync().await.unwrap();

    let tablet = erika.log_in_elsewhere(&server).await;
    assert_eq!(
        tablet.appointment_id(&handed.way).unwrap(),
        id,
        "the same invitation is the same appointment"
    );
    assert_eq!(tablet.appointments()[0].appointment, kept);
    tablet.cancel_appointment(id).await.unwrap();
    tablet.sync().await.unwrap();
    phone.sync().await.unwrap();
    assert!(phone.appointments()[0].appointment.cancelled);
    let listed = weber.invitations().await.unwrap();
    assert_eq!(listed[0].state, ConsultationState::Cancelled);
    assert!(listed[0].was_cancelled_by_the_patient());

    phone.drop_appointment(id).await.unwrap();
    assert!(phone.appointments().is_empty());
    let report = phone.access_report().await.unwrap().to_json();
    assert!(report.contains("\"contact\": null"), "no trusted person is said to be none");
    assert!(report.contains("Praxis Weber"), "what was taken off the list is still told");
    assert!(!report.contains(handed.way.fragment()) && !report.contains(handed.cancel.as_deref().unwrap()));
}

#[tokio::test]
async fn somebody_elses_keys_are_not_those_of_the_call() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor(&server).await.client;
    let other = Person::doctor_named(&server, "dr-braun").await.client;
    let erika = Person::patient(&server).await.client;
    let handed = handed(&invitation(&weber).await);
    let before = KeptAppointment::of(&handed, handed.begins_at.unwrap(), "Praxis Weber", None);
    assert_eq!(erika.practice_met(&before).await, Err(ClientError::NotFound), "they did not talk yet");
    let met = KeptAppointment { met_at: Some(erika.now()), ..before };
    assert_eq!(
        erika.practice_met(&met).await,
        Err(ClientError::NotFound),
        "the practice takes no shares yet"
    );
    weber.open_for_sharing().await.unwrap();
    other.open_for_sharing().await.unwrap();
    assert_eq!(erika.practice_met(&met).await.unwrap().code, weber.sharing_code().unwrap());
    let code = other.sharing_code().unwrap().to_string();
    let swapped = KeptAppointment { sharing: Some(code), ..met };
    assert!(matches!(erika.practice_met(&swapped).await, Err(ClientError::Crypto(_))));
}

/// A picture of one empty frame.
const PICTURE: [u8; 12] = [0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 4, 0xff, 0xd9];

#[tokio::test]
async fn a_photo_goes_and_comes_back_with_its_entry_and_not_when_it_was_taken_away() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let phone = &erika.client;
    let id = phone.save_entry(None, entry(135, ""), BERLIN).await.unwrap();
    phone.save_photo(id, Some(&PICTURE)).await.unwrap();
    phone.sync().await.unwrap();
    let tablet = erika.log_in_elsewhere(&server).await;
    assert_eq!(tablet.photo(id).as_deref(), Some(&PICTURE[..]));
    assert!(tablet.entries_with_photo().contains(&id));

    tablet.delete_entry(id, BERLIN).await.unwrap();
    assert_eq!(tablet.photo(id), None);
    tablet.save_entry(Some(id), entry(135, ""), BERLIN).await.unwrap();
    assert_eq!(tablet.photo(id).as_deref(), Some(&PICTURE[..]), "brought back with the entry");
    tablet.save_photo(id, None).await.unwrap();
    tablet.delete_entry(id, BERLIN).await.unwrap();
    tablet.save_entry(Some(id), entry(135, ""), BERLIN).await.unwrap();
    assert_eq!(tablet.photo(id), None, "taken away on its own, it stays away");
    assert!(tablet.entries_with_photo().is_empty());
    let exif = [&PICTURE[..2], &[0xff, 0xe1, 0, 4, b'G', b'P'][..], &PICTURE[2..]].concat();
    assert!(tablet.save_photo(id, Some(&exif)).await.is_err(), "a file that says more than the picture");
}
