//! Saving the PDF of what is chosen on a page: what came of it is said of that choice, and of no later one.

use dioxus::prelude::*;
use heilsam_report::Document;

use super::{Saved, worker};

/// How far a PDF is, and what is said of it. Copies are the same state.
#[derive(Clone, Copy, PartialEq)]
pub struct Saving(Signal<State>);

/// For the place that calls this.
pub fn use_saving() -> Saving {
    Saving(use_signal(State::default))
}

impl Saving {
    /// Whether one is being made, for whatever choice.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.0.read().busy.is_some()
    }

    /// What became of the PDF of what is chosen now.
    #[must_use]
    pub fn said(self) -> Saved {
        self.0.read().said.clone()
    }

    /// Something else is chosen: what was saved, or is being made, is not it.
    pub fn change(mut self) {
        self.0.write().change();
    }

    /// Makes the PDF and gives it to the browser to save under this name; `None` is one that could not be composed.
    pub fn begin(mut self, document: Option<Document>, file: String) {
        let number = self.0.write().begin();
        spawn(async move {
            let saved = match document {
                Some(document) => Saved::of(worker::save(&document, &file).await, file),
                None => Saved::Failed,
            };
            self.0.write().end(number, saved);
        });
    }
}

#[derive(Default)]
struct State {
    /// Number of what is chosen, or was asked for, last.
    last: u32,
    /// Number of the PDF that is being made.
    busy: Option<u32>,
    said: Saved,
}

impl State {
    fn change(&mut self) {
        self.last = self.last.wrapping_add(1);
        // Also at a second begin: a message that stands there already would not be read aloud again.
        self.said = Saved::Asking;
    }

    /// The number of the PDF that is being made now.
    fn begin(&mut self) -> u32 {
        self.change();
        self.busy = Some(self.last);
        self.last
    }

    fn end(&mut self, number: u32, saved: Saved) {
        if self.busy == Some(number) {
            self.busy = None;
        }
        if self.last == number {
            self.said = saved;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done() -> Saved {
        Saved::Done { address: "blob:1".to_owned(), file: "Bericht.pdf".to_owned() }
    }

    #[test]
    fn what_was_saved_is_said_until_something_else_is_chosen() {
        let mut state = State::default();
        let number = state.begin();
        assert!(state.busy.is_some() && state.said == Saved::Asking);
        state.end(number, done());
        assert!(state.busy.is_none() && state.said == done());
        state.change();
        assert!(state.said == Saved::Asking);
    }

    #[test]
    fn a_pdf_that_is_ready_after_the_choice_changed_is_not_said_to_be_what_is_chosen_now() {
        for late in [done(), Saved::Failed] {
            let mut state = State::default();
            let number = state.begin();
            state.change();
            assert!(
                state.busy.is_some(),
                "the next one waits: each takes back the address of the one before"
            );
            state.end(number, late);
            assert!(state.busy.is_none() && state.said == Saved::Asking);
            let number = state.begin();
            state.end(number, done());
            assert!(state.said == done(), "the next one is what is chosen");
        }
    }

    #[test]
    fn of_two_that_are_made_at_once_the_later_one_counts() {
        let mut state = State::default();
        let (first, second) = (state.begin(), state.begin());
        state.end(first, Saved::Failed);
        assert!(state.busy.is_some() && state.said == Saved::Asking);
        state.end(second, done());
        assert!(state.busy.is_none() && state.said == done());
    }
}
