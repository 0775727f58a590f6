//! What the documents claim must be there.

use crate::checkout::{assert_none, own_packages, root, sources};

fn document(name: &str) -> String {
    std::fs::read_to_string(root().join("docs").join(name)).expect("the document is there")
}

/// Texts between backticks in the table rows of a document.
fn quoted(text: &str) -> Vec<String> {
    let rows = text.lines().filter(|line| line.starts_with('|'));
    rows.flat_map(|row| row.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// Those of these names that no test has.
fn missing(named: Vec<String>) -> Vec<String> {
    let tests: String = sources("", &[".rs", ".test.mjs"]).into_iter().map(|file| file.text).collect();
    let is_missing = |name: &String| {
        !tests.contains(&format!("fn {name}(")) && !tests.contains(&format!("test(\"{name}\""))
    };
    named.into_iter().filter(is_missing).collect()
}

#[test]
fn every_claim_names_a_test_that_exists() {
    let named = quoted(&document("THREAT_MODEL.md"));
    assert!(named.len() > 50, "the claims are found");
    assert_none(&missing(named), "docs/THREAT_MODEL.md names tests that do not exist:");
    let backup = document("BACKUP.md");
    let (_, claims) = backup.split_once("| Claim |").expect("the claims are found");
    let named = quoted(claims);
    assert!(named.len() > 5, "the claims are found");
    assert_none(&missing(named), "docs/BACKUP.md names tests that do not exist:");
}

#[test]
fn every_dependency_has_a_reason() {
    let packages = own_packages();
    let own: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let reasons = quoted(&document("dependencies.md"));
    let mut missing: Vec<String> = packages
        .iter()
        .filter_map(|package| package["dependencies"].as_array())
        .flatten()
        .filter_map(|dependency| dependency["name"].as_str())
        .filter(|name| !own.contains(name) && !reasons.iter().any(|reason| reason == name))
        .map(str::to_owned)
        .collect();
    missing.sort();
    missing.dedup();
    assert_none(&missing, "docs/dependencies.md says no reason for:");
}

/// Cells of the table rows that begin with one of these.
fn rows<'a>(map: &'a str, begin: &[&str]) -> Vec<Vec<&'a str>> {
    let cells = map.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = cells.filter(|row| begin.iter().any(|it| row.starts_with(it)));
    cells.map(|row| row.trim_end_matches('|').split(" | ").map(str::trim).collect()).collect()
}

#[test]
fn every_row_of_the_regulatory_map_is_there_once_and_says_what_shows_it() {
    let map = document("REGULATORY.md");
    let rows = rows(&map, &["31b-", "red-", "eco-", "16-"]);
    let mut listed: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    let catalogue =
        std::fs::read_to_string(root().join("assets/catalogues/anlage-31b.json")).expect("catalogue");
    let catalogue: serde_json::Value = serde_json::from_str(&catalogue).expect("JSON");
    let features: serde_json::Value = serde_json::from_str(&document("product-features.json")).expect("JSON");
    let dental = std::fs::read_to_string(root().join("assets/kv/dental.json")).expect("the dental criteria");
    let dental: serde_json::Value = serde_json::from_str(&dental).expect("JSON");
    let questionnaire = &catalogue["certificate"]["content"]["questionnaire"];
    let parts = [&catalogue["requirements"], questionnaire, &features, &dental["service"]];
    let ids = parts
        .into_iter()
        .flat_map(|part| part.as_array().expect("a list"))
        .filter_map(|row| row["id"].as_str().map(str::to_owned));
    // What the catalogue gives no id: the scope (§ 1) by its paragraphs, the certificates by their letters.
    let scope = catalogue["scope"].as_array().expect("a list");
    let scope = (1..=scope.len()).map(|number| format!("31b-s{number}"));
    let certificates = catalogue["certificate"]["sections"].as_array().expect("a list");
    let certificates =
        certificates.iter().filter_map(|section| Some(format!("31b-{}", section["letter"].as_str()?)));
    let (scope, certificates): (Vec<_>, Vec<_>) = (scope.collect(), certificates.collect());
    assert_eq!((scope.len(), certificates.len()), (3, 2), "the scope and the certificates are found");
    let mut wanted: Vec<String> = ids.chain(scope).chain(certificates).collect();
    assert!(wanted.len() > 100, "the rows are found");
    listed.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(listed, wanted, "docs/REGULATORY.md lists other rows than the catalogues");
    let mut wrong = Vec::new();
    for row in &rows {
        let (id, places, tests, state) = (row[0], row[2], row[3], row[4]);
        let shown = tests != "–";
        let fits = match state {
            "shown" => shown && places != "–",
            "partly" => places != "–",
            "missing" | "past" => !shown,
            "duty" => true,
            _ => false,
        };
        if !fits {
            wrong.push(format!("{id}: state {state} does not fit what is named"));
        }
        for place in places.split(", ").filter(|place| *place != "–" && !root().join(place).exists()) {
            wrong.push(format!("{id}: {place} does not exist"));
        }
    }
    assert_none(&wrong, "docs/REGULATORY.md:");
}

