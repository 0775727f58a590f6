//! Wrong tries of a typed code, as a call counts them: each count is kept once.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use heilsam_domain::RoomId;
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;
use super::newest::Newest;
use crate::browser;

/// After so long a count is tried again that could not be kept; each time after twice as long.
const AGAIN: Duration = Duration::from_secs(4);
/// The longest of these pauses.
const LONGEST: Duration = Duration::from_secs(60);

/// What keeps the wrong tries of a room, to be called with each view of its call. `known` were kept before.
pub fn keeper(desk: Desk, room: RoomId, known: u8) -> impl Fn(u8) + 'static {
    let tries = Rc::new(Tries::new(known));
    move |seen| {
        if tries.begins(seen, browser::uptime()) {
            let tries = Rc::clone(&tries);
            // A wrong try that was seen stays counted, also when the page is left.
            spawn_local(async move {
                tries.keep(browser::uptime, async |count| desk.keep_tries(room, count).await).await;
            });
        }
    }
}

/// A call tells its view often. Two that keep a count at once would overtake each other at the server, which refuses one of
/// them, so it is one after the other; and what could not be kept is tried again with the first view after a pause.
struct Tries {
    /// The highest count that was to be kept.
    seen: Cell<u8>,
    /// When it is tried again, if it could not be kept.
    again_at: Cell<Option<Duration>>,
    pause: Cell<Duration>,
    line: Newest<u8>,
}

impl Tries {
    const fn new(known: u8) -> Self {
        Self {
            seen: Cell::new(known),
            again_at: Cell::new(None),
            pause: Cell::new(AGAIN),
            line: Newest::new(),
        }
    }

    /// Takes note of a count; says whether somebody has to begin to keep it. A new count waits for no pause.
    fn begins(&self, seen: u8, now: Duration) -> bool {
        let is_new = seen > self.seen.get();
        if !is_new && self.again_at.get().is_none_or(|at| now < at) {
            return false;
        }
        self.again_at.set(None);
        self.seen.set(self.seen.get().max(seen));
        self.line.begins(self.seen.get())
    }

    /// Keeps what was seen, and what is seen meanwhile.
    async fn keep<E>(&self, clock: impl Fn() -> Duration, keep: impl AsyncFn(u8) -> Result<(), E>) {
        self.line
            .work(async |count: u8| {
                self.again_at.set(None);
                if keep(count).await.is_ok() {
                    self.pause.set(AGAIN);
                } else {
                    let pause = self.pause.get();
                    self.again_at.set(Some(clock() + pause));
                    self.pause.set((pause * 2).min(LONGEST));
                }
            })
            .await;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::pin::pin;

    use super::super::newest::answers::{Answer, ends};
    use super::*;

    const START: Duration = Duration::from_secs(100);

    const fn after(seconds: u64) -> Duration {
        Duration::from_secs(100 + seconds)
    }

    /// One round of keeping that is answered at once, so many seconds after the start.
    fn keep(tries: &Tries, seconds: u64, answer: Result<(), ()>) {
        assert!(ends(pin!(tries.keep(|| after(seconds), async |_| answer))));
    }

    #[test]
    fn what_was_known_before_is_not_kept_again_and_what_is_new_once() {
        let tries = Tries::new(1);
        assert!(!tries.begins(0, START) && !tries.begins(1, START));
        assert!(tries.begins(2, START));
        keep(&tries, 0, Ok(()));
        assert!(!tries.begins(2, after(1_000)), "kept is kept");
        assert!(!tries.begins(1, START), "nothing counts backwards");
        assert!(tries.begins(3, START));
    }

    #[test]
    fn nobody_begins_while_a_count_is_being_kept_and_a_new_one_is_kept_after_it() {
        let (tries, answer, kept) = (Tries::new(0), Answer::default(), RefCell::new(Vec::new()));
        assert!(tries.begins(1, START));
        let mut work = pin!(tries.keep(
            || START,
            async |count| {
                kept.borrow_mut().push(count);
                answer.come().await
            }
        ));
        assert!(!ends(work.as_mut()));
        assert!(!tries.begins(1, after(1_000)), "a view that changed otherwise");
        assert!(!tries.begins(2, START), "a second try waits for the first");
        answer.give(Ok(()));
        assert!(!ends(work.as_mut()));
        answer.give(Ok(()));
        assert!(ends(work.as_mut()));
        assert_eq!(*kept.borrow(), [1, 2]);
        assert!(!tries.begins(2, after(1_000)));
    }

    #[test]
    fn what_could_not_be_kept_is_tried_again_after_a_pause_and_not_with_every_view() {
        let tries = Tries::new(0);
        assert!(tries.begins(1, START));
        keep(&tries, 0, Err(()));
        assert!(!tries.begins(1, START) && !tries.begins(1, after(3)));
        assert!(tries.begins(1, after(4)));
        keep(&tries, 4, Ok(()));
        assert!(!tries.begins(1, after(1_000)));
    }

    #[test]
    fn a_refusal_that_lasts_makes_the_pauses_longer_up_to_a_minute() {
        let (tries, mut now) = (Tries::new(0), 0);
        assert!(tries.begins(1, START));
        for pause in [4, 8, 16, 32, 60, 60] {
            keep(&tries, now, Err(()));
            assert!(!tries.begins(1, after(now + pause - 1)), "{pause}");
            now += pause;
            assert!(tries.begins(1, after(now)), "{pause}");
        }
        keep(&tries, now, Ok(()));
        assert!(tries.begins(2, after(now)));
        keep(&tries, now, Err(()));
        assert!(tries.begins(2, after(now + 4)), "after a success the pauses begin anew");
    }

    #[test]
    fn a_new_count_waits_for_no_pause() {
        let tries = Tries::new(0);
        assert!(tries.begins(1, START));
        keep(&tries, 0, Err(()));
        assert!(tries.begins(2, START));
    }
}
