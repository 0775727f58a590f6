//! Content packages: the programme of an indication, as data that a manufacturer can replace.
//!
//! A package that is not complete does not load: every text in both languages, every module with its sources, review date,
//! picture, exercise and quiz, an advice for every [`Reason`], the emergency page, and pictures that can do no harm.
//! Source: DiGAV Anlage 2, Qualität der medizinischen Inhalte; Patientensicherheit 2 to 4.

mod check;
pub mod crisis;
pub mod module;
pub mod picture;
pub mod plan;
pub mod safety;
#[cfg(test)]
pub(crate) mod shipped;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::advice::Reason;
use crate::schedule::Schedule;
use crate::text::Text;

pub use crisis::Crisis;
pub use module::{Exercise, Module, Question, Section};
pub use plan::{GoalTemplate, Measure, Plan, ReminderTemplate};
pub use safety::{AdviceText, Hint, Trigger};

/// Version of the form of packages that this crate reads.
pub const FORMAT: u32 = 1;
/// Largest file of a package, in bytes.
pub const FILE_LIMIT: usize = 256 * 1024;
/// The files that every package has, beside those of its modules.
const FILES: [&str; 5] = ["package.json", "plan.json", "advice.json", "hints.json", "crisis.json"];
/// What to add where an element is missing that says how far the content can be trusted.
const TO_ADD: [(&str, &str); 2] = [
    (
        "missing field `review`",
        r#"add "review": {"date": day of the last comparison with the sources, "next": day of the next, "by": name}"#,
    ),
    (
        "missing field `sources`",
        r#"add "sources": in package.json {"id", "citation", "url"} of each, in a module the ids of its own"#,
    ),
];

/// What `package.json` holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Form of the package: 1.
    pub format: u32,
    /// Name, as `hypertonie`.
    pub id: String,
    /// Version of the content.
    pub version: String,
    /// Title.
    pub title: Text,
    /// Indication as ICD-10-GM codes.
    pub icd10: Vec<String>,
    /// For whom it is.
    pub for_whom: Text,
    /// For whom it is not, or only after asking a doctor.
    pub not_for: Vec<Text>,
    /// Length in weeks.
    pub weeks: u8,
    /// Review of the whole.
    pub review: Review,
    /// The person at the manufacturer who answers for the medical content, and the day of the release; none: not released.
    pub release: Option<Release>,
    /// All sources, by name.
    pub sources: Vec<Source>,
    /// Files of the modules, in order.
    pub modules: Vec<String>,
    /// Questionnaires and when they are due.
    pub assessments: Vec<AssessmentPlan>,
}

/// When content was last compared with its sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Day of the review.
    pub date: Date,
    /// Day by which it is due again.
    pub next: Date,
    /// By whom.
    pub by: String,
}

/// The medical release by the manufacturer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Day of the release.
    pub date: Date,
    /// Name and qualification.
    pub by: String,
}

/// A source of medical statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name within the package.
    pub id: String,
    /// Title, publisher, year and version.
    pub citation: String,
    /// Address where it can be read; may be left out.
    #[serde(default)]
    pub url: Option<String>,
}

/// A questionnaire of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssessmentPlan {
    /// Name of the questionnaire's file without ending.
    pub questionnaire: String,
    /// When.
    pub schedule: Schedule,
    /// Why it is asked, in words for patients.
    pub why: Text,
}

/// A complete, checked package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Title, sources, review, order.
    pub manifest: Manifest,
    /// The modules, in order.
    pub modules: Vec<Module>,
    /// Goals and reminders.
    pub plan: Plan,
    /// A text for every reason of an advice.
    pub advice: Vec<AdviceText>,
    /// Hints in context.
    pub hints: Vec<Hint>,
    /// Emergency and crisis page.
    pub crisis: Crisis,
}

/// Why a package cannot be used; names the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    /// The file is not there.
    #[error("{file}: the file is missing")]
    Missing {
        /// Which.
        file: String,
    },
    /// The name is no plain name below the package.
    #[error("{file}: a file name may have small letters, digits, hyphens and one folder only")]
    Name {
        /// Which.
        file: String,
    },
    /// Too large.
    #[error("{file}: the file is larger than 256 KiB")]
    TooLarge {
        /// Which.
        file: String,
    },
    /// Not JSON, an element is missing, or one is not known.
    #[error("{file}: {what}")]
    Json {
        /// Which.
        file: String,
        /// What and where.
        what: String,
    },
    /// A rule is broken.
    #[error("{file}: {what}")]
    Rule {
        /// Which.
        file: String,
        /// Which rule, and what to do.
        what: String,
    },
}

