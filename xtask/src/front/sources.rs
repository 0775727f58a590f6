//! Finding the source of an asset, and walking folders in a stable order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Shells, scripts and other files of the web pages.
pub const WEB: &str = "app/web";
/// Folder of [`WEB`] with what several shells have in common.
pub const PARTS: &str = "parts";
/// Styles, fonts, icons and texts.
pub const ASSETS: &str = "assets";

/// The file behind `{{asset:NAME}}`: in `app/web` (scripts) or in `assets` (everything else).
pub fn asset(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    if name.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
        bail!("`{name}` is not a plain relative path");
    }
    let candidates = [workspace.path(WEB).join(name), workspace.path(ASSETS).join(name)];
    let found = candidates.into_iter().find(|path| path.is_file());
    found.with_context(|| format!("there is no asset `{name}`, neither in {WEB}/ nor in {ASSETS}/"))
}

/// The text files of a folder of `assets` by path below it.
///
/// # Errors
/// There are none, or one is not UTF-8.
pub fn texts(workspace: &Workspace, folder: &str) -> Result<BTreeMap<String, String>> {
    let root = workspace.path(ASSETS).join(folder);
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path);
        Ok((relative(&root, &path)?, text.with_context(|| format!("cannot read {}", path.display()))?))
    };
    let texts: BTreeMap<String, String> = walk(&root)?.into_iter().map(read).collect::<Result<_>>()?;
    if texts.is_empty() {
        bail!("there is nothing in {ASSETS}/{folder}");
    }
    Ok(texts)
}

/// The own FHIR profiles, by the addresses from which the server reads them.
pub fn profiles(workspace: &Workspace) -> Result<Vec<(String, Vec<u8>)>> {
    let folder = workspace.path(ASSETS).join("formats/fhir");
    let files = walk(&folder)?.into_iter().map(|path| {
        let name = relative(&folder, &path)?;
        Ok((format!("/fhir/{name}"), std::fs::read(path)?))
    });
    files.collect()
}

/// All files below a folder, sorted by path; an absent folder has none.
pub fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(current) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&current) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The path below `folder` with `/` between its parts.
pub fn relative(folder: &Path, path: &Path) -> Result<String> {
    let below = path.strip_prefix(folder).context("a file lies outside its folder")?;
    let parts: Option<Vec<&str>> = below.iter().map(std::ffi::OsStr::to_str).collect();
    Ok(parts.with_context(|| format!("{} is not valid UTF-8", path.display()))?.join("/"))
}
