//! Who gave the values.

use fhir_sdk::r4b::resources::{Provenance, ProvenanceAgent};
use jiff::Timestamp;
use uuid::Uuid;

use super::time::instant;
use super::types::{Head, all, concept, one, reference};
use super::{Built, profile};
use crate::terms::AUTHOR;

/// A `Provenance`: `author` stands behind all `targets`.
pub(crate) fn build(
    id: Uuid,
    author: Uuid,
    recorded_at: Timestamp,
    targets: impl IntoIterator<Item = Uuid>,
) -> Built {
    let agent = ProvenanceAgent::builder().r#type(concept(&[AUTHOR])).who(reference(author)).build()?;
    let mut provenance = Provenance::builder()
        .target(all(targets.into_iter().map(reference)))
        .recorded(instant(recorded_at)?)
        .agent(one(agent))
        .build()?;
    Head { id, profile: profile!("Provenance"), version: 1, updated_at: recorded_at }
        .put_on(&mut provenance)?;
    Ok(provenance.into())
}
