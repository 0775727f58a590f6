//! Who gave the values.

use jiff::Timestamp;
use uuid::Uuid;

use super::{Head, instant, profile, reference, reference_list};
use crate::terms::{AUTHOR, concept};
use crate::writer::Writer;

/// Writes a `Provenance`: `author` stands behind all `targets`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    id: Uuid,
    author: Uuid,
    recorded_at: Timestamp,
    targets: impl IntoIterator<Item = Uuid>,
) {
    Head { id, profile: profile!("Provenance"), version: 1, updated_at: recorded_at }.write(writer);
    reference_list(writer, "target", targets);
    writer.token("recorded", &instant(recorded_at));
    writer.list("agent", [author], |writer, author| {
        concept(writer, "type", &[AUTHOR]);
        reference(writer, "who", author);
    });
}
