use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use proptest::prelude::*;

use super::*;
use crate::diary::{DiaryEntry, Kind, Origin};

fn now() -> Timestamp {
    "2026-03-15T08:00:00Z".parse().unwrap()
}

fn berlin(local: DateTime) -> Option<Timestamp> {
    (local.hour() != 2).then(|| Offset::constant(1).to_timestamp(local).unwrap())
}

fn read(text: &str) -> Preview {
    preview(text.as_bytes(), None, &[], now(), berlin).unwrap()
}

fn refusals(preview: &Preview) -> Vec<(u32, Refusal)> {
    preview.refused.iter().map(|it| (it.line, it.refusal)).collect()
}

const GERMAN: &str = "Blutdruck-Export;;;;;\r
Datum;Uhrzeit;Systolisch (mmHg);Diastolisch (mmHg);Puls;Gewicht (kg);Notiz\r
01.03.2026;07:30;135;85;72;82,5;\"ruhig; gut geschlafen\"\r
01.03.2026;19:10;128;80;;;\r
02.03.2026;07:45;;;;82,3;\r
";

#[test]
fn a_german_table_is_understood() {
    let preview = read(GERMAN);
    assert_eq!(
        (preview.layout.separator, preview.layout.header_rows, preview.layout.decimal_sign),
        (';', 2, ',')
    );
    assert_eq!((preview.layout.dates, preview.layout.dates_are_ambiguous), (DateOrder::DayFirst, false));
    let kinds: Vec<Kind> =
        preview.ready.iter().flat_map(|row| &row.entries).map(|entry| entry.measurement.kind()).collect();
    assert_eq!(kinds, [Kind::BloodPressure, Kind::Weight, Kind::BloodPressure, Kind::Weight]);
    let first = &preview.ready[0].entries[0];
    assert_eq!(first.measured_at, "2026-03-01T06:30:00Z".parse().unwrap());
    let origin = Origin::File { line: 3, flags: Vec::new() };
    assert_eq!((first.note.as_str(), &first.origin), ("ruhig; gut geschlafen", &origin));
    assert_eq!(preview.refused, []);
}

#[test]
fn an_english_table_with_commas_is_understood() {
    let text = "Date,Systolic,Diastolic,Heart rate,Comment\n2026-03-01 07:30,135.0,85.0,72,\"a, b\"\n2026-03-01T19:00:00Z,128,80,70,\n";
    let preview = read(text);
    assert_eq!((preview.layout.separator, preview.layout.dates), (',', DateOrder::YearFirst));
    assert_eq!(preview.ready.len(), 2);
    assert_eq!(preview.ready[1].entries[0].measured_at, "2026-03-01T19:00:00Z".parse().unwrap());
}

#[test]
fn dates_that_could_be_both_are_asked_about() {
    let table = |first: &str, second: &str| {
        format!("Date\tTime\tSYS\tDIA\n{first}\t7:30 AM\t135\t85\n{second}\t7:30 PM\t130\t80\n")
    };
    let both = read(&table("03/01/2026", "03/02/2026"));
    assert!(both.layout.dates_are_ambiguous);
    let american = read(&table("02/13/2026", "02/14/2026"));
    assert_eq!((american.layout.dates, american.layout.dates_are_ambiguous), (DateOrder::MonthFirst, false));
    let british = read(&table("13/02/2026", "14/02/2026"));
    assert_eq!((british.layout.dates, british.layout.dates_are_ambiguous), (DateOrder::DayFirst, false));

    let corrected = Layout { dates: DateOrder::MonthFirst, ..both.layout };
    let text = table("03/01/2026", "03/02/2026");
    let again = preview(text.as_bytes(), Some(corrected), &[], now(), berlin).unwrap();
    assert_eq!(again.ready[1].entries[0].measured_at, "2026-03-02T18:30:00Z".parse().unwrap());
}

