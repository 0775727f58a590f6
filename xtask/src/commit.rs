//! The commit that is being built, for programs that say what they were made from.

use std::process::Command;

use crate::process;
use crate::workspace::Workspace;

/// Variable that the server's build reads.
pub const VARIABLE: &str = "HEILSAM_COMMIT";

/// The commit of the checkout, with `-changed` behind it when files differ from it; `None` outside of git.
pub fn of(workspace: &Workspace) -> Option<String> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(&workspace.root).args(arguments);
        process::output(&mut command).ok()
    };
    let commit = git(&["rev-parse", "HEAD"])?.trim().to_owned();
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Some(if changed.trim().is_empty() { commit } else { format!("{commit}-changed") })
}
