//! What patients read, as it was built into this release.

use serde::Deserialize;

/// Texts of the release.
#[derive(Debug, Clone)]
pub struct Content {
    /// The programme.
    pub package: String,
    /// Its modules: file and text.
    pub modules: Vec<(String, String)>,
    /// What is said to a value or complaint.
    pub advice: String,
    /// Help in an emergency.
    pub crisis: String,
    /// Texts of consents: file and text, as they are shown and as they once were.
    pub consents: Vec<(String, String)>,
    /// Sentences for errors, German and English (Fluent).
    pub errors: Vec<String>,
}

macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        vec![$(($name.to_owned(), include_str!(concat!("../../../assets/", $folder, $name)).to_owned())),*]
    };
}

impl Content {
    /// The content of this release.
    #[must_use]
    pub fn own() -> Self {
        let one = |text: &str| text.to_owned();
        Self {
            package: one(include_str!("../../../assets/content/hypertonie/package.json")),
            modules: files!("content/hypertonie/modules/":
                "01-messen.json", "02-verstehen.json", "03-salz.json", "04-essen.json", "05-bewegung.json",
                "06-medikamente.json", "07-gewicht.json", "08-alkohol.json", "09-stress.json", "10-schlaf.json",
                "11-risiken.json", "12-dranbleiben.json"),
            advice: one(include_str!("../../../assets/content/hypertonie/advice.json")),
            crisis: one(include_str!("../../../assets/content/hypertonie/crisis.json")),
            consents: files!("legal/":
                "de/consent-device-data.txt", "de/consent-evidence-of-effect.txt",
                "de/consent-improvement.txt", "de/consent-intended-use.txt",
                "de/consent-outcome-reporting.txt", "de/consent-patient-record.txt",
                "de/consent-recovery-contact.txt", "de/consent-remuneration.txt",
                "de/consent-sharing.txt", "de/consent-video-consultation.txt",
                "de/consent-work-capacity.txt", "de/2026-1/consent-intended-use.txt",
                "de/2026-1/consent-outcome-reporting.txt", "de/2026-1/consent-patient-record.txt",
                "de/2026-1/consent-recovery-contact.txt", "de/2026-1/consent-video-consultation.txt",
                "en/consent-device-data.txt", "en/consent-evidence-of-effect.txt",
                "en/consent-improvement.txt", "en/consent-intended-use.txt",
                "en/consent-outcome-reporting.txt", "en/consent-patient-record.txt",
                "en/consent-recovery-contact.txt", "en/consent-remuneration.txt",
                "en/consent-sharing.txt", "en/consent-video-consultation.txt",
                "en/consent-work-capacity.txt", "en/2026-1/consent-intended-use.txt",
                "en/2026-1/consent-outcome-reporting.txt", "en/2026-1/consent-patient-record.txt",
                "en/2026-1/consent-recovery-contact.txt", "en/2026-1/consent-video-consultation.txt"),
            errors: vec![
                one(include_str!("../../../assets/i18n/de/account.ftl")),
                one(include_str!("../../../assets/i18n/en/account.ftl")),
            ],
        }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
pub struct Text {
    /// German.
    pub de: String,
}

/// When somebody looked at a content, and when the next time is due.
#[derive(Debug, Clone, Deserialize)]
pub struct Review {
    /// Day of the next review.
    pub next: jiff::civil::Date,
}

/// The programme as far as checks read it.
#[derive(Debug, Clone, Deserialize)]
pub struct Package {
    /// For whom it is.
    pub for_whom: Text,
    /// For whom it is not.
    pub not_for: Vec<Text>,
    /// Its review.
    pub review: Review,
    /// Sources that modules refer to.
    pub sources: Vec<Source>,
    /// Files of its modules.
    pub modules: Vec<String>,
}

/// A source.
#[derive(Debug, Clone, Deserialize)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// What it is.
    pub citation: String,
}

/// A module as far as checks read it.
#[derive(Debug, Clone, Deserialize)]
pub struct Module {
    /// What it is called.
    pub title: Text,
    /// Its review.
    pub review: Review,
    /// Ids of its sources.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// What is said to a reason for advice.
#[derive(Debug, Clone, Deserialize)]
pub struct Advice {
    /// To which.
    pub reason: String,
    /// What to do now.
    pub steps: Vec<Text>,
    /// What the programme does meanwhile.
    #[serde(default)]
    pub programme: Option<Text>,
}

impl Content {
    /// The programme.
    ///
    /// # Errors
    /// If it is not of the expected form.
    pub fn package(&self) -> Result<Package, serde_json::Error> {
        serde_json::from_str(&self.package)
    }

    /// The modules.
    ///
    /// # Errors
    /// If one is not of the expected form.
    pub fn modules(&self) -> Result<Vec<Module>, serde_json::Error> {
        self.modules.iter().map(|(_, text)| serde_json::from_str(text)).collect()
    }

    /// All advice.
    ///
    /// # Errors
    /// If it is not of the expected form.
    pub fn advice(&self) -> Result<Vec<Advice>, serde_json::Error> {
        serde_json::from_str(&self.advice)
    }
}
