//! The shipped pages, styles and scripts name no other server to load from.

use std::collections::BTreeSet;

use crate::evidence::page::{is_foreign, loads, script_addresses, style_loads};
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

const PAGES: [&str; 8] =
    ["/", "/app/", "/practice/", "/manufacturer/", "/v", "/security", "/imprint", "/privacy"];
/// Names of XML vocabularies: they look like addresses and are never asked.
const VOCABULARIES: [&str; 2] = ["http://www.w3.org/", "https://www.w3.org/"];
/// Files that are looked at, at most.
const FILES: usize = 400;

/// Follows the pages to everything that they load.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let origin = subject.origin();
    let mut findings = Findings::new();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<String> = PAGES.iter().map(|page| (*page).to_owned()).collect();
    let mut pages = 0;
    while let Some(path) = waiting.pop() {
        if seen.len() >= FILES || !seen.insert(path.clone()) {
            continue;
        }
        let reply = subject.door.get(&path).await?;
        if !reply.status.is_success() {
            continue;
        }
        let text = reply.text();
        let ending = path.split(['?', '#']).next().unwrap_or_default().rsplit('.').next().unwrap_or_default();
        let found = match ending {
            "css" => style_loads(&text),
            "js" | "mjs" => {
                waiting.extend(own_scripts(&text));
                let addresses = script_addresses(&text).into_iter();
                addresses.filter(|one| !VOCABULARIES.iter().any(|known| one.starts_with(known))).collect()
            }
            _ if text.trim_start().starts_with('<') => {
                pages += 1;
                loads(&text)
            }
            _ => Vec::new(),
        };
        for address in found {
            if is_foreign(&address, &origin) {
                findings.red(format!("{path} lädt von „{address}“."));
            } else if address.starts_with('/') && !address.starts_with("//") {
                waiting.push(address);
            }
        }
    }
    if pages == 0 {
        return Err(Obstacle("Unter der Adresse werden keine Seiten ausgeliefert.".to_owned()));
    }
    findings.saw(format!("{pages} Seiten und {} Dateien gelesen.", seen.len() - pages));
    findings.verdict()
}

/// Own scripts and styles that a script names.
fn own_scripts(script: &str) -> Vec<String> {
    let texts = script.split(['"', '\'', '`']);
    let own = texts.filter(|text| text.starts_with('/') && (text.ends_with(".js") || text.ends_with(".css")));
    own.map(str::to_owned).collect()
}
