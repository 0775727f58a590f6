//! Putting the site together: every page, every asset it refers to, addresses with content hashes.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use super::bindings::Module;
use super::placeholder::{self, Placeholder};
use super::{Selection, css, names, sources};
use crate::workspace::Workspace;

/// Address of a shell that is not simply its folder's name.
const ADDRESSES: [(&str, &str); 3] = [("start", "/"), ("patient", "/app/"), ("visit", "/v/")];
/// Files of `app/web` that need a fixed address: a service worker cannot change its own.
const FIXED: [(&str, &str, &str); 3] = [
    ("patient", "service-worker.js", "/app/service-worker.js"),
    ("patient", "pages-worker.js", "/pages-worker.js"),
    ("patient", "manifest.webmanifest", "/app/manifest.webmanifest"),
];

/// Pages around the patient app, which are kept on the device, too. The last one clears away what is older, see
/// `app/web/pages-worker.js`.
const AROUND: [&str; 9] = [
    "security",
    "standards",
    "imprint",
    "terms",
    "manuals",
    "status",
    "privacy",
    "accessibility",
    "licences",
];

/// Files by path below `dist`, beginning with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A page and all it needs.
#[derive(Clone, Debug)]
pub struct Page {
    /// Address such as `/app/`.
    pub address: String,
    /// Every address the page loads at its start, directly or through others; without itself.
    pub needs: BTreeSet<String>,
    /// Addresses that it loads when they are wanted, and that are kept offline.
    pub keeps: BTreeSet<String>,
}

/// The finished site, not yet compressed.
pub struct Site {
    /// All files.
    pub files: Files,
    /// Asset name to hashed address.
    pub assets: BTreeMap<String, String>,
    /// Pages by shell name.
    pub pages: BTreeMap<String, Page>,
}

impl Site {
    /// Reads the shells and follows their references.
    ///
    /// # Errors
    /// Names the file and the placeholder that cannot be resolved.
    pub fn assemble(
        workspace: &Workspace,
        modules: BTreeMap<String, Module>,
        wanted: &Selection,
    ) -> Result<Self> {
        let mut assembly = Assembly::new(workspace, modules);
        let web = workspace.path(sources::WEB);
        let mut inside = Vec::new();
        for path in sources::walk(&web)? {
            let relative = sources::relative(&web, &path)?;
            if let Some((shell, file)) = relative.split_once('/')
                && shell != sources::PARTS
                && wanted.includes_page(shell)
            {
                inside.push((shell.to_owned(), file.to_owned(), path));
            }
        }
        for (shell, file, path) in inside {
            let rendered = assembly.render(&format!("{shell}/{file}"), std::fs::read(path)?)?;
            let address = address_of(&shell);
            if file == "index.html" {
                assembly.files.insert(index(&shell), rendered.content);
                let keeps = rendered.keeps.difference(&rendered.needs).cloned().collect();
                assembly.pages.insert(shell, Page { address, needs: rendered.needs, keeps });
            } else {
                assembly.files.insert(format!("{address}{file}"), rendered.content);
            }
        }
        for (page, name, address) in FIXED {
            let path = web.join(name);
            if path.is_file() && assembly.pages.contains_key(page) {
                let rendered = assembly.render(name, std::fs::read(path)?)?;
                assembly.files.insert(address.to_owned(), rendered.content);
            }
        }
        if assembly.pages.contains_key("standards") {
            assembly.files.extend(sources::profiles(workspace)?);
        }
        let assets = assembly.done.into_iter().map(|(name, done)| (name, done.address)).collect();
        Ok(Self { files: assembly.files, assets, pages: assembly.pages })
    }
}

/// Where the server looks for a page: by name, not by address.
pub fn index(shell: &str) -> String {
    format!("/{shell}/index.html")
}

fn address_of(shell: &str) -> String {
    let special = ADDRESSES.iter().find(|(name, _)| *name == shell);
    special.map_or_else(|| format!("/{shell}/"), |(_, address)| (*address).to_owned())
}

