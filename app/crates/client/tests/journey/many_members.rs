//! A practice whose keys do not go to everybody in one request, and a server that shows another key for one of them.

use heilsam_client::ClientError;
use heilsam_client::client::Belonging;
use heilsam_crypto::CryptoError;
use heilsam_crypto::keys::AccountKeys;
use heilsam_crypto::rng::FastRng;
use heilsam_protocol::dossier::MemberKeys;
use heilsam_protocol::path;

use crate::people::Person;
use crate::practice::{Line, PRACTICE, joins, last_heard, practice_of};
use crate::program::Program;

/// Beside the main user: more than are sealed to in one request.
const MEMBERS: usize = 23;

#[tokio::test]
async fn whoever_is_let_go_gets_no_key_when_many_others_get_theirs_in_parts() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let (main, at_main) = Line::to(&server);
    weber.log_in_at(&main).await;
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    let mut members = Vec::new();
    for _ in 0..MEMBERS {
        let member = Person::manufacturer(&server, "staff", "sam").await.client;
        joins(&main, &member, "Sam Helfer").await;
        members.push(member);
    }
    let gone = members.remove(0);
    let account = practice_of(&gone).await.own;

    // The server puts a key of its own in the place of the last member's: nobody gets anything.
    main.let_member_go(account, None).await.unwrap();
    joins(&main, &gone, "Sam Helfer").await;
    let mut shown: Vec<MemberKeys> =
        serde_json::from_slice(&last_heard(&at_main, path::PRACTICE_MEMBERS)).unwrap();
    let other = AccountKeys::make(&mut FastRng::from_seed([66; 32])).unwrap();
    shown.last_mut().unwrap().kem_key = other.receiving.public().to_bytes().into();
    let lie = serde_json::to_vec(&shown).unwrap();
    at_main.borrow_mut().said = vec![(path::PRACTICE_MEMBERS.to_owned(), lie)];
    let refused = main.let_member_go(account, None).await.unwrap_err();
    assert!(matches!(refused, ClientError::Crypto(CryptoError::Forged(_))), "{refused:?}");
    assert_eq!(practice_of(&gone).await.members.len(), MEMBERS + 1, "and nobody is let go");

    at_main.borrow_mut().said.clear();
    main.let_member_go(account, None).await.unwrap();
    assert_eq!(gone.practice().await, Ok(Belonging::Nowhere));
    for member in &members {
        assert_eq!(practice_of(member).await.members.len(), MEMBERS, "all others open the next keys");
    }
    assert_eq!(practice_of(&main).await.devices.len(), MEMBERS - 1);
}
