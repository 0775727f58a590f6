//! Cutting a program in two: what the first screen needs, and a second module that comes when it is wanted.
//!
//! The linker's output is cut at the functions that carry `wasm_split`. What only they reach, code and constants alike, goes
//! into the second module, which runs in the same memory.

use std::path::Path;

use anyhow::{Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use super::Mode;

/// Switches the cut on in the program.
pub const FEATURE: &str = "split";
/// Cutting needs to know what refers to what.
pub const LINKING: [&str; 1] = ["-Clink-arg=--emit-relocs"];
/// The script that loads the second module, beside the program's own.
pub const LOADER: &str = "__wasm_split.js";

/// Programs that are cut.
const PROGRAMS: [&str; 2] = ["patient", "practice"];

/// Whether a program is cut: as shipped only, so that a quick build stays quick.
pub fn is_split(name: &str, mode: Mode) -> bool {
    mode == Mode::Release && PROGRAMS.contains(&name)
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
    let loader = folder.join(LOADER);
    std::fs::write(&loader, quiet(&std::fs::read_to_string(&loader)?)?)?;
    Ok(std::fs::read(&main)?)
}

/// The loader without its own words: whoever leaves the page while the second module is on its way does nothing wrong, and
/// whoever stays reads on the page that it did not come.
fn quiet(loader: &str) -> Result<String> {
    const SAYS: &str = "console.error(e);";
    ensure!(
        loader.contains(SAYS),
        "the loader of the second module has changed: look at what it says in the console"
    );
    Ok(loader.replace(SAYS, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loader_says_nothing_in_the_console() {
        assert_eq!(
            quiet("catch (e) { console.error(e); done = false; }").unwrap(),
            "catch (e) {  done = false; }"
        );
        assert!(quiet("catch (e) { report(e); }").is_err());
    }
}
