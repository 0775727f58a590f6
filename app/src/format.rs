//! Moments in the words and the time zone of the reader, and numbers as they are written there.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::Timestamp;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::i18n;

/// What [`full_moment`] says.
const FULL: [(&str, &str); 6] = [
    ("weekday", "long"),
    ("day", "numeric"),
    ("month", "long"),
    ("year", "numeric"),
    ("hour", "2-digit"),
    ("minute", "2-digit"),
];

fn written(at: Timestamp, options: &[(&str, &str)]) -> String {
    if !cfg!(target_arch = "wasm32") {
        return at.to_string();
    }
    let moment = JsValue::from_f64(milliseconds(at));
    let written = writer(&moment, options).call1(&JsValue::UNDEFINED, &moment);
    written.ok().and_then(|text| text.as_string()).map(|text| unbroken(&text)).unwrap_or_default()
}

/// Day and month stay on one line: `24.` at the end of one reads like the end of a sentence.
fn unbroken(date: &str) -> String {
    let digit = date.find(|letter: char| letter.is_ascii_digit()).unwrap_or(date.len());
    let (weekday, rest) = date.split_at(digit);
    format!("{weekday}{}", rest.replacen(' ', "\u{a0}", 1))
}

/// A date as other programs get it: they know common spaces best, and a text message with others has room for half as much.
#[must_use]
pub fn plain(date: &str) -> String {
    date.replace('\u{a0}', " ")
}

thread_local! {
    /// Making one takes the browser many times as long as using it.
    static WRITERS: RefCell<BTreeMap<String, Function>> = const { RefCell::new(BTreeMap::new()) };
}

/// What puts moments into words in the reader's language and zone.
fn writer(moment: &JsValue, options: &[(&str, &str)]) -> Function {
    // Readers travel while the page is open: another offset is another writer.
    let offset = Date::new(moment).get_timezone_offset();
    let key = options.iter().fold(format!("{} {offset}", locale()), |key, (name, value)| key + name + value);
    WRITERS.with_borrow_mut(|writers| {
        let make = || {
            let wanted = Object::new();
            for (name, value) in options {
                let _ = Reflect::set(&wanted, &JsValue::from_str(name), &JsValue::from_str(value));
            }
            Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str(locale())), &wanted).format()
        };
        writers.entry(key).or_insert_with(make).clone()
    })
}

fn locale() -> &'static str {
    match i18n::language() {
        i18n::Language::De => "de-DE",
        i18n::Language::En => "en-GB",
    }
}

/// A moment as another place's clock shows it; `zone` is an IANA name.
#[must_use]
pub fn in_zone(at: Timestamp, zone: &str, options: &[(&str, &str)]) -> String {
    let options: Vec<(&str, &str)> = options.iter().copied().chain([("timeZone", zone)]).collect();
    written(at, &options)
}

/// Milliseconds since 1970 as JavaScript counts them; also the x of a chart.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "milliseconds of this millennium fit into 53 bits")]
pub fn milliseconds(at: Timestamp) -> f64 {
    at.as_millisecond() as f64
}

/// `12. Mai 2026, 08:05`.
#[must_use]
pub fn moment(at: Timestamp) -> String {
    let options = [
        ("day", "numeric"),
        ("month", "long"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ];
    written(at, &options)
}

/// `Di., 12. Mai, 08:05`.
#[must_use]
pub fn short_moment(at: Timestamp) -> String {
    let options = [
        ("weekday", "short"),
        ("day", "numeric"),
        ("month", "short"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ];
    written(at, &options)
}

/// `Dienstag, 12. Mai 2026 um 08:05`.
#[must_use]
pub fn full_moment(at: Timestamp) -> String {
    written(at, &FULL)
}

/// The same as another place's clock shows it; `zone` is an IANA name.
#[must_use]
pub fn full_moment_in(at: Timestamp, zone: &str) -> String {
    in_zone(at, zone, &FULL)
}

/// `Dienstag, 12. Mai`.
#[must_use]
pub fn weekday(at: Timestamp) -> String {
    written(at, &[("weekday", "long"), ("day", "numeric"), ("month", "long")])
}

/// `08:05`.
#[must_use]
pub fn clock(at: Timestamp) -> String {
    written(at, &[("hour", "2-digit"), ("minute", "2-digit")])
}

/// `12. Mai 2026`.
#[must_use]
pub fn day(at: Timestamp) -> String {
    written(at, &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// `1.234,50 €`.
#[must_use]
pub fn euros(cents: u64) -> String {
    let exact = format!("{}.{:02}", cents / 100, cents % 100);
    if !cfg!(target_arch = "wasm32") {
        return exact;
    }
    let wanted = Object::new();
    for (name, value) in [("style", "currency"), ("currency", "EUR")] {
        let _ = Reflect::set(&wanted, &name.into(), &value.into());
    }
    let format = Intl::NumberFormat::new(&Array::of1(&locale().into()), &wanted).format();
    let written = format.call1(&JsValue::UNDEFINED, &exact.as_str().into());
    written.ok().and_then(|text| text.as_string()).unwrap_or(exact)
}

/// `0,5`: a number with so many digits behind the decimal sign of the reader.
#[must_use]
pub fn decimal(value: f64, digits: u8) -> String {
    let text = format!("{value:.*}", usize::from(digits));
    match i18n::language() {
        i18n::Language::De => text.replace('.', ","),
        i18n::Language::En => text,
    }
}

/// The value of an `<input type="datetime-local">`, in the reader's time zone.
#[must_use]
pub fn to_input(at: Timestamp) -> String {
    if !cfg!(target_arch = "wasm32") {
        return String::new();
    }
    let date = Date::new(&JsValue::from_f64(milliseconds(at)));
    let month = date.get_month() + 1;
    let (day, hours, minutes) = (date.get_date(), date.get_hours(), date.get_minutes());
    format!("{:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}", date.get_full_year())
}

/// Reads `<input type="datetime-local">` or `<input type="date">` in the reader's time zone.
#[must_use]
pub fn from_input(text: &str) -> Option<Timestamp> {
    // Engines read a date into many a text; what such an input gives begins with its year.
    if !cfg!(target_arch = "wasm32") || !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    // A bare day would be read as UTC.
    let full = if text.len() == 10 { format!("{text}T00:00") } else { text.to_owned() };
    let milliseconds = Date::new(&JsValue::from_str(&full)).get_time();
    if milliseconds.is_nan() {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a date of JavaScript has at most 53 bits")]
    Timestamp::from_millisecond(milliseconds as i64).ok()
}

/// The clock of this device. Views pass it on; nothing below them asks for it.
#[must_use]
pub fn now() -> Timestamp {
    if !cfg!(target_arch = "wasm32") {
        return Timestamp::UNIX_EPOCH;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a date of JavaScript has at most 53 bits")]
    Timestamp::from_millisecond(Date::now() as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_month_stay_on_one_line() {
        for (date, kept) in [
            ("Dienstag, 24. Januar 2027 um 08:05", "Dienstag, 24.\u{a0}Januar 2027 um 08:05"),
            ("Di., 12. Mai, 08:05", "Di., 12.\u{a0}Mai, 08:05"),
            ("12 May 2026 at 08:05", "12\u{a0}May 2026 at 08:05"),
            ("08:05", "08:05"),
            ("", ""),
        ] {
            assert_eq!(unbroken(date), kept);
            assert_eq!(plain(kept), date, "other programs get it with common spaces");
        }
    }
}
