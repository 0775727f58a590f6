//! Wrong tries of a typed code, as a call counts them: each count is kept once.

use std::cell::Cell;
use std::rc::Rc;

use heilsam_domain::RoomId;
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;

/// What keeps the wrong tries of a room, to be called with each view of its call. `known` were kept before.
pub fn keeper(desk: Desk, room: RoomId, known: u8) -> impl Fn(u8) + 'static {
    let tries = Rc::new(Tries::new(known));
    move |seen| {
        if tries.begins(seen) {
            let tries = Rc::clone(&tries);
            // A wrong try that was seen stays counted, also when the page is left.
            spawn_local(async move { tries.keep(async |count| desk.keep_tries(room, count).await).await });
        }
    }
}

/// A call tells its view often. Two that keep a count at once would overtake each other at the server, which refuses one of
/// them, so it is one after the other; and what could not be kept is tried again with the next view.
struct Tries {
    seen: Cell<u8>,
    kept: Cell<u8>,
    busy: Cell<bool>,
}

impl Tries {
    const fn new(known: u8) -> Self {
        Self { seen: Cell::new(known), kept: Cell::new(known), busy: Cell::new(false) }
    }

    /// Takes note of a count; says whether somebody has to begin to keep it.
    fn begins(&self, seen: u8) -> bool {
        self.seen.set(self.seen.get().max(seen));
        self.is_behind() && !self.busy.replace(true)
    }

    /// Keeps what was seen, and what is seen meanwhile.
    async fn keep<E>(&self, keep: impl AsyncFn(u8) -> Result<(), E>) {
        while self.is_behind() {
            let count = self.seen.get();
            if keep(count).await.is_err() {
                break;
            }
            self.kept.set(count);
        }
        self.busy.set(false);
    }

    fn is_behind(&self) -> bool {
        self.seen.get() > self.kept.get()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::future::{pending, ready};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    fn poll(work: impl Future<Output = ()>) -> Poll<()> {
        pin!(work).poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn what_was_known_before_is_not_kept_again_and_what_is_new_once() {
        let tries = Tries::new(1);
        assert!(!tries.begins(0) && !tries.begins(1));
        assert!(tries.begins(2));
        assert_eq!(poll(tries.keep(async |_| Ok::<(), ()>(()))), Poll::Ready(()));
        assert!(!tries.begins(2), "kept is kept");
        assert!(!tries.begins(1), "nothing counts backwards");
        assert!(tries.begins(3));
    }

    #[test]
    fn nobody_begins_while_a_count_is_being_kept() {
        let tries = Tries::new(0);
        assert!(tries.begins(1));
        let mut work = pin!(tries.keep(async |_| pending::<Result<(), ()>>().await));
        assert!(work.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        assert!(!tries.begins(1), "a view that changed otherwise");
        assert!(!tries.begins(2), "a second try waits for the first");
    }

    #[test]
    fn a_try_that_is_seen_meanwhile_is_kept_after_the_one_before() {
        let (tries, kept) = (Tries::new(0), RefCell::new(Vec::new()));
        assert!(tries.begins(1));
        let work = tries.keep(async |count| {
            kept.borrow_mut().push(count);
            assert!(!tries.begins(2));
            ready(Ok::<(), ()>(())).await
        });
        assert_eq!(poll(work), Poll::Ready(()));
        assert_eq!(*kept.borrow(), [1, 2]);
    }

    #[test]
    fn what_could_not_be_kept_is_tried_again_with_the_next_view() {
        let tries = Tries::new(0);
        assert!(tries.begins(1));
        assert_eq!(poll(tries.keep(async |_| Err::<(), ()>(()))), Poll::Ready(()));
        assert!(tries.begins(1));
    }
}
