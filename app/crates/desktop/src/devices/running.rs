//! A thread that runs as long as somebody holds it.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::Trouble;

/// Tells the thread when nobody holds it any more.
#[derive(Clone)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub(super) fn is_wanted(&self) -> bool {
        self.0.load(Relaxed)
    }
}

/// What holders hold: dropping the last one stops the thread.
pub(super) struct Running {
    /// Which device.
    id: Option<String>,
    stop: Stop,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.0.store(true, Relaxed);
    }
}

/// The place of one device.
#[derive(Default)]
pub(super) struct Slot(Mutex<Weak<Running>>);

impl Slot {
    /// Joins those who hold the device, or starts `run` in a thread: it answers once whether the device opened, then works
    /// until it is told to stop. Another device than the one that runs takes its place; who holds the old one keeps only its
    /// last picture and silence.
    ///
    /// Errors: what `run` answered.
    pub(super) fn hold(
        &self,
        id: Option<&str>,
        run: impl FnOnce(Option<String>, &Stop, &Sender<Result<(), Trouble>>) + Send + 'static,
    ) -> Result<Arc<Running>, Trouble> {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = slot.upgrade() {
            if id.is_none() || running.id.as_deref() == id {
                return Ok(running);
            }
            running.stop.0.store(true, Relaxed);
        }
        let id = id.map(str::to_owned);
        let stop = Stop(Arc::default());
        let running = Arc::new(Running { id: id.clone(), stop: stop.clone() });
        let (opened, answer) = channel();
        std::thread::spawn(move || run(id, &stop, &opened));
        answer.recv().unwrap_or(Err(Trouble::NotReadable))?;
        *slot = Arc::downgrade(&running);
        Ok(running)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(ended: Sender<()>) -> impl FnOnce(Option<String>, &Stop, &Sender<Result<(), Trouble>>) {
        move |_, stop, opened| {
            let _ = opened.send(Ok(()));
            while !stop.is_wanted() {
                std::thread::yield_now();
            }
            let _ = ended.send(());
        }
    }

    #[test]
    fn a_device_runs_until_the_last_one_lets_go() {
        let (slot, (ended, end)) = (Slot::default(), channel());
        let first = slot.hold(None, work(ended.clone())).unwrap();
        let second = slot.hold(None, |_, _, _| panic!("it runs already")).unwrap();
        drop(first);
        assert!(end.try_recv().is_err());
        drop(second);
        end.recv().unwrap();
        drop(slot.hold(None, work(ended)).unwrap());
        end.recv().unwrap();
    }

    #[test]
    fn another_device_takes_the_place() {
        let (slot, (ended, end)) = (Slot::default(), channel());
        let _first = slot.hold(Some("a"), work(ended.clone())).unwrap();
        let _second = slot.hold(Some("b"), work(ended)).unwrap();
        end.recv().unwrap();
    }

    #[test]
    fn a_device_that_does_not_open_says_why_and_holds_nothing() {
        let slot = Slot::default();
        let failed = slot.hold(None, |_, _, opened| opened.send(Err(Trouble::NotFound)).unwrap());
        assert_eq!(failed.err(), Some(Trouble::NotFound));
        assert_eq!(slot.hold(None, |_, _, _| {}).err(), Some(Trouble::NotReadable));
    }
}
