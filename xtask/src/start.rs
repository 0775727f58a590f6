//! `cargo xtask start` and `cargo xtask dev`: from a clone to a running Heilsam.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use anyhow::{Context, Result};
use lexopt::prelude::*;

use crate::clock::Stopwatch;
use crate::demo;
use crate::front::{self, Mode, Selection};
use crate::progress::Progress;
use crate::server::{self, Server, ServerOptions};
use crate::standin::{self, Standin};
use crate::toolchain::WasmToolchain;
use crate::workspace::Workspace;

/// How often to look for signals and edits.
const LOOK_EVERY: Duration = Duration::from_millis(200);

const USAGE: &str = "\
cargo xtask start [--data DIR] [--listen HOST:PORT] [--database-url URL] [--no-build]
cargo xtask dev   the same options and [--only NAME,NAME]: quick front ends, rebuilt after every edit

  --data DIR           folder for database, keys and files (default: data/ in the checkout)
  --listen HOST:PORT   localhost or an IP address (default: localhost:8080); other devices need HTTPS, by a proxy in
                       front whose address stands in HEILSAM_SERVER__PUBLIC_ORIGIN
  --database-url URL   postgres://... or sqlite://... (default: SQLite in the data folder)
  --no-build           use what was built before";

struct Options {
    data: Option<PathBuf>,
    listen: String,
    database_url: Option<String>,
    build: bool,
    only: Option<String>,
}

/// Builds, starts, prints addresses; returns when the server was stopped.
pub fn command(arguments: lexopt::Parser, mode: Mode) -> Result<()> {
    let Some(options) = parse(arguments)? else { return Ok(()) };
    let origin = server::origin();
    let address = server::public_address(&options.listen, origin.as_deref())?;
    server::check_free(&options.listen)?;
    let workspace = Workspace::open()?;
    let signals = server::stop_signals()?;
    let release = mode == Mode::Release;
    let selection = match &options.only {
        Some(list) => Selection::only(mode, list)?,
        None => Selection::all(mode),
    };
    let steps = if options.build { 5 } else { 2 };
    let mut progress = Progress::begin(steps);
    if options.build {
        progress
            .step("WebAssembly compiler", || Ok(WasmToolchain::prepare(&workspace)?.describe().to_owned()))?;
        progress.step("Front ends", || Ok(front::build(&workspace, &selection)?.summary))?;
        progress.step("Server", || server::build(&workspace, release).map(|_| String::new()))?;
    }
    let advice = server::advice_for_other_devices(&options.listen, origin.as_deref());
    let standin = Standin::start(&standin::program(&workspace, release)?, &address)?;
    let server_options = ServerOptions {
        dist: front::dist(&workspace, mode)?,
        data: prepare_data(&workspace, options.data)?,
        listen: options.listen,
        database_url: options.database_url,
        environment: standin.environment(),
    };
    let program = server::program(&workspace, release)?;
    let mut running = None;
    progress.step("Starting", || {
        running = Some(Server::start(program.clone(), server_options.clone())?);
        Ok(format!("data in {}, log in server.log there", server_options.data.display()))
    })?;
    let mut server = running.context("the server was started")?;
    let mut accounts = None;
    progress.step("Demo accounts", || {
        accounts = Some(demo::seed(&workspace, &program, &server_options, release)?);
        Ok("ready".to_owned())
    })?;
    let accounts = accounts.context("the demo accounts were made")?;
    println!("\n{}", demo::overview(&address, &standin.address, &accounts));
    if let Some(advice) = advice {
        println!("{advice}");
    }
    println!("Everything took {}. Ctrl-C stops it.", progress.elapsed());
    println!("ready {address}");
    let rebuild = (mode == Mode::Quick && options.build).then_some((&workspace, &selection));
    run_until_stopped(&mut server, &signals, rebuild)
}

/// Waits for a signal; meanwhile rebuilds the given front ends after every edit.
fn run_until_stopped(
    server: &mut Server,
    signals: &Receiver<()>,
    rebuild: Option<(&Workspace, &Selection)>,
) -> Result<()> {
    let mut failed = String::new();
    while signals.recv_timeout(LOOK_EVERY).is_err() {
        server.check()?;
        let Some((workspace, selection)) = rebuild else { continue };
        let Ok(inputs) = front::inputs(workspace, selection) else { continue };
        // A build that failed is repeated only after the next edit.
        if inputs.current || inputs.value == failed {
            continue;
        }
        let watch = Stopwatch::start();
        match front::build(workspace, selection).and_then(|_| server.restart()) {
            Ok(()) => println!("rebuilt in {}: reload the page", watch.text()),
            Err(error) => {
                println!("error: {error:#}");
                failed = inputs.value;
            }
        }
    }
    println!("stopping; press Ctrl-C again to stop at once");
    let watch = Stopwatch::start();
    server.stop(Some(signals))?;
    println!("stopped in {}", watch.text());
    Ok(())
}

fn parse(mut arguments: lexopt::Parser) -> Result<Option<Options>> {
    let mut options = Options {
        data: None,
        listen: "localhost:8080".to_owned(),
        database_url: None,
        build: true,
        only: None,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("data") => options.data = Some(arguments.value()?.into()),
            Long("listen") => options.listen = arguments.value()?.string()?,
            Long("database-url") => options.database_url = Some(arguments.value()?.string()?),
            Long("no-build") => options.build = false,
            Long("only") => options.only = Some(arguments.value()?.string()?),
            Short('h') | Long("help") => {
                println!("{USAGE}");
                return Ok(None);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(options))
}

fn prepare_data(workspace: &Workspace, chosen: Option<PathBuf>) -> Result<PathBuf> {
    let folder = chosen.unwrap_or_else(|| workspace.path("data"));
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    // Keys lie in it: closed to other users of the machine.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder).with_context(|| {
        format!("cannot create the data folder {}: choose another with --data", folder.display())
    })?;
    folder.canonicalize().with_context(|| format!("cannot use the data folder {}", folder.display()))
}
