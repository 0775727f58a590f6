//! Demo accounts: made by the program `heilsam-demo`, printed as a table.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;
use crate::server::{self, ServerOptions};
use crate::workspace::Workspace;

/// Makes the demo accounts on a running server, or finds those of an earlier start.
///
/// `None` while this checkout has no such program.
pub fn seed(
    workspace: &Workspace,
    server_program: &Path,
    options: &ServerOptions,
    build: bool,
    release: bool,
) -> Result<Option<Value>> {
    if workspace.program("heilsam-client", "heilsam-demo").is_none() {
        return Ok(None);
    }
    let profile = if release { "release" } else { "debug" };
    if build {
        let mut command = process::cargo(&workspace.root);
        command.args([
            "build",
            "--package",
            "heilsam-client",
            "--features",
            "native",
            "--bin",
            "heilsam-demo",
        ]);
        if release {
            command.arg("--release");
        }
        process::run(&mut command).context("the program for demo accounts does not compile")?;
    }
    let mut command = Command::new(workspace.target.join(profile).join("heilsam-demo"));
    command.arg("--server").arg(server::public_address(&options.listen));
    command.arg("--data").arg(&options.data).arg("--heilsam").arg(server_program);
    let text = process::output(&mut command).context("the demo accounts could not be made")?;
    let accounts = serde_json::from_str(&text).context("heilsam-demo printed something that is not JSON")?;
    Ok(Some(accounts))
}

/// Addresses and demo accounts for the terminal.
pub fn overview(address: &str, accounts: Option<&Value>) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {name:<22} {value}");
    };
    line("Start page", &format!("{address}/"));
    line("Patient app", &format!("{address}/app/"));
    line("Practice app", &format!("{address}/practice/"));
    line("Join a consultation", &format!("{address}/v"));
    match accounts {
        None => line("Demo accounts", "not part of this checkout yet"),
        Some(accounts) => {
            line("Demo accounts", &format!("{address}/demo"));
            for (name, value) in flatten(accounts) {
                line(&name, &value);
            }
        }
    }
    text
}

/// One line per value; the fields of an inner object are joined on one line.
fn flatten(accounts: &Value) -> Vec<(String, String)> {
    let Some(fields) = accounts.as_object() else { return Vec::new() };
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let join = |value: &Value| match value.as_object() {
        Some(inner) => {
            inner.iter().map(|(key, value)| format!("{key} {}", plain(value))).collect::<Vec<_>>().join("   ")
        }
        None => plain(value),
    };
    fields.iter().map(|(name, value)| (name.replace('_', " "), join(value))).collect()
}
