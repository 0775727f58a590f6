//! Proofs of being a doctor: four eyes, and a document that goes with the decision.

use heilsam_domain::{AccountId, Profession, ProofState, Role};
use heilsam_protocol::Bytes;
use heilsam_protocol::dossier::DocumentKeyFor;
use heilsam_protocol::proof::{CardSeen, HandInProof};
use heilsam_storage::Store;
use heilsam_storage::proofs::{CardHandedIn, Checked, HandedIn, NewCard};

use super::fixtures::{made_account_as, time};
use crate::suite::engines::Database;

const DIGEST: [u8; 48] = [9; 48];

pub(super) fn proof(digest: u8, operators: &[AccountId]) -> HandInProof {
    let keys = operators.iter().map(|operator| key(*operator)).collect();
    HandInProof {
        lanr: "123456601".to_owned(),
        bsnr: "721234500".to_owned(),
        other: None,
        digest: Bytes(vec![digest; 48]),
        parts: vec![Bytes(vec![1; 40]), Bytes(vec![2; 40])],
        keys,
    }
}

fn key(operator: AccountId) -> DocumentKeyFor {
    DocumentKeyFor { account_id: operator, sealed: Bytes(vec![5; 60]) }
}

async fn people(store: &Store) -> (AccountId, AccountId, AccountId) {
    let doctor = made_account_as(store, 1, Role::Doctor).await;
    (doctor, made_account_as(store, 2, Role::Operator).await, made_account_as(store, 3, Role::Operator).await)
}

async fn accept(store: &Store, doctor: AccountId, operator: AccountId, at: i64) -> Checked {
    store.check_proof(doctor, &DIGEST, operator, None, time(at)).await.unwrap()
}

pub async fn a_proof_needs_two_different_operators(database: Database) {
    let store = database.store;
    let (doctor, one, other) = people(&store).await;
    assert_eq!(store.proof_state(doctor).await.unwrap(), ProofState::Missing);
    assert_eq!(accept(&store, doctor, one, 1).await, Checked::Gone);
    let handed_in = store.hand_in_proof(doctor, &proof(9, &[one, other]), time(1)).await.unwrap();
    assert_eq!(handed_in, HandedIn::Stored);
    let listed = store.proofs_to_check(one).await.unwrap();
    assert_eq!((listed.len(), listed[0].lanr.as_str(), listed[0].accepted), (1, "123456601", 0));
    assert!(listed[0].key.is_some() && listed[0].without_key.is_empty());

    let waiting = ProofState::Waiting { handed_in_at: time(1), accepted: 1, by_card: false };
    assert_eq!(accept(&store, doctor, one, 2).await, Checked::Counted(waiting.clone()));
    assert_eq!(accept(&store, doctor, one, 3).await, Checked::SameEyes);
    assert_eq!(store.proof_state(doctor).await.unwrap(), waiting, "one person is not two");
    let again = store.hand_in_proof(doctor, &proof(8, &[one]), time(4)).await.unwrap();
    assert_eq!(again, HandedIn::NotNow, "the second operator sees what the first one saw");
    let stale = store.check_proof(doctor, &[7; 48], other, None, time(4)).await.unwrap();
    assert_eq!(stale, Checked::Gone, "what was looked at is decided about");
    assert_eq!(store.proof_parts(doctor).await.unwrap(), [vec![1; 40], vec![2; 40]]);
    let proven = ProofState::Proven { since: time(5) };
    assert_eq!(accept(&store, doctor, other, 5).await, Checked::Counted(proven.clone()));
    assert_eq!(
        store.proof_parts(doctor).await.unwrap(),
        [[0_u8; 0]; 0],
        "the document goes with the decision"
    );
    assert_eq!(store.proofs_to_check(one).await.unwrap(), []);
    assert_eq!(store.proof_state(doctor).await.unwrap(), proven);
    store.erase_account(doctor).await.unwrap();
    assert_eq!(store.proof_state(doctor).await.unwrap(), ProofState::Missing);
}

pub async fn a_refused_proof_says_why_and_can_be_handed_in_again(database: Database) {
    let store = database.store;
    let (doctor, one, other) = people(&store).await;
    store.hand_in_proof(doctor, &proof(9, &[one, other]), time(1)).await.unwrap();
    accept(&store, doctor, one, 2).await;
    let refused = store.check_proof(doctor, &DIGEST, other, Some("nicht lesbar"), time(3)).await.unwrap();
    let refusal = ProofState::Refused { at: time(3), reason: "nicht lesbar".to_owned() };
    assert_eq!(refused, Checked::Counted(refusal.clone()), "one refusal is enough");
    assert_eq!(store.proof_state(doctor).await.unwrap(), refusal);
    assert_eq!(store.proof_parts(doctor).await.unwrap(), [[0_u8; 0]; 0]);
    let again = store.hand_in_proof(doctor, &proof(9, &[one, other]), time(4)).await.unwrap();
    assert_eq!(again, HandedIn::Stored);
    let waiting = ProofState::Waiting { handed_in_at: time(4), accepted: 0, by_card: false };
    assert_eq!(store.proof_state(doctor).await.unwrap(), waiting, "who found the first one right looks anew");
}

