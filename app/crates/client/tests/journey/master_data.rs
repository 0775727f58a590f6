//! What stands on the papers of a practice: the same for everybody in it, and kept by its main user.

use heilsam_client::ClientError;
use heilsam_client::client::{Belonging, MasterData};
use heilsam_protocol::path;

use crate::people::Person;
use crate::practice::{Line, PRACTICE, joins, last_heard, practice_of};
use crate::program::Program;

const ADDRESS: &str = "CANARY-5511 Lindenweg";
const PHONE: &str = "CANARY-5522-030";
const NOTE: &str = "CANARY-5533 getippt";

fn data() -> MasterData {
    MasterData {
        practice: PRACTICE.to_owned(),
        address: ADDRESS.to_owned(),
        phone: PHONE.to_owned(),
        bsnr: "721234500".to_owned(),
        region: "kv-03".to_owned(),
    }
}

#[tokio::test]
async fn everybody_in_a_practice_sees_the_same_master_data_and_the_server_none() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let brandt = Person::doctor_named(&server, "dr-brandt").await;
    let sam = Person::manufacturer(&server, "staff", "sam").await;
    let (main, colleague, staff) = (&weber.client, &brandt.client, &sam.client);
    assert_eq!(main.keep_master_data(None, &data()).await, Err(ClientError::NotFound), "without a practice");
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    joins(main, colleague, "Dr. Brandt").await;
    assert_eq!(practice_of(colleague).await.master, None);
    main.keep_master_data(None, &data()).await.unwrap();
    assert_eq!(practice_of(colleague).await.master, Some(data()));
    let told = colleague.keep_master_data(Some(&data()), &MasterData::default()).await;
    assert_eq!(told, Err(ClientError::NotFound), "only the main user signs what all read");

    // Whoever comes later reads it, too; another list of members goes on with it.
    joins(main, staff, "Sam Helfer").await;
    assert_eq!(practice_of(staff).await.master, Some(data()));
    let leaving = practice_of(staff).await.own;
    main.let_member_go(leaving, None).await.unwrap();
    assert_eq!(staff.practice().await, Ok(Belonging::Nowhere));
    main.rename_practice("CANARY-4422 am Bach").await.unwrap();
    assert_eq!(practice_of(colleague).await.master, Some(data()));
    let elsewhere = brandt.log_in_elsewhere(&server).await;
    assert_eq!(practice_of(&elsewhere).await.master, Some(data()), "also on another device of the member");
    for secret in [ADDRESS, PHONE, PRACTICE, "721234500"] {
        server.holds_nowhere(secret);
    }
}

#[tokio::test]
async fn whoever_keeps_other_master_data_than_were_seen_is_told_and_nothing_is_lost() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let main = &weber.client;
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    main.keep_master_data(None, &data()).await.unwrap();
    let (elsewhere, at_elsewhere) = Line::to(&server);
    weber.log_in_at(&elsewhere).await;
    let seen = practice_of(&elsewhere).await.master;
    assert_eq!(seen, Some(data()), "on every device of the main user");
    let other_phone = MasterData { phone: "CANARY-5544-040".to_owned(), ..data() };
    let other_address = MasterData { address: "CANARY-5555 Bachweg".to_owned(), ..data() };

    // The other device has read the practice before this one writes, and writes after that.
    let before = last_heard(&at_elsewhere, path::PRACTICE);
    main.keep_master_data(Some(&data()), &other_phone).await.unwrap();
    at_elsewhere.borrow_mut().said = vec![(path::PRACTICE.to_owned(), before)];
    let told = Err(ClientError::ChangedMeanwhile);
    assert_eq!(elsewhere.keep_master_data(seen.as_ref(), &other_address).await, told, "the server says so");
    at_elsewhere.borrow_mut().said.clear();
    assert_eq!(elsewhere.keep_master_data(seen.as_ref(), &other_address).await, told, "and the list does");
    assert_eq!(
        elsewhere.keep_master_data(None, &other_address).await,
        told,
        "nor is it taken for the first time"
    );
    let now = practice_of(&elsewhere).await.master;
    assert_eq!(now, Some(other_phone.clone()), "nothing was written over");

    elsewhere.keep_master_data(now.as_ref(), &other_address).await.unwrap();
    let again = elsewhere.keep_master_data(now.as_ref(), &other_address).await;
    assert_eq!(again, Ok(()), "asked again when the answer was lost");
    assert_eq!(practice_of(main).await.master, Some(other_address));
    for secret in ["CANARY-5544-040", "CANARY-5555 Bachweg"] {
        server.holds_nowhere(secret);
    }
}

#[tokio::test]
async fn what_the_app_notes_on_a_device_stays_beside_the_state_of_the_practice_that_was_seen() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let main = &weber.client;
    // The app kept what was typed for the papers under this name.
    main.keep_device_note("practice", NOTE).await.unwrap();
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    assert_eq!(practice_of(main).await.name, PRACTICE);
    assert_eq!(main.device_note("practice").await, Ok(Some(NOTE.to_owned())));
    let seen = main.device_note("practice-seen").await.unwrap();
    assert!(seen.is_some_and(|text| !text.contains(NOTE)));
}
