use heilsam_domain::{AccountId, DeploymentId};

use super::*;
use crate::rng::FastRng;

fn scope(owner: u8) -> Scope {
    Scope { deployment: DeploymentId::from_bytes([1; 16]), owner: AccountId::from_bytes([owner; 16]) }
}

fn collection(n: u8) -> CollectionId {
    CollectionId::from_bytes([n; 16])
}

fn key(seed: u8) -> IdentityKey {
    IdentityKey::make(&mut FastRng::from_seed([seed; 32]))
}

fn frontier(leaves: &[&[u8]]) -> Frontier {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(leaf_hash(leaf));
    }
    frontier
}

fn head(leaves: &[&[u8]]) -> Head {
    let held = frontier(leaves);
    Head { collection: collection(3), epoch: 1, count: held.count(), root: held.root() }
}

#[test]
fn a_signed_head_comes_back() {
    let key = key(1);
    let signed = head(&[b"a"]).sign(scope(2), &key);
    assert_eq!(Head::verify(scope(2), collection(3), &key.public(), &signed), Ok(head(&[b"a"])));
}

#[test]
fn a_head_signed_by_another_key_is_refused() {
    let signed = head(&[b"a"]).sign(scope(2), &key(1));
    let verified = Head::verify(scope(2), collection(3), &key(9).public(), &signed);
    assert_eq!(verified, Err(CryptoError::Forged(FORMAT)));
}

#[test]
fn a_head_of_another_owner_or_collection_is_refused() {
    let key = key(1);
    let signed = head(&[b"a"]).sign(scope(2), &key);
    for (scope, collection) in [(scope(4), collection(3)), (scope(2), collection(4))] {
        let verified = Head::verify(scope, collection, &key.public(), &signed);
        assert_eq!(verified, Err(CryptoError::Misplaced(FORMAT)));
    }
}

#[test]
fn any_changed_byte_of_a_head_is_refused() {
    let key = key(1);
    let signed = head(&[b"a"]).sign(scope(2), &key);
    for at in 0..signed.len() {
        let mut changed = signed.clone();
        changed[at] ^= 1;
        assert!(Head::verify(scope(2), collection(3), &key.public(), &changed).is_err(), "byte {at}");
    }
}

#[test]
fn a_rolled_back_head_is_refused() {
    let (old, new) = (head(&[b"a"]), head(&[b"a", b"b"]));
    assert_eq!(old.check_successor(&new), Ok(()));
    assert_eq!(new.check_successor(&old), Err(CryptoError::Rollback(FORMAT)));
    let older_epoch = Head { epoch: 0, ..new };
    assert_eq!(new.check_successor(&older_epoch), Err(CryptoError::Rollback(FORMAT)));
}

#[test]
fn two_histories_of_the_same_length_are_refused() {
    assert_eq!(head(&[b"a"]).check_successor(&head(&[b"b"])), Err(CryptoError::Fork(FORMAT)));
}

#[test]
fn an_omitted_or_truncated_list_of_records_is_refused() {
    let signed = head(&[b"a", b"b", b"c"]);
    assert_eq!(signed.check_records(&frontier(&[b"a", b"b", b"c"])), Ok(()));
    let dropped = CryptoError::Rollback("records of a collection");
    assert_eq!(signed.check_records(&frontier(&[b"a", b"c"])), Err(dropped));
    assert_eq!(signed.check_records(&frontier(&[b"a", b"b"])), Err(dropped));
}

#[test]
fn swapped_or_replaced_records_are_refused() {
    let signed = head(&[b"a", b"b", b"c"]);
    let other = CryptoError::Fork("records of a collection");
    assert_eq!(signed.check_records(&frontier(&[b"b", b"a", b"c"])), Err(other));
    assert_eq!(signed.check_records(&frontier(&[b"a", b"b", b"x"])), Err(other));
}
