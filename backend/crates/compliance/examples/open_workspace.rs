//! Measures how long it takes to open a workspace with four catalogues answered, and to compute what its first screen shows.
//!
//! `cargo run --release -p heilsam-compliance --example open_workspace`; the bar is 500 ms for everything together.

#[path = "../tests/exports/filled.rs"]
mod filled;

use std::error::Error;
use std::time::Duration;

use heilsam_compliance::application::edition::Edition;
use heilsam_compliance::catalogue::builtin;
use heilsam_compliance::export::{Export, file};
use heilsam_compliance::overview::overview;
use heilsam_compliance::search::search;
use heilsam_compliance::workspace::Entry;
use heilsam_compliance::{LegalDate, Workspace};

const BAR: Duration = Duration::from_millis(500);
const CATALOGUES: [&str; 4] =
    ["digav-2026-anlage-1", "digav-2026-anlage-2", "bmv-ae-anlage-31b", "tr-03161-2-web"];

fn main() -> Result<(), Box<dyn Error>> {
    let library = builtin::library()?;
    let (workspace, now) = filled::fill(&library, "2026-05-04T08:00:00Z".parse()?, &CATALOGUES)?;
    let stored = serde_json::to_string(workspace.history())?;
    let entries = workspace.history().len();
    println!("{entries} entries, {} KiB as stored", stored.len() / 1024);

    let mut times = Vec::new();
    for _ in 0..11 {
        let (library, loading) = timed(builtin::library);
        let library = library?;
        let (opened, opening) = timed(|| -> Result<Workspace, Box<dyn Error>> {
            let entries: Vec<Entry> = serde_json::from_str(&stored)?;
            Ok(Workspace::open(&library, LegalDate::Of2026, entries)?)
        });
        let opened = opened?;
        let (seen, looking) = timed(|| overview(&library, &opened, now));
        assert_eq!(opened.head(), workspace.head(), "the history was folded to another state");
        times.push((loading + opening + looking, loading, opening, looking, seen.groups.len()));
    }
    times.sort();
    let Some(&(total, loading, opening, looking, groups)) = times.get(times.len() / 2) else { return Ok(()) };
    println!("catalogues {loading:?}, history {opening:?}, overview of {groups} groups {looking:?}");
    let verdict = if total <= BAR { "within" } else { "ABOVE" };
    println!("open, median of {}: {total:?} ({verdict} the bar of {BAR:?})", times.len());

    let (hits, searching) = timed(|| search(&library, &workspace, "verschlüsselung daten"));
    println!("search: {} hits in {searching:?}", hits.len());
    let export = Export { library: &library, workspace: &workspace, now };
    let (dossier, writing) = timed(|| file(&export.dossier(Edition::Full)));
    println!("dossier as JSON: {} KiB in {writing:?}", dossier.len() / 1024);
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs the real clock")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let done = work();
    (done, start.elapsed())
}
