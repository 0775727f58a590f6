//! What other programs are known to need for the same, beside our figures.
//!
//! These were not measured by this command and not on this machine: they place a figure, they do not rank it. Source: the bars in
//! the product's design, as `docs/MEASURED.md` lists them under "Figures that others are known for".

use serde_json::{Value as Json, json};

/// Where they are from, as each line says it.
const SOURCE: &str = "docs/MEASURED.md; not measured here";

/// Another program's figure, in the unit of ours.
struct Peer {
    /// Name of our figure.
    beside: &'static str,
    name: &'static str,
    value: f64,
}

const fn peer(beside: &'static str, name: &'static str, value: f64) -> Peer {
    Peer { beside, name, value }
}

const PEERS: [Peer; 9] = [
    peer("page-load-visit", "MiroTalk P2P", 1_742.0),
    peer("page-size-visit", "MiroTalk P2P", 4_600_000.0),
    peer("call-setup-patient-sees-doctor", "bare PeerJS page", 327.0),
    peer("call-setup-patient-sees-doctor", "MiroTalk P2P", 1_204.0),
    peer("call-setup-patient-sees-doctor", "bare page with a hot connection", 57.0),
    peer("sync-up-1000-records", "Etebase server", 3.2),
    peer("sync-list-1000-records", "Etebase server", 1.4),
    peer("fhir-export-json", "Node with plain objects", 0.7),
    peer("fhir-export-json", "Python fhir.resources", 44.0),
];

/// The line of a figure; where others are known for the same, with `peers` (who, and the value in the unit of the line) and
/// `peers_from`.
pub fn beside(line: &str, figure: &Json) -> String {
    let name = figure.get("name").and_then(Json::as_str);
    let known = PEERS.iter().filter(|it| Some(it.beside) == name);
    let peers: Vec<Json> = known.map(|it| json!({"peer": it.name, "value": it.value})).collect();
    match line.trim_end().strip_suffix('}') {
        Some(start) if !peers.is_empty() => {
            format!("{start},\"peers\":{},\"peers_from\":{}}}", Json::from(peers), Json::from(SOURCE))
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        beside(line, &serde_json::from_str(line).unwrap())
    }

    #[test]
    fn a_figure_that_others_are_known_for_names_them_and_where_it_is_from() {
        let line = r#"{"name":"sync-up-1000-records","value":0.04,"unit":"s","bar":0.3,"ok":true}"#;
        let figure: Json = serde_json::from_str(&told(line)).unwrap();
        assert_eq!(figure["peers"], json!([{"peer": "Etebase server", "value": 3.2}]));
        assert_eq!(figure["peers_from"], SOURCE);
        assert_eq!((&figure["value"], &figure["ok"]), (&json!(0.04), &json!(true)));
    }

    #[test]
    fn a_figure_without_others_stays_as_it_is() {
        let line = r#"{"name":"start-warm","value":2.6,"unit":"s","bar":15,"ok":true}"#;
        assert_eq!(told(line), line);
    }

    #[test]
    fn the_document_lists_everybody() {
        let document = include_str!("../../../docs/MEASURED.md");
        for Peer { name, .. } in PEERS {
            // There, the name of a package is set apart.
            assert!(document.replace('`', "").contains(name), "{name} is not in MEASURED");
        }
    }
}
