//! What a share becomes in files that a practice takes along: records like those of an account, as far as the practice has
//! them.

use std::collections::BTreeSet;

use heilsam_crypto::sharing::digest;
use heilsam_domain::{AccountId, NameScope, RecordId};
use heilsam_records::Collection;
use heilsam_therapy::Measurement;
use heilsam_therapy::text::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use serde_json::json;

use super::{SharedContent, SharedEntry, SharedResult};
use crate::client::Batches;
use crate::diary::{DiaryRecord, EntryView};

/// Names for what a share shows. Its pages do not say which record something is: it is named by what it holds, so that the
/// same value has the same name in every file that a practice makes.
struct Names {
    patient: AccountId,
    given: BTreeSet<RecordId>,
}

impl Names {
    const fn of(patient: AccountId) -> Self {
        Self { patient, given: BTreeSet::new() }
    }

    /// Values that are equal get different names: each of them was written.
    fn name(&mut self, held: &[u8]) -> RecordId {
        let mut number = 0_u32;
        loop {
            let parts = [self.patient.to_bytes().to_vec(), held.to_vec(), number.to_be_bytes().to_vec()];
            let id = RecordId::from_bytes(digest(&parts).first_chunk().copied().unwrap_or_default());
            if self.given.insert(id) {
                return id;
            }
            number += 1;
        }
    }
}

impl SharedContent {
    /// The diary entries as a diary shows them, newest first. When they were written is not known: they count as written
    /// when the share was made.
    #[must_use]
    pub fn views(&self) -> Vec<EntryView> {
        let mut names = Names::of(self.patient);
        let view = |it: &SharedEntry| EntryView {
            id: names.name(&serde_json::to_vec(it).unwrap_or_default()),
            entry: it.entry.clone(),
            recorded_at: self.cover.made_at,
            utc_offset_minutes: it.utc_offset_minutes,
            waits: false,
        };
        self.entries.iter().map(view).collect()
    }

    /// Everything as the module for export takes it. Results are scores without the answers, which were not shared; `say` gives
    /// a text in the language of the file, `no_time` says there that only the day is known.
    #[must_use]
    pub fn batches(&self, say: impl Fn(&Text) -> String, no_time: &str) -> Batches {
        let diary = self.views().into_iter().map(|it| {
            let record = DiaryRecord::new(Some(it.entry), it.recorded_at, it.utc_offset_minutes);
            (it.id, record.to_bytes())
        });
        let mut names = Names::of(self.patient);
        let score = |it: &SharedResult| {
            // Named by what every version says of it: a file of today and one of an older version are the same record.
            let known = SharedResult { questionnaire: None, range: None, ..it.clone() };
            let id = names.name(&serde_json::to_vec(&known).unwrap_or_default());
            let meaning = it.meaning.as_ref().map(|meaning| json!({ "text": say(meaning) }));
            let value = json!({ "what": { "text": say(&it.scale) }, "value": it.value.to_string(), "meaning": meaning });
            let entry = json!({
                "id": id,
                "version": 1,
                "recorded_at": self.cover.made_at,
                "measured_at": midnight(it.day),
                "author": "app",
                "value": { "score": value },
                "note": no_time,
            });
            (id, json!({ "v": 1, "entry": entry }).to_string().into_bytes())
        };
        let scores = self.results.iter().map(score).collect();
        Batches::of(vec![(Collection::Diary, diary.collect()), (Collection::Documents, scores)])
    }

    /// The scope of the names in these files. It is no secret, so that all doctors of a practice give the same medicine the same
    /// id: the files go to the practice alone, and whoever takes one over makes ids of their own under their own scope.
    #[must_use]
    pub const fn name_scope(&self) -> NameScope {
        NameScope::from_bytes(self.patient.to_bytes())
    }

    /// First and last moment of a file: the days that were chosen, up to the state that is shown; wide enough for everything
    /// in it, such as a night that began on the evening before.
    #[must_use]
    pub fn moments(&self) -> (Timestamp, Timestamp) {
        let (choice, made_at) = (&self.cover.choice, self.cover.made_at);
        let times = || {
            let days = self.results.iter().map(|it| midnight(it.day));
            self.entries.iter().map(begun).chain(days)
        };
        let first = times().fold(midnight(choice.first), Timestamp::min);
        let after = choice.last.and_then(|last| last.tomorrow().ok());
        let last = after.map_or(made_at, |after| midnight(after).min(made_at));
        (first, times().fold(last, Timestamp::max).max(first))
    }
}

/// When what an entry tells about began.
fn begun(it: &SharedEntry) -> Timestamp {
    let asleep = match &it.entry.measurement {
        Measurement::Sleep(night) => Offset::from_seconds(i32::from(it.utc_offset_minutes) * 60)
            .and_then(|offset| offset.to_timestamp(night.asleep_at()))
            .ok(),
        _ => None,
    };
    asleep.unwrap_or(it.entry.measured_at)
}

/// Results know days, not hours.
fn midnight(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp())
}

#[cfg(test)]
mod tests {
    use fhir_profiles::{EPA_LIMIT, Format, PartsExport};
    use heilsam_domain::BloodPressure;
    use heilsam_portability::sources::{Sources, Wish};
    use heilsam_portability::{Gathering, sample};
    use heilsam_therapy::DiaryEntry;
    use heilsam_therapy::diary::{Kind, Origin, Rating, Sleep};
    use jiff::civil::date;
    use rust_decimal::Decimal;

