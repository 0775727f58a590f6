//! Records in which no field is left out, for the check of the published schema: what is missing there fails. Every form is
//! written out here without the rest of a default, so that a new field does not compile before it has a value here.

use std::collections::BTreeMap;

use fhir_profiles::{Author, Entry, EntryValue};
use heilsam_domain::{BloodPressure, RecordId};
use heilsam_therapy::content::{Measure, Package};
use heilsam_therapy::device::Mdc;
use heilsam_therapy::diary::{
    Activity, ActivityKind, AmountUnit, DeviceFacts, DeviceFlag, Effect, Effort, IntakeDraft, IntakeResult,
    Kind, Mood, Origin, Pulse, Rating, Severity, SideEffectDraft, SkipReason, Sleep, Weight,
};
use heilsam_therapy::programme::{
    Course, Goal, ModuleState, Pause, Quiz, Reminder, Setting, Suitable, TakenBack,
};
use heilsam_therapy::questionnaire::{Answer, Choice, Quantity, State, Status};
use heilsam_therapy::scoring::{Alert, Score, ScoreResult};
use heilsam_therapy::survey::{Part, Participation};
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::civil::{date, time};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{FIRST_DAY, MORNING, PICTURE, Reason, names, stored};
use crate::records::{
    AppointmentData, AppointmentFacts, AssessmentData, Collection, DiaryData, DocumentData, FilledIn,
    PhotoData, Piece, Source, TherapyData,
};
use crate::sources::Sources;

/// Records of every collection with a value in each of their fields.
#[must_use]
pub fn every_field(sources: &Sources) -> Vec<(Collection, String)> {
    let list = |records: Vec<String>| format!("[{}]", records.join(","));
    let appointment = AppointmentData {
        v: 1,
        appointment: Some(AppointmentFacts {
            begins_at: MORNING,
            practice: "Praxis am Markt".to_owned(),
            note: "Nach den Nebenwirkungen fragen".to_owned(),
            with_carer: true,
            cancelled: true,
            met_at: Some(MORNING),
        }),
        imported: Some(Box::new(imported(Author::Patient))),
        source: source(),
    };
    let photo = PhotoData { v: 1, jpeg: Some(PICTURE.to_owned()), source: source() };
    let earlier = course(sources.programme(), Vec::new());
    let course = course(sources.programme(), vec![earlier]);
    vec![
        (Collection::Diary, list(diary())),
        (Collection::Assessments, list(vec![one(40, assessment())])),
        (Collection::Therapy, list(vec![one(90, TherapyData { v: 1, course, source: source() })])),
        (Collection::Documents, list(documents())),
        (Collection::Photos, list(vec![one(0, photo)])),
        (Collection::Appointments, list(vec![one(95, appointment)])),
    ]
}

fn one<T: Serialize>(number: u32, data: T) -> String {
    stored(number, 1, data, Some("in Worten".to_owned()))
}

fn source() -> Option<Source> {
    Some(Source { id: other_record(), version: 3, names: Some(names(8)) })
}

fn other_record() -> RecordId {
    RecordId::from_bytes([8; 16])
}

/// What came from a file.
fn imported(author: Author) -> Entry {
    Entry {
        id: other_record(),
        version: 2,
        recorded_at: MORNING,
        measured_at: MORNING,
        utc_offset_minutes: 60,
        author,
        value: EntryValue::DiaryNote("Heute war ein guter Tag.".to_owned()),
        note: "von dort".to_owned(),
    }
}

/// An entry of each kind, from wherever entries come.
fn diary() -> Vec<String> {
    let device = Origin::Device {
        name: "Oberarm 7".to_owned(),
        flags: vec![DeviceFlag::BodyMoved],
        facts: DeviceFacts {
            manufacturer: "Beispiel Medizintechnik GmbH".to_owned(),
            model: "BM-7".to_owned(),
            serial: "0007-4711".to_owned(),
        },
        codes: vec![Mdc::Systolic, Mdc::Diastolic],
    };
    let origins = [Origin::Typed, device, Origin::File { line: 7, flags: vec![DeviceFlag::IrregularPulse] }];
    let entries = Kind::ALL.into_iter().filter_map(measurement).zip(origins.into_iter().cycle());
    let entries = (0..).zip(entries).map(|(number, (measurement, origin))| {
        let entry =
            DiaryEntry { measured_at: MORNING, measurement, note: "nach \"Treppe\"".to_owned(), origin };
        let data = DiaryData {
            v: 1,
            recorded_at: MORNING,
            utc_offset_minutes: 60,
            entry: Some(entry),
            imported: Some(Box::new(imported(Author::Patient))),
            imported_pulse: Some(Box::new(imported(Author::Patient))),
            source: (number % 2 == 0).then(source).flatten(),
        };
        one(number, data)
    });
    entries.collect()
}

