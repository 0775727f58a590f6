//! The key file lies apart from the database and only the service can read it.

use crate::evidence::{Findings, Obstacle, Outcome, Subject};
use crate::keys::FILE;

/// Looks at the permissions of the data folder and what lies in it.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let data = &subject.config.server.data;
    let key = data.join(FILE);
    if !key.is_file() {
        return Err(Obstacle(format!("Die Schlüsseldatei {} ist nicht hier.", key.display())));
    }
    let mut looked_at = 0;
    for path in std::iter::once(data.clone()).chain(files(data)?) {
        looked_at += 1;
        let open = open_to_others(&path)?;
        findings.demand(!open, || format!("{} ist für andere Benutzer des Rechners offen.", path.display()));
    }
    let text = std::fs::read_to_string(&key)?;
    let secret = text.split_whitespace().next_back().unwrap_or_default();
    let raw = data_encoding::HEXLOWER.decode(secret.as_bytes()).unwrap_or_default();
    for path in files(data)?.into_iter().filter(|path| *path != key) {
        let bytes = std::fs::read(&path)?;
        let has = |part: &[u8]| !part.is_empty() && bytes.windows(part.len()).any(|window| window == part);
        findings.demand(!has(secret.as_bytes()) && !has(&raw), || {
            format!("{} enthält den Schlüssel der Installation.", path.display())
        });
    }
    findings.saw(format!("{looked_at} Dateien und Ordner."));
    findings.verdict()
}

/// Key and database files; what the operator put beside them is theirs.
fn files(data: &std::path::Path) -> std::io::Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(data)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_file() && (name == FILE || name.contains(".db")) {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(unix)]
fn open_to_others(path: &std::path::Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    // What lies in a closed folder is closed.
    let mode = std::fs::metadata(path)?.permissions().mode();
    let folder_closed = path.is_file()
        && path.parent().is_some_and(|folder| {
            std::fs::metadata(folder).is_ok_and(|about| about.permissions().mode() & 0o077 == 0)
        });
    let is_key = path.file_name().is_some_and(|name| name == FILE);
    Ok(mode & 0o077 != 0 && (is_key || !folder_closed))
}

#[cfg(not(unix))]
fn open_to_others(_: &std::path::Path) -> std::io::Result<bool> {
    Ok(false)
}