    use super::*;
    use crate::sharing::{ShareChoice, ShareCover, ShareDraft};

    const MADE_AT: &str = "2026-11-05T10:00:00Z";

    fn shared(at: &str, measurement: Measurement) -> SharedEntry {
        let measured_at = at.parse().unwrap();
        let entry = DiaryEntry { measured_at, measurement, note: String::new(), origin: Origin::Typed };
        SharedEntry { entry, utc_offset_minutes: 60 }
    }

    fn pressure(systolic: u16) -> Measurement {
        Measurement::BloodPressure(BloodPressure::new(systolic, 80, None).unwrap())
    }

    fn content(entries: Vec<SharedEntry>) -> SharedContent {
        let choice = ShareChoice {
            kinds: Kind::ALL.into_iter().collect(),
            notes: false,
            results: true,
            first: date(2026, 11, 2),
            last: None,
        };
        let made_at: Timestamp = MADE_AT.parse().unwrap();
        let draft = ShareDraft {
            practice_name: "Praxis".to_owned(),
            name: "Erika Mustermann".to_owned(),
            birth: None,
            choice,
            expires_at: made_at,
        };
        let text = |text: &str| Text { de: text.to_owned(), en: text.to_owned() };
        let result =
            SharedResult::new(date(2026, 11, 3), text("PHQ-9"), Decimal::from(8), Some(text("leicht")));
        let patient = AccountId::from_bytes([7; 16]);
        let cover = ShareCover::new(&draft, made_at, entries.len(), 1);
        SharedContent { patient, cover, entries, results: vec![result] }
    }

    fn file(content: &SharedContent) -> String {
        let mut head = sample::head(7);
        (head.account.created_at, head.exported_at) = (content.cover.made_at, content.cover.made_at);
        let wish = Wish { period: Some(content.moments()), ..sample::wish() };
        let mut gathering = Gathering::new(head, content.name_scope(), Sources::default(), wish);
        let mut batches = content.batches(|text| text.de.clone(), "ohne Uhrzeit");
        while let Some((collection, records)) = batches.next_batch(|_| "in Worten".to_owned()) {
            gathering.add(collection, &records).unwrap();
        }
        let input = gathering.into_input().unwrap();
        let mut export = PartsExport::new(input, Format::Json, EPA_LIMIT).unwrap();
        std::iter::from_fn(|| export.next_piece().unwrap().map(|piece| piece.text)).collect()
    }

    #[test]
    fn the_file_of_a_share_has_all_its_entries_and_results_and_no_name() {
        let night = (date(2026, 11, 1).at(22, 30, 0, 0), date(2026, 11, 2).at(6, 0, 0, 0));
        let night = Sleep::new(night.0, night.1, Rating::Two, None).unwrap();
        let night = shared("2026-11-02T05:00:00Z", Measurement::Sleep(night));
        let content = content(vec![shared("2026-11-03T08:00:00Z", pressure(151)), night]);
        let file = file(&content);
        let bundle: serde_json::Value = serde_json::from_str(&file).unwrap();
        let resources: Vec<_> =
            bundle["entry"].as_array().unwrap().iter().map(|it| &it["resource"]).collect();
        let score = resources.iter().find(|it| it["code"]["text"] == "PHQ-9").unwrap();
        assert_eq!(score["valueQuantity"]["value"].to_string(), "8");
        assert_eq!(score["interpretation"][0]["text"], "leicht");
        assert_eq!(score["note"][0]["text"], "ohne Uhrzeit");
        assert!(score["derivedFrom"].is_null(), "the answers were not shared");
        assert!(resources.iter().any(|it| it["component"][0]["valueQuantity"]["value"] == 151));
        assert_eq!(resources.iter().filter(|it| it["resourceType"] == "Observation").count(), 3, "{file}");
        assert!(
            !file.contains("Mustermann"),
            "the format wants given and family name, the share has one text"
        );
    }

    #[test]
    fn a_result_that_says_more_than_an_older_version_said_is_the_same_record() {
        let older = content(Vec::new());
        let mut newer = older.clone();
        newer.results[0].questionnaire = Some(newer.results[0].scale.clone());
        newer.results[0].range = Some((Decimal::ZERO, Decimal::from(27)));
        assert_eq!(file(&newer), file(&older));
    }

    #[test]
    fn the_same_value_has_the_same_name_in_every_file_and_equal_ones_are_not_lost() {
        let reading = || shared("2026-11-03T08:00:00Z", pressure(151));
        let earlier = content(vec![reading()]).views();
        let later =
            content(vec![shared("2026-11-04T08:00:00Z", pressure(148)), reading(), reading()]).views();
        let names: BTreeSet<RecordId> = later.iter().map(|it| it.id).collect();
        assert_eq!(names.len(), 3);
        assert!(names.contains(&earlier[0].id));
    }

    #[test]
    fn the_moments_of_a_file_are_the_days_chosen_and_wide_enough_for_what_is_in_it() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let mut content = content(vec![shared("2026-11-01T23:30:00Z", pressure(151))]);
        let why = "on the patient's clock it is the first day already";
        assert_eq!(content.moments(), (at("2026-11-01T23:30:00Z"), at(MADE_AT)), "{why}");
        content.entries.clear();
        content.cover.choice.last = Some(date(2026, 11, 3));
        assert_eq!(content.moments(), (at("2026-11-02T00:00:00Z"), at("2026-11-04T00:00:00Z")));
    }
}
