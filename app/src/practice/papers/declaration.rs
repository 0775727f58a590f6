//! The declaration of the provider towards an association, for the provider to sign. It says what section 5(1) demands.
//! Source: Anlage 31b BMV-Ä § 5(1), (2) and Anlage 2.

use heilsam_protocol::contract::ContractPage;
use heilsam_report::Document;
use heilsam_report::document::Fact;

use super::compose::LINE;
use super::master::Master;
use super::regions::Region;
use super::sheet::blank;
use crate::practice::calendar::words;
use crate::practice::contract::{agreement, confirmation};
use crate::t;

/// In the form of the agreement. German only: associations read it.
const TEXT: &str = include_str!("../../../../assets/legal/de/provider-declaration.txt");
const LANGUAGE: &str = "de";

/// `None` while the operator lacks what it declares, and where the association wants none.
pub(super) fn declaration(
    master: &Master,
    region: &Region,
    contract: Option<&ContractPage>,
) -> Option<Document> {
    let (page, blank) = (contract?, blank());
    let asked: Vec<&str> = region.declarations().map(|paper| paper.label.as_str()).collect();
    let today = blank.made_at.date();
    let proofs = confirmation::proofs(page, today).filter(|_| !asked.is_empty())?;
    let (asked, operator) = (asked.join(", "), &page.operator);
    let own: [(&str, &str); 8] = [
        ("{association}", region.name.as_str()),
        ("{asked}", &asked),
        ("{practice}", &master.practice),
        ("{address}", &master.address),
        ("{doctor}", &master.doctor),
        ("{lanr}", &master.lanr),
        ("{bsnr}", &master.bsnr),
        ("{line}", LINE),
    ];
    let values = [own.as_slice(), proofs.values(operator).as_slice()].concat();
    let (title, sections) = agreement::read(TEXT, &values);
    Some(Document {
        language: LANGUAGE.to_owned(),
        title,
        about: vec![Fact::new(t!("doc-made"), words::full_day(today))],
        foot: [operator.name.as_str(), master.practice.as_str()].join(", "),
        sections,
        ..blank
    })
}

#[cfg(test)]
mod tests {
    use heilsam_report::document::Block;

    use super::*;

    #[test]
    fn the_declaration_says_each_requirement_on_the_service_and_leaves_no_place_empty() {
        let names = [
            "association",
            "asked",
            "practice",
            "address",
            "doctor",
            "lanr",
            "bsnr",
            "operator",
            "operator-address",
            "security",
            "privacy",
            "declaration",
            "line",
        ];
        let braced = names.map(|name| format!("{{{name}}}"));
        let values: Vec<(&str, &str)> =
            braced.iter().zip(names).map(|(pattern, name)| (pattern.as_str(), name)).collect();
        let (title, sections) = agreement::read(TEXT, &values);
        assert!(title.contains("Videodienst"));
        let blocks = || sections.iter().flat_map(|section| &section.blocks);
        let facts: Vec<&str> = blocks()
            .filter_map(|block| match block {
                Block::Facts(facts) => Some(facts),
                _ => None,
            })
            .flatten()
            .map(|fact| fact.value.as_str())
            .collect();
        assert!(facts.iter().all(|value| !value.contains('{')), "{facts:?}");
        for name in names {
            assert!(facts.contains(&name), "{name} stands nowhere");
        }
        let numbered = |number: u8| {
            let begins = format!("{number}. ");
            blocks().any(|block| matches!(block, Block::Text(text) if text.starts_with(&begins)))
        };
        assert!((1..=8).all(numbered), "section 5(1) has eight requirements");
    }
}