#[test]
fn each_of_the_ten_risks_of_owasp_is_answered_by_code_and_tests() {
    let map = document("REGULATORY.md");
    let rows = rows(&map, &["A0", "A10"]);
    let wanted = (1..=10).map(|number| format!("A{number:02}")).collect::<Vec<_>>();
    let listed: Vec<&str> = rows.iter().filter_map(|row| row[0].split(' ').next()).collect();
    assert_eq!(listed, wanted, "the Top 10 of 2021 (31b-r08)");
    let mut wrong = Vec::new();
    for row in &rows {
        if row.len() != 5 || quoted(&format!("|{}", row[3])).is_empty() {
            wrong.push(format!("{}: risk, what stands against it, tests, what is left", row[0]));
            continue;
        }
        for place in row[2].split(['(', ')', ',', ';', ' ']).filter(|word| word.contains('/')) {
            if !root().join(place).exists() {
                wrong.push(format!("{}: {place} does not exist", row[0]));
            }
        }
    }
    assert_none(&wrong, "docs/REGULATORY.md:");
}

/// What the design of the consultation says tests must show, in its order.
const MUST_BE_SHOWN: [&str; 20] = [
    "must-two-chromiums",
    "must-chromium-firefox",
    "must-chromium-native",
    "must-hostile-fingerprint",
    "must-hostile-replay",
    "must-hostile-reorder",
    "must-hostile-guess",
    "must-hostile-staff",
    "must-transform-bypass",
    "must-black-and-silence",
    "must-no-traces-database",
    "must-no-traces-logs",
    "must-no-traces-turn-log",
    "must-line-loss",
    "must-line-narrow",
    "must-line-outage",
    "must-line-address",
    "must-mesh-of-four",
    "must-screens-keyboard",
    "must-screens-axe",
];

#[test]
fn whatever_the_design_of_the_consultation_demands_is_shown_by_tests_that_exist() {
    let map = document("REGULATORY.md");
    let rows = rows(&map, &["must-"]);
    let listed: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(listed, MUST_BE_SHOWN, "docs/REGULATORY.md lists other demands than the design");
    let mut wrong = Vec::new();
    for row in &rows {
        let named = quoted(&format!("|{}", row.get(2).copied().unwrap_or_default()));
        if row.len() != 3 || named.is_empty() {
            wrong.push(format!("{}: row, what, tests", row[0]));
        }
        wrong.extend(missing(named).into_iter().map(|name| format!("{}: there is no test `{name}`", row[0])));
    }
    assert_none(&wrong, "docs/REGULATORY.md:");
}

#[test]
fn every_test_of_the_regulatory_map_exists() {
    let named = quoted(&document("REGULATORY.md"));
    assert!(named.len() > 40, "the tests are found");
    assert_none(&missing(named), "docs/REGULATORY.md names tests that do not exist:");
}

#[test]
fn every_test_that_an_automatic_check_reads_exists() {
    let tests: String = sources("", &[".test.mjs"]).into_iter().map(|file| file.text).collect();
    let checks = std::fs::read_to_string(root().join("assets/evidence/checks.json")).expect("checks");
    let checks: serde_json::Value = serde_json::from_str(&checks).expect("JSON");
    let mut wrong = Vec::new();
    for check in checks.as_array().expect("a list").iter().filter(|check| check["ground"] == "tests") {
        let named = check["tests"].as_array().filter(|named| !named.is_empty());
        let Some(named) = named else {
            wrong.push(format!("{} reads no test", check["id"]));
            continue;
        };
        for name in named.iter().filter_map(|name| name.as_str()) {
            let title = name.strip_prefix("browser: ").unwrap_or(name);
            if !tests.contains(&format!("test(\"{title}\"")) {
                wrong.push(format!("{}: there is no test `{title}`", check["id"]));
            }
        }
    }
    assert_none(&wrong, "assets/evidence/checks.json names tests that do not exist:");
}
