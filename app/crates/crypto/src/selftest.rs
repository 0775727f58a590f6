//! The frozen vectors as a function: the same bytes must mean the same thing natively and in a browser, for ever.
//!
//! The file is `tests/vectors/records-v1.json`: `{"cases": [{"format": "...", field: value, ...}]}`; bytes are
//! hexadecimal. Cases are only ever added.

use data_encoding::HEXLOWER;
use heilsam_domain::{
    AccountId, CollectionId, Consent, DeploymentId, EnrolmentCode, PracticeId, RecordId, RecoveryCode, RoomId,
};
use heilsam_protocol::SealedRecord;
use heilsam_protocol::account::Identity;
use serde_json::Value;

use crate::documents::{self, DocumentPlace};
use crate::envelope::{self, Expected};
use crate::grants::{self, Opening};
use crate::heads::{self, Head};
use crate::identity::IdentityPublic;
use crate::kem::KemKey;
use crate::keys::{
    AccountKeys, AccountMasterKey, CollectionKey, CollectionKeys, CollectionKind, PrivateText,
};
use crate::opaque::ExportKey;
use crate::practice::joining::{self, JoiningText};
use crate::practice::{MemberOpening, PracticeKeys, PracticePlace, PracticeText};
use crate::slots::{self, DeviceSecret, OperatorHalf, SheetKeys, SlotSecret};
use crate::{CryptoError, Scope, consent, vsp1};

#[cfg(test)]
mod generate;

/// The files of `tests/vectors`, as text.
#[derive(Debug, Clone, Copy)]
pub struct VectorFiles<'a> {
    /// `records-v1.json`
    pub records: &'a str,
    /// `vsp1.json`
    pub handshake: &'a str,
    /// `cpace-p256.json`
    pub cpace: &'a str,
}

/// Runs every case of every file and gives their number.
///
/// # Errors
/// A sentence that names the first case that does not hold.
pub fn all(files: VectorFiles<'_>) -> Result<usize, String> {
    Ok(selftest(files.records)? + vsp1::check_handshake(files.handshake)? + vsp1::check_cpace(files.cpace)?)
}

/// Runs every case of a vector file of records and gives their number.
///
/// # Errors
/// A sentence that names the first case that does not hold.
pub fn selftest(vectors: &str) -> Result<usize, String> {
    let file: Value = serde_json::from_str(vectors).map_err(|error| format!("vector file: {error}"))?;
    let cases = file.get("cases").and_then(Value::as_array).ok_or("vector file: no cases")?;
    for (number, case) in cases.iter().enumerate() {
        let format = case.get("format").and_then(Value::as_str).unwrap_or("(no format)");
        let case = Case(case);
        let run = match format {
            "envelope-v1" => check_envelope(&case),
            "sealed-keys-v1" => check_sealed_keys(&case),
            "slot-v1" => check_slot(&case),
            "recovery-v1" => check_recovery(&case),
            "grant-v1" => check_grant(&case),
            "document-v1" => check_document(&case),
            "practice-v1" => check_practice(&case),
            "head-v1" => check_head(&case),
            "consent-receipt-v1" => check_consent(&case),
            _ => Err("unknown format".to_owned()),
        };
        run.map_err(|why| format!("case {number} ({format}): {why}"))?;
    }
    Ok(cases.len())
}

struct Case<'a>(&'a Value);

