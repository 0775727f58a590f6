//! Shrinking what browsers download: WebAssembly with wasm-opt, its bindings with terser, where npm can install them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;
use crate::workspace::Workspace;

/// What npm installs. Pinned: other versions of binaryen have failed on modules of this compiler.
pub const TOOLS: [&str; 2] = ["binaryen@132.0.0", "terser@5.51.2"];

/// Usable tools: a folder with their programs.
pub struct Optimiser(PathBuf);

impl Optimiser {
    /// Finds or installs the tools; `None` (said aloud) when this machine has no npm or no network.
    ///
    /// `HEILSAM_XTASK_OPTIMISE=off` switches it off.
    pub fn find(workspace: &Workspace) -> Option<Self> {
        if std::env::var("HEILSAM_XTASK_OPTIMISE").is_ok_and(|choice| choice == "off") {
            return None;
        }
        let folder = workspace.cache().join("optimise");
        let tools = Self(folder.join("node_modules/.bin"));
        if tools.are_there() {
            return Some(tools);
        }
        let refused = folder.join("not-available");
        if refused.exists() {
            return None;
        }
        println!("      installing {} with npm (makes downloads about 20 % smaller)", TOOLS.join(" and "));
        std::fs::create_dir_all(&folder).ok()?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save"]).args(TOOLS);
        npm.arg("--prefix").arg(&folder);
        let installed = process::succeeds(&mut npm) && tools.are_there();
        if !installed {
            println!("      npm cannot install them here: modules are served without this step");
            std::fs::write(refused, "delete this file to try again\n").ok()?;
        }
        installed.then_some(tools)
    }

    /// Replaces a module of a program by a smaller one; keeps the original (and says so) when the tool fails.
    pub fn shrink_module(&self, name: &str, module: &Path) {
        self.replace(module, "wasm-opt", |command, module, smaller| {
            command.args(passes(name)).args(FEATURES).arg(module).arg("-o").arg(smaller);
        });
    }

    /// Replaces a script by a smaller one; keeps the original (and says so) when the tool fails.
    pub fn shrink_script(&self, bindings: &Path) {
        self.replace(bindings, "terser", |command, bindings, smaller| {
            command.arg(bindings).args(["--module", "--compress", "--mangle", "--output"]).arg(smaller);
        });
    }

    fn replace(&self, file: &Path, program: &str, arguments: impl Fn(&mut Command, &Path, &Path)) {
        let smaller = file.with_extension("small");
        let mut command = Command::new(self.0.join(program));
        arguments(&mut command, file, &smaller);
        let kept = match process::output(&mut command) {
            Ok(_) => std::fs::rename(&smaller, file).is_ok(),
            Err(error) => {
                println!("      {program} failed, the file stays as it was: {error}");
                false
            }
        };
        if !kept {
            // Nothing to clean up when the tool wrote nothing.
            let _ = std::fs::remove_file(&smaller);
        }
    }

    fn are_there(&self) -> bool {
        ["wasm-opt", "terser"].iter().all(|program| self.0.join(program).is_file())
    }
}

/// What `wasm-opt` does with the modules of a program.
pub fn passes(name: &str) -> impl Iterator<Item = &'static str> {
    let (first, more): (&[_], &[_]) = match name {
        THOROUGH => (&PASSES, &MORE),
        LARGE => (&ONCE, &[]),
        _ => (&PASSES, &[]),
    };
    first.iter().chain(more).copied()
}

/// Twice, because the second time finds what the first has laid open. The lowest kilobyte of memory is the very end of the
/// stack: no address there is valid, which lets offsets be folded.
const PASSES: [&str; 4] = ["-Oz", "--low-memory-unused", "--strip-producers", "-Oz"];
/// What follows for the page that somebody without an account waits for: half a percent less. Larger programs would take minutes.
const MORE: [&str; 4] = ["--flatten", "--rereloop", "-Oz", "-Oz"];
const THOROUGH: &str = "visit";
/// For the module that holds the types of FHIR, thousands of functions that are alike: -Oz twice takes four minutes, and what comes of
/// it is a tenth larger when it is compressed.
const ONCE: [&str; 3] = ["-O1", "--low-memory-unused", "--strip-producers"];
const LARGE: &str = "fhir-worker";
/// What the compiler may emit for wasm32-unknown-unknown; never `--all-features`.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];
