//! Reports of the tests that ran on a commit, as `cargo xtask test` writes them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// One file of a report: a layer of the tests.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Layer {
    /// Commit that the tests ran on.
    pub commit: String,
    /// Name of the layer.
    pub layer: String,
    /// Every test by name, and whether it held.
    pub tests: BTreeMap<String, bool>,
}

/// All layers that were handed over.
#[derive(Debug, Clone, Default)]
pub struct Reports(Vec<Layer>);

/// What the reports say about a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It held.
    Held,
    /// It did not.
    Broke,
    /// It is not among the tests of its layer.
    Missing,
    /// There is no report of its layer for this commit.
    NoReport,
}

/// Largest report that is read.
const FILE_BYTES: u64 = 16 * 1024 * 1024;

impl Reports {
    /// Reports that are already read.
    #[must_use]
    pub fn of(layers: Vec<Layer>) -> Self {
        Self(layers)
    }

    /// Reads every `*.json` of a folder.
    ///
    /// # Errors
    /// If a file cannot be read or is no report.
    pub fn read(folder: &Path) -> std::io::Result<Self> {
        let mut layers = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "json")
                && std::fs::metadata(&path)?.len() <= FILE_BYTES
            {
                layers.push(serde_json::from_slice(&std::fs::read(&path)?)?);
            }
        }
        Ok(Self(layers))
    }

    /// What is told about a test, named `layer: test`, on a commit.
    #[must_use]
    pub fn about(&self, name: &str, commit: &str) -> Told {
        let Some((layer, test)) = name.split_once(": ") else { return Told::NoReport };
        let found = self.0.iter().find(|known| known.layer == layer && known.commit == commit);
        match found.map(|known| known.tests.get(test)) {
            None => Told::NoReport,
            Some(None) => Told::Missing,
            Some(Some(true)) => Told::Held,
            Some(Some(false)) => Told::Broke,
        }
    }
}
