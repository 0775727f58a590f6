//! What the security log says about the account, in words: each kind of event with how often and when last.

use dioxus::prelude::*;
use heilsam_protocol::account::AuditLine;
use jiff::Timestamp;

use crate::{format, t};

/// Unfolds to the kinds of events, the one that happened last on top.
#[component]
pub fn AuditKinds(lines: Vec<AuditLine>) -> Element {
    if lines.is_empty() {
        return rsx! {};
    }
    rsx! {
        details { id: "data-audit-kinds",
            summary { {t!("data-audit-kinds")} }
            ul {
                for (kind , count , last) in kinds(&lines) {
                    li { key: "{kind}", {t!("data-audit-line", what = words(&kind), count = count, when = format::moment(last))} }
                }
            }
        }
    }
}

/// Kinds with how often and when last; `lines` are the oldest first.
fn kinds(lines: &[AuditLine]) -> Vec<(String, usize, Timestamp)> {
    let mut found: Vec<(String, usize, Timestamp)> = Vec::new();
    for line in lines.iter().rev() {
        match found.iter_mut().find(|(kind, ..)| *kind == line.kind) {
            Some((_, count, _)) => *count += 1,
            None => found.push((line.kind.clone(), 1, line.at)),
        }
    }
    found
}

/// What a kind means; one that concerns no patient stays as it is called.
fn words(kind: &str) -> String {
    match kind {
        "account-created" => t!("audit-account-created"),
        "code-redeemed" => t!("audit-code-redeemed"),
        "logged-in" => t!("audit-logged-in"),
        "recovered" => t!("audit-recovered"),
        "session-ended" | "sessions-ended" => t!("audit-session-ended"),
        "credential-added" => t!("audit-credential-added"),
        "credential-removed" => t!("audit-credential-removed"),
        "slot-put" => t!("audit-slot-put"),
        "slot-removed" => t!("audit-slot-removed"),
        "consent-given" => t!("audit-consent-given"),
        "consent-withdrawn" => t!("audit-consent-withdrawn"),
        "access-refused" => t!("audit-access-refused"),
        "share-begun" => t!("audit-share-begun"),
        "share-ended" => t!("audit-share-ended"),
        "share-read" => t!("audit-share-read"),
        "contact-set" => t!("audit-contact-set"),
        "contact-removed" => t!("audit-contact-removed"),
        "contact-asked" => t!("audit-contact-asked"),
        "contact-opened" => t!("audit-contact-opened"),
        "push-device-added" => t!("audit-push-added"),
        "push-device-removed" => t!("audit-push-removed"),
        "notification-mail-set" => t!("audit-mail-set"),
        "notification-mail-removed" => t!("audit-mail-removed"),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_stands_once_with_its_number_and_its_last_time() {
        let line = |seconds, kind: &str| AuditLine {
            at: Timestamp::from_second(seconds).unwrap(),
            kind: kind.to_owned(),
        };
        let found = kinds(&[line(1, "logged-in"), line(2, "consent-given"), line(3, "logged-in")]);
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        assert_eq!(found, [("logged-in".to_owned(), 2, at(3)), ("consent-given".to_owned(), 1, at(2))]);
    }
}
