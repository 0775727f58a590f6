//! The program is killed while it works; what it confirmed is there when it starts again.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use heilsam_domain::CollectionId;
use heilsam_protocol::path::{self, fill};
use url::Url;

use super::rollback::{batch, ready, record};
use crate::evidence::door::{Door, DoorError};
use crate::evidence::live::Live;
use crate::evidence::trial::Trials;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// How long the program may take to answer after its start.
const READY: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(50);

/// Batches that are confirmed before the program is killed.
const BATCHES: u8 = 20;

/// The program as the operator starts it, on a folder of its own.
pub(in super::super) struct Child {
    process: std::process::Child,
    live: Live,
}

impl Child {
    /// Starts it and waits until it answers.
    pub(in super::super) async fn start(program: &Path, data: &Path) -> Result<Self, Obstacle> {
        // The number is free now; whoever takes it in between makes the check end without a result.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let log = std::fs::OpenOptions::new().create(true).append(true).open(data.join("server.log"))?;
        let process = Command::new(program)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(data)
            .env("HEILSAM_VIDEO__TURN_EMBEDDED", "false")
            .env("RUST_LOG", "debug")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let live = Live::new(&Url::parse(&format!("http://127.0.0.1:{port}"))?, &[])?;
        let mut child = Self { process, live };
        let waiting = async {
            loop {
                match child.door().get(crate::health::READY).await {
                    Ok(reply) if reply.status.is_success() => return,
                    Ok(_) | Err(_) => tokio::time::sleep(LOOK).await,
                }
            }
        };
        if tokio::time::timeout(READY, waiting).await.is_err() {
            child.kill()?;
            return Err(Obstacle("Das Programm antwortet nach dem Start nicht.".to_owned()));
        }
        Ok(child)
    }

    /// The way to it.
    pub(in super::super) fn door(&self) -> &dyn Door {
        &self.live
    }

    /// Ends it at once, as a power cut does.
    pub(in super::super) fn kill(&mut self) -> std::io::Result<()> {
        self.process.kill()?;
        self.process.wait().map(|_| ())
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Writes through the program, kills it, starts it again, and counts.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let Some(program) = &subject.program else {
        return Err(Obstacle("Das Programm ist nicht als Datei bekannt.".to_owned()));
    };
    let mut findings = Findings::new();
    let folder = tempfile::tempdir()?;
    // Accounts are made in this process, on the data that the program then serves.
    let collection = CollectionId::from_bytes([7; 16]);
    let trials = Trials::new(&subject.config, subject.now, Arc::clone(&subject.entropy));
    let trial = trials.at(folder.path()).await?;
    let person = ready(&trial, collection).await?;
    trial.state.store.close().await;

    let mut child = Child::start(program, folder.path()).await?;
    let upload = fill(path::COLLECTION_RECORDS, collection);
    let mut confirmed = 0;
    for number in 0..BATCHES {
        let body = batch(u64::from(number), &[record(collection, number + 1, 1)?]).to_string();
        let asked =
            crate::evidence::door::request("POST", &upload, Some(&person.cookie), Some(body.as_bytes()))?;
        if child.door().send(asked).await?.status.is_success() {
            confirmed += 1;
        }
    }
    child.kill()?;
    findings.demand(confirmed == usize::from(BATCHES), || {
        format!("Von {BATCHES} Stapeln wurden {confirmed} bestätigt.")
    });
    let child = Child::start(program, folder.path()).await?;
    let found = count(child.door(), &person.cookie).await?;
    findings.demand(found == confirmed, || {
        format!("Bestätigt waren {confirmed} Einträge, nach dem Absturz sind {found} da.")
    });
    findings.saw(format!("{confirmed} bestätigte Einträge, Programm abgebrochen und neu gestartet."));
    findings.verdict()
}

async fn count(door: &dyn Door, cookie: &str) -> Result<usize, DoorError> {
    let reply = door.send(crate::evidence::door::request("GET", path::CHANGES, Some(cookie), None)?).await?;
    let changes = reply.json().get("changes").and_then(|list| list.as_array().cloned()).unwrap_or_default();
    Ok(changes.iter().filter(|change| change.to_string().contains("\"content\"")).count())
}

/// Every file below a folder.
pub(in super::super) fn walk(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    Ok(files)
}
