//! Knowing without compiling that nothing changed.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::Result;

use super::{Selection, names, sources};
use crate::workspace::Workspace;

/// Everything a front end is made of.
const INPUTS: [&str; 8] =
    [".cargo", "Cargo.lock", "Cargo.toml", "app", "assets", "backend/crates", "fhir-profiles", "xtask/src"];
/// Environment that changes the output.
const VARIABLES: [&str; 4] =
    ["RUSTFLAGS", "RUSTUP_TOOLCHAIN", "HEILSAM_XTASK_WASM", "HEILSAM_XTASK_OPTIMISE"];

/// A fingerprint of all inputs by path, size and time of change.
pub struct Stamp {
    /// Changes with every edit.
    pub value: String,
    file: PathBuf,
}

impl Stamp {
    /// Looks at all inputs (a few milliseconds).
    pub fn of_inputs(workspace: &Workspace, wanted: &Selection, dist: &Path) -> Result<Self> {
        let mut text = format!("{}\n", wanted.key());
        for name in VARIABLES {
            text.push_str(&format!("{name}={:?}\n", std::env::var_os(name)));
        }
        for input in INPUTS {
            let path = workspace.path(input);
            let files = if path.is_file() { vec![path] } else { sources::walk(&path)? };
            for file in files {
                let metadata = std::fs::metadata(&file)?;
                let changed = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
                text.push_str(&format!("{} {} {}\n", file.display(), metadata.len(), changed.as_nanos()));
            }
        }
        let place = names::short_hash(&[dist.as_os_str().as_encoded_bytes()]);
        let file = workspace.cache().join(format!("{place}-{}.stamp", wanted.mode.profile()));
        Ok(Self { value: names::hash(&[text.as_bytes()]), file })
    }

    /// True when the output is complete and was made from these very inputs.
    pub fn is_current(&self, dist: &Path) -> bool {
        let recorded = std::fs::read_to_string(&self.file).unwrap_or_default();
        !recorded.is_empty() && self.text(dist).is_some_and(|text| text == recorded)
    }

    /// Remembers that the output belongs to these inputs.
    pub fn record(&self, dist: &Path) -> Result<()> {
        std::fs::create_dir_all(self.file.parent().unwrap_or(dist))?;
        std::fs::write(&self.file, self.text(dist).unwrap_or_default())?;
        Ok(())
    }

    fn text(&self, dist: &Path) -> Option<String> {
        let manifest = std::fs::read(dist.join("assets/manifest.json")).ok()?;
        Some(format!("{} {}", self.value, names::hash(&[&manifest])))
    }
}
