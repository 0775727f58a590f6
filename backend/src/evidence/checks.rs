//! One check per file; which is which stands here.

use heilsam_compliance::checks::{Check, Ground};

use super::subject::Subject;
use super::verdict::{Obstacle, Outcome, Verdict};

pub mod account_erasure;
pub mod admin_port;
pub mod advisories;
pub mod audit_chain;
pub mod audit_content;
pub mod audit_events;
pub mod billing_apart;
pub mod canary;
pub mod certificate;
pub mod consent_gate;
pub mod consent_receipts;
pub mod consent_texts;
pub mod content_policy;
pub mod content_sources;
pub mod contraindications;
pub mod deletion_job;
pub mod error_answers;
pub mod error_catalogue;
pub mod fail_closed;
pub mod foreign_site;
pub mod fresh_login;
pub mod hosting;
pub mod imprint;
pub mod key_apart;
pub mod kill;
pub mod log_scan;
pub mod login_attempts;
pub mod login_wall;
pub mod message_schemas;
pub mod no_factor_fallback;
pub mod no_linking;
pub mod no_sales;
pub mod no_third_party;
pub mod offline_shell;
pub mod oversized;
pub mod own_links;
pub mod passphrase_unseen;
pub mod plain_transport;
pub mod plausibility;
pub mod privacy_notice;
pub mod provider_access;
pub mod public_surface;
pub mod rate_limits;
pub mod residue;
pub mod review_dates;
pub mod role_matrix;
pub mod rollback;
pub mod sbom;
pub mod sealed_storage;
pub mod second_factor;
pub mod security_headers;
pub mod session_cookie;
pub mod session_lifetimes;
pub mod stop_conditions;
pub mod tests_report;
pub mod thresholds;
pub mod tls;
pub mod uploads;
pub mod web_surface;
pub mod withdrawal;

/// Runs a check.
pub async fn run(subject: &Subject, check: &Check) -> Verdict {
    if check.ground == Ground::Tests {
        return tests_report::check(subject, check).into();
    }
    let outcome: Outcome = match check.id.as_str() {
        "account-erasure" => account_erasure::check(subject).await,
        "admin-port" => admin_port::check(subject),
        "advisories" => advisories::check(subject),
        "audit-chain" => audit_chain::check(subject).await,
        "audit-content" => audit_content::check(subject).await,
        "audit-events" => audit_events::check(subject).await,
        "billing-apart" => billing_apart::check(subject).await,
        "canary" => canary::check(subject).await,
        "certificate" => certificate::check(subject).await,
        "consent-gate" => consent_gate::check(subject).await,
        "consent-receipts" => consent_receipts::check(subject).await,
        "consent-texts" => consent_texts::check(subject).await,
        "content-policy" => content_policy::check(subject).await,
        "content-sources" => content_sources::check(subject),
        "contraindications" => contraindications::check(subject),
        "deletion-job" => deletion_job::check(subject).await,
        "error-answers" => error_answers::check(subject).await,
        "error-catalogue" => error_catalogue::check(subject),
        "fail-closed" => fail_closed::check(subject).await,
        "foreign-site" => foreign_site::check(subject).await,
        "fresh-login" => fresh_login::check(subject).await,
        "hosting" => hosting::check(subject),
        "imprint" => imprint::check(subject).await,
        "key-apart" => key_apart::check(subject),
        "kill" => kill::check(subject).await,
        "log-scan" => log_scan::check(subject),
        "login-attempts" => login_attempts::check(subject).await,
        "login-wall" => login_wall::check(subject).await,
        "message-schemas" => message_schemas::check(subject).await,
        "no-factor-fallback" => no_factor_fallback::check(subject),
        "no-linking" => no_linking::check(subject).await,
        "no-sales" => no_sales::check(subject),
        "no-third-party" => no_third_party::check(subject).await,
        "offline-shell" => offline_shell::check(subject).await,
        "oversized" => oversized::check(subject).await,
        "own-links" => own_links::check(subject).await,
        "passphrase-unseen" => passphrase_unseen::check(subject).await,
        "plain-transport" => plain_transport::check(subject).await,
        "plausibility" => plausibility::check(),
        "privacy-notice" => privacy_notice::check(subject).await,
        "provider-access" => provider_access::check(subject).await,
        "public-surface" => public_surface::check(subject),
        "rate-limits" => rate_limits::check(subject).await,
        "residue" => residue::check(subject).await,
        "review-dates" => review_dates::check(subject),
        "role-matrix" => role_matrix::check(subject).await,
        "rollback" => rollback::check(subject).await,
        "sbom" => sbom::check(subject),
        "sealed-storage" => sealed_storage::check(subject).await,
        "second-factor" => second_factor::check(subject).await,
        "security-headers" => security_headers::check(subject).await,
        "session-cookie" => session_cookie::check(subject).await,
        "session-lifetimes" => session_lifetimes::check(subject).await,
        "stop-conditions" => stop_conditions::check(subject),
        "thresholds" => thresholds::check(subject),
        "tls" => tls::check(subject).await,
        "uploads" => uploads::check(),
        "web-surface" => web_surface::check(subject).await,
        "withdrawal" => withdrawal::check(subject).await,
        _ => Err(Obstacle(UNKNOWN.to_owned())),
    };
    outcome.into()
}

/// What is said of a check that this program does not have.
pub const UNKNOWN: &str = "Dieses Programm kennt die Prüfung nicht.";
