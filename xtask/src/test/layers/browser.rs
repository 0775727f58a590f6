//! Layers that run through node.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::super::counts::Counts;
use super::super::report;
use super::rust::POSTGRES_URL;
use super::{Context, window};
use crate::front::{self, Selection};
use crate::mail;
use crate::node::install_packages;
use crate::packages;
use crate::process;
use crate::python;
use crate::server;

/// Where journeys leave the bundles that they exported, for the layer `conformance` behind them.
pub const EXPORTS: &str = "HEILSAM_TEST_EXPORTS";

pub fn conformance(context: &mut Context) -> Result<Counts> {
    let folder = context.workspace.path("tests/conformance");
    install_packages(&folder)?;
    let exports = context.exports.as_ref().map(|exports| (EXPORTS, exports.path().display().to_string()));
    let mut counts = node_test(context, "conformance", &folder, exports.as_slice())?;
    // Also what was exported in XML, which the tests above left as JSON.
    counts += super::rust::typed_model(context)?;
    Ok(counts)
}

pub fn browser(context: &mut Context) -> Result<Counts> {
    let folder = context.workspace.path("tests/browser");
    install_packages(&folder)?;
    let postgres_url = context.postgres_url()?;
    let workspace = &context.workspace;
    println!("front ends: {}", front::build(workspace, &Selection::all(context.mode))?.summary);
    let program = server::build_for_tests(workspace)?;
    window::prepare(context)?;
    prepare_relay();
    let vectors = front::build_vectors(workspace)?;
    let dist = front::dist(workspace, context.mode)?;
    let exports = tempfile::tempdir()?;
    let mut environment = vec![
        (EXPORTS, exports.path().display().to_string()),
        ("HEILSAM_TEST_DIST", dist.display().to_string()),
        ("HEILSAM_TEST_SERVER", program.display().to_string()),
        ("HEILSAM_TEST_VECTORS", vectors.display().to_string()),
        (POSTGRES_URL, postgres_url),
        ("HEILSAM_TEST_TARGET", workspace.target.display().to_string()),
    ];
    let python =
        python::interpreter(&workspace.target).map(|it| ("HEILSAM_TEST_PYTHON", it.display().to_string()));
    environment.extend(python);
    let mail = mail::programs(&workspace.target).map(|it| ("HEILSAM_TEST_MAIL", it.display().to_string()));
    environment.extend(mail);
    let counts = node_test(context, "browser", &folder, &environment);
    context.exports = Some(exports);
    counts
}

/// Installs coturn, but not where that starts its service: it would hold the port of our own relay from then on.
fn prepare_relay() {
    if !Path::new("/run/systemd/system").exists() {
        // Without it the test says what is missing.
        let _ = packages::install(&["coturn"], "the test of a relay for strict firewalls");
    }
}

fn node_test(
    context: &mut Context,
    layer: &str,
    folder: &Path,
    environment: &[(&str, String)],
) -> Result<Counts> {
    let mut files: Vec<String> = std::fs::read_dir(folder)?
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        bail!("there are no tests in {}", folder.display());
    }
    let taken = tempfile::NamedTempFile::new()?;
    let mut command = Command::new("node");
    command.current_dir(folder).args(["--test", "--test-concurrency=1"]);
    command.args(["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap"]);
    command.arg(format!("--test-reporter-destination={}", taken.path().display()));
    command.args(files).envs(environment.iter().map(|(name, value)| (*name, value.as_str())));
    command.env("HEILSAM_TEST_CHECKOUT", &context.workspace.root);
    let success = process::run(&mut command).is_ok();
    let tap = std::fs::read_to_string(taken.path())?;
    report::write(&context.workspace, layer, &tap)?;
    context.failures.extend(report::failures_of_tap(&tap));
    Ok(Counts::from_tap(&tap).with_exit(success))
}
