//! What a newer app wrote into a description and this one does not know: it stays when this one writes anew.

use serde_json::{Map, Value};

/// What `written` says beyond `known`, also within what both of them have.
pub(super) fn beyond(written: Map<String, Value>, known: &Map<String, Value>) -> Map<String, Value> {
    let fields = written.into_iter().filter_map(|(name, value)| match (value, known.get(&name)) {
        (value, None) => Some((name, value)),
        (Value::Object(value), Some(Value::Object(known))) => {
            let more = beyond(value, known);
            (!more.is_empty()).then_some((name, Value::Object(more)))
        }
        (_, Some(_)) => None,
    });
    fields.collect()
}

/// Puts it back; what `text` says itself counts.
pub(super) fn put_back(text: &mut Map<String, Value>, beyond: &Map<String, Value>) {
    for (name, more) in beyond {
        if let Some(value) = text.get_mut(name) {
            if let (Value::Object(value), Value::Object(more)) = (value, more) {
                put_back(value, more);
            }
        } else {
            text.insert(name.clone(), more.clone());
        }
    }
}
