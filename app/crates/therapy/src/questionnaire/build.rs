//! From the JSON of FHIR to a questionnaire that can be asked.

mod extensions;
mod item;
mod links;
mod values;

use super::fhir;
use super::{ITEM_LIMIT, LoadError, Questionnaire};

/// Collects what is wrong, with the item it belongs to.
#[derive(Debug, Default)]
pub(super) struct Errors(Vec<LoadError>);

impl Errors {
    pub(super) fn add(&mut self, item: &str, what: impl Into<String>) {
        self.0.push(LoadError::Item { item: item.to_owned(), what: what.into() });
    }
}

/// Name of the questionnaire itself in errors.
const WHOLE: &str = "-";

pub(super) fn build(raw: fhir::Questionnaire) -> Result<Questionnaire, Vec<LoadError>> {
    let mut errors = Errors::default();
    if raw.resource_type != "Questionnaire" {
        errors.add(WHOLE, "resourceType must be Questionnaire");
    }
    if raw.status != "active" {
        errors.add(WHOLE, "status must be active");
    }
    if raw.language != "de" {
        errors.add(WHOLE, "language must be de; English stands in the translation extension");
    }
    if raw.url.trim().is_empty() || raw.version.trim().is_empty() {
        errors.add(WHOLE, "url and version are needed");
    }
    let reviewed = raw.last_review_date.as_deref().and_then(|day| day.parse().ok());
    if reviewed.is_none() {
        errors.add(WHOLE, "lastReviewDate is missing or no day like 2026-11-01");
    }
    let title = values::text(WHOLE, &raw.title, &raw.title_more, &mut errors);
    let mut constraints = Vec::new();
    for extension in &raw.extension {
        match extension.name() {
            "questionnaire-constraint" => {
                constraints.extend(extensions::constraint(WHOLE, extension, &mut errors));
            }
            other => errors.add(WHOLE, format!("the extension {other} is not supported")),
        }
    }
    let items = raw.item.into_iter().map(|it| item::build(it, &mut errors)).collect();
    let built = Questionnaire {
        url: raw.url,
        version: raw.version,
        title,
        copyright: raw.copyright,
        reviewed: reviewed.unwrap_or(jiff::civil::Date::ZERO),
        items,
        constraints,
    };
    if built.all_items().len() > ITEM_LIMIT {
        return Err(vec![LoadError::TooLarge]);
    }
    links::check(&built, &mut errors);
    if errors.0.is_empty() { Ok(built) } else { Err(errors.0) }
}
