//! A made-up account with every kind of record, for examples and tests; nothing in it belongs to a real person.

mod every_field;

use fhir_profiles::{BundleExport, EntryValue, ExportInput, Format};
use heilsam_domain::{AccountId, BloodPressure, Consent, ConsentAction, NameScope, Purpose, RecordId};
use heilsam_therapy::advice::Reason;
use heilsam_therapy::content::Package;
use heilsam_therapy::device::Mdc;
use heilsam_therapy::diary::{
    Activity, ActivityKind, AmountUnit, DeviceFacts, DeviceFlag, Effect, Effort, IntakeDraft, IntakeResult,
    Mood, Origin, Pulse, Rating, Severity, SideEffectDraft, SkipReason, Sleep, Weight,
};
use heilsam_therapy::programme::{Course, Goal, Pause};
use heilsam_therapy::questionnaire::{Answer, Item, ItemKind, Questionnaire, Session};
use heilsam_therapy::text::Language;
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::records::{
    Account, App, AppointmentData, AppointmentFacts, AssessmentData, Collection, DiaryData, FilledIn, Head,
    PhotoData, Receipt, Stored, TherapyData,
};
use crate::sources::{Sources, Wish, Words};
use crate::{Gathering, OpenFile};

pub use every_field::every_field;

/// A JPEG file of one empty frame.
pub const PICTURE: &str = "/9j/4AAGSkZJRv/aAAIB/9k=";
const FIRST_DAY: Date = date(2026, 3, 1);
const MORNING: Timestamp = Timestamp::constant(1_772_348_400, 0);

/// The facts of an account, told apart by its last byte.
#[must_use]
pub fn head(account: u8) -> Head {
    let act = |purpose| Receipt {
        consent: Consent {
            purpose,
            action: ConsentAction::Given,
            text_version: "2026-1".to_owned(),
            text_sha384: "0".repeat(96),
            at: MORNING,
        },
        signature: "c2lnbmVk".to_owned(),
    };
    Head {
        exported_at: MORNING + SignedDuration::from_hours(24 * 60),
        account: Account { id: AccountId::from_bytes([account; 16]), created_at: MORNING },
        app: App {
            name: "Heilsam Blutdruck".to_owned(),
            version: "1.0.0".to_owned(),
            prescription_unit_id: "99999001".to_owned(),
            pzn: "99999001".to_owned(),
            manufacturer: "Heilsam Beispiel GmbH".to_owned(),
        },
        consents: vec![act(Purpose::IntendedUse), act(Purpose::Improvement)],
    }
}

/// The scope of names of this account: another value than its id.
#[must_use]
pub fn names(account: u8) -> NameScope {
    NameScope::from_bytes([!account; 16])
}

/// Everything, in German.
#[must_use]
pub fn wish() -> Wish {
    Wish {
        period: None,
        patient: crate::sources::Person::default(),
        language: Language::German,
        words: Words {
            sections: "gelesene Abschnitte".to_owned(),
            exercise_days: "Tage mit Übung".to_owned(),
            questions: "gewusste Fragen".to_owned(),
            no_time: "Uhrzeit nicht festgehalten".to_owned(),
            per_week: "pro Woche".to_owned(),
            photo: "Foto zum Eintrag".to_owned(),
            photo_of: "Gehört zu dem Tagebucheintrag mit demselben Zeitpunkt.".to_owned(),
            companion: "mit Begleitung".to_owned(),
            read: "gelesen".to_owned(),
        },
        profiles: None,
    }
}