/// One program's addresses.
struct Program {
    script: String,
    wasm: String,
    /// What it starts with.
    all: BTreeSet<String>,
    /// Modules that it loads when they are wanted.
    later: BTreeSet<String>,
}

/// An asset whose address is known.
#[derive(Clone)]
struct Done {
    address: String,
    needs: BTreeSet<String>,
    keeps: BTreeSet<String>,
}

/// A file with its placeholders replaced.
struct Rendered {
    content: Vec<u8>,
    needs: BTreeSet<String>,
    keeps: BTreeSet<String>,
}

/// What the placeholders of a file led to.
#[derive(Default)]
struct Found {
    needs: BTreeSet<String>,
    keeps: BTreeSet<String>,
}

impl Found {
    fn add(&mut self, done: Done) -> String {
        self.needs.extend(done.needs);
        self.keeps.extend(done.keeps);
        done.address
    }

    /// With everything it needs itself: it is useless offline without.
    fn keep(&mut self, done: Done) -> String {
        self.keeps.extend(done.needs);
        self.keeps.extend(done.keeps);
        done.address
    }
}

struct Assembly<'a> {
    workspace: &'a Workspace,
    files: Files,
    pages: BTreeMap<String, Page>,
    programs: BTreeMap<String, Program>,
    done: BTreeMap<String, Done>,
    open: Vec<String>,
}

impl<'a> Assembly<'a> {
    fn new(workspace: &'a Workspace, modules: BTreeMap<String, Module>) -> Self {
        let mut files = Files::new();
        let mut programs = BTreeMap::new();
        for (name, module) in modules {
            let (script, wasm, later) = (module.script(), module.wasm(), module.later());
            let mut all = BTreeSet::new();
            for (address, content) in module.into_files() {
                if !later.contains(&address) {
                    all.insert(address.clone());
                }
                files.insert(address, content);
            }
            programs.insert(name, Program { script, wasm, all, later });
        }
        Self { workspace, files, pages: BTreeMap::new(), programs, done: BTreeMap::new(), open: Vec::new() }
    }

    /// Emits an asset once and returns its address and needs.
    fn asset(&mut self, name: &str) -> Result<Done> {
        if let Some(done) = self.done.get(name) {
            return Ok(done.clone());
        }
        let rendered = self.once(name)?;
        let address = names::hashed_address(name, &rendered.content);
        let mut needs = rendered.needs;
        needs.insert(address.clone());
        self.files.insert(address.clone(), rendered.content);
        let done = Done { address, needs, keeps: rendered.keeps };
        self.done.insert(name.to_owned(), done.clone());
        Ok(done)
    }

    /// Puts the text files of a folder of `assets` into one file, once.
    fn bundle(&mut self, folder: &str) -> Result<Done> {
        let name = format!("{folder}.json");
        if let Some(done) = self.done.get(&name) {
            return Ok(done.clone());
        }
        let content = serde_json::to_vec(&sources::texts(self.workspace, folder)?)?;
        let address = names::hashed_address(&name, &content);
        self.files.insert(address.clone(), content);
        let needs = BTreeSet::from([address.clone()]);
        let done = Done { address, needs, keeps: BTreeSet::new() };
        self.done.insert(name, done.clone());
        Ok(done)
    }

    /// Reads and renders a file that others refer to.
    fn once(&mut self, name: &str) -> Result<Rendered> {
        if self.open.iter().any(|each| each == name) {
            bail!("files refer to each other in a circle: {} -> {name}", self.open.join(" -> "));
        }
        self.open.push(name.to_owned());
        let content = std::fs::read(sources::asset(self.workspace, name)?)?;
        let rendered = self.render(name, content)?;
        self.open.pop();
        Ok(rendered)
    }

