//! What is told to the server again and again, where only the newest counts.

use std::cell::Cell;

/// One at a time: two on their way at once would overtake each other. Of what is wanted meanwhile only the newest is done,
/// when the one before has ended.
pub struct Newest<T> {
    wanted: Cell<Option<T>>,
    busy: Cell<bool>,
}

impl<T> Newest<T> {
    /// Nothing is wanted.
    pub const fn new() -> Self {
        Self { wanted: Cell::new(None), busy: Cell::new(false) }
    }

    /// Takes the place of what waits; says whether somebody has to begin with [`Self::work`].
    pub fn begins(&self, wanted: T) -> bool {
        self.wanted.set(Some(wanted));
        !self.busy.replace(true)
    }

    /// Whether something is on its way.
    pub fn is_busy(&self) -> bool {
        self.busy.get()
    }

    /// Does what is wanted, and what is wanted meanwhile.
    pub async fn work(&self, act: impl AsyncFn(T)) {
        while let Some(wanted) = self.wanted.take() {
            act(wanted).await;
        }
        self.busy.set(false);
    }
}

/// The server's answers in tests: none until one is given.
#[cfg(test)]
pub mod answers {
    use std::cell::Cell;
    use std::future::poll_fn;
    use std::task::{Context, Poll, Waker};

    /// Where the next answer is put.
    #[derive(Default)]
    pub struct Answer(Cell<Option<Result<(), ()>>>);

    impl Answer {
        /// Is taken by whoever waits, once.
        pub fn give(&self, answer: Result<(), ()>) {
            self.0.set(Some(answer));
        }

        /// Waits for one.
        pub async fn come(&self) -> Result<(), ()> {
            poll_fn(|_| self.0.take().map_or(Poll::Pending, Poll::Ready)).await
        }
    }

    /// Whether a work has come to its end now.
    pub fn ends(work: std::pin::Pin<&mut impl Future<Output = ()>>) -> bool {
        work.poll(&mut Context::from_waker(Waker::noop())).is_ready()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::pin::pin;

    use super::answers::{Answer, ends};
    use super::*;

    #[test]
    fn nothing_overtakes_and_of_what_waits_only_the_newest_is_done() {
        let (line, answer, told) = (Newest::new(), Answer::default(), RefCell::new(Vec::new()));
        assert!(line.begins(1));
        let mut work = pin!(line.work(async |number| {
            told.borrow_mut().push(number);
            let _ = answer.come().await;
        }));
        assert!(!ends(work.as_mut()));
        assert!(!line.begins(2) && !line.begins(3), "the first is on its way");
        assert!(!ends(work.as_mut()));
        assert_eq!(*told.borrow(), [1]);
        answer.give(Ok(()));
        assert!(!ends(work.as_mut()));
        assert_eq!(*told.borrow(), [1, 3]);
        answer.give(Err(()));
        assert!(ends(work.as_mut()));
        assert!(line.begins(4), "nobody is at it any more");
    }
}
