//! A backup of a running server: the database as it was at one moment, and its key file where that is wanted. See docs/BACKUP.md.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use heilsam_domain::AccountId;
use heilsam_storage::Store;
use heilsam_storage::backup::{Copied, copy};

use crate::audit::Audit;
use crate::config::Config;
use crate::{ApiError, account, keys};

/// Name of the database in a backup: the one that a server looks for in its data folder.
pub const DATABASE: &str = "heilsam.db";

/// What was saved.
#[derive(Debug)]
pub struct Backup {
    /// Where.
    pub folder: PathBuf,
    /// Bytes of the database.
    pub bytes: u64,
    /// What is in it.
    pub copied: Copied,
    /// Whether the key file is in it.
    pub with_key: bool,
}

/// Makes a backup in a folder that is not there yet. It appears when everything in it is on the disk, or not at all, and is
/// closed to other users of the machine.
///
/// # Errors
/// What to change, in words.
pub async fn make(config: &Config, to: &Path, with_key: bool) -> anyhow::Result<Backup> {
    let exists = std::fs::symlink_metadata(to).is_ok();
    anyhow::ensure!(!exists, "{} exists already: give a new folder with --to", to.display());
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Goes with everything in it, if anything fails.
    let unfinished =
        closed_folder(parent).with_context(|| format!("no folder can be made in {}", parent.display()))?;
    let database = unfinished.path().join(DATABASE);
    let copied = copy(&config.server.database_url, &database).await?;
    if with_key {
        let key = config.server.data.join(keys::FILE);
        copy_key(&key, &unfinished.path().join(keys::FILE))
            .with_context(|| format!("the key file {} cannot be saved", key.display()))?;
    }
    let bytes = std::fs::metadata(&database)?.len();
    sync_folder(unfinished.path())?;
    std::fs::rename(unfinished.path(), to)
        .with_context(|| format!("the backup cannot be put at {}", to.display()))?;
    // It has another name now, and stays.
    let _ = unfinished.keep();
    sync_folder(parent)?;
    Ok(Backup { folder: to.to_owned(), bytes, copied, with_key })
}

/// Erases accounts that a backup brought back; says how many there were. Each erasure stands in the audit log again.
///
/// # Errors
/// If the database fails; what was erased stays so.
pub async fn erase_again(
    store: &Store,
    audit: &Audit,
    accounts: impl IntoIterator<Item = AccountId>,
) -> Result<usize, ApiError> {
    let mut erased = 0;
    for account in accounts.into_iter().collect::<BTreeSet<_>>() {
        if store.account(account).await?.is_some() {
            account::erase(store, audit, account).await?;
            erased += 1;
        }
    }
    Ok(erased)
}

fn closed_folder(parent: &Path) -> std::io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".heilsam-backup-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(parent)
}

fn copy_key(from: &Path, to: &Path) -> std::io::Result<()> {
    let key = zeroize::Zeroizing::new(std::fs::read(from)?);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(to)?;
    file.write_all(&key)?;
    file.sync_all()
}

/// Names are on the disk only when their folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}