    /// Replaces placeholders in text files; other files stay as they are.
    fn render(&mut self, name: &str, content: Vec<u8>) -> Result<Rendered> {
        let mut found = Found::default();
        let extension = name.rsplit('.').next().unwrap_or_default();
        if !matches!(extension, "html" | "js" | "css" | "webmanifest" | "json") {
            return Ok(Rendered { content, needs: found.needs, keeps: found.keeps });
        }
        let text = String::from_utf8(content).with_context(|| format!("{name} is not UTF-8"))?;
        let mut text = placeholder::replace(&text, |each| self.resolve(each, &mut found))
            .with_context(|| format!("in {name}"))?;
        if extension == "css" {
            text = css::replace_urls(name, &text, |target| {
                let done = self.asset(target).with_context(|| format!("in {name}"))?;
                Ok(found.add(done))
            })?;
        }
        Ok(Rendered { content: text.into_bytes(), needs: found.needs, keeps: found.keeps })
    }

    fn resolve(&mut self, placeholder: Placeholder, found: &mut Found) -> Result<String> {
        match placeholder {
            Placeholder::Asset(name) => Ok(found.add(self.asset(&name)?)),
            Placeholder::Kept(name) => Ok(found.keep(self.asset(&name)?)),
            Placeholder::Bundle(name) => Ok(found.keep(self.bundle(&name)?)),
            Placeholder::Later(name) => Ok(self.asset(&name)?.address),
            Placeholder::Licences => {
                let rows = self.workspace.licences()?.into_iter().map(|(name, version, licence)| {
                    format!("<tr><th scope=\"row\">{name}</th><td>{version}</td><td>{licence}</td></tr>")
                });
                Ok(rows.collect())
            }
            Placeholder::Part(name) => {
                let rendered = self.once(&format!("{}/{name}.html", sources::PARTS))?;
                found.needs.extend(rendered.needs);
                found.keeps.extend(rendered.keeps);
                Ok(String::from_utf8(rendered.content)?.trim_end().to_owned())
            }
            Placeholder::Script(name) => {
                let program = self.program(&name)?;
                found.needs.extend(program.all.iter().cloned());
                found.keeps.extend(program.later.iter().cloned());
                Ok(program.script.clone())
            }
            Placeholder::Wasm(name) => {
                let program = self.program(&name)?;
                found.needs.extend(program.all.iter().cloned());
                found.keeps.extend(program.later.iter().cloned());
                Ok(program.wasm.clone())
            }
            Placeholder::Rest(name) => {
                let later: Vec<&str> = self.program(&name)?.later.iter().map(String::as_str).collect();
                Ok(later.join(" "))
            }
            Placeholder::Precache(name) => self.precache(&name),
            Placeholder::Version(name) => self.version(&name),
            Placeholder::Around => {
                let list: Vec<String> = AROUND.iter().map(|name| format!("/{name}")).collect();
                Ok(serde_json::to_string(&list)?)
            }
            Placeholder::AroundPrecache => {
                // Put together by hand: the order counts.
                let pages = AROUND.iter().map(|name| {
                    let (files, version) = (self.precache(name)?, self.version(name)?);
                    Ok(format!("\"/{name}\":{{\"files\":{files},\"version\":\"{version}\"}}"))
                });
                Ok(format!("{{{}}}", pages.collect::<Result<Vec<_>>>()?.join(",")))
            }
        }
    }

    fn precache(&self, name: &str) -> Result<String> {
        let page = self.page(name)?;
        let list: Vec<&String> =
            std::iter::once(&page.address).chain(&page.needs).chain(&page.keeps).collect();
        Ok(serde_json::to_string(&list)?)
    }

    fn version(&self, name: &str) -> Result<String> {
        let page = self.page(name)?;
        let shell = self.files.get(&index(name)).map(Vec::as_slice).unwrap_or_default();
        let addresses = page.needs.iter().chain(&page.keeps).map(String::as_bytes);
        Ok(names::short_hash(&std::iter::once(shell).chain(addresses).collect::<Vec<_>>()))
    }

    fn program(&self, name: &str) -> Result<&Program> {
        self.programs.get(name).with_context(|| {
            let known: Vec<&str> = self.programs.keys().map(String::as_str).collect();
            format!("there is no program `{name}`; built: {}", known.join(", "))
        })
    }

    fn page(&self, name: &str) -> Result<&Page> {
        self.pages.get(name).with_context(|| {
            format!("page `{name}` is not known here: precache and version belong into the service worker")
        })
    }
}

#[cfg(test)]
mod tests;