impl Case<'_> {
    fn text(&self, field: &str) -> Result<&str, String> {
        self.0.get(field).and_then(Value::as_str).ok_or_else(|| format!("no text {field}"))
    }

    fn number<T: TryFrom<i64>>(&self, field: &str) -> Result<T, String> {
        let number = self.0.get(field).and_then(Value::as_i64).ok_or_else(|| format!("no number {field}"))?;
        T::try_from(number).map_err(|_| format!("{field} is out of range"))
    }

    fn bytes(&self, field: &str) -> Result<Vec<u8>, String> {
        HEXLOWER.decode(self.text(field)?.as_bytes()).map_err(|error| format!("{field}: {error}"))
    }

    fn array<const N: usize>(&self, field: &str) -> Result<[u8; N], String> {
        self.bytes(field)?.try_into().map_err(|_| format!("{field} has not {N} bytes"))
    }

    fn scope(&self) -> Result<Scope, String> {
        Ok(Scope {
            deployment: DeploymentId::from_bytes(self.array("deployment")?),
            owner: AccountId::from_bytes(self.array("owner")?),
        })
    }

    fn collection(&self) -> Result<CollectionId, String> {
        self.array("collection").map(CollectionId::from_bytes)
    }

    fn signer(&self) -> Result<IdentityPublic, String> {
        IdentityPublic::from_bytes(&self.bytes("identity_public")?).map_err(say)
    }
}

fn say(error: CryptoError) -> String {
    error.to_string()
}

fn same<T: PartialEq>(found: &T, expected: &T, what: &str) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} differs")) }
}

fn check_envelope(case: &Case<'_>) -> Result<(), String> {
    let key = CollectionKey::from_bytes(case.array("collection_key")?);
    let expected = Expected {
        type_ns: case.number("type_ns")?,
        collection: case.collection()?,
        record: Some(RecordId::from_bytes(case.array("record")?)),
        version: Some(case.number("version")?),
    };
    let content = case.bytes("content")?;
    let sealed = SealedRecord { content: content.clone().into(), wrap: case.bytes("wrap")?.into() };
    let payload = envelope::open(case.scope()?, &expected, &key, &sealed).map_err(say)?;
    same(&payload, &case.bytes("payload")?, "payload")?;
    same(&envelope::epoch_of(&sealed), &Ok(case.number("epoch")?), "epoch")?;
    same(&envelope::content_hash(&content), &case.array("content_hash")?, "content hash")?;
    same(&heads::leaf_hash(&content), &case.array("leaf_hash")?, "leaf hash")
}

fn check_sealed_keys(case: &Case<'_>) -> Result<(), String> {
    let (scope, amk) = (case.scope()?, AccountMasterKey::from_bytes(case.array("amk")?));
    let sealed = case.bytes("sealed_collection_keys")?;
    let keys = CollectionKeys::open(scope, case.collection()?, &amk, &sealed).map_err(say)?;
    same(&keys.kind(), &CollectionKind::Diary, "kind of collection")?;
    let (epoch, key) = keys.current();
    same(&epoch, &case.number("epoch")?, "epoch")?;
    same(key.expose(), &case.array("collection_key")?, "collection key")?;
    let identity = case.0.get("identity").cloned().unwrap_or_default();
    let identity: Identity = serde_json::from_value(identity).map_err(|error| error.to_string())?;
    let keys = AccountKeys::open(scope, &amk, &identity).map_err(say)?;
    same(&keys.signing.public().key_id(), &case.array("key_id")?, "key id")?;
    same(&keys.receiving.public().fingerprint(), &case.array("kem_fingerprint")?, "receiving key")?;
    let text = amk.open_text(scope, PrivateText::Label, &case.bytes("sealed_label")?).map_err(say)?;
    same(&text, &case.text("label")?.as_bytes().to_vec(), "label")?;
    let diary = CollectionKind::Diary.id(scope, &amk).map_err(say)?;
    same(&diary.to_bytes(), &case.array("diary_id")?, "derived id")
}

