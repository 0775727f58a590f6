//! Search over catalogues, answers, comments and the application.

use crate::answer::Answer;
use crate::application::FieldAddress;
use crate::catalogue::{Item, ItemRef, Library};
use crate::workspace::Workspace;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hit {
    /// An item, by its text, answers or comments.
    Item(ItemRef),
    /// A field of the application.
    Field(FieldAddress),
}

/// Most hits of one search.
pub const MAX_HITS: usize = 100;
/// Longest query that is looked at, characters.
const MAX_QUERY: usize = 200;

/// Finds everything in which all words of the query occur, best first: id or number, then topic, then text, then what was
/// written. Case does not matter; ä is found by ä and ae, ß by ss.
#[must_use]
pub fn search(library: &Library, workspace: &Workspace, query: &str) -> Vec<Hit> {
    let query: String = query.chars().take(MAX_QUERY).collect();
    let words: Vec<String> = query.split_whitespace().map(fold).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, Hit)> = Vec::new();
    for catalogue in library.answered(workspace.legal()) {
        for (_, item) in catalogue.items() {
            let reference = catalogue.reference(item);
            if let Some(rank) = rank(&layers(item, workspace, &reference), &words) {
                found.push((rank, Hit::Item(reference)));
            }
        }
    }
    for (address, state) in workspace.application().fields() {
        if let Some(rank) = rank(&[String::new(), String::new(), String::new(), fold(&state.text)], &words) {
            found.push((rank, Hit::Field(address.clone())));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, hit)| hit).take(MAX_HITS).collect()
}

/// The layers of an item, most telling first.
fn layers(item: &Item, workspace: &Workspace, reference: &ItemRef) -> [String; 4] {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let heading = format!("{} {} {}", some(&item.topic), some(&item.question), some(&item.provision));
    let body = format!("{} {}", item.text, item.points.join(" "));
    let mut written = String::new();
    if let Some(state) = workspace.item(reference) {
        let content = state.content();
        written.push_str(&content.explanation);
        for answer in content.answers.values() {
            written.push(' ');
            match answer {
                Answer::NotApplicable { reason } => written.push_str(reason),
                Answer::Deviation { equivalence } => written.push_str(equivalence),
                Answer::Met | Answer::Count { .. } => {}
            }
        }
        for comment in &state.comments {
            written.push(' ');
            written.push_str(&comment.text);
        }
    }
    [fold(&format!("{} {}", item.id, item.number)), fold(&heading), fold(&body), fold(&written)]
}

/// The layer in which the last of the words is first found; lower is better.
fn rank(layers: &[String; 4], words: &[String]) -> Option<u8> {
    words
        .iter()
        .map(|word| (0..).zip(layers).find(|(_, layer)| layer.contains(word)).map(|(rank, _)| rank))
        .try_fold(0, |worst, rank: Option<u8>| rank.map(|rank| worst.max(rank)))
}

fn fold(text: &str) -> String {
    text.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalogue::builtin;
    use crate::legal_date::LegalDate;

    fn find(query: &str) -> Vec<String> {
        let library = builtin::library().unwrap();
        let hits = search(&library, &Workspace::new(LegalDate::Of2026), query);
        hits.iter()
            .map(|hit| match hit {
                Hit::Item(item) => item.to_string(),
                Hit::Field(field) => field.to_string(),
            })
            .collect()
    }

    #[test]
    fn an_id_comes_first_and_all_words_must_occur() {
        assert_eq!(find("si-32a")[0], "digav-2026-anlage-1/si-32a");
        assert_eq!(find("PENETRATIONSTEST owasp"), ["digav-2026-anlage-1/si-32a"]);
        assert!(find("penetrationstest einhorn").is_empty());
        assert!(find("  ").is_empty());
    }

    #[test]
    fn umlauts_are_found_either_way() {
        assert_eq!(find("loeschkonzept"), find("Löschkonzept"));
        assert!(find("löschkonzept").contains(&"digav-2026-anlage-1/ds-25".to_owned()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn no_query_makes_it_panic(query in ".{0,30}") {
            prop_assert!(find(&query).len() <= MAX_HITS);
        }
    }
}
