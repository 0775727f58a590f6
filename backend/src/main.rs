//! The program `heilsam`: makes clock, randomness and logs, and hands over.

mod backup_command;
mod evidence_command;
mod invoices_command;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use heilsam_backend::account::secrets::AccountSecrets;
use heilsam_backend::account::{INVITATION_TIME, insurer};
use heilsam_backend::audit::anchor::AnchorKey;
use heilsam_backend::audit::outside::Outside;
use heilsam_backend::audit::{Audit, Event};
use heilsam_backend::clock::{Clock, Entropy};
use heilsam_backend::config::{self, Config, ConfigDraft, Overrides};
use heilsam_backend::consents::proof;
use heilsam_backend::keys::{self, Keys};
use heilsam_backend::{open_files, serve, telemetry, tickets};
use heilsam_domain::{AccountId, EnrolmentCode, Role};
use heilsam_storage::Store;
use jiff::Timestamp;

use backup_command::BackupCommand;
use evidence_command::EvidenceCommand;
use invoices_command::InvoicesCommand;

/// What the program was built from; `cargo xtask` tells the build.
const COMMIT: Option<&str> = option_env!("HEILSAM_COMMIT");

/// The Heilsam server.
#[derive(Parser)]
#[command(name = "heilsam", version)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves until it is told to end (Ctrl-C or SIGTERM).
    Serve(Options),
    /// The audit log.
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Saves the database of a server, which may be running (SQLite).
    Backup(BackupCommand),
    /// Accounts.
    Account {
        #[command(subcommand)]
        command: AccountCommand,
    },
    /// Prints which consents of an account were in force, each with the receipt that the account signed (JSON).
    Consents {
        /// Id of the account.
        #[arg(long, value_name = "ID")]
        account: AccountId,
        /// Time asked about, for example `2026-03-01T12:00:00Z`. Absent: now.
        #[arg(long, value_name = "TIME")]
        at: Option<Timestamp>,
        #[command(flatten)]
        options: Options,
    },
    /// Automatic evidence.
    Evidence {
        #[command(subcommand)]
        command: EvidenceCommand,
    },
    /// Messages to the manufacturer: prints them (JSON lines), or deletes one that was answered.
    Tickets {
        /// Number of the message to delete.
        #[arg(long, value_name = "NUMBER")]
        delete: Option<String>,
        #[command(flatten)]
        options: Options,
    },
    /// Invoices of contracts.
    Invoices {
        #[command(subcommand)]
        command: InvoicesCommand,
    },
    /// The test insurer with the prefix 77: answers questions about activation codes until it is told to end.
    Insurer {
        /// Address and port to listen on.
        #[arg(long, value_name = "ADDRESS", value_parser = read_address, default_value = "127.0.0.1:8077")]
        listen: SocketAddr,
    },
    /// The configuration.
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Checks that no row was changed, removed or put elsewhere.
    Verify {
        /// Copy of the anchor file or of the server's log, kept outside: also checks that the end is not missing.
        #[arg(long, value_name = "FILE")]
        anchor: Option<PathBuf>,
        #[command(flatten)]
        options: Options,
    },
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Prints a code with which one person can register.
    Invite {
        /// Role of the new account.
        #[arg(long, value_enum)]
        role: InvitedRole,
        #[command(flatten)]
        options: Options,
    },
    /// After the restore of a backup: erases the accounts that were erased since and came back with it.
    EraseAgain {
        /// Copy of the anchor file or of the server's log, kept outside.
        #[arg(long, value_name = "FILE")]
        anchor: PathBuf,
        #[command(flatten)]
        options: Options,
    },
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Checks the configuration and says what is wrong.
    Check(Options),
    /// Prints the JSON schema of the configuration file.
    Schema,
    /// Prints the documentation of all keys (Markdown).
    Document,
}

/// Roles that need an enrolment code; patients have activation codes.
#[derive(Clone, Copy, ValueEnum)]
enum InvitedRole {
    Doctor,
    Staff,
    ManufacturerAuthor,
    ManufacturerReviewer,
    Operator,
}

