//! The questionnaires: loaded when the first one is wanted, each read when it is opened.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::questionnaire::Questionnaire;
use heilsam_therapy::scoring::Scoring;

use crate::components::{ErrorState, Loading};
use crate::later::Load;
use crate::patient::content::{Files, load_files};
use crate::t;

/// A questionnaire, and how it is scored, where it is.
#[derive(Debug, PartialEq)]
pub struct Loaded {
    /// What is asked.
    pub questionnaire: Questionnaire,
    /// What the answers come to.
    pub scoring: Option<Scoring>,
}

/// Both folders as they were loaded, and what was read of them.
#[derive(Default)]
struct Shelf {
    questionnaires: Files,
    scorings: Files,
    read: RefCell<BTreeMap<String, Option<Rc<Loaded>>>>,
}

impl Shelf {
    fn get(&self, name: &str) -> Option<Rc<Loaded>> {
        let mut read = self.read.borrow_mut();
        read.entry(name.to_owned()).or_insert_with(|| self.load(name).map(Rc::new)).clone()
    }

    fn load(&self, name: &str) -> Option<Loaded> {
        let file = format!("{name}.json");
        let questionnaire = Questionnaire::load(self.questionnaires.get(&file)?).ok()?;
        let scoring = self.scorings.get(&file).and_then(|json| Scoring::load(json, &questionnaire).ok());
        Some(Loaded { questionnaire, scoring })
    }
}

/// The questionnaires; copies share what was loaded.
#[derive(Clone, Copy)]
pub struct Questionnaires {
    shelf: Signal<Load<Rc<Shelf>>>,
    asked: CopyValue<bool>,
}

impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        self.questionnaires == other.questionnaires && self.scorings == other.scorings
    }
}

/// Provides the questionnaires to all views below.
pub fn use_questionnaires_provider() {
    use_context_provider(|| Questionnaires { shelf: Signal::default(), asked: CopyValue::new(false) });
}

/// The questionnaires of this program.
pub fn use_questionnaires() -> Questionnaires {
    use_context()
}

impl Questionnaires {
    /// The questionnaire with this name, once it is there; the first who asks has all loaded.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Rc<Loaded>> {
        let mut asked = self.asked;
        if !asked() {
            asked.set(true);
            spawn_forever(self.load());
        }
        match &*self.shelf.read() {
            Load::Ready(shelf) => shelf.get(name),
            Load::Waiting | Load::Failed => None,
        }
    }

    /// Whether what is there is all there will be.
    #[must_use]
    pub fn is_there(self) -> bool {
        matches!(*self.shelf.read(), Load::Ready(_))
    }

    async fn load(mut self) {
        self.shelf.set(Load::Waiting);
        let questionnaires = load_files("heilsam:questionnaires").await;
        let scorings = load_files("heilsam:scorings").await;
        let shelf = questionnaires.zip(scorings).map(|(questionnaires, scorings)| {
            Rc::new(Shelf { questionnaires, scorings, read: RefCell::default() })
        });
        self.shelf.set(Load::of(shelf));
    }
}

/// In place of a questionnaire that is on its way, or cannot be had.
#[component]
pub fn QuestionnairesWait() -> Element {
    let questionnaires = use_questionnaires();
    if *questionnaires.shelf.read() == Load::Failed {
        return rsx! {
            ErrorState { text: t!("content-failed"), onretry: move |()| { spawn_forever(questionnaires.load()); } }
        };
    }
    rsx! { Loading {} }
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::content::Package;

    use super::*;
    use crate::patient::content::shipped;

    fn shelf() -> Shelf {
        let folder = |folder: &str| -> Files {
            let path = std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap())
                .join("../assets/content")
                .join(folder);
            let names =
                std::fs::read_dir(path).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
            names.map(|name| (name.clone(), shipped(&format!("{folder}/{name}")).unwrap())).collect()
        };
        Shelf {
            questionnaires: folder("questionnaires"),
            scorings: folder("scorings"),
            read: RefCell::default(),
        }
    }

    #[test]
    fn every_questionnaire_of_the_programme_is_scored() {
        let package = Package::load(|name| shipped(&format!("hypertonie/{name}"))).unwrap();
        let all = shelf();
        for assessment in &package.manifest.assessments {
            let loaded = all.get(&assessment.questionnaire).unwrap();
            assert!(loaded.scoring.is_some(), "{} has no scoring", assessment.questionnaire);
        }
    }

    #[test]
    fn the_survey_of_the_ordinance_is_there() {
        let all = shelf();
        for name in ["digav-anlage-3-health", "digav-anlage-3-satisfaction"] {
            assert!(all.get(name).is_some(), "{name}");
        }
        assert_eq!(all.get("none"), None);
    }
}
