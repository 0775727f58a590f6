//! What a stranger reaches over HTTP is as little as possible: methods, banners, folders, sources, search engines.

use axum::http::{HeaderName, StatusCode, header};

use crate::evidence::page::tags;
use crate::evidence::{Findings, Outcome, Subject};

/// Methods that nothing needs.
const METHODS: [&str; 5] = ["TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG"];
/// Files and folders that must not be there.
const HIDDEN: [&str; 15] = [
    "/.git/config",
    "/.git/HEAD",
    "/.env",
    "/Cargo.toml",
    "/Cargo.lock",
    "/heilsam.toml",
    "/heilsam.db",
    "/server.key",
    "/data/server.key",
    "/src/main.rs",
    "/metrics",
    "/admin/status",
    "/assets/",
    "/backup.zip",
    "/app/%2e%2e/%2e%2e/server.key",
];
/// Programs that search engines must not list.
const NOT_LISTED: [&str; 5] = ["/app/", "/practice/", "/manufacturer/", "/v", "/api/v1/site"];

/// Tries what a stranger tries.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    for method in METHODS {
        for path in ["/", "/api/v1/site"] {
            let Ok(reply) = subject.door.ask(method, path, None).await else { continue };
            findings.demand(!reply.status.is_success(), || format!("Die Methode {method} wird beantwortet."));
        }
    }
    for path in HIDDEN {
        let reply = subject.door.get(path).await?;
        let missing =
            matches!(reply.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN | StatusCode::BAD_REQUEST);
        findings.demand(missing, || format!("{path} ist abrufbar ({}).", reply.status.as_u16()));
    }
    for path in ["/", "/api/v1/site", "/nothing"] {
        let reply = subject.door.get(path).await?;
        for name in ["server", "x-powered-by", "via"] {
            let value = reply.header(&HeaderName::from_static(name));
            findings.demand(!value.chars().any(|c| c.is_ascii_digit()), || {
                format!("{path}: Die Kopfzeile {name} nennt ein Produkt mit Version („{value}“).")
            });
        }
        let kind = reply.header(&header::CONTENT_TYPE);
        let named = !kind.starts_with("text/") || kind.to_ascii_lowercase().contains("charset=utf-8");
        findings.demand(named, || format!("{path}: Die Zeichenkodierung ist nicht festgelegt („{kind}“)."));
    }
    for path in NOT_LISTED {
        let reply = subject.door.get(path).await?;
        let header = reply.header(&HeaderName::from_static("x-robots-tag")).contains("noindex");
        let page = tags(&reply.text()).iter().any(|tag| {
            tag.get("name") == Some("robots")
                && tag.get("content").is_some_and(|text| text.contains("noindex"))
        });
        findings.demand(header || page, || format!("{path} darf von Suchmaschinen erfasst werden."));
    }
    findings.saw(format!("{} Methoden, {} Pfade, Kopfzeilen, Suchmaschinen.", METHODS.len(), HIDDEN.len()));
    findings.verdict()
}