#[derive(Args)]
struct Options {
    /// Configuration file (TOML).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Address and port to listen on, for example `127.0.0.1:8080` or `localhost:8080`.
    #[arg(long, value_name = "ADDRESS", value_parser = read_address)]
    listen: Option<SocketAddr>,
    /// Folder of database, key file and demo accounts.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// `sqlite:PATH` or `postgres://...`.
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Folder of the built front ends.
    #[arg(long, value_name = "FOLDER")]
    dist: Option<PathBuf>,
    /// Demonstration with made-up data.
    #[arg(long)]
    demo: bool,
}

struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            // Without randomness every key would be guessable: better no server at all.
            eprintln!("the operating system gives no random bytes");
            std::process::abort();
        }
    }
}

fn main() -> ExitCode {
    let command = Program::parse().command;
    // Checks start trials, whose anchors are nobody's.
    let usual = if matches!(command, Command::Evidence { .. }) { "warn" } else { "info" };
    telemetry::init(&std::env::var("RUST_LOG").unwrap_or_else(|_| usual.to_owned()));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime.map_err(anyhow::Error::from).and_then(|runtime| runtime.block_on(run(command))) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {}", in_words(&error));
            ExitCode::FAILURE
        }
    }
}

/// What happened and why; a cause that the text before it names already is left out.
fn in_words(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |text, cause| {
        if text.is_empty() {
            cause
        } else if text.contains(&cause) {
            text
        } else {
            format!("{text}: {cause}")
        }
    })
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Evidence { command } => return evidence_command::command(command, COMMIT).await,
        Command::Serve(options) => {
            open_files::allow();
            let state = serve::open(read(options)?, Arc::new(SystemClock), Arc::new(SystemEntropy)).await?;
            let release = heilsam_backend::evidence::Build::own_release(COMMIT);
            serve::run(state, &release.commit, told_to_end()?).await?;
        }
        Command::Audit { command: AuditCommand::Verify { anchor, options } } => {
            verify(&read(options)?, anchor.as_deref()).await?;
        }
        Command::Backup(command) => backup_command::command(command).await?,
        Command::Account { command: AccountCommand::EraseAgain { anchor, options } } => {
            backup_command::erase_again(&read(options)?, &anchor).await?;
        }
        Command::Consents { account, at, options } => {
            consents(&read(options)?, account, at.unwrap_or_else(|| SystemClock.now())).await?;
        }
        Command::Tickets { delete, options } => tickets(&read(options)?, delete.as_deref()).await?,
        Command::Invoices { command } => invoices_command::command(command).await?,
        Command::Insurer { listen } => insurer(listen, told_to_end()?).await?,
        Command::Account { command: AccountCommand::Invite { role, options } } => {
            invite(&read(options)?, role.into()).await?;
        }
        Command::Config { command: ConfigCommand::Check(options) } => {
            let config = read(options)?;
            println!("the configuration is right; data lie in {}", config.operator.hosting_country);
        }
        Command::Config { command: ConfigCommand::Document } => {
            print!("{}", config::document());
        }
        Command::Config { command: ConfigCommand::Schema } => {
            println!("{}", serde_json::to_string_pretty(&schemars::schema_for!(ConfigDraft))?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(options: Options) -> anyhow::Result<Config> {
    let overrides = Overrides {
        listen: options.listen,
        data: options.data,
        database_url: options.database_url,
        dist: options.dist,
        demo: options.demo,
    };
    Ok(config::load(options.config.as_deref(), std::env::vars(), overrides)?)
}

async fn verify(config: &Config, anchors: Option<&Path>) -> anyhow::Result<()> {
    let anchors = match anchors {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("the anchors {} cannot be read", path.display()))?;
            AnchorKey::derive(&existing_keys(config)?).read(&text)?
        }
        None => Vec::new(),
    };
    let store = Store::open(&config.server.database_url).await?;
    let verdict = store.verify_audit(&anchors).await?;
    store.close().await;
    let rows = verdict.context("the audit log is not whole")?;
    println!("the audit log is whole: {rows} rows, {} anchors", anchors.len());
    Ok(())
}

