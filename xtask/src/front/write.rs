//! Writing the output folder: only what differs, the manifest last, leftovers removed.

use std::path::Path;

use anyhow::{Context, Result};

use super::site::Files;
use super::sources;

/// Makes `dist` contain exactly `files`.
///
/// Assets come before the pages that refer to them, so a server running meanwhile never answers with a
/// page whose parts are missing.
pub fn replace(dist: &Path, files: &Files) -> Result<()> {
    let (assets, pages): (Vec<_>, Vec<_>) =
        files.iter().partition(|(address, _)| address.starts_with("/assets/"));
    for (address, content) in assets.into_iter().chain(pages) {
        let path = dist.join(address.trim_start_matches('/'));
        if std::fs::read(&path).is_ok_and(|present| &present == content) {
            continue;
        }
        let folder = path.parent().context("a file has a folder")?;
        std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        std::fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    }
    for path in sources::walk(dist)? {
        let address = format!("/{}", sources::relative(dist, &path)?);
        if !files.contains_key(&address) {
            std::fs::remove_file(&path)?;
            remove_empty_folders(dist, &path);
        }
    }
    Ok(())
}

fn remove_empty_folders(dist: &Path, path: &Path) {
    let below = path.ancestors().skip(1).take_while(|folder| *folder != dist);
    for folder in below {
        if std::fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_of_an_earlier_build_disappear() {
        let dist = tempfile::tempdir().unwrap();
        let one = Files::from([("/assets/a/old.js".to_owned(), b"1".to_vec())]);
        let two = Files::from([("/index.html".to_owned(), b"2".to_vec())]);
        replace(dist.path(), &one).unwrap();
        replace(dist.path(), &two).unwrap();
        assert_eq!(std::fs::read(dist.path().join("index.html")).unwrap(), b"2");
        assert!(!dist.path().join("assets").exists());
    }
}
