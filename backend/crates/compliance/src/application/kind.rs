//! What kind of value a field of the application holds, and whether a text is one.

use jiff::civil::Date;

use super::icd::{Icd, NotAnIcd};
use super::pzn::{NotAPzn, Pzn};
use crate::hosting::HostingCountry;
use crate::message::{Message, german_day};

/// Kind of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    Long,
    /// One of a few words; their texts are `compliance-choice-<word>`.
    Choice(Vec<String>),
    /// A day: `2026-04-01` or `1.4.2026`.
    Date,
    /// A year from 1900.
    Year,
    /// A whole number within limits.
    Integer {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Between 0 and 100, with a decimal comma.
    Percent,
    /// Euros, more than zero.
    Money,
    /// Any country, ISO 3166-1 alpha-2.
    Country,
    /// A country where § 4(3) DiGAV permits processing.
    Hosting,
    /// A language, ISO 639-1.
    Language,
    /// An indication.
    Icd,
    /// A Pharmazentralnummer.
    Pzn,
    /// An address that begins with https.
    Url,
    /// An e-mail address.
    Email,
    /// Single Registration Number in EUDAMED.
    Srn,
    /// UDI-DI.
    Udi,
    /// Number of a notified body.
    BodyNumber,
    /// Id of a piece of evidence.
    Evidence,
    /// `true` or `false`.
    Flag,
}

/// Why a text is not a value of its field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueRefused {
    /// Not one of the words.
    #[error("write one of {0}")]
    NotAChoice(String),
    /// Not what the kind asks for; the id of the sentence that says what is asked for.
    #[error("this is no {0}")]
    Format(&'static str),
    /// A number outside of its limits.
    #[error("a whole number from {min} to {max}")]
    OutOfRange {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Not an indication.
    #[error("{0}")]
    Icd(NotAnIcd),
    /// Not a PZN.
    #[error("{0}")]
    Pzn(NotAPzn),
    /// Processing there is not permitted.
    #[error("processing in {0} is not permitted by § 4(3) DiGAV")]
    Hosting(String),
}

impl FieldKind {
    /// Checks a text that is not empty.
    ///
    /// # Errors
    /// [`ValueRefused`] says what is asked for.
    pub fn check(&self, text: &str) -> Result<(), ValueRefused> {
        let text = text.trim();
        let wanted = |fine: bool, kind| if fine { Ok(()) } else { Err(ValueRefused::Format(kind)) };
        match self {
            Self::Text => wanted(!text.contains('\n') && text.chars().count() <= 500, "text"),
            Self::Long => Ok(()),
            Self::Choice(words) if words.iter().any(|word| word == text) => Ok(()),
            Self::Choice(words) => Err(ValueRefused::NotAChoice(words.join(", "))),
            Self::Date => wanted(date(text).is_some(), "date"),
            Self::Year => integer(text, 1900, 2100),
            Self::Integer { min, max } => integer(text, *min, *max),
            Self::Percent => wanted(percent(text), "percent"),
            Self::Money => wanted(cents(text).is_some_and(|cents| cents > 0), "money"),
            Self::Country => {
                wanted(text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()), "country")
            }
            Self::Hosting => {
                HostingCountry::parse(text).map(|_| ()).map_err(|_| ValueRefused::Hosting(text.to_owned()))
            }
            Self::Language => {
                wanted(text.len() == 2 && text.bytes().all(|b| b.is_ascii_lowercase()), "language")
            }
            Self::Icd => Icd::parse(text).map(|_| ()).map_err(ValueRefused::Icd),
            Self::Pzn => Pzn::parse(text).map(|_| ()).map_err(ValueRefused::Pzn),
            Self::Url => wanted(url(text), "url"),
            Self::Email => wanted(email(text), "email"),
            Self::Srn => wanted(srn(text), "srn"),
            Self::Udi => wanted(udi(text), "udi"),
            Self::BodyNumber => {
                wanted(text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()), "body-number")
            }
            Self::Evidence => wanted(crate::workspace::PersonId::new(text).is_ok(), "evidence"),
            Self::Flag => wanted(matches!(text, "true" | "false"), "flag"),
        }
    }
}

