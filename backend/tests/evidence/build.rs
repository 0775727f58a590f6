//! Broken builds: content, parts lists, reports.

use heilsam_backend::evidence::Verdict;
use heilsam_backend::evidence::checks::access::no_factor_fallback;
use heilsam_backend::evidence::checks::quality::plausibility;
use heilsam_backend::evidence::checks::robustness::uploads;
use heilsam_backend::evidence::report::{Layer, Reports};
use heilsam_backend::{Access, Route};
use heilsam_domain::Role;
use heilsam_protocol::path;
use jiff::SignedDuration;

use super::world::{World, world};

#[tokio::test]
async fn a_critical_value_without_the_emergency_call_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("thresholds").await);
    world.subject.content.advice = world.subject.content.advice.replace("112", "später");
    World::red(&world.verdict("thresholds").await, "„emergency-complaints“");
}

#[tokio::test]
async fn a_programme_that_goes_on_in_danger_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("stop-conditions").await);
    world.subject.content.advice = world.subject.content.advice.replace("macht Pause", "geht weiter");
    World::red(&world.verdict("stop-conditions").await, "„swollen-face“");
}

#[tokio::test]
async fn a_contraindication_that_is_missing_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("contraindications").await);
    world.subject.content.package = world.subject.content.package.replace("schwanger", "verreist");
    World::red(&world.verdict("contraindications").await, "Schwangere");
}

#[tokio::test]
async fn a_module_without_a_source_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("content-sources").await);
    for id in ["nvl-hypertonie-2023", "esc-2024", "hochdruckliga"] {
        let text = &mut world.subject.content.modules[0].1;
        *text = text.replace(&format!("\"{id}\""), "\"unbekannt\"");
    }
    World::red(&world.verdict("content-sources").await, "die es nicht gibt");
}

#[tokio::test]
async fn a_review_date_that_passed_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("review-dates").await);
    world.subject.now += SignedDuration::from_hours(24 * 800);
    World::red(&world.verdict("review-dates").await, "fällig");
}

#[tokio::test]
async fn an_error_without_a_sentence_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("error-catalogue").await);
    world.subject.content.errors[0] = world.subject.content.errors[0].replace("trouble-consent =", "other =");
    World::red(&world.verdict("error-catalogue").await, "ConsentMissing");
}

#[tokio::test]
async fn a_rule_that_takes_every_value_is_noticed() {
    World::red(&Verdict::from(plausibility::of(|_, _, _| Some(false))), "1200/80");
    World::red(&Verdict::from(plausibility::of(|_, _, _| None)), "üblicher Wert");
}

#[tokio::test]
async fn a_rule_that_takes_active_content_is_noticed() {
    World::red(&Verdict::from(uploads::of(|_| Ok("image/svg+xml"))), "SVG");
}

#[tokio::test]
async fn a_setting_that_switches_a_factor_off_is_noticed() {
    let world = world().await;
    World::green(&world.verdict("no-factor-fallback").await);
    let verdict =
        Verdict::from(no_factor_fallback::of("{\"skip_totp\": {\"type\": \"boolean\"}}", &world.subject));
    World::red(&verdict, "skip_totp");
}

#[tokio::test]
async fn a_package_without_a_checksum_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("sbom").await);
    let lock = &world.subject.build.lock;
    let line = lock.lines().find(|line| line.starts_with("checksum")).unwrap().to_owned();
    world.subject.build.lock = lock.replacen(&line, "", 1);
    World::red(&world.verdict("sbom").await, "keine Prüfsumme");
}

#[tokio::test]
async fn a_list_of_another_release_is_noticed() {
    let mut world = world().await;
    world.subject.build.release.version = "9.9.9".to_owned();
    World::red(&world.verdict("sbom").await, "gehört nicht zu diesem Stand");
}

#[tokio::test]
async fn a_payment_package_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("no-sales").await);
    world.subject.build.lock += "\n[[package]]\nname = \"async-stripe\"\nversion = \"0.1.0\"\n";
    World::red(&world.verdict("no-sales").await, "async-stripe");
}

#[tokio::test]
async fn a_route_that_sells_to_patients_is_noticed_and_a_practices_invoices_are_not() {
    let mut world = world().await;
    let invoices = |route: &&mut Route| route.path == path::CONTRACT_INVOICES;
    World::green(&world.verdict("no-sales").await);
    for access in [Access::Public, Access::AnyRole, Access::Roles(&[Role::Patient])] {
        world.subject.routes.iter_mut().find(invoices).unwrap().access = access;
        World::red(&world.verdict("no-sales").await, path::CONTRACT_INVOICES);
    }
}

/// A copy of the database with one advisory about a package of the list.
fn advisory(patched: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("crates/axum");
    std::fs::create_dir_all(&place).unwrap();
    let text = format!(
        "```toml\n[advisory]\nid = \"RUSTSEC-2099-0001\"\npackage = \"axum\"\ndate = \"2099-01-01\"\n\n\
         [versions]\npatched = [\"{patched}\"]\n```\n\n# Made up\n"
    );
    std::fs::write(place.join("RUSTSEC-2099-0001.md"), text).unwrap();
    folder
}

#[tokio::test]
async fn a_known_vulnerability_is_noticed_and_a_patched_one_is_not() {
    let mut world = world().await;
    World::blind(&world.verdict("advisories").await, "--advisories");
    let (open, closed) = (advisory(">= 99.0.0"), advisory(">= 0.1.0"));
    world.subject.advisories = Some(open.path().to_owned());
    World::red(&world.verdict("advisories").await, "RUSTSEC-2099-0001");
    world.subject.advisories = Some(closed.path().to_owned());
    World::green(&world.verdict("advisories").await);
    world.subject.now += SignedDuration::from_hours(24 * 9 + 1);
    World::blind(&world.verdict("advisories").await, "9 Tage alt");
}

fn report(commit: &str, tests: &[(&str, bool)]) -> Reports {
    let tests = tests.iter().map(|(name, held)| ((*name).to_owned(), *held)).collect();
    Reports::of(vec![Layer { commit: commit.to_owned(), layer: "browser".to_owned(), tests }])
}

#[tokio::test]
async fn a_failed_or_missing_browser_test_is_noticed_and_another_commit_proves_nothing() {
    let name = "a new release is offered after one reload, loses no input, and replaces the old one for good";
    let mut world = world().await;
    World::blind(&world.verdict("update-tests").await, "keinen Testbericht");
    world.subject.reports = report("test", &[(name, true)]);
    World::green(&world.verdict("update-tests").await);
    world.subject.reports = report("test", &[(name, false)]);
    World::red(&world.verdict("update-tests").await, "nicht bestanden");
    world.subject.reports = report("test", &[]);
    World::red(&world.verdict("update-tests").await, "nicht mehr");
    world.subject.reports = report("yesterday", &[(name, true)]);
    World::blind(&world.verdict("update-tests").await, "test");
}
