//! The export of 100,000 observations against other programs that write the same, on this machine and in the same run; and from
//! the opened records on, which the others are not asked for.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value as Json, json};

use crate::front;
use crate::process;
use crate::python;
use crate::workspace::Workspace;

const EXAMPLE: [&str; 6] =
    ["--quiet", "--release", "--package", "fhir-profiles", "--example", "bench_export"];
/// The same from the opened records on.
const GATHER: [&str; 6] =
    ["--quiet", "--release", "--package", "heilsam-portability", "--example", "bench_gather"];
/// Largest module for export and import that a page may load, compressed, bytes.
const MODULE_BAR: usize = 1_500_000;

/// One JSON line per figure: Node, Python where it can be had, the export, the module.
pub fn measure(workspace: &Workspace) -> Result<String> {
    // Everything is built before anything is measured: the yardsticks and the export run right after each other.
    for example in [EXAMPLE, GATHER] {
        process::output(process::cargo(&workspace.root).arg("build").args(example))?;
    }
    let python = python::with_fhir_resources(&workspace.target);
    let module = front::shipped_size(workspace, "fhir-worker")?;

    let mut node = Command::new("node");
    let node = yardstick(node.current_dir(&workspace.root).arg("tests/conformance/baseline.mjs"))?;
    let mut export = process::cargo(&workspace.root);
    export.arg("run").args(EXAMPLE).args(["--", "--baseline", &seconds(&node)?.to_string()]);
    let export = process::output(&mut export)?;
    let gather = process::output(process::cargo(&workspace.root).arg("run").args(GATHER))?;
    let mut lines = vec![node.to_string()];
    lines.extend(export.lines().chain(gather.lines()).map(str::to_owned));
    if let Some(python) = python {
        let mut python = Command::new(python);
        let python = yardstick(python.current_dir(&workspace.root).arg("tests/conformance/baseline.py"))?;
        let json =
            lines.iter().find(|line| line.contains("\"fhir-export-json\"")).context("no figure of JSON")?;
        let times = seconds(&python)? / seconds(&serde_json::from_str(json)?)?;
        lines.push(python.to_string());
        lines.push(
            json!({
                "name": "fhir-export-faster-than-python", "value": times.round(), "unit": "times",
                "bar": null, "ok": true,
            })
            .to_string(),
        );
    }
    let fits = module <= MODULE_BAR;
    lines.push(
        json!({"name": "fhir-module", "value": module, "unit": "bytes", "bar": MODULE_BAR, "ok": fits})
            .to_string(),
    );
    Ok(lines.join("\n"))
}

/// The figure that another program prints last.
fn yardstick(command: &mut Command) -> Result<Json> {
    let text = process::output(command)?;
    let figure =
        text.lines().rev().find(|line| line.starts_with('{')).context("a yardstick printed no figure")?;
    Ok(serde_json::from_str(figure)?)
}

fn seconds(figure: &Json) -> Result<f64> {
    figure.get("value").and_then(Json::as_f64).context("a figure has no value")
}
