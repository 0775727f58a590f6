//! The content that records refer to by name: questionnaires with their scores, and the programme.

use std::collections::BTreeMap;

use heilsam_therapy::content::Package;
use heilsam_therapy::questionnaire::Questionnaire;
use heilsam_therapy::scoring::Scoring;
use heilsam_therapy::text::Language;
use jiff::Timestamp;
use serde::Deserialize;

/// The questionnaires of the app.
pub const QUESTIONNAIRES: [&str; 6] = [
    "adherence",
    "digav-anlage-3-health",
    "digav-anlage-3-satisfaction",
    "gad-7",
    "phq-9",
    "self-management",
];
/// The folder of the programme.
pub const PROGRAMME: &str = "hypertonie";

/// What a MIO DiGA export shall hold, and what it needs beside the records.
#[derive(Debug, Clone, Deserialize)]
pub struct Wish {
    /// The period, both ends included; absent: everything.
    #[serde(default)]
    pub period: Option<(Timestamp, Timestamp)>,
    /// Whose data it is, as far as the patient wants to say it.
    #[serde(default)]
    pub patient: Person,
    /// Language of the texts in the file.
    pub language: Language,
    /// Words for facts that the file has no fields for.
    pub words: Words,
    /// Where the manufacturer publishes the own profiles; absent: the default of [`fhir_profiles::DEFAULT_BASE`].
    #[serde(default)]
    pub profiles: Option<String>,
}

/// Facts about the patient that no record holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Given names; may be empty together with the family name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Insurance number (KVNR); empty for none.
    pub insurance_number: String,
    /// Date of birth; empty for none.
    pub birth_date: String,
}

/// Words in the language of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Words {
    /// "gelesene Abschnitte"
    pub sections: String,
    /// "Tage mit Übung"
    pub exercise_days: String,
    /// "gewusste Fragen"
    pub questions: String,
    /// "Uhrzeit nicht festgehalten"
    pub no_time: String,
    /// "pro Woche"
    pub per_week: String,
    /// "Foto zum Eintrag"
    #[serde(default)]
    pub photo: String,
    /// "Gehört zu dem Tagebucheintrag mit demselben Zeitpunkt."
    #[serde(default)]
    pub photo_of: String,
    /// "mit Begleitung"
    #[serde(default)]
    pub companion: String,
    /// "gelesen"
    #[serde(default)]
    pub read: String,
}

/// The content of the app.
#[derive(Debug, Default)]
pub struct Sources {
    questionnaires: BTreeMap<(String, String), (Questionnaire, Option<Scoring>)>,
    package: Option<Package>,
}

impl Sources {
    /// Reads the content; `read` gives a file below `assets/content`. What cannot be read is as if it were not there.
    #[must_use]
    pub fn load(read: impl Fn(&str) -> Option<String>) -> Self {
        let one = |name: &&str| {
            let questionnaire = Questionnaire::load(&read(&format!("questionnaires/{name}.json"))?).ok()?;
            let scoring = read(&format!("scorings/{name}.json"));
            let scoring = scoring.and_then(|json| Scoring::load(&json, &questionnaire).ok());
            Some(((questionnaire.url.clone(), questionnaire.version.clone()), (questionnaire, scoring)))
        };
        Self {
            questionnaires: QUESTIONNAIRES.iter().filter_map(one).collect(),
            package: Package::load(|name| read(&format!("{PROGRAMME}/{name}"))).ok(),
        }
    }

    /// A questionnaire in exactly this version, with its scoring.
    pub(crate) fn questionnaire(
        &self,
        url: &str,
        version: &str,
    ) -> Option<&(Questionnaire, Option<Scoring>)> {
        self.questionnaires.get(&(url.to_owned(), version.to_owned()))
    }

    /// All questionnaires, by address.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Questionnaire, Option<&Scoring>)> {
        self.questionnaires.values().map(|(questionnaire, scoring)| (questionnaire, scoring.as_ref()))
    }

    /// The programme, whichever it is.
    pub(crate) fn programme(&self) -> Option<&Package> {
        self.package.as_ref()
    }

    /// The programme with this name.
    pub(crate) fn package(&self, id: &str) -> Option<&Package> {
        self.package.as_ref().filter(|package| package.manifest.id == id)
    }
}
