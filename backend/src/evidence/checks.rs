//! One check per file, named after it; the files lie in folders by subject. Which is which stands here.

use heilsam_compliance::checks::{Check, Ground};

use super::subject::Subject;
use super::verdict::{Obstacle, Outcome, Verdict};

pub mod access;
pub mod data_protection;
pub mod operation;
pub mod quality;
pub mod robustness;
pub mod tests_report;
pub mod traces;
pub mod web;

/// Runs a check.
pub async fn run(subject: &Subject, check: &Check) -> Verdict {
    if check.ground == Ground::Tests {
        return tests_report::check(subject, check).into();
    }
    let outcome: Outcome = match check.id.as_str() {
        "fail-closed" => access::fail_closed::check(subject).await,
        "foreign-site" => access::foreign_site::check(subject).await,
        "fresh-login" => access::fresh_login::check(subject).await,
        "login-attempts" => access::login_attempts::check(subject).await,
        "login-wall" => access::login_wall::check(subject).await,
        "no-factor-fallback" => access::no_factor_fallback::check(subject),
        "passphrase-unseen" => access::passphrase_unseen::check(subject).await,
        "role-matrix" => access::role_matrix::check(subject).await,
        "second-factor" => access::second_factor::check(subject).await,
        "session-cookie" => access::session_cookie::check(subject).await,
        "session-lifetimes" => access::session_lifetimes::check(subject).await,
        "account-erasure" => data_protection::account_erasure::check(subject).await,
        "billing-apart" => data_protection::billing_apart::check(subject).await,
        "consent-gate" => data_protection::consent_gate::check(subject).await,
        "consent-receipts" => data_protection::consent_receipts::check(subject).await,
        "consent-texts" => data_protection::consent_texts::check(subject).await,
        "deletion-job" => data_protection::deletion_job::check(subject).await,
        "no-linking" => data_protection::no_linking::check(subject).await,
        "privacy-notice" => data_protection::privacy_notice::check(subject).await,
        "provider-access" => data_protection::provider_access::check(subject).await,
        "public-surface" => data_protection::public_surface::check(subject),
        "residue" => data_protection::residue::check(subject).await,
        "withdrawal" => data_protection::withdrawal::check(subject).await,
        "admin-port" => operation::admin_port::check(subject),
        "advisories" => operation::advisories::check(subject),
        "hosting" => operation::hosting::check(subject),
        "sbom" => operation::sbom::check(subject),
        "content-sources" => quality::content_sources::check(subject),
        "contraindications" => quality::contraindications::check(subject),
        "error-catalogue" => quality::error_catalogue::check(subject),
        "imprint" => quality::imprint::check(subject).await,
        "no-sales" => quality::no_sales::check(subject),
        "plausibility" => quality::plausibility::check(),
        "review-dates" => quality::review_dates::check(subject),
        "stop-conditions" => quality::stop_conditions::check(subject),
        "thresholds" => quality::thresholds::check(subject),
        "error-answers" => robustness::error_answers::check(subject).await,
        "kill" => robustness::kill::check(subject).await,
        "message-schemas" => robustness::message_schemas::check(subject).await,
        "offline-shell" => robustness::offline_shell::check(subject).await,
        "oversized" => robustness::oversized::check(subject).await,
        "rate-limits" => robustness::rate_limits::check(subject).await,
        "rollback" => robustness::rollback::check(subject).await,
        "uploads" => robustness::uploads::check(),
        "audit-chain" => traces::audit_chain::check(subject).await,
        "audit-content" => traces::audit_content::check(subject).await,
        "audit-events" => traces::audit_events::check(subject).await,
        "canary" => traces::canary::check(subject).await,
        "key-apart" => traces::key_apart::check(subject),
        "log-scan" => traces::log_scan::check(subject),
        "sealed-storage" => traces::sealed_storage::check(subject).await,
        "certificate" => web::certificate::check(subject).await,
        "content-policy" => web::content_policy::check(subject).await,
        "no-third-party" => web::no_third_party::check(subject).await,
        "own-links" => web::own_links::check(subject).await,
        "plain-transport" => web::plain_transport::check(subject).await,
        "security-headers" => web::security_headers::check(subject).await,
        "tls" => web::tls::check(subject).await,
        "web-surface" => web::web_surface::check(subject).await,
        _ => Err(Obstacle(UNKNOWN.to_owned())),
    };
    outcome.into()
}

/// What is said of a check that this program does not have.
pub const UNKNOWN: &str = "Dieses Programm kennt die Prüfung nicht.";
