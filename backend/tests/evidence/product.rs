//! The product as it is: what is green, what is honestly red, what cannot be looked at here.

use std::collections::BTreeMap;

use heilsam_backend::clock::Clock;
use heilsam_backend::evidence::checks::UNKNOWN;
use heilsam_backend::evidence::result::Colour;
use heilsam_backend::evidence::run;
use jiff::Timestamp;

use super::world::world;

struct Wall;

impl Clock for Wall {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// What the product does not have: the checks say so.
const RED: [&str; 0] = [];
/// What cannot be looked at on one machine without a test report, an advisory database, or anybody who consented.
const BLIND: [&str; 15] = [
    "advisories",
    "certificate",
    "consent-receipts",
    "consent-screen-tests",
    "device-tests",
    "export-tests",
    "input-tests",
    "offline-tests",
    "plain-transport",
    "provider-access",
    "report-tests",
    "sealed-storage",
    "tls",
    "update-tests",
    "warning-tests",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_check_of_the_list_runs_and_says_the_truth_about_the_product() {
    let world = world().await;
    let results = run::run(&world.subject, &[], &Wall, |_| ()).await.unwrap();
    let mut by_colour: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for result in &results.checks {
        assert!(
            !result.findings.iter().any(|text| text == UNKNOWN),
            "{} is not part of the program",
            result.check
        );
        assert!(result.started <= result.ended && result.ended < result.expires, "{result:?}");
        let colour = match result.outcome {
            Colour::Passed => "green",
            Colour::Failed => "red",
            Colour::NotChecked => "blind",
        };
        by_colour.entry(colour).or_default().push(&result.check);
    }
    for list in by_colour.values_mut() {
        list.sort_unstable();
    }
    // What is mended meanwhile may be green; nothing else may be red or blind.
    for (colour, known) in [("red", &RED[..]), ("blind", &BLIND[..])] {
        let found = by_colour.get(colour).cloned().unwrap_or_default();
        assert!(found.iter().all(|id| known.contains(id)), "{colour}: {found:?}\n{:#?}", results.checks);
    }
    assert!(by_colour["green"].len() >= results.checks.len() - RED.len() - BLIND.len());
}