fn measurement(kind: Kind) -> Option<Measurement> {
    let medicine = || "Ramipril 5 mg".to_owned();
    match kind {
        Kind::BloodPressure => BloodPressure::new(135, 85, Some(70)).ok().map(Measurement::BloodPressure),
        Kind::Pulse => Pulse::new(88, true).ok().map(Measurement::Pulse),
        Kind::Weight => Weight::from_grams(81_400).ok().map(Measurement::Weight),
        Kind::MedicationIntake => {
            let draft = IntakeDraft {
                medicine: medicine(),
                amount: "0,5".to_owned(),
                unit: Some(AmountUnit::Tablet),
                result: Some(IntakeResult::Skipped(SkipReason::Forgotten)),
                planned_for: Some(FIRST_DAY.at(8, 0, 0, 0)),
            };
            draft.parse().ok().map(Measurement::MedicationIntake)
        }
        Kind::SideEffect => {
            let draft = SideEffectDraft {
                effect: Some(Effect::Other),
                severity: Some(Severity::Moderate),
                medicine: medicine(),
                words: "Kribbeln".to_owned(),
            };
            draft.parse().ok().map(Measurement::SideEffect)
        }
        Kind::Activity => {
            let walk = Activity::new(ActivityKind::Walking, 35, Effort::Moderate, Some(4_000));
            walk.ok().map(Measurement::Activity)
        }
        Kind::Sleep => {
            let (asleep, awake) = (FIRST_DAY.at(23, 0, 0, 0), date(2026, 3, 2).at(6, 30, 0, 0));
            Sleep::new(asleep, awake, Rating::Four, Some(1)).ok().map(Measurement::Sleep)
        }
        Kind::Mood => Some(Measurement::Mood(Mood { mood: Rating::Four, tension: Some(Rating::Two) })),
        Kind::FreeNote => Some(Measurement::FreeNote {}),
    }
}

fn assessment() -> AssessmentData {
    let choice = Choice {
        system: Some("urn:heilsam:beispiel".to_owned()),
        code: "oft".to_owned(),
        display: Some("oft".to_owned()),
        ordinal: Some(Decimal::TWO),
    };
    let answers = [
        Answer::Boolean(true),
        Answer::Integer(3),
        Answer::Decimal(Decimal::ONE),
        Answer::Date(FIRST_DAY),
        Answer::DateTime(FIRST_DAY.at(8, 0, 0, 0)),
        Answer::Time(time(8, 0, 0, 0)),
        Answer::Text("Beispiel".to_owned()),
        Answer::Choice(choice),
        Answer::Quantity(Quantity { value: Decimal::ONE, unit: "mm[Hg]".to_owned() }),
    ];
    let state = State {
        v: 2,
        questionnaire: "urn:heilsam:questionnaire:beispiel".to_owned(),
        version: "1.0.0".to_owned(),
        started_at: MORNING,
        changed_at: MORNING,
        answers: (0_u8..)
            .zip(answers)
            .map(|(number, answer)| (format!("frage#{number}"), vec![answer]))
            .collect(),
        repetitions: BTreeMap::from([("gruppe".to_owned(), vec![0, 1])]),
        at: Some("frage#0".to_owned()),
        status: Status::Completed,
    };
    let score = Score {
        scale: "summe".to_owned(),
        value: Some(Decimal::TEN),
        missing: 1,
        band: Some("mittel".to_owned()),
    };
    let result = ScoreResult {
        scoring: "beispiel".to_owned(),
        version: "1.0.0".to_owned(),
        questionnaire_version: "1.0.0".to_owned(),
        authored: MORNING,
        scores: vec![score],
        alerts: vec![Alert::SelfHarm],
    };
    let filled = FilledIn { questionnaire: "beispiel".to_owned(), state, result: Some(result) };
    AssessmentData { v: 1, assessment: Some(filled), source: source() }
}

fn course(package: Option<&Package>, earlier: Vec<Course>) -> Course {
    let reason = Reason::EmergencyComplaints;
    let (day, later) = (date(2026, 3, 10), date(2026, 3, 12));
    let module = ModuleState {
        read: [0, 1].into(),
        read_on: BTreeMap::from([(1, day)]),
        exercised: [day, later].into(),
    };
    let mut quiz = Quiz::default();
    for question in package.into_iter().flat_map(|package| &package.modules).flat_map(|module| &module.quiz) {
        quiz.answer(question, question.right, FIRST_DAY);
    }
    let settings = [Setting::Off, Setting::On, Setting::Snoozed(FIRST_DAY.at(8, 0, 0, 0)), Setting::Never];
    let reminder = |setting| Some(Reminder::new("messen", time(7, 0, 0, 0), [1, 3]).ok()?.set(setting));
    let participation = Participation {
        answered_on: Some(day),
        declined: true,
        postponed_to: Some(day),
        offered_on: Some(day),
        reminded_on: Some(later),
    };
    Course {
        v: 1,
        package: "hypertonie".to_owned(),
        first_day: FIRST_DAY,
        modules: BTreeMap::from([("messen".to_owned(), module)]),
        quiz,
        goals: vec![Goal { id: "messen".to_owned(), measure: Measure::DaysMeasured, target: 3, since: day }],
        reminders: settings.into_iter().filter_map(reminder).collect(),
        pauses: vec![Pause { from: day, until: Some(later), reason: Some(reason), given: Some(MORNING) }],
        taken_back: vec![TakenBack { at: MORNING, from: day, until: later, reason, given: Some(MORNING) }],
        suitable: Some(Suitable { on: day, version: "1.0.0".to_owned(), doctor_agreed: true }),
        survey: vec![(Part::Satisfaction, participation)],
        goes_on_in: Some(later),
        earlier,
    }
}

/// Whole, from every kind of author, and in pieces.
fn documents() -> Vec<String> {
    let authors =
        [Author::Patient, Author::App, Author::Device(other_record()), Author::Other(other_record())];
    let whole = (60..).zip(authors).map(|(number, author)| {
        let entry = Some(Box::new(imported(author)));
        one(number, DocumentData { v: 1, entry, piece: None, source: None })
    });
    let piece = Piece { of: other_record(), number: 0, count: 1, text: "{}".to_owned() };
    let piece = DocumentData { v: 1, entry: None, piece: Some(piece), source: source() };
    whole.chain([one(70, piece)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_entry_and_every_setting_of_a_reminder_is_there() {
        assert_eq!(diary().len(), Kind::ALL.len());
        assert_eq!(course(None, Vec::new()).reminders.len(), 4);
    }
}
