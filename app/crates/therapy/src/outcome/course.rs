//! The course of use: its weeks, and whether it was broken off.

use heilsam_domain::outcome::{Ending, Quarter};
use jiff::Span;
use jiff::civil::Date;

use super::usage::{DayOfUse, UsageLog};

/// Days of a course that are counted at most (§ 23c Absatz 1).
pub const LONGEST_COURSE: u16 = 90;

/// A course: first day of use and duration (Anwendungsdauer) in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// First day of use.
    pub first_use: Date,
    /// Duration of use in days as prescribed, uncut.
    pub days: u16,
}

impl Course {
    /// Days that are counted.
    #[must_use]
    pub fn counted_days(&self) -> u16 {
        self.days.clamp(1, LONGEST_COURSE)
    }

    /// The last day that is counted.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.first_use.saturating_add(Span::new().days(i64::from(self.counted_days()) - 1))
    }

    /// Days without use that mean breaking off: three weeks, or a quarter of a course shorter than 90 days.
    ///
    /// Source: § 23c Absatz 4. A quarter that is no whole number of days is rounded up.
    #[must_use]
    pub const fn drop_out_days(&self) -> u16 {
        match self.days {
            0 => 1,
            1..90 => self.days.div_ceil(4),
            90.. => 21,
        }
    }

    /// How it ended; `None` while it runs and was not broken off.
    #[must_use]
    pub fn ending(&self, log: &UsageLog, today: Date) -> Option<Ending> {
        let last_day = self.last_day();
        let until = today.min(last_day);
        let mut last_use = self.first_use;
        let used = log.days().keys().copied().filter(|day| (self.first_use..=until).contains(day));
        // The day after the last counted one closes the last gap.
        for day in used.chain(std::iter::once(until.saturating_add(Span::new().days(1)))) {
            let unused = days_between(last_use, day) - 1;
            if unused >= i32::from(self.drop_out_days()) {
                let after = days_between(self.first_use, last_use) + 1;
                return Some(Ending::DroppedOut { after_days: u16::try_from(after).unwrap_or_default() });
            }
            last_use = day;
        }
        (today > last_day).then_some(Ending::Completed)
    }

    /// Minutes (rounded) and uses of each week of the course, weeks without use included; the last one may be shorter.
    #[must_use]
    pub fn weeks(&self, log: &UsageLog) -> Vec<(u32, u32)> {
        let count = usize::from(self.counted_days().div_ceil(7));
        let mut weeks = vec![DayOfUse::default(); count];
        for (day, used) in log.days().range(self.first_use..=self.last_day()) {
            let index = usize::try_from(days_between(self.first_use, *day) / 7).unwrap_or_default();
            if let Some(week) = weeks.get_mut(index) {
                week.seconds = week.seconds.saturating_add(used.seconds);
                week.uses = week.uses.saturating_add(used.uses);
            }
        }
        weeks.into_iter().map(|week| ((week.seconds + 30) / 60, week.uses)).collect()
    }
}

/// The courses of somebody, oldest first: one for each prescription, from the days on which they began. Whoever never begins
/// the programme has them as well.
///
/// `programme` is the first day of the programme. It counts where no prescription is known, and for an earlier account whose
/// course was over before the first one of these.
#[must_use]
pub fn courses(prescribed: &[Date], programme: Option<Date>) -> Vec<Course> {
    let of = |first_use: Date| Course { first_use, days: LONGEST_COURSE };
    let first = prescribed.first();
    let earlier = programme.map(of).filter(|it| first.is_none_or(|first| it.last_day() < *first));
    earlier.into_iter().chain(prescribed.iter().copied().map(of)).collect()
}

/// The course that runs on a day, or that ended last before it; `None` before the first one.
#[must_use]
pub fn current(courses: &[Course], today: Date) -> Option<Course> {
    courses.iter().rfind(|it| it.first_use <= today).copied()
}

/// The course whose numbers are asked for on a day: the last one that has ended, as long as its quarter takes numbers; else
/// the current one.
#[must_use]
pub fn to_report(courses: &[Course], today: Date) -> Option<Course> {
    let ended = courses.iter().rfind(|it| it.last_day() < today).copied();
    let open = ended.filter(|it| today <= Quarter::of(it.last_day()).closes());
    open.or_else(|| current(courses, today))
}

/// Whether another course ends in the same quarter: of a person, the numbers of one are taken in a quarter.
#[must_use]
pub fn shares_quarter(courses: &[Course], course: &Course) -> bool {
    let quarter = Quarter::of(course.last_day());
    courses.iter().any(|it| it != course && Quarter::of(it.last_day()) == quarter)
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
