//! The letter that asks an association for its own forms, with everything in it that is copied into them.
//!
//! The forms belong to the associations: they are named, not copied.

use heilsam_client::appointment::zone;
use heilsam_protocol::contract::ContractPage;
use heilsam_report::Document;
use heilsam_report::document::{Block, Fact, List};

use super::compose::{LINE, document, facts_of, practice, section, shown};
use super::master::Master;
use super::region_card::named;
use super::regions::Region;
use crate::{format, t};

/// `None` where the association has no form that is filled in by hand.
pub(super) fn request(master: &Master, region: &Region, contract: Option<&ContractPage>) -> Option<Document> {
    let forms: Vec<String> = region.to_fill_in().map(named).collect();
    if forms.is_empty() {
        return None;
    }
    let ask = vec![
        Block::Facts(vec![Fact::new(t!("doc-to"), region.name.clone())]),
        Block::Text(t!("doc-request-text")),
        Block::List(List { title: t!("doc-request-forms"), items: forms }),
        Block::Facts(vec![Fact::new(t!("doc-place-day"), LINE), Fact::new(t!("doc-signature"), LINE)]),
    ];
    let copy = vec![Block::Text(t!("doc-request-fields-text")), Block::Facts(fields(master, contract))];
    let sections = vec![section(t!("doc-request-what"), ask), section(t!("doc-request-fields"), copy)];
    Some(document(master, t!("doc-request-title"), sections))
}

/// What forms ask for, in the order of practice, service, certificates; a line where it is not known.
fn fields(master: &Master, contract: Option<&ContractPage>) -> Vec<Fact> {
    let today = zone::local(format::now()).date();
    let operator = contract.map(|page| &page.operator);
    let certificates = contract.map(|page| page.certificates.as_slice()).unwrap_or_default();
    let mut fields = Vec::from(practice(master));
    fields.push(Fact::new(t!("doc-phone"), or_line(&master.phone)));
    fields.push(Fact::new(t!("doc-service"), "Heilsam"));
    fields.push(Fact::new(t!("doc-provider"), or_line(operator.map_or("", |it| it.name.as_str()))));
    fields
        .push(Fact::new(t!("doc-provider-address"), or_line(operator.map_or("", |it| it.address.as_str()))));
    let known = shown(certificates, today);
    if known.is_empty() {
        fields.push(Fact::new(t!("doc-along-security"), LINE));
        fields.push(Fact::new(t!("doc-along-privacy"), LINE));
    }
    fields.extend(known.into_iter().map(|it| Fact::new(it.title.clone(), facts_of(it))));
    fields
}

fn or_line(text: &str) -> &str {
    if text.trim().is_empty() { LINE } else { text }
}