#[test]
fn every_refused_line_has_its_number_and_reason() {
    let preview = read(
        "Datum;Zeit;Sys;Dia;Puls;Gewicht\n\
         31.02.2026;07:30;135;85;70;\n\
         01.03.2026;;135;85;70;\n\
         01.04.2026;07:30;135;85;70;\n\
         01.03.2026;02:30;135;85;70;\n\
         01.03.2026;07:30;85;135;70;\n\
         01.03.2026;07:30;135;;70;\n\
         01.03.2026;07:31;;;999;\n\
         01.03.2026;07:32;;;;820\n\
         01.03.2026;07:33;;;;\n\
         01.03.2026;07:34;135;85;70;\n\
         01.03.2026;07:34;135;85;70;\n",
    );
    assert_eq!(
        refusals(&preview),
        [
            (2, Refusal::Moment),
            (3, Refusal::Moment),
            (4, Refusal::InFuture),
            (5, Refusal::NoSuchTime),
            (6, Refusal::BloodPressure),
            (7, Refusal::BloodPressure),
            (8, Refusal::Pulse),
            (9, Refusal::Weight),
            (10, Refusal::NoValue),
            (12, Refusal::AlreadyThere),
        ]
    );
    assert_eq!(preview.refused[0].cell, "31.02.2026");
    assert_eq!(preview.ready.iter().map(|row| row.line).collect::<Vec<_>>(), [11]);
}

#[test]
fn importing_the_same_file_twice_changes_nothing() {
    let first: Vec<DiaryEntry> = read(GERMAN).ready.into_iter().flat_map(|row| row.entries).collect();
    let again = preview(GERMAN.as_bytes(), None, &first, now(), berlin).unwrap();
    assert_eq!(again.ready, []);
    assert!(again.refused.iter().all(|it| it.refusal == Refusal::AlreadyThere));
}

#[test]
fn ten_years_newest_first_are_read() {
    let mut text = String::from("Datum;Sys;Dia\n");
    for number in 0..15_000_i64 {
        let at = Timestamp::from_second(now().as_second() - number * 21_600).unwrap();
        let local = Offset::UTC.to_datetime(at);
        text += &format!("{};{};80\n", local.strftime("%d.%m.%Y %H:%M"), 120 + number % 40);
    }
    let utc = |local: DateTime| Offset::UTC.to_timestamp(local).ok();
    let preview = preview(text.as_bytes(), None, &[], now(), utc).unwrap();
    assert_eq!((preview.ready.len(), preview.refused.len()), (15_000, 0));
}

#[test]
fn other_encodings_are_read() {
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(GERMAN.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(preview(&utf16, None, &[], now(), berlin).unwrap().ready.len(), 3);
    let latin = b"Datum;Sys;Dia;Notiz\n01.03.2026 07:30;135;85;m\xFCde\n";
    assert_eq!(preview(latin, None, &[], now(), berlin).unwrap().ready[0].entries[0].note, "müde");
}

#[test]
fn a_file_that_is_no_table_says_so() {
    let error = |bytes: &[u8]| preview(bytes, None, &[], now(), berlin).unwrap_err();
    assert_eq!(error(b" \n "), CsvError::Empty);
    assert_eq!(error(b"PK\x03\x04\0\0"), CsvError::NotText);
    assert_eq!(error(b"hello world"), CsvError::NoDate);
    assert_eq!(error(b"Datum;Notiz\n01.03.2026 07:30;x\n"), CsvError::NoValues);
    assert_eq!(error(&vec![b'a'; FILE_LIMIT + 1]), CsvError::TooLarge);
    assert_eq!(error("1;2\n".repeat(LINE_LIMIT + 1).as_bytes()), CsvError::TooManyLines);
}

#[test]
fn pounds_are_not_taken_for_kilograms() {
    let error = preview(b"Date;Weight (lb)\n2026-03-01 07:30;180\n", None, &[], now(), berlin).unwrap_err();
    assert_eq!(error, CsvError::NoValues);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn no_file_makes_the_preview_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = preview(&bytes, None, &[], now(), berlin);
    }

    #[test]
    fn no_table_makes_the_preview_panic(rows in proptest::collection::vec("[0-9.:;, \"\\-/]{0,30}", 0..12)) {
        let text = format!("Datum;Zeit;Sys;Dia;Puls;Gewicht\n{}", rows.join("\n"));
        let _ = preview(text.as_bytes(), None, &[], now(), berlin);
    }
}
