//! Heilsam in a window of its own: the pages come from the program, calls are held by the native driver.
//!
//! The window shows the same WebAssembly front ends as a browser. This program gives them what the web view lacks: peer
//! connections (`heilsam-call`, SRTP with AES-256-GCM enforced), camera, microphone and loudspeaker. It serves the pages on
//! loopback, to its own window only, and passes their requests on to the provider's server.

mod arguments;
mod closing;
mod devices;
mod door;
mod pages;
mod pixels;
mod profile;
mod server;
mod upstream;
mod window;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use heilsam_call::native::Clock;

use arguments::{Arguments, USAGE, server_origin};
use devices::{Devices, Kind};
use pages::Pages;
use profile::Profile;
use upstream::Upstream;

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("heilsam-desktop: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn start() -> Result<()> {
    let asked = Arguments::parse(std::env::args_os(), &mut std::io::stdin().lock())?;
    let Some(asked) = asked else {
        println!("{USAGE}");
        return Ok(());
    };
    let profile = Profile::open(asked.profile, asked.program)?;
    let kind = if asked.synthetic { Kind::Synthetic } else { Kind::Real };
    let pages = asked.pages.map_or_else(installed_pages, Ok)?;
    let origin = asked.server.map_or_else(|| named_server(&pages), Ok)?;
    let parts = server::Parts {
        upstream: Upstream::new(&origin)?,
        pages: Pages::new(pages, origin.clone())?,
        devices: Devices::new(kind),
        clock: clock(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let address = runtime.block_on(async {
        let listener = profile.listener().await?;
        server::start(listener, parts, asked.first_page)
    })?;
    let shown = window::show(asked.program.title(), &address, &origin, &profile.web());
    // Not by itself: that waits for a device that hangs while it opens, and the program would never end.
    runtime.shutdown_background();
    shown
}

#[expect(clippy::disallowed_methods, reason = "the real clock is made in main")]
fn clock() -> Clock {
    Clock::new(std::time::Instant::now)
}

/// The server that an installation belongs to.
fn named_server(pages: &Path) -> Result<String> {
    let text = std::fs::read_to_string(pages.join("server"));
    server_origin(&text.context("which server? Name your provider's with --server ORIGIN")?)
}

/// Beside an installed program: `bin/heilsam-desktop`, `share/heilsam/`.
fn installed_pages() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let prefix = program.parent().and_then(|folder| folder.parent());
    Ok(prefix.context("the program lies in no folder: name the pages with --pages")?.join("share/heilsam"))
}
