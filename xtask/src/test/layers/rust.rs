//! Layers that run through cargo.

use std::process::Command;

use anyhow::Result;

use super::super::counts::Counts;
use super::Context;
use crate::process;
use crate::toolchain::{TARGET, WasmToolchain};

const TESTS: &str = "heilsam-tests";
const STORAGE: &str = "heilsam-storage";
/// Crates that must compile for the browser although nothing in a page may need all of them.
const PURE: [&str; 5] =
    ["fhir-profiles", "heilsam-compliance", "heilsam-crypto", "heilsam-domain", "heilsam-protocol"];
const FRONT: [&str; 4] = ["heilsam-app", "heilsam-call", "heilsam-client", "heilsam-fhir-worker"];
/// The server program for stories that the client tells to the real one.
const SERVER: &str = "HEILSAM_TEST_SERVER";
/// Where a throw-away PostgreSQL listens; absent, tests that need it fail with this name in their message.
const POSTGRES_URL: &str = "HEILSAM_TEST_POSTGRES_URL";

pub fn format(context: &mut Context) -> Result<Counts> {
    let mut command = process::cargo(&context.workspace.root);
    check(command.args(["fmt", "--all", "--check"]), "run `cargo fmt --all`")
}

pub fn lint(context: &mut Context) -> Result<Counts> {
    let root = &context.workspace.root;
    let advice = "cargo clippy names the places above";
    let mut native = process::cargo(root);
    native.args(["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]);
    let mut counts = check(&mut native, advice)?;
    WasmToolchain::prepare(&context.workspace)?;
    let mut wasm = process::cargo(root);
    wasm.args(["clippy", "--target", TARGET, "--profile", "wasm-dev"]);
    for package in PURE.iter().chain(&FRONT) {
        wasm.args(["--package", package]);
    }
    counts += check(wasm.args(["--", "-D", "warnings"]), advice)?;
    Ok(counts)
}

pub fn graph(context: &mut Context) -> Result<Counts> {
    cargo_test(context, &Tests::Target(TESTS, "graph"), None)
}

pub fn unit(context: &mut Context) -> Result<Counts> {
    let url = context.postgres_url()?;
    cargo_test(context, &Tests::AllBut(&[TESTS, STORAGE]), Some(url))
}

pub fn store(context: &mut Context) -> Result<Counts> {
    let url = context.postgres_url()?;
    cargo_test(context, &Tests::Package(STORAGE), Some(url))
}

pub fn journey(context: &mut Context) -> Result<Counts> {
    let url = context.postgres_url()?;
    cargo_test(context, &Tests::AllTargetsBut(TESTS, "graph"), Some(url))
}

pub fn deny(context: &mut Context) -> Result<Counts> {
    let mut present = process::cargo(&context.workspace.root);
    if !process::succeeds(present.args(["deny", "--version"])) {
        println!("SKIPPED: cargo-deny is not installed (cargo install cargo-deny --locked).");
        println!("Licences and sources are checked by the layer `graph`; advisories are not checked now.");
        return Ok(Counts::one_skipped());
    }
    let mut command = process::cargo(&context.workspace.root);
    check(command.args(["deny", "--workspace", "check"]), "see deny.toml")
}

/// One check: green or red.
fn check(command: &mut Command, advice: &str) -> Result<Counts> {
    let passed = process::run(command).inspect_err(|error| println!("FAILED {error:#}; {advice}")).is_ok();
    Ok(Counts::single(passed))
}

/// Which Rust tests.
enum Tests {
    AllBut(&'static [&'static str]),
    Package(&'static str),
    Target(&'static str, &'static str),
    AllTargetsBut(&'static str, &'static str),
}

impl Tests {
    /// Builds the whole workspace once for all layers, and runs a part of it.
    fn in_whole_workspace(&self) -> Vec<String> {
        let filter = match self {
            Self::AllBut(others) => {
                others.iter().map(|name| format!("not package({name})")).collect::<Vec<_>>().join(" & ")
            }
            Self::Package(name) => format!("package({name})"),
            Self::Target(package, target) => format!("package({package}) & binary({target})"),
            Self::AllTargetsBut(package, target) => format!("package({package}) & not binary({target})"),
        };
        words(&["--workspace", "--all-features", "-E", &filter])
    }

    /// Builds only what it needs; only nextest can leave a target out.
    fn alone(&self, nextest: bool) -> Vec<String> {
        match self {
            Self::AllBut(others) => {
                let excluded = others.iter().flat_map(|name| ["--exclude", name]);
                words(&["--workspace", "--all-features"].into_iter().chain(excluded).collect::<Vec<_>>())
            }
            Self::Package(name) => words(&["--package", name, "--all-features"]),
            Self::Target(package, target) => words(&["--package", package, "--test", target]),
            Self::AllTargetsBut(package, target) => {
                let mut list = words(&["--package", package, "--all-features"]);
                if nextest {
                    list.extend(["-E".to_owned(), format!("not binary({target})")]);
                }
                list
            }
        }
    }
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

/// Rust tests with nextest, or with `cargo test` where nextest is not installed.
fn cargo_test(context: &Context, tests: &Tests, postgres_url: Option<String>) -> Result<Counts> {
    let root = &context.workspace.root;
    let nextest = process::succeeds(process::cargo(root).args(["nextest", "--version"]));
    let mut command = process::cargo(root);
    if nextest {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests=warn", "--color=never"]);
        command.args(["--status-level=fail", "--final-status-level=fail"]);
    } else {
        command.args(["test", "--no-fail-fast", "--color=never"]);
    }
    let together = nextest && context.is_full_run;
    command.args(if together { tests.in_whole_workspace() } else { tests.alone(nextest) });
    command.envs(postgres_url.map(|url| (POSTGRES_URL, url)));
    // Built by the same run: the server's own tests need it.
    command.env(SERVER, context.workspace.target.join("debug").join("heilsam"));
    let (success, text) = process::tee(&mut command)?;
    let counts = if nextest { Counts::from_nextest(&text) } else { Counts::from_libtest(&text) };
    // Tests of other layers are left out by the filter, not skipped.
    let counts = if together { Counts { skipped: 0, ..counts } } else { counts };
    Ok(counts.with_exit(success))
}
