//! What a client sends for a new account or slot must have the right form; what is sealed inside is never looked at.

use std::collections::HashSet;

use heilsam_domain::{CredentialId, Purpose, Role, consent};
use heilsam_protocol::account::{Identity, Slot, SlotKind};
use heilsam_protocol::consent::SignedConsent;
use heilsam_protocol::registration::NewAccount;
use heilsam_protocol::{Bytes, ProblemCode, limit};
use heilsam_storage::registrations::RegistrationRow;
use heilsam_storage::slots::SlotRow;
use sha2::{Digest, Sha256};

use crate::{ApiError, AppState, consents};

const SIGNING_KEY_BYTES: usize = 49;
const SEALED_SLOT_BYTES: usize = 512;
const LOCATOR_BYTES: usize = 16;
const AUTH_KEY_BYTES: usize = 32;
const LABEL_BYTES: usize = 1_024;
const KEY_BYTES: usize = 8 * 1_024;
const SIGNATURE_BYTES: usize = 256;

/// Checks everything an account starts with.
pub(super) fn new_account(
    state: &AppState,
    reservation: &RegistrationRow,
    new: &NewAccount,
    first: SlotKind,
) -> Result<(), ApiError> {
    identity(&new.identity)?;
    if new.slots.is_empty() || new.slots.len() > limit::SLOTS {
        return Err(ApiError::invalid_field("account.slots"));
    }
    for slot in &new.slots {
        check_slot(slot)?;
        if slot.kind != first && slot.kind != SlotKind::RecoverySheet {
            return Err(ApiError::invalid_field("account.slots.kind"));
        }
    }
    let ids: HashSet<_> = new.slots.iter().map(|slot| slot.slot_id).collect();
    let of_first = new.slots.iter().filter(|slot| slot.kind == first).count();
    if ids.len() != new.slots.len() || of_first != 1 {
        return Err(ApiError::invalid_field("account.slots"));
    }
    intended_use(reservation.role, &new.consents)?;
    consents::check(state, reservation.account_id, &new.identity.signing_key.0, &new.consents)
}

/// Checks the open fields of a slot.
pub(in super::super) fn check_slot(slot: &Slot) -> Result<(), ApiError> {
    if slot.sealed.0.is_empty() || slot.sealed.0.len() > SEALED_SLOT_BYTES {
        return Err(ApiError::invalid_field("slot.sealed"));
    }
    let sheet = matches!(slot.kind, SlotKind::RecoverySheet | SlotKind::RecoveryContact);
    let has =
        |bytes: &Option<Bytes>, length: usize| bytes.as_ref().is_some_and(|bytes| bytes.0.len() == length);
    let fits = if sheet {
        has(&slot.locator, LOCATOR_BYTES) && has(&slot.auth_key, AUTH_KEY_BYTES)
    } else {
        slot.locator.is_none() && slot.auth_key.is_none()
    };
    if fits { Ok(()) } else { Err(ApiError::invalid_field("slot.locator, slot.auth_key")) }
}

/// The slot as it is stored: bound to its credential, unless it is a recovery sheet's.
pub(in super::super) fn slot_to_row(slot: Slot, kind: SlotKind, credential_id: CredentialId) -> SlotRow {
    let credential_id = (slot.kind == kind).then_some(credential_id);
    SlotRow { credential_id, ..slot_as_sent(slot) }
}

/// The slot as it is stored, with the credential that it names itself.
pub(in super::super) fn slot_as_sent(slot: Slot) -> SlotRow {
    SlotRow {
        slot_id: slot.slot_id,
        kind: slot.kind,
        credential_id: slot.credential_id,
        sealed: slot.sealed.0,
        locator: slot.locator.map(|locator| locator.0),
        auth_hash: slot.auth_key.map(|key| Sha256::digest(&key.0).into()),
    }
}

/// A label is sealed by its owner; only its size is seen.
pub(in super::super) fn label(label: Bytes) -> Result<Vec<u8>, ApiError> {
    if label.0.len() <= LABEL_BYTES { Ok(label.0) } else { Err(ApiError::invalid_field("sealed_label")) }
}

fn identity(identity: &Identity) -> Result<(), ApiError> {
    let sized = |bytes: &Bytes, largest: usize| !bytes.0.is_empty() && bytes.0.len() <= largest;
    let fits = identity.signing_key.0.len() == SIGNING_KEY_BYTES
        && sized(&identity.kem_key, KEY_BYTES)
        && sized(&identity.sealed_keys, KEY_BYTES)
        && sized(&identity.signature, SIGNATURE_BYTES);
    if fits { Ok(()) } else { Err(ApiError::invalid_field("account.identity")) }
}

fn intended_use(role: Role, consents: &[SignedConsent]) -> Result<(), ApiError> {
    if consents.len() > 2 * Purpose::ALL.len() {
        return Err(ApiError::invalid_field("account.consents"));
    }
    let given = consent::in_force(consents.iter().map(|signed| &signed.consent), Purpose::IntendedUse);
    if role == Role::Patient && !given {
        return Err(ProblemCode::ConsentMissing.into());
    }
    Ok(())
}
