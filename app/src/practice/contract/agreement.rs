//! The agreement on processing data as a document, with the data of both parties. Source: Art. 28(3) DSGVO.

use heilsam_protocol::contract::ContractPage;
use heilsam_report::Document;
use heilsam_report::document::{Block, Fact, Section};

use super::day;
use crate::practice::papers::{LINE, blank};
use crate::t;

/// The title, then headings (`# `), facts (`= name: value`) and paragraphs. German only: it is the binding text.
const TEXT: &str = include_str!("../../../../assets/legal/de/data-processing-agreement.txt");
const LANGUAGE: &str = "de";

/// The document; `None` without a contract.
pub(super) fn compose(page: &ContractPage) -> Option<Document> {
    let contract = page.contract.as_ref()?;
    let blank = blank();
    let (data, operator) = (&contract.data, &page.operator);
    let since = day(contract.begun_on);
    let values: [(&str, &str); 7] = [
        ("{practice}", data.practice.as_str()),
        ("{address}", &data.address),
        ("{doctor}", &data.doctor),
        ("{operator}", &operator.name),
        ("{operator-address}", if operator.address.is_empty() { LINE } else { &operator.address }),
        ("{since}", &since),
        ("{line}", LINE),
    ];
    let (title, sections) = read(TEXT, &values);
    Some(Document {
        language: LANGUAGE.to_owned(),
        title,
        about: vec![Fact::new(t!("doc-made"), day(blank.made_at.date()))],
        foot: [data.practice.as_str(), operator.name.as_str()].join(", "),
        sections,
        ..blank
    })
}

/// Reads a text of this form and fills in the facts.
pub(in crate::practice) fn read(text: &str, values: &[(&str, &str)]) -> (String, Vec<Section>) {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let title = lines.next().unwrap_or_default().to_owned();
    let mut sections: Vec<Section> = Vec::new();
    for line in lines {
        if let Some(title) = line.strip_prefix("# ") {
            sections.push(Section { title: title.to_owned(), on_new_page: false, blocks: Vec::new() });
            continue;
        }
        let Some(section) = sections.last_mut() else { continue };
        match line.strip_prefix("= ").and_then(|fact| fact.split_once(": ")) {
            Some((name, value)) => add_fact(section, Fact::new(name, filled(value, values))),
            None => section.blocks.push(Block::Text(line.to_owned())),
        }
    }
    (title, sections)
}

/// Facts that follow each other stand in one list.
fn add_fact(section: &mut Section, fact: Fact) {
    match section.blocks.last_mut() {
        Some(Block::Facts(facts)) => facts.push(fact),
        _ => section.blocks.push(Block::Facts(vec![fact])),
    }
}

/// One value, never looked into again: a practice may be called what it likes.
fn filled(pattern: &str, values: &[(&str, &str)]) -> String {
    let found = values.iter().find(|(name, _)| *name == pattern);
    found.map_or_else(|| pattern.to_owned(), |(_, value)| (*value).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agreement_holds_what_the_regulation_asks_for() {
        let (_, sections) = read(TEXT, &[]);
        let text = format!("{sections:?}");
        for part in [
            "Gegenstand",
            "Dauer",
            "Weisung",
            "Vertraulichkeit",
            "Artikel 32",
            "weitere Auftragsverarbeiter",
            "betroffener Personen",
            "Löschung",
            "Überprüfung",
        ] {
            assert!(text.contains(part), "{part} is missing");
        }
        assert!(sections.iter().all(|section| !section.blocks.is_empty()), "no heading without a text");
    }

    #[test]
    fn the_agreement_says_that_an_address_is_kept_sealed_for_a_reminder() {
        let (_, sections) = read(TEXT, &[]);
        let data = sections.iter().find(|section| section.title.starts_with("3 ")).unwrap();
        let text = format!("{:?}", data.blocks);
        let kept = "Erinnerung, bleibt die Adresse in der verschlüsselten Terminbeschreibung";
        assert!(text.contains(kept), "{text}");
        assert!(!text.contains("nicht gespeichert"), "{text}");
    }

    #[test]
    fn both_parties_stand_in_it_as_they_call_themselves() {
        let text = "Titel\n# Parteien\n= Praxis: {practice}\n= Betreiber: {operator}\nText";
        let (title, sections) = read(text, &[("{practice}", "Praxis {operator}"), ("{operator}", "Heilsam")]);
        assert_eq!((title.as_str(), sections.len()), ("Titel", 1));
        let facts = vec![Fact::new("Praxis", "Praxis {operator}"), Fact::new("Betreiber", "Heilsam")];
        assert_eq!(sections[0].blocks, [Block::Facts(facts), Block::Text("Text".to_owned())]);
    }
}
