//! No content is used past the day on which it was to be reviewed.

use heilsam_compliance::evidence::Moment;

use crate::evidence::{Findings, Outcome, Subject};

/// Compares the days with today.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let today = Moment::in_germany(subject.now).today;
    let (package, modules) = (subject.content.package()?, subject.content.modules()?);
    let programme = std::iter::once(("das Programm".to_owned(), package.review.next));
    let all =
        programme.chain(modules.iter().map(|module| (format!("„{}“", module.title.de), module.review.next)));
    let mut soonest = None;
    for (what, next) in all {
        findings.demand(next >= today, || format!("Die Prüfung für {what} war am {next} fällig."));
        soonest = soonest.min(Some(next)).or(Some(next));
    }
    if let Some(soonest) = soonest {
        findings
            .saw(format!("{} Prüfdaten; die nächste Prüfung ist am {soonest} fällig.", modules.len() + 1));
    }
    findings.verdict()
}
