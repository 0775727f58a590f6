//! The identities of one document.

use uuid::Uuid;

use crate::identity::{derive, derive_from_deployment};
use crate::input::ExportInput;

/// Identities of the entries that every document has.
pub(super) struct Ids {
    pub(super) bundle: Uuid,
    pub(super) composition: Uuid,
    pub(super) patient: Uuid,
    pub(super) device: Uuid,
    pub(super) definition: Uuid,
    pub(super) manufacturer: Uuid,
}

impl Ids {
    /// Derives them: patient and app keep theirs, bundle and composition are new in every export.
    pub(super) fn derive(input: &ExportInput) -> Self {
        let patient = derive(Uuid::from_bytes(input.patient.id.to_bytes()), "patient");
        let document = format!("{}/{}/{}", input.period.start, input.period.end, input.exported_at);
        let unit = &input.diga.prescription_unit_id;
        Self {
            bundle: derive(patient, &format!("bundle/{document}")),
            composition: derive(patient, &format!("composition/{document}")),
            patient,
            device: derive_from_deployment("device", unit),
            definition: derive_from_deployment("device-definition", unit),
            manufacturer: derive_from_deployment("manufacturer", &input.diga.manufacturer.name),
        }
    }
    /// All of them.
    pub(super) fn all(&self) -> [Uuid; 6] {
        [self.bundle, self.composition, self.patient, self.device, self.definition, self.manufacturer]
    }
}