/// The records of an account, collection by collection.
#[must_use]
pub fn records(sources: &Sources) -> Vec<(Collection, String)> {
    let list = |records: Vec<String>| format!("[{}]", records.join(","));
    let diary = (0..).zip(measurements()).map(|(number, (measurement, note, words))| {
        let origin = match number {
            1 => {
                let flags = vec![DeviceFlag::BodyMoved, DeviceFlag::IrregularPulse];
                device("Oberarm 7", flags, facts(), vec![Mdc::Systolic, Mdc::Diastolic])
            }
            4 => device("Waage", Vec::new(), DeviceFacts::default(), vec![Mdc::BodyMass]),
            _ => Origin::Typed,
        };
        let at = MORNING + SignedDuration::from_hours(i64::from(number) * 5);
        let data = DiaryData {
            v: 1,
            recorded_at: at + SignedDuration::from_mins(3),
            utc_offset_minutes: 60,
            entry: Some(DiaryEntry { measured_at: at, measurement, note: note.to_owned(), origin }),
            imported: None,
            imported_pulse: None,
            source: None,
        };
        stored(number, 1 + number % 3, data, Some(words.to_owned()))
    });
    let assessments = (40..).zip(sources.all()).map(|(number, (questionnaire, scoring))| {
        let at = MORNING + SignedDuration::from_hours(24 * i64::from(number));
        let session = filled(questionnaire, at);
        let result = scoring.and_then(|scoring| scoring.score(questionnaire, &session.response()));
        let assessment = FilledIn {
            questionnaire: questionnaire.url.rsplit(':').next().unwrap_or_default().to_owned(),
            state: session.state().clone(),
            result,
        };
        let data = AssessmentData { v: 1, assessment: Some(assessment), source: None };
        stored(number, 4, data, None)
    });
    let course = sources
        .programme()
        .map(|package| stored(90, 12, TherapyData { v: 1, course: course(package), source: None }, None));
    let photo = PhotoData { v: 1, jpeg: Some(PICTURE.to_owned()), source: None };
    let facts = AppointmentFacts {
        begins_at: MORNING,
        practice: "Praxis am Markt".to_owned(),
        note: "Nach den Nebenwirkungen fragen".to_owned(),
        with_carer: true,
        cancelled: false,
        met_at: Some(MORNING + SignedDuration::from_mins(20)),
    };
    let appointment = AppointmentData { v: 1, appointment: Some(facts), imported: None, source: None };
    vec![
        (Collection::Diary, list(diary.collect())),
        (Collection::Assessments, list(assessments.collect())),
        (Collection::Therapy, list(course.into_iter().collect())),
        (Collection::Photos, list(vec![stored(0, 1, photo, None)])),
        (Collection::Appointments, list(vec![stored(95, 2, appointment, None)])),
    ]
}

/// An account with all records, exported in German.
#[must_use]
pub fn account(account: u8, sources: Sources) -> Gathering {
    account_in(Language::German, account, sources)
}

/// An account with all records, exported by an app that speaks this language.
#[must_use]
pub fn account_in(language: Language, account: u8, sources: Sources) -> Gathering {
    let records = records(&sources);
    let mut gathering = Gathering::new(head(account), names(account), sources, Wish { language, ..wish() });
    for (collection, records) in &records {
        let _ = gathering.add(*collection, records);
    }
    gathering
}

/// The open format of these records of an account.
#[must_use]
pub fn open_file(account: u8, records: &[(Collection, String)]) -> Option<String> {
    let (mut file, mut text) = OpenFile::begin(&head(account), names(account)).ok()?;
    for (collection, records) in records {
        text.push_str(&file.add(*collection, records).ok()?);
    }
    text.push_str(file.end());
    Some(text)
}

/// A bundle of another DiGA with everything that MIO DiGA 1.1.0 knows, and a resource of another specification.
#[must_use]
pub fn foreign_bundle(format: Format) -> Option<String> {
    let mut input: ExportInput = fhir_profiles::sample::full();
    input.diga.prescription_unit_id = "88888001".to_owned();
    input.diga.name = "Andere DiGA".to_owned();
    for entry in &mut input.entries {
        if let EntryValue::Document(document) = &mut entry.value {
            // Longer than one record.
            document.data = "QUJD".repeat(120_000);
        }
    }
    BundleExport::new(input, format).and_then(BundleExport::into_text).ok()
}

fn stored<T: Serialize>(number: u32, version: u32, data: T, words: Option<String>) -> String {
    let [.., tail] = number.to_be_bytes();
    let id = RecordId::from_parts(1_772_348_400_000 + u64::from(number), [tail; 10]);
    serde_json::to_string(&Stored { id, version, names: None, data, words }).unwrap_or_default()
}

fn device(name: &str, flags: Vec<DeviceFlag>, facts: DeviceFacts, codes: Vec<Mdc>) -> Origin {
    Origin::Device { name: name.to_owned(), flags, facts, codes }
}

fn facts() -> DeviceFacts {
    DeviceFacts {
        manufacturer: "Beispiel Medizintechnik GmbH".to_owned(),
        model: "BM-7".to_owned(),
        serial: "0007-4711".to_owned(),
    }
}

