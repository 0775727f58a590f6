use heilsam_domain::{AccountId, DeploymentId};
use proptest::prelude::*;

use super::*;
use crate::rng::FastRng;

fn scope(owner: u8) -> Scope {
    Scope { deployment: DeploymentId::from_bytes([1; 16]), owner: AccountId::from_bytes([owner; 16]) }
}

fn place(collection: u8, record: u8, version: u64) -> RecordPlace {
    RecordPlace {
        type_ns: 1,
        collection: CollectionId::from_bytes([collection; 16]),
        record: RecordId::from_bytes([record; 16]),
        version,
        prev_hash: [0; 32],
        author: [9; 16],
    }
}

fn expect(place: &RecordPlace) -> Expected {
    Expected {
        type_ns: place.type_ns,
        collection: place.collection,
        record: Some(place.record),
        version: Some(place.version),
    }
}

struct Sealed {
    key: CollectionKey,
    place: RecordPlace,
    parts: SealedRecord,
}

fn sealed() -> Sealed {
    let mut rng = FastRng::from_seed([5; 32]);
    let key = CollectionKey::make(&mut rng);
    let place = place(2, 3, 1);
    let parts = seal(scope(1), &place, 1, &key, b"120/80", &mut rng).unwrap();
    Sealed { key, place, parts }
}

proptest! {
    #[test]
    fn what_was_sealed_opens(payload in proptest::collection::vec(any::<u8>(), 0..5000), seed: [u8; 32], epoch: u32) {
        let mut rng = FastRng::from_seed(seed);
        let key = CollectionKey::make(&mut rng);
        let place = place(2, 3, 7);
        let parts = seal(scope(1), &place, epoch, &key, &payload, &mut rng).unwrap();
        prop_assert_eq!(epoch_of(&parts), Ok(epoch));
        prop_assert_eq!(open(scope(1), &expect(&place), &key, &parts), Ok(payload));
    }

    #[test]
    fn any_changed_bit_is_refused(at in 0usize..2000, bit in 0u8..8) {
        let Sealed { key, place, mut parts } = sealed();
        let length = parts.content.0.len();
        let at = at % (length + parts.wrap.0.len());
        match parts.content.0.get_mut(at) {
            Some(byte) => *byte ^= 1 << bit,
            None => parts.wrap.0[at - length] ^= 1 << bit,
        }
        prop_assert!(open(scope(1), &expect(&place), &key, &parts).is_err());
    }

    #[test]
    fn malformed_bytes_give_errors_not_crashes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read_header(&bytes).is_err());
    }
}

#[test]
fn an_envelope_swapped_between_owners_is_refused() {
    let Sealed { key, place, parts } = sealed();
    let opened = open(scope(2), &expect(&place), &key, &parts);
    assert_eq!(opened, Err(CryptoError::Rejected(WRAP)));
}

#[test]
fn an_envelope_swapped_between_collections_or_records_or_versions_is_refused() {
    let Sealed { key, parts, .. } = sealed();
    for other in [place(4, 3, 1), place(2, 4, 1), place(2, 3, 2)] {
        let opened = open(scope(1), &expect(&other), &key, &parts);
        assert_eq!(opened, Err(CryptoError::Misplaced("record envelope")));
    }
}

#[test]
fn an_envelope_with_a_forged_place_is_refused() {
    let Sealed { key, parts, .. } = sealed();
    let (mut header, body) = read_header(&parts.content.0).unwrap();
    header.record_id = RecordId::from_bytes([4; 16]);
    let forged = SealedRecord { content: header.write(body).unwrap(), wrap: parts.wrap.clone() };
    let opened = open(scope(1), &expect(&place(2, 4, 1)), &key, &forged);
    assert_eq!(opened, Err(CryptoError::Rejected(WRAP)));
}

#[test]
fn a_wrap_part_of_another_record_is_refused() {
    let mut rng = FastRng::from_seed([6; 32]);
    let Sealed { key, place: first, mut parts } = sealed();
    parts.wrap = seal(scope(1), &place(2, 4, 1), 1, &key, b"130/90", &mut rng).unwrap().wrap;
    assert_eq!(open(scope(1), &expect(&first), &key, &parts), Err(CryptoError::Rejected(WRAP)));
}

#[test]
fn a_key_that_opens_the_wrap_but_is_not_the_committed_one_is_refused() {
    let mut rng = FastRng::from_seed([6; 32]);
    let Sealed { key, place, mut parts } = sealed();
    let (header, _) = read_header(&parts.content.0).unwrap();
    parts.wrap = wrap_key(scope(1), &header, 1, &key, &[7; 32], &mut rng).unwrap().write();
    assert_eq!(open(scope(1), &expect(&place), &key, &parts), Err(CryptoError::Rejected(WRAP)));
}

#[test]
fn an_epoch_number_changed_by_the_server_is_refused() {
    let Sealed { key, place, mut parts } = sealed();
    parts.wrap.0[3] = 9;
    assert!(open(scope(1), &expect(&place), &key, &parts).is_err());
}

#[test]
fn an_unknown_version_or_suite_is_an_error_not_a_fallback() {
    for at in [2, 3] {
        let Sealed { key, place, mut parts } = sealed();
        parts.content.0[at] = 0;
        let opened = open(scope(1), &expect(&place), &key, &parts);
        assert!(matches!(opened, Err(CryptoError::Unsupported { .. })));
    }
}

#[test]
fn sizes_do_not_tell_small_entries_apart() {
    let mut rng = FastRng::from_seed([6; 32]);
    let key = CollectionKey::make(&mut rng);
    let mut size =
        |payload: &[u8]| seal(scope(1), &place(2, 3, 1), 1, &key, payload, &mut rng).unwrap().content.0.len();
    assert_eq!(size(b""), size(&[1; 252]));
}

#[test]
fn a_payload_over_the_limit_is_refused() {
    let mut rng = FastRng::from_seed([6; 32]);
    let key = CollectionKey::make(&mut rng);
    let sealed = seal(scope(1), &place(2, 3, 1), 1, &key, &vec![0; MAX_PAYLOAD + 1], &mut rng);
    assert_eq!(sealed, Err(CryptoError::TooLarge("record")));
}