pub async fn an_operator_who_came_later_gets_the_key_of_a_proof(database: Database) {
    let store = database.store;
    let doctor = made_account_as(&store, 1, Role::Doctor).await;
    let one = made_account_as(&store, 2, Role::Operator).await;
    let stranger = made_account_as(&store, 3, Role::Doctor).await;
    let wrong = store.hand_in_proof(doctor, &proof(9, &[one, stranger]), time(1)).await.unwrap();
    assert_eq!(wrong, HandedIn::UnknownReader, "nobody but operators reads it");
    assert_eq!(store.proof_state(doctor).await.unwrap(), ProofState::Missing);
    store.hand_in_proof(doctor, &proof(9, &[one]), time(1)).await.unwrap();
    let other = made_account_as(&store, 4, Role::Operator).await;
    assert_eq!(store.proofs_to_check(one).await.unwrap()[0].without_key, [other]);
    assert_eq!(store.proofs_to_check(other).await.unwrap()[0].key, None);
    assert!(!store.give_proof_keys(doctor, &[key(stranger)]).await.unwrap());
    assert!(!store.give_proof_keys(stranger, &[key(other)]).await.unwrap(), "nothing waits there");
    assert!(store.give_proof_keys(doctor, &[key(one), key(other)]).await.unwrap());
    let listed = store.proofs_to_check(other).await.unwrap();
    assert!(listed[0].key.is_some() && listed[0].without_key.is_empty());
    let operators = store.operators().await.unwrap();
    assert_eq!(operators.iter().map(|it| it.account_id).collect::<Vec<_>>(), [one, other]);
}

fn by_card(telematik_id: &str) -> NewCard {
    let card = CardSeen {
        telematik_id: telematik_id.to_owned(),
        profession: Profession::Dentist,
        valid_until: time(900),
    };
    NewCard { lanr: "123456601".to_owned(), bsnr: "721234500".to_owned(), digest: DIGEST.to_vec(), card }
}

pub async fn a_card_is_one_pair_of_eyes_once_and_for_one_account(database: Database) {
    let store = database.store;
    let (doctor, operator, _) = people(&store).await;
    let other = made_account_as(&store, 4, Role::Doctor).await;
    let nobody = store.hand_in_card(doctor, &[1; 20], &by_card("1-HBA-1"), time(1)).await.unwrap();
    assert_eq!(nobody, CardHandedIn::NoChallenge);
    store.put_card_challenge(doctor, &[1; 20], time(50)).await.unwrap();
    store.put_card_challenge(doctor, &[2; 20], time(60)).await.unwrap();
    assert_eq!(store.card_challenge(doctor).await.unwrap(), Some((vec![2; 20], time(60))));
    let older = store.hand_in_card(doctor, &[1; 20], &by_card("1-HBA-1"), time(2)).await.unwrap();
    assert_eq!(older, CardHandedIn::NoChallenge);
    // A document that nobody looked at yet makes way.
    assert_eq!(store.hand_in_proof(doctor, &proof(8, &[operator]), time(2)).await.unwrap(), HandedIn::Stored);
    let waiting = ProofState::Waiting { handed_in_at: time(3), accepted: 1, by_card: true };
    let stored = store.hand_in_card(doctor, &[2; 20], &by_card("1-HBA-1"), time(3)).await.unwrap();
    assert_eq!(stored, CardHandedIn::Stored(waiting));
    assert_eq!(store.card_challenge(doctor).await.unwrap(), None);
    assert_eq!(store.proof_parts(doctor).await.unwrap(), [[0_u8; 0]; 0]);
    let listed = store.proofs_to_check(operator).await.unwrap();
    assert_eq!((listed[0].accepted, listed[0].card.as_ref()), (1, Some(&by_card("1-HBA-1").card)));
    assert!(listed[0].key.is_none() && listed[0].without_key.is_empty());

    store.put_card_challenge(other, &[3; 20], time(60)).await.unwrap();
    let same_card = store.hand_in_card(other, &[3; 20], &by_card("1-HBA-1"), time(4)).await.unwrap();
    assert_eq!(same_card, CardHandedIn::OtherAccount);
    store.put_card_challenge(doctor, &[4; 20], time(60)).await.unwrap();
    let mistyped = NewCard { digest: vec![7; 48], bsnr: "721234501".to_owned(), ..by_card("1-HBA-1") };
    let again = store.hand_in_card(doctor, &[4; 20], &mistyped, time(4)).await.unwrap();
    let waiting = ProofState::Waiting { handed_in_at: time(4), accepted: 1, by_card: true };
    assert_eq!(again, CardHandedIn::Stored(waiting), "no operator has looked at it");
    let stale = store.check_proof(doctor, &DIGEST, operator, None, time(4)).await.unwrap();
    assert_eq!(stale, Checked::Gone, "what was looked at is decided about");
    store.put_card_challenge(doctor, &[5; 20], time(60)).await.unwrap();
    let right = store.hand_in_card(doctor, &[5; 20], &by_card("1-HBA-1"), time(4)).await.unwrap();
    assert!(matches!(right, CardHandedIn::Stored(_)), "{right:?}");
    let proven = ProofState::Proven { since: time(5) };
    assert_eq!(accept(&store, doctor, operator, 5).await, Checked::Counted(proven), "one operator is enough");
    store.put_card_challenge(doctor, &[6; 20], time(60)).await.unwrap();
    let late = store.hand_in_card(doctor, &[6; 20], &by_card("1-HBA-1"), time(6)).await.unwrap();
    assert_eq!(late, CardHandedIn::NotNow);
    store.erase_account(doctor).await.unwrap();
    let free = store.hand_in_card(other, &[3; 20], &by_card("1-HBA-1"), time(6)).await.unwrap();
    assert!(matches!(free, CardHandedIn::Stored(_)), "{free:?}");
}