impl Package {
    /// Loads a package from its files; `read` gives the text of a file below the package.
    ///
    /// # Errors
    /// All errors of all files at once.
    pub fn load(read: impl Fn(&str) -> Option<String>) -> Result<Self, Vec<ContentError>> {
        let mut errors = Vec::new();
        let manifest: Option<Manifest> = parse("package.json", &read, &mut errors);
        let plan = parse("plan.json", &read, &mut errors);
        let advice = parse("advice.json", &read, &mut errors);
        let hints = parse("hints.json", &read, &mut errors);
        let crisis = parse("crisis.json", &read, &mut errors);
        let files = manifest.as_ref().map(|it| it.modules.clone()).unwrap_or_default();
        let modules: Vec<Module> = files.iter().filter_map(|file| parse(file, &read, &mut errors)).collect();
        if let (Some(manifest), Some(plan), Some(advice), Some(hints), Some(crisis)) =
            (manifest, plan, advice, hints, crisis)
        {
            let package = Self { manifest, modules, plan, advice, hints, crisis };
            if package.modules.len() == files.len() {
                check::check(&package, &read, &mut errors);
            }
            if errors.is_empty() {
                return Ok(package);
            }
        }
        Err(errors)
    }

    /// Loads a package from everything that its folder holds: texts by path below it.
    ///
    /// # Errors
    /// As [`Package::load`]; and files that nothing names, as nobody would check them.
    pub fn load_folder(files: &BTreeMap<String, String>) -> Result<Self, Vec<ContentError>> {
        let package = Self::load(|name| files.get(name).cloned())?;
        let modules = package.manifest.modules.iter().map(String::as_str);
        let pictures = package.modules.iter().map(|module| module.picture.as_str());
        let named: BTreeSet<&str> = FILES.into_iter().chain(modules).chain(pictures).collect();
        let unused = files.keys().filter(|file| !named.contains(file.as_str()));
        let what =
            "nothing names this file: enter it in package.json (a picture: in its module), or remove it";
        let errors: Vec<ContentError> =
            unused.map(|file| ContentError::Rule { file: file.clone(), what: what.to_owned() }).collect();
        if errors.is_empty() { Ok(package) } else { Err(errors) }
    }

    /// The module with a name.
    #[must_use]
    pub fn module(&self, id: &str) -> Option<&Module> {
        self.modules.iter().find(|module| module.id == id)
    }

    /// The source with a name.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.manifest.sources.iter().find(|source| source.id == id)
    }

    /// The words to an advice. Every loaded package has them.
    #[must_use]
    pub fn advice(&self, reason: Reason) -> Option<&AdviceText> {
        self.advice.iter().find(|text| text.reason == reason)
    }

    /// Modules, and the package itself (`-`), whose review is overdue.
    #[must_use]
    pub fn overdue(&self, today: Date) -> Vec<&str> {
        let modules = self.modules.iter().map(|module| (module.id.as_str(), &module.review));
        let all = std::iter::once(("-", &self.manifest.review)).chain(modules);
        all.filter(|(_, review)| review.next < today).map(|(name, _)| name).collect()
    }
}

/// Reads a file of the package.
fn parse<T: DeserializeOwned>(
    file: &str,
    read: &impl Fn(&str) -> Option<String>,
    errors: &mut Vec<ContentError>,
) -> Option<T> {
    let text = text(file, read, errors)?;
    let mut what = match serde_json::from_str(&text) {
        Ok(value) => return Some(value),
        Err(error) => error.to_string(),
    };
    if let Some((_, add)) = TO_ADD.iter().find(|(missing, _)| what.starts_with(missing)) {
        what = format!("{what}: {add}");
    }
    errors.push(ContentError::Json { file: file.to_owned(), what });
    None
}

fn text(
    file: &str,
    read: &impl Fn(&str) -> Option<String>,
    errors: &mut Vec<ContentError>,
) -> Option<String> {
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte))
    };
    let parts: Vec<&str> = file.split('/').collect();
    if parts.len() > 2 || file.contains("..") || !parts.iter().all(|part| plain(part)) {
        errors.push(ContentError::Name { file: file.to_owned() });
        return None;
    }
    match read(file) {
        None => errors.push(ContentError::Missing { file: file.to_owned() }),
        Some(text) if text.len() > FILE_LIMIT => {
            errors.push(ContentError::TooLarge { file: file.to_owned() });
        }
        Some(text) => return Some(text),
    }
    None
}

/// The JSON schemas of the files of a package, by file name; modules are `module`.
#[cfg(feature = "schema")]
#[must_use]
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    use schemars::schema_for;

    vec![
        ("package", schema_for!(Manifest).to_value()),
        ("module", schema_for!(Module).to_value()),
        ("plan", schema_for!(Plan).to_value()),
        ("advice", schema_for!(Vec<AdviceText>).to_value()),
        ("hints", schema_for!(Vec<Hint>).to_value()),
        ("crisis", schema_for!(Crisis).to_value()),
        ("scoring", schema_for!(crate::scoring::Scoring).to_value()),
    ]
}

#[cfg(test)]
mod tests;
