//! The rooms in which the guests meet: the server opens them while this page says so.

use std::time::Duration;

use dioxus::prelude::*;
use heilsam_call::group::Convener;
use heilsam_domain::RoomId;
use wasm_bindgen_futures::spawn_local;

use super::Table;
use crate::browser;
use crate::still_there::write_if_there;

/// After so long the server is told again which rooms the guests meet in.
const LEASE: Duration = Duration::from_secs(30);
/// After so long it is tried again when it did not work.
const AGAIN: Duration = Duration::from_secs(2);

/// What the server was told last: in which call, which rooms, when, and whether it has them open.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Told {
    of: Option<RoomId>,
    rooms: Vec<RoomId>,
    at: Duration,
    pub(super) open: bool,
}

impl Table {
    /// Says to the server where the guests meet, again before it forgets.
    pub(super) fn tell_server(mut self, first: Option<RoomId>) {
        let rooms = self.convener.peek().as_ref().map(Convener::rooms).unwrap_or_default();
        let told = self.told.peek().clone();
        let of = first.or(told.of);
        let same = told.rooms == rooms && told.of == of;
        let due = browser::uptime().saturating_sub(told.at) > if told.open { LEASE } else { AGAIN };
        let (Some(of), false) = (of, same && (!due || rooms.is_empty())) else { return };
        let at = browser::uptime();
        self.told.set(Told { of: Some(of), rooms: rooms.clone(), at, open: told.open && same });
        let desk = *self.desk.peek();
        spawn_local(async move {
            let opened = desk.set_pair_rooms(of, rooms.clone()).await.is_ok();
            write_if_there(self.told, |told| {
                if told.rooms == rooms {
                    told.open = opened;
                }
            });
        });
    }
}
