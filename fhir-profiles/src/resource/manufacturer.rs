//! The manufacturer of the app.

use uuid::Uuid;

use super::{Head, identifier_list, profile};
use crate::input::Diga;
use crate::writer::Writer;

/// Writes an `Organization_Manufacturer` under the identity `id`.
pub(crate) fn write<W: Writer>(writer: &mut W, id: Uuid, diga: &Diga) {
    Head { id, profile: profile!("Organization_Manufacturer"), version: 1, updated_at: diga.updated_at }
        .write(writer);
    identifier_list(writer, id);
    writer.text("name", &diga.manufacturer.name);
    if let Some(website) = &diga.manufacturer.website {
        writer.list("telecom", [website], |writer, website| {
            writer.token("system", "url");
            writer.text("value", website);
        });
    }
}
