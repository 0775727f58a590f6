//! Which check proves which item, as documentation.

use std::fmt::Write as _;

use heilsam_compliance::LegalDate;
use heilsam_compliance::catalogue::builtin;
use heilsam_compliance::catalogue::proof::ProofClass;
use heilsam_compliance::checks::{self, Check, Ground};
use heilsam_compliance::message::Language;

const HEAD: &str = "\
# Automatic evidence

Which check proves which item of DiGAV Annexes 1 and 2. Made by `heilsam evidence table`; a test keeps it current.

A check looks at one of five grounds:

- **deployment**: the running server, from outside
- **data**: its configuration, database, logs and files
- **trial**: the same program with the same configuration on empty data, where clock and faults can be made
- **build**: what the program was built from
- **tests**: the report of `cargo xtask test` of the same commit

What cannot be looked at (no TLS on this machine, no copy of the advisory database, no test report) is \"not checked\" and
proves nothing.
";

/// The document.
///
/// # Errors
/// If a file that was built in is broken.
pub fn table() -> anyhow::Result<String> {
    let (library, checks) = (builtin::library()?, checks::builtin()?);
    let mut text = HEAD.to_owned();
    writeln!(
        text,
        "\n## Checks\n\n| Check | What it shows | Ground | Counts for | Items |\n|---|---|---|---|---|"
    )?;
    for check in &checks {
        let items: Vec<&str> = check.items.iter().map(String::as_str).collect();
        let days = if check.days == 1 { "1 day".to_owned() } else { format!("{} days", check.days) };
        let title = check.title.text(Language::English);
        writeln!(text, "| `{}` | {title} | {} | {days} | {} |", check.id, ground(check), items.join(", "))?;
    }
    for (legal, name) in [(LegalDate::Of2026, "in force 2026"), (LegalDate::Of2020, "of 2020")] {
        writeln!(
            text,
            "\n## Items of the ordinance {name}\n\n| Item | Software can prove it | Checks |\n|---|---|---|"
        )?;
        for catalogue in library.answered(legal) {
            for (_, item) in catalogue.items() {
                let Some(proof) = library.proof(&catalogue.reference(item)) else { continue };
                let class = match proof.class {
                    ProofClass::Software => "wholly",
                    ProofClass::Partly => "in part",
                    ProofClass::Organisational => "no",
                };
                let by: Vec<String> = checks
                    .iter()
                    .filter(|check| check.items.contains(item.id.as_str()))
                    .map(|check| format!("`{}`", check.id))
                    .collect();
                let by = if by.is_empty() { "–".to_owned() } else { by.join(", ") };
                writeln!(text, "| {} | {class} | {by} |", item.id)?;
            }
        }
    }
    Ok(text)
}

const fn ground(check: &Check) -> &'static str {
    match check.ground {
        Ground::Deployment => "deployment",
        Ground::Data => "data",
        Ground::Trial => "trial",
        Ground::Build => "build",
        Ground::Tests => "tests",
    }
}
