//! The mail server that takes our e-mail in the tests: Debian's chasquid.
//!
//! It is unpacked and not installed: an installed mail server starts by itself and holds port 25. Of those of Debian it is the
//! one that needs neither root nor an account of its own, and no library but that of C.

use std::path::{Path, PathBuf};

use crate::packages;

const PACKAGE: &str = "chasquid";

/// The folder of its programs: the one that `HEILSAM_TEST_MAIL` names, else one in the build folder. `None` where the package
/// cannot be had: the tests say then what they did not check.
pub fn programs(target: &Path) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("HEILSAM_TEST_MAIL") {
        return Some(named.into());
    }
    let folder = target.join("test-mail");
    let programs = folder.join("usr").join("bin");
    if programs.join(PACKAGE).is_file() {
        return Some(programs);
    }
    println!("      fetching {PACKAGE} (once)");
    match packages::unpack(PACKAGE, &folder) {
        Ok(()) => Some(programs),
        Err(problem) => {
            println!(
                "SKIPPED: {PACKAGE} cannot be had here, and e-mail is not taken by a mail server; {problem:#}"
            );
            None
        }
    }
}
