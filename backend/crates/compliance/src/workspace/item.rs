//! What stands about one item.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use super::merge::{Conflict, Field};
use super::{PersonId, Workspace};
use crate::answer::Content;
use crate::catalogue::{Item, ItemRef};
use crate::digest::Digest;
use crate::evidence::{Evidence, EvidenceId};

/// Everything about one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemState {
    /// Every state of the content, oldest first.
    pub revisions: Vec<Revision>,
    /// Who wrote each field last.
    pub authors: BTreeMap<Field, PersonId>,
    /// Who wrote last.
    pub last_author: Option<PersonId>,
    /// Edits of two people that exclude each other, until somebody decides.
    pub conflicts: Vec<Conflict>,
    /// Bound evidence, and who bound it.
    pub evidence: BTreeMap<EvidenceId, PersonId>,
    /// Where the second pair of eyes stands.
    pub review: Review,
    /// Who is answerable.
    pub assigned: Option<PersonId>,
    /// Until when.
    pub due: Option<Date>,
    /// What was said.
    pub comments: Vec<Comment>,
    /// What a change of the legal date did to it, until somebody looks at it again.
    pub carried: Option<Carried>,
}

/// One state of an item's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Number of the history's entry that made it.
    pub number: u64,
    /// The content.
    pub content: Content,
}

/// Where the second pair of eyes stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Review {
    /// Nobody asked yet.
    #[default]
    Draft,
    /// Asked for.
    Requested {
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// Given back.
    Returned {
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
    /// Approved; counts only while the content and evidence still have this hash.
    Approved {
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
        /// Hash of what was approved.
        seen: Digest,
    },
}

/// Something said about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: String,
}

/// What a change of the legal date did to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    /// Its text is another one: what could be kept was kept, and everything is shown here.
    Reworded {
        /// The answer to the former text.
        former: Content,
    },
    /// It is new; these items asked for something like it.
    New {
        /// Items of the former text with their answers.
        former: Vec<(ItemRef, Content)>,
    },
}

impl ItemState {
    /// The content as it stands.
    #[must_use]
    pub fn content(&self) -> Content {
        self.revisions.last().map(|revision| revision.content.clone()).unwrap_or_default()
    }

    /// Number of the state that stands; 0 if nothing was written. An edit names the state it is based on.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revisions.last().map_or(0, |revision| revision.number)
    }

    /// The content of an earlier state; the empty one for numbers before the first.
    #[must_use]
    pub fn content_at(&self, number: u64) -> Content {
        let found = self.revisions.iter().rev().find(|revision| revision.number <= number);
        found.map(|revision| revision.content.clone()).unwrap_or_default()
    }

    /// Everybody whose work an approval would confirm: they cannot give it.
    #[must_use]
    pub fn contributors(&self) -> BTreeSet<&PersonId> {
        self.authors.values().chain(self.evidence.values()).collect()
    }
}

impl Workspace {
    /// Hash of what stands about an item: the question, the content, the bound evidence. An approval binds this.
    #[must_use]
    pub fn item_digest(&self, item: &Item, reference: &ItemRef) -> Digest {
        let empty = ItemState::default();
        let state = self.items.get(reference).unwrap_or(&empty);
        let content = state.content();
        let answers: Vec<_> = content.answers.iter().map(|(place, answer)| json!([place, answer])).collect();
        let evidence: Vec<_> = state
            .evidence
            .keys()
            .filter_map(|id| self.evidence.get(id).map(Evidence::bound))
            .map(|bound| crate::canonical::canonical_value(&bound))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        Digest::of_value(&json!({
            "text": item.text_digest(), "answers": answers, "explanation": content.explanation, "evidence": evidence,
        }))
    }
}
