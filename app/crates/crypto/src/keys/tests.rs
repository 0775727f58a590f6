use heilsam_domain::{AccountId, CollectionId, DeploymentId, RoomId};

use super::*;
use crate::rng::FastRng;

fn scope(owner: u8) -> Scope {
    Scope { deployment: DeploymentId::from_bytes([1; 16]), owner: AccountId::from_bytes([owner; 16]) }
}

fn id(n: u8) -> CollectionId {
    CollectionId::from_bytes([n; 16])
}

#[test]
fn account_keys_come_back_and_fit_their_public_halves() {
    let mut rng = FastRng::from_seed([1; 32]);
    let amk = AccountMasterKey::make(&mut rng);
    let keys = AccountKeys::make(&mut rng).unwrap();
    let identity = keys.to_identity(scope(2), &amk, &mut rng).unwrap();
    let opened = AccountKeys::open(scope(2), &amk, &identity).unwrap();
    assert_eq!(opened.signing.public(), keys.signing.public());
    assert_eq!(opened.receiving.public(), keys.receiving.public());
}

#[test]
fn public_keys_swapped_by_the_server_are_refused() {
    let mut rng = FastRng::from_seed([1; 32]);
    let amk = AccountMasterKey::make(&mut rng);
    let identity = AccountKeys::make(&mut rng).unwrap().to_identity(scope(2), &amk, &mut rng).unwrap();
    let evil_amk = AccountMasterKey::make(&mut rng);
    let evil = AccountKeys::make(&mut rng).unwrap().to_identity(scope(2), &evil_amk, &mut rng).unwrap();

    let mut all_public = evil.clone();
    all_public.sealed_keys = identity.sealed_keys.clone();
    assert!(matches!(AccountKeys::open(scope(2), &amk, &all_public), Err(CryptoError::Forged(_))));
    let mut kem_only = identity.clone();
    kem_only.kem_key = evil.kem_key.clone();
    assert!(matches!(AccountKeys::open(scope(2), &amk, &kem_only), Err(CryptoError::Forged(_))));
    assert!(matches!(AccountKeys::open(scope(2), &amk, &evil), Err(CryptoError::Rejected(_))));
    assert!(matches!(AccountKeys::open(scope(3), &amk, &identity), Err(CryptoError::Rejected(_))));
}

#[test]
fn collection_keys_of_all_epochs_come_back() {
    let mut rng = FastRng::from_seed([1; 32]);
    let amk = AccountMasterKey::make(&mut rng);
    let mut keys = CollectionKeys::make(CollectionKind::Diary, &mut rng);
    keys.begin_epoch(&mut rng);
    let sealed = keys.seal(scope(2), id(3), &amk, &mut rng).unwrap();
    let opened = CollectionKeys::open(scope(2), id(3), &amk, &sealed).unwrap();
    assert_eq!((opened.kind(), opened.current().0), (CollectionKind::Diary, 2));
    for epoch in [1, 2] {
        assert_eq!(opened.get(epoch).unwrap().expose(), keys.get(epoch).unwrap().expose());
    }
    assert!(opened.get(3).is_none());
    assert_ne!(opened.get(1).unwrap().expose(), opened.get(2).unwrap().expose());
}

#[test]
fn an_older_or_another_list_of_collection_keys_is_recognised() {
    let mut rng = FastRng::from_seed([1; 32]);
    let amk = AccountMasterKey::make(&mut rng);
    let mut keys = CollectionKeys::make(CollectionKind::Diary, &mut rng);
    let sealed = keys.seal(scope(2), id(3), &amk, &mut rng).unwrap();
    let older = CollectionKeys::open(scope(2), id(3), &amk, &sealed).unwrap();
    keys.begin_epoch(&mut rng);
    assert!(keys.extends(&older) && keys.extends(&keys));
    assert!(!older.extends(&keys));
    assert!(!CollectionKeys::make(CollectionKind::Diary, &mut rng).extends(&older));
}

