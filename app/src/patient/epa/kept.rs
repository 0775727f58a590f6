//! How the settings lie on the device: one note for each field, so that two changes at once lose nothing of each other.

use heilsam_epa::Settings;
use serde_json::{Map, Value};

/// Under which name older apps kept all of them in one note; it still counts for fields without a note of their own.
const WHOLE: &str = "epa";

/// The names of all notes, the one of older apps first.
pub(super) fn names() -> Vec<String> {
    let own = fields(&Settings::default()).into_iter().map(|(field, _)| name(&field));
    std::iter::once(WHOLE.to_owned()).chain(own).collect()
}

/// The settings that these notes hold, by their names and in the order of [`names`]; what cannot be read is as if it was never
/// set.
pub(super) fn read(notes: impl IntoIterator<Item = (String, String)>) -> Settings {
    let mut all = Map::new();
    for (note, text) in notes {
        let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
        match (note.strip_prefix(WHOLE).and_then(|rest| rest.strip_prefix('/')), value) {
            (Some(field), value) => drop(all.insert(field.to_owned(), value)),
            (None, Value::Object(older)) => all.extend(older),
            (None, _) => {}
        }
    }
    serde_json::from_value(Value::Object(all)).unwrap_or_default()
}

/// The notes to be written, by their names: of the fields that changed.
pub(super) fn changes(before: &Settings, after: &Settings) -> Vec<(String, String)> {
    let before = fields(before);
    let changed = fields(after).into_iter().filter(|(field, value)| before.get(field) != Some(value));
    changed.map(|(field, value)| (name(&field), value.to_string())).collect()
}

fn name(field: &str) -> String {
    format!("{WHOLE}/{field}")
}

fn fields(settings: &Settings) -> Map<String, Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use heilsam_epa::{Every, Insurant};
    use jiff::Timestamp;

    use super::*;

    type Device = BTreeMap<String, String>;

    fn loaded(device: &Device) -> Settings {
        read(names().into_iter().filter_map(|name| Some((name.clone(), device.get(&name)?.clone()))))
    }

    fn insurant() -> Insurant {
        Insurant::parse("A123456780").unwrap()
    }

    #[test]
    fn two_changes_that_began_with_the_same_state_are_both_kept() {
        let mut device = Device::new();
        let (begun, also_begun) = (loaded(&device), loaded(&device));
        let set = Settings { insurant: Some(insurant()), every: Some(Every::Week), ..begun.clone() };
        let failed = Settings { failed: Some(Timestamp::UNIX_EPOCH), ..also_begun.clone() };
        device.extend(changes(&begun, &set));
        device.extend(changes(&also_begun, &failed));
        let both = Settings { failed: Some(Timestamp::UNIX_EPOCH), ..set };
        assert_eq!(loaded(&device), both);
    }

    #[test]
    fn what_was_taken_away_stays_away() {
        let weekly = Settings { every: Some(Every::Week), ..Settings::default() };
        let mut device = Device::from_iter(changes(&Settings::default(), &weekly));
        device.extend(changes(&weekly, &Settings::default()));
        assert_eq!(loaded(&device), Settings::default());
    }

    #[test]
    fn what_an_older_app_kept_counts_until_it_is_changed() {
        let older = Settings { insurant: Some(insurant()), every: Some(Every::Month), ..Settings::default() };
        let mut device = Device::from([(WHOLE.to_owned(), serde_json::to_string(&older).unwrap())]);
        assert_eq!(loaded(&device), older);
        let off = Settings { every: None, ..older.clone() };
        device.extend(changes(&older, &off));
        assert_eq!(loaded(&device), off);
    }

    #[test]
    fn what_cannot_be_read_is_as_if_it_was_never_set() {
        let device = Device::from([(WHOLE.to_owned(), "[".to_owned()), (name("every"), "{".to_owned())]);
        assert_eq!(loaded(&device), Settings::default());
    }
}
