//! Measurements of `cargo xtask bench` that are written in Rust: one JSON line per figure.

mod doctor;
mod figure;
mod seal;
mod server;
mod signalling;

use std::error::Error;
use std::process::ExitCode;

/// What every measurement returns.
pub type Measured<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match measure(&std::env::args().nth(1).unwrap_or_default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(name: &str) -> Measured {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match name {
        "seal" => seal::measure(),
        "signalling" => runtime.block_on(signalling::measure()),
        _ => Err(format!("there is no measurement `{name}`; measurements: seal, signalling").into()),
    }
}
