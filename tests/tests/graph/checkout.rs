//! Reading the checkout.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Folders that are made, not written.
const GENERATED: [&str; 6] = [".git", "data", "dist", "dist-quick", "node_modules", "target"];

/// Folder of the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let tests = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this test");
    Path::new(&tests).parent().expect("tests/ lies in the workspace").to_path_buf()
}

/// Output of a cargo command in the checkout; it never changes `Cargo.lock`.
pub fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .current_dir(root())
        .args(arguments)
        .arg("--locked")
        .output()
        .expect("cargo starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {}: {stderr}", arguments.join(" "));
    String::from_utf8(output.stdout).expect("cargo prints UTF-8")
}

/// What cargo knows of our own packages: those of the workspace, and the desktop window, which is a workspace of its own.
pub fn own_packages() -> Vec<serde_json::Value> {
    let manifests = ["Cargo.toml", "app/crates/desktop/Cargo.toml"];
    let packages = manifests.into_iter().flat_map(|manifest| {
        let text = cargo(&["metadata", "--no-deps", "--format-version=1", "--manifest-path", manifest]);
        let metadata: serde_json::Value = serde_json::from_str(&text).expect("cargo prints JSON");
        metadata["packages"].as_array().expect("packages").clone()
    });
    packages.collect()
}

/// A file written by people.
pub struct Source {
    /// Path below the root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All text files below `folder` whose name ends with one of `endings`, sorted by path.
pub fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    let mut open = vec![root.join(folder)];
    while let Some(current) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&current) else { continue };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
            if path.is_dir() {
                if !GENERATED.contains(&name.as_str()) {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let Ok(text) = std::fs::read_to_string(&path) else { continue };
                let below = path.strip_prefix(&root).expect("inside the checkout");
                found.push(Source { path: below.to_string_lossy().into_owned(), text });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Fails with one line per finding.
pub fn assert_none(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}\n  {}", findings.join("\n  "));
}
