//! Which of the works asked for at a place counts: a stop, and whatever is asked for later, also end one that has no worker
//! yet.

use std::cell::Cell;

use super::Place;

thread_local! {
    /// How often something was asked for or stopped: on a page, and for the patient record.
    static TIMES: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

/// A work that was asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    place: Place,
    time: u32,
}

impl Asked {
    /// Asks at a place, instead of whatever was asked for there before.
    pub(super) fn at(place: Place) -> Self {
        end(place);
        Self { place, time: times(place) }
    }

    /// The name of its place.
    pub(super) const fn place(self) -> &'static str {
        self.place.name()
    }

    /// Whether it was neither stopped nor replaced.
    pub(super) fn counts(self) -> bool {
        times(self.place) == self.time
    }
}

/// Ends what was asked for at a place.
pub(super) fn end(place: Place) {
    let (page, record) = TIMES.get();
    TIMES.set(match place {
        Place::Page => (page.wrapping_add(1), record),
        Place::Record => (page, record.wrapping_add(1)),
    });
}

fn times(place: Place) -> u32 {
    let (page, record) = TIMES.get();
    match place {
        Place::Page => page,
        Place::Record => record,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_that_is_stopped_before_it_has_a_worker_counts_no_more() {
        let (page, record) = (Asked::at(Place::Page), Asked::at(Place::Record));
        assert!(page.counts());
        super::super::stop();
        assert!(!page.counts());
        assert!(record.counts(), "what goes into the patient record by itself is not stopped on a page");
    }

    #[test]
    fn a_later_work_takes_the_place_of_one_that_waits() {
        let (first, second) = (Asked::at(Place::Page), Asked::at(Place::Page));
        assert!(!first.counts() && second.counts());
    }
}
