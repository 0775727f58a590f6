//! Who may do what: authors answer, reviewers approve, both speak.

use super::{Action, Refused};

/// The part that somebody has in a workspace. Nobody has both, so that four eyes are never two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Answers, proves, fills in.
    Author,
    /// Approves or gives back.
    Reviewer,
}

impl Part {
    /// Whether an action belongs to the part. Runs of checks belong to nobody: the checks record them themselves.
    ///
    /// # Errors
    /// [`Refused::NotYourPart`] or [`Refused::RunByHand`].
    pub const fn check(self, action: &Action) -> Result<(), Refused> {
        match (self, action) {
            (_, Action::RecordRun { .. }) => Err(Refused::RunByHand),
            (_, Action::Comment { .. } | Action::Assign { .. } | Action::SetDue { .. })
            | (Self::Reviewer, Action::Approve { .. } | Action::Return { .. }) => Ok(()),
            (Self::Author, Action::Approve { .. } | Action::Return { .. }) | (Self::Reviewer, _) => {
                Err(Refused::NotYourPart)
            }
            (Self::Author, _) => Ok(()),
        }
    }
}

impl Action {
    /// Whether this action would silently replace what `earlier` set, which the person did not see.
    ///
    /// Edits of items and fields are never among them: they name their base and are merged.
    #[must_use]
    pub fn replaces(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::SetProperties { .. }, Self::SetProperties { .. })
            | (Self::SetCumulation { .. }, Self::SetCumulation { .. })
            | (Self::SetRelease { .. }, Self::SetRelease { .. })
            | (Self::SetFiling { .. }, Self::SetFiling { .. })
            | (Self::SetListing { .. }, Self::SetListing { .. })
            // Whether notices are left depends on those that were given.
            | (Self::GiveNotice { .. }, Self::GiveNotice { .. }) => true,
            (Self::SetPublished { title: one, .. }, Self::SetPublished { title: other, .. }) => one == other,
            // Everything is decided under a state of the law.
            (_, Self::SwitchLegalDate { .. }) | (Self::SwitchLegalDate { .. }, _) => true,
            (Self::RateScenario { scenario: one, .. }, Self::RateScenario { scenario: other, .. }) => {
                one == other
            }
            (Self::SetMarks { field: one, .. }, Self::SetMarks { field: other, .. }) => one == other,
            (Self::SetNotApplicable { entry: one, .. }, Self::SetNotApplicable { entry: other, .. }) => {
                one == other
            }
            (Self::Assign { item: one, .. }, Self::Assign { item: other, .. })
            | (Self::SetDue { item: one, .. }, Self::SetDue { item: other, .. })
            | (
                Self::ResolveConflict { item: one, .. },
                Self::ResolveConflict { item: other, .. } | Self::EditItem { item: other, .. },
            ) => one == other,
            (Self::ResolveField { field: one, .. }, Self::ResolveField { field: other, .. }) => one == other,
            _ => false,
        }
    }

    /// Whether this action would replace something that one of `entries` set.
    #[must_use]
    pub fn replaces_any<'a>(&self, entries: impl IntoIterator<Item = &'a Self>) -> bool {
        entries.into_iter().any(|earlier| self.replaces(earlier))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::ItemRef;
    use crate::digest::Digest;
    use crate::legal_date::LegalDate;
    use crate::workspace::action::ItemEdit;

    fn item(id: &str) -> ItemRef {
        ItemRef::new("digav-2026-anlage-1", id)
    }

    fn edit(id: &str) -> Action {
        Action::EditItem { item: item(id), edit: ItemEdit::default() }
    }

    fn approve(id: &str) -> Action {
        Action::Approve { item: item(id), seen: Digest::ZERO }
    }

    #[test]
    fn authors_never_approve_and_reviewers_never_answer() {
        assert_eq!(Part::Author.check(&edit("ds-01")), Ok(()));
        assert_eq!(Part::Reviewer.check(&edit("ds-01")), Err(Refused::NotYourPart));
        assert_eq!(Part::Author.check(&approve("ds-01")), Err(Refused::NotYourPart));
        assert_eq!(Part::Reviewer.check(&approve("ds-01")), Ok(()));
        let comment = Action::Comment { item: item("ds-01"), text: "?".into() };
        for part in [Part::Author, Part::Reviewer] {
            assert_eq!(part.check(&comment), Ok(()));
        }
    }

    #[test]
    fn only_what_says_nothing_about_its_base_replaces() {
        let due = |id| Action::SetDue { item: item(id), on: None };
        assert!(due("ds-01").replaces(&due("ds-01")));
        assert!(!due("ds-01").replaces(&due("ds-02")));
        assert!(!edit("ds-01").replaces(&edit("ds-01")));
        let switch = Action::SwitchLegalDate { to: LegalDate::Of2020 };
        assert!(edit("ds-01").replaces_any([&due("ds-01"), &switch]));
        assert!(!edit("ds-01").replaces_any([&due("ds-01"), &approve("ds-01")]));
    }
}
