//! A batch that is wrong in its middle leaves nothing of its beginning.

use data_encoding::BASE64URL_NOPAD;
use heilsam_domain::{CollectionId, ConsentAction, Purpose, RecordId, Role};
use heilsam_protocol::envelope::ContentHeader;
use heilsam_protocol::path::{self, fill};
use serde_json::{Value, json};

use crate::evidence::trial::{Person, Trial};
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// A record of a collection as a device seals it.
pub(in super::super) fn record(
    collection: CollectionId,
    number: u8,
    version: u64,
) -> Result<Value, Obstacle> {
    let header = ContentHeader {
        type_ns: 1,
        collection_id: collection,
        record_id: RecordId::from_bytes([number; 16]),
        version,
        prev_hash: [0; 32],
        author_key_id: [0; 16],
        dek_commit: [0; 16],
        nonce: [0; 12],
    };
    let content = header.write(&[number; 100])?;
    Ok(json!({ "content": content, "wrap": BASE64URL_NOPAD.encode(&[0; 64]) }))
}

/// A batch of records as a device sends it.
pub(in super::super) fn batch(expected: u64, records: &[Value]) -> Value {
    let count = expected + u64::try_from(records.len()).unwrap_or_default();
    json!({ "expected_count": expected, "records": records,
        "head": { "count": count, "signed": BASE64URL_NOPAD.encode(&[9; 100]) } })
}

/// A patient with consent and a collection.
pub(in super::super) async fn ready(trial: &Trial, collection: CollectionId) -> Result<Person, Obstacle> {
    let person = trial.person(Role::Patient, false).await?;
    let consent = trial.consent(&person, Purpose::IntendedUse, ConsentAction::Given)?;
    trial.json(Some(&person), "POST", path::CONSENTS, &consent).await?;
    let made = json!({ "collection_id": collection, "sealed_keys": BASE64URL_NOPAD.encode(&[1; 80]) });
    trial.json(Some(&person), "PUT", path::COLLECTIONS, &made).await?;
    Ok(person)
}

/// Sends a batch whose last record cannot be stored.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let collection = CollectionId::from_bytes([7; 16]);
    let person = ready(&trial, collection).await?;
    let upload = fill(path::COLLECTION_RECORDS, collection);
    // The second version of a record that has no first one.
    let wrong = batch(0, &[record(collection, 1, 1)?, record(collection, 2, 7)?]);
    let reply = trial.json(Some(&person), "POST", &upload, &wrong).await?;
    findings.demand(!reply.status.is_success(), || "Ein falscher Stapel wird angenommen.".to_owned());
    let changes = trial.ask(Some(&person), "GET", path::CHANGES, None).await?.text();
    findings.demand(!changes.contains("\"record\""), || {
        "Vom abgelehnten Stapel sind Einträge gespeichert.".to_owned()
    });
    let right = batch(0, &[record(collection, 1, 1)?]);
    let reply = trial.json(Some(&person), "POST", &upload, &right).await?;
    findings.demand(reply.status.is_success(), || {
        format!(
            "Nach dem abgelehnten Stapel geht nichts mehr ({} {}).",
            reply.status.as_u16(),
            reply.problem()
        )
    });
    findings.saw("Ein Stapel mit einem Fehler am Ende, danach ein richtiger.");
    findings.verdict()
}
