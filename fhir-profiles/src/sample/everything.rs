//! One record of every kind.

use heilsam_domain::RecordId;
use jiff::civil::date;
use jiff::{Span, Timestamp};

use super::{START, exact};
use crate::{
    Achievement, Activity, Amount, AnswerValue, AnsweredItem, Appointment, AppointmentStatus, Assessment,
    AssessmentAnswers, AssessmentItem, Author, CarePlan, Code, Coded, Contact, DayTime, Document, Dosage,
    Entry, EntryValue, GlucoseSample, GlucoseUnit, Goal, GoalStatus, GoalTarget, Ingredient, Intake,
    ItemKind, Medication, MedicationStatus, PersonName, PlanStatus, PlannedActivity, Practice, Score,
    ScoreRange, Severity, SideEffect, Strength, Visit, Vital,
};

const SNOMED: &str = "http://snomed.info/sct";
const SNOMED_VERSION: &str = "http://snomed.info/sct/900000000000207008/version/20220331";

/// The records, each referring to others where its kind can.
pub(super) fn entries() -> Vec<Entry> {
    let values = vitals().into_iter().chain(surveys()).chain(plans()).chain(medicines()).chain(care());
    (0..).zip(values).map(|(number, value)| entry(number, value)).collect()
}

fn entry(number: u8, value: EntryValue) -> Entry {
    let author = match &value {
        EntryValue::Goal(_) => Author::Other(id(Kind::Contact)),
        EntryValue::Assessment(_) | EntryValue::Score(_) => Author::App,
        _ => Author::Patient,
    };
    let note = match &value {
        EntryValue::Assessment(_) | EntryValue::AssessmentAnswers(_) => String::new(),
        EntryValue::DiaryNote(_) | EntryValue::Contact(_) => String::new(),
        _ => "geübt & notiert".to_owned(),
    };
    Entry {
        id: known_id(&value).unwrap_or_else(|| numbered(100 + number)),
        version: 1,
        recorded_at: minutes(u32::from(number) + 1),
        measured_at: minutes(u32::from(number)),
        utc_offset_minutes: 60,
        author,
        value,
        note,
    }
}

/// Records that others refer to.
#[derive(Clone, Copy)]
enum Kind {
    Assessment = 200,
    Answers,
    Goal,
    Medication,
    Contact,
}

fn known_id(value: &EntryValue) -> Option<RecordId> {
    Some(id(match value {
        EntryValue::Assessment(_) => Kind::Assessment,
        EntryValue::AssessmentAnswers(_) => Kind::Answers,
        EntryValue::Goal(_) => Kind::Goal,
        EntryValue::Medication(_) => Kind::Medication,
        EntryValue::Contact(_) => Kind::Contact,
        _ => return None,
    }))
}

fn id(kind: Kind) -> RecordId {
    numbered(kind as u8)
}

fn numbered(number: u8) -> RecordId {
    RecordId::from_parts(1_767_225_600_000, [number; 10])
}

fn minutes(count: u32) -> Timestamp {
    START.saturating_add(Span::new().minutes(i64::from(count) * 10)).unwrap_or(Timestamp::MAX)
}

fn vitals() -> Vec<EntryValue> {
    let glucose = |value, unit, sample| Vital::Glucose { value: exact(value), unit, sample };
    let vitals = [
        Vital::Weight(exact("81.40")),
        Vital::Height(exact("172")),
        Vital::Temperature(exact("36.60")),
        Vital::OxygenSaturation(exact("97")),
        Vital::RespiratoryRate(exact("14")),
        glucose("98", GlucoseUnit::MilligramsPerDecilitre, GlucoseSample::Blood),
        glucose("5.40", GlucoseUnit::MillimolesPerLitre, GlucoseSample::Blood),
        glucose("101", GlucoseUnit::MilligramsPerDecilitre, GlucoseSample::Interstitial),
        glucose("5.6", GlucoseUnit::MillimolesPerLitre, GlucoseSample::Interstitial),
    ];
    let note = EntryValue::DiaryNote("Heute beim \"Treppensteigen\" außer Atem\n& müde".to_owned());
    vitals.into_iter().map(EntryValue::Vital).chain([note]).collect()
}

