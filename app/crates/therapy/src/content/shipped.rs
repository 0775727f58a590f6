//! The content that is shipped, for tests.

use std::fs;
use std::path::PathBuf;

use crate::questionnaire::Questionnaire;
use crate::scoring::Scoring;

/// A file below `assets/content`.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../../assets/content").join(name)
}

/// The text of a file below `assets/content`.
pub(crate) fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

/// A questionnaire with its scoring, if it has one.
pub(crate) fn questionnaire(name: &str) -> (Questionnaire, Option<Scoring>) {
    let questionnaire = Questionnaire::load(&read(&format!("questionnaires/{name}.json"))).unwrap();
    let scoring = fs::read_to_string(path(&format!("scorings/{name}.json"))).ok();
    let scoring = scoring.map(|json| Scoring::load(&json, &questionnaire).unwrap());
    (questionnaire, scoring)
}
