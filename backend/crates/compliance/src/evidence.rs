//! Evidence for answers: a check that ran, a document, a person's statement.

pub mod document;
mod run;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::answer::MAX_TEXT;
use crate::digest::Digest;
use crate::message::Message;
use crate::workspace::PersonId;

/// Id of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EvidenceId(pub String);

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Evidence {
    /// A check of the running product.
    Check(CheckRun),
    /// A document in sealed storage.
    Document(Document),
    /// What a person states.
    Statement(Statement),
}

/// One run of an automatic check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRun {
    /// Id of the check.
    pub check: String,
    /// Version of the check.
    pub check_version: String,
    /// What was checked.
    pub release: Release,
    /// When it began; absent in runs that were recorded before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Timestamp>,
    /// When it ended.
    pub at: Timestamp,
    /// What came out.
    pub outcome: Outcome,
    /// What was looked at, one German sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<String>,
    /// From when on it proves nothing any more.
    pub expires: Timestamp,
}

/// A release of the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Version.
    pub version: String,
    /// Commit.
    pub commit: String,
}

/// Result of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "kebab-case")]
pub enum Outcome {
    /// The property holds.
    Passed,
    /// The property is broken.
    Failed {
        /// What was found.
        finding: String,
    },
    /// It could not be looked at: this proves nothing.
    NotChecked {
        /// What was missing.
        reason: String,
    },
}

/// A document; its bytes lie sealed elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// File name.
    pub name: String,
    /// Media type, as recognised from its content.
    pub media_type: String,
    /// SHA-384 of its bytes.
    pub digest: Digest,
    /// Its version.
    pub version: String,
    /// Day of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// Last day on which it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Whether it is a certificate: not older than twelve months when filed (§ 7(1) DiGAV).
    #[serde(default)]
    pub certificate: bool,
}

/// What a person states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Who.
    pub person: PersonId,
    /// In which role.
    pub role: String,
    /// When.
    pub date: Date,
    /// What.
    pub text: String,
}

/// The moment for which something is decided: an instant, and the day it falls on in Germany.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// The day.
    pub today: Date,
}

impl Moment {
    /// The moment with the day it falls on in Germany: UTC+1, in summer time UTC+2.
    #[must_use]
    pub fn in_germany(at: Timestamp) -> Self {
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC);
        Self { at, today: at.to_zoned(zone).date() }
    }
}

/// What a piece of evidence is worth at a moment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It proves.
    Valid {
        /// Last day, if it ends.
        until: Option<Date>,
    },
    /// The check found the property broken: "met" is impossible.
    Red,
    /// Its time is over.
    Expired,
    /// It speaks of another release than the one of the dossier.
    Stale,
    /// The check could not look: it proves nothing, and nothing is known to be broken.
    NotChecked,
}

impl Evidence {
    /// What it is worth at a moment, for a release of the product (`None`: not yet named, nothing is stale).
    #[must_use]
    pub fn standing(&self, now: Moment, release: Option<&Release>) -> Standing {
        match self {
            Self::Check(run) => run.standing(now, release),
            Self::Document(document) if document.valid_until.is_some_and(|last| last < now.today) => {
                Standing::Expired
            }
            Self::Document(document) => Standing::Valid { until: document.valid_until },
            Self::Statement(_) => Standing::Valid { until: None },
        }
    }

