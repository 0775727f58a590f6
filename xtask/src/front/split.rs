//! Cutting a program in two: what the first screen needs, and a second module that comes when it is wanted.
//!
//! The linker's output is cut at the functions that carry `wasm_split`. What only they reach, code and constants alike, goes
//! into the second module, which runs in the same memory.

use std::path::Path;

use anyhow::{Result, anyhow};
use wasm_split_cli_support::{Options, transform};

/// Switches the cut on in the program.
pub const FEATURE: &str = "split";
/// Cutting needs to know what refers to what.
pub const LINKING: [&str; 1] = ["-Clink-arg=--emit-relocs"];
/// The script that loads the second module, beside the program's own.
pub const LOADER: &str = "__wasm_split.js";

/// Programs that are cut.
const PROGRAMS: [&str; 1] = ["patient"];

/// Whether a program is cut.
pub fn is_split(name: &str) -> bool {
    PROGRAMS.contains(&name)
}

/// Cuts a module: writes everything but the main part into the folder, returns the main part for wasm-bindgen.
pub fn split(name: &str, wasm: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let apart = tempfile::tempdir()?;
    let main = apart.path().join("main.wasm");
    let script = format!("./{name}.js");
    let link = format!("./{LOADER}");
    let mut options = Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = &link;
    transform(options).map_err(|error| anyhow!("{name} cannot be cut: {error:#}"))?;
    Ok(std::fs::read(&main)?)
}
