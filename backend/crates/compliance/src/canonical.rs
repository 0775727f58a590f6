//! One text for one value: JSON with sorted members and no white space, so that a hash means the content.
//!
//! Source: RFC 8785 (JSON Canonicalization Scheme). Our values hold no fractions, so its rules for numbers are not needed.

use serde::Serialize;
use serde_json::Value;

/// A value cannot be written as JSON (only maps with keys that are no text can fail).
#[derive(Debug, thiserror::Error)]
#[error("this value has no JSON form: {0}")]
pub struct NotCanonical(#[from] serde_json::Error);

/// The canonical text of anything that serialises.
///
/// # Errors
/// [`NotCanonical`] if the value has no JSON form.
pub fn canonical<T: Serialize>(value: &T) -> Result<String, NotCanonical> {
    Ok(canonical_value(&serde_json::to_value(value)?))
}

/// The canonical text of a JSON value.
#[must_use]
pub fn canonical_value(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// The same value with the members of every object in sorted order, indented: for files that people read and compare.
#[must_use]
pub fn pretty_value(value: &Value) -> String {
    let mut text = String::new();
    indent(value, 0, &mut text);
    text.push('\n');
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(_) => {
            text.push('{');
            for (index, (key, member)) in sorted(value).into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(key).to_string());
                text.push(':');
                write(member, text);
            }
            text.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            text.push_str(&value.to_string());
        }
    }
}

fn indent(value: &Value, depth: usize, text: &mut String) {
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                line(text, depth + 1);
                indent(item, depth + 1, text);
            }
            line(text, depth);
            text.push(']');
        }
        Value::Object(members) if !members.is_empty() => {
            text.push('{');
            for (index, (key, member)) in sorted(value).into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                line(text, depth + 1);
                text.push_str(&Value::from(key).to_string());
                text.push_str(": ");
                indent(member, depth + 1, text);
            }
            line(text, depth);
            text.push('}');
        }
        other => text.push_str(&other.to_string()),
    }
}

/// Members by UTF-16 code units of their names, as RFC 8785 sorts them, whatever order the map keeps.
fn sorted(value: &Value) -> Vec<(&str, &Value)> {
    let mut members: Vec<(&str, &Value)> =
        value.as_object().into_iter().flatten().map(|(key, member)| (key.as_str(), member)).collect();
    members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    members
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_sorted_and_white_space_is_gone() {
        let value = json!({"b": [1, {"z": null, "a": "ä\n"}], "a": true, "": -3});
        assert_eq!(canonical_value(&value), r#"{"":-3,"a":true,"b":[1,{"a":"ä\n","z":null}]}"#);
    }

    #[test]
    fn names_outside_the_basic_plane_sort_by_utf_16() {
        // U+1F600 begins with the code unit D83D, which is below FB33.
        assert_eq!(
            canonical_value(&json!({"\u{fb33}": 1, "\u{1f600}": 2})),
            "{\"\u{1f600}\":2,\"\u{fb33}\":1}"
        );
    }

    proptest! {
        #[test]
        fn both_forms_hold_the_same_value(texts in prop::collection::btree_map(".{0,6}", ".{0,6}", 0..6)) {
            let value = serde_json::to_value(&texts).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Value>(&canonical_value(&value)).unwrap(), &value);
            prop_assert_eq!(&serde_json::from_str::<Value>(&pretty_value(&value)).unwrap(), &value);
        }
    }
}
