//! The rooms in which the guests meet: the server opens them while this page says so.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use dioxus::prelude::*;
use heilsam_call::group::Convener;
use heilsam_domain::RoomId;
use wasm_bindgen_futures::spawn_local;

use super::Table;
use crate::browser;
use crate::practice::newest::Newest;

/// After so long the server is told again which rooms the guests meet in.
const LEASE: Duration = Duration::from_secs(30);
/// After so long it is tried again when it did not work.
const AGAIN: Duration = Duration::from_secs(2);

/// Which rooms are open in which call.
#[derive(Clone, Default, PartialEq)]
struct Rooms {
    of: Option<RoomId>,
    rooms: Vec<RoomId>,
}

/// What the server is told: one after the other, so that it never ends with an older set than the newest.
pub(super) struct Lease {
    /// What it was to be told last, and since when.
    wanted: RefCell<Rooms>,
    at: Cell<Duration>,
    open: Cell<bool>,
    line: Newest<Rooms>,
}

impl Lease {
    /// The server knows of no rooms.
    pub(super) fn new() -> Self {
        Self {
            wanted: RefCell::default(),
            at: Cell::new(Duration::ZERO),
            open: Cell::new(false),
            line: Newest::new(),
        }
    }

    /// Whether the server has the newest set open.
    pub(super) fn is_open(&self) -> bool {
        self.open.get()
    }

    /// Takes note of the rooms in the call that began with `first`, or in the last one; says whether somebody has to begin to
    /// tell the server.
    fn begins(&self, first: Option<RoomId>, rooms: Vec<RoomId>, now: Duration) -> bool {
        let mut wanted = self.wanted.borrow_mut();
        let new = Rooms { of: first.or(wanted.of), rooms };
        let due = now.saturating_sub(self.at.get()) > if self.open.get() { LEASE } else { AGAIN };
        let same = *wanted == new;
        if new.of.is_none() || (same && (self.line.is_busy() || !due || new.rooms.is_empty())) {
            return false;
        }
        if !same {
            self.open.set(false);
        }
        self.at.set(now);
        *wanted = new.clone();
        self.line.begins(new)
    }

    /// Tells the server what is wanted, and what is wanted meanwhile.
    async fn tell<E>(&self, put: impl AsyncFn(RoomId, Vec<RoomId>) -> Result<(), E>) {
        self.line
            .work(async |told: Rooms| {
                let Some(of) = told.of else { return };
                let opened = put(of, told.rooms.clone()).await.is_ok();
                if *self.wanted.borrow() == told {
                    self.open.set(opened);
                }
            })
            .await;
    }
}

impl Table {
    /// Says to the server where the guests meet, again before it forgets.
    pub(super) fn tell_server(self, first: Option<RoomId>) {
        let rooms = self.convener.peek().as_ref().map(Convener::rooms).unwrap_or_default();
        let lease = Rc::clone(&self.lease.peek());
        if lease.begins(first, rooms, browser::uptime()) {
            let desk = *self.desk.peek();
            // What was to be told last is told also when the page is left: it may be that the call is over.
            spawn_local(async move {
                lease.tell(async |of, rooms| desk.set_pair_rooms(of, rooms).await).await;
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use super::*;
    use crate::practice::newest::answers::{Answer, ends};

    fn room(number: u8) -> RoomId {
        RoomId::from_bytes([number; 16])
    }

    const fn after(seconds: u64) -> Duration {
        Duration::from_secs(100 + seconds)
    }

    /// What was told, and the answer to it.
    #[derive(Default)]
    struct Server {
        told: RefCell<Vec<(RoomId, Vec<RoomId>)>>,
        answer: Answer,
    }

    impl Server {
        async fn hears(&self, lease: &Lease) {
            lease
                .tell(async |of, rooms| {
                    self.told.borrow_mut().push((of, rooms));
                    self.answer.come().await
                })
                .await;
        }
    }

    /// A call in which two meet, of which nothing was told yet.
    fn begun() -> Lease {
        let lease = Lease::new();
        assert!(lease.begins(Some(room(1)), vec![room(7)], after(0)));
        lease
    }

    /// One round of telling that is answered at once.
    fn tell(lease: &Lease, answer: Result<(), ()>) {
        assert!(ends(pin!(lease.tell(async |_, _| answer))));
    }

    #[test]
    fn a_newer_set_waits_for_the_one_on_its_way_and_only_the_newest_is_told() {
        let (lease, server) = (begun(), Server::default());
        let mut work = pin!(server.hears(&lease));
        assert!(!ends(work.as_mut()));
        assert!(!lease.begins(Some(room(1)), vec![room(7), room(8)], after(1)));
        assert!(!lease.begins(Some(room(1)), vec![room(9)], after(2)));
        assert!(!ends(work.as_mut()));
        assert_eq!(*server.told.borrow(), [(room(1), vec![room(7)])], "the first has no answer yet");
        server.answer.give(Ok(()));
        assert!(!ends(work.as_mut()));
        assert!(!lease.is_open(), "the newest set is on its way only");
        server.answer.give(Ok(()));
        assert!(ends(work.as_mut()));
        assert_eq!(*server.told.borrow(), [(room(1), vec![room(7)]), (room(1), vec![room(9)])]);
        assert!(lease.is_open());
    }

    #[test]
    fn the_end_of_the_call_is_told_after_what_is_on_its_way() {
        let (lease, server) = (begun(), Server::default());
        let mut work = pin!(server.hears(&lease));
        assert!(!ends(work.as_mut()));
        assert!(!lease.begins(None, Vec::new(), after(1)));
        server.answer.give(Err(()));
        assert!(!ends(work.as_mut()));
        server.answer.give(Ok(()));
        assert!(ends(work.as_mut()));
        assert_eq!(server.told.borrow().last(), Some(&(room(1), Vec::new())));
        assert!(!lease.begins(None, Vec::new(), after(1_000)), "what is over is not told again");
    }

    #[test]
    fn the_same_set_is_told_again_before_it_is_forgotten_and_sooner_where_it_failed() {
        let lease = Lease::new();
        let begins = |seconds| lease.begins(Some(room(1)), vec![room(7)], after(seconds));
        assert!(begins(0));
        assert!(!begins(60), "it is on its way");
        tell(&lease, Ok(()));
        assert!(lease.is_open() && !begins(30) && begins(31));
        tell(&lease, Err(()));
        assert!(!lease.is_open() && !begins(33) && begins(34));
    }

    #[test]
    fn without_a_call_nothing_is_told() {
        assert!(!Lease::new().begins(None, Vec::new(), after(0)));
    }
}