fn check_slot(case: &Case<'_>) -> Result<(), String> {
    let (scope, slot) = (case.scope()?, case.bytes("slot")?);
    slots::verify(scope, &case.signer()?, &slot).map_err(say)?;
    let secret = case.bytes("secret")?;
    let amk = match case.text("kind")? {
        "device" => {
            let secret = DeviceSecret::from_prf(&secret).map_err(say)?;
            slots::open(scope, SlotSecret::Device(&secret), &slot)
        }
        "passphrase" => {
            let key = ExportKey::from_bytes(case.array("secret")?);
            slots::open(scope, SlotSecret::Passphrase(&key), &slot)
        }
        "recovery-sheet" => {
            let code = RecoveryCode::from_random(case.array("secret")?);
            slots::open(scope, SlotSecret::RecoverySheet(&code), &slot)
        }
        "recovery-contact" => {
            let code = RecoveryCode::from_random(case.array("secret")?);
            let half = OperatorHalf::from_operator(&case.bytes("half")?).map_err(say)?;
            let keys = SheetKeys::contact(&code).map_err(say)?;
            same(&keys.locator(), &case.array("locator")?, "locator")?;
            same(keys.auth_key(), &case.array("auth_key")?, "auth key")?;
            slots::open(scope, SlotSecret::RecoveryContact(&code, &half), &slot)
        }
        _ => return Err("unknown kind".to_owned()),
    };
    same(amk.map_err(say)?.expose(), &case.array("amk")?, "master key")
}

fn check_recovery(case: &Case<'_>) -> Result<(), String> {
    let code = RecoveryCode::parse(case.text("code")?).map_err(|error| error.to_string())?;
    let keys = SheetKeys::recovery(&code).map_err(say)?;
    same(&keys.locator(), &case.array("locator")?, "locator")?;
    same(keys.auth_key(), &case.array("auth_key")?, "auth key")
}

fn check_grant(case: &Case<'_>) -> Result<(), String> {
    let key = KemKey::from_secret(case.array("grantee_secret")?).map_err(say)?;
    let opening = Opening {
        grantee: AccountId::from_bytes(case.array("grantee")?),
        key: &key,
        granted_by: &case.signer()?,
        newest_epoch: case.number("newest_epoch")?,
        now: case.number("now")?,
    };
    let (_, keys) = grants::open(case.scope()?, &opening, &case.bytes("grant")?).map_err(say)?;
    let mut found = Vec::new();
    for (_, key) in &keys {
        found.extend_from_slice(key.expose());
    }
    same(&found, &case.bytes("collection_keys")?, "collection keys")
}

fn check_document(case: &Case<'_>) -> Result<(), String> {
    let place = DocumentPlace {
        deployment: DeploymentId::from_bytes(case.array("deployment")?),
        digest: case.array("digest")?,
    };
    let member = AccountId::from_bytes(case.array("member")?);
    let own = KemKey::from_secret(case.array("member_secret")?).map_err(say)?;
    let key = documents::open_key(&place, member, &own, &case.bytes("document_key")?).map_err(say)?;
    let file = documents::open(&place, &key, &[case.bytes("part")?]).map_err(say)?;
    same(&file, &case.bytes("file")?, "file")
}

fn check_practice(case: &Case<'_>) -> Result<(), String> {
    let place = PracticePlace {
        deployment: DeploymentId::from_bytes(case.array("deployment")?),
        practice: PracticeId::from_bytes(case.array("practice")?),
    };
    let (own, main_key) = (KemKey::from_secret(case.array("member_secret")?).map_err(say)?, case.signer()?);
    let opening = MemberOpening {
        account: AccountId::from_bytes(case.array("member")?),
        key: &own,
        main_user: AccountId::from_bytes(case.array("main_user")?),
        main_key: &main_key,
        newest_epoch: 2,
        now: 150,
    };
    let keys = PracticeKeys::open(place, &opening, &case.bytes("grant")?).map_err(say)?;
    let about = PracticeText::Consultation(RoomId::from_bytes(case.array("room")?));
    for field in ["early", "late"] {
        let text = keys.open_text(place, about, &case.bytes(field)?).map_err(say)?;
        same(&text, &case.bytes("text")?, field)?;
    }
    let roster = keys.open_roster(place, &main_key, &case.bytes("roster")?).map_err(say)?;
    same(&roster, &case.bytes("text")?, "roster")?;
    let code = EnrolmentCode::parse(case.text("code")?).map_err(|error| error.to_string())?;
    same(&joining::joining_id(&code).map_err(say)?.to_bytes(), &case.array("joining")?, "joining")?;
    for (kind, field) in [(JoiningText::Offer, "offer"), (JoiningText::Answer, "answer")] {
        let text = joining::open(place.deployment, &code, kind, &case.bytes(field)?).map_err(say)?;
        same(&text, &case.bytes("text")?, field)?;
    }
    Ok(())
}

