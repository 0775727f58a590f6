//! The patient's way through the programme: what its one record holds, and how two edits are merged.

use heilsam_therapy::programme::Course;
use serde::{Deserialize, Serialize};

use crate::sync::Merged;

/// Name from which the id of the record is derived: every device writes the same one.
pub(crate) const COURSE: &str = "therapy/course";

/// The payload of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TherapyRecord {
    pub(crate) v: u8,
    pub(crate) course: Course,
}

impl TherapyRecord {
    pub(crate) const fn new(course: Course) -> Self {
        Self { v: 1, course }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// `None` for a payload of a newer version of the app: it is kept and not shown.
    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok().filter(|record: &Self| record.v == 1 && record.course.v == 1)
    }
}

/// What was done on either device is done.
pub(crate) fn merge(base: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Merged {
    let (Some(mine), Some(other)) = (TherapyRecord::read(ours), TherapyRecord::read(theirs)) else {
        return Merged::Both(ours.to_vec());
    };
    let base = base.and_then(TherapyRecord::read).map(|record| record.course);
    let course = Course::merged(base.as_ref(), &mine.course, &other.course);
    if course == other.course {
        return Merged::One(theirs.to_vec());
    }
    Merged::One(TherapyRecord::new(course).to_bytes())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn course() -> Course {
        let json = r#"{"v":1,"package":"hypertonie","first_day":"2026-03-01"}"#;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_was_done_on_two_devices_is_done() {
        let base = course();
        let (mut phone, mut tablet) = (base.clone(), base.clone());
        phone.read("messen", 0, date(2026, 3, 1));
        tablet.read("messen", 1, date(2026, 3, 2));
        tablet.exercised("messen", date(2026, 3, 2));
        let mut both = phone.clone();
        both.read("messen", 1, date(2026, 3, 2));
        both.exercised("messen", date(2026, 3, 2));
        let bytes = |course: &Course| TherapyRecord::new(course.clone()).to_bytes();
        let merged = merge(Some(&bytes(&base)), &bytes(&phone), &bytes(&tablet));
        assert_eq!(merged, Merged::One(bytes(&both)));
        assert_eq!(merge(Some(&bytes(&base)), &bytes(&base), &bytes(&tablet)), Merged::One(bytes(&tablet)));
    }
}
