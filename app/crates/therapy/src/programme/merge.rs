//! Two devices of one patient went on without each other: what was done on either of them is done.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{Course, ModuleState, Pause};

impl Course {
    /// Both courses in one; `base` is what both started from, if it is known.
    ///
    /// What both changed differently is taken from `ours`; nothing that was read, done or answered is lost.
    #[must_use]
    pub fn merged(base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        // Where it was begun anew, it is another course: the two cannot be mixed. What must rest, rests in it as well.
        match ours.earlier.len().cmp(&theirs.earlier.len()) {
            Ordering::Less => return theirs.clone().taking_over(ours),
            Ordering::Greater => return ours.clone().taking_over(theirs),
            Ordering::Equal => {}
        }
        let merged = Self {
            v: ours.v.max(theirs.v),
            package: pick(base.map(|it| &it.package), &ours.package, &theirs.package),
            first_day: ours.first_day.min(theirs.first_day),
            modules: modules(&ours.modules, &theirs.modules),
            quiz: ours.quiz.merged(&theirs.quiz),
            goals: list(base.map(|it| it.goals.as_slice()), &ours.goals, &theirs.goals, |it| it.id.clone()),
            reminders: list(
                base.map(|it| it.reminders.as_slice()),
                &ours.reminders,
                &theirs.reminders,
                |it| it.id().to_owned(),
            ),
            pauses: pauses(base, ours, theirs),
            taken_back: ours.taken_back.clone(),
            suitable: pick(base.map(|it| &it.suitable), &ours.suitable, &theirs.suitable),
            survey: list(base.map(|it| it.survey.as_slice()), &ours.survey, &theirs.survey, |(part, _)| {
                *part
            }),
            // Whoever has chosen is not asked again on the other device.
            goes_on_in: ours.goes_on_in.max(theirs.goes_on_in),
            earlier: ours.earlier.clone(),
        };
        merged.with_taken_back(&theirs.taken_back)
    }

    /// What a course that was begun anew has to know of one that was not.
    fn taking_over(self, before: &Self) -> Self {
        self.with_stops(before.open_stops()).with_taken_back(&before.taken_back)
    }
}

/// What was changed; ours where both were.
fn pick<V: PartialEq + Clone>(base: Option<&V>, ours: &V, theirs: &V) -> V {
    if base == Some(ours) { theirs.clone() } else { ours.clone() }
}

fn modules(
    ours: &BTreeMap<String, ModuleState>,
    theirs: &BTreeMap<String, ModuleState>,
) -> BTreeMap<String, ModuleState> {
    let mut merged = ours.clone();
    for (name, other) in theirs {
        let state = merged.entry(name.clone()).or_default();
        state.read.extend(&other.read);
        for (section, day) in &other.read_on {
            let first = state.read_on.entry(*section).or_insert(*day);
            *first = (*first).min(*day);
        }
        state.exercised.extend(&other.exercised);
    }
    merged
}

/// Things with a name each: added, changed or taken away on either side.
fn list<V: PartialEq + Clone, K: Ord>(
    base: Option<&[V]>,
    ours: &[V],
    theirs: &[V],
    name: impl Fn(&V) -> K,
) -> Vec<V> {
    let find = |list: &[V], key: &K| list.iter().find(|it| name(it) == *key).cloned();
    let mut seen = BTreeSet::new();
    let mut merged = Vec::new();
    for key in ours.iter().chain(theirs).map(&name) {
        let before = base.map(|list| find(list, &key));
        let chosen = pick(before.as_ref(), &find(ours, &key), &find(theirs, &key));
        // Without a common beginning, what one side lacks was not taken away there.
        let chosen = if base.is_none() { chosen.or_else(|| find(theirs, &key)) } else { chosen };
        if seen.insert(key) {
            merged.extend(chosen);
        }
    }
    merged
}

