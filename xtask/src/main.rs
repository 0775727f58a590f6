//! The one tool of the project: `cargo xtask start | dev | test | bench | build | desktop`.

mod bench;
mod clock;
mod commit;
mod demo;
mod desktop;
mod front;
mod mail;
mod node;
mod packages;
mod process;
mod progress;
mod python;
mod server;
mod standin;
mod start;
mod test;
mod toolchain;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

const USAGE: &str = "\
cargo xtask start   build everything, start the server, print addresses and demo accounts
cargo xtask dev     the same with quick, unoptimised front ends that are rebuilt after every edit
cargo xtask test    install what the tests need, run them all (--only LAYER for one layer)
cargo xtask bench   measure: cargo xtask bench NAME
cargo xtask desktop build the desktop window and open it: cargo xtask desktop patient|practice|visit
cargo xtask build   only build the front ends into dist/ (--quick for the development profile)

Each command explains its options with --help.";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    match arguments.next()? {
        Some(Value(command)) => match command.to_str() {
            Some("start") => start::command(arguments, front::Mode::Release),
            Some("dev") => start::command(arguments, front::Mode::Quick),
            Some("bench") => bench::command(arguments),
            Some("test") => test::command(arguments),
            Some("build") => front::command(arguments),
            Some("desktop") => desktop::command(arguments),
            _ => bail!("unknown command {command:?}\n\n{USAGE}"),
        },
        Some(Short('h') | Long("help")) | None => {
            println!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(other.unexpected().into()),
    }
}
