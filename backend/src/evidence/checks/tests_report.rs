//! What only a browser can show is read from the report of the tests that ran on this very commit.

use heilsam_compliance::checks::Check;

use crate::evidence::report::Told;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// Looks the named tests up.
pub(super) fn check(subject: &Subject, check: &Check) -> Outcome {
    if check.tests.is_empty() {
        return Err(Obstacle("Dieser Stand hat noch keinen Test dafür.".to_owned()));
    }
    let commit = &subject.build.release.commit;
    let mut findings = Findings::new();
    for name in &check.tests {
        match subject.reports.about(name, commit) {
            Told::Held => findings.saw(format!("„{name}“: bestanden.")),
            Told::Broke => findings.red(format!("„{name}“: nicht bestanden.")),
            Told::Missing => findings.red(format!("„{name}“: Diesen Test gibt es nicht mehr.")),
            Told::NoReport => {
                return Err(Obstacle(format!(
                    "Es gibt keinen Testbericht des Standes {commit} (--reports; „cargo xtask test“ schreibt ihn)."
                )));
            }
        }
    }
    findings.verdict()
}
