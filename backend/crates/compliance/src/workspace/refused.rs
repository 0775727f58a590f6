//! Why an action is refused, in words that say what to do.

use super::records::MAX_FILE;
use crate::answer::{AnswerRefused, Place};
use crate::application::FieldRefused;
use crate::catalogue::CatalogueErrors;
use crate::change::AssessmentRefused;
use crate::evidence::{EvidenceId, EvidenceRefused};
use crate::message::Message;
use crate::protection::RatingRefused;

/// Why an action is refused; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No such item among the catalogues that are answered now.
    #[error("there is no such item in the catalogues of this legal date")]
    UnknownItem,
    /// The item is not asked: its condition does not hold.
    #[error("this item is not asked")]
    NotAsked,
    /// The base of an edit is not one of the item's states.
    #[error("the edit is based on a state that does not exist: load the item again")]
    UnknownBase,
    /// An answer breaks a rule of the item.
    #[error("the answer is not permitted: {1}")]
    Answer(Place, AnswerRefused),
    /// A text is too long or too short.
    #[error("{0}")]
    Text(AnswerRefused),
    /// A check found the property broken: "met" would be untrue.
    #[error("check {check} failed ({finding}): the item cannot be met until it passes")]
    Red {
        /// The check.
        check: String,
        /// What it found.
        finding: String,
    },
    /// No such conflict.
    #[error("this conflict does not exist any more")]
    NoSuchConflict,
    /// The id of evidence is taken or malformed.
    #[error("the id of evidence must be new and have 1 to 64 printable characters")]
    EvidenceIdTaken,
    /// No such evidence.
    #[error("this evidence does not exist")]
    UnknownEvidence,
    /// The evidence says too little, or something impossible.
    #[error("{0}")]
    Evidence(EvidenceRefused),
    /// Runs of checks are recorded, not added by hand.
    #[error("a run of a check is recorded by the check itself")]
    RunByHand,
    /// Not everything is answered.
    #[error("not everything is answered yet")]
    Incomplete,
    /// Two texts stand against each other.
    #[error("two people's texts stand against each other: decide first")]
    ConflictOpen,
    /// The legal text changed since the answer was given.
    #[error("the legal text changed since this answer was given: look at it again first")]
    Reworded,
    /// Nothing proves the answer.
    #[error("nothing that is valid proves this answer: bind evidence first")]
    EvidenceMissing,
    /// Bound evidence has expired.
    #[error("evidence {0:?} has expired: renew it or take it off")]
    EvidenceExpired(EvidenceId),
    /// Bound evidence speaks of another release.
    #[error("evidence {0:?} speaks of another release: run the check again")]
    EvidenceStale(EvidenceId),
    /// Nobody asked for a review.
    #[error("nobody asked for a review of this item")]
    NotRequested,
    /// Four eyes, not two.
    #[error("who answered an item or bound its evidence cannot approve it")]
    OwnWork,
    /// Something changed after the reviewer looked.
    #[error("the item changed since it was looked at: look at it again")]
    ChangedSince,
    /// No such property.
    #[error("there is no such property: {0}")]
    UnknownProperty(String),
    /// A rating or cumulation breaks a rule.
    #[error("{0}")]
    Rating(RatingRefused),
    /// A field of the application breaks a rule.
    #[error("{0}")]
    Field(FieldRefused),
    /// The person's part does not include this.
    #[error("authors answer, reviewers approve: this is not part of yours")]
    NotYourPart,
    /// More of one kind than are kept.
    #[error("at most {most} are kept")]
    TooMany {
        /// How many.
        most: usize,
    },
    /// A file or published text is longer than what is kept.
    #[error("the text has more than {MAX_FILE} characters")]
    FileTooLong,
    /// The file is no catalogue.
    #[error("{0}")]
    Catalogue(CatalogueErrors),
    /// Somebody has worked on the catalogue: what was answered must not vanish.
    #[error("items of this catalogue are answered: it stays")]
    CatalogueUsed,
    /// The release of a change has no version or commit.
    #[error("the release needs a version and a commit")]
    ReleaseMissing,
    /// The questions about a change are not all answered.
    #[error("{0}")]
    Assessment(AssessmentRefused),
    /// No such assessment.
    #[error("this assessment does not exist")]
    UnknownChange,
    /// Nobody has told BfArM tomorrow.
    #[error("the day of the notice lies in the future")]
    NoticeInTheFuture,
    /// All simple notices of the year were given.
    #[error("no simple notice is left in this calendar year")]
    NoticesUsedUp,
    /// Nothing would change.
    #[error("nothing would change")]
    NothingToDo,
    /// The action has no JSON form.
    #[error("the action cannot be written down")]
    NotCanonical,
}

impl Refused {
    /// The sentences for people.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        let one = |id: &str| vec![Message::new(id)];
        match self {
            Self::UnknownItem => one("compliance-unknown-item"),
            Self::NotAsked => one("compliance-not-asked"),
            Self::UnknownBase => one("compliance-unknown-base"),
            Self::Answer(_, refused) | Self::Text(refused) => refused.messages(),
            Self::Red { check, finding } => {
                // The sentence goes on behind it.
                let finding = finding.trim_end_matches('.');
                vec![Message::new("compliance-red").with("check", check).with("finding", finding)]
            }
            Self::NoSuchConflict => one("compliance-no-such-conflict"),
            Self::EvidenceIdTaken => one("compliance-evidence-id"),
            Self::UnknownEvidence => one("compliance-unknown-evidence"),
            Self::Evidence(refused) => vec![refused.message()],
            Self::RunByHand => one("compliance-run-by-hand"),
            Self::Incomplete => one("compliance-incomplete"),
            Self::ConflictOpen => one("compliance-conflict-open"),
            Self::Reworded => one("compliance-reworded"),
            Self::EvidenceMissing => one("compliance-evidence-missing"),
            Self::EvidenceExpired(id) => {
                vec![Message::new("compliance-bound-expired").with("evidence", &id.0)]
            }
            Self::EvidenceStale(id) => vec![Message::new("compliance-bound-stale").with("evidence", &id.0)],
            Self::NotRequested => one("compliance-not-requested"),
            Self::OwnWork => one("compliance-own-work"),
            Self::ChangedSince => one("compliance-changed-since"),
            Self::UnknownProperty(_) => one("compliance-unknown-property"),
            Self::Rating(refused) => vec![refused.message()],
            Self::Field(refused) => refused.messages(),
            Self::NotYourPart => one("compliance-not-your-part"),
            Self::TooMany { most } => vec![Message::new("compliance-too-many").with("most", most)],
            Self::FileTooLong => vec![Message::new("compliance-too-long").with("max", MAX_FILE)],
            Self::Catalogue(errors) => errors.faults.iter().map(|fault| fault.advice.clone()).collect(),
            Self::CatalogueUsed => one("compliance-catalogue-used"),
            Self::ReleaseMissing => one("compliance-change-release"),
            Self::Assessment(refused) => vec![refused.message()],
            Self::UnknownChange => one("compliance-change-unknown"),
            Self::NoticeInTheFuture => one("compliance-change-future"),
            Self::NoticesUsedUp => one("compliance-change-used-up"),
            Self::NothingToDo => one("compliance-nothing-to-do"),
            Self::NotCanonical => one("compliance-not-canonical"),
        }
    }
}
