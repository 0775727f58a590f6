//! A thread that runs as long as somebody holds it.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use super::Trouble;

/// How long a device may take to open: a camera gives its first picture after a second or two.
const OPEN_WITHIN: Duration = Duration::from_secs(8);
/// How long one that is let go may take to be free.
const END_WITHIN: Duration = Duration::from_secs(2);

/// The thread's answer, once: whether the device opened.
pub(super) type Opened = Sender<Result<(), Trouble>>;

/// Tells the thread when nobody holds it any more.
#[derive(Clone, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub(super) fn is_wanted(&self) -> bool {
        self.0.load(Relaxed)
    }

    /// Nobody holds the device any more, or it is gone by itself.
    pub(super) fn want(&self) {
        self.0.store(true, Relaxed);
    }
}

/// What holders hold: dropping the last one stops the thread.
pub(super) struct Running {
    /// Which device.
    id: String,
    stop: Stop,
}

impl Running {
    /// Whether the device was taken away, or another one took its place.
    pub(super) fn has_ended(&self) -> bool {
        self.stop.is_wanted()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.want();
    }
}

/// The place of one device.
#[derive(Default)]
pub(super) struct Slot(Mutex<Place>);

#[derive(Default)]
struct Place {
    running: Weak<Running>,
    /// Closed when the thread has ended.
    thread: Option<Receiver<Result<(), Trouble>>>,
}

impl Slot {
    /// Which device runs.
    pub(super) fn id(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).running().map(|running| running.id.clone())
    }

    /// Joins those who hold the device, or starts `run` in a thread: it answers once whether the device opened, then works
    /// until it is told to stop. Another device than the one that runs takes its place once it is open.
    ///
    /// Errors: what `run` answered; who holds another device keeps it.
    pub(super) fn hold(
        &self,
        id: &str,
        run: impl FnOnce(&str, &Stop, &Opened) + Send + 'static,
    ) -> Result<Arc<Running>, Trouble> {
        let mut place = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = place.running();
        match &before {
            Some(running) if running.id == id => return Ok(running.clone()),
            Some(_) => {}
            // Whoever lets go and takes it again at once must not find it busy.
            None => place.wait_for_end(),
        }
        let stop = Stop::default();
        let running = Arc::new(Running { id: id.to_owned(), stop: stop.clone() });
        let (opened, thread) = channel();
        let id = id.to_owned();
        std::thread::spawn(move || {
            run(&id, &stop, &opened);
            stop.want();
        });
        thread.recv_timeout(OPEN_WITHIN).unwrap_or(Err(Trouble::NotReadable))?;
        if let Some(before) = before {
            before.stop.want();
            place.wait_for_end();
        }
        *place = Place { running: Arc::downgrade(&running), thread: Some(thread) };
        Ok(running)
    }
}

impl Place {
    fn running(&self) -> Option<Arc<Running>> {
        self.running.upgrade().filter(|running| !running.has_ended())
    }

    /// Waits for a thread that was told to stop.
    fn wait_for_end(&mut self) {
        if let Some(thread) = self.thread.take() {
            while thread.recv_timeout(END_WITHIN).is_ok() {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(ended: Sender<()>) -> impl FnOnce(&str, &Stop, &Opened) {
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
        let first = slot.hold("a", work(ended.clone())).unwrap();
        let second = slot.hold("a", |_, _, _| panic!("it runs already")).unwrap();
        drop(first);
        assert!(end.try_recv().is_err());
        assert_eq!(slot.id().as_deref(), Some("a"));
        drop(second);
        end.recv().unwrap();
        drop(slot.hold("a", work(ended)).unwrap());
        end.recv().unwrap();
        assert_eq!(slot.id(), None);
    }

    #[test]
    fn whoever_takes_a_device_again_finds_it_free() {
        let (slot, (ended, end)) = (Slot::default(), channel());
        let slow = move |_: &str, stop: &Stop, opened: &Opened| {
            let _ = opened.send(Ok(()));
            while !stop.is_wanted() {
                std::thread::yield_now();
            }
            std::thread::sleep(Duration::from_millis(50));
            let _ = ended.send(());
        };
        drop(slot.hold("a", slow).unwrap());
        let free = move |_: &str, _: &Stop, opened: &Opened| {
            let is_free = end.try_recv().is_ok();
            let _ = opened.send(if is_free { Ok(()) } else { Err(Trouble::NotReadable) });
        };
        assert!(slot.hold("a", free).is_ok());
    }

    #[test]
    fn another_device_takes_the_place_once_it_is_open() {
        let (slot, (ended, end)) = (Slot::default(), channel());
        let first = slot.hold("a", work(ended.clone())).unwrap();
        let failed = slot.hold("b", |_, _, opened| opened.send(Err(Trouble::NotFound)).unwrap());
        assert_eq!(failed.err(), Some(Trouble::NotFound));
        assert!(!first.has_ended());
        let _second = slot.hold("b", work(ended)).unwrap();
        end.recv().unwrap();
        assert!(first.has_ended());
        assert_eq!(slot.id().as_deref(), Some("b"));
    }

    #[test]
    fn a_device_that_was_taken_away_is_opened_anew() {
        let (slot, (ended, _end)) = (Slot::default(), channel());
        let first = slot.hold("a", |_, _, opened| opened.send(Ok(())).unwrap()).unwrap();
        while !first.has_ended() {
            std::thread::yield_now();
        }
        let second = slot.hold("a", work(ended)).unwrap();
        assert!(!second.has_ended());
    }

    #[test]
    fn a_device_that_does_not_open_says_why_and_holds_nothing() {
        let slot = Slot::default();
        let failed = slot.hold("a", |_, _, opened| opened.send(Err(Trouble::NotFound)).unwrap());
        assert_eq!(failed.err(), Some(Trouble::NotFound));
        assert_eq!(slot.hold("a", |_, _, _| {}).err(), Some(Trouble::NotReadable));
    }
}
