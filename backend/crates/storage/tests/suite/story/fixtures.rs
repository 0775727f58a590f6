//! Made-up rows.

use heilsam_domain::{
    AccountId, CollectionId, Consent, ConsentAction, CredentialId, Purpose, RecordId, Role, SessionId, SlotId,
};
use heilsam_protocol::account::{Account, Identity, SlotKind};
use heilsam_protocol::consent::SignedConsent;
use heilsam_protocol::credential::CredentialKind;
use heilsam_protocol::envelope::ContentHeader;
use heilsam_protocol::sync::{Collection, SealedHead};
use heilsam_protocol::{Bytes, SealedRecord};
use heilsam_storage::Store;
use heilsam_storage::accounts::{Creation, NewAccountRow};
use heilsam_storage::credentials::CredentialRow;
use heilsam_storage::records::RecordRow;
use heilsam_storage::sessions::SessionRow;
use heilsam_storage::slots::SlotRow;
use jiff::Timestamp;

pub fn time(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

pub fn account_id(number: u8) -> AccountId {
    AccountId::from_bytes([number; 16])
}

pub fn credential(account: u8, number: u8, kind: CredentialKind) -> CredentialRow {
    CredentialRow {
        credential_id: CredentialId::from_bytes([number; 16]),
        account_id: account_id(account),
        kind,
        lookup: vec![number; 20],
        verifier: vec![1; 100],
        totp_sealed: None,
        totp_step: None,
        sealed_label: Vec::new(),
        created_at: time(i64::from(number)),
        last_used_at: None,
    }
}

pub fn slot(number: u8, credential: Option<u8>) -> SlotRow {
    SlotRow {
        slot_id: SlotId::from_bytes([number; 16]),
        kind: SlotKind::Device,
        credential_id: credential.map(|number| CredentialId::from_bytes([number; 16])),
        sealed: vec![number; 80],
        locator: None,
        auth_hash: None,
    }
}

pub fn sheet(number: u8, locator: u8) -> SlotRow {
    SlotRow {
        kind: SlotKind::RecoverySheet,
        locator: Some(vec![locator; 16]),
        auth_hash: Some([locator; 32]),
        ..slot(number, None)
    }
}

pub fn session(account: u8, number: u8) -> SessionRow {
    SessionRow {
        session_id: SessionId::from_bytes([number; 16]),
        token_hash: [number; 32],
        account_id: account_id(account),
        recovering: false,
        created_at: time(i64::from(number)),
        last_used_at: time(i64::from(number)),
        ends_at: time(3_600),
        device: "Firefox, Linux".to_owned(),
        credential_id: None,
    }
}

pub fn consent(purpose: Purpose, action: ConsentAction, second: i64) -> SignedConsent {
    SignedConsent {
        consent: Consent {
            purpose,
            action,
            text_version: "2026-1".to_owned(),
            text_sha384: "00".repeat(48),
            at: time(second),
        },
        signature: Bytes(vec![5; 96]),
    }
}

/// An account whose credential, slot, session and code all carry its number.
pub fn new_account(number: u8) -> NewAccountRow {
    NewAccountRow {
        account: Account {
            account_id: account_id(number),
            role: Role::Patient,
            created_at: time(0),
            entitled_until: Some(time(90)),
            code_check: None,
        },
        identity: Identity {
            signing_key: Bytes(vec![2; 49]),
            kem_key: Bytes(vec![3; 1_665]),
            sealed_keys: Bytes(vec![4; 300]),
            signature: Bytes(vec![5; 96]),
        },
        credential: credential(number, number, CredentialKind::Passkey),
        slots: vec![slot(number, Some(number))],
        consents: vec![consent(Purpose::IntendedUse, ConsentAction::Given, 0)],
        code_hash: [number; 32],
        session: session(number, number),
        waiting_code: None,
        self_registered: false,
    }
}

pub async fn made_account(store: &Store, number: u8) -> AccountId {
    assert_eq!(store.create_account(&new_account(number)).await.unwrap(), Creation::Created);
    account_id(number)
}

pub async fn made_account_as(store: &Store, number: u8, role: Role) -> AccountId {
    let mut row = new_account(number);
    row.account.role = role;
    assert_eq!(store.create_account(&row).await.unwrap(), Creation::Created);
    account_id(number)
}

pub fn collection_id(number: u8) -> CollectionId {
    CollectionId::from_bytes([number; 16])
}

pub fn collection(number: u8) -> Collection {
    Collection { collection_id: collection_id(number), sealed_keys: Bytes(vec![number; 60]) }
}

pub fn record(collection: u8, number: u8, version: u64) -> RecordRow {
    let header = ContentHeader {
        type_ns: 1,
        collection_id: collection_id(collection),
        record_id: RecordId::from_bytes([number; 16]),
        version,
        prev_hash: [0; 32],
        author_key_id: [0; 16],
        dek_commit: [0; 16],
        nonce: [number; 12],
    };
    let content = header.write(&[number; 64]).unwrap();
    RecordRow {
        record_id: header.record_id,
        version,
        record: SealedRecord { content, wrap: Bytes(vec![version.to_be_bytes()[7]; 64]) },
    }
}

pub fn head(count: u64) -> SealedHead {
    SealedHead { count, signed: Bytes(count.to_be_bytes().to_vec()) }
}
