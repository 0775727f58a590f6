//! What the product says about each item, as an OSCAL component definition.

use serde_json::{Value, json};

use super::catalog::{catalog_id, control_id, statement_id};
use super::{property, prose};
use crate::answer::{Answer, Place};
use crate::export::ids::id;
use crate::export::{Export, Row};

impl Export<'_> {
    /// The component definition: one implemented requirement per answered item.
    #[must_use]
    pub fn oscal_component_definition(&self) -> Value {
        let legal = self.workspace.legal();
        let implementations: Vec<Value> = self
            .library
            .answered(legal)
            .filter_map(|catalogue| {
                let rows = self.rows().filter(|row| row.catalogue.id == catalogue.id && row.is_worked_on());
                let requirements: Vec<Value> = rows.map(|row| requirement(&row)).collect();
                (!requirements.is_empty()).then(|| {
                    json!({
                        "uuid": id(&["implementation", catalogue.id.as_str()]),
                        "source": format!("#{}", catalog_id(catalogue)),
                        "description": catalogue.title,
                        "implemented-requirements": requirements,
                    })
                })
            })
            .collect();
        let mut component = json!({
            "uuid": self.component_id(),
            "type": "software",
            "title": self.product(),
            "description": prose(self.workspace.application().text("2", "purpose", 1, "text")),
        });
        if let Some(members) = component.as_object_mut() {
            if let Some(version) = property("version", self.version()) {
                members.insert("props".to_owned(), json!([version]));
            }
            if !implementations.is_empty() {
                members.insert("control-implementations".to_owned(), Value::Array(implementations));
            }
        }
        let resources: Vec<Value> = self
            .library
            .answered(legal)
            .map(|catalogue| json!({ "uuid": catalog_id(catalogue), "title": catalogue.title }))
            .collect();
        json!({ "component-definition": {
            "uuid": id(&["component-definition", self.product()]),
            "metadata": self.metadata(&format!("{}: Erfüllung der Anforderungen", self.product()), self.version()),
            "components": [component],
            "back-matter": { "resources": resources },
        } })
    }

    /// Id of the product as a component.
    pub(super) fn component_id(&self) -> String {
        id(&["component", self.product()])
    }
}

fn requirement(row: &Row<'_>) -> Value {
    let control = control_id(row.catalogue, row.item);
    let content = row.state.content();
    let statements: Vec<Value> = content
        .answers
        .iter()
        .map(|(Place(place), answer)| {
            let statement = statement_id(row.catalogue, row.item, *place);
            json!({
                "statement-id": statement,
                "uuid": id(&["statement", &statement]),
                "description": words(answer),
                "props": property("answer", kind(answer)).into_iter().collect::<Vec<_>>(),
            })
        })
        .collect();
    let status = serde_json::to_value(row.report.status).unwrap_or_default();
    let mut requirement = json!({
        "uuid": id(&["requirement", &control]),
        "control-id": control,
        "description": prose(&content.explanation),
        "props": property("status", status.as_str().unwrap_or_default()).into_iter().collect::<Vec<_>>(),
    });
    if !statements.is_empty()
        && let Some(members) = requirement.as_object_mut()
    {
        members.insert("statements".to_owned(), Value::Array(statements));
    }
    requirement
}

fn kind(answer: &Answer) -> &'static str {
    match answer {
        Answer::Met => "met",
        Answer::NotApplicable { .. } => "not-applicable",
        Answer::Deviation { .. } => "deviation",
        Answer::Count { .. } => "count",
    }
}

fn words(answer: &Answer) -> String {
    match answer {
        Answer::Met => "zutreffend".to_owned(),
        Answer::NotApplicable { reason } if reason.is_empty() => "nicht zutreffend".to_owned(),
        Answer::NotApplicable { reason } => format!("nicht zutreffend: {reason}"),
        Answer::Deviation { equivalence } => format!("Abweichung: {equivalence}"),
        Answer::Count { value } => value.to_string(),
    }
}
