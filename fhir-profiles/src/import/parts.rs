//! Reading the data types that several resources share.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::Decimal;
use crate::input::{Amount, Code, Coded};
use crate::reader::Node;
use crate::terms::{UCUM, Unit};

/// The identity in `urn:uuid:…`.
pub(super) fn uuid_of(urn: &str) -> Option<Uuid> {
    let text = urn.strip_prefix("urn:uuid:")?;
    (text.len() == 36).then(|| Uuid::try_parse(text).ok()).flatten()
}

/// The identity behind the reference in an element.
pub(super) fn reference(node: &Node, path: &str) -> Option<Uuid> {
    node.at(path)?.value_at("reference").and_then(uuid_of)
}

/// A moment with the offset of its clock in minutes; a bare day begins at midnight UTC.
pub(super) fn moment(text: &str) -> Option<(Timestamp, i16)> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some((at, offset(text)));
    }
    let day = text.parse::<Date>().ok()?;
    let at = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some((at, 0))
}

fn offset(text: &str) -> i16 {
    let Some(sign) = text.rfind(['+', '-']).filter(|position| *position > 10) else { return 0 };
    let (_, clock) = text.split_at(sign);
    let factor = if clock.starts_with('-') { -1 } else { 1 };
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<i16>().ok()).unwrap_or(0);
    let mut parts = clock.get(1..).unwrap_or_default().split(':');
    factor * (number(parts.next()) * 60 + number(parts.next()))
}

/// A day.
pub(super) fn day(node: &Node, path: &str) -> Option<Date> {
    node.value_at(path)?.parse().ok()
}

/// A number, digit by digit.
pub(super) fn decimal(node: &Node, path: &str) -> Option<Decimal> {
    node.value_at(path)?.parse().ok()
}

/// A text; empty where there is none.
pub(super) fn text(node: &Node, path: &str) -> String {
    node.value_at(path).unwrap_or_default().to_owned()
}

/// A coding, if it is complete.
pub(super) fn code(node: &Node) -> Option<Code> {
    let part = |name| node.value_at(name).map(str::to_owned);
    Some(Code {
        system: part("system")?,
        version: part("version")?,
        code: part("code")?,
        display: part("display")?,
    })
}

/// A `CodeableConcept` with at most one coding.
pub(super) fn coded(node: &Node) -> Coded {
    Coded { text: text(node, "text"), code: node.child("coding").and_then(code) }
}

/// A `CodeableConcept` behind a path.
pub(super) fn coded_at(node: &Node, path: &str) -> Option<Coded> {
    node.at(path).map(coded)
}

/// A `Quantity` behind a path.
pub(super) fn amount(node: &Node, path: &str) -> Option<Amount> {
    amount_of(node.at(path)?)
}

/// A `Quantity`; none that is only more or less than its number.
pub(super) fn amount_of(quantity: &Node) -> Option<Amount> {
    if quantity.child("comparator").is_some() {
        return None;
    }
    Some(Amount {
        value: decimal(quantity, "value")?,
        unit: text(quantity, "unit"),
        ucum: text(quantity, "code"),
    })
}

/// The number of a `valueQuantity` that is in this unit; a number in another unit is another value.
pub(super) fn measured(node: &Node, unit: Unit) -> Option<Decimal> {
    let quantity = node.child("valueQuantity")?;
    let is_ucum = quantity.value_at("system").is_none_or(|system| system == UCUM);
    amount_of(quantity).filter(|amount| is_ucum && amount.ucum == unit.code()).map(|amount| amount.value)
}

/// Whether what a resource says holds: what was taken back, called off, or is not known yet is no value.
pub(super) fn holds(profile: &str, node: &Node) -> bool {
    let status = node.value_at("status");
    match profile {
        "MedicationAdministration_Medication_Intake" | "Procedure_Activity" => status == Some("completed"),
        "Encounter" => status == Some("finished"),
        "QuestionnaireResponse" => matches!(status, Some("completed" | "amended")),
        "Condition_Problem" => {
            let verified = node.value_at("verificationStatus.coding.code");
            !matches!(verified, Some("entered-in-error" | "refuted"))
        }
        name if name.starts_with("Observation_") => {
            matches!(status, Some("final" | "amended" | "corrected"))
        }
        _ => status != Some("entered-in-error"),
    }
}

/// What is noted beside a value.
pub(super) fn note(node: &Node) -> String {
    text(node, "note.text")
}
