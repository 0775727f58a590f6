//! Camera and microphone for a session: the browser may ask, and perhaps nobody answers.

use std::cell::Cell;
use std::rc::Rc;

use heilsam_call::LocalMedia;
use heilsam_call::browser::{DeviceKind, Devices};

use crate::browser;
use crate::call_view::use_left;

/// Both devices.
pub const BOTH: LocalMedia = LocalMedia { microphone: true, camera: true };
/// So long the browser's questions may stand unanswered, in milliseconds: it may ask for each device, and people read.
pub const LONGEST: i32 = 20_000;
/// Milliseconds between two looks whether it was answered.
const STEP: i32 = 100;

/// Opens devices as long as the page waits for them.
#[derive(Clone)]
pub struct Opening {
    over: Rc<Cell<bool>>,
}

/// For the page that calls this; it knows when it is left.
#[must_use]
pub fn use_opening() -> Opening {
    Opening { over: use_left() }
}

impl Opening {
    /// Opens what is wanted, and returns when all of it was answered or failed: not before `at_least` and not after `at_most`
    /// milliseconds. What is answered later, or when the page is left, is closed at once; the session's screen offers it, and keeps
    /// what it opened meanwhile.
    pub async fn open(self, devices: Option<Devices>, wanted: LocalMedia, at_least: i32, at_most: i32) {
        let answered = begin(devices, wanted, Rc::clone(&self.over));
        let mut waited = 0;
        while waited < at_least || (!answered.get() && waited < at_most) {
            browser::sleep(STEP).await;
            waited += STEP;
        }
        self.over.set(true);
    }
}

/// The cell says when all of it was answered.
fn begin(devices: Option<Devices>, wanted: LocalMedia, over: Rc<Cell<bool>>) -> Rc<Cell<bool>> {
    let done = Rc::new(Cell::new(false));
    let answered = Rc::clone(&done);
    // Not a task of the page: an answer that comes after leaving must be heard, or the camera stays on.
    wasm_bindgen_futures::spawn_local(async move {
        let kinds = [(wanted.microphone, DeviceKind::Microphone), (wanted.camera, DeviceKind::Camera)];
        for (_, kind) in kinds.into_iter().filter(|(wanted, _)| *wanted) {
            let Some(devices) = devices.as_ref().filter(|_| !over.get()) else { break };
            // The call works without one that does not open, and its screen says so.
            let _ = devices.open_unless(kind, &over).await;
        }
        answered.set(true);
    });
    done
}
