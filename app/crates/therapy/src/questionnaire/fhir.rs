//! The JSON of FHIR R4, as far as it is read. Elements that are not named here are refused, so that nothing is ignored.

use serde::Deserialize;
use serde_json::{Map, Number, Value};

/// A Questionnaire as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Questionnaire {
    pub(super) resource_type: String,
    pub(super) url: String,
    pub(super) version: String,
    pub(super) title: String,
    #[serde(rename = "_title", default)]
    pub(super) title_more: More,
    pub(super) status: String,
    pub(super) language: String,
    pub(super) last_review_date: Option<String>,
    pub(super) copyright: Option<String>,
    #[serde(default)]
    pub(super) extension: Vec<Extension>,
    pub(super) item: Vec<Item>,
    /// Read by people and registries only.
    #[serde(rename = "id", default)]
    _id: Option<String>,
    #[serde(rename = "meta", default)]
    _meta: Option<Value>,
    #[serde(rename = "text", default)]
    _narrative: Option<Value>,
    #[serde(rename = "name", default)]
    _name: Option<String>,
    #[serde(rename = "identifier", default)]
    _identifier: Option<Value>,
    #[serde(rename = "derivedFrom", default)]
    _derived_from: Option<Value>,
    #[serde(rename = "experimental", default)]
    _experimental: Option<bool>,
    #[serde(rename = "subjectType", default)]
    _subject_type: Option<Value>,
    #[serde(rename = "date", default)]
    _date: Option<String>,
    #[serde(rename = "publisher", default)]
    _publisher: Option<String>,
    #[serde(rename = "contact", default)]
    _contact: Option<Value>,
    #[serde(rename = "description", default)]
    _description: Option<String>,
    #[serde(rename = "useContext", default)]
    _use_context: Option<Value>,
    #[serde(rename = "jurisdiction", default)]
    _jurisdiction: Option<Value>,
    #[serde(rename = "purpose", default)]
    _purpose: Option<String>,
    #[serde(rename = "approvalDate", default)]
    _approval_date: Option<String>,
    #[serde(rename = "effectivePeriod", default)]
    _effective_period: Option<Value>,
    #[serde(rename = "code", default)]
    _code: Option<Value>,
}

/// Extensions of a primitive element (`_text`).
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct More {
    #[serde(default)]
    pub(super) extension: Vec<Extension>,
}

/// An item as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Item {
    pub(super) link_id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) prefix: String,
    #[serde(default)]
    pub(super) text: String,
    #[serde(rename = "_text", default)]
    pub(super) text_more: More,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) repeats: bool,
    #[serde(default)]
    pub(super) read_only: bool,
    pub(super) max_length: Option<usize>,
    #[serde(default)]
    pub(super) enable_when: Vec<EnableWhen>,
    pub(super) enable_behavior: Option<String>,
    #[serde(default)]
    pub(super) answer_option: Vec<Option_>,
    #[serde(default)]
    pub(super) initial: Vec<Map<String, Value>>,
    #[serde(default)]
    pub(super) extension: Vec<Extension>,
    #[serde(default)]
    pub(super) item: Vec<Self>,
    #[serde(rename = "code", default)]
    _code: Option<Value>,
    #[serde(rename = "definition", default)]
    _definition: Option<String>,
}

/// A rule as written: `question`, `operator` and one `answer[x]`.
#[derive(Debug, Deserialize)]
pub(super) struct EnableWhen {
    pub(super) question: String,
    pub(super) operator: String,
    #[serde(flatten)]
    pub(super) answer: Map<String, Value>,
}

/// An option as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Option_ {
    pub(super) value_coding: Option<Coding>,
    pub(super) value_string: Option<String>,
    #[serde(rename = "_valueString", default)]
    pub(super) string_more: More,
    pub(super) value_integer: Option<i32>,
    #[serde(default)]
    pub(super) initial_selected: bool,
    #[serde(default)]
    pub(super) extension: Vec<Extension>,
}

/// A code as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Coding {
    pub(super) system: Option<String>,
    #[serde(rename = "version", default)]
    _version: Option<String>,
    pub(super) code: String,
    pub(super) display: Option<String>,
    #[serde(rename = "_display", default)]
    pub(super) display_more: More,
    #[serde(default)]
    pub(super) extension: Vec<Extension>,
}

/// An extension as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Extension {
    pub(super) url: String,
    #[serde(default)]
    pub(super) extension: Vec<Self>,
    pub(super) value_boolean: Option<bool>,
    pub(super) value_integer: Option<i32>,
    pub(super) value_decimal: Option<Number>,
    pub(super) value_string: Option<String>,
    #[serde(rename = "_valueString", default)]
    pub(super) string_more: More,
    pub(super) value_code: Option<String>,
    pub(super) value_date: Option<String>,
    pub(super) value_coding: Option<Coding>,
    pub(super) value_codeable_concept: Option<CodeableConcept>,
    pub(super) value_expression: Option<ExpressionText>,
}

/// A concept as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeableConcept {
    #[serde(default)]
    pub(super) coding: Vec<Coding>,
    #[serde(rename = "text", default)]
    _text: Option<String>,
}

/// An expression as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpressionText {
    pub(super) language: String,
    pub(super) expression: String,
    #[serde(rename = "description", default)]
    _description: Option<String>,
    #[serde(rename = "name", default)]
    _name: Option<String>,
}

/// `http://hl7.org/fhir/StructureDefinition/`
pub(super) const CORE: &str = "http://hl7.org/fhir/StructureDefinition/";
/// `http://hl7.org/fhir/uv/sdc/StructureDefinition/`
pub(super) const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/";

impl Extension {
    /// Its name without the address of the two publishers; the whole address for others.
    pub(super) fn name(&self) -> &str {
        self.url.strip_prefix(CORE).or_else(|| self.url.strip_prefix(SDC)).unwrap_or(&self.url)
    }
}
