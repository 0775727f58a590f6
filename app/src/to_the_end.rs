//! Work that goes on when the page that asked for it is left.

use dioxus::core::spawn_forever;
use futures_channel::oneshot;

/// Does a work to its end, also when whoever waits for it is gone: a task of a view ends with the view, wherever it stands.
///
/// The work itself must not touch signals and handlers of a view; what comes after this belongs to the view.
pub async fn to_the_end<T: 'static>(work: impl Future<Output = T> + 'static) -> T {
    let (tell, told) = oneshot::channel();
    spawn_forever(async move {
        // Nobody listens any more when the view is gone.
        let _ = tell.send(work.await);
    });
    match told.await {
        Ok(done) => done,
        // The program itself ends: nothing comes any more.
        Err(oneshot::Canceled) => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use dioxus::prelude::*;

    use super::*;
    use crate::leaving::Leaving;

    thread_local! {
        static GATE: RefCell<Option<oneshot::Receiver<()>>> = const { RefCell::new(None) };
        static WORK_DONE: Cell<bool> = const { Cell::new(false) };
        static VIEW_TOLD: Cell<bool> = const { Cell::new(false) };
    }

    fn view() -> Element {
        use_hook(|| {
            spawn(async {
                let gate = GATE.take().unwrap();
                to_the_end(async move {
                    gate.await.unwrap();
                    WORK_DONE.set(true);
                })
                .await;
                VIEW_TOLD.set(true);
            })
        });
        rsx! {}
    }

    /// Whether the work was done and the view told, in this order, when the view goes before the work is done.
    fn after(view_goes: bool) -> (bool, bool) {
        let (open, gate) = oneshot::channel();
        GATE.set(Some(gate));
        let mut page = Leaving::show(view);
        page.turn();
        if view_goes {
            page.leave();
        }
        assert!(!WORK_DONE.get(), "the gate is closed");
        open.send(()).unwrap();
        page.turn();
        (WORK_DONE.get(), VIEW_TOLD.get())
    }

    #[test]
    fn a_view_that_stays_is_told() {
        assert_eq!(after(false), (true, true));
    }

    #[test]
    fn the_work_is_done_also_when_the_view_is_gone() {
        assert_eq!(after(true), (true, false));
    }
}
