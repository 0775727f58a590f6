//! How long `cargo xtask start` takes on the same data when nothing has to be rebuilt.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use crate::clock::Stopwatch;
use crate::workspace::Workspace;

/// Longest time to the last line, in seconds.
const BAR: f64 = 15.0;

/// Starts twice on data of its own: the first time builds everything and makes the accounts, the second one is measured.
pub fn measure(workspace: &Workspace) -> Result<String> {
    let data = tempfile::tempdir()?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let listen = format!("localhost:{port}");
    start(workspace, data.path(), &listen)?;
    let seconds = start(workspace, data.path(), &listen)?;
    let value = (seconds * 10.0).round() / 10.0;
    Ok(json!({"name": "start-warm", "value": value, "unit": "s", "bar": BAR, "ok": value <= BAR}).to_string())
}

/// Seconds until it says that it is ready; then it is stopped as with Ctrl-C.
fn start(workspace: &Workspace, data: &Path, listen: &str) -> Result<f64> {
    let mut command = Command::new(std::env::current_exe()?);
    command.current_dir(&workspace.root).args(["start", "--listen", listen, "--data"]).arg(data);
    let watch = Stopwatch::start();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("`cargo xtask start` cannot be started")?;
    let output = child.stdout.take().context("its output is not ours")?;
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let is_ready = lines.any(|line| line.starts_with("ready "));
    let seconds = watch.elapsed().as_secs_f64();
    let _ = kill_process(Pid::from_child(&child), Signal::INT);
    // It says how it stops, and somebody has to listen.
    lines.for_each(drop);
    child.wait()?;
    if is_ready {
        return Ok(seconds);
    }
    bail!("`cargo xtask start` ended before it was ready")
}
