use super::*;
use crate::rng::FastRng;

const PLACE: PracticePlace = PracticePlace {
    deployment: DeploymentId::from_bytes([1; 16]),
    practice: PracticeId::from_bytes([2; 16]),
};
const MAIN: AccountId = AccountId::from_bytes([3; 16]);
const STAFF: AccountId = AccountId::from_bytes([4; 16]);
const ROOM: PracticeText = PracticeText::Consultation(RoomId::from_bytes([5; 16]));

struct People {
    main: IdentityKey,
    staff: KemKey,
    rng: FastRng,
}

fn people() -> People {
    let mut rng = FastRng::from_seed([9; 32]);
    People { main: IdentityKey::make(&mut rng), staff: KemKey::make(&mut rng).unwrap(), rng }
}

impl People {
    fn grant(&mut self, keys: &PracticeKeys) -> Vec<u8> {
        let member = Member { account: STAFF, key: &self.staff.public() };
        keys.grant(PLACE, (MAIN, &self.main), member, 100, &mut self.rng).unwrap()
    }

    fn open(&self, newest_epoch: u32, grant: &[u8]) -> Result<PracticeKeys, CryptoError> {
        self.open_as(PLACE, &self.main.public(), newest_epoch, grant)
    }

    fn open_as(
        &self,
        place: PracticePlace,
        main_key: &IdentityPublic,
        newest_epoch: u32,
        grant: &[u8],
    ) -> Result<PracticeKeys, CryptoError> {
        let opening = MemberOpening {
            account: STAFF,
            key: &self.staff,
            main_user: MAIN,
            main_key,
            newest_epoch,
            now: 50,
        };
        PracticeKeys::open(place, &opening, grant)
    }
}

#[test]
fn a_member_reads_what_was_sealed_before_and_after_coming() {
    let mut people = people();
    let mut keys = PracticeKeys::make(&mut people.rng);
    let early = keys.seal(PLACE, ROOM, b"early", &mut people.rng).unwrap();
    keys.begin_epoch(&mut people.rng);
    let grant = people.grant(&keys);
    let held = people.open(0, &grant).unwrap();
    let late = keys.seal(PLACE, ROOM, b"late", &mut people.rng).unwrap();
    assert_eq!(held.open_text(PLACE, ROOM, &early).unwrap(), b"early");
    assert_eq!(held.open_text(PLACE, ROOM, &late).unwrap(), b"late");
    assert_eq!(held.epoch(), 2);
}

#[test]
fn whoever_went_cannot_read_what_was_sealed_afterwards() {
    let mut people = people();
    let mut keys = PracticeKeys::make(&mut people.rng);
    let grant = people.grant(&keys);
    let held = people.open(0, &grant).unwrap();
    keys.begin_epoch(&mut people.rng);
    let sealed = keys.seal(PLACE, ROOM, b"afterwards", &mut people.rng).unwrap();
    assert_eq!(held.open_text(PLACE, ROOM, &sealed), Err(CryptoError::Misplaced(FORMAT)));
}

#[test]
fn keys_from_before_somebody_went_are_refused_as_an_old_state() {
    let mut people = people();
    let keys = PracticeKeys::make(&mut people.rng);
    let grant = people.grant(&keys);
    assert_eq!(people.open(2, &grant).unwrap_err(), CryptoError::Rollback("grant"));
}

#[test]
fn keys_that_another_than_the_main_user_gave_or_for_another_practice_are_refused() {
    let mut people = people();
    let keys = PracticeKeys::make(&mut people.rng);
    let grant = people.grant(&keys);
    let other = IdentityKey::make(&mut people.rng).public();
    assert_eq!(people.open_as(PLACE, &other, 0, &grant).unwrap_err(), CryptoError::Forged("grant"));
    let elsewhere = PracticePlace { practice: PracticeId::from_bytes([8; 16]), ..PLACE };
    let refused = people.open_as(elsewhere, &people.main.public(), 0, &grant).unwrap_err();
    assert_eq!(refused, CryptoError::Misplaced(FORMAT));
}

#[test]
fn a_text_opens_in_its_place_only() {
    let mut people = people();
    let keys = PracticeKeys::make(&mut people.rng);
    let sealed = keys.seal(PLACE, ROOM, b"Erika", &mut people.rng).unwrap();
    let rejected = Err(CryptoError::Rejected(FORMAT));
    let other = PracticeText::Consultation(RoomId::from_bytes([6; 16]));
    assert_eq!(keys.open_text(PLACE, other, &sealed), rejected);
    let elsewhere = PracticePlace { practice: PracticeId::from_bytes([8; 16]), ..PLACE };
    assert_eq!(keys.open_text(elsewhere, ROOM, &sealed), rejected);
    assert_eq!(keys.open_text(PLACE, PracticeText::Roster, &sealed), Err(CryptoError::Misplaced(FORMAT)));
    let mut changed = sealed.clone();
    changed[30] ^= 1;
    assert_eq!(keys.open_text(PLACE, ROOM, &changed), rejected);
    let mut future = sealed.clone();
    future[2] = 2;
    assert!(matches!(keys.open_text(PLACE, ROOM, &future), Err(CryptoError::Unsupported { .. })));
    for cut in [0, 5, 20, sealed.len() - 1] {
        assert!(keys.open_text(PLACE, ROOM, &sealed[..cut]).is_err(), "{cut}");
    }
}

#[test]
fn a_roster_that_a_member_wrote_is_refused() {
    let mut people = people();
    let keys = PracticeKeys::make(&mut people.rng);
    let roster = keys.seal_roster(PLACE, b"people", &people.main, &mut people.rng).unwrap();
    let main = people.main.public();
    assert_eq!(keys.open_roster(PLACE, &main, &roster).unwrap(), b"people");
    let member = IdentityKey::make(&mut people.rng);
    let forged = keys.seal_roster(PLACE, b"people", &member, &mut people.rng).unwrap();
    assert_eq!(keys.open_roster(PLACE, &main, &forged), Err(CryptoError::Forged(ROSTER)));
    assert_eq!(keys.open_roster(PLACE, &main, &[1; 40]), Err(CryptoError::Malformed(ROSTER)));
}

#[test]
fn keys_of_many_epochs_stay_a_bounded_number() {
    let mut people = people();
    let mut keys = PracticeKeys::make(&mut people.rng);
    for _ in 0..MOST_EPOCHS + 5 {
        keys.begin_epoch(&mut people.rng);
    }
    assert_eq!(keys.older.len() + 1, MOST_EPOCHS);
    let grant = people.grant(&keys);
    assert!(grant.len() <= heilsam_protocol::limit::PRACTICE_GRANT_BYTES, "{}", grant.len());
    assert_eq!(people.open(0, &grant).unwrap().epoch(), keys.epoch());
}
