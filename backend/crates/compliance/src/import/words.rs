//! Words by which tables answer.

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Met,
    NotApplicable,
    Deviation,
    Count(u16),
}

const MET: [&str; 8] = ["zutreffend", "trifft zu", "ja", "erfüllt", "j", "yes", "met", "x"];
const NOT_APPLICABLE: [&str; 10] = [
    "nicht zutreffend",
    "trifft nicht zu",
    "nein",
    "entfällt",
    "nicht anwendbar",
    "n/a",
    "n. z.",
    "n.z.",
    "no",
    "not applicable",
];
const DEVIATION: [&str; 4] = ["abweichung", "abweichend", "deviation", "gleichwertig"];
/// Words of somebody who has not answered yet.
const OPEN: [&str; 6] = ["offen", "open", "?", "-", "–", "tbd"];

/// What a cell says; `None` if nothing, the word itself if it is none of ours.
pub(super) fn read(cell: &str) -> Result<Option<Word>, String> {
    let word = squeeze(cell);
    let word = word.trim_end_matches('.');
    let is = |words: &[&str]| words.iter().any(|known| known.trim_end_matches('.') == word);
    if word.is_empty() || is(&OPEN) {
        return Ok(None);
    }
    if is(&MET) {
        return Ok(Some(Word::Met));
    }
    if is(&NOT_APPLICABLE) {
        return Ok(Some(Word::NotApplicable));
    }
    if is(&DEVIATION) {
        return Ok(Some(Word::Deviation));
    }
    match word.parse() {
        Ok(value) => Ok(Some(Word::Count(value))),
        Err(_) => Err(cell.trim().chars().take(40).collect()),
    }
}

/// Small letters, single blanks: how names are compared.
pub(super) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
