//! Taking over an export: nothing is lost, nothing comes twice, and no file breaks the reader.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod broken;
mod diary;
mod foreign;
mod official;
mod round_trip;

use std::collections::HashMap;

use fhir_profiles::{BundleExport, Entry, ExportInput, Format, Import, ImportError, ImportTarget};
use heilsam_domain::{NameScope, RecordId};
use uuid::Uuid;

/// The DiGA-VE-ID of the samples.
const OWN: &str = "99999001";

fn names() -> NameScope {
    NameScope::from_bytes([7; 16])
}

fn export(input: &ExportInput, format: Format) -> String {
    BundleExport::new(input.clone(), format).unwrap().into_text().unwrap()
}

fn import_as(bytes: &[u8], unit: &str, known: &HashMap<Uuid, RecordId>) -> Result<Import, ImportError> {
    let target = ImportTarget { names: names(), prescription_unit_id: unit, known, held: &[] };
    fhir_profiles::import(bytes, target)
}

/// The same for an account that holds these records.
fn import_beside(text: &str, held: &[Entry]) -> Result<Import, ImportError> {
    let known = fhir_profiles::identities(held);
    let target = ImportTarget { names: names(), prescription_unit_id: OWN, known: &known, held };
    fhir_profiles::import(text.as_bytes(), target)
}

fn import(text: &str) -> Result<Import, ImportError> {
    import_as(text.as_bytes(), OWN, &HashMap::new())
}
