//! What earlier pulls brought: what the patient deleted does not come back, and what the recorder corrects is found.

use std::collections::BTreeMap;

use heilsam_domain::{BloodPressure, RecordId};
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::diary::{Measurement, Origin};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::bundle::Reading;

/// Readings of earlier pulls, by their name at the recorder. Nothing is forgotten: a pull may ask for all of them again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Kept>", into = "Vec<Kept>")]
pub struct Seen(BTreeMap<String, Sight>);

/// A reading as it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sight {
    at: Timestamp,
    /// `None`: it came before values were remembered.
    value: Option<BloodPressure>,
    is_withdrawn: bool,
}

/// The form that is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    Now {
        id: String,
        at: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<BloodPressure>,
        #[serde(default)]
        withdrawn: bool,
    },
    /// From before values were remembered.
    Before(String, Timestamp),
}

/// What a reading is beside those that came before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Its name was not seen.
    New,
    /// It came before; or it was corrected, but the diary no longer has what came.
    Known,
    /// It takes the place of the values of this record, beside the patient's note there.
    Correction(RecordId, String),
}

impl Seen {
    /// When the newest of them was measured.
    pub(crate) fn newest(&self) -> Option<Timestamp> {
        self.0.values().map(|it| it.at).max()
    }

    pub(crate) fn remember(&mut self, reading: &Reading, value: BloodPressure) {
        let sight = Sight { at: reading.at, value: Some(value), is_withdrawn: false };
        self.0.insert(reading.id.clone(), sight);
    }

    pub(crate) fn judge(
        &self,
        reading: &Reading,
        value: BloodPressure,
        already: &[(RecordId, DiaryEntry)],
    ) -> Verdict {
        let Some(before) = self.0.get(&reading.id) else { return Verdict::New };
        let is_same = before.at == reading.at && before.value == Some(value);
        if is_same || !reading.is_corrected {
            return Verdict::Known;
        }
        if before.is_withdrawn || self.has_twin(&reading.id, before) {
            return Verdict::New;
        }
        let measurement = Measurement::BloodPressure(value);
        match before.record(already) {
            Some((_, entry)) if entry.measured_at == reading.at && entry.measurement == measurement => {
                Verdict::Known
            }
            Some((record, entry)) => Verdict::Correction(*record, entry.note.clone()),
            None => Verdict::Known,
        }
    }

    /// The recorder takes a reading back: the record that has to go, unless another reading says the same, or the patient
    /// changed or deleted it. Once: what the patient brings back after that stays.
    pub(crate) fn withdraw(&mut self, id: &str, already: &[(RecordId, DiaryEntry)]) -> Option<RecordId> {
        let before = self.0.get(id).filter(|it| !it.is_withdrawn)?;
        let record = if self.has_twin(id, before) { None } else { before.record(already) };
        let record = record.map(|(record, _)| *record);
        if let Some(sight) = self.0.get_mut(id) {
            sight.is_withdrawn = true;
        }
        record
    }

    /// Whether the same values came in the same minute under another name: one entry stands for both.
    fn has_twin(&self, id: &str, sight: &Sight) -> bool {
        let minute = |it: &Sight| it.at.as_second().div_euclid(60);
        let values = |it: &Sight| it.value.map(|value| (value.systolic(), value.diastolic()));
        let is_same = |it: &Sight| {
            !it.is_withdrawn
                && it.value.is_some()
                && (minute(it), values(it)) == (minute(sight), values(sight))
        };
        self.0.iter().any(|(other, it)| other != id && is_same(it))
    }
}

impl Sight {
    /// The entry that still has what came from the device.
    fn record<'a>(&self, already: &'a [(RecordId, DiaryEntry)]) -> Option<&'a (RecordId, DiaryEntry)> {
        already.iter().find(|(_, entry)| {
            let Measurement::BloodPressure(value) = entry.measurement else { return false };
            let is_from_device = matches!(entry.origin, Origin::Device { .. });
            is_from_device && entry.measured_at == self.at && self.value.is_none_or(|it| it == value)
        })
    }
}

impl From<Vec<Kept>> for Seen {
    fn from(kept: Vec<Kept>) -> Self {
        let sight = |kept| match kept {
            Kept::Now { id, at, value, withdrawn } => (id, Sight { at, value, is_withdrawn: withdrawn }),
            Kept::Before(id, at) => (id, Sight { at, value: None, is_withdrawn: false }),
        };
        Self(kept.into_iter().map(sight).collect())
    }
}

impl From<Seen> for Vec<Kept> {
    fn from(seen: Seen) -> Self {
        let kept = |(id, sight): (String, Sight)| Kept::Now {
            id,
            at: sight.at,
            value: sight.value,
            withdrawn: sight.is_withdrawn,
        };
        seen.0.into_iter().map(kept).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_before_values_were_remembered_is_still_read() {
        let before = r#"[["a","2026-03-01T08:00:00Z"],["b","2026-03-02T08:00:00Z"]]"#;
        let seen: Seen = serde_json::from_str(before).unwrap();
        assert_eq!(seen.newest(), Some("2026-03-02T08:00:00Z".parse().unwrap()));
        let text = serde_json::to_string(&seen).unwrap();
        assert_eq!(serde_json::from_str::<Seen>(&text).unwrap(), seen);
        let value = BloodPressure::new(130, 80, Some(70)).unwrap();
        let sight =
            Sight { at: "2026-03-03T08:00:00Z".parse().unwrap(), value: Some(value), is_withdrawn: true };
        let seen = Seen(BTreeMap::from([("c".to_owned(), sight)]));
        let text = serde_json::to_string(&seen).unwrap();
        assert_eq!(serde_json::from_str::<Seen>(&text).unwrap(), seen);
    }
}
