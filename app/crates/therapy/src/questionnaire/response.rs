//! Finished answers, and their FHIR form.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value, json};

use super::answer::{Answer, Choice};

/// All answers of a questionnaire, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// Address of the questionnaire.
    pub questionnaire: String,
    /// Its version.
    pub version: String,
    /// When it was finished, or last changed.
    pub authored: Timestamp,
    /// Items that are enabled and have answers or children with answers.
    pub items: Vec<ResponseItem>,
}

/// An item with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseItem {
    /// Name of the item.
    pub link_id: String,
    /// Its answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<ResponseAnswer>,
    /// Items below a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Self>,
}

/// An answer, with the items below the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseAnswer {
    /// The value.
    pub value: Answer,
    /// Items below the question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ResponseItem>,
}

impl Response {
    /// The first item with a name.
    #[must_use]
    pub fn item(&self, link_id: &str) -> Option<&ResponseItem> {
        self.items.iter().find_map(|item| item.find(link_id))
    }

    /// The values of an item, of all repetitions of its group in order; empty when it was not answered.
    #[must_use]
    pub fn values(&self, link_id: &str) -> Vec<&Answer> {
        let items = self.items.iter().flat_map(|item| item.all(link_id));
        items.flat_map(|item| &item.answers).map(|answer| &answer.value).collect()
    }

    /// The FHIR R4 QuestionnaireResponse; `subject` and `author` are added by the export.
    #[must_use]
    pub fn to_fhir(&self) -> Value {
        json!({
            "resourceType": "QuestionnaireResponse",
            "questionnaire": format!("{}|{}", self.questionnaire, self.version),
            "status": "completed",
            "authored": self.authored.to_string(),
            "item": self.items.iter().map(ResponseItem::to_fhir).collect::<Vec<_>>(),
        })
    }
}

impl ResponseItem {
    pub(super) fn find(&self, link_id: &str) -> Option<&Self> {
        if self.link_id == link_id {
            return Some(self);
        }
        let below = self.items.iter().chain(self.answers.iter().flat_map(|answer| &answer.items));
        below.into_iter().find_map(|item| item.find(link_id))
    }

    /// Every item with a name, in order.
    fn all(&self, link_id: &str) -> Vec<&Self> {
        if self.link_id == link_id {
            return vec![self];
        }
        // Below a question that has several answers the same items stand below each.
        let first = self.answers.first().into_iter().flat_map(|answer| &answer.items);
        self.items.iter().chain(first).flat_map(|item| item.all(link_id)).collect()
    }

    fn to_fhir(&self) -> Value {
        let mut object = Map::new();
        object.insert("linkId".into(), json!(self.link_id));
        if !self.items.is_empty() {
            object.insert("item".into(), self.items.iter().map(Self::to_fhir).collect());
        }
        if !self.answers.is_empty() {
            object.insert("answer".into(), self.answers.iter().map(ResponseAnswer::to_fhir).collect());
        }
        Value::Object(object)
    }
}

impl ResponseAnswer {
    fn to_fhir(&self) -> Value {
        let mut object = Map::new();
        let (name, value) = fhir_value(&self.value);
        object.insert(name.into(), value);
        if !self.items.is_empty() {
            object.insert("item".into(), self.items.iter().map(ResponseItem::to_fhir).collect());
        }
        Value::Object(object)
    }
}

fn fhir_value(answer: &Answer) -> (&'static str, Value) {
    match answer {
        Answer::Boolean(it) => ("valueBoolean", json!(it)),
        Answer::Integer(it) => ("valueInteger", json!(it)),
        Answer::Decimal(it) => ("valueDecimal", number(*it)),
        Answer::Date(it) => ("valueDate", json!(it)),
        // The zone is not asked for; FHIR demands one with a time, so that only the day is exported.
        Answer::DateTime(it) => ("valueDateTime", json!(it.date())),
        Answer::Time(it) => ("valueTime", json!(it.strftime("%H:%M:%S").to_string())),
        Answer::Text(it) => ("valueString", json!(it)),
        Answer::Choice(it) => ("valueCoding", coding(it)),
        Answer::Quantity(it) => (
            "valueQuantity",
            json!({
                "value": number(it.value), "unit": it.unit, "system": "http://unitsofmeasure.org", "code": it.unit,
            }),
        ),
    }
}

fn coding(choice: &Choice) -> Value {
    let mut object = Map::new();
    if let Some(ordinal) = choice.ordinal {
        let url = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
        object.insert("extension".into(), json!([{ "url": url, "valueDecimal": number(ordinal) }]));
    }
    if let Some(system) = &choice.system {
        object.insert("system".into(), json!(system));
    }
    object.insert("code".into(), json!(choice.code));
    if let Some(display) = &choice.display {
        object.insert("display".into(), json!(display));
    }
    Value::Object(object)
}

/// A JSON number; up to 15 digits are exact.
fn number(value: rust_decimal::Decimal) -> Value {
    use rust_decimal::prelude::ToPrimitive;

    if let Some(whole) = value.to_i64().filter(|_| value.is_integer()) {
        return json!(whole);
    }
    value.to_f64().and_then(Number::from_f64).map_or(Value::Null, Value::Number)
}
