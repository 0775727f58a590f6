//! What the sealed record holds for outcome reporting: the use that was counted, and how far the hand-in of each quarter is.

use std::collections::BTreeMap;

use heilsam_domain::outcome::{Contribution, Quarter};
use heilsam_protocol::Bytes;
use heilsam_therapy::outcome::UsageLog;
use heilsam_therapy::survey::{Part, Participation};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::sync::Merged;

/// Name from which the id of the record is derived: every device writes the same one.
pub(crate) const OUTCOME: &str = "outcome/reporting";

/// How far the hand-in of a quarter is; where two devices changed it, a later one wins over an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The patient agreed to exactly these numbers; they go when their time has come.
    Agreed(Agreed),
    /// The patient does not want to hand these numbers in.
    Declined,
    /// They were handed in: what was said stays readable.
    HandedIn(Contribution),
}

/// Numbers that will be handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// The numbers.
    pub contribution: Contribution,
    /// First day of their course: another one may end in the same quarter. Earlier versions did not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_use: Option<Date>,
    /// Not before this moment, which was drawn by lot.
    pub not_before: Timestamp,
    /// Serial number and blinding.
    pub(crate) blinding: Bytes,
    /// The token, as soon as the server gave its half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<Token>,
}

/// A token, and the public key that the server showed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Token {
    pub(crate) value: Bytes,
    pub(crate) key: Bytes,
}

/// What the server was asked with in a quarter, and what it answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// Serial number and blinding.
    pub(crate) blinding: Bytes,
    /// The token, as soon as the server gave its half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<Token>,
}

/// The payload of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OutcomeRecord {
    v: u8,
    #[serde(default)]
    pub(crate) usage: UsageLog,
    #[serde(default)]
    pub(crate) steps: BTreeMap<Quarter, Step>,
    /// Of agreements that were taken back: the server gives one token in a quarter, also to who agrees after all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    asked: BTreeMap<Quarter, Asked>,
    /// First day of the course whose numbers were declined: another one that ends in the same quarter is asked about by itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    declined: BTreeMap<Quarter, Date>,
    /// What the patient decided about the survey of Anlage 3, by the first day of the course.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    surveys: BTreeMap<Date, BTreeMap<Part, Participation>>,
}

impl Default for OutcomeRecord {
    fn default() -> Self {
        Self {
            v: 1,
            usage: UsageLog::default(),
            steps: BTreeMap::new(),
            asked: BTreeMap::new(),
            declined: BTreeMap::new(),
            surveys: BTreeMap::new(),
        }
    }
}

impl From<Agreed> for Asked {
    fn from(agreed: Agreed) -> Self {
        Self { blinding: agreed.blinding, token: agreed.token }
    }
}

impl OutcomeRecord {
    /// Does not hand the numbers of the course with this first day in, or those that were agreed to, if it is kept of which course
    /// they are. Keeps what the server was asked with.
    pub(crate) fn decline(&mut self, quarter: Quarter, first_use: Date) {
        let mut declined = first_use;
        if let Some(Step::Agreed(agreed)) = self.steps.insert(quarter, Step::Declined) {
            declined = agreed.first_use.unwrap_or(first_use);
            remember(&mut self.asked, quarter, agreed.into());
        }
        self.declined.insert(quarter, declined);
    }

    /// Whether what was declined in a quarter were the numbers of another course than the one with this first day.
    pub(crate) fn declined_another(&self, quarter: Quarter, first_use: Date) -> bool {
        self.declined.get(&quarter).is_some_and(|declined| *declined != first_use)
    }

    /// What the server was asked with in this quarter, if it was.
    pub(crate) fn asked(&self, quarter: Quarter) -> Option<Asked> {
        match self.steps.get(&quarter) {
            Some(Step::Agreed(agreed)) => Some(agreed.clone().into()),
            Some(Step::Declined | Step::HandedIn(_)) | None => self.asked.get(&quarter).cloned(),
        }
    }

    /// What was decided about the numbers of this quarter, and if declined, about those of which course.
    fn decided(&self, quarter: Quarter) -> (Option<&Step>, Option<Date>) {
        (self.steps.get(&quarter), self.declined.get(&quarter).copied())
    }

