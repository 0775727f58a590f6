//! The automatic checks of the demonstration: run once by the server program, before the second person looks.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use heilsam_compliance::catalogue::builtin;
use heilsam_compliance::evidence::Release;
use heilsam_compliance::workspace::Action;
use serde_json::Value;

use super::accounts::Maker;
use super::entries::DemoClient;

/// Exit code of `heilsam evidence run` when a check is red: the demonstration shows that, too.
const RED: i32 = 2;

/// Runs the checks against the demonstration's server, and names its release in the dossier: results speak of one.
pub async fn run(maker: &Maker, client: &DemoClient) -> Result<()> {
    let folder = maker.data.join("evidence");
    if folder.exists() {
        return Ok(());
    }
    let mut command = Command::new(&maker.heilsam);
    command.args(["evidence", "run", "--url", maker.server.trim_end_matches('/'), "--data"]).arg(&maker.data);
    if let Some(url) = &maker.database_url {
        command.args(["--database-url", url]);
    }
    if let Some(reports) = maker.reports.as_deref().filter(|reports| reports.is_dir()) {
        command.arg("--reports").arg(reports);
    }
    let output = command.output().with_context(|| format!("{} does not run", maker.heilsam.display()))?;
    if !output.status.success() && output.status.code() != Some(RED) {
        bail!("the checks did not run: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let library = builtin::library()?;
    let mut view = client.open_dossier(&library).await?;
    let release = release(&folder)?;
    client.act_on_dossier(&library, &mut view, &[Action::SetRelease { release }]).await?;
    Ok(())
}

/// The release that the results in a folder speak of.
fn release(folder: &Path) -> Result<Release> {
    let file = std::fs::read_dir(folder)?.next().context("the checks left no result")??.path();
    let results: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    let release = results.pointer("/results/release").cloned().unwrap_or_default();
    serde_json::from_value(release).with_context(|| format!("{} names no release", file.display()))
}
