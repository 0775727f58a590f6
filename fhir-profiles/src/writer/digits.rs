//! Decimals digit by digit: the typed model holds them as `f64`, to which `80.0` and `80` are the same.

use fhir_sdk::r4b::types::{Extension, ExtensionInner, ExtensionValue, FieldExtension};

/// Extension of a decimal in the model: its digits as they were entered. The writer puts them where the number belongs, and never
/// writes this extension.
pub(super) const DIGITS: &str = "urn:heilsam:digits";

/// The number for the model.
pub(crate) fn approximate(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::NAN)
}

/// The digits that belong to it.
pub(crate) fn digits(digits: &str) -> FieldExtension {
    let inner = ExtensionInner {
        id: None,
        extension: Vec::new(),
        url: DIGITS.to_owned(),
        value: Some(ExtensionValue::String(digits.to_owned())),
        value_ext: None,
    };
    FieldExtension { id: None, extension: vec![Extension::from(inner)] }
}