fn check_head(case: &Case<'_>) -> Result<(), String> {
    let signer = case.signer()?;
    let head = Head::verify(case.scope()?, case.collection()?, &signer, &case.bytes("head")?).map_err(say)?;
    let mut held = heads::Frontier::default();
    for number in 0..case.number::<u64>("count")? {
        held.push(heads::leaf_hash(&number.to_be_bytes()));
    }
    head.check_records(&held).map_err(say)?;
    same(&head.root, &case.array("root")?, "root")
}

fn check_consent(case: &Case<'_>) -> Result<(), String> {
    let act = case.0.get("consent").cloned().unwrap_or_default();
    let act: Consent = serde_json::from_value(act).map_err(|error| error.to_string())?;
    consent::verify(case.scope()?, &act, &case.signer()?, &case.bytes("receipt")?).map_err(say)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VECTORS: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/vectors/records-v1.json"));

    #[test]
    fn the_frozen_vectors_hold() {
        assert!(selftest(VECTORS).unwrap() >= 9);
    }

    #[test]
    fn every_format_of_records_has_a_frozen_vector() {
        let file: Value = serde_json::from_str(VECTORS).unwrap();
        let made: Value = serde_json::from_str(&generate::vectors()).unwrap();
        let formats = |file: &Value| -> std::collections::BTreeSet<String> {
            file["cases"].as_array().unwrap().iter().map(|case| case["format"].to_string()).collect()
        };
        assert_eq!(formats(&file), formats(&made));
    }

    #[test]
    fn a_changed_document_is_noticed() {
        let file: Value = serde_json::from_str(VECTORS).unwrap();
        let cases = file["cases"].as_array().unwrap();
        let frozen = cases.iter().find(|case| case["format"] == "document-v1").unwrap();
        for field in ["digest", "member", "member_secret", "document_key", "part", "file"] {
            let mut changed = frozen.clone();
            let text = frozen[field].as_str().unwrap();
            let last = if text.ends_with('0') { "1" } else { "0" };
            changed[field] = Value::String(format!("{}{last}", &text[..text.len() - 1]));
            let file = serde_json::json!({ "cases": [changed] });
            assert!(selftest(&file.to_string()).is_err(), "{field}");
        }
    }

    #[test]
    fn a_changed_practice_is_noticed() {
        let file: Value = serde_json::from_str(VECTORS).unwrap();
        let cases = file["cases"].as_array().unwrap();
        let frozen = cases.iter().find(|case| case["format"] == "practice-v1").unwrap();
        let fields =
            ["practice", "member", "main_user", "member_secret", "grant", "room", "early", "late", "roster"];
        for field in fields.into_iter().chain(["joining", "offer", "answer", "text"]) {
            let mut changed = frozen.clone();
            let text = frozen[field].as_str().unwrap();
            let last = if text.ends_with('0') { "1" } else { "0" };
            changed[field] = Value::String(format!("{}{last}", &text[..text.len() - 1]));
            let file = serde_json::json!({ "cases": [changed] });
            assert!(selftest(&file.to_string()).is_err(), "{field}");
        }
    }

    #[test]
    fn a_changed_vector_is_noticed() {
        let mut file: Value = serde_json::from_str(VECTORS).unwrap();
        for case in file["cases"].as_array_mut().unwrap() {
            case["owner"] = Value::String("ff".repeat(16));
        }
        assert!(selftest(&file.to_string()).is_err());
    }

    #[test]
    fn vectors_made_today_hold() {
        let made = generate::vectors();
        selftest(&made).unwrap();
        if let Ok(path) = std::env::var("HEILSAM_WRITE_VECTORS") {
            std::fs::write(path, made).unwrap();
        }
    }
}
