//! Whether a view is gone while the browser still asks.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::prelude::*;

/// Set when the view that calls this is gone. For work that outlives it: a camera that opens then must be closed again.
#[must_use]
pub fn use_left() -> Rc<Cell<bool>> {
    let left = use_hook(|| Rc::new(Cell::new(false)));
    let leaving = Rc::clone(&left);
    use_drop(move || leaving.set(true));
    left
}