impl FieldKind {
    /// How people read a value that is kept as a key or a date of machines; `None` where it is read as it is kept.
    #[must_use]
    pub fn words(&self, text: &str) -> Option<String> {
        let text = text.trim();
        match self {
            Self::Choice(words) => {
                let known = words.iter().find(|word| *word == text)?;
                Some(Message::new(&format!("compliance-choice-{known}")).german())
            }
            Self::Flag if text == "true" => Some(Message::new("compliance-paper-yes").german()),
            Self::Flag if text == "false" => Some(Message::new("compliance-paper-no").german()),
            Self::Date => date(text).map(german_day),
            _ => None,
        }
    }
}

/// A day written as `2026-04-01` or `1.4.2026`.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    if let Ok(date) = text.trim().parse() {
        return Some(date);
    }
    let mut parts = text.trim().split('.').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = year.len() == 4 && parts.next().is_none();
    let found = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    whole.then_some(found)
}

/// Euros as `1.234,56`, `1234,56` or `1234`, in cents.
#[must_use]
pub fn cents(text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches('€').trim_end_matches("Euro").trim();
    let (euros, rest) = text.split_once(',').unwrap_or((text, "00"));
    let rest: u64 =
        (rest.len() == 2 && rest.bytes().all(|b| b.is_ascii_digit())).then(|| rest.parse().ok()).flatten()?;
    let mut groups = euros.split('.');
    let first = groups.next().unwrap_or_default();
    let thousands: Vec<&str> = groups.collect();
    let grouped = thousands.is_empty() || (1..=3).contains(&first.len());
    if !grouped || thousands.iter().any(|group| group.len() != 3) {
        return None;
    }
    let digits: String = std::iter::once(first).chain(thousands).collect();
    if digits.is_empty() || digits.len() > 13 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse::<u64>().ok()?.checked_mul(100)?.checked_add(rest)
}

fn integer(text: &str, min: i64, max: i64) -> Result<(), ValueRefused> {
    let number: Option<i64> = text.parse().ok();
    match number {
        Some(number) if (min..=max).contains(&number) => Ok(()),
        Some(_) | None => Err(ValueRefused::OutOfRange { min, max }),
    }
}

fn percent(text: &str) -> bool {
    let (whole, rest) = text.split_once(',').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let Ok(number) = whole.parse::<u8>() else { return false };
    digits(whole)
        && digits(rest)
        && rest.len() <= 3
        && (number < 100 || number == 100 && rest.bytes().all(|b| b == b'0'))
}

fn url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':');
    host.contains('.')
        && !host.starts_with('.')
        && host.chars().all(fine)
        && !text.contains(char::is_whitespace)
}

fn email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty()
        && !text.contains(char::is_whitespace)
        && !host.contains('@')
        && host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty())
}

/// `DE-MF-000012345`: country, role, nine digits.
fn srn(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [country, role, number] = parts.as_slice() else { return false };
    country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && matches!(*role, "MF" | "AR" | "IM" | "PR")
        && number.len() == 9
        && number.bytes().all(|b| b.is_ascii_digit())
}

/// A GTIN-14 with its check digit (GS1), or the letters and digits of another issuing entity.
fn udi(text: &str) -> bool {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        let sum: u32 = text
            .bytes()
            .rev()
            .enumerate()
            .map(|(at, byte)| u32::from(byte - b'0') * if at % 2 == 0 { 1 } else { 3 })
            .sum();
        return text.len() == 14 && sum.is_multiple_of(10);
    }
    let fine = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'+' | b'$' | b'/' | b'-');
    (6..=30).contains(&text.len()) && text.bytes().all(fine)
}

