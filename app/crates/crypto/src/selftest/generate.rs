//! Makes a vector file with today's code (to add cases for a new format; existing cases stay as they are).

use heilsam_domain::{ConsentAction, Purpose, SlotId};
use serde_json::json;

use super::*;
use crate::envelope::RecordPlace;
use crate::grants::GrantTerms;
use crate::practice::Member;
use crate::rng::FastRng;

fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

pub(super) fn vectors() -> String {
    let mut rng = FastRng::from_seed([42; 32]);
    let scope =
        Scope { deployment: DeploymentId::from_bytes([1; 16]), owner: AccountId::from_bytes([2; 16]) };
    let collection = CollectionId::from_bytes([3; 16]);
    let (deployment, owner) = (hex(&[1; 16]), hex(&[2; 16]));
    let amk = AccountMasterKey::make(&mut rng);
    let account = AccountKeys::make(&mut rng).unwrap();
    let (identity, kem) = (&*account.signing, &account.receiving);
    let public = hex(&identity.public().to_bytes());
    let mut keys = CollectionKeys::make(CollectionKind::Diary, &mut rng);
    keys.begin_epoch(&mut rng);
    let (_, key) = keys.current();
    let mut cases = Vec::new();

    for payload in [b"120/80".to_vec(), vec![7; 1_000], Vec::new()] {
        let record = RecordId::from_bytes([4; 16]);
        let place = RecordPlace {
            type_ns: 1,
            collection,
            record,
            version: 9,
            prev_hash: [5; 32],
            author: identity.public().key_id(),
        };
        let parts = envelope::seal(scope, &place, 2, key, &payload, &mut rng).unwrap();
        cases.push(json!({
            "format": "envelope-v1", "deployment": deployment, "owner": owner, "type_ns": 1, "collection": hex(&[3; 16]),
            "record": hex(&[4; 16]), "version": 9, "epoch": 2, "collection_key": hex(key.expose()),
            "content": hex(&parts.content.0), "wrap": hex(&parts.wrap.0), "payload": hex(&payload),
            "content_hash": hex(&envelope::content_hash(&parts.content.0)), "leaf_hash": hex(&heads::leaf_hash(&parts.content.0)),
        }));
    }

    let label = amk.seal_text(scope, PrivateText::Label, "Küchentablet".as_bytes(), &mut rng).unwrap();
    cases.push(json!({
        "format": "sealed-keys-v1", "deployment": deployment, "owner": owner, "collection": hex(&[3; 16]), "epoch": 2,
        "amk": hex(amk.expose()), "collection_key": hex(key.expose()),
        "sealed_collection_keys": hex(&keys.seal(scope, collection, &amk, &mut rng).unwrap()),
        "identity": account.to_identity(scope, &amk, &mut rng).unwrap(), "key_id": hex(&identity.public().key_id()),
        "kem_fingerprint": hex(&kem.public().fingerprint()), "label": "Küchentablet", "sealed_label": hex(&label),
        "diary_id": hex(&CollectionKind::Diary.id(scope, &amk).unwrap().to_bytes()),
    }));

    let (device, export, code) = (
        DeviceSecret::from_bytes([6; 32]),
        ExportKey::from_bytes([7; 48]),
        RecoveryCode::from_random([8; 20]),
    );
    let secrets: [(&str, SlotSecret<'_>, &[u8]); 3] = [
        ("device", SlotSecret::Device(&device), device.expose()),
        ("passphrase", SlotSecret::Passphrase(&export), export.expose()),
        ("recovery-sheet", SlotSecret::RecoverySheet(&code), code.expose()),
    ];
    for (kind, secret, bytes) in secrets {
        let slot =
            slots::seal(scope, SlotId::from_bytes([9; 16]), secret, &amk, identity, 1_700_000_000, &mut rng)
                .unwrap();
        cases.push(json!({
            "format": "slot-v1", "deployment": deployment, "owner": owner, "kind": kind, "secret": hex(bytes),
            "slot": hex(&slot), "amk": hex(amk.expose()), "identity_public": public,
        }));
    }

    let keys = SheetKeys::recovery(&code).unwrap();
    cases.push(json!({
        "format": "recovery-v1", "code": code.expose_grouped(), "locator": hex(&keys.locator()), "auth_key": hex(keys.auth_key()),
    }));

    let terms = GrantTerms {
        collection,
        first_epoch: 2,
        last_epoch: 3,
        grantee: AccountId::from_bytes([10; 16]),
        grantee_key: kem.public().fingerprint(),
        consent: RecordId::from_bytes([11; 16]),
        not_before: 100,
        expires: 200,
    };
    let next = CollectionKey::make(&mut rng);
    let grant = grants::seal(scope, &terms, &[key, &next], &kem.public(), identity, &mut rng).unwrap();
    cases.push(json!({
        "format": "grant-v1", "deployment": deployment, "owner": owner, "grantee": hex(&[10; 16]),
        "grantee_secret": hex(kem.secret_seed()), "identity_public": public, "newest_epoch": 3, "now": 150,
        "grant": hex(&grant), "collection_keys": hex(&[*key.expose(), *next.expose()].concat()),
    }));

    let mut held = heads::Frontier::default();
    for number in 0u64..5 {
        held.push(heads::leaf_hash(&number.to_be_bytes()));
    }
    let head = Head { collection, epoch: 2, count: 5, root: held.root() };
    cases.push(json!({
        "format": "head-v1", "deployment": deployment, "owner": owner, "collection": hex(&[3; 16]), "count": 5,
        "identity_public": public, "head": hex(&head.sign(scope, identity)), "root": hex(&head.root),
    }));

    let act = Consent {
        purpose: Purpose::IntendedUse,
        action: ConsentAction::Given,
        text_version: "2026-1".into(),
        text_sha384: "00".repeat(48),
        at: "2026-03-01T08:00:00Z".parse().unwrap(),
    };
    cases.push(json!({
        "format": "consent-receipt-v1", "deployment": deployment, "owner": owner, "identity_public": public,
        "consent": act, "receipt": hex(&consent::sign(scope, &act, identity).unwrap()),
    }));
    cases.push(document());
    cases.push(contact());
    cases.push(practice());
    let mut text = serde_json::to_string_pretty(&json!({ "cases": cases })).unwrap();
    text.push('\n');
    text
}

/// A document of a dossier, sealed to one member; its own randomness leaves the cases before it as they are.
fn document() -> Value {
    let mut rng = FastRng::from_seed([43; 32]);
    let file = "Prüfbericht, Fassung 2".as_bytes();
    let place = DocumentPlace::of(DeploymentId::from_bytes([1; 16]), file);
    let (member, own) = (AccountId::from_bytes([12; 16]), KemKey::make(&mut rng).unwrap());
    let key = documents::DocumentKey::make(&mut rng);
    let parts = documents::seal(&place, &key, file, &mut rng).unwrap();
    let [part] = &parts[..] else { panic!("a small file has one part") };
    let sealed = documents::seal_key(&place, &key, member, &own.public(), &mut rng).unwrap();
    json!({
        "format": "document-v1", "deployment": hex(&[1; 16]), "digest": hex(&place.digest), "member": hex(&[12; 16]),
        "member_secret": hex(own.secret_seed()), "document_key": hex(&sealed), "part": hex(part), "file": hex(file),
    })
}

/// A slot that a trusted person and the operator open together; its own randomness as well.
fn contact() -> Value {
    let mut rng = FastRng::from_seed([44; 32]);
    let scope =
        Scope { deployment: DeploymentId::from_bytes([1; 16]), owner: AccountId::from_bytes([2; 16]) };
    let amk = AccountMasterKey::make(&mut rng);
    let account = AccountKeys::make(&mut rng).unwrap();
    let (code, half) = (RecoveryCode::from_random([13; 20]), OperatorHalf::make(&mut rng));
    let (id, secret) = (SlotId::from_bytes([9; 16]), SlotSecret::RecoveryContact(&code, &half));
    let slot = slots::seal(scope, id, secret, &amk, &account.signing, 1_700_000_000, &mut rng).unwrap();
    let keys = SheetKeys::contact(&code).unwrap();
    json!({
        "format": "slot-v1", "deployment": hex(&[1; 16]), "owner": hex(&[2; 16]), "kind": "recovery-contact",
        "secret": hex(code.expose()), "half": hex(&half.expose_for_operator()), "locator": hex(&keys.locator()),
        "auth_key": hex(keys.auth_key()), "slot": hex(&slot), "amk": hex(amk.expose()),
        "identity_public": hex(&account.signing.public().to_bytes()),
    })
}

/// A practice: two epochs, a member's keys, the roster, and both texts of an invitation.
fn practice() -> Value {
    let mut rng = FastRng::from_seed([44; 32]);
    let place = PracticePlace {
        deployment: DeploymentId::from_bytes([1; 16]),
        practice: PracticeId::from_bytes([13; 16]),
    };
    let (main, own) = (crate::identity::IdentityKey::make(&mut rng), KemKey::make(&mut rng).unwrap());
    let about = PracticeText::Consultation(RoomId::from_bytes([14; 16]));
    let text = "Erika Mustermann, 10 Uhr".as_bytes();
    let mut keys = PracticeKeys::make(&mut rng);
    let early = keys.seal(place, about, text, &mut rng).unwrap();
    keys.begin_epoch(&mut rng);
    let late = keys.seal(place, about, text, &mut rng).unwrap();
    let member = Member { account: AccountId::from_bytes([15; 16]), key: &own.public() };
    let grant = keys.grant(place, (AccountId::from_bytes([16; 16]), &main), member, 100, &mut rng).unwrap();
    let roster = keys.seal_roster(place, text, &main, &mut rng).unwrap();
    let code = EnrolmentCode::from_random([17; 20]);
    let mut said = |kind| hex(&joining::seal(place.deployment, &code, kind, text, &mut rng).unwrap());
    json!({
        "format": "practice-v1", "deployment": hex(&[1; 16]), "practice": hex(&[13; 16]), "member": hex(&[15; 16]),
        "member_secret": hex(own.secret_seed()), "main_user": hex(&[16; 16]),
        "identity_public": hex(&main.public().to_bytes()), "room": hex(&[14; 16]), "grant": hex(&grant),
        "early": hex(&early), "late": hex(&late), "roster": hex(&roster), "code": code.expose(),
        "joining": hex(&joining::joining_id(&code).unwrap().to_bytes()),
        "offer": said(JoiningText::Offer), "answer": said(JoiningText::Answer), "text": hex(text),
    })
}
