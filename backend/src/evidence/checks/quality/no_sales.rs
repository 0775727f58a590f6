//! No package for advertising, tracking or payment is part of the product, and no route sells anything to patients.

use heilsam_domain::Role;

use crate::evidence::{Findings, Outcome, Subject};
use crate::{Access, Route};

/// Words in names of packages.
const PACKAGES: [&str; 16] = [
    "admob",
    "adsense",
    "doubleclick",
    "analytics",
    "mixpanel",
    "amplitude",
    "segment-",
    "matomo",
    "sentry",
    "facebook",
    "appsflyer",
    "braze",
    "stripe",
    "paypal",
    "braintree",
    "adyen",
];
/// Words in paths.
const PATHS: [&str; 9] =
    ["purchase", "payment", "subscription", "checkout", "invoice", "basket", "order", "advert", "tracking"];

/// Reads the parts list and the table of routes.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let packages = subject.build.packages()?;
    for package in &packages {
        if let Some(word) = PACKAGES.iter().find(|word| package.name.contains(**word)) {
            findings.red(format!(
                "Das Paket {} gehört zu Werbung, Verfolgung oder Bezahlung („{word}“).",
                package.name
            ));
        }
    }
    for route in subject.routes.iter().filter(|route| is_for_patients(route)) {
        if let Some(word) = PATHS.iter().find(|word| route.path.contains(**word)) {
            findings.red(format!("Der Weg {} verkauft etwas („{word}“).", route.path));
        }
    }
    findings.saw(format!("{} Pakete und {} Wege.", packages.len(), subject.routes.len()));
    findings.verdict()
}

/// Whether patients can call it. Practices have a contract with the provider, and get invoices for it.
fn is_for_patients(route: &Route) -> bool {
    match route.access {
        Access::Public | Access::AnyRole => true,
        Access::Roles(roles) => roles.contains(&Role::Patient),
    }
}
