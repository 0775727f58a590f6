//! Every kind of error has sentences for people, in both languages, that say what to do.

use heilsam_protocol::ProblemCode;

use crate::evidence::{Findings, Outcome, Subject};

/// The sentence of the front ends for a code.
const fn sentence(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::CodeRefused => "trouble-code",
        ProblemCode::CodeWaiting => "trouble-code-waiting",
        ProblemCode::LoginRefused => "trouble-login",
        ProblemCode::StartAgain => "trouble-again",
        ProblemCode::InvalidField => "trouble-digits",
        ProblemCode::NotLoggedIn => "trouble-session",
        ProblemCode::ConsentMissing => "trouble-consent",
        ProblemCode::PeriodOver => "trouble-period",
        ProblemCode::LoginNotFresh => "trouble-fresh",
        ProblemCode::Forbidden => "trouble-role",
        ProblemCode::DeviceNotReleased => "trouble-device",
        ProblemCode::NotProven => "trouble-unproven",
        ProblemCode::NotFound | ProblemCode::Conflict => "trouble-gone",
        ProblemCode::ChangedMeanwhile => "trouble-changed",
        ProblemCode::LastChannel => "trouble-last-channel",
        ProblemCode::TooManyRequests => "trouble-many",
        ProblemCode::Timeout | ProblemCode::Unavailable => "trouble-offline",
        ProblemCode::BadRequest
        | ProblemCode::SignatureRefused
        | ProblemCode::CollectionMoved
        | ProblemCode::VersionConflict
        | ProblemCode::TooLarge
        | ProblemCode::Internal => "trouble-server",
    }
}

/// Looks every sentence up.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    for (file, language) in subject.content.errors.iter().zip(["deutschen", "englischen"]) {
        for code in ProblemCode::ALL {
            let key = sentence(code);
            let found = file.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('='));
            findings.demand(found.is_some_and(|text| text.trim().chars().count() > 10), || {
                format!("Für den Fehler {code:?} fehlt der Satz {key} in den {language} Texten.")
            });
        }
    }
    findings.saw(format!("{} Arten von Fehlern in zwei Sprachen.", ProblemCode::ALL.len()));
    findings.verdict()
}