impl ValueRefused {
    /// The sentence for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NotAChoice(words) => Message::new("compliance-value-choice").with("words", words),
            Self::Format(kind) => Message::new(&format!("compliance-value-{kind}")),
            Self::OutOfRange { min, max } => {
                Message::new("compliance-value-integer").with("min", min).with("max", max)
            }
            Self::Icd(NotAnIcd::Format) => Message::new("compliance-value-icd-format"),
            Self::Icd(NotAnIcd::TooLong) => Message::new("compliance-value-icd-long"),
            Self::Icd(NotAnIcd::UnknownChapter) => Message::new("compliance-value-icd-chapter"),
            Self::Pzn(NotAPzn::Format) => Message::new("compliance-value-pzn-format"),
            Self::Pzn(NotAPzn::CheckDigit) => Message::new("compliance-value-pzn-check"),
            Self::Hosting(country) => Message::new("compliance-value-hosting").with("country", country),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn euros_are_read_as_they_are_written_in_german() {
        assert_eq!(cents("1.234,56 €"), Some(123_456));
        assert_eq!(cents("499"), Some(49_900));
        assert_eq!(cents("3.000.000"), Some(300_000_000));
        for text in ["", ",50", "1,5", "1.23", "12.34,00", "1234.567", "-3", "1 000", "99999999999999"] {
            assert_eq!(cents(text), None, "{text}");
        }
    }

    #[test]
    fn keys_are_read_as_words() {
        let class = FieldKind::Choice(vec!["mdr".into()]);
        assert_eq!(class.words("mdr").as_deref(), Some("Verordnung (EU) 2017/745"));
        assert_eq!(class.words("anything"), None);
        assert_eq!(FieldKind::Flag.words("true").as_deref(), Some("ja"));
        assert_eq!(FieldKind::Date.words("2026-04-01").as_deref(), Some("01.04.2026"));
        assert_eq!(FieldKind::Text.words("mdr"), None);
    }

    #[test]
    fn days_are_read_in_both_forms() {
        assert_eq!(date("2026-04-01"), Some(Date::constant(2026, 4, 1)));
        assert_eq!(date("1.4.2026"), Some(Date::constant(2026, 4, 1)));
        for text in ["", "31.2.2026", "1.4.26", "1.4.2026.1", "morgen"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn each_kind_takes_its_values_and_refuses_others() {
        let cases: [(FieldKind, &[&str], &[&str]); 12] = [
            (
                FieldKind::Percent,
                &["0", "87,5", "100", "100,0"],
                &["", "101", "100,1", "8.5", "-1", "1,2345"],
            ),
            (
                FieldKind::Url,
                &["https://heilsam.example/a?b"],
                &["http://a.de", "https://a", "https://a.de/ b", "a.de"],
            ),
            (FieldKind::Email, &["a@b.de"], &["a", "@b.de", "a@b", "a b@c.de", "a@b@c.de", "a@.de"]),
            (FieldKind::Srn, &["DE-MF-000012345"], &["DE-MF-12345", "DE-XX-000012345", "de-mf-000012345"]),
            (FieldKind::Udi, &["04012345678901", "+H123PARTNO1"], &["04012345678902", "1234", "abc"]),
            (FieldKind::BodyNumber, &["0197"], &["197", "01977", "O197"]),
            (FieldKind::Hosting, &["DE", "FR", "CH"], &["US", "IN"]),
            (FieldKind::Language, &["de"], &["DE", "deu"]),
            (FieldKind::Year, &["2023"], &["23", "1899", "zwei"]),
            (FieldKind::Flag, &["true", "false"], &["ja"]),
            (FieldKind::Money, &["500,00"], &["0", "0,00", "gratis"]),
            (FieldKind::Choice(vec!["I".into(), "IIa".into()]), &["IIa"], &["III"]),
        ];
        for (kind, fine, wrong) in cases {
            for text in fine {
                assert_eq!(kind.check(text), Ok(()), "{kind:?} {text}");
            }
            for text in wrong {
                let refused = kind.check(text).expect_err(text).message();
                assert_ne!(refused.german(), refused.id, "{kind:?} {text}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_any_kind_panic(text in ".{0,20}") {
            for kind in [FieldKind::Date, FieldKind::Money, FieldKind::Percent, FieldKind::Url, FieldKind::Udi, FieldKind::Srn] {
                let _ = kind.check(&text);
            }
        }
    }
}
