//! `heilsam evidence`: runs the checks, signs, hands the results to the dossier; checks a file; prints the table of checks.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use heilsam_backend::audit::anchor::AnchorKey;
use heilsam_backend::audit::outside::Outside;
use heilsam_backend::audit::{Audit, Event};
use heilsam_backend::clock::{Clock, Entropy};
use heilsam_backend::config::Config;
use heilsam_backend::evidence::content::Content;
use heilsam_backend::evidence::door::Door;
use heilsam_backend::evidence::live::Live;
use heilsam_backend::evidence::record::Desk;
use heilsam_backend::evidence::report::Reports;
use heilsam_backend::evidence::result::{CheckResult, Colour, Results, Signed};
use heilsam_backend::evidence::sign::EvidenceKey;
use heilsam_backend::evidence::trial::Trials;
use heilsam_backend::evidence::{Build, Subject, run, table};
use heilsam_backend::route;
use heilsam_compliance::Digest;
use heilsam_protocol::path;
use heilsam_storage::Store;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use url::Url;

use crate::{Options, SystemClock, SystemEntropy, existing_keys, read};

/// Folder for results in the data folder.
const FOLDER: &str = "evidence";
/// Exit code when a check is red.
const RED: u8 = 2;

#[derive(Subcommand)]
pub enum EvidenceCommand {
    /// Runs the checks against the running deployment, signs the result, and hands it to the dossier. Exit code 2: a check is red.
    Run(Box<RunOptions>),
    /// Checks that this installation signed a file of results and that nobody changed it.
    Verify {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        options: Options,
    },
    /// Prints which check proves which item (Markdown).
    Table,
}

#[derive(Args)]
pub struct RunOptions {
    /// Address as people reach it. Absent: `server.public_origin`.
    #[arg(long, value_name = "URL")]
    url: Option<Url>,
    /// Only these checks.
    #[arg(long, value_name = "CHECK")]
    only: Vec<String>,
    /// Where the result goes. Absent: `evidence/` in the data folder.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Files with the server's logs. Absent: `server.log` in the data folder, if it is there.
    #[arg(long, value_name = "FILE")]
    log: Vec<PathBuf>,
    /// Folder with the report of `cargo xtask test` of the same commit.
    #[arg(long, value_name = "FOLDER")]
    reports: Option<PathBuf>,
    /// Copy of the RustSec advisory database.
    #[arg(long, value_name = "FOLDER")]
    advisories: Option<PathBuf>,
    /// Certificates (PEM) that are trusted besides those of browsers.
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,
    /// Does not hand the result to the dossier.
    #[arg(long)]
    no_record: bool,
    #[command(flatten)]
    options: Options,
}