fn surveys() -> Vec<EntryValue> {
    let choice = |code: &str, display: &str| Code {
        system: "https://heilsam.example/fhir/CodeSystem/answers".to_owned(),
        version: "1".to_owned(),
        code: code.to_owned(),
        display: display.to_owned(),
    };
    let item = |link_id: &str, text: &str, kind| AssessmentItem {
        link_id: link_id.to_owned(),
        text: text.to_owned(),
        kind,
        repeats: false,
        options: Vec::new(),
        items: Vec::new(),
    };
    let answer = |link_id: &str, value| AnsweredItem {
        link_id: link_id.to_owned(),
        text: String::new(),
        answers: vec![value],
        items: Vec::new(),
    };
    let options = vec![choice("never", "Nie"), choice("often", "Oft")];
    let questions = vec![
        AssessmentItem { options, ..item("1.1", "Wie oft war Ihnen schwindlig?", ItemKind::Choice) },
        item("1.2", "Haben Sie schlecht geschlafen?", ItemKind::Boolean),
        item("1.3", "Wie viele Schritte gingen Sie?", ItemKind::Integer),
        item("1.4", "Wie viele Liter tranken Sie?", ItemKind::Decimal),
        item("1.5", "Wann standen Sie auf?", ItemKind::Time),
        item("1.6", "Wann war es am schlimmsten?", ItemKind::Moment),
        item("1.7", "Was möchten Sie noch sagen?", ItemKind::Text),
        item("1.8", "Danke.", ItemKind::Display),
    ];
    let answers = vec![
        answer("1.1", AnswerValue::Choice(choice("often", "Oft"))),
        answer("1.2", AnswerValue::Boolean(true)),
        answer("1.3", AnswerValue::Integer(4_200)),
        answer("1.4", AnswerValue::Decimal(exact("1.50"))),
        answer("1.5", AnswerValue::Time(jiff::civil::time(6, 45, 0, 0))),
        answer("1.6", AnswerValue::Moment(minutes(3))),
        answer("1.7", AnswerValue::Text("<nichts>".to_owned())),
    ];
    let group = AnsweredItem {
        link_id: "1".to_owned(),
        text: "Ihr Tag".to_owned(),
        answers: Vec::new(),
        items: answers,
    };
    let score = Score {
        what: Coded::text("Beschwerden gesamt"),
        value: exact("7"),
        meaning: Some(Coded::text("leicht")),
        range: Some(ScoreRange { low: exact("0"), high: exact("27") }),
        answers: Some(id(Kind::Answers)),
    };
    vec![
        EntryValue::Assessment(Box::new(Assessment {
            url: "https://heilsam.example/fhir/Questionnaire/tag".to_owned(),
            version: "1.2".to_owned(),
            language: "de".to_owned(),
            title: "Ihr Tag".to_owned(),
            items: vec![AssessmentItem { items: questions, ..item("1", "Ihr Tag", ItemKind::Group) }],
        })),
        EntryValue::AssessmentAnswers(Box::new(AssessmentAnswers {
            assessment: id(Kind::Assessment),
            items: vec![group],
        })),
        EntryValue::Score(Box::new(score)),
    ]
}

fn plans() -> Vec<EntryValue> {
    let goal = Goal {
        what: Coded::text("Blutdruck im Zielbereich"),
        status: GoalStatus::Active,
        achievement: Some(Achievement::InProgress),
        start: Some(date(2026, 1, 1)),
        target: Some(GoalTarget {
            measure: snomed("271649006", "Systolic blood pressure (observable entity)"),
            low: amount("100", "mm Hg", "mm[Hg]"),
            high: amount("135", "mm Hg", "mm[Hg]"),
            due: Some(date(2026, 4, 1)),
        }),
    };
    let walk = PlannedActivity {
        what: Coded::text("Spazieren gehen"),
        status: PlanStatus::Active,
        start: Some(date(2026, 1, 1)),
        end: Some(date(2026, 3, 31)),
        description: "30 Minuten am Tag".to_owned(),
    };
    let lesson = PlannedActivity {
        what: Coded::text("Lektion 1: Salz"),
        status: PlanStatus::Planned,
        start: None,
        end: None,
        description: String::new(),
    };
    let plan = CarePlan {
        title: "Blutdruck senken".to_owned(),
        status: PlanStatus::Active,
        goals: vec![id(Kind::Goal)],
        activities: vec![walk, lesson],
    };
    let exercise = Activity { what: Coded::text("Atemübung"), ended_at: Some(minutes(60)) };
    let lesson = Activity { what: Coded::text("Lektion 1: Salz"), ended_at: None };
    vec![
        EntryValue::Goal(Box::new(goal)),
        EntryValue::CarePlan(Box::new(plan)),
        EntryValue::Activity(Box::new(exercise)),
        EntryValue::Activity(Box::new(lesson)),
    ]
}

