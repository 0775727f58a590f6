//! Progress on the terminal: one line when a step begins, one with its time when it ends.

use anyhow::Result;

use crate::clock::Stopwatch;

/// Counts the steps of one command.
pub struct Progress {
    total: usize,
    current: usize,
    whole: Stopwatch,
}

impl Progress {
    /// Begins a command of `total` steps.
    pub fn begin(total: usize) -> Self {
        Self { total, current: 0, whole: Stopwatch::start() }
    }

    /// Runs one step; the text it returns is printed behind its time.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<String>) -> Result<()> {
        self.current += 1;
        println!("[{}/{}] {name}", self.current, self.total);
        let watch = Stopwatch::start();
        let outcome = work()?;
        let separator = if outcome.is_empty() { "" } else { ": " };
        println!("      {}{separator}{outcome}", watch.text());
        Ok(())
    }

    /// Time since the command began.
    pub fn elapsed(&self) -> String {
        self.whole.text()
    }
}
