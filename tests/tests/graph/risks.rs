//! Risks of the OWASP Top 10 (2021) that the text of the checkout can rule out; docs/REGULATORY.md names which.

use std::collections::BTreeSet;

use crate::checkout::{Source, assert_none, root, sources};

const STORAGE: &str = "backend/crates/storage/src/";
/// Words in statements that are no constants, each as often as it stands there: a choice between words of ours, numbers of
/// places (`$1, $2`), or a table of the schema. Never a value: values are bound.
const CHOSEN: [&str; 19] = [
    "consultations.rs: ",
    "consultations.rs: ",
    "consultations.rs: behind",
    "consultations.rs: column",
    "consultations.rs: place",
    "consultations/changing.rs: open",
    "consultations/changing.rs: set",
    "inspect.rs: ",
    "inspect.rs: column",
    "inspect.rs: column",
    "inspect.rs: table",
    "practices.rs: lock",
    "practices.rs: lock",
    "records.rs: ",
    "records.rs: ",
    "records.rs: ",
    "records.rs: ",
    "records.rs: place",
    "shares/received.rs: behind",
];
/// What a statement may be made of where it is no literal.
const MADE_OF: [&str; 4] = ["format!(", "sql)", "statement)", "text)"];

/// What opens a connection to somebody.
const CALLS: [&str; 7] = [
    "AsyncSmtpTransport::",
    "Live::new(",
    "TcpStream::connect(",
    "UdpSocket::bind(",
    "UnixStream::connect(",
    "lookup_host(",
    "reqwest::Client::",
];
/// Files of the server that do. Whom they call comes from the operator's configuration, with one exception: the address of a
/// browser's push service, which has to be one of the services that the operator names. Below `evidence` an operator looks at
/// the own deployment.
const CALLERS: [&str; 12] = [
    "backend/src/account/insurer/line.rs",
    "backend/src/consultation/relays.rs",
    "backend/src/consultation/turn.rs",
    "backend/src/evidence/checks/robustness/kill.rs",
    "backend/src/evidence/checks/web/certificate.rs",
    "backend/src/evidence/checks/web/plain_transport.rs",
    "backend/src/evidence/live.rs",
    "backend/src/evidence/tls.rs",
    "backend/src/evidence_command.rs",
    "backend/src/gateway/mail.rs",
    "backend/src/gateway/sms.rs",
    "backend/src/notify/push.rs",
];

/// What makes markup or a program of a text.
const MARKUP: [&str; 9] = [
    ".innerHTML",
    ".outerHTML",
    "dangerous_inner_html",
    "document.write(",
    "document::eval(",
    "insertAdjacentHTML",
    "insert_adjacent_html(",
    "new Function(",
    "set_inner_html(",
];
/// The one place: own drawings, looked through when the programme is loaded (`what_can_do_harm_is_refused`).
const DRAWINGS: &str = "app/src/patient/programme/lesson.rs";

/// Code of the server, without tests.
fn server() -> Vec<Source> {
    let mut files = sources("backend", &[".rs"]);
    let is_product =
        |path: &str| path.contains("/src/") && !path.ends_with("/tests.rs") && !path.contains("/tests/");
    files.retain(|file| is_product(&file.path));
    for file in &mut files {
        if let Some((product, _)) = file.text.split_once("#[cfg(test)]\nmod tests {") {
            file.text = product.to_owned();
        }
    }
    assert!(files.len() > 100, "the server is found");
    files
}

/// What stands between braces in the first literal of each `format!`, but constants.
fn chosen(text: &str) -> Vec<String> {
    let literals = text.split("format!(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
    let literals = literals.filter_map(|rest| rest.split('"').next());
    let words = literals.flat_map(|literal| literal.split('{').skip(1));
    let words = words.filter_map(|rest| rest.split('}').next()).map(str::to_owned);
    words.filter(|word| word.is_empty() || word.chars().any(|c| c.is_ascii_lowercase())).collect()
}

#[test]
fn statements_are_put_together_from_our_own_words_only() {
    let mut found = Vec::new();
    let mut wrong = Vec::new();
    // Where `AssertSqlSafe` is missing, sqlx takes literals only.
    for file in server().iter().filter(|file| file.text.contains("AssertSqlSafe(")) {
        let Some(name) = file.path.strip_prefix(STORAGE) else {
            wrong.push(format!("{}: statements belong into {STORAGE}", file.path));
            continue;
        };
        for rest in file.text.split("AssertSqlSafe(").skip(1) {
            if !MADE_OF.iter().any(|start| rest.trim_start().starts_with(start)) {
                wrong.push(format!("{}: AssertSqlSafe({}", file.path, rest.lines().next().unwrap_or("")));
            }
        }
        if ["push_str(", "write!(sql", "concat!("].iter().any(|way| file.text.contains(way)) {
            wrong.push(format!("{}: a statement is one `format!`", file.path));
        }
        found.extend(chosen(&file.text).into_iter().map(|word| format!("{name}: {word}")));
    }
    assert_none(&wrong, "statements (OWASP A03):");
    found.sort();
    assert_eq!(found, CHOSEN, "bind values; what is no value is listed here (OWASP A03)");
}

#[test]
fn markup_is_made_of_a_text_in_one_place_only() {
    let files = sources("app", &[".rs", ".js"]);
    assert!(files.len() > 100, "the app is found");
    let found: Vec<&str> = files
        .iter()
        .filter(|file| MARKUP.iter().any(|way| file.text.contains(way)))
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(found, [DRAWINGS], "texts are shown as texts (OWASP A03)");
    let evaluated: Vec<String> = files
        .iter()
        .filter(|file| file.path.ends_with(".js") && file.text.contains("eval("))
        .map(|file| file.path.clone())
        .collect();
    assert_none(&evaluated, "no text is run as a program (OWASP A03):");
}

#[test]
fn the_server_calls_from_known_places_only() {
    let files = server();
    let found: Vec<&str> = files
        .iter()
        .filter(|file| CALLS.iter().any(|call| file.text.contains(call)))
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(found, CALLERS, "say whom a new place calls, and who says so (OWASP A10)");
}

#[test]
fn no_fault_of_third_party_code_is_ignored() {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml");
    let table: toml::Table = toml::from_str(&text).expect("deny.toml is TOML");
    let ignored = table["advisories"]["ignore"].as_array().expect("a list");
    let faults: Vec<String> = ignored
        .iter()
        .filter(|each| {
            let reason = each.get("reason").and_then(toml::Value::as_str);
            !reason.is_some_and(|reason| reason.ends_with("no further work, no known fault"))
        })
        .map(ToString::to_string)
        .collect();
    assert_none(&faults, "only that nobody works on something may be ignored (OWASP A06):");
}

#[test]
fn every_package_of_node_has_a_checksum() {
    let mut unsigned = BTreeSet::new();
    let mut seen = 0;
    for file in sources("", &["package-lock.json"]) {
        let lock: serde_json::Value = serde_json::from_str(&file.text).expect("JSON");
        for (name, package) in lock["packages"].as_object().expect("packages") {
            // What comes inside of another package is covered by that one's checksum.
            if name.is_empty() || package["inBundle"] == true {
                continue;
            }
            seen += 1;
            if !package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-")) {
                unsigned.insert(format!("{}: {name}", file.path));
            }
        }
    }
    assert!(seen > 50, "the packages are found");
    assert_none(&unsigned.into_iter().collect::<Vec<_>>(), "only with checksum (OWASP A08):");
}
