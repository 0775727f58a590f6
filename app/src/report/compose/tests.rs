use heilsam_domain::{BloodPressure, RecordId};
use heilsam_report::document::Block;
use heilsam_therapy::diary::{DiaryEntry, Measurement, Origin};
use jiff::civil::date;
use jiff::tz::Offset;

use super::*;

fn view(number: u8, day: i8, measurement: Measurement, note: &str) -> EntryView {
    let measured_at = Offset::UTC.to_timestamp(date(2026, 3, day).at(8, 0, 0, 0)).unwrap();
    EntryView {
        id: RecordId::from_parts(1_700_000_000_000, [number; 10]),
        entry: DiaryEntry { measured_at, measurement, note: note.into(), origin: Origin::Typed },
        recorded_at: measured_at,
        utc_offset_minutes: 60,
        waits: false,
    }
}

fn reading(number: u8, day: i8, systolic: u16) -> EntryView {
    let value = BloodPressure::new(systolic, 80, None).unwrap();
    view(number, day, Measurement::BloodPressure(value), "eigene Worte")
}

fn wish() -> Wish {
    let period = Period { first: date(2026, 3, 1), last: date(2026, 3, 31) };
    Wish {
        period,
        name: " Erika Muster ".into(),
        birth: None,
        values: true,
        scores: true,
        notes: false,
        photos: 0,
    }
}

fn text(document: &Document) -> String {
    format!("{document:?}")
}

#[test]
fn notes_stand_on_the_report_only_when_the_patient_wants_them() {
    let entries = vec![reading(1, 2, 131), view(2, 3, Measurement::FreeNote {}, "nur Worte")];
    let without = compose(&chosen(entries.clone(), &wish()), &[], None, &wish());
    assert!(text(&without).contains("131") && !text(&without).contains("Worte"), "{without:?}");
    let wish = Wish { notes: true, ..wish() };
    let with = text(&compose(&chosen(entries, &wish), &[], None, &wish));
    assert!(with.contains("eigene Worte") && with.contains("nur Worte"));
}

#[test]
fn photos_are_counted_and_not_printed() {
    let says = |photos| {
        let wish = Wish { photos, ..wish() };
        text(&compose(&[reading(1, 2, 131)], &[], None, &wish)).contains("print-about-photos")
    };
    assert!(says(3) && !says(0));
}

#[test]
fn the_goal_for_medicines_stands_on_the_first_page() {
    let planned = Planned { done: 12, planned: 14, target: 7 };
    let says = |planned| {
        text(&compose(&[reading(1, 2, 131)], &[], planned, &wish())).contains("print-medicine-plan")
    };
    assert!(says(Some(planned)) && !says(None));
}

#[test]
fn days_outside_of_the_period_are_left_out() {
    let mut wish = wish();
    wish.period.last = date(2026, 3, 2);
    let found = chosen(vec![reading(1, 2, 131), reading(2, 3, 144)], &wish);
    assert_eq!(found.len(), 1);
}

#[test]
fn without_tables_the_report_is_its_first_section() {
    let entries = vec![reading(1, 2, 131)];
    let wish = Wish { values: false, ..wish() };
    let document = compose(&entries, &[], None, &wish);
    assert_eq!(document.sections.len(), 1);
    assert!(document.foot.contains(" · Erika Muster · "), "{}", document.foot);
}

#[test]
fn scores_are_left_out_unless_wanted() {
    let line = ScoreLine {
        name: "PHQ-9".into(),
        value: 8.into(),
        band: None,
        day: date(2026, 3, 2),
        before: Some(12.into()),
    };
    let has = |wish: &Wish| {
        text(&compose(&[reading(1, 2, 131)], std::slice::from_ref(&line), None, wish)).contains("PHQ-9")
    };
    assert!(has(&wish()));
    assert!(!has(&Wish { scores: false, ..wish() }));
}

#[test]
fn a_report_without_blood_pressure_still_says_something() {
    let entries = vec![view(1, 2, Measurement::FreeNote {}, "nur Worte")];
    let document = compose(&entries, &[], None, &Wish { notes: true, ..wish() });
    let [overview, others] = &document.sections[..] else { panic!("{document:?}") };
    assert!(matches!(overview.blocks[0], Block::Text(_)));
    assert!(matches!(&others.blocks[0], Block::Table(table) if table.rows.len() == 1));
}
