//! The app as the device that made the document.

use uuid::Uuid;

use super::{Head, profile, reference};
use crate::input::Diga;
use crate::terms::{PZN, SOFTWARE, coding_list};
use crate::writer::Writer;

/// Writes a `Device_DIGA` under the identity `id`.
pub(crate) fn write<W: Writer>(writer: &mut W, id: Uuid, definition: Uuid, diga: &Diga) {
    Head { id, profile: profile!("Device_DIGA"), version: 1, updated_at: diga.updated_at }.write(writer);
    writer.list("identifier", [diga], |writer, diga| {
        writer.object("type", |writer| writer.token("text", "DiGA-VE-ID"));
        writer.text("value", &diga.prescription_unit_id);
    });
    reference(writer, "definition", definition);
    writer.list("deviceName", [&diga.name], |writer, name| {
        writer.text("name", name);
        writer.token("type", "user-friendly-name");
    });
    writer.object("type", |writer| {
        writer.list("coding", [&diga.pzn], |writer, pzn| {
            writer.token("system", PZN);
            writer.text("code", pzn);
        });
    });
    writer.list("version", [&diga.version], |writer, version| {
        writer.object("type", |writer| {
            coding_list(writer, &[SOFTWARE]);
            writer.token("text", "Softwareversion");
        });
        writer.text("value", version);
    });
}
