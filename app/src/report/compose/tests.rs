use heilsam_domain::{BloodPressure, RecordId};
use heilsam_report::document::{Block, Chart, Table};
use heilsam_therapy::diary::{DiaryEntry, Measurement, Origin, Weight};
use jiff::civil::date;
use jiff::tz::Offset;
use rust_decimal::Decimal;

use super::*;
use crate::report::ScoreValue;

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

/// A scale with results on these days of March, the newest first.
fn scores(name: &str, is_main: bool, results: &[(i8, u8)]) -> ScoreLine {
    let value = |(day, value): &(i8, u8)| ScoreValue {
        day: date(2026, 3, *day),
        value: Decimal::from(*value),
        range: Some((Decimal::ZERO, Decimal::from(27))),
        band: Some("leichte Beschwerden".into()),
    };
    ScoreLine {
        questionnaire: "Fragebogen".into(),
        name: name.into(),
        is_main,
        results: results.iter().map(value).collect(),
        before: None,
    }
}

fn titles(document: &Document) -> Vec<&str> {
    document.sections.iter().map(|section| section.title.as_str()).collect()
}

fn column(table: &Table, index: usize) -> Vec<&str> {
    table.rows.iter().map(|row| row[index].as_str()).collect()
}

/// The values of the only line, from left to right.
fn drawn(chart: &Chart) -> Vec<String> {
    chart.points.iter().filter_map(|point| point.values[0]).map(|value| format!("{value:.1}")).collect()
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
    let line = scores("PHQ-9", true, &[(2, 8)]);
    let has = |wish: &Wish| {
        text(&compose(&[reading(1, 2, 131)], std::slice::from_ref(&line), None, wish)).contains("PHQ-9")
    };
    assert!(has(&wish()));
    assert!(!has(&Wish { scores: false, ..wish() }));
}

#[test]
fn without_scores_in_the_period_there_is_no_section_for_them() {
    let document = compose(&[reading(1, 2, 131)], &[], None, &wish());
    assert_eq!(titles(&document), ["print-overview", "print-weeks", "print-values", "print-others"]);
}

#[test]
fn scores_of_the_period_stand_in_a_table_behind_a_line_of_each_questionnaire() {
    let lines = [
        scores("Stimmung", true, &[(20, 8), (6, 12)]),
        scores("Alltag", true, &[(13, 3)]),
        scores("Wissen", false, &[(13, 2), (6, 1)]),
    ];
    let document = compose(&[reading(1, 2, 131)], &lines, None, &wish());
    let expected = ["print-overview", "print-weeks", "print-values", "print-scores", "print-others"];
    assert_eq!(titles(&document), expected);
    assert!(!document.sections[3].on_new_page, "it goes on where the values end");
    let [Block::Chart(chart), Block::Table(table)] = &document.sections[3].blocks[..] else {
        panic!("one line: a single result is none, and a part has none: {:?}", document.sections[3])
    };
    assert_eq!(drawn(chart), ["12.0", "8.0"], "the oldest first");
    assert_eq!((chart.title.as_str(), chart.series[0].as_str()), ("print-chart-score", "Stimmung"));
    assert_eq!((chart.description.as_str(), chart.range), ("print-chart-score-alt", Some((0.0, 27.0))));
    assert!((chart.points[1].at - 14.0).abs() < 0.01, "as many days apart");
    assert_eq!(column(table, 0), ["20.03.2026", "13.03.2026", "13.03.2026", "06.03.2026", "06.03.2026"]);
    assert_eq!(column(table, 2), ["Stimmung", "Alltag", "Wissen", "Stimmung", "Wissen"]);
    assert_eq!(column(table, 3), ["8", "3", "2", "12", "1"]);
    assert_eq!(table.rows[0][1..], ["Fragebogen", "Stimmung", "8", "print-range", "leichte Beschwerden"]);
}

#[test]
fn what_an_older_share_does_not_say_is_a_dash() {
    let mut line = scores("Stimmung", true, &[(20, 8)]);
    line.questionnaire.clear();
    line.results[0].range = None;
    line.results[0].band = None;
    let document = compose(&[reading(1, 2, 131)], &[line], None, &wish());
    let [Block::Table(table)] = &document.sections[3].blocks[..] else { panic!("{document:?}") };
    assert_eq!(table.rows[0][1..], ["–", "Stimmung", "8", "–", "–"]);
}

#[test]
fn the_first_page_has_the_newest_score_of_whole_questionnaires_with_the_one_before() {
    let first = |lines: &[ScoreLine]| {
        let wish = Wish { values: false, ..wish() };
        text(&compose(&[reading(1, 2, 131)], lines, None, &wish))
    };
    let two = first(&[scores("Stimmung", true, &[(20, 8), (6, 12)])]);
    assert!(two.contains("Stimmung") && two.contains("print-score-before"), "{two}");
    assert!(!first(&[scores("Stimmung", true, &[(20, 8)])]).contains("print-score-before"));
    let before = ScoreLine { before: Some(Decimal::from(12)), ..scores("Stimmung", true, &[(20, 8)]) };
    assert!(first(&[before]).contains("print-score-before"), "also from before the period");
    assert!(!first(&[scores("Wissen", false, &[(20, 2)])]).contains("Wissen"));
}

#[test]
fn weights_are_a_line_before_their_table_from_two_on() {
    let weight =
        |number, day, grams| view(number, day, Measurement::Weight(Weight::from_grams(grams).unwrap()), "");
    let others = |entries: &[EntryView]| compose(entries, &[], None, &wish()).sections.pop().unwrap().blocks;
    let two = others(&[weight(1, 9, 81_900), reading(2, 5, 131), weight(3, 2, 82_400)]);
    let [Block::Chart(chart), Block::Table(table)] = &two[..] else { panic!("{two:?}") };
    assert_eq!(drawn(chart), ["82.4", "81.9"]);
    assert_eq!((chart.title.as_str(), chart.series[0].as_str()), ("print-chart-weight", "kind-weight"));
    assert_eq!(chart.description, "print-chart-weight-alt");
    assert_eq!(table.rows.len(), 2);
    let one = others(&[weight(1, 9, 81_900), reading(2, 5, 131)]);
    assert!(matches!(&one[..], [Block::Table(_)]), "{one:?}");
}

#[test]
fn a_report_without_blood_pressure_still_says_something() {
    let entries = vec![view(1, 2, Measurement::FreeNote {}, "nur Worte")];
    let document = compose(&entries, &[], None, &Wish { notes: true, ..wish() });
    let [overview, others] = &document.sections[..] else { panic!("{document:?}") };
    assert!(matches!(overview.blocks[0], Block::Text(_)));
    assert!(matches!(&others.blocks[0], Block::Table(table) if table.rows.len() == 1));
}
