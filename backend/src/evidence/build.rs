//! What this program was built from.

use heilsam_compliance::evidence::Release;
use serde::Deserialize;

/// Version and commit of the program, and the list of packages it was resolved to.
#[derive(Debug, Clone)]
pub struct Build {
    /// Version and commit.
    pub release: Release,
    /// Text of `Cargo.lock`.
    pub lock: String,
}

/// A package of the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where it comes from; absent for the packages of this project.
    #[serde(default)]
    pub source: Option<String>,
    /// SHA-256 of what was downloaded.
    #[serde(default)]
    pub checksum: Option<String>,
    /// What it needs: `name` or `name version`.
    #[serde(default)]
    pub dependencies: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

impl Build {
    /// This program; `commit` is what the build was told.
    #[must_use]
    pub fn own(commit: Option<&str>) -> Self {
        let release = Self::own_release(commit);
        Self { release, lock: include_str!("../../../Cargo.lock").to_owned() }
    }

    /// Version and commit of this program alone: a server that starts has no use for the list.
    #[must_use]
    pub fn own_release(commit: Option<&str>) -> Release {
        Release {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: commit.filter(|commit| !commit.is_empty()).unwrap_or(UNKNOWN).to_owned(),
        }
    }

    /// All packages.
    ///
    /// # Errors
    /// If the list cannot be read.
    pub fn packages(&self) -> Result<Vec<Package>, toml::de::Error> {
        Ok(toml::from_str::<Lock>(&self.lock)?.package)
    }
}

/// The commit of a build that was not told it.
pub const UNKNOWN: &str = "unbekannt";
