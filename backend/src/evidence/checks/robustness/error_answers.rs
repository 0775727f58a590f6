//! Errors say what to do and nothing about the inside of the server.

use axum::http::header;

use crate::evidence::{Findings, Outcome, Subject};

/// Words that only the inside of a server knows.
const INSIDE: [&str; 12] = [
    "panicked",
    ".rs:",
    "backtrace",
    "sqlx",
    "sqlite",
    "postgres",
    "SELECT ",
    "/home",
    "/usr/",
    "/root",
    "tokio",
    "thread '",
];

/// Asks what cannot be answered.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let secret = "spürwort-4711";
    let long = format!("/api/v1/{}", "x".repeat(4_000));
    let wrong: [(&str, &str, Option<&[u8]>); 9] = [
        ("GET", "/api/v1/nothing", None),
        ("GET", &long, None),
        ("GET", "/api/v1/changes?cursor=%00", None),
        ("DELETE", "/api/v1/site", None),
        ("POST", "/api/v1/login/passphrase/start", Some(b"{\"login_name\":\"sp\xc3\xbcrwort-4711\"}")),
        ("POST", "/api/v1/registrations", Some(b"not json sp\xc3\xbcrwort-4711")),
        ("POST", "/api/v1/registrations", Some(b"[[[[[[[[[[")),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", None),
        ("GET", "/api/v1/nameplates/'%20OR%201=1", None),
    ];
    for (method, path, body) in wrong {
        let reply = subject.door.ask(method, path, body).await?;
        let shown: String = path.chars().take(40).collect();
        let (status, text) = (reply.status.as_u16(), reply.text());
        findings.demand((400..500).contains(&status), || format!("{method} {shown} antwortet mit {status}."));
        for word in INSIDE.iter().filter(|word| text.contains(**word)) {
            findings.red(format!("Die Antwort auf {method} {shown} enthält „{word}“."));
        }
        findings.demand(!text.contains(secret), || {
            format!("Die Antwort auf {method} {shown} wiederholt die Eingabe.")
        });
        if path.starts_with("/api/") {
            let kind = reply.header(&header::CONTENT_TYPE);
            findings.demand(kind.starts_with("application/problem+json"), || {
                format!("{method} {shown} antwortet nicht in der einheitlichen Form („{kind}“).")
            });
        }
    }
    findings.saw("9 fehlerhafte Anfragen.");
    findings.verdict()
}
