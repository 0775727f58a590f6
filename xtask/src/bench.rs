//! `cargo xtask bench NAME`: one JSON line per figure, an exit code when a bar was missed.

mod fhir_export;
mod peers;
mod rebuild;
mod start;

use std::process::Command;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::Value as Json;

use crate::front::{self, Mode, Selection};
use crate::node;
use crate::process;
use crate::server;
use crate::workspace::Workspace;

const USAGE: &str = "\
cargo xtask bench NAME...   prints one JSON line per figure: {\"name\", \"value\", \"unit\", \"bar\", \"ok\"},
                            with \"peers\" and \"peers_from\" where others are known for the same

Measurements:";
/// Enough for 5,000 sockets and whatever else a program has open.
const OPEN_FILES: u64 = 16_384;

/// One measurement.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn(&Workspace) -> Result<String>,
}

const BENCHES: [Bench; 15] = [
    Bench { name: "seal", about: "sealing and opening records", run: |workspace| rust(workspace, "seal") },
    Bench { name: "sync", about: "1,000 records up and down", run: sync },
    Bench {
        name: "signalling",
        about: "memory and time of 5,000 waiting rooms, memory when idle",
        run: |workspace| rust(workspace, "signalling"),
    },
    Bench {
        name: "fhir-export",
        about: "exporting 100,000 observations, beside Node and Python",
        run: fhir_export::measure,
    },
    Bench {
        name: "fhir-worker",
        about: "exporting 100,000 observations in the browser",
        run: |workspace| browser(workspace, "fhir-worker"),
    },
    Bench {
        name: "call-setup",
        about: "from admission to the first picture",
        run: |workspace| browser(workspace, "call-setup"),
    },
    Bench {
        name: "network",
        about: "a call on another address, after an outage, on a narrow line (Linux, root)",
        run: |workspace| browser(workspace, "network"),
    },
    Bench { name: "call-native", about: "processor time of a call without a browser", run: call_native },
    Bench {
        name: "mesh",
        about: "sound and processor time of a call of four",
        run: |workspace| browser(workspace, "mesh"),
    },
    Bench { name: "start", about: "starting again with nothing to rebuild", run: start::measure },
    Bench {
        name: "rebuild",
        about: "building the patient app again after a view was changed (stop `cargo xtask dev` before)",
        run: rebuild::measure,
    },
    Bench {
        name: "page-load",
        about: "size and start of each page",
        run: |workspace| browser(workspace, "page-load"),
    },
    Bench { name: "dossier", about: "opening the dossier, its PDF, two people at once", run: dossier },
    Bench {
        name: "diary",
        about: "opening ten years of diary",
        run: |workspace| browser(workspace, "diary"),
    },
    Bench {
        name: "first-entry",
        about: "from the welcome page to the first saved entry, typed as people do",
        run: |workspace| browser(workspace, "first-entry"),
    },
];

/// Runs the named measurements, or all of them with `all`.
pub fn command(mut arguments: lexopt::Parser) -> Result<()> {
    let mut chosen: Vec<&Bench> = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(name) if name == "all" => chosen.extend(&BENCHES),
            Value(name) => chosen.push(find(&name.string()?)?),
            Short('h') | Long("help") => chosen.clear(),
            other => return Err(other.unexpected().into()),
        }
    }
    if chosen.is_empty() {
        println!("{USAGE}");
        for bench in &BENCHES {
            println!("  {:<14} {}", bench.name, bench.about);
        }
        return Ok(());
    }
    let workspace = Workspace::open()?;
    let mut missed = Vec::new();
    for bench in chosen {
        let text = (bench.run)(&workspace).with_context(|| format!("measurement {}", bench.name))?;
        for line in text.lines().filter(|line| line.starts_with('{')) {
            let figure: Json = serde_json::from_str(line).context("a figure is not JSON")?;
            println!("{}", peers::beside(line, &figure));
            if figure.get("ok").and_then(Json::as_bool) == Some(false) {
                missed.push(figure.get("name").and_then(Json::as_str).unwrap_or(bench.name).to_owned());
            }
        }
    }
    if missed.is_empty() {
        return Ok(());
    }
    bail!("below the bar: {}", missed.join(", "))
}

fn find(name: &str) -> Result<&'static Bench> {
    let known = || BENCHES.iter().map(|bench| bench.name).collect::<Vec<_>>().join(", ");
    match BENCHES.iter().find(|bench| bench.name == name) {
        Some(bench) => Ok(bench),
        None => bail!("there is no measurement `{name}`; measurements: {}", known()),
    }
}

/// A measurement of `tests/src/bin/bench`.
fn rust(workspace: &Workspace, name: &str) -> Result<String> {
    let server = server::build(workspace, true)?;
    allow_open_files();
    let mut command = process::cargo(&workspace.root);
    command.env("HEILSAM_TEST_SERVER", server);
    command.args(["run", "--quiet", "--release", "--package", "heilsam-tests", "--features", "bench"]);
    process::output(command.args(["--bin", "bench", "--", name]))
}

/// Thousands of sockets are open files: what is started from now on may have so many, where the machine lets it.
fn allow_open_files() {
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(OPEN_FILES, |most| most.min(OPEN_FILES));
    if limit.current.is_some_and(|now| now < wanted) {
        // Refused: then the measurement says that there are too many.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), ..limit });
    }
}

/// A measurement that lives with the server.
fn sync(workspace: &Workspace) -> Result<String> {
    let mut command = process::cargo(&workspace.root);
    process::output(command.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "heilsam-backend",
        "--example",
        "bench_sync",
    ]))
}

/// A measurement of `tests/browser/bench`, against the release build.
fn browser(workspace: &Workspace, name: &str) -> Result<String> {
    measure(workspace, name, &Selection::all(Mode::Release))
}

/// The manufacturer's app alone, with the dossier of the demonstration.
fn dossier(workspace: &Workspace) -> Result<String> {
    measure(workspace, "dossier", &Selection::only(Mode::Release, "manufacturer")?)
}

/// The practice app on one seat, the headless peer on the other.
fn call_native(workspace: &Workspace) -> Result<String> {
    let mut command = process::cargo(&workspace.root);
    command.args(["build", "--quiet", "--release", "--package", "heilsam-call", "--features", "native"]);
    process::run(command.args(["--bin", "heilsam-peer"])).context("the native peer does not compile")?;
    measure(workspace, "call-native", &Selection::only(Mode::Release, "practice")?)
}

fn measure(workspace: &Workspace, name: &str, pages: &Selection) -> Result<String> {
    front::build(workspace, pages)?;
    let program = server::build(workspace, true)?;
    let folder = workspace.path("tests/browser");
    node::install_packages(&folder)?;
    let mut command = Command::new("node");
    command.current_dir(&folder).arg(format!("bench/{name}.mjs"));
    command
        .env("HEILSAM_TEST_DIST", front::dist(workspace, Mode::Release)?)
        .env("HEILSAM_TEST_SERVER", program);
    process::output(command.env("HEILSAM_TEST_TARGET", &workspace.target))
}
