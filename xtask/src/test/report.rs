//! Reports of tests by name, for `heilsam evidence run --reports`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::json;

use crate::commit;
use crate::workspace::Workspace;

/// Folder of the reports in the build folder.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("reports")
}

/// Writes what a layer's TAP report says about each test of the present commit.
///
/// # Errors
/// When the file cannot be written.
pub fn write(workspace: &Workspace, layer: &str, tap: &str) -> Result<()> {
    let Some(commit) = commit::of(workspace) else { return Ok(()) };
    let folder = folder(workspace);
    std::fs::create_dir_all(&folder)?;
    let report = json!({ "commit": commit, "layer": layer, "tests": tests(tap) });
    std::fs::write(folder.join(format!("{layer}.json")), serde_json::to_vec_pretty(&report)?)?;
    Ok(())
}

/// Every test by name, and whether it held; a skipped one is left out. A name that failed anywhere has failed.
fn tests(tap: &str) -> BTreeMap<String, bool> {
    let mut found = BTreeMap::new();
    for line in tap.lines().map(str::trim_start) {
        let (held, rest) = match (line.strip_prefix("ok "), line.strip_prefix("not ok ")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => continue,
        };
        let Some((_, name)) = rest.split_once(" - ") else { continue };
        if name.contains(" # SKIP") || name.contains(" # TODO") {
            continue;
        }
        let before = found.entry(name.replace("\\#", "#")).or_insert(true);
        *before &= held;
    }
    found
}

/// What follows an error in node's reports.
const OF_NODE: [&str; 5] = ["...", "code: ", "name: ", "stack: ", "expected:"];

/// Lines of an error that the end of a report repeats; the whole stands where the test ran.
const LINES: usize = 6;

/// The tests of a TAP report that failed, each with the beginning of its error.
pub fn failures_of_tap(tap: &str) -> Vec<String> {
    let mut lines = tap.lines().map(str::trim).peekable();
    let mut failures = Vec::new();
    while let Some(line) = lines.next() {
        let Some((_, name)) = line.strip_prefix("not ok ").and_then(|rest| rest.split_once(" - ")) else {
            continue;
        };
        let mut failure = name.replace("\\#", "#");
        while let Some(line) = lines.next_if(|line| *line != "..." && !line.starts_with("not ok ")) {
            let Some(error) = line.strip_prefix("error: ") else { continue };
            let more =
                std::iter::from_fn(|| lines.next_if(|line| !OF_NODE.iter().any(|key| line.starts_with(key))));
            let text = std::iter::once(error).chain(more).filter(|line| !line.is_empty() && *line != "|-");
            failure.extend(text.take(LINES).map(|line| format!("\n       {line}")));
        }
        failures.push(failure);
    }
    failures
}

/// The tests that nextest names as failed, once each.
pub fn failures_of_nextest(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let failed =
        lines.filter(|line| ["FAIL [", "TIMEOUT [", "SIGABRT ["].iter().any(|start| line.starts_with(start)));
    let names = failed.filter_map(|line| line.split_once(']')).map(|(_, name)| name.trim().to_owned());
    names.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_repeated_with_the_beginning_of_their_errors() {
        let tap = "not ok 1 - a\n  ---\n  duration_ms: 1\n  error: |-\n    first\n    \n    second\n  code: 'X'\n  ...\nok 2 - b\nnot ok 3 - c\n  ---\n  error: 'gone'\n  ...\n";
        assert_eq!(failures_of_tap(tap), ["a\n       first\n       second", "c\n       'gone'"]);
    }

    #[test]
    fn a_test_that_nextest_names_twice_is_repeated_once() {
        let text = "  FAIL [   0.5s] (1/2) crate some::test\n  PASS [ 0.1s] crate other\n  TIMEOUT [ 60.0s] crate late\n  FAIL [   0.5s] (1/2) crate some::test\n";
        assert_eq!(failures_of_nextest(text), ["(1/2) crate some::test", "crate late"]);
    }

    #[test]
    fn each_test_is_named_with_its_result() {
        let tap = "TAP version 13\n# Subtest: a\n    ok 1 - inner\n  ---\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP\n1..3\n";
        let found: Vec<(String, bool)> = tests(tap).into_iter().collect();
        assert_eq!(found, [("a".to_owned(), true), ("b".to_owned(), false), ("inner".to_owned(), true)]);
    }
}
