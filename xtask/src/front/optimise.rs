//! Shrinking WebAssembly with wasm-opt, where npm can install it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;
use crate::workspace::Workspace;

/// Pinned: other versions have failed on modules of this compiler.
const BINARYEN: &str = "binaryen@132.0.0";

/// A usable wasm-opt.
pub struct Optimiser(PathBuf);

impl Optimiser {
    /// Finds or installs wasm-opt; `None` (said aloud) when this machine has no npm or no network.
    ///
    /// `HEILSAM_XTASK_WASM_OPT=off` switches it off.
    pub fn find(workspace: &Workspace) -> Option<Self> {
        if std::env::var("HEILSAM_XTASK_WASM_OPT").is_ok_and(|choice| choice == "off") {
            return None;
        }
        let folder = workspace.cache().join("binaryen");
        let program = folder.join("node_modules/.bin/wasm-opt");
        if program.is_file() {
            return Some(Self(program));
        }
        let refused = folder.join("not-available");
        if refused.exists() {
            return None;
        }
        println!("      installing {BINARYEN} with npm (makes downloads about 20 % smaller)");
        std::fs::create_dir_all(&folder).ok()?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", BINARYEN]);
        npm.arg("--prefix").arg(&folder);
        let installed = process::succeeds(&mut npm) && program.is_file();
        if !installed {
            println!("      npm cannot install it here: modules are served without this step");
            std::fs::write(refused, "delete this file to try again\n").ok()?;
        }
        installed.then_some(Self(program))
    }

    /// Replaces a module by a smaller one; keeps the original (and says so) when wasm-opt fails.
    pub fn shrink(&self, module: &Path) {
        let smaller = module.with_extension("small");
        let mut command = Command::new(&self.0);
        command.arg("-Oz").args(FEATURES).arg(module).arg("-o").arg(&smaller);
        let kept = match process::output(&mut command) {
            Ok(_) => std::fs::rename(&smaller, module).is_ok(),
            Err(error) => {
                println!("      wasm-opt failed, the module stays as it was: {error}");
                false
            }
        };
        if !kept {
            // Nothing to clean up when wasm-opt wrote nothing.
            let _ = std::fs::remove_file(&smaller);
        }
    }
}

/// What the compiler may emit for wasm32-unknown-unknown; never `--all-features`.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