    /// What an approval holds on to. The time of a run is left out: a repeated run with the same result on the same release
    /// changes nothing; another result, another release or another version of the check does.
    #[must_use]
    pub fn bound(&self) -> Value {
        match self {
            Self::Check(run) => run.bound(),
            Self::Document(document) => json!({
                "kind": "document", "name": document.name, "digest": document.digest, "version": document.version,
                "valid_until": document.valid_until,
            }),
            Self::Statement(statement) => json!({
                "kind": "statement", "person": statement.person, "role": statement.role, "date": statement.date,
                "text": statement.text,
            }),
        }
    }

    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Check(run) => {
                let finding = match &run.outcome {
                    Outcome::Passed => "",
                    Outcome::Failed { finding } => finding.as_str(),
                    Outcome::NotChecked { reason } => reason.as_str(),
                };
                let named =
                    [&run.check, &run.check_version, &run.release.version, &run.release.commit, finding];
                named.into_iter().chain(run.seen.iter().map(String::as_str)).collect()
            }
            Self::Document(document) => vec![&document.name, &document.media_type, &document.version],
            Self::Statement(statement) => vec![&statement.role, &statement.text],
        }
    }

    /// Checks that it says what it must.
    ///
    /// # Errors
    /// [`EvidenceRefused`] names what is missing or wrong.
    pub fn check(&self, now: Moment) -> Result<(), EvidenceRefused> {
        let empty = |text: &str| text.trim().is_empty();
        if self.texts().iter().any(|text| text.chars().count() > MAX_TEXT) {
            return Err(EvidenceRefused::TooLong);
        }
        match self {
            Self::Check(run) if empty(&run.check) || empty(&run.check_version) => {
                Err(EvidenceRefused::Missing("check"))
            }
            Self::Check(run) if empty(&run.release.version) || empty(&run.release.commit) => {
                Err(EvidenceRefused::Missing("release"))
            }
            Self::Check(run) if run.at > now.at => Err(EvidenceRefused::InTheFuture),
            Self::Check(run) if run.expires <= run.at => Err(EvidenceRefused::ExpiresBeforeItRan),
            Self::Document(document) if empty(&document.name) => Err(EvidenceRefused::Missing("name")),
            Self::Document(document) if empty(&document.version) => Err(EvidenceRefused::Missing("version")),
            Self::Document(document) if document.certificate && document.issued.is_none() => {
                Err(EvidenceRefused::Missing("issued"))
            }
            Self::Document(document) if document.issued.is_some_and(|day| day > now.today) => {
                Err(EvidenceRefused::InTheFuture)
            }
            Self::Document(document) if document.valid_until.is_some_and(|last| last < now.today) => {
                Err(EvidenceRefused::Expired)
            }
            Self::Statement(statement) if empty(&statement.role) => Err(EvidenceRefused::Missing("role")),
            Self::Statement(statement) if empty(&statement.text) => Err(EvidenceRefused::Missing("text")),
            Self::Statement(statement) if statement.date > now.today => Err(EvidenceRefused::InTheFuture),
            Self::Check(_) | Self::Document(_) | Self::Statement(_) => Ok(()),
        }
    }
}

/// Why evidence is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceRefused {
    /// A field says nothing.
    #[error("the field {0} is missing")]
    Missing(&'static str),
    /// Nobody can prove tomorrow.
    #[error("its date lies in the future")]
    InTheFuture,
    /// The document is not valid any more.
    #[error("it is not valid any more")]
    Expired,
    /// A text of it is longer than what is kept.
    #[error("a text of it has more than {MAX_TEXT} characters")]
    TooLong,
    /// A run cannot end before it began.
    #[error("it expires before it ran")]
    ExpiresBeforeItRan,
}