    /// What was decided about a part of the survey in the course with this first day.
    pub(crate) fn survey(&self, first_use: Date, part: Part) -> Option<Participation> {
        self.surveys.get(&first_use)?.get(&part).copied()
    }

    /// Adds what was decided about a part of the survey.
    pub(crate) fn decide(&mut self, first_use: Date, part: Part, state: Participation) {
        let known = self.surveys.entry(first_use).or_default().entry(part).or_default();
        *known = known.merged(state);
    }

    /// Without what tells whose token it is, or hands in with it.
    pub(crate) fn without_secrets(mut self) -> Self {
        self.asked.clear();
        for step in self.steps.values_mut() {
            if let Step::Agreed(agreed) = step {
                agreed.blinding = Bytes::default();
                agreed.token = None;
            }
        }
        self
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// `None` for a payload of a newer version of the app: it is kept and not changed.
    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok().filter(|record: &Self| record.v == 1)
    }
}

const fn rank(step: &Step) -> u8 {
    match step {
        Step::Agreed(agreed) if agreed.token.is_none() => 0,
        Step::Agreed(_) => 1,
        Step::Declined => 2,
        Step::HandedIn(_) => 3,
    }
}

/// The one with a token stays: the server gave it for that blinding, and gives no other.
fn remember(asked: &mut BTreeMap<Quarter, Asked>, quarter: Quarter, new: Asked) {
    if asked.get(&quarter).is_none_or(|known| known.token.is_none() && new.token.is_some()) {
        asked.insert(quarter, new);
    }
}

