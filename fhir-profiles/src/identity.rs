//! Identities of the resources: derived, so that the same record has the same identity in every export.

use uuid::Uuid;

/// Namespace of everything that is derived from facts of the deployment instead of from a record.
const HEILSAM: Uuid = Uuid::from_u128(0x1d1f_6a5e_9c0b_4f7e_8a35_6c2d_b7e4_90f3);

/// Derives the identity of the resource `role` that stems from the record `source`.
///
/// The record's own id does not leave the account: the derived one cannot be turned back.
/// Source: RFC 9562, UUID version 5.
pub(crate) fn derive(source: Uuid, role: &str) -> Uuid {
    Uuid::new_v5(&source, role.as_bytes())
}

/// Derives the identity of a resource that describes the app itself.
pub(crate) fn derive_from_deployment(role: &str, key: &str) -> Uuid {
    Uuid::new_v5(&HEILSAM, format!("{role}/{key}").as_bytes())
}

/// The text form of an identity, `urn:uuid:…`, without an allocation.
pub(crate) struct Urn([u8; uuid::fmt::Urn::LENGTH]);

impl Urn {
    /// Writes the identity down.
    pub(crate) fn new(id: Uuid) -> Self {
        let mut buffer = [0; uuid::fmt::Urn::LENGTH];
        id.urn().encode_lower(&mut buffer);
        Self(buffer)
    }

    /// `urn:uuid:xxxxxxxx-…`.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The bare UUID.
    pub(crate) fn uuid(&self) -> &str {
        self.as_str().trim_start_matches("urn:uuid:")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_depends_on_record_and_role_only() {
        let record = Uuid::from_u128(7);
        assert_eq!(derive(record, "heart-rate"), derive(record, "heart-rate"));
        assert_ne!(derive(record, "heart-rate"), derive(record, "blood-pressure"));
        assert_ne!(derive(record, "heart-rate"), derive(Uuid::from_u128(8), "heart-rate"));
    }

    #[test]
    fn the_text_form_is_a_urn() {
        let urn = Urn::new(Uuid::from_u128(1));
        assert_eq!(urn.as_str(), "urn:uuid:00000000-0000-0000-0000-000000000001");
        assert_eq!(urn.uuid(), "00000000-0000-0000-0000-000000000001");
    }
}
