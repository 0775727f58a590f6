//! Rebuilding the quick front ends after an edit; the browser shows them after a reload.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::clock::Stopwatch;
use crate::front::{self, Selection};
use crate::workspace::Workspace;

const LOOK_EVERY: Duration = Duration::from_millis(300);

/// A background thread that rebuilds; it stops looking when dropped.
pub struct Watcher(Arc<AtomicBool>);

impl Watcher {
    /// Starts looking for changes.
    pub fn start(workspace: Workspace, selection: Selection) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        std::thread::spawn(move || watch(&workspace, &selection, &stopped));
        Self(stop)
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn watch(workspace: &Workspace, selection: &Selection, stopped: &AtomicBool) {
    let mut failed = String::new();
    while !stopped.load(Ordering::Relaxed) {
        std::thread::sleep(LOOK_EVERY);
        // A failed build is repeated only after the next edit.
        let Ok(inputs) = front::inputs(workspace, selection) else { continue };
        if inputs.current || inputs.value == failed {
            continue;
        }
        let watch = Stopwatch::start();
        match front::build(workspace, selection) {
            Ok(_) => println!("rebuilt in {}: reload the page", watch.text()),
            Err(error) => {
                println!("error: {error:#}");
                failed = inputs.value;
            }
        }
    }
}
