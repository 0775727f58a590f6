//! Demo accounts: made by the program `heilsam-demo`, printed as a table.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process;
use crate::server::{self, ServerOptions};
use crate::test::report;
use crate::workspace::Workspace;

/// Makes the demo accounts on a running server, or finds those of an earlier start.
pub fn seed(
    workspace: &Workspace,
    server_program: &Path,
    options: &ServerOptions,
    release: bool,
) -> Result<Value> {
    let profile = if release { "release" } else { "debug" };
    let program = workspace.target.join(profile).join("heilsam-demo");
    if !program.is_file() {
        bail!("{} is missing: run once without --no-build", program.display());
    }
    let mut command = Command::new(program);
    command.arg("--server").arg(server::local_address(&options.listen)?);
    command.arg("--data").arg(&options.data).arg("--heilsam").arg(server_program);
    command.arg("--evidence").arg("--reports").arg(report::folder(workspace));
    if let Some(url) = &options.database_url {
        command.args(["--database-url", url]);
    }
    // It calls the server's program, too.
    server::leave_out_empty_origin(&mut command);
    process::output(&mut command).context("the demo accounts could not be made")?;
    let file = options.data.join("demo.json");
    let text = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_slice(&text).context("demo.json is not JSON")
}

/// Addresses and demo accounts for the terminal.
pub fn overview(address: &str, standin: &str, demo: &Value) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {name:<22} {value}");
    };
    line("Start page", &format!("{address}/"));
    line("Patient app", &format!("{address}/app/"));
    line("Practice app", &format!("{address}/practice/"));
    line("Manufacturer app", &format!("{address}/manufacturer/"));
    line("Video consultation", &format!("{address}/v"));
    line("Desktop window", "cargo xtask desktop patient, or practice (in a second terminal)");
    line("Patient record", &format!("{standin}/ (an imitation: what patients transfer there)"));
    let field = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    if let Some(code) = field(demo, "activation_code") {
        line("Activation code", &code);
    }
    if let Some(path) = field(demo, "invitation") {
        line("Invitation", &format!("{address}{path}"));
    }
    if let Some(code) = field(demo, "join_code") {
        line("  typed code", &code);
    }
    line("Demo accounts", &format!("name, passphrase, page; their one-time codes: {address}/demo"));
    for account in demo.get("accounts").and_then(Value::as_array).into_iter().flatten() {
        let get = |key| field(account, key).unwrap_or_default();
        let page = format!("{address}{}", get("page"));
        line(
            &format!("  {}", get("role")),
            &format!("{}   {}   {page}", get("login_name"), get("passphrase")),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn everything_somebody_needs_to_try_it_is_printed() {
        let demo = json!({
            "activation_code": "AAAA-BBBB", "invitation": "/v#1.r.s.h", "join_code": null,
            "accounts": [{ "role": "doctor", "page": "/practice/", "login_name": "praxis", "passphrase": "vier worte" }],
        });
        let text = overview("http://localhost:8080", "http://localhost:8090", &demo);
        for part in [
            "AAAA-BBBB",
            "http://localhost:8080/v#1.r.s.h",
            "xtask desktop",
            "praxis",
            "vier worte",
            "/practice/",
            "doctor",
        ] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
        assert!(!text.contains("typed code"), "{text}");
    }
}
