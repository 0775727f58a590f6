//! The crate graph proves the privacy claim: nothing of the server can reach what decrypts.

use crate::checkout::{assert_none, cargo};

/// Everything that can open a record, or show one.
const CLIENT_SIDE: [&str; 18] = [
    "fhir-profiles",
    "heilsam-app",
    "heilsam-blur-worker",
    "heilsam-call",
    "heilsam-client",
    "heilsam-codecs",
    "heilsam-crypto",
    "heilsam-document-worker",
    "heilsam-epa",
    "heilsam-fhir-worker",
    "heilsam-hddt",
    "heilsam-portability",
    "heilsam-records",
    "heilsam-report",
    "heilsam-report-worker",
    "heilsam-scan-worker",
    "heilsam-standin",
    "heilsam-therapy",
];
const SERVER_SIDE: [&str; 5] =
    ["heilsam-backend", "heilsam-compliance", "heilsam-domain", "heilsam-protocol", "heilsam-storage"];
/// No input, no output, no runtime: they compile for the browser and are tested without a network.
const PURE: [&str; 11] = [
    "fhir-profiles",
    "heilsam-compliance",
    "heilsam-crypto",
    "heilsam-domain",
    "heilsam-epa",
    "heilsam-hddt",
    "heilsam-portability",
    "heilsam-protocol",
    "heilsam-records",
    "heilsam-report",
    "heilsam-therapy",
];
const IMPURE: [&str; 7] = ["async-std", "axum", "hyper", "mio", "reqwest", "sqlx", "tokio"];

/// Names of all packages a package reaches through normal and build dependencies, with all its features.
fn reached_by(package: &str) -> Vec<String> {
    let arguments = ["tree", "--package", package, "--all-features", "--target", "all"];
    let rest = ["--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{p}"];
    let text = cargo(&[&arguments[..], &rest[..]].concat());
    let mut names: Vec<String> =
        text.lines().skip(1).filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

fn forbidden(packages: &[&str], targets: &[&str]) -> Vec<String> {
    let mut findings = Vec::new();
    for package in packages {
        let reached = reached_by(package);
        let wrong = targets.iter().filter(|target| reached.iter().any(|name| name == *target));
        findings.extend(wrong.map(|target| format!("{package} reaches {target}")));
    }
    findings
}

#[test]
fn the_server_never_reaches_what_decrypts() {
    assert_none(
        &forbidden(&SERVER_SIDE, &CLIENT_SIDE),
        "nothing of the server may depend on the client side:",
    );
}

#[test]
fn pure_crates_reach_no_io() {
    assert_none(&forbidden(&PURE, &IMPURE), "pure crates must not reach input and output:");
}

#[test]
fn only_the_module_for_export_and_import_compiles_the_typed_model_of_fhir() {
    const MODULE: [&str; 3] = ["fhir-profiles", "heilsam-fhir-worker", "heilsam-portability"];
    let shipped = CLIENT_SIDE.iter().chain(&SERVER_SIDE).filter(|package| !MODULE.contains(package));
    let others = shipped.copied().collect::<Vec<_>>();
    assert_none(&forbidden(&others, &["fhir-sdk"]), "its minutes of compiling belong into one module:");
    assert_eq!(forbidden(&MODULE, &["fhir-sdk"]).len(), MODULE.len(), "the rule would notice");
}

#[test]
fn no_page_links_what_maps_to_fhir() {
    // Its 900 KB belong into the worker that exports and imports, which pages load when somebody does.
    assert_none(
        &forbidden(&["heilsam-app", "heilsam-client"], &["fhir-profiles", "heilsam-portability"]),
        "only the module for export and import may map to FHIR:",
    );
    assert!(!forbidden(&["heilsam-fhir-worker"], &["fhir-profiles"]).is_empty(), "the rule would notice");
}

#[test]
fn the_client_knows_no_user_interface() {
    assert_none(&forbidden(&["heilsam-client", "heilsam-call"], &["dioxus"]), "use cases know no views:");
}

#[test]
fn the_rules_above_would_notice() {
    // A rule about names that do not occur would hold for ever.
    assert!(!forbidden(&["heilsam-client"], &["heilsam-crypto"]).is_empty());
    assert!(!forbidden(&["heilsam-backend"], &["tokio"]).is_empty());
}