/// Carries a command out.
pub async fn command(command: EvidenceCommand, commit: Option<&str>) -> anyhow::Result<ExitCode> {
    match command {
        EvidenceCommand::Run(options) => evidence(*options, Build::own(commit)).await,
        EvidenceCommand::Verify { file, options } => {
            let text = std::fs::read_to_string(&file)
                .with_context(|| format!("{} cannot be read", file.display()))?;
            let signed = Signed::read(&text, &EvidenceKey::derive(&existing_keys(&read(options)?)?))?;
            let red = count(&signed.results, Colour::Failed);
            println!(
                "signed by this installation: {} checks of {}, {red} red, {}",
                signed.results.checks.len(),
                signed.results.ended,
                signed.results.release.commit
            );
            Ok(ExitCode::SUCCESS)
        }
        EvidenceCommand::Table => {
            print!("{}", table::table()?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn evidence(options: RunOptions, build: Build) -> anyhow::Result<ExitCode> {
    let only = options.only.clone();
    let (out, record) = (options.out.clone(), !options.no_record);
    let subject = subject(options, build).await?;
    fits(&subject).await?;
    let results = run::run(&subject, &only, &SystemClock, tell).await?;
    ensure!(!results.checks.is_empty(), "there is no check of this name: see `heilsam evidence table`");
    let signed = Signed::new(results, &EvidenceKey::derive(&subject.keys))?;
    let file = write(&subject.config, out, &signed)?;
    let results = &signed.results;
    println!(
        "{} green, {} red, {} not checked; signed in {}",
        count(results, Colour::Passed),
        count(results, Colour::Failed),
        count(results, Colour::NotChecked),
        file.display()
    );
    if record {
        hand_over(&subject, &signed).await?;
    }
    subject.store.close().await;
    let red = count(results, Colour::Failed) > 0;
    Ok(if red { ExitCode::from(RED) } else { ExitCode::SUCCESS })
}

async fn subject(options: RunOptions, build: Build) -> anyhow::Result<Subject> {
    let config = read(options.options)?;
    let keys = existing_keys(&config)?;
    let url = match options.url {
        Some(url) => url,
        None => Url::parse(&config.server.public_origin)?,
    };
    let trusted: Vec<CertificateDer<'static>> = match &options.trust {
        Some(file) => CertificateDer::pem_file_iter(file)?.collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    let store = Store::open(&config.server.database_url).await?;
    let now = SystemClock.now();
    let purpose = Desk::open(&store, keys.deployment_id(), now).await?.purpose();
    let own_log = config.server.data.join("server.log");
    let logs = if options.log.is_empty() && own_log.is_file() { vec![own_log] } else { options.log };
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
    Ok(Subject {
        door: Box::new(Live::new(&url, &trusted)?),
        trusted,
        trials: Trials::new(&config, now, Arc::clone(&entropy)),
        routes: route::all().collect(),
        logs,
        program: std::env::current_exe().ok(),
        build,
        content: Content::own(),
        reports: options.reports.as_deref().map(Reports::read).transpose()?.unwrap_or_default(),
        advisories: options.advisories,
        purpose,
        now,
        entropy,
        url,
        config,
        keys,
        store,
    })
}

/// The address, the data folder and this program must belong together: else a result would speak of something else.
async fn fits(subject: &Subject) -> anyhow::Result<()> {
    let door: &dyn Door = &*subject.door;
    let site = door.get(path::SITE).await.with_context(|| "the deployment does not answer")?.json();
    let own = subject.keys.deployment_id().to_string();
    let there = site.get("deployment_id").and_then(serde_json::Value::as_str).unwrap_or_default();
    ensure!(there == own, "{} serves another installation than the data folder belongs to", subject.origin());
    let release = &subject.build.release;
    let (mut from, mut started) = (0, None);
    loop {
        let rows = subject.store.audit_rows(from, 1_000).await?;
        let Some(last) = rows.last() else { break };
        from = last.position + 1;
        let events = rows.iter().filter_map(|row| serde_json::from_str::<serde_json::Value>(&row.event).ok());
        started = events
            .filter(|event| event.get("event").is_some_and(|it| it == "server-started"))
            .last()
            .or(started);
    }
    let field = |name: &str| started.as_ref().and_then(|event| event.get(name)?.as_str().map(str::to_owned));
    let running = (field("version"), field("commit"));
    let same = running == (Some(release.version.clone()), Some(release.commit.clone()));
    ensure!(
        same,
        "the server that runs was started from another build than this program ({}, {}): start it from this one",
        release.version,
        release.commit
    );
    Ok(())
}

fn tell(result: &CheckResult) {
    let word = match result.outcome {
        Colour::Passed => "green",
        Colour::Failed => "RED",
        Colour::NotChecked => "not checked",
    };
    println!("{word:<12} {:<22} {}", result.check, result.title);
    for finding in &result.findings {
        println!("{:<12} {finding}", "");
    }
}

fn write(config: &Config, out: Option<PathBuf>, signed: &Signed) -> anyhow::Result<PathBuf> {
    let name = signed.results.ended.strftime("%Y-%m-%dT%H-%M-%SZ.json").to_string();
    let file = out.unwrap_or_else(|| config.server.data.join(FOLDER).join(name));
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let text = serde_json::to_string_pretty(signed)? + "\n";
    std::fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(file)
}

async fn hand_over(subject: &Subject, signed: &Signed) -> anyhow::Result<()> {
    let now = SystemClock.now();
    let mut desk = Desk::open(&subject.store, subject.keys.deployment_id(), now).await?;
    let recorded = desk.record(&signed.results, now).await?;
    let outside = Outside::from_config(&subject.config.audit, AnchorKey::derive(&subject.keys));
    let audit = Audit::new(subject.store.clone(), Arc::new(SystemClock), outside);
    audit
        .record(Event::EvidenceRecorded {
            commit: signed.results.release.commit.clone(),
            checks: recorded.entries,
            red: count(&signed.results, Colour::Failed),
            digest: Digest::of(signed.signature.as_bytes()).to_string(),
        })
        .await?;
    audit.anchor().await?;
    println!("{} results stand in the dossier", recorded.entries);
    if recorded.kept > 0 {
        println!("{} could not look and left the earlier result of this release in place", recorded.kept);
    }
    Ok(())
}

fn count(results: &Results, colour: Colour) -> usize {
    results.checks.iter().filter(|result| result.outcome == colour).count()
}