impl EvidenceRefused {
    /// The sentence for people.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::Missing(field) => {
                let name = format!("compliance-evidence-field-{field}");
                Message::new("compliance-evidence-missing-field").with("field", name)
            }
            Self::TooLong => Message::new("compliance-too-long").with("max", MAX_TEXT),
            Self::InTheFuture => Message::new("compliance-evidence-future"),
            Self::Expired => Message::new("compliance-evidence-expired"),
            Self::ExpiresBeforeItRan => Message::new("compliance-evidence-order"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn now() -> Moment {
        Moment { at: "2026-05-02T10:00:00Z".parse().unwrap(), today: date(2026, 5, 2) }
    }

    fn release(version: &str) -> Release {
        Release { version: version.into(), commit: "abc".into() }
    }

    fn run(outcome: Outcome) -> Evidence {
        Evidence::Check(CheckRun {
            check: "tls".into(),
            check_version: "1".into(),
            release: release("1.0"),
            started: None,
            at: "2026-05-01T00:00:00Z".parse().unwrap(),
            outcome,
            seen: Vec::new(),
            expires: "2026-06-01T00:00:00Z".parse().unwrap(),
        })
    }

    fn document(valid_until: Date) -> Evidence {
        Evidence::Document(Document {
            name: "iso.pdf".into(),
            media_type: "application/pdf".into(),
            digest: Digest::of(b"x"),
            version: "1".into(),
            issued: Some(date(2026, 1, 1)),
            valid_until: Some(valid_until),
            certificate: true,
        })
    }

    #[test]
    fn a_run_proves_until_it_expires_and_for_its_release_only() {
        let passed = run(Outcome::Passed);
        let until = Some(date(2026, 6, 1));
        assert_eq!(passed.standing(now(), Some(&release("1.0"))), Standing::Valid { until });
        assert_eq!(passed.standing(now(), None), Standing::Valid { until });
        assert_eq!(passed.standing(now(), Some(&release("1.1"))), Standing::Stale);
        let later = Moment { at: "2026-06-01T00:00:00Z".parse().unwrap(), today: date(2026, 6, 1) };
        assert_eq!(passed.standing(later, Some(&release("1.0"))), Standing::Expired);
        let failed = run(Outcome::Failed { finding: "TLS 1.1".into() });
        assert_eq!(failed.standing(later, Some(&release("2.0"))), Standing::Red);
        let blind = run(Outcome::NotChecked { reason: "no report".into() });
        assert_eq!(blind.standing(now(), Some(&release("1.0"))), Standing::NotChecked);
        assert_ne!(blind.bound(), failed.bound());
    }

    #[test]
    fn a_day_begins_at_midnight_in_germany() {
        let day = |at: &str| Moment::in_germany(at.parse().unwrap()).today;
        assert_eq!(day("2026-01-31T22:59:59Z"), date(2026, 1, 31));
        assert_eq!(day("2026-01-31T23:00:00Z"), date(2026, 2, 1));
        assert_eq!(day("2026-07-31T21:59:59Z"), date(2026, 7, 31));
        assert_eq!(day("2026-07-31T22:00:00Z"), date(2026, 8, 1));
    }

    #[test]
    fn a_document_is_valid_on_its_last_day() {
        assert_eq!(
            document(date(2026, 5, 2)).standing(now(), None),
            Standing::Valid { until: Some(date(2026, 5, 2)) }
        );
        assert_eq!(document(date(2026, 5, 1)).standing(now(), None), Standing::Expired);
        assert_eq!(document(date(2026, 5, 1)).check(now()), Err(EvidenceRefused::Expired));
    }

    #[test]
    fn a_repeated_run_with_the_same_result_binds_the_same() {
        let (Evidence::Check(mut again), first) = (run(Outcome::Passed), run(Outcome::Passed)) else {
            panic!()
        };
        again.at = "2026-05-02T00:00:00Z".parse().unwrap();
        assert_eq!(Evidence::Check(again.clone()).bound(), first.bound());
        again.release = release("1.1");
        assert_ne!(Evidence::Check(again).bound(), first.bound());
        assert_ne!(run(Outcome::Failed { finding: "x".into() }).bound(), first.bound());
    }

    #[test]
    fn what_lies_in_the_future_or_says_nothing_is_refused() {
        let Evidence::Check(mut early) = run(Outcome::Passed) else { panic!() };
        early.at = "2026-05-03T00:00:00Z".parse().unwrap();
        assert_eq!(Evidence::Check(early).check(now()), Err(EvidenceRefused::InTheFuture));
        let person = PersonId::new("anna").unwrap();
        let statement = |text: &str, date| {
            Evidence::Statement(Statement {
                person: person.clone(),
                role: "DSB".into(),
                date,
                text: text.into(),
            })
        };
        assert_eq!(statement(" ", date(2026, 5, 1)).check(now()), Err(EvidenceRefused::Missing("text")));
        assert_eq!(statement("x", date(2026, 5, 3)).check(now()), Err(EvidenceRefused::InTheFuture));
        assert_eq!(statement("x", date(2026, 5, 2)).check(now()), Ok(()));
        let long = "x".repeat(MAX_TEXT + 1);
        assert_eq!(statement(&long, date(2026, 5, 2)).check(now()), Err(EvidenceRefused::TooLong));
    }
}
