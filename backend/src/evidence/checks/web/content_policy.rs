//! The content security policy lets pages load nothing but their own files and run nothing that is written into them.

use axum::http::header;

use crate::evidence::{Findings, Outcome, Subject};

const PAGES: [&str; 5] = ["/", "/app/", "/practice/", "/manufacturer/", "/v"];
/// Directives that must be there; without them `default-src` or the browser decides.
const NEEDED: [&str; 6] =
    ["default-src", "script-src", "connect-src", "frame-ancestors", "base-uri", "form-action"];

/// Reads the policy of every program.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let origin = subject.origin();
    let sockets = origin.replacen("http", "ws", 1);
    for path in PAGES {
        let reply = subject.door.get(path).await?;
        let policy = reply.header(&header::CONTENT_SECURITY_POLICY).to_owned();
        let directives: Vec<Vec<&str>> =
            policy.split(';').map(|part| part.split_whitespace().collect()).collect();
        let has = |name: &str| directives.iter().any(|words| words.first() == Some(&name));
        for name in NEEDED {
            findings.demand(has(name), || format!("{path}: Die Richtlinie nennt {name} nicht."));
        }
        for words in &directives {
            let Some((name, values)) = words.split_first() else { continue };
            for value in values {
                let own = matches!(*value, "'self'" | "'none'" | "'wasm-unsafe-eval'" | "data:" | "blob:")
                    || *value == origin
                    || *value == sockets
                    || value.starts_with("'sha");
                // The origin that people reach may differ from the one that is asked here.
                let configured = subject.config.server.public_origin.replacen("http", "ws", 1);
                findings
                    .demand(own || **value == *configured, || format!("{path}: {name} erlaubt „{value}“."));
                let script = *name == "script-src" || *name == "default-src";
                findings.demand(!(script && matches!(*value, "data:" | "blob:")), || {
                    format!("{path}: {name} lässt Programme aus „{value}“ zu.")
                });
            }
        }
        findings.saw(format!("{path}: {} Regeln.", directives.len()));
    }
    findings.verdict()
}
