//! Indications by ICD-10-GM: the form of a code, and the chapter it lies in.
//!
//! Whether a code within a chapter exists in a given year is not known here; the classification of each year belongs to BfArM.

use std::fmt;

/// Chapters of ICD-10-GM: number, first and last three-character category.
const CHAPTERS: [(u8, [u8; 3], [u8; 3]); 22] = [
    (1, *b"A00", *b"B99"),
    (2, *b"C00", *b"D48"),
    (3, *b"D50", *b"D90"),
    (4, *b"E00", *b"E90"),
    (5, *b"F00", *b"F99"),
    (6, *b"G00", *b"G99"),
    (7, *b"H00", *b"H59"),
    (8, *b"H60", *b"H95"),
    (9, *b"I00", *b"I99"),
    (10, *b"J00", *b"J99"),
    (11, *b"K00", *b"K93"),
    (12, *b"L00", *b"L99"),
    (13, *b"M00", *b"M99"),
    (14, *b"N00", *b"N99"),
    (15, *b"O00", *b"O99"),
    (16, *b"P00", *b"P96"),
    (17, *b"Q00", *b"Q99"),
    (18, *b"R00", *b"R99"),
    (19, *b"S00", *b"T98"),
    (20, *b"V01", *b"Y84"),
    (21, *b"Z00", *b"Z99"),
    (22, *b"U00", *b"U99"),
];

/// A code of three or four characters, as § 9(3) DiGAV permits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Icd {
    category: [u8; 3],
    fourth: Option<u8>,
    chapter: u8,
}

/// Why a text is no indication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIcd {
    /// Not a letter and two digits, with at most one digit behind a point.
    #[error("an indication is a letter and two digits, for example I10, or with one more digit, E11.9")]
    Format,
    /// More digits than the ordinance permits.
    #[error("at most four characters are permitted by § 9(3) DiGAV, for example E11.9")]
    TooLong,
    /// No chapter holds such a code.
    #[error("no chapter of ICD-10-GM holds this code")]
    UnknownChapter,
}

impl Icd {
    /// Reads a code such as `I10` or `E11.9`.
    ///
    /// # Errors
    /// [`NotAnIcd`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, NotAnIcd> {
        let upper = text.trim().to_ascii_uppercase();
        let (category, rest) = upper.split_once('.').map_or((upper.as_str(), None), |(a, b)| (a, Some(b)));
        let category: [u8; 3] = category.as_bytes().try_into().map_err(|_| NotAnIcd::Format)?;
        let [letter, tens, ones] = category;
        if !letter.is_ascii_uppercase() || !tens.is_ascii_digit() || !ones.is_ascii_digit() {
            return Err(NotAnIcd::Format);
        }
        let fourth = match rest.map(str::as_bytes) {
            None => None,
            Some([digit]) if digit.is_ascii_digit() => Some(*digit),
            Some([a, b]) if a.is_ascii_digit() && b.is_ascii_digit() => return Err(NotAnIcd::TooLong),
            Some(_) => return Err(NotAnIcd::Format),
        };
        let inside = CHAPTERS.iter().find(|(_, first, last)| (*first..=*last).contains(&category));
        let chapter = inside.map(|(chapter, ..)| *chapter).ok_or(NotAnIcd::UnknownChapter)?;
        Ok(Self { category, fourth, chapter })
    }

    /// Chapter 1 to 22.
    #[must_use]
    pub const fn chapter(self) -> u8 {
        self.chapter
    }

    /// Whether it is narrowed to four characters, which needs a reason.
    #[must_use]
    pub const fn is_narrowed(self) -> bool {
        self.fourth.is_some()
    }
}

impl fmt::Display for Icd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.category).unwrap_or_default())?;
        self.fourth.map_or(Ok(()), |digit| write!(f, ".{}", char::from(digit)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_are_read_with_their_chapter() {
        let read = |text| Icd::parse(text).map(|icd| (icd.to_string(), icd.chapter()));
        assert_eq!(read(" i10 "), Ok(("I10".into(), 9)));
        assert_eq!(read("E11.9"), Ok(("E11.9".into(), 4)));
        assert_eq!(read("D48"), Ok(("D48".into(), 2)));
        assert_eq!(read("D50"), Ok(("D50".into(), 3)));
        assert_eq!(read("U07.1"), Ok(("U07.1".into(), 22)));
        assert!(Icd::parse("E11.9").unwrap().is_narrowed());
    }

    #[test]
    fn other_texts_are_refused_with_the_reason() {
        assert_eq!(Icd::parse("E11.90"), Err(NotAnIcd::TooLong));
        for text in ["", "I1", "I100", "10I", "I10.", "I10.-", "I10.X", "Ä10", "Bluthochdruck"] {
            assert_eq!(Icd::parse(text), Err(NotAnIcd::Format), "{text}");
        }
        for text in ["D49", "E91", "H96", "K94", "P97", "T99", "V00", "Y85"] {
            assert_eq!(Icd::parse(text), Err(NotAnIcd::UnknownChapter), "{text}");
        }
    }

    #[test]
    fn chapters_do_not_overlap() {
        let mut sorted = CHAPTERS;
        sorted.sort_by_key(|(_, first, _)| *first);
        for pair in sorted.windows(2) {
            assert!(pair[0].2 < pair[1].1, "{pair:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_what_is_read_survives_its_text(text in ".{0,7}|[A-Z][0-9]{2}(\\.[0-9])?") {
            if let Ok(icd) = Icd::parse(&text) {
                prop_assert_eq!(Icd::parse(&icd.to_string()), Ok(icd));
            }
        }
    }
}
