//! `heilsam backup`, and erasing again what a restored backup brought back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use data_encoding::HEXLOWER;
use heilsam_backend::audit::Audit;
use heilsam_backend::audit::anchor::AnchorKey;
use heilsam_backend::audit::outside::Outside;
use heilsam_backend::backup;
use heilsam_backend::config::Config;
use heilsam_storage::Store;

use crate::{Options, SystemClock, existing_keys, read};

#[derive(Args)]
pub struct BackupCommand {
    /// Folder to be made for the backup.
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// Also saves the key file. Whoever has both can look for login names and codes, and read what lies under the server's own key.
    #[arg(long)]
    with_secrets: bool,
    #[command(flatten)]
    options: Options,
}

/// Makes a backup and says what is in it.
///
/// # Errors
/// What to change, in words.
pub async fn command(command: BackupCommand) -> anyhow::Result<()> {
    let BackupCommand { to, with_secrets, options } = command;
    let made = backup::make(&read(options)?, &to, with_secrets).await?;
    let (folder, copied) = (made.folder.display(), &made.copied);
    println!("saved in {folder}: {}, {} bytes, schema {}", backup::DATABASE, made.bytes, copied.schema);
    println!("audit log: {} rows, the last one {}", copied.audit.rows, HEXLOWER.encode(&copied.audit.hash));
    if made.with_key {
        println!("server.key was saved, too: keep this backup as closed as the server itself");
    } else {
        println!(
            "server.key was not saved: without it nobody can log in after a restore, so keep a copy of it elsewhere"
        );
    }
    Ok(())
}

/// Erases the accounts that the anchor file, or a log, says were erased, and that are there again.
///
/// # Errors
/// What to change, in words.
pub async fn erase_again(config: &Config, from: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(from)
        .with_context(|| format!("the erasures {} cannot be read", from.display()))?;
    let keys = existing_keys(config)?;
    let accounts = AnchorKey::derive(&keys).read_erasures(&text)?;
    let listed = accounts.len();
    let store = Store::open(&config.server.database_url).await?;
    let outside = Outside::from_config(&config.audit, AnchorKey::derive(&keys));
    let audit = Audit::new(store.clone(), Arc::new(SystemClock), outside);
    let erased = backup::erase_again(&store, &audit, accounts).await;
    let anchored = audit.anchor().await;
    store.close().await;
    println!("{listed} erasures are listed, {} accounts were there again and are erased", erased?);
    Ok(anchored?)
}
