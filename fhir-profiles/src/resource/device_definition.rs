//! What kind of device the app is.

use uuid::Uuid;

use super::{Head, identifier_list, profile, reference};
use crate::input::Diga;
use crate::terms::{APPLICATION, concept};
use crate::writer::Writer;

/// Writes a `DeviceDefinition_DIGA` under the identity `id`.
pub(crate) fn write<W: Writer>(writer: &mut W, id: Uuid, manufacturer: Uuid, diga: &Diga) {
    Head { id, profile: profile!("DeviceDefinition_DIGA"), version: 1, updated_at: diga.updated_at }
        .write(writer);
    identifier_list(writer, id);
    reference(writer, "manufacturerReference", manufacturer);
    concept(writer, "type", &[APPLICATION]);
}