fn medicines() -> Vec<EntryValue> {
    let tablet = || amount("1", "Tablette", "{Tbl}");
    let dosage =
        |text: &str, when, as_needed| Dosage { text: text.to_owned(), when, as_needed, dose: Some(tablet()) };
    let medication = Medication {
        name: Coded {
            text: "Beispielmittel 5 mg".to_owned(),
            code: Some(Code {
                system: "http://fhir.de/CodeSystem/ifa/pzn".to_owned(),
                version: "2026".to_owned(),
                code: "99999996".to_owned(),
                display: "Beispielmittel 5 mg Tabletten".to_owned(),
            }),
        },
        form: Some(Coded::text("Tablette")),
        ingredients: vec![Ingredient {
            name: Coded::text("Beispielin"),
            strength: Some(Strength { amount: amount("5.0", "mg", "mg"), per: tablet() }),
        }],
        status: MedicationStatus::Active,
        start: Some(date(2025, 11, 1)),
        end: None,
        reason: Some(Coded::text("Bluthochdruck")),
        dosages: vec![
            dosage("morgens 1 Tablette", Some(DayTime::Morning), false),
            dosage("bei Bedarf abends 1 Tablette", Some(DayTime::Evening), true),
        ],
    };
    let effect = SideEffect {
        what: Coded::text("Geschwollene Knöchel"),
        severity: Some(Severity::Mild),
        ended_at: Some(minutes(200)),
    };
    let lasting = SideEffect { what: Coded::text("Reizhusten"), severity: None, ended_at: None };
    vec![
        EntryValue::Medication(Box::new(medication)),
        EntryValue::Intake(Box::new(Intake { medication: id(Kind::Medication), dose: tablet() })),
        EntryValue::SideEffect(Box::new(effect)),
        EntryValue::SideEffect(Box::new(lasting)),
    ]
}

fn care() -> Vec<EntryValue> {
    let doctor = Contact {
        title: "Dr. med.".to_owned(),
        name: PersonName { given: "Erika".to_owned(), family: "Beispiel".to_owned() },
        physician_number: Some("999999901".to_owned()),
        specialty: "Allgemeinmedizin".to_owned(),
        practice: Practice {
            name: "Praxis Beispiel & Söhne".to_owned(),
            site_number: Some("999999902".to_owned()),
            phone: "030 0000000".to_owned(),
        },
    };
    let with = Some(id(Kind::Contact));
    let document = Document {
        title: "Befund.txt".to_owned(),
        content_type: "text/plain".to_owned(),
        data: "QWxsZXMgaW4gT3JkbnVuZy4=".to_owned(),
    };
    vec![
        EntryValue::Contact(Box::new(doctor)),
        EntryValue::Appointment(Box::new(Appointment {
            status: AppointmentStatus::Booked,
            end: minutes(300),
            with,
            reason: "Nach den Tabletten fragen".to_owned(),
            companion: "mit einer Angehörigen".to_owned(),
        })),
        EntryValue::Visit(Box::new(Visit { end: minutes(310), video: true, with })),
        EntryValue::Document(Box::new(document)),
    ]
}

fn amount(value: &str, unit: &str, ucum: &str) -> Amount {
    Amount { value: exact(value), unit: unit.to_owned(), ucum: ucum.to_owned() }
}

fn snomed(code: &str, display: &str) -> Coded {
    let code = Code {
        system: SNOMED.to_owned(),
        version: SNOMED_VERSION.to_owned(),
        code: code.to_owned(),
        display: display.to_owned(),
    };
    Coded { text: String::new(), code: Some(code) }
}
