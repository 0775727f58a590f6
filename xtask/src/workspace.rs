//! What cargo knows about this checkout: its folders, packages and programs.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// The checkout and its build folder.
pub struct Workspace {
    /// Folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Build folder (`CARGO_TARGET_DIR` or `target/`).
    pub target: PathBuf,
    packages: Value,
}

/// A program or WebAssembly library of one package.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Program {
    /// Package name.
    pub package: String,
    /// Name of the binary or library target.
    pub name: String,
    /// True for a `cdylib`.
    pub library: bool,
    /// Cargo features the target needs.
    pub features: Vec<String>,
}

impl Workspace {
    /// Asks `cargo metadata`; fails where there is no cargo or no workspace.
    pub fn open() -> Result<Self> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
        let mut command = process::cargo(&here);
        command.args(["metadata", "--no-deps", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&process::output(&mut command)?)
            .context("cargo metadata printed something that is not JSON")?;
        let folder = |key: &str| -> Result<PathBuf> {
            let text = metadata.get(key).and_then(Value::as_str);
            Ok(PathBuf::from(text.with_context(|| format!("cargo metadata does not name `{key}`"))?))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
            packages: metadata.get("packages").cloned().unwrap_or_default(),
        })
    }

    /// Every package of others that is in the lock file: name, version, licence; sorted.
    ///
    /// # Errors
    /// Where cargo does not know them.
    pub fn licences(&self) -> Result<Vec<(String, String, String)>> {
        let mut command = process::cargo(&self.root);
        command.args(["metadata", "--locked", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&process::output(&mut command)?)
            .context("cargo metadata printed something that is not JSON")?;
        let packages =
            metadata.get("packages").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let others = packages.iter().filter(|package| text(package, "source").is_some());
        let row = |package| {
            let get = |key| text(package, key).unwrap_or("–").replace(['<', '>', '&'], " ");
            (get("name"), get("version"), get("license"))
        };
        let mut rows: Vec<_> = others.map(row).collect();
        rows.sort();
        Ok(rows)
    }

    /// A checkout without packages, for tests of what only reads files.
    #[cfg(test)]
    pub fn of_files(root: PathBuf) -> Self {
        Self { target: root.join("target"), root, packages: Value::Null }
    }

    /// Folder for this tool's own caches.
    pub fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A file or folder of the checkout.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// Looks a program up; `None` while it does not exist.
    pub fn program(&self, package: &str, name: &str) -> Option<Program> {
        let package_value =
            self.packages.as_array()?.iter().find(|candidate| text(candidate, "name") == Some(package))?;
        let targets = package_value.get("targets")?.as_array()?;
        let is = |target: &Value, kind: &str| strings(target, "kind").iter().any(|each| each == kind);
        let target = targets.iter().find(|target| {
            let named = text(target, "name").is_some_and(|each| each.replace('_', "-") == name);
            named && (is(target, "bin") || is(target, "cdylib"))
        })?;
        Some(Program {
            package: package.to_owned(),
            name: text(target, "name")?.to_owned(),
            library: !is(target, "bin"),
            features: strings(target, "required-features"),
        })
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn strings(value: &Value, key: &str) -> Vec<String> {
    let list = value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
