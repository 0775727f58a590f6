//! Values of a page, for whoever may tell it something after it is gone.
//!
//! A session, a window to choose or an answer of the server outlives the row that waits for it: somebody leaves the page, and what
//! the page held is gone with it. Whoever reads or writes that as usual stops the whole program.

use dioxus::prelude::*;

/// Reads a value of a page, unless the page is gone.
pub fn read_if_there<R: Readable + Copy>(place: R, read: impl FnOnce(&R::Target))
where
    R::Target: Sized + 'static,
{
    if let Ok(value) = place.try_read() {
        read(&value);
    }
}

/// Changes a value of a page, unless the page is gone.
pub fn write_if_there<W: Writable + Copy>(mut place: W, write: impl FnOnce(&mut W::Target))
where
    W::Target: Sized + 'static,
{
    if let Ok(mut value) = place.try_write() {
        write(&mut value);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::leaving::Leaving;

    thread_local! {
        static COUNT: Cell<Option<Signal<u8>>> = const { Cell::new(None) };
    }

    fn row() -> Element {
        let count = use_signal(|| 1_u8);
        COUNT.set(Some(count));
        rsx! {}
    }

    /// What is read after two is added, when the row goes before or stays; nothing where nothing could be read.
    fn after_adding_two(row_goes: bool) -> Option<u8> {
        let mut page = Leaving::show(row);
        if row_goes {
            page.leave();
        }
        let count = COUNT.get().unwrap();
        let mut seen = None;
        page.0.in_scope(ScopeId::APP, || {
            write_if_there(count, |count| *count += 2);
            read_if_there(count, |count| seen = Some(*count));
        });
        seen
    }

    #[test]
    fn a_row_that_is_there_is_told() {
        assert_eq!(after_adding_two(false), Some(3));
    }

    #[test]
    fn a_row_that_is_gone_is_not_told_and_nothing_stops() {
        assert_eq!(after_adding_two(true), None);
    }
}