#[test]
fn collection_keys_swapped_by_the_server_are_refused() {
    let mut rng = FastRng::from_seed([1; 32]);
    let amk = AccountMasterKey::make(&mut rng);
    let keys = CollectionKeys::make(CollectionKind::Diary, &mut rng);
    let sealed = keys.seal(scope(2), id(3), &amk, &mut rng).unwrap();
    for (scope, id) in [(scope(2), id(4)), (scope(9), id(3))] {
        let opened = CollectionKeys::open(scope, id, &amk, &sealed).map(|_| ());
        assert_eq!(opened, Err(CryptoError::Rejected(FORMAT)));
    }
}

#[test]
fn a_key_of_one_kind_is_not_taken_for_another() {
    let mut rng = FastRng::from_seed([1; 32]);
    let amk = AccountMasterKey::make(&mut rng);
    let sealed = amk.seal_text(scope(2), PrivateText::Label, b"Handy", &mut rng).unwrap();
    let opened = CollectionKeys::open(scope(2), id(3), &amk, &sealed).map(|_| ());
    assert_eq!(opened, Err(CryptoError::Misplaced(FORMAT)));
}

#[test]
fn private_texts_open_only_where_they_were_sealed_for() {
    let mut rng = FastRng::from_seed([1; 32]);
    let amk = AccountMasterKey::make(&mut rng);
    let about = |n| PrivateText::Consultation(RoomId::from_bytes([n; 16]));
    let sealed = amk.seal_text(scope(2), about(1), b"Erika", &mut rng).unwrap();
    assert_eq!(amk.open_text(scope(2), about(1), &sealed), Ok(b"Erika".to_vec()));
    assert_eq!(amk.open_text(scope(2), about(2), &sealed), Err(CryptoError::Rejected(FORMAT)));
    let longer = amk.seal_text(scope(2), about(1), b"Erika Mustermann", &mut rng).unwrap();
    assert_eq!(sealed.len(), longer.len());
}

#[test]
fn unknown_versions_and_suites_are_errors_not_fallbacks() {
    let mut rng = FastRng::from_seed([1; 32]);
    let amk = AccountMasterKey::make(&mut rng);
    let sealed = amk.seal_text(scope(2), PrivateText::Label, b"Handy", &mut rng).unwrap();
    for at in [2, 3] {
        let mut changed = sealed.clone();
        changed[at] = 2;
        let error = amk.open_text(scope(2), PrivateText::Label, &changed).unwrap_err();
        assert!(matches!(error, CryptoError::Unsupported { .. }));
    }
}

#[test]
fn devices_of_one_account_derive_the_same_ids_and_accounts_different_ones() {
    let amk = AccountMasterKey::make(&mut FastRng::from_seed([1; 32]));
    let stored = AccountMasterKey::from_device_store(&amk.expose_for_device_store());
    let diary = CollectionKind::Diary;
    assert_eq!(diary.id(scope(2), &amk), diary.id(scope(2), &stored));
    assert_ne!(diary.id(scope(2), &amk), CollectionKind::Consents.id(scope(2), &amk));
    assert_ne!(diary.id(scope(2), &amk), diary.id(scope(3), &amk));
    assert_eq!(format!("{amk:?}"), "AccountMasterKey(redacted)");
}

#[test]
fn the_scope_of_names_stays_as_it_is_and_is_another_one_under_another_key() {
    let amk = |byte| AccountMasterKey::from_device_store(&Zeroizing::new([byte; 32]));
    let names = |byte, owner| amk(byte).name_scope(scope(owner)).unwrap();
    assert_eq!(names(7, 2).to_string(), "0476b4b5-b457-ff6a-1964-7bb81b8a6b03");
    assert_ne!(names(8, 2), names(7, 2), "whoever knows the account only does not know its scope");
    assert_ne!(names(7, 3), names(7, 2));
    assert_ne!(names(7, 2).to_bytes(), amk(7).derive_id(scope(2), "").unwrap(), "ids are no secret");
}
