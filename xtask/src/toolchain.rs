//! Finding or installing a compiler for WebAssembly.
//!
//! In this order: what is installed, `rustup target add`, Debian's own Rust with the standard
//! library built from source. `HEILSAM_XTASK_WASM=debian` goes straight to the last one.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::workspace::Workspace;
use crate::{packages, process};

/// The target triple of every front end.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// How front ends are compiled on this machine.
pub enum WasmToolchain {
    /// The active toolchain has the target.
    Installed,
    /// Debian's compiler in `/usr/bin`, standard library from source.
    Debian,
}

impl WasmToolchain {
    /// Finds a toolchain, installing one where that is possible.
    pub fn prepare(workspace: &Workspace) -> Result<Self> {
        if std::env::var("HEILSAM_XTASK_WASM").is_ok_and(|choice| choice == "debian") {
            return Self::prepare_debian();
        }
        if has_target(&workspace.root) {
            return Ok(Self::Installed);
        }
        let mut rustup = Command::new("rustup");
        rustup.current_dir(&workspace.root).args(["target", "add", TARGET]);
        if process::succeeds(&mut rustup) && has_target(&workspace.root) {
            return Ok(Self::Installed);
        }
        println!("      rustup cannot add {TARGET} here; using Debian's packages");
        Self::prepare_debian()
    }

    /// One line for the progress display.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Installed => "installed for the active toolchain",
            Self::Debian => "Debian's compiler, standard library from source",
        }
    }

    /// A `cargo build` or `cargo rustc` for the target; profile, packages and features are added by the caller.
    pub fn cargo(&self, workspace: &Workspace, verb: &str) -> Command {
        match self {
            Self::Installed => {
                let mut command = process::cargo(&workspace.root);
                command.args([verb, "--target", TARGET]);
                command
            }
            Self::Debian => {
                let mut command = Command::new("/usr/bin/cargo");
                command.current_dir(&workspace.root);
                command.args([verb, "-Zbuild-std=std,panic_abort", "--target", TARGET, "--target-dir"]);
                command.arg(self.target_dir(workspace));
                command.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", "/usr/bin/rustc");
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19");
                // Set by rustup for its own cargo; the other compiler must not inherit them.
                command.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTUP_HOME").env_remove("RUSTDOC");
                command
            }
        }
    }

    /// Where the compiled modules lie; each compiler has its own folder, so none spoils the other's cache.
    pub fn target_dir(&self, workspace: &Workspace) -> PathBuf {
        match self {
            Self::Installed => workspace.target.clone(),
            Self::Debian => workspace.target.join("wasm-debian"),
        }
    }

    fn prepare_debian() -> Result<Self> {
        let ready = || {
            let source = Path::new("/usr/lib/rustlib/src").exists() && process::find("wasm-ld-19").is_some();
            source && Path::new("/usr/bin/rustc").exists() && Path::new("/usr/bin/cargo").exists()
        };
        if !ready() || !packages::installed(&DEBIAN_PACKAGES) {
            packages::install(&DEBIAN_PACKAGES, "compiling for WebAssembly without rustup")?;
        }
        if !ready() {
            bail!(
                "no compiler for {TARGET}: `rustup target add {TARGET}` failed, and the Debian packages {} are \
                 not usable; install one of the two and start again",
                DEBIAN_PACKAGES.join(", ")
            );
        }
        Ok(Self::Debian)
    }
}

fn has_target(root: &Path) -> bool {
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.current_dir(root).args(["--print", "target-libdir", "--target", TARGET]);
    let Ok(folder) = process::output(&mut command) else { return false };
    let Ok(entries) = std::fs::read_dir(folder.trim()) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
}
