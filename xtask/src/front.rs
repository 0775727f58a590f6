//! The front ends: from Rust, HTML, CSS and images to the folder `dist/` the server serves.
//!
//! Contract with the server: `dist/<name>/index.html` is a page (`start` is `/`, `patient` is `/app/`, `visit` is
//! `/v`), other files lie at their address, every file under `/assets/` carries a content hash in its name and
//! never changes (except `/assets/manifest.json`), and beside a file may lie the same file as `.br` and `.gz`.
//! `/SHA256SUMS.txt` lists the hash of each.

mod backtraces;
mod bindings;
mod compile;
mod compress;
mod content;
mod css;
mod first_screen;
mod manifest;
mod modules;
mod names;
mod optimise;
mod placeholder;
mod selection;
mod site;
mod sources;
mod split;
mod stamp;
mod sums;
mod write;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use self::first_screen::FirstScreens;
pub use self::selection::Selection;
use crate::progress::Progress;
use crate::toolchain::WasmToolchain;
use crate::workspace::{Program, Workspace};

/// How much care goes into the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As shipped: smallest download, compressed files beside the originals.
    Release,
    /// While developing and testing: quickest build, includes the component gallery.
    Quick,
}

impl Mode {
    fn profile(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Quick => "wasm-dev",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Release => "dist",
            Self::Quick => "dist-quick",
        }
    }
}

/// A finished build.
pub struct Built {
    /// One line such as `patient 310 KB, visit 240 KB`.
    pub summary: String,
}

const USAGE: &str = "\
cargo xtask build [--quick] [--only NAME,NAME] [--note] [--out DIR]

  builds the front ends into dist/
  --quick   development profile, into dist-quick/
  --only    some programs, and the pages without a program
  --note    writes down what the first screens hold, for the day on which one is too large
  --out     another folder; everything else in it is removed";

/// `cargo xtask build`.
pub fn command(mut arguments: lexopt::Parser) -> Result<()> {
    let mut mode = Mode::Release;
    let (mut only, mut out, mut note) = (None, None, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("note") => note = true,
            Long("quick") => mode = Mode::Quick,
            Long("only") => only = Some(arguments.value()?.string()?),
            Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Short('h') | Long("help") => {
                println!("{USAGE}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let selection = match only {
        Some(list) => Selection::only(mode, &list)?,
        None => Selection::all(mode),
    };
    let workspace = Workspace::open()?;
    let dist = match out {
        Some(folder) => prepare_output(&folder)?,
        None => workspace.path(mode.folder()),
    };
    Progress::begin(1).step("Front ends", || Ok(build_into(&workspace, &selection, &dist, note)?.summary))
}

/// Refuses a folder that is neither empty nor an earlier output: everything in it would be removed.
fn prepare_output(folder: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let is_empty = std::fs::read_dir(folder)?.next().is_none();
    if !is_empty && !folder.join("assets/manifest.json").is_file() {
        bail!(
            "{} holds other files, and a build would remove them: choose an empty folder",
            folder.display()
        );
    }
    Ok(folder.canonicalize()?)
}

/// The output folder of a mode, whether built or not.
pub fn dist(workspace: &Workspace, mode: Mode) -> Result<PathBuf> {
    let dist = workspace.path(mode.folder());
    if !dist.join("assets/manifest.json").is_file() {
        bail!("there is no finished build in {}: run once without --no-build", dist.display());
    }
    Ok(dist)
}

/// The state of all inputs.
pub struct Inputs {
    /// True when the output was made from them.
    pub current: bool,
    /// A fingerprint that changes with every edit.
    pub value: String,
}

/// Looks at the inputs without building.
pub fn inputs(workspace: &Workspace, wanted: &Selection) -> Result<Inputs> {
    let dist = workspace.path(wanted.mode.folder());
    let stamp = stamp::Stamp::of_inputs(workspace, wanted, &dist)?;
    Ok(Inputs { current: stamp.is_current(&dist), value: stamp.value })
}

/// Builds what changed since the last time; nothing at all when no input did.
pub fn build(workspace: &Workspace, wanted: &Selection) -> Result<Built> {
    build_into(workspace, wanted, &workspace.path(wanted.mode.folder()), false)
}

/// Compiles the frozen vectors of the cryptography to WebAssembly and returns the module.
pub fn build_vectors(workspace: &Workspace) -> Result<PathBuf> {
    let toolchain = WasmToolchain::prepare(workspace)?;
    let program = Program {
        package: "heilsam-crypto".to_owned(),
        name: "heilsam-vectors".to_owned(),
        library: false,
        features: vec!["selftest".to_owned()],
    };
    compile::compile(workspace, &toolchain, &program, Mode::Quick)
}

/// Builds one module as it is shipped, and returns its compressed size in bytes.
pub fn shipped_size(workspace: &Workspace, name: &str) -> Result<usize> {
    let toolchain = WasmToolchain::prepare(workspace)?;
    let mut size = 0;
    for (name, program) in compile::programs(workspace, &Selection::only(Mode::Release, name)?)? {
        let wasm = compile::compile(workspace, &toolchain, &program, Mode::Release)?;
        let module = bindings::generate(workspace, name, &wasm, Mode::Release)?;
        let files = compress::add_compressed(workspace, module.into_files().collect())?;
        let shipped = files.iter().filter(|(address, _)| address.ends_with(".wasm.br"));
        size += shipped.map(|(_, content)| content.len()).sum::<usize>();
    }
    Ok(size)
}

fn build_into(workspace: &Workspace, wanted: &Selection, dist: &Path, note: bool) -> Result<Built> {
    let mode = wanted.mode;
    let stamp = stamp::Stamp::of_inputs(workspace, wanted, dist);
    if !note && stamp.as_ref().is_ok_and(|stamp| stamp.is_current(dist)) {
        return Ok(Built { summary: "nothing changed".to_owned() });
    }
    // What is current was built from content that was checked. What is not is said before anything else that is missing.
    content::check(workspace)?;
    let stamp = stamp?;
    let (modules, linked) = modules::build(workspace, wanted)?;
    let site = site::Site::assemble(workspace, modules, wanted)?;
    let files = match mode {
        Mode::Release => compress::add_compressed(workspace, site.files)?,
        Mode::Quick => site.files,
    };
    if mode == Mode::Release {
        let screens = FirstScreens { pages: &site.pages, files: &files, programs: &linked };
        if note {
            screens.note(workspace)?;
        }
        screens.check(workspace)?;
    }
    let summary = manifest::summary(&site.pages, &files);
    let files = sums::add(manifest::add(files, &site.assets, &site.pages)?);
    write::replace(dist, &files)?;
    stamp.record(dist)?;
    Ok(Built { summary })
}
