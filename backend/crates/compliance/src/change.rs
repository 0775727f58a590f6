//! Assessment of a change by § 18 DiGAV: none, simple notice, or significant, with the rules that led there.

pub mod compare;
pub mod sbom;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::Library;
use crate::legal_date::LegalDate;
use crate::message::Message;
use crate::procedure::fees::Service;
use crate::procedure::{Ground, NoSuchFact, Procedure, calendar};

/// What changes with a release: the answers to the questions of the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangeAnswers {
    /// Statements of § 2 whose published information changes (numbers as printed).
    pub directory_entries: BTreeSet<String>,
    /// Other information of the directory changes.
    pub other_directory: bool,
    /// Results of the outcome measurement change.
    pub outcome_results: bool,
    /// The change of the directory is small and only editorial.
    pub editorial: bool,
    /// Significant influence on safety, fitness and quality.
    pub safety: Influence,
    /// Significant influence on data protection and data security.
    pub data_protection: Influence,
    /// Significant influence on the proof of positive effects, or a change of the patient groups.
    pub care_effects: Influence,
}

/// Whether a change has a significant influence, and why or why not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "influence", rename_all = "kebab-case")]
pub enum Influence {
    /// Not answered yet.
    #[default]
    Open,
    /// No.
    No {
        /// Why not.
        reason: String,
    },
    /// Yes.
    Yes {
        /// Why.
        reason: String,
    },
}

/// What has to be done about a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nothing; the assessment is kept.
    None,
    /// Collected with others and told by simple notice, at most four times a year.
    SimpleNotice,
    /// Told before it is made; BfArM decides.
    Significant,
}

/// One step of the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Whether the rule applies.
    pub applies: bool,
    /// What was found.
    pub finding: Message,
    /// The rule.
    pub ground: Ground,
}

/// The assessment with its trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// What has to be done.
    pub outcome: Outcome,
    /// What it costs; `None` without a notice.
    pub service: Option<Service>,
    /// Every rule in the order in which it was looked at.
    pub trace: Vec<Step>,
}

