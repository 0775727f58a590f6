use heilsam_domain::{AccountId, DeploymentId};

use super::*;
use crate::rng::FastRng;

fn scope(owner: u8) -> Scope {
    Scope { deployment: DeploymentId::from_bytes([1; 16]), owner: AccountId::from_bytes([owner; 16]) }
}

struct Account {
    rng: FastRng,
    amk: AccountMasterKey,
    identity: IdentityKey,
}

fn account(seed: u8) -> Account {
    let mut rng = FastRng::from_seed([seed; 32]);
    let amk = AccountMasterKey::make(&mut rng);
    let identity = IdentityKey::make(&mut rng);
    Account { rng, amk, identity }
}

impl Account {
    fn slot(&mut self, secret: SlotSecret<'_>) -> Vec<u8> {
        seal(scope(2), SlotId::from_bytes([7; 16]), secret, &self.amk, &self.identity, 1_000, &mut self.rng)
            .unwrap()
    }
}

const PRF: DeviceSecretBytes = [3; 32];
type DeviceSecretBytes = [u8; 32];

#[test]
fn each_kind_of_slot_gives_back_the_master_key() {
    let device = DeviceSecret::from_prf(&PRF).unwrap();
    let export = ExportKey::from_bytes([4; 48]);
    let code = RecoveryCode::from_random([5; 20]);
    for secret in
        [SlotSecret::Device(&device), SlotSecret::Passphrase(&export), SlotSecret::RecoverySheet(&code)]
    {
        let mut account = account(1);
        let slot = account.slot(secret);
        assert_eq!(open(scope(2), secret, &slot).unwrap().expose(), account.amk.expose());
        let info = verify(scope(2), &account.identity.public(), &slot).unwrap();
        assert_eq!(info.kind, secret.kind());
    }
}

#[test]
fn the_wrong_secret_opens_nothing() {
    let device = DeviceSecret::from_prf(&PRF).unwrap();
    let slot = account(1).slot(SlotSecret::Device(&device));
    let other = DeviceSecret::from_prf(&[4; 32]).unwrap();
    let opened = open(scope(2), SlotSecret::Device(&other), &slot).map(|_| ());
    assert_eq!(opened, Err(CryptoError::Rejected(FORMAT)));
    let code = RecoveryCode::from_random([5; 20]);
    let opened = open(scope(2), SlotSecret::RecoverySheet(&code), &slot).map(|_| ());
    assert_eq!(opened, Err(CryptoError::Misplaced(FORMAT)));
}

#[test]
fn a_contact_needs_both_halves_and_neither_opens_alone() {
    let (code, other_code) = (RecoveryCode::from_random([5; 20]), RecoveryCode::from_random([6; 20]));
    let (half, other_half) = (OperatorHalf::from_bytes([8; 32]), OperatorHalf::from_bytes([9; 32]));
    let mut account = account(1);
    let slot = account.slot(SlotSecret::RecoveryContact(&code, &half));
    let opened = open(scope(2), SlotSecret::RecoveryContact(&code, &half), &slot).unwrap();
    assert_eq!(opened.expose(), account.amk.expose());
    let info = verify(scope(2), &account.identity.public(), &slot).unwrap();
    assert_eq!(info.kind, SlotKind::RecoveryContact);
    for (code, half) in [(&other_code, &half), (&code, &other_half), (&other_code, &other_half)] {
        let refused = open(scope(2), SlotSecret::RecoveryContact(code, half), &slot).map(|_| ());
        assert_eq!(refused, Err(CryptoError::Rejected(FORMAT)));
    }
    let as_sheet = open(scope(2), SlotSecret::RecoverySheet(&code), &slot).map(|_| ());
    assert_eq!(as_sheet, Err(CryptoError::Misplaced(FORMAT)));
    assert!(OperatorHalf::from_operator(&[8; 31]).is_err());
    assert_eq!(OperatorHalf::from_operator(&half.expose_for_operator()).unwrap().expose(), half.expose());
}

#[test]
fn the_sheet_of_a_contact_and_an_own_sheet_with_the_same_code_have_nothing_in_common() {
    let code = RecoveryCode::from_random([5; 20]);
    let (own, contact) = (SheetKeys::recovery(&code).unwrap(), SheetKeys::contact(&code).unwrap());
    assert_ne!(own.locator(), contact.locator());
    assert_ne!(own.auth_key(), contact.auth_key());
    assert_eq!(format!("{contact:?}"), "SheetKeys(redacted)");
}

#[test]
fn a_slot_injected_by_the_server_is_detected() {
    let device = DeviceSecret::from_prf(&PRF).unwrap();
    let injected = account(9).slot(SlotSecret::Device(&device));
    let verified = verify(scope(2), &account(1).identity.public(), &injected);
    assert_eq!(verified, Err(CryptoError::Forged(FORMAT)));
}

#[test]
fn a_slot_of_another_account_is_refused() {
    let device = DeviceSecret::from_prf(&PRF).unwrap();
    let mut account = account(1);
    let slot = account.slot(SlotSecret::Device(&device));
    assert_eq!(
        open(scope(3), SlotSecret::Device(&device), &slot).map(|_| ()),
        Err(CryptoError::Misplaced(FORMAT))
    );
    assert_eq!(verify(scope(3), &account.identity.public(), &slot), Err(CryptoError::Misplaced(FORMAT)));
}

#[test]
fn a_downgraded_key_stretching_is_refused() {
    let export = ExportKey::from_bytes([4; 48]);
    let mut account = account(1);
    let mut slot = account.slot(SlotSecret::Passphrase(&export));
    let memory = 5 + 32 + 16 + 8;
    slot[memory..memory + 4].copy_from_slice(&8u32.to_be_bytes());
    let opened = open(scope(2), SlotSecret::Passphrase(&export), &slot).map(|_| ());
    assert_eq!(opened, Err(CryptoError::Downgrade(FORMAT)));
    let verified = verify(scope(2), &account.identity.public(), &slot);
    assert_eq!(verified, Err(CryptoError::Downgrade(FORMAT)));
}

#[test]
fn any_changed_byte_of_a_slot_is_refused() {
    let device = DeviceSecret::from_prf(&PRF).unwrap();
    let mut account = account(1);
    let slot = account.slot(SlotSecret::Device(&device));
    for at in 0..slot.len() {
        let mut changed = slot.clone();
        changed[at] ^= 1;
        assert!(verify(scope(2), &account.identity.public(), &changed).is_err(), "byte {at}");
    }
}

#[test]
fn locator_and_proof_of_a_recovery_code_differ_and_are_stable() {
    let keys = SheetKeys::recovery(&RecoveryCode::from_random([5; 20])).unwrap();
    assert_ne!(keys.locator().as_slice(), &keys.auth_key()[..16]);
    let again = SheetKeys::recovery(&RecoveryCode::from_random([5; 20])).unwrap();
    assert_eq!((keys.locator(), keys.auth_key()), (again.locator(), again.auth_key()));
    assert_eq!(format!("{keys:?}"), "SheetKeys(redacted)");
}
