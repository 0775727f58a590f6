//! `heilsam invoices`: what the operator hands to the bank.

use std::sync::Arc;

use clap::Subcommand;
use heilsam_backend::account::secrets::AccountSecrets;
use heilsam_backend::audit::anchor::AnchorKey;
use heilsam_backend::audit::outside::Outside;
use heilsam_backend::audit::{Audit, Event};
use heilsam_backend::clock::Clock;
use heilsam_backend::contract::debits;
use heilsam_storage::Store;

use crate::{Options, SystemClock, existing_keys, read};

#[derive(Subcommand)]
pub enum InvoicesCommand {
    /// Prints the direct debits of invoices as a file for the bank (pain.008.001.08). Each invoice is taken into one file only.
    Debits {
        /// Number of an earlier run, to print a file of its invoices again.
        #[arg(long, value_name = "NUMBER")]
        run: Option<u64>,
        #[command(flatten)]
        options: Options,
    },
}

/// Runs a command.
///
/// # Errors
/// What to change, in words.
pub async fn command(command: InvoicesCommand) -> anyhow::Result<()> {
    let InvoicesCommand::Debits { run, options } = command;
    let config = read(options)?;
    let keys = existing_keys(&config)?;
    let secrets = AccountSecrets::derive(&keys.secret("accounts"));
    let store = Store::open(&config.server.database_url).await?;
    let exported = debits::export(&store, &secrets, &config, run, SystemClock.now()).await?;
    let Some(export) = exported else {
        store.close().await;
        eprintln!("there is nothing to collect");
        return Ok(());
    };
    let outside = Outside::from_config(&config.audit, AnchorKey::derive(&keys));
    let audit = Audit::new(store.clone(), Arc::new(SystemClock), outside);
    audit.record(Event::DebitsExported { run: export.run, count: export.count }).await?;
    // First: when the disk is full, this number is all that leads back to the invoices.
    eprintln!("run {0} with {1} invoices; `--run {0}` prints it again", export.run, export.count);
    println!("{}", export.xml);
    let anchored = audit.anchor().await;
    store.close().await;
    Ok(anchored?)
}
