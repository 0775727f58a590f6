//! How long the patient app takes to be built again after a view was changed, as `cargo xtask dev` builds it.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::clock::Stopwatch;
use crate::front::{self, Mode, Selection};
use crate::server;
use crate::workspace::Workspace;

/// Longest rebuild, in seconds.
const BAR: f64 = 20.0;
/// A view of the patient app.
const VIEW: &str = "app/src/patient/diary/list.rs";
/// What is added to it, and taken away again.
const COMMENT: &str = "\n// `cargo xtask bench rebuild` wrote this line and takes it away again.\n";

/// Builds once, then after the comment was added, then after it was taken away; the slower of the last two counts.
///
/// The view is as before in the end, also after an error and after Ctrl-C: signals are caught, the compiler ends by them, and
/// what is left of the measurement puts the file back. Only a kill that nobody can catch leaves the comment there.
pub fn measure(workspace: &Workspace) -> Result<String> {
    let signals = server::stop_signals()?;
    let selection = Selection::only(Mode::Quick, "patient")?;
    front::build(workspace, &selection).context("the build before the change")?;
    let view = View::open(workspace.path(VIEW))?;
    let mut slowest = 0.0_f64;
    for text in [view.changed(), view.before.clone()] {
        if signals.try_recv().is_ok() {
            bail!("stopped");
        }
        view.write(&text)?;
        let watch = Stopwatch::start();
        front::build(workspace, &selection)?;
        slowest = slowest.max(watch.elapsed().as_secs_f64());
    }
    if signals.try_recv().is_ok() {
        bail!("stopped");
    }
    let value = (slowest * 10.0).round() / 10.0;
    Ok(json!({"name": "rebuild-view", "value": value, "unit": "s", "bar": BAR, "ok": value <= BAR})
        .to_string())
}

/// A source file that is put back when the measurement ends, however it ends.
struct View {
    path: PathBuf,
    before: String,
}

impl View {
    /// Reads the file; what an earlier measurement had to leave behind is no part of it.
    fn open(path: PathBuf) -> Result<Self> {
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let before = text.strip_suffix(COMMENT).unwrap_or(&text).to_owned();
        Ok(Self { path, before })
    }

    fn changed(&self) -> String {
        format!("{}{COMMENT}", self.before)
    }

    fn write(&self, text: &str) -> Result<()> {
        std::fs::write(&self.path, text).with_context(|| format!("cannot write {}", self.path.display()))
    }
}

impl Drop for View {
    /// Somebody may have edited the file meanwhile: only the own change is taken back.
    fn drop(&mut self) {
        let is_changed = std::fs::read_to_string(&self.path).is_ok_and(|text| text == self.changed());
        if is_changed && let Err(error) = self.write(&self.before) {
            eprintln!("error: {error:#}: take the last line away by hand");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("view.rs");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn the_view_is_put_back_however_the_measurement_ends() {
        let (_folder, path) = view("fn view() {}\n");
        let opened = View::open(path.clone()).unwrap();
        opened.write(&opened.changed()).unwrap();
        assert!(std::fs::read_to_string(&path).unwrap().ends_with(COMMENT));
        drop(opened);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "fn view() {}\n");
    }

    #[test]
    fn what_a_killed_measurement_left_behind_goes_with_the_next_one() {
        let (_folder, path) = view(&format!("fn view() {{}}\n{COMMENT}"));
        assert_eq!(View::open(path).unwrap().before, "fn view() {}\n");
    }

    #[test]
    fn an_edit_of_somebody_else_is_left_alone() {
        let (_folder, path) = view("fn view() {}\n");
        let opened = View::open(path.clone()).unwrap();
        opened.write(&opened.changed()).unwrap();
        std::fs::write(&path, "fn edited() {}\n").unwrap();
        drop(opened);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "fn edited() {}\n");
    }
}
