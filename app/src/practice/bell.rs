//! Whoever comes into the waiting room is counted and heard on every page of the app, not on that of the waiting room alone.
//!
//! Other pages hold no seat: they ask the server in which rooms a guest is. It knows no more than that, so a call that a
//! colleague holds counts for staff, too.

mod settings;

use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_call::browser::play_tone;
use heilsam_domain::RoomId;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

pub use self::settings::BellSettings;
use super::desk::use_desk;
use crate::{browser, t};

mod glue {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/bell.js")]
    extern "C" {
        pub(super) fn show(waiting: u32);
        #[wasm_bindgen(js_name = canTell)]
        pub(super) fn can_tell() -> bool;
        #[wasm_bindgen(js_name = mayTell)]
        pub(super) fn may_tell() -> bool;
        #[wasm_bindgen(catch)]
        pub(super) async fn ask() -> Result<JsValue, JsValue>;
        pub(super) fn tell(title: &str, body: &str);
    }
}

/// How often it is asked who waits, in milliseconds.
const EVERY: i32 = 10_000;
/// So soon it is asked again after the waiting room was left, in milliseconds.
const SOON: i32 = 1_000;
/// Whether this device stays silent.
const SILENT: &str = "heilsam.bell-silent";
/// Whether this device shows messages of the system.
const MESSAGES: &str = "heilsam.bell-messages";

/// What pages tell it; copies share everything.
#[derive(Clone, Copy, PartialEq)]
pub struct Bell {
    /// The room in which this window holds a call.
    call: CopyValue<Option<RoomId>>,
    /// Whether this window has the waiting room open, which sees more than the server and tells by itself.
    in_hall: CopyValue<bool>,
}

/// Provides the bell to all views below.
pub fn use_bell_provider() -> Bell {
    use_context_provider(|| Bell { call: CopyValue::new(None), in_hall: CopyValue::new(false) })
}

/// The bell of this program.
pub fn use_bell() -> Bell {
    use_context()
}

impl Bell {
    /// This window holds a call in this room now, or none.
    pub fn talks(mut self, room: Option<RoomId>) {
        self.call.set(room);
    }

    /// This window has opened the waiting room, or left it.
    pub fn sits_in_hall(mut self, sits: bool) {
        self.in_hall.set(sits);
    }

    /// So many wait: the number stands before the title of every page.
    pub fn show(self, waiting: usize) {
        if cfg!(target_arch = "wasm32") {
            glue::show(u32::try_from(waiting).unwrap_or(u32::MAX));
        }
    }

    /// Somebody has come. In a call the tone is a soft one.
    pub fn ring(self, talking: bool) {
        if !cfg!(target_arch = "wasm32") {
            return;
        }
        if !is_silent() {
            spawn_local(play_tone(talking));
        }
        if shows_messages() {
            glue::tell("Heilsam", &t!("bell-message-words"));
        }
    }
}

fn is_silent() -> bool {
    browser::is_switched_on(SILENT)
}

/// Whether the person wants messages here and the browser shows them.
fn shows_messages() -> bool {
    cfg!(target_arch = "wasm32") && browser::is_switched_on(MESSAGES) && glue::may_tell()
}

/// Who was there at the last look; nothing before the first.
#[derive(Default)]
struct Known(Option<BTreeSet<RoomId>>);

impl Known {
    /// Looks at the rooms; says whether somebody has come since the last look. Who was there at the first is not announced: this
    /// page was loaded, or the waiting room's own page has announced them.
    fn look(&mut self, rooms: BTreeSet<RoomId>) -> bool {
        let came = self.0.as_ref().is_some_and(|before| rooms.iter().any(|room| !before.contains(room)));
        self.0 = Some(rooms);
        came
    }
}

/// Listens for as long as somebody is logged in, but while the waiting room is open here.
#[component]
pub fn Listening() -> Element {
    let (desk, bell) = (use_desk(), use_bell());
    use_future(move || async move {
        let mut known = Known::default();
        loop {
            let in_hall = *bell.in_hall.peek();
            if in_hall {
                known = Known::default();
            } else if let Ok(rooms) = desk.waiting_rooms().await {
                let call = *bell.call.peek();
                let others: BTreeSet<RoomId> = rooms.into_iter().filter(|room| Some(*room) != call).collect();
                let waiting = others.len();
                // The waiting room may have been opened meanwhile.
                if !*bell.in_hall.peek() {
                    let came = known.look(others);
                    bell.show(waiting);
                    if came {
                        bell.ring(call.is_some());
                    }
                }
            }
            browser::sleep(if in_hall { SOON } else { EVERY }).await;
        }
    });
    use_drop(move || bell.show(0));
    rsx! {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rooms(numbers: &[u8]) -> BTreeSet<RoomId> {
        numbers.iter().map(|number| RoomId::from_bytes([*number; 16])).collect()
    }

    #[test]
    fn who_comes_is_announced_once_and_who_was_there_at_first_is_not() {
        let mut known = Known::default();
        assert!(!known.look(rooms(&[1])));
        assert!(known.look(rooms(&[1, 2])));
        assert!(!known.look(rooms(&[1, 2])));
        assert!(!known.look(rooms(&[2])), "somebody has left");
        assert!(known.look(rooms(&[1, 2])), "and come back");
    }
}
