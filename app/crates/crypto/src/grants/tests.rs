use heilsam_domain::DeploymentId;

use super::*;
use crate::rng::FastRng;

fn scope(owner: u8) -> Scope {
    Scope { deployment: DeploymentId::from_bytes([1; 16]), owner: AccountId::from_bytes([owner; 16]) }
}

struct World {
    patient: IdentityKey,
    doctor: KemKey,
    terms: GrantTerms,
    grant: Vec<u8>,
}

const DOCTOR: AccountId = AccountId::from_bytes([8; 16]);

fn world() -> World {
    let mut rng = FastRng::from_seed([1; 32]);
    let patient = IdentityKey::make(&mut rng);
    let doctor = KemKey::make(&mut rng).unwrap();
    let terms = GrantTerms {
        collection: CollectionId::from_bytes([3; 16]),
        first_epoch: 2,
        last_epoch: 3,
        grantee: DOCTOR,
        grantee_key: doctor.public().fingerprint(),
        consent: RecordId::from_bytes([4; 16]),
        not_before: 100,
        expires: 200,
    };
    let keys = [CollectionKey::from_bytes([2; 32]), CollectionKey::from_bytes([3; 32])];
    let grant = seal(scope(2), &terms, &[&keys[0], &keys[1]], &doctor.public(), &patient, &mut rng).unwrap();
    World { patient, doctor, terms, grant }
}

fn try_open(
    world: &World,
    owner: u8,
    change: impl FnOnce(&mut Opening<'_>),
) -> Result<Vec<u32>, CryptoError> {
    let public = world.patient.public();
    let mut opening =
        Opening { grantee: DOCTOR, key: &world.doctor, granted_by: &public, newest_epoch: 3, now: 150 };
    change(&mut opening);
    open(scope(owner), &opening, &world.grant).map(|(_, keys)| keys.iter().map(|(epoch, _)| *epoch).collect())
}

#[test]
fn the_grantee_gets_the_keys_of_the_granted_epochs() {
    let world = world();
    let public = world.patient.public();
    let opening =
        Opening { grantee: DOCTOR, key: &world.doctor, granted_by: &public, newest_epoch: 3, now: 150 };
    let (terms, keys) = open(scope(2), &opening, &world.grant).unwrap();
    assert_eq!(terms, world.terms);
    assert_eq!(
        keys.iter().map(|(epoch, key)| (*epoch, key.expose()[0])).collect::<Vec<_>>(),
        [(2, 2), (3, 3)]
    );
}

#[test]
fn a_grant_for_another_account_or_key_is_refused() {
    let other_key = KemKey::make(&mut FastRng::from_seed([9; 32])).unwrap();
    let refused = try_open(&world(), 2, |o| o.grantee = AccountId::from_bytes([9; 16]));
    assert_eq!(refused, Err(CryptoError::Misplaced(FORMAT)));
    let world = world();
    let public = world.patient.public();
    let opening =
        Opening { grantee: DOCTOR, key: &other_key, granted_by: &public, newest_epoch: 3, now: 150 };
    assert_eq!(open(scope(2), &opening, &world.grant).map(|_| ()), Err(CryptoError::Misplaced(FORMAT)));
    assert_eq!(try_open(&world, 7, |_| ()), Err(CryptoError::Misplaced(FORMAT)));
}

#[test]
fn a_grant_signed_by_somebody_else_is_refused() {
    let world = world();
    let other = IdentityKey::make(&mut FastRng::from_seed([9; 32])).public();
    let opening =
        Opening { grantee: DOCTOR, key: &world.doctor, granted_by: &other, newest_epoch: 3, now: 150 };
    assert_eq!(open(scope(2), &opening, &world.grant).map(|_| ()), Err(CryptoError::Forged(FORMAT)));
}

#[test]
fn a_grant_outside_its_time_is_refused() {
    for now in [99, 200, 1_000] {
        assert_eq!(try_open(&world(), 2, |o| o.now = now), Err(CryptoError::OutOfTime(FORMAT)));
    }
}

#[test]
fn a_replayed_older_grant_is_refused() {
    assert_eq!(try_open(&world(), 2, |o| o.newest_epoch = 4), Err(CryptoError::Rollback(FORMAT)));
}

#[test]
fn changed_bytes_of_a_grant_are_refused() {
    let mut world = world();
    for at in (0..world.grant.len()).step_by(37) {
        world.grant[at] ^= 1;
        assert!(try_open(&world, 2, |_| ()).is_err(), "byte {at}");
        world.grant[at] ^= 1;
    }
}

#[test]
fn a_key_that_was_not_checked_in_person_gets_nothing() {
    let world = world();
    let mut rng = FastRng::from_seed([9; 32]);
    let swapped = KemKey::make(&mut rng).unwrap();
    let keys = [CollectionKey::from_bytes([2; 32]), CollectionKey::from_bytes([3; 32])];
    let sealed =
        seal(scope(2), &world.terms, &[&keys[0], &keys[1]], &swapped.public(), &world.patient, &mut rng);
    assert_eq!(sealed, Err(CryptoError::Misplaced(FORMAT)));
}
