//! Makes the accounts of a demonstration on a running server, with made-up data, and prints them as JSON.
//!
//! `heilsam-demo --server http://localhost:8080 --data DIR --heilsam PATH [--database-url URL] [--gateway] [--evidence] [--reports DIR] [--days N] [--hand-ins N]`
//!
//! `--gateway` makes an invitation as if the provider had sent it: the doctor must compare the security number.
//!
//! `--days` is how long the patient's diary is.
//!
//! `--hand-ins` makes so many further patients whose course is over, and hands their numbers in for outcome reporting; the patient's own
//! course is over as well, then.
//!
//! `--evidence` runs the automatic checks once, before the second person of the dossier approves anything.
//!
//! Run again, it finds the accounts of the time before (`demo.json` in the data folder) and only renews what a visitor
//! may have used up: the activation code and the open invitation.

mod accounts;
mod daily;
mod dossier;
mod entries;
mod evidence;
mod outcome;
mod practice;
mod proof;
mod surroundings;
mod totp;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use heilsam_client::client::Delivery;
use heilsam_protocol::demo::Demo;
use lexopt::prelude::*;
use serde_json::{Map, Value, json};

use accounts::Maker;

/// What the command line says.
struct Arguments {
    server: String,
    data: PathBuf,
    heilsam: PathBuf,
    database_url: Option<String>,
    gateway: bool,
    evidence: bool,
    reports: Option<PathBuf>,
    days: u32,
    hand_ins: u32,
}

fn arguments() -> Result<Arguments> {
    let (mut server, mut data, mut heilsam, mut database_url) = (None, None, None, None);
    let (mut gateway, mut evidence, mut reports) = (false, false, None);
    let (mut days, mut hand_ins) = (entries::DAYS, 0);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("server") => server = Some(parser.value()?.string()?),
            Long("data") => data = Some(PathBuf::from(parser.value()?)),
            Long("heilsam") => heilsam = Some(PathBuf::from(parser.value()?)),
            Long("database-url") => database_url = Some(parser.value()?.string()?),
            Long("days") => days = parser.value()?.parse()?,
            Long("hand-ins") => hand_ins = parser.value()?.parse()?,
            Long("gateway") => gateway = true,
            Long("evidence") => evidence = true,
            Long("reports") => reports = Some(PathBuf::from(parser.value()?)),
            other => bail!(other.unexpected()),
        }
    }
    Ok(Arguments {
        server: server.context("--server is missing, for example --server http://localhost:8080")?,
        data: data.context("--data is missing: the data folder of the server")?,
        heilsam: heilsam.context("--heilsam is missing: the path of the server program")?,
        database_url,
        gateway,
        evidence,
        reports,
        days,
        hand_ins,
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("heilsam-demo: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let arguments = arguments()?;
    let file = arguments.data.join("demo.json");
    let known = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Demo>(&bytes).ok());
    let maker = Maker {
        server: arguments.server.clone(),
        data: arguments.data,
        heilsam: arguments.heilsam,
        database_url: arguments.database_url,
        evidence: arguments.evidence,
        reports: arguments.reports,
        days: arguments.days,
        course_is_over: arguments.hand_ins > 0,
        delivery: arguments.gateway.then_some(Delivery::Gateway),
    };
    let demo = maker.make(known).await?;
    outcome::hand_in(&maker, arguments.hand_ins).await?;
    std::fs::write(&file, serde_json::to_vec_pretty(&demo)?)
        .with_context(|| format!("{} cannot be written", file.display()))?;
    println!("{}", serde_json::to_string_pretty(&overview(&arguments.server, &demo))?);
    Ok(())
}

/// One entry per thing a visitor needs.
fn overview(server: &str, demo: &Demo) -> Value {
    let mut lines = Map::new();
    for account in &demo.accounts {
        let mut line = Map::new();
        line.insert("login".to_owned(), json!(account.login_name));
        line.insert("passphrase".to_owned(), json!(account.passphrase));
        line.insert("totp".to_owned(), json!(account.totp_secret));
        if let Some(code) = &account.recovery_code {
            line.insert("recovery".to_owned(), json!(code));
        }
        lines.insert(account.role.to_string(), Value::Object(line));
    }
    lines.insert("activation_code".to_owned(), json!(demo.activation_code));
    let link = demo.invitation.as_ref().map(|path| format!("{}{path}", server.trim_end_matches('/')));
    lines.insert("invitation".to_owned(), json!(link));
    lines.insert("join_code".to_owned(), json!(demo.join_code));
    Value::Object(lines)
}
