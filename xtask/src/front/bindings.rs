//! wasm-bindgen as a library: a compiled module becomes JavaScript plus WebAssembly.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::{Mode, backtraces, names, optimise, sources, split};
use crate::workspace::Workspace;

/// The version of wasm-bindgen that the workspace pins: what another one made is not taken from the cache.
const BINDGEN: &str = "0.2.130";
/// Counts the changes of what this module, `split` and `backtraces` do to a program: what an older one made is not taken.
const STEPS: u32 = 2;

/// A program ready for the browser.
pub struct Module {
    name: String,
    hash: String,
    /// Files by path below the module's folder; every name carries the hash.
    files: BTreeMap<String, Vec<u8>>,
}

impl Module {
    /// Puts the hash of all files into the name of each, and into the references of the entry.
    fn from_files(name: &str, mut files: BTreeMap<String, Vec<u8>>) -> Result<Self> {
        let parts: Vec<&[u8]> =
            files.iter().flat_map(|(path, content)| [path.as_bytes(), content.as_slice()]).collect();
        let hash = names::short_hash(&parts);
        let entry = format!("{name}.js");
        let names: Vec<String> = files.keys().cloned().collect();
        let script = files.remove(&entry).with_context(|| format!("wasm-bindgen wrote no {entry}"))?;
        let mut script = String::from_utf8_lossy(&script).into_owned();
        let mut renamed = BTreeMap::new();
        for (path, content) in files {
            let content = if path == split::LOADER {
                rename_all(&content, &names, &hash)
            } else {
                refuse_relative_imports(&path, &content)?;
                content
            };
            let target = with_hash(&path, &hash);
            script = rename(&script, &path, &target);
            renamed.insert(target, content);
        }
        renamed.insert(with_hash(&entry, &hash), script.into_bytes());
        Ok(Self { name: name.to_owned(), hash, files: renamed })
    }

    /// Address of the JavaScript entry.
    pub fn script(&self) -> String {
        format!("{}{}", self.folder(), with_hash(&format!("{}.js", self.name), &self.hash))
    }

    /// Address of the WebAssembly.
    pub fn wasm(&self) -> String {
        format!("{}{}", self.folder(), self.wasm_file())
    }

    /// Addresses of modules that come when they are wanted.
    pub fn later(&self) -> BTreeSet<String> {
        let first = self.wasm_file();
        let later = self.files.keys().filter(|path| path.ends_with(".wasm") && **path != first);
        later.map(|path| format!("{}{path}", self.folder())).collect()
    }

    /// Size of the WebAssembly in bytes, not compressed.
    pub fn wasm_size(&self) -> usize {
        self.files.get(&self.wasm_file()).map_or(0, Vec::len)
    }

    /// Every file with its name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_str(), content.as_slice()))
    }

    /// Every file with its address.
    pub fn into_files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let folder = self.folder();
        self.files.into_iter().map(move |(path, content)| (format!("{folder}{path}"), content))
    }

    fn folder(&self) -> String {
        format!("/assets/{}/", self.name)
    }

    fn wasm_file(&self) -> String {
        with_hash(&format!("{}_bg.wasm", self.name), &self.hash)
    }
}

/// Renames a file wherever the script loads it. In the table of imports the same text is the name that the
/// WebAssembly asks for, `"./snippets/a.js": import1`: there it must stay.
fn rename(script: &str, path: &str, target: &str) -> String {
    let mut parts = script.split(path);
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        renamed.push_str(if part.starts_with("\":") { path } else { target });
        renamed.push_str(part);
    }
    renamed
}

/// The loader of a second module names its files, and the script that it belongs to.
fn rename_all(script: &[u8], names: &[String], hash: &str) -> Vec<u8> {
    let script = String::from_utf8_lossy(script).into_owned();
    names
        .iter()
        .fold(script, |script, path| script.replace(path.as_str(), &with_hash(path, hash)))
        .into_bytes()
}

/// `a/b.js` becomes `a/b-<hash>.js`.
fn with_hash(path: &str, hash: &str) -> String {
    match path.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{path}-{hash}"),
    }
}

/// A relative path in a script leads nowhere once files have new names.
fn refuse_relative_imports(path: &str, content: &[u8]) -> Result<()> {
    if path.ends_with(".js") && imports_relatively(&String::from_utf8_lossy(content)) {
        bail!("{path} imports another file by a relative path, which its new name would break");
    }
    Ok(())
}

fn imports_relatively(script: &str) -> bool {
    ["from\"./", "from './", "from \"./", "import(\"./", "import('./", "from\"../", "from '../", "from \"../"]
        .iter()
        .any(|pattern| script.contains(pattern))
}