/// Each kind of entry, with a note and its words.
fn measurements() -> Vec<(Measurement, &'static str, &'static str)> {
    let pressure =
        |systolic, pulse| BloodPressure::new(systolic, 85, pulse).ok().map(Measurement::BloodPressure);
    let intake = |amount: &str, result| {
        let draft = IntakeDraft {
            medicine: "Ramipril 5 mg".to_owned(),
            amount: amount.to_owned(),
            unit: Some(AmountUnit::Tablet),
            result: Some(result),
            planned_for: Some(FIRST_DAY.at(8, 0, 0, 0)),
        };
        draft.parse().ok().map(Measurement::MedicationIntake)
    };
    let effect = SideEffectDraft {
        effect: Some(Effect::Dizziness),
        severity: Some(Severity::Moderate),
        medicine: "Ramipril 5 mg".to_owned(),
        words: "Alles dreht sich.".to_owned(),
    };
    let night =
        Sleep::new(date(2026, 3, 1).at(23, 0, 0, 0), date(2026, 3, 2).at(6, 30, 0, 0), Rating::Four, Some(1));
    let all = [
        (pressure(135, Some(70)), "nach \"Treppe\" & <Eile>", ""),
        (pressure(142, None), "", ""),
        (Pulse::new(64, false).ok().map(Measurement::Pulse), "", "Puls 64"),
        (Pulse::new(88, true).ok().map(Measurement::Pulse), "Herzstolpern", "Puls 88, unregelmäßig"),
        (Weight::from_grams(81_400).ok().map(Measurement::Weight), "nüchtern", ""),
        (intake("1", IntakeResult::Taken), "", "Ramipril 5 mg genommen"),
        (intake("0,5", IntakeResult::Taken), "", "Ramipril 5 mg genommen"),
        (intake("", IntakeResult::Skipped(SkipReason::Forgotten)), "", "Ramipril 5 mg ausgelassen"),
        (effect.parse().ok().map(Measurement::SideEffect), "beim Aufstehen", "Schwindel, mittel"),
        (
            Activity::new(ActivityKind::Walking, 35, Effort::Moderate, Some(4_000))
                .ok()
                .map(Measurement::Activity),
            "",
            "Gehen, 35 Minuten",
        ),
        (night.ok().map(Measurement::Sleep), "", "Schlaf 7 Stunden 30 Minuten"),
        (
            Some(Measurement::Mood(Mood { mood: Rating::Four, tension: Some(Rating::Two) })),
            "",
            "gut, kaum angespannt",
        ),
        (Some(Measurement::FreeNote {}), "Heute war ein guter Tag.", ""),
    ];
    let all = all.into_iter();
    all.filter_map(|(measurement, note, words)| Some((measurement?, note, words))).collect()
}

fn filled(questionnaire: &Questionnaire, at: Timestamp) -> Session<'_> {
    let mut session = Session::start(questionnaire, at);
    for _ in 0..200 {
        let Some(item) = session.next_open() else { break };
        if session.answer(&item.link_id, vec![any_answer(item)], at).is_err() {
            break;
        }
    }
    let _ = session.complete(at, FIRST_DAY);
    session
}

fn any_answer(item: &Item) -> Answer {
    match item.kind {
        ItemKind::Boolean => Answer::Boolean(true),
        ItemKind::Integer => item.limits.min.clone().unwrap_or(Answer::Integer(3)),
        ItemKind::Decimal => Answer::Decimal(rust_decimal::Decimal::ONE),
        ItemKind::Date => Answer::Date(FIRST_DAY),
        ItemKind::DateTime => Answer::DateTime(FIRST_DAY.at(8, 0, 0, 0)),
        ItemKind::Choice | ItemKind::OpenChoice => match item.options.get(item.options.len() / 2) {
            Some(option) => Answer::Choice(option.choice.clone()),
            None => Answer::Text("Beispiel".to_owned()),
        },
        _ => Answer::Text("Beispiel".to_owned()),
    }
}

/// A round with everything that can happen in one, and what was done since it was begun anew.
fn course(package: &Package) -> Course {
    let mut course = Course::begin(package, FIRST_DAY);
    for (module, template) in package.modules.iter().zip(&package.plan.goals).take(2) {
        course.goals.extend(Goal::choose(template, template.target, FIRST_DAY));
        for section in (0..).take(module.sections.len()) {
            course.read(&module.id, section, date(2026, 3, 3));
        }
        course.exercised(&module.id, date(2026, 3, 2));
        course.exercised(&module.id, date(2026, 3, 4));
        for question in &module.quiz {
            course.quiz.answer(question, question.right, FIRST_DAY);
        }
    }
    let days = |days: i64| MORNING + SignedDuration::from_hours(24 * days);
    let answer = |day, given| Pause::answer(Reason::EmergencyComplaints, day, given);
    let mistake = answer(date(2026, 3, 10), days(9));
    course.keep_answer(mistake);
    course.take_back(&mistake, days(10), date(2026, 3, 11));
    course.keep_answer(answer(date(2026, 3, 12), days(11)));
    course.agreed(&[Reason::EmergencyComplaints], date(2026, 3, 14));
    course.rest(date(2026, 3, 20), None);
    course.go_on(date(2026, 3, 22));
    course.goes_on_in = Some(date(2026, 3, 30));
    let mut course = course.begin_anew(package, date(2026, 4, 1));
    if let Some(module) = package.modules.first() {
        course.read(&module.id, 1, date(2026, 4, 2));
        course.exercised(&module.id, date(2026, 4, 2));
    }
    course.keep_answer(answer(date(2026, 4, 5), days(35)));
    course.agreed(&[Reason::EmergencyComplaints], date(2026, 4, 6));
    course
}