/// Adds up the use of both devices. The step of whoever changed it stands, of two changed ones the later; what was handed in
/// stays so.
pub(crate) fn merge(base: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Merged {
    let (Some(mine), Some(other)) = (OutcomeRecord::read(ours), OutcomeRecord::read(theirs)) else {
        return Merged::Both(ours.to_vec());
    };
    let base = base.and_then(OutcomeRecord::read).unwrap_or_default();
    let usage = UsageLog::merged(&base.usage, &mine.usage, &other.usage);
    let mut asked = other.asked.clone();
    for (quarter, known) in &mine.asked {
        remember(&mut asked, *quarter, known.clone());
    }
    let mut steps = other.steps.clone();
    for (quarter, step) in &mine.steps {
        let before = base.decided(*quarter);
        let [is_new, is_known_new] = [&mine, &other].map(|record| record.decided(*quarter) != before);
        let stays = steps.get(quarter).is_some_and(|known| {
            let is_over = [known, step].iter().any(|it| matches!(it, Step::HandedIn(_)));
            if is_new == is_known_new || is_over { rank(known) >= rank(step) } else { is_known_new }
        });
        let lost = if stays { Some(step.clone()) } else { steps.insert(*quarter, step.clone()) };
        if let (Some(Step::Agreed(agreed)), Some(Step::Declined)) = (lost, steps.get(quarter)) {
            remember(&mut asked, *quarter, agreed.into());
        }
    }
    let mut declined = other.declined.clone();
    for (quarter, first_use) in mine.declined {
        let known = declined.entry(quarter).or_insert(first_use);
        *known = first_use.max(*known);
    }
    let mut merged = OutcomeRecord { usage, steps, asked, declined, surveys: other.surveys.clone(), ..base };
    for (first_use, parts) in mine.surveys {
        for (part, state) in parts {
            merged.decide(first_use, part, state);
        }
    }
    Merged::One(if merged == other { theirs.to_vec() } else { merged.to_bytes() })
}

#[cfg(test)]
mod tests {
    use heilsam_domain::outcome::{Ending, Survey};
    use jiff::civil::date;

    use super::*;

    const FIRST: Date = date(2026, 1, 1);

    fn quarter() -> Quarter {
        Quarter::of(date(2026, 5, 1))
    }

    fn record(seconds: &[i64], step: Option<Step>) -> OutcomeRecord {
        let mut record = OutcomeRecord::default();
        for second in seconds {
            record.usage.sign(Timestamp::from_second(*second).unwrap(), date(2026, 3, 1));
        }
        record.steps.extend(step.map(|step| (quarter(), step)));
        record
    }

    #[test]
    fn use_adds_up_and_no_device_takes_a_decision_back() {
        let base = record(&[0, 60], None);
        let phone = record(&[0, 60, 120], Some(Step::Declined));
        let tablet = record(&[0, 60, 90], None);
        let Merged::One(merged) = merge(Some(&base.to_bytes()), &tablet.to_bytes(), &phone.to_bytes()) else {
            panic!("two records");
        };
        let merged = OutcomeRecord::read(&merged).unwrap();
        assert_eq!(merged.usage.days().values().next().unwrap().seconds, 150);
        assert_eq!(merged.steps.get(&quarter()), Some(&Step::Declined));
        let same = merge(Some(&base.to_bytes()), &base.to_bytes(), &phone.to_bytes());
        assert_eq!(same, Merged::One(phone.to_bytes()));
    }

    #[test]
    fn each_course_has_its_own_survey_and_a_decision_on_either_device_holds() {
        let (first, second) = (date(2026, 3, 1), date(2026, 5, 30));
        let declined = Participation { declined: true, ..Participation::default() };
        let offered = Participation { offered_on: Some(second), ..Participation::default() };
        let (mut phone, mut tablet) = (record(&[0], None), record(&[0], None));
        phone.decide(first, Part::HealthChange, declined);
        tablet.decide(second, Part::HealthChange, offered);
        let base = record(&[0], None).to_bytes();
        let Merged::One(merged) = merge(Some(&base), &phone.to_bytes(), &tablet.to_bytes()) else {
            panic!("two records");
        };
        let merged = OutcomeRecord::read(&merged).unwrap();
        assert_eq!(merged.survey(first, Part::HealthChange), Some(declined));
        assert_eq!(merged.survey(second, Part::HealthChange), Some(offered));
        assert_eq!(merged.survey(second, Part::Satisfaction), None);
    }

    fn agreed(token: Option<u8>) -> Agreed {
        let contribution = Contribution::new(quarter(), &[(10, 1)], Ending::Completed, Survey::default());
        let bytes = |byte: u8| Bytes(vec![byte; 4]);
        Agreed {
            contribution: contribution.unwrap(),
            first_use: None,
            not_before: Timestamp::UNIX_EPOCH,
            blinding: bytes(token.unwrap_or(9)),
            token: token.map(|byte| Token { value: bytes(byte), key: bytes(byte) }),
        }
    }

    #[test]
    fn who_declined_and_agrees_after_all_has_the_token_of_before() {
        let mut declined = record(&[0], Some(Step::Agreed(agreed(Some(1)))));
        declined.decline(quarter(), FIRST);
        declined.decline(quarter(), FIRST);
        let read = OutcomeRecord::read(&declined.to_bytes()).unwrap();
        assert_eq!(read.asked(quarter()), Some(Asked::from(agreed(Some(1)))));
        let base = record(&[0], None);
        let elsewhere = record(&[0], Some(Step::Agreed(agreed(Some(1)))));
        let without = record(&[0], Some(Step::Declined));
        for (ours, theirs) in [(&elsewhere, &without), (&without, &elsewhere), (&declined, &without)] {
            let merged = merge(Some(&base.to_bytes()), &ours.to_bytes(), &theirs.to_bytes());
            let Merged::One(merged) = merged else { panic!("two records") };
            let merged = OutcomeRecord::read(&merged).unwrap();
            assert_eq!(merged.steps.get(&quarter()), Some(&Step::Declined));
            assert_eq!(merged.asked(quarter()), Some(Asked::from(agreed(Some(1)))));
        }
        remember(&mut declined.asked, quarter(), agreed(None).into());
        assert_eq!(
            declined.asked(quarter()),
            Some(Asked::from(agreed(Some(1)))),
            "the one that the server knows"
        );
    }

    /// Merged in both directions, which give the same step.
    fn step_of(base: &OutcomeRecord, one: &OutcomeRecord, other: &OutcomeRecord) -> Option<Step> {
        let steps = [(one, other), (other, one)].map(|(ours, theirs)| {
            let merged = merge(Some(&base.to_bytes()), &ours.to_bytes(), &theirs.to_bytes());
            let Merged::One(merged) = merged else { panic!("two records") };
            OutcomeRecord::read(&merged).unwrap().steps.remove(&quarter())
        });
        assert_eq!(steps[0], steps[1]);
        steps[0].clone()
    }

    #[test]
    fn who_agrees_after_a_refusal_has_agreed_where_another_device_only_counted_use() {
        let second = date(2026, 4, 1);
        let mut base = record(&[0], None);
        base.decline(quarter(), FIRST);
        let mut tablet = base.clone();
        tablet.steps.insert(quarter(), Step::Agreed(agreed(Some(1))));
        let mut phone = base.clone();
        phone.usage.sign(Timestamp::from_second(60).unwrap(), date(2026, 3, 1));
        assert_eq!(step_of(&base, &tablet, &phone), Some(Step::Agreed(agreed(Some(1)))));
        // The step looks the same, and still it was said anew, of the other course.
        phone.decline(quarter(), second);
        assert_eq!(step_of(&base, &tablet, &phone), Some(Step::Declined));
        let mut taken_back = tablet.clone();
        taken_back.decline(quarter(), second);
        assert_eq!(step_of(&tablet, &taken_back, &tablet), Some(Step::Declined));
        let handed_in = record(&[0], Some(Step::HandedIn(agreed(None).contribution)));
        assert_eq!(step_of(&handed_in, &handed_in, &phone), handed_in.steps.get(&quarter()).cloned());
    }

    #[test]
    fn which_course_was_declined_is_known_on_both_devices() {
        let later = date(2026, 4, 1);
        let base = record(&[0], None).to_bytes();
        let (mut phone, mut tablet) = (record(&[0], None), record(&[0], None));
        phone.decline(quarter(), later);
        tablet.decline(quarter(), FIRST);
        for (ours, theirs) in [(&phone, &tablet), (&tablet, &phone)] {
            let Merged::One(merged) = merge(Some(&base), &ours.to_bytes(), &theirs.to_bytes()) else {
                panic!("two records");
            };
            let merged = OutcomeRecord::read(&merged).unwrap();
            assert!(merged.declined_another(quarter(), FIRST), "the later decision stands");
            assert!(!merged.declined_another(quarter(), later));
        }
        assert!(
            !record(&[0], Some(Step::Declined)).declined_another(quarter(), FIRST),
            "of an earlier build"
        );
    }

    #[test]
    fn who_takes_an_agreement_back_declines_the_course_for_which_it_was() {
        let later = date(2026, 4, 1);
        // Of an earlier version it is not known: then it is the one that is shown.
        for (first_use, declined, other) in [(Some(FIRST), FIRST, later), (None, later, FIRST)] {
            let step = Step::Agreed(Agreed { first_use, ..agreed(Some(1)) });
            let mut phone = OutcomeRecord::read(&record(&[0], Some(step)).to_bytes()).unwrap();
            phone.decline(quarter(), later);
            assert_eq!(phone.steps.get(&quarter()), Some(&Step::Declined));
            assert!(!phone.declined_another(quarter(), declined), "{first_use:?}");
            assert!(phone.declined_another(quarter(), other), "that one is asked about by itself");
        }
    }

    #[test]
    fn no_token_goes_into_a_file() {
        let mut twice = record(&[0], Some(Step::Agreed(agreed(Some(1)))));
        twice.decline(quarter(), FIRST);
        twice.steps.insert(quarter(), Step::Agreed(agreed(Some(1))));
        let bare = twice.without_secrets();
        assert_eq!(bare.asked(quarter()), Some(Asked { blinding: Bytes::default(), token: None }));
        assert!(bare.asked.is_empty());
    }

    #[test]
    fn a_payload_of_a_newer_app_is_kept() {
        let newer = br#"{"v":2}"#;
        assert_eq!(merge(None, newer, &record(&[0], None).to_bytes()), Merged::Both(newer.to_vec()));
    }
}