/// Generates the bindings, or takes them from the cache when the same module was seen before.
pub fn generate(workspace: &Workspace, name: &str, wasm: &Path, mode: Mode) -> Result<Module> {
    let bytes = std::fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let optimiser = match mode {
        Mode::Release => optimise::Optimiser::find(workspace),
        Mode::Quick => None,
    };
    let tools = optimiser.as_ref().map(|_| (optimise::TOOLS, optimise::passes(name).collect::<Vec<_>>()));
    let is_split = split::is_split(name, mode);
    let flavour = format!("{mode:?} {tools:?} {is_split} {BINDGEN} {STEPS}");
    let key = names::short_hash(&[name.as_bytes(), flavour.as_bytes(), &bytes]);
    let cached = workspace.cache().join("bindings").join(format!("{name}-{key}"));
    if !cached.is_dir() {
        let parent = cached.parent().context("a cache folder has a parent")?;
        std::fs::create_dir_all(parent)?;
        let fresh = tempfile::tempdir_in(parent)?;
        let main = if is_split { split::split(name, &bytes, fresh.path())? } else { bytes };
        let main = if mode == Mode::Release { backtraces::leave_out(&main)? } else { main };
        bindgen(name, main, fresh.path(), mode, is_split)?;
        if let Some(optimiser) = optimiser {
            for path in sources::walk(fresh.path())? {
                if path.extension().is_some_and(|extension| extension == "wasm") {
                    optimiser.shrink_module(name, &path);
                }
            }
            optimiser.shrink_script(&fresh.path().join(format!("{name}.js")));
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
    Module::from_files(name, files)
}

fn bindgen(name: &str, wasm: Vec<u8>, folder: &Path, mode: Mode, is_split: bool) -> Result<()> {
    Bindgen::new()
        .input_bytes(name, wasm)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        // The second module goes on using them.
        .keep_lld_exports(is_split)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(mode == Mode::Release)
        .generate(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(snippet: &str) -> Result<Module> {
        let script = "import { a } from './snippets/x-1/inline0.js'; new URL('visit_bg.wasm', import.meta.url);\n\
             return {\n\"./snippets/x-1/inline0.js\": import1,\n};";
        Module::from_files(
            "visit",
            BTreeMap::from([
                ("visit.js".to_owned(), script.as_bytes().to_vec()),
                ("visit_bg.wasm".to_owned(), vec![0; 4]),
                ("snippets/x-1/inline0.js".to_owned(), snippet.as_bytes().to_vec()),
            ]),
        )
    }

    #[test]
    fn every_name_carries_the_hash_and_the_entry_refers_to_it() {
        let module = module("export const a = 1;").unwrap();
        let (hash, wasm) = (module.hash.clone(), module.wasm());
        assert_eq!(wasm, format!("/assets/visit/visit_bg-{hash}.wasm"));
        let files: BTreeMap<String, Vec<u8>> = module.into_files().collect();
        assert!(files.keys().all(|path| path.contains(&hash)), "{:?}", files.keys());
        let script = String::from_utf8(files[&format!("/assets/visit/visit-{hash}.js")].clone()).unwrap();
        assert!(script.contains(&format!("./snippets/x-1/inline0-{hash}.js")), "{script}");
        assert!(script.contains(&format!("visit_bg-{hash}.wasm")), "{script}");
        assert!(script.contains("\"./snippets/x-1/inline0.js\": import1"), "{script}");
    }

    #[test]
    fn a_script_in_one_line_keeps_the_names_the_module_asks_for() {
        let script = r#"import{a as e}from"./x.js";const t={"./x.js":e};"#;
        let renamed = r#"import{a as e}from"./x-1.js";const t={"./x.js":e};"#;
        assert_eq!(rename(script, "x.js", "x-1.js"), renamed);
    }

    #[test]
    fn a_change_in_any_file_changes_all_addresses() {
        let (one, other) = (module("export const a = 1;").unwrap(), module("export const a = 2;").unwrap());
        assert_ne!(one.script(), other.script());
    }

    #[test]
    fn a_second_module_comes_later_under_the_name_that_its_loader_asks_for() {
        let loader =
            r#"import { initSync } from "./app.js"; fetch(new URL("./split_rest.wasm", import.meta.url));"#;
        let module = Module::from_files(
            "app",
            BTreeMap::from([
                ("app.js".to_owned(), b"import * as a from './__wasm_split.js';".to_vec()),
                ("app_bg.wasm".to_owned(), vec![0; 4]),
                (split::LOADER.to_owned(), loader.as_bytes().to_vec()),
                ("split_rest.wasm".to_owned(), vec![0; 4]),
            ]),
        )
        .unwrap();
        let (hash, later) = (module.hash.clone(), module.later());
        assert_eq!(later, BTreeSet::from([format!("/assets/app/split_rest-{hash}.wasm")]));
        let files: BTreeMap<String, Vec<u8>> = module.into_files().collect();
        let text =
            |name: &str| String::from_utf8(files[&format!("/assets/app/{name}-{hash}.js")].clone()).unwrap();
        assert!(text("app").contains(&format!("./__wasm_split-{hash}.js")));
        let loader = text("__wasm_split");
        assert!(loader.contains(&format!("./app-{hash}.js")), "{loader}");
        assert!(loader.contains(&format!("./split_rest-{hash}.wasm")), "{loader}");
    }

    #[test]
    fn the_cache_counts_the_version_that_the_workspace_pins() {
        let pinned = format!("wasm-bindgen-cli-support = \"={BINDGEN}\"");
        assert!(include_str!("../../../Cargo.toml").lines().any(|line| line == pinned));
    }

    #[test]
    fn a_snippet_that_imports_relatively_is_refused() {
        assert!(module("import { b } from './other.js';").is_err());
    }
}
