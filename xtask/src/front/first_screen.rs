//! The bar for what a page loads before anybody can use it: a release that misses it is refused, with what grew.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use rustc_demangle::demangle;
use serde_json::{Value, json};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use super::site::{Files, Page};
use super::{Mode, manifest, split};
use crate::workspace::Workspace;

/// Page and most bytes, as Brotli.
const BARS: [(&str, usize); 2] = [("patient", 900_000), ("practice", 900_000)];
/// What was in the first screens when somebody last looked.
const NOTED: &str = "xtask/first-screen.json";
/// So many parts that grew are named.
const NAMED: usize = 15;
/// Crates of the language itself: what they hold belongs to whom it was made for.
const LANGUAGE: [&str; 3] = ["alloc", "core", "std"];

/// Bytes of code by the part of the program that they belong to, such as `heilsam_app::patient::home`; not compressed.
type Parts = BTreeMap<String, usize>;

/// The pages of a build and the programs they were made of.
pub struct FirstScreens<'a> {
    /// Pages by name.
    pub pages: &'a BTreeMap<String, Page>,
    /// Everything that is served.
    pub files: &'a Files,
    /// Linked programs by name.
    pub programs: &'a BTreeMap<&'static str, PathBuf>,
}

impl FirstScreens<'_> {
    /// Refuses a page that has grown beyond its bar.
    ///
    /// # Errors
    /// Names the page, its size and the parts that grew most since they were noted.
    pub fn check(&self, workspace: &Workspace) -> Result<()> {
        for (name, bar) in BARS {
            let Some(size) = self.size(name).filter(|size| *size > bar) else { continue };
            let noted = noted(workspace);
            let before = noted.get(name).and_then(|it| it.get("parts"));
            bail!(
                "the first screen of {name} has {size} bytes compressed, at most {bar} are allowed: let more of it \
                 come later (docs/ARCHITECTURE.md, \"A page that comes later\"). What grew since {NOTED} was \
                 written, bytes of code before compression:{}",
                grown(self.parts(name)?, before)
            );
        }
        Ok(())
    }

    /// Writes down what the first screens hold now.
    pub fn note(&self, workspace: &Workspace) -> Result<()> {
        let mut all = noted(workspace);
        for (name, _) in BARS {
            if let Some(size) = self.size(name) {
                all.insert(name.to_owned(), json!({ "transferred": size, "parts": self.parts(name)? }));
            }
        }
        std::fs::write(workspace.path(NOTED), serde_json::to_string_pretty(&all)? + "\n")?;
        Ok(())
    }

    fn size(&self, name: &str) -> Option<usize> {
        Some(manifest::weigh(name, self.pages.get(name)?, self.files).1)
    }

    fn parts(&self, name: &str) -> Result<Parts> {
        let path = self.programs.get(name).with_context(|| format!("{name} was not compiled"))?;
        let mut wasm = std::fs::read(path)?;
        if split::is_split(name, Mode::Release) {
            wasm = split::split(name, &wasm, tempfile::tempdir()?.path())?;
        }
        parts(&wasm)
    }
}

fn noted(workspace: &Workspace) -> serde_json::Map<String, Value> {
    let text = std::fs::read_to_string(workspace.path(NOTED)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// The parts that grew most, each in a line.
fn grown(now: Parts, before: Option<&Value>) -> String {
    let before = |part: &str| usize::try_from(before?.get(part)?.as_u64()?).ok();
    let mut grown: Vec<(usize, String)> = now
        .into_iter()
        .map(|(part, bytes)| (bytes.saturating_sub(before(&part).unwrap_or(0)), part))
        .filter(|(growth, _)| *growth > 0)
        .collect();
    grown.sort_by(|one, other| other.cmp(one));
    grown.iter().take(NAMED).map(|(growth, part)| format!("\n      {growth:>8} {part}")).collect()
}

fn parts(wasm: &[u8]) -> Result<Parts> {
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                sizes.push(usize::try_from(range.end - range.start)?);
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(sections) = section.as_known() {
                    for section in sections {
                        let Name::Function(functions) = section? else { continue };
                        for function in functions {
                            let function = function?;
                            names.insert(function.index, function.name);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut parts = Parts::new();
    for (index, size) in (imported..).zip(sizes) {
        let name = names.get(&index).copied().unwrap_or_default();
        *parts.entry(part_of(&format!("{:#}", demangle(name)))).or_default() += size;
    }
    Ok(parts)
}

/// The part of the program that a function belongs to: of our own crates the module, of others the crate.
fn part_of(function: &str) -> String {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let paths = function.split(|c| !is_path(c)).filter(|path| path.contains("::") && !path.starts_with("::"));
    let krate = |path: &str| path.split("::").next().unwrap_or_default().to_owned();
    let mut candidates = paths.clone().filter(|path| !LANGUAGE.contains(&krate(path).as_str()));
    let Some(path) = candidates.next().or_else(|| paths.clone().next()) else {
        return "without a name".to_owned();
    };
    if !path.starts_with("heilsam_") {
        return krate(path);
    }
    // The last name is the function or the type.
    let names: Vec<&str> = path.split("::").collect();
    names.iter().take(names.len().saturating_sub(1).clamp(1, 3)).copied().collect::<Vec<_>>().join("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_belongs_to_the_module_that_it_was_made_for() {
        assert_eq!(part_of("heilsam_app::patient::home::Home"), "heilsam_app::patient::home");
        assert_eq!(
            part_of("<heilsam_therapy::diary::Measurement as serde_core::de::Deserialize>::deserialize"),
            "heilsam_therapy::diary"
        );
        assert_eq!(
            part_of("core::ptr::drop_in_place<heilsam_client::client::Client<T>>"),
            "heilsam_client::client"
        );
        assert_eq!(part_of("heilsam_app::patient::report::compose::compose"), "heilsam_app::patient::report");
        assert_eq!(part_of("p384::arithmetic::scalar::Scalar::invert"), "p384");
        assert_eq!(part_of("core::fmt::write"), "core");
        assert_eq!(part_of("<T as subsecond::HotFunction<(), M>>::call_it"), "subsecond");
        assert_eq!(part_of("main"), "without a name");
    }

    #[test]
    fn what_grew_most_stands_first_and_what_did_not_grow_nowhere() {
        let now = Parts::from(
            [("p384", 20), ("heilsam_app::patient::home", 900), ("qrcode", 7), ("dioxus_core", 50)]
                .map(|(part, bytes)| (part.to_owned(), bytes)),
        );
        let before = json!({ "p384": 10, "heilsam_app::patient::home": 100, "dioxus_core": 60 });
        let lines = grown(now, Some(&before));
        let parts: Vec<&str> = lines.split_whitespace().collect();
        assert_eq!(parts, ["800", "heilsam_app::patient::home", "10", "p384", "7", "qrcode"]);
    }

    #[test]
    fn the_size_of_every_function_counts() {
        // Two functions: `p384::a` returns, `core::fmt::write` is empty.
        let wasm = [
            &b"\0asm\x01\0\0\0"[..],
            &[1, 4, 1, 0x60, 0, 0],
            &[3, 3, 2, 0, 0],
            &[10, 8, 2, 3, 0, 0x0f, 0x0b, 2, 0, 0x0b],
            &[0, 35, 4],
            b"name",
            &[1, 28, 2, 0, 7],
            b"p384::a",
            &[1, 16],
            b"core::fmt::write",
        ]
        .concat();
        assert_eq!(parts(&wasm).unwrap(), Parts::from([("core".to_owned(), 2), ("p384".to_owned(), 3)]));
    }
}
