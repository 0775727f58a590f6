//! Security headers on pages, files, answers of the API and errors.

use axum::http::HeaderName;

use crate::evidence::{Findings, Outcome, Subject};

/// Pages, an answer, an error, a missing page.
const PATHS: [&str; 6] = ["/", "/app/", "/v", "/api/v1/site", "/api/v1/account", "/nothing-here"];
/// A year, seconds.
const YEAR: u64 = 31_536_000;

/// Looks at every kind of answer.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    for path in PATHS {
        let reply = subject.door.get(path).await?;
        let get = |name: &'static str| reply.header(&HeaderName::from_static(name)).to_owned();
        for (name, wanted) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            let found = get(name);
            findings.demand(found.eq_ignore_ascii_case(wanted), || {
                format!("{path}: Die Kopfzeile {name} ist „{found}“ statt „{wanted}“.")
            });
        }
        for name in ["content-security-policy", "permissions-policy"] {
            findings.demand(!get(name).is_empty(), || format!("{path}: Die Kopfzeile {name} fehlt."));
        }
        let hsts = get("strict-transport-security");
        let age = hsts.split(';').find_map(|part| part.trim().strip_prefix("max-age=")?.parse::<u64>().ok());
        findings.demand(age.is_some_and(|age| age >= YEAR), || {
            format!("{path}: strict-transport-security gilt kürzer als ein Jahr („{hsts}“).")
        });
        if path.starts_with("/api/") {
            let cache = get("cache-control");
            findings.demand(cache.contains("no-store"), || {
                format!("{path}: Die Antwort darf zwischengespeichert werden („{cache}“).")
            });
        }
    }
    findings.saw(format!("{} Antworten mit je 8 Kopfzeilen.", PATHS.len()));
    findings.verdict()
}
