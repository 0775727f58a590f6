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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_test_is_named_with_its_result() {
        let tap = "TAP version 13\n# Subtest: a\n    ok 1 - inner\n  ---\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP\n1..3\n";
        let found: Vec<(String, bool)> = tests(tap).into_iter().collect();
        assert_eq!(found, [("a".to_owned(), true), ("b".to_owned(), false), ("inner".to_owned(), true)]);
    }
}
