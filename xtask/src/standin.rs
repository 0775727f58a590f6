//! The stand-ins of a demonstration, beside the server: a patient record and a device recorder with made-up data.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Running stand-ins; they end with this value.
pub struct Standin {
    child: Child,
    /// Where they are reached.
    pub address: String,
}

/// The compiled program.
pub fn program(workspace: &Workspace, release: bool) -> Result<PathBuf> {
    let program = workspace.target.join(if release { "release" } else { "debug" }).join("heilsam-standin");
    if !program.is_file() {
        bail!("{} is missing: run once without --no-build", program.display());
    }
    Ok(program)
}

impl Standin {
    /// Starts them for the pages of `origin`, and waits until they listen: ten ports above, so that pages that a browser kept
    /// from an earlier start find them, or on any free port.
    pub fn start(program: &Path, origin: &str) -> Result<Self> {
        let port = origin
            .rsplit(':')
            .next()
            .and_then(|port| port.parse::<u16>().ok())
            .and_then(|port| port.checked_add(10));
        match port.map(|port| Self::listen(program, origin, port)) {
            Some(Ok(running)) => Ok(running),
            Some(Err(_)) | None => Self::listen(program, origin, 0),
        }
    }

    fn listen(program: &Path, origin: &str, port: u16) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["--origin", origin, "--listen", &format!("127.0.0.1:{port}")]);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let mut line = String::new();
        if let Some(said) = child.stdout.take() {
            BufReader::new(said).read_line(&mut line)?;
        }
        let Some(address) = line.trim().strip_prefix("ready ").map(str::to_owned) else {
            child.kill()?;
            child.wait()?;
            bail!("the stand-ins cannot listen on port {port}");
        };
        Ok(Self { child, address })
    }

    /// What the server has to be told, as environment variables.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let address = &self.address;
        let recorder = format!(
            r#"[{{name="Herz und Manschette",origin="{address}",fhir="{address}/fhir",stand_in=true}}]"#
        );
        vec![
            ("HEILSAM_EPA__ORIGIN", address.clone()),
            ("HEILSAM_EPA__STAND_IN", "true".to_owned()),
            ("HEILSAM_HDDT__RECORDERS", recorder),
        ]
    }
}

impl Drop for Standin {
    fn drop(&mut self) {
        // It keeps nothing: it may be ended at once.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