fn pauses(base: Option<&Course>, ours: &Course, theirs: &Course) -> Vec<Pause> {
    let mut merged = list(base.map(|it| it.pauses.as_slice()), &ours.pauses, &theirs.pauses, Pause::name);
    // What the practice agreed to is kept, also where the other device took the answer back meanwhile.
    for agreed in ours.pauses.iter().chain(&theirs.pauses) {
        let is_agreed = agreed.reason.is_some() && agreed.until.is_some();
        let is_known = merged.iter().any(|it| it.name() == agreed.name());
        merged.extend((is_agreed && !is_known).then_some(*agreed));
    }
    merged.sort_by_key(Pause::name);
    merged
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::super::{Goal, Reminder, Setting};
    use super::*;
    use crate::advice::Reason;
    use crate::content::Measure;

    fn course() -> Course {
        serde_json::from_str(r#"{"v":1,"package":"a","first_day":"2026-03-02"}"#).unwrap()
    }

    fn goal(id: &str, target: u32) -> Goal {
        Goal { id: id.into(), measure: Measure::DaysMeasured, target, since: date(2026, 3, 2) }
    }

    #[test]
    fn reading_and_exercises_add_up() {
        let (mut ours, mut theirs) = (course(), course());
        ours.read("a", 0, date(2026, 3, 3));
        theirs.read("a", 1, date(2026, 3, 4));
        theirs.exercised("b", date(2026, 3, 4));
        let merged = Course::merged(Some(&course()), &ours, &theirs);
        assert_eq!(merged.modules["a"].read.len(), 2);
        assert_eq!(merged.modules["a"].read_on.len(), 2);
        assert_eq!(merged.modules["b"].exercised.len(), 1);
        assert_eq!(Course::merged(Some(&course()), &theirs, &ours), merged);
    }

    #[test]
    fn a_section_that_was_read_on_two_devices_was_read_on_the_first_of_the_days() {
        let (mut ours, mut theirs) = (course(), course());
        ours.read("a", 0, date(2026, 3, 5));
        theirs.read("a", 0, date(2026, 3, 3));
        for base in [Some(&course()), None] {
            let merged = Course::merged(base, &ours, &theirs);
            assert_eq!(merged.modules["a"].read_on, BTreeMap::from([(0, date(2026, 3, 3))]));
            assert_eq!(Course::merged(base, &theirs, &ours), merged);
        }
    }

    #[test]
    fn a_day_of_reading_is_not_lost_to_an_earlier_build_that_does_not_know_it() {
        let (mut ours, mut theirs) = (course(), course());
        ours.read("a", 0, date(2026, 3, 3));
        theirs.modules.insert("a".into(), ModuleState { read: [0, 1].into(), ..ModuleState::default() });
        let merged = Course::merged(Some(&ours), &theirs, &ours);
        assert_eq!(merged.modules["a"].read.len(), 2);
        assert_eq!(merged.modules["a"].read_on, BTreeMap::from([(0, date(2026, 3, 3))]));
        assert_eq!(Course::merged(Some(&ours), &ours, &theirs), merged);
    }

    #[test]
    fn goals_are_added_changed_and_taken_away_on_either_side() {
        let base = Course { goals: vec![goal("walk", 3), goal("salt", 5)], ..course() };
        let ours = Course { goals: vec![goal("walk", 4), goal("salt", 5)], ..course() };
        let theirs = Course { goals: vec![goal("walk", 3), goal("sleep", 7)], ..course() };
        let merged = Course::merged(Some(&base), &ours, &theirs);
        assert_eq!(merged.goals, [goal("walk", 4), goal("sleep", 7)]);
        assert_eq!(Course::merged(None, &ours, &theirs).goals.len(), 3, "without a base nothing goes away");
    }

    #[test]
    fn a_pause_that_ended_elsewhere_has_ended() {
        let mut base = course();
        base.rest(date(2026, 3, 4), None);
        let mut theirs = base.clone();
        theirs.go_on(date(2026, 3, 6));
        let merged = Course::merged(Some(&base), &base, &theirs);
        assert_eq!(merged.pause(date(2026, 3, 6)), None);
    }

    #[test]
    fn stops_of_one_day_for_two_reasons_are_both_kept() {
        let (mut ours, mut theirs) = (course(), course());
        ours.rest(date(2026, 3, 4), Some(Reason::VeryHigh));
        theirs.rest(date(2026, 3, 4), Some(Reason::SwollenFace));
        let merged = Course::merged(Some(&course()), &ours, &theirs);
        assert_eq!(merged.stops(&[], date(2026, 3, 5)), [Reason::SwollenFace, Reason::VeryHigh]);
        let mut agreed = merged.clone();
        agreed.agreed(&[Reason::SwollenFace, Reason::VeryHigh], date(2026, 3, 6));
        assert_eq!(Course::merged(Some(&merged), &merged, &agreed).stops(&[], date(2026, 3, 6)), []);
    }

    #[test]
    fn a_course_that_was_begun_anew_stays_begun_anew() {
        let mut before = course();
        before.read("a", 0, date(2026, 3, 3));
        let anew = Course { first_day: date(2026, 6, 1), earlier: vec![before.clone()], ..course() };
        assert_eq!(Course::merged(Some(&before), &before, &anew), anew);
        assert_eq!(Course::merged(Some(&before), &anew, &before), anew);
        before.rest(date(2026, 6, 2), Some(Reason::SwollenFace));
        let merged = Course::merged(None, &before, &anew);
        assert_eq!(merged.stops(&[], date(2026, 6, 3)), [Reason::SwollenFace], "a stop is never lost");
        let agreed = {
            let mut agreed = merged.clone();
            agreed.agreed(&[Reason::SwollenFace], date(2026, 6, 3));
            agreed
        };
        assert_eq!(Course::merged(None, &before, &agreed), agreed);
    }

    #[test]
    fn that_it_goes_on_was_chosen_on_either_device() {
        let chosen = Course { goes_on_in: Some(date(2026, 5, 30)), ..course() };
        assert_eq!(Course::merged(Some(&course()), &course(), &chosen), chosen);
        assert_eq!(Course::merged(None, &chosen, &course()), chosen);
    }

    #[test]
    fn reminders_switched_on_elsewhere_are_on() {
        let off = Reminder::new("measure", time(7, 0, 0, 0), [1]).unwrap();
        let base = Course { reminders: vec![off.clone()], ..course() };
        let theirs = Course { reminders: vec![off.set(Setting::On)], ..course() };
        assert_eq!(Course::merged(Some(&base), &base, &theirs).reminders, theirs.reminders);
    }
}
