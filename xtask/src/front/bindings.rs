//! wasm-bindgen as a library: a compiled module becomes JavaScript plus WebAssembly.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{Mode, names, optimise, sources};
use crate::workspace::Workspace;

/// A program ready for the browser: its files by relative path, entry `NAME.js`.
pub struct Module {
    name: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Module {
    /// All files share one hashed folder, so that their relative imports stay as they are.
    pub fn folder(&self) -> String {
        let parts: Vec<&[u8]> =
            self.files.iter().flat_map(|(path, content)| [path.as_bytes(), content.as_slice()]).collect();
        format!("/assets/{}-{}", self.name, names::short_hash(&parts))
    }

    /// Address of the JavaScript entry.
    pub fn script(&self) -> String {
        format!("{}/{}.js", self.folder(), self.name)
    }

    /// Address of the WebAssembly.
    pub fn wasm(&self) -> String {
        format!("{}/{}_bg.wasm", self.folder(), self.name)
    }

    /// Size of the WebAssembly in bytes, not compressed.
    pub fn wasm_size(&self) -> usize {
        self.files.get(&format!("{}_bg.wasm", self.name)).map_or(0, Vec::len)
    }

    /// Every file with its address.
    pub fn into_files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let folder = self.folder();
        self.files.into_iter().map(move |(path, content)| (format!("{folder}/{path}"), content))
    }
}

/// Generates the bindings, or takes them from the cache when the same module was seen before.
pub fn generate(workspace: &Workspace, name: &str, wasm: &Path, mode: Mode) -> Result<Module> {
    let bytes = std::fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let optimiser = match mode {
        Mode::Release => optimise::Optimiser::find(workspace),
        Mode::Quick => None,
    };
    let flavour = format!("{mode:?} {} {}", optimiser.is_some(), wasm_bindgen_cli_support_version());
    let key = names::short_hash(&[name.as_bytes(), flavour.as_bytes(), &bytes]);
    let cached = workspace.cache().join("bindings").join(format!("{name}-{key}"));
    if !cached.is_dir() {
        let parent = cached.parent().context("a cache folder has a parent")?;
        std::fs::create_dir_all(parent)?;
        let fresh = tempfile::tempdir_in(parent)?;
        bindgen(name, bytes, fresh.path(), mode)?;
        if let Some(optimiser) = optimiser {
            optimiser.shrink(&fresh.path().join(format!("{name}_bg.wasm")));
        }
        // Another build may have finished the same module meanwhile; both results are alike.
        if std::fs::rename(fresh.path(), &cached).is_ok() {
            let _moved = fresh.keep();
        }
    }
    let mut files = BTreeMap::new();
    for path in sources::walk(&cached)? {
        let relative = sources::relative(&cached, &path)?;
        files.insert(relative, std::fs::read(&path)?);
    }
    Ok(Module { name: name.to_owned(), files })
}

fn bindgen(name: &str, wasm: Vec<u8>, folder: &Path, mode: Mode) -> Result<()> {
    Bindgen::new()
        .input_bytes(name, wasm)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(mode == Mode::Release)
        .generate(folder)
}

fn wasm_bindgen_cli_support_version() -> &'static str {
    "0.2.130"
}
