//! Runs the frozen vectors and ends with 0 if every one holds.
//!
//! Compiled to `wasm32-unknown-unknown` the module exports `main` and imports nothing that does anything, so any host of
//! WebAssembly can call it. There it has no output; the exit code says which part failed.

use std::process::ExitCode;

use heilsam_crypto::selftest::{VectorFiles, all};

const FILES: VectorFiles<'static> = VectorFiles {
    records: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/vectors/records-v1.json")),
    handshake: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/vectors/vsp1.json")),
    cpace: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/vectors/cpace-p256.json")),
};

/// A vector does not hold.
const BROKEN: u8 = 1;
/// A changed vector holds: the check itself is broken.
const BLIND: u8 = 2;

fn main() -> ExitCode {
    match all(FILES) {
        Ok(count) => println!("{count} frozen values hold"),
        Err(why) => {
            eprintln!("error: {why}");
            return ExitCode::from(BROKEN);
        }
    }
    let changed = FILES.records.replace("\"owner\": \"02", "\"owner\": \"03");
    if all(VectorFiles { records: &changed, ..FILES }).is_ok() {
        eprintln!("error: changed vectors are not noticed");
        return ExitCode::from(BLIND);
    }
    ExitCode::SUCCESS
}