async fn consents(config: &Config, account: AccountId, at: Timestamp) -> anyhow::Result<()> {
    let deployment = existing_keys(config)?.deployment_id();
    let store = Store::open(&config.server.database_url).await?;
    let proof = proof::prove(&store, deployment, account, at).await;
    store.close().await;
    println!("{}", serde_json::to_string_pretty(&proof?)?);
    Ok(())
}

async fn tickets(config: &Config, delete: Option<&str>) -> anyhow::Result<()> {
    let secrets = AccountSecrets::derive(&existing_keys(config)?.secret("accounts"));
    let store = Store::open(&config.server.database_url).await?;
    if let Some(number) = delete {
        let deleted = store.delete_ticket(number).await?;
        store.close().await;
        anyhow::ensure!(deleted, "there is no message {number}");
        return Ok(());
    }
    for row in store.tickets().await? {
        let (message, contact) = tickets::open(&secrets, &row).context("a message cannot be opened")?;
        let line = serde_json::json!({
            "number": row.number, "kind": row.kind, "at": row.created_at, "message": message, "contact": contact,
        });
        println!("{line}");
    }
    store.close().await;
    Ok(())
}

async fn insurer(listen: SocketAddr, ended: impl Future<Output = ()> + Send + 'static) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen).await.context("the port cannot be used")?;
    println!("test insurer at http://{}/", listener.local_addr()?);
    let router = insurer::serve::router(Arc::new(SystemClock));
    Ok(axum::serve(listener, router).with_graceful_shutdown(ended).await?)
}

/// Keys made anew would prove nothing.
fn existing_keys(config: &Config) -> anyhow::Result<Keys> {
    let path = config.server.data.join(keys::FILE);
    anyhow::ensure!(path.exists(), "the key file {} is missing: give its folder with --data", path.display());
    Ok(Keys::open(&config.server.data, &SystemEntropy)?)
}

async fn invite(config: &Config, role: Role) -> anyhow::Result<()> {
    serve::make_data_folder(&config.server.data)?;
    let keys = Keys::open(&config.server.data, &SystemEntropy)?;
    let store = Store::open(&config.server.database_url).await?;
    let entropy: &dyn Entropy = &SystemEntropy;
    let code = EnrolmentCode::from_random(entropy.bytes());
    let now = SystemClock.now();
    let hash = AccountSecrets::derive(&keys.secret("accounts")).hash_enrolment_code(&code);
    store.add_enrolment_code(hash, role, now, now.saturating_add(INVITATION_TIME)?).await?;
    let outside = Outside::from_config(&config.audit, AnchorKey::derive(&keys));
    let audit = Audit::new(store.clone(), Arc::new(SystemClock), outside);
    audit.record(Event::EnrolmentCodeIssued { role }).await?;
    println!("{}", code.expose());
    let anchored = audit.anchor().await;
    store.close().await;
    Ok(anchored?)
}

/// Resolves on Ctrl-C or SIGTERM.
fn told_to_end() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// An address with a port; `localhost` is the loopback address.
fn read_address(text: &str) -> Result<SocketAddr, String> {
    let text = text.replacen("localhost:", "127.0.0.1:", 1);
    text.parse().map_err(|_| "expected ADDRESS:PORT, for example localhost:8080".to_owned())
}

impl From<InvitedRole> for Role {
    fn from(role: InvitedRole) -> Self {
        match role {
            InvitedRole::Doctor => Self::Doctor,
            InvitedRole::Staff => Self::Staff,
            InvitedRole::ManufacturerAuthor => Self::ManufacturerAuthor,
            InvitedRole::ManufacturerReviewer => Self::ManufacturerReviewer,
            InvitedRole::Operator => Self::Operator,
        }
    }
}
