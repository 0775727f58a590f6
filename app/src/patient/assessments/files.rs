//! The questionnaires that are built into the app, read when they are first needed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::Questionnaire;
use heilsam_therapy::scoring::Scoring;

macro_rules! files {
    ($name:expr, $folder:literal, [$($file:literal),* $(,)?]) => {
        match $name {
            $($file => Some(include_str!(concat!("../../../../assets/content/", $folder, "/", $file, ".json"))),)*
            _ => None,
        }
    };
}

fn questionnaire(name: &str) -> Option<&'static str> {
    files!(
        name,
        "questionnaires",
        [
            "adherence",
            "digav-anlage-3-health",
            "digav-anlage-3-satisfaction",
            "gad-7",
            "phq-9",
            "self-management",
        ]
    )
}

fn scoring(name: &str) -> Option<&'static str> {
    files!(name, "scorings", ["adherence", "gad-7", "phq-9", "self-management"])
}

/// A questionnaire, and how it is scored, where it is.
#[derive(Debug, PartialEq)]
pub struct Loaded {
    /// What is asked.
    pub questionnaire: Questionnaire,
    /// What the answers come to.
    pub scoring: Option<Scoring>,
}

/// The questionnaires; copies share what was read.
#[derive(Clone, Default)]
pub struct Questionnaires(Rc<RefCell<BTreeMap<String, Option<Rc<Loaded>>>>>);

/// Provides the questionnaires to all views below.
pub fn use_questionnaires_provider() {
    use_context_provider(Questionnaires::default);
}

/// The questionnaires of this program.
pub fn use_questionnaires() -> Questionnaires {
    use_context()
}

impl Questionnaires {
    /// The questionnaire with this name. One that was built into the app can be read: a test does it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Rc<Loaded>> {
        self.0.borrow_mut().entry(name.to_owned()).or_insert_with(|| load(name).map(Rc::new)).clone()
    }
}

fn load(name: &str) -> Option<Loaded> {
    let questionnaire = Questionnaire::load(questionnaire(name)?).ok()?;
    let scoring = scoring(name).and_then(|json| Scoring::load(json, &questionnaire).ok());
    Some(Loaded { questionnaire, scoring })
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::content::Package;

    use super::*;
    use crate::patient::content::file;

    #[test]
    fn every_questionnaire_of_the_programme_is_scored() {
        let package = Package::load(|name| file(name).map(str::to_owned)).unwrap();
        let all = Questionnaires::default();
        for assessment in &package.manifest.assessments {
            let loaded = all.get(&assessment.questionnaire).unwrap();
            assert!(loaded.scoring.is_some(), "{} has no scoring", assessment.questionnaire);
        }
    }

    #[test]
    fn the_survey_of_the_ordinance_is_there() {
        let all = Questionnaires::default();
        for name in ["digav-anlage-3-health", "digav-anlage-3-satisfaction"] {
            assert!(all.get(name).is_some(), "{name}");
        }
        assert_eq!(all.get("none"), None);
    }
}
