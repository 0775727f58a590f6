//! Measurements of `cargo xtask bench` that are written in Rust: one JSON line per figure.

mod figure;
mod seal;

use std::process::ExitCode;

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let result = match name.as_str() {
        "seal" => seal::measure(),
        _ => Err(format!("there is no measurement `{name}`; measurements: seal").into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
