//! What somebody types into a form while others may change the same: nothing of either is lost.

use std::collections::{BTreeMap, BTreeSet};

/// One value of a form: with what it was opened, and what stands in the field now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed<T> {
    opened: T,
    typed: T,
}

impl<T: Clone + PartialEq> Typed<T> {
    /// Nothing typed yet.
    pub fn of(stands: T) -> Self {
        Self { opened: stands.clone(), typed: stands }
    }

    /// What is in the field.
    pub const fn typed(&self) -> &T {
        &self.typed
    }

    /// The person typed this.
    pub fn type_in(&mut self, typed: T) {
        self.typed = typed;
    }

    /// Goes with what others saved where the person changed nothing, or the same.
    #[must_use]
    pub fn following(self, stands: &T) -> Self {
        if self.typed == self.opened || self.typed == *stands { Self::of(stands.clone()) } else { self }
    }

    /// Whether others saved something else than what the person saw and typed over.
    pub fn is_contested(&self, stands: &T) -> bool {
        self.opened != *stands && self.typed != self.opened && self.typed != *stands
    }

    /// What is typed shall count, now that the person has seen what stands.
    #[must_use]
    pub fn kept(self, stands: &T) -> Self {
        Self { opened: stands.clone(), ..self }
    }
}

/// What somebody ticked, beside what stood when they began. Each tick counts for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticked<T> {
    opened: BTreeSet<T>,
    wanted: BTreeMap<T, bool>,
}

impl<T: Clone + Ord> Ticked<T> {
    /// Nothing ticked yet.
    pub const fn of(stands: BTreeSet<T>) -> Self {
        Self { opened: stands, wanted: BTreeMap::new() }
    }

    /// The person wants it, or not.
    pub fn tick(&mut self, what: T, on: bool) {
        self.wanted.insert(what, on);
    }

    /// What others saved, with what the person wants.
    pub fn over(&self, stands: &BTreeSet<T>) -> BTreeSet<T> {
        let mut now = stands.clone();
        for (what, on) in &self.wanted {
            if *on {
                now.insert(what.clone());
            } else {
                now.remove(what);
            }
        }
        now
    }

    /// What others added and took away since the person began.
    pub fn changed_by_others(&self, stands: &BTreeSet<T>) -> (Vec<T>, Vec<T>) {
        let added = stands.difference(&self.opened).cloned().collect();
        (added, self.opened.difference(stands).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_typed_over_follows_what_others_saved() {
        let followed = Typed::of("1.0").following(&"1.1");
        assert_eq!((followed.typed(), followed.is_contested(&"1.1")), (&"1.1", false));
    }

    #[test]
    fn what_somebody_typed_stays_and_is_not_saved_over_what_others_saved_unseen() {
        let mut version = Typed::of("1.0");
        version.type_in("1.2");
        assert!(!version.is_contested(&"1.0"), "nobody else changed it");
        let version = version.following(&"1.1");
        assert_eq!((version.typed(), version.is_contested(&"1.1")), (&"1.2", true));
        assert!(!version.clone().kept(&"1.1").is_contested(&"1.1"), "seen and decided");
        assert!(version.kept(&"1.1").is_contested(&"1.3"), "and changed once more");
    }

    #[test]
    fn the_same_typed_by_two_is_no_conflict() {
        let mut version = Typed::of("1.0");
        version.type_in("1.1");
        assert!(!version.is_contested(&"1.1"));
        assert_eq!(version.following(&"1.1"), Typed::of("1.1"));
    }

    #[test]
    fn ticks_of_two_people_are_both_there() {
        let mut ticked = Ticked::of(BTreeSet::from(["app", "web"]));
        ticked.tick("video", true);
        ticked.tick("web", false);
        let stands = BTreeSet::from(["web", "sensor"]);
        assert_eq!(ticked.over(&stands), BTreeSet::from(["sensor", "video"]));
        assert_eq!(ticked.changed_by_others(&stands), (vec!["sensor"], vec!["app"]));
    }

    #[test]
    fn what_others_ticked_can_be_taken_away_again() {
        let mut ticked = Ticked::of(BTreeSet::new());
        let stands = BTreeSet::from(["video"]);
        ticked.tick("video", false);
        assert!(ticked.over(&stands).is_empty());
    }
}