/// Why an assessment cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssessmentRefused {
    /// A question is open; its number in § 18(1).
    #[error("the question on § 18(1) no. {0} is not answered yet")]
    Open(&'static str),
    /// An answer needs its reason.
    #[error("the answer on § 18(1) no. {0} needs its reason")]
    ReasonMissing(&'static str),
    /// No such statement under this legal date.
    #[error("§ 2 knows no statement {0} under this legal date")]
    UnknownEntry(String),
    /// A fact is missing.
    #[error(transparent)]
    NoSuchFact(#[from] NoSuchFact),
}

/// Assesses a change.
///
/// # Errors
/// [`AssessmentRefused`] names the question that is open.
pub fn assess(
    library: &Library,
    legal: LegalDate,
    answers: &ChangeAnswers,
) -> Result<Assessment, AssessmentRefused> {
    let missing = || AssessmentRefused::NoSuchFact(NoSuchFact(legal.prefix().to_owned()));
    let procedure = library.procedure(legal).ok_or_else(missing)?;
    let statements = library.statements(legal).ok_or_else(missing)?;
    let unknown = answers
        .directory_entries
        .iter()
        .find(|number| !statements.entries.iter().any(|statement| statement.number == **number));
    if let Some(number) = unknown {
        return Err(AssessmentRefused::UnknownEntry(number.clone()));
    }
    let mut trace = Vec::new();
    let criteria = procedure.fact("significant-change")?.parts();
    let influences =
        [("2a", &answers.safety), ("2b", &answers.data_protection), ("2c", &answers.care_effects)];
    let mut influential = false;
    for (number, influence) in influences {
        let (applies, reason) = match influence {
            Influence::Open => return Err(AssessmentRefused::Open(number)),
            Influence::No { reason } | Influence::Yes { reason } if reason.trim().is_empty() => {
                return Err(AssessmentRefused::ReasonMissing(number));
            }
            Influence::No { reason } => (false, reason),
            Influence::Yes { reason } => (true, reason),
        };
        influential |= applies;
        let id = if applies { "compliance-change-influence" } else { "compliance-change-no-influence" };
        trace.push(step(applies, Message::new(id).with("reason", reason), part(&criteria, number)));
    }
    let directory = directory(procedure, legal, answers, &criteria, &mut trace)?;
    let (outcome, service) = if influential || directory == Outcome::Significant {
        // § 139e(6) sentence 1 SGB V: no. 1 changes of the application, no. 2 changes of the directory's information.
        let service = if influential { Service::SignificantChange } else { Service::DirectoryChange };
        (Outcome::Significant, Some(service))
    } else {
        (directory, (directory == Outcome::SimpleNotice).then_some(Service::SimpleNotice))
    };
    Ok(Assessment { outcome, service, trace })
}

/// What follows from changes of the directory alone.
fn directory(
    procedure: &Procedure,
    legal: LegalDate,
    answers: &ChangeAnswers,
    criteria: &[(String, Ground)],
    trace: &mut Vec<Step>,
) -> Result<Outcome, NoSuchFact> {
    let changes = answers.other_directory || answers.outcome_results || !answers.directory_entries.is_empty();
    let id = if changes { "compliance-change-directory" } else { "compliance-change-no-directory" };
    trace.push(step(changes, Message::new(id), part(criteria, "1")));
    if !changes {
        return Ok(Outcome::None);
    }
    if legal == LegalDate::Of2020 {
        return Ok(Outcome::Significant);
    }
    let minor = procedure.fact("minor-change-not-significant")?;
    let id =
        if answers.editorial { "compliance-change-editorial" } else { "compliance-change-not-editorial" };
    trace.push(step(answers.editorial, Message::new(id), minor.ground()));
    let exempt = procedure.fact("change-fields-not-significant")?;
    let free: BTreeSet<&str> = exempt.texts("application_entries").collect();
    let bound: Vec<&str> = answers
        .directory_entries
        .iter()
        .map(String::as_str)
        .filter(|number| !free.contains(number))
        .collect();
    let all_free = bound.is_empty() && !answers.other_directory;
    let finding = if all_free {
        Message::new("compliance-change-exempt")
    } else {
        let named = if bound.is_empty() { "–".to_owned() } else { bound.join(", ") };
        Message::new("compliance-change-not-exempt").with("entries", named)
    };
    trace.push(step(all_free, finding, exempt.ground()));
    if !answers.editorial && !all_free {
        return Ok(Outcome::Significant);
    }
    let notice = procedure.fact("simple-notice")?;
    trace.push(step(true, Message::new("compliance-change-simple-notice"), notice.ground()));
    Ok(Outcome::SimpleNotice)
}

fn part(criteria: &[(String, Ground)], number: &str) -> Ground {
    let found = criteria.iter().find(|(known, _)| known == number).map(|(_, ground)| ground.clone());
    found
        .unwrap_or(Ground {
            provision: format!("§ 18 Absatz 1 Nummer {number} DiGAV"), quote: String::new()
        })
}

const fn step(applies: bool, finding: Message, ground: Ground) -> Step {
    Step { applies, finding, ground }
}

/// How many simple notices are left in the calendar year of a day.
///
/// # Errors
/// [`NoSuchFact`] under a legal date without simple notices.
pub fn notices_left(procedure: &Procedure, given: &[Date], on: Date) -> Result<u64, NoSuchFact> {
    let per_year =
        procedure.fact("simple-notice")?.number("per_year").and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
    let (first, next) = calendar::year_of(on);
    let used = given.iter().filter(|day| (first..next).contains(day)).count();
    Ok(per_year.saturating_sub(u64::try_from(used).unwrap_or(u64::MAX)))
}

impl AssessmentRefused {
    /// The sentence for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Open(number) => Message::new("compliance-change-open").with("number", number),
            Self::ReasonMissing(number) => Message::new("compliance-change-reason").with("number", number),
            Self::UnknownEntry(number) => {
                Message::new("compliance-change-unknown-entry").with("number", number)
            }
            Self::NoSuchFact(_) => Message::new("compliance-deadline-calendar"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalogue::builtin;

    fn no() -> Influence {
        Influence::No { reason: "nur Anzeige".into() }
    }

    fn quiet() -> ChangeAnswers {
        ChangeAnswers { safety: no(), data_protection: no(), care_effects: no(), ..ChangeAnswers::default() }
    }

    fn entries(numbers: &[&str]) -> ChangeAnswers {
        ChangeAnswers { directory_entries: numbers.iter().map(|n| (*n).to_owned()).collect(), ..quiet() }
    }

    fn outcome(legal: LegalDate, answers: &ChangeAnswers) -> (Outcome, Option<Service>) {
        let library = builtin::library().unwrap();
        let assessment = assess(&library, legal, answers).unwrap();
        assert!(assessment.trace.iter().all(|step| !step.ground.quote.is_empty()));
        (assessment.outcome, assessment.service)
    }

    #[test]
    fn without_influence_and_publication_nothing_has_to_be_done() {
        for legal in LegalDate::ALL {
            assert_eq!(outcome(legal, &quiet()), (Outcome::None, None));
        }
    }

    #[test]
    fn influence_on_data_protection_is_significant_whatever_else() {
        let yes = Influence::Yes { reason: "neuer Auftragsverarbeiter".into() };
        let answers = ChangeAnswers { data_protection: yes, editorial: true, ..entries(&["21"]) };
        for legal in LegalDate::ALL {
            assert_eq!(outcome(legal, &answers), (Outcome::Significant, Some(Service::SignificantChange)));
        }
    }

    #[test]
    fn exempt_statements_need_a_simple_notice_only_since_2026() {
        let notice = (Outcome::SimpleNotice, Some(Service::SimpleNotice));
        let significant = (Outcome::Significant, Some(Service::DirectoryChange));
        assert_eq!(outcome(LegalDate::Of2026, &entries(&["1", "21a", "23"])), notice);
        assert_eq!(outcome(LegalDate::Of2026, &entries(&["1", "20"])), significant);
        assert_eq!(outcome(LegalDate::Of2026, &entries(&["4a"])), significant);
        assert_eq!(outcome(LegalDate::Of2020, &entries(&["1"])), significant);
        let editorial = ChangeAnswers { editorial: true, ..entries(&["20"]) };
        assert_eq!(outcome(LegalDate::Of2026, &editorial), notice);
        assert_eq!(outcome(LegalDate::Of2026, &ChangeAnswers { outcome_results: true, ..quiet() }), notice);
    }

    #[test]
    fn open_questions_and_missing_reasons_are_named() {
        let library = builtin::library().unwrap();
        let open = ChangeAnswers { care_effects: Influence::Open, ..quiet() };
        assert_eq!(assess(&library, LegalDate::Of2026, &open), Err(AssessmentRefused::Open("2c")));
        let bare = ChangeAnswers { safety: Influence::No { reason: " ".into() }, ..quiet() };
        assert_eq!(assess(&library, LegalDate::Of2026, &bare), Err(AssessmentRefused::ReasonMissing("2a")));
        assert_eq!(
            assess(&library, LegalDate::Of2020, &entries(&["21a"])),
            Err(AssessmentRefused::UnknownEntry("21a".into()))
        );
    }

    #[test]
    fn four_simple_notices_fit_into_a_year() {
        let library = builtin::library().unwrap();
        let procedure = library.procedure(LegalDate::Of2026).unwrap();
        let given = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 4, 1), date(2026, 12, 31)];
        assert_eq!(notices_left(procedure, &given, date(2026, 7, 1)), Ok(1));
        assert_eq!(notices_left(procedure, &given, date(2027, 1, 1)), Ok(4));
        assert!(
            notices_left(library.procedure(LegalDate::Of2020).unwrap(), &given, date(2026, 7, 1)).is_err()
        );
    }
}
