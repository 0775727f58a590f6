//! The elements of FHIR R4: which repeat, which are numbers, and in which order they stand.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Made by `tests/conformance/lib/elements.mjs` from the definitions of FHIR R4.
const TABLE: &str = include_str!("elements.txt");

static TYPES: LazyLock<HashMap<&'static str, Vec<Element>>> = LazyLock::new(read);

/// One element of a type.
#[derive(Clone, Copy, Debug)]
struct Element {
    name: &'static str,
    repeats: bool,
    /// Whether the type is the end of the name, as in `valueQuantity`.
    choice: bool,
    /// The type, or several with commas, or `*` for any.
    kind: &'static str,
}

/// What the definition of a type says about one of its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// Position among the elements of the type.
    pub(super) order: usize,
    pub(super) repeats: bool,
    pub(super) kind: &'a str,
}

/// Looks up an element of a type.
pub(super) fn place<'a>(kind: &str, name: &'a str) -> Option<Place<'a>> {
    let elements = TYPES.get(kind)?;
    for (order, element) in elements.iter().enumerate() {
        if !element.choice && element.name == name {
            return Some(Place { order, repeats: element.repeats, kind: element.kind });
        }
        if element.choice
            && let Some(suffix) = name.strip_prefix(element.name)
            && let Some(kind) = chosen(element.kind, suffix)
        {
            return Some(Place { order, repeats: element.repeats, kind });
        }
    }
    None
}

/// Whether a value of the type stands in JSON without quotation marks.
pub(super) fn is_bare(kind: &str) -> bool {
    matches!(kind, "decimal" | "integer" | "unsignedInt" | "positiveInt" | "boolean")
}

/// The type that the end of a name stands for.
fn chosen<'a>(kinds: &'static str, suffix: &'a str) -> Option<&'a str> {
    if kinds == "*" {
        return match (TYPES.contains_key(suffix), suffix) {
            (true, _) => Some(suffix),
            (false, "Boolean") => Some("boolean"),
            (false, "Decimal") => Some("decimal"),
            (false, "Integer" | "UnsignedInt" | "PositiveInt") => Some("integer"),
            (false, _) => suffix.starts_with(|c: char| c.is_ascii_uppercase()).then_some("string"),
        };
    }
    kinds.split(',').find(|kind| {
        kind.len() == suffix.len() && kind.eq_ignore_ascii_case(suffix) && kind.get(1..) == suffix.get(1..)
    })
}

fn read() -> HashMap<&'static str, Vec<Element>> {
    let line = |line: &'static str| {
        let (kind, elements) = line.split_once('|')?;
        Some((kind, elements.split('|').filter_map(element).collect()))
    };
    TABLE.lines().filter_map(line).collect()
}

fn element(cell: &'static str) -> Option<Element> {
    let (name, kind) = cell.split_once(':')?;
    let (name, repeats) = name.strip_suffix('*').map_or((name, false), |name| (name, true));
    let (name, choice) = name.strip_suffix("[x]").map_or((name, false), |name| (name, true));
    Some(Element { name, repeats, choice, kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_with_their_type() {
        assert_eq!(place("Observation", "valueQuantity").map(|place| place.kind), Some("Quantity"));
        assert_eq!(
            place("Extension", "valueCodeableConcept").map(|place| place.kind),
            Some("CodeableConcept")
        );
        assert_eq!(place("Extension", "valueInteger").map(|place| place.kind), Some("integer"));
        assert!(place("Patient", "name").is_some_and(|place| place.repeats && place.kind == "HumanName"));
        assert_eq!(place("Observation", "valueBanana"), None);
        assert_eq!(place("Observation", "value"), None);
        assert_eq!(place("Nothing", "id"), None);
    }
}
