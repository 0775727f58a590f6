//! A catalogue as an OSCAL catalog.

use serde_json::{Value, json};

use crate::catalogue::{Catalogue, Form, Item, PermittedReason};
use crate::export::Export;
use crate::export::ids::{id, token};

use super::{property, prose};

impl Export<'_> {
    /// A catalogue as an OSCAL catalog: one control per item, one part per dash point.
    #[must_use]
    pub fn oscal_catalog(&self, catalogue: &Catalogue) -> Value {
        let name = catalogue.id.as_str();
        let groups: Vec<Value> = catalogue
            .groups
            .iter()
            .map(|group| {
                let controls: Vec<Value> = group.items.iter().map(|item| control(catalogue, item)).collect();
                json!({ "id": token(&[name, &group.id]), "title": group.title, "controls": controls })
            })
            .collect();
        let mut metadata = self.metadata(&catalogue.title, &catalogue.source.version);
        if let Some(members) = metadata.as_object_mut() {
            members.insert("remarks".to_owned(), Value::from(catalogue.source.citation.clone()));
        }
        json!({ "catalog": { "uuid": catalog_id(catalogue), "metadata": metadata, "groups": groups } })
    }
}

/// Id of a catalogue's OSCAL catalog.
pub(super) fn catalog_id(catalogue: &Catalogue) -> String {
    id(&["catalog", catalogue.id.as_str(), &catalogue.source.version])
}

/// Id of an item's control.
pub(super) fn control_id(catalogue: &Catalogue, item: &Item) -> String {
    token(&[catalogue.id.as_str(), item.id.as_str()])
}

/// Id of the statement of a place: 0 the whole item.
pub(super) fn statement_id(catalogue: &Catalogue, item: &Item, place: u8) -> String {
    let control = control_id(catalogue, item);
    if place == 0 { format!("{control}_smt") } else { format!("{control}_smt.{place}") }
}

fn control(catalogue: &Catalogue, item: &Item) -> Value {
    let parts: Vec<Value> = (1_u8..)
        .zip(&item.points)
        .map(|(place, point)| json!({ "id": statement_id(catalogue, item, place), "name": "item", "prose": prose(point) }))
        .collect();
    let mut statement =
        json!({ "id": statement_id(catalogue, item, 0), "name": "statement", "prose": prose(&item.text) });
    if !parts.is_empty()
        && let Some(members) = statement.as_object_mut()
    {
        members.insert("parts".to_owned(), Value::Array(parts));
    }
    let reason = match &item.form {
        Form::Declaration { reason: PermittedReason::Fixed(text), .. } => text.as_str(),
        Form::Declaration { reason: PermittedReason::Free(Some(text)), .. } => text.as_str(),
        Form::Declaration { .. } | Form::Count | Form::Reference => "",
    };
    let properties: Vec<Value> = [
        Some(json!({ "name": "label", "value": item.number })),
        property("provision", item.provision.as_deref().unwrap_or_default()),
        property("permitted-reason", reason),
    ]
    .into_iter()
    .flatten()
    .collect();
    let title = item.topic.as_ref().or(item.question.as_ref()).unwrap_or(&item.number);
    json!({ "id": control_id(catalogue, item), "title": title, "props": properties, "parts": [statement] })
}
