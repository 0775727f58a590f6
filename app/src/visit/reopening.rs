//! Camera and microphone once more, for a session that goes on: the browser may ask, and perhaps nobody answers.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_call::LocalMedia;
use heilsam_call::browser::{DeviceKind, Devices};

use crate::browser;

/// Milliseconds between two looks whether it was answered.
const STEP: i32 = 100;

/// Opens devices as long as the page is there.
#[derive(Clone)]
pub struct Reopening {
    left: Rc<Cell<bool>>,
}

/// For the page that calls this; it knows when it is left.
pub fn use_reopening() -> Reopening {
    let left = use_hook(|| Rc::new(Cell::new(false)));
    let leaving = Rc::clone(&left);
    use_drop(move || leaving.set(true));
    Reopening { left }
}

impl Reopening {
    /// Opens what is wanted, and returns when all of it was answered or failed: not before `at_least` and not after `at_most`
    /// milliseconds. What is answered when the page is left is closed at once; the session's screen offers it, and keeps
    /// what it opened meanwhile.
    pub async fn open(self, devices: Option<Devices>, wanted: LocalMedia, at_least: i32, at_most: i32) {
        let answered = begin(devices, wanted, self.left);
        let mut waited = 0;
        while waited < at_least || (!answered.get() && waited < at_most) {
            browser::sleep(STEP).await;
            waited += STEP;
        }
    }
}

/// The cell says when all of it was answered.
fn begin(devices: Option<Devices>, wanted: LocalMedia, left: Rc<Cell<bool>>) -> Rc<Cell<bool>> {
    let done = Rc::new(Cell::new(false));
    let answered = Rc::clone(&done);
    // Not a task of the page: an answer that comes after leaving must be heard, or the camera stays on.
    wasm_bindgen_futures::spawn_local(async move {
        let kinds = [(wanted.microphone, DeviceKind::Microphone), (wanted.camera, DeviceKind::Camera)];
        for (_, kind) in kinds.into_iter().filter(|(wanted, _)| *wanted) {
            let Some(devices) = devices.as_ref().filter(|_| !left.get()) else { break };
            // The call works without one that does not open, and its screen says so.
            let _ = devices.open_unless(kind, &left).await;
        }
        answered.set(true);
    });
    done
}
