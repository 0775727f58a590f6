//! What a value from a file says of itself in a list.

use std::collections::BTreeMap;

use heilsam_records::kind::KindOf;
use serde_json::Value;

use super::{named, tagged};

/// What something is, where its kind does not say enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Body height.
    Height,
    /// Body temperature.
    Temperature,
    /// Oxygen saturation.
    OxygenSaturation,
    /// Breaths per minute.
    Breaths,
    /// Glucose.
    Glucose,
    /// A night's sleep.
    Sleep,
    /// Mood and tension.
    Mood,
    /// A questionnaire with answers.
    Answers,
    /// A questionnaire without answers.
    Form,
    /// A goal.
    Goal,
    /// A plan.
    Plan,
    /// A medicine that was taken.
    Intake,
    /// A dose that was left out.
    SkippedDose,
    /// A visit.
    Visit,
    /// A video consultation.
    VideoVisit,
}

/// What is read of a value.
pub(super) struct Said {
    pub(super) kind: KindOf,
    pub(super) what: Option<What>,
    pub(super) title: String,
    pub(super) text: String,
    /// What FHIR calls it, where nobody here understands it.
    pub(super) fhir: String,
    /// Whether it belongs to a moment.
    pub(super) is_dated: bool,
}

/// What questionnaires and medicines are called to which others refer.
pub(super) struct Names<'a>(BTreeMap<&'a str, String>);

impl<'a> Names<'a> {
    /// Reads them among entries: id, and value with the name of its kind.
    pub(super) fn of(entries: impl Iterator<Item = (&'a str, (&'a str, &'a Value))>) -> Self {
        let name = |(id, (tag, fields)): (&'a str, (&'a str, &'a Value))| match tag {
            "assessment" => Some((id, text(fields, "/title"))),
            "medication" => Some((id, coded(fields, "/name"))),
            _ => None,
        };
        Self(entries.filter_map(name).collect())
    }

    fn at(&self, fields: &Value, path: &str) -> String {
        let id = fields.pointer(path).and_then(Value::as_str);
        id.and_then(|id| self.0.get(id)).cloned().unwrap_or_default()
    }
}

/// Reads a value; `tag` names its kind.
pub(super) fn said(tag: &str, fields: &Value, names: &Names<'_>) -> Said {
    let plain = |kind| Said {
        kind,
        what: None,
        title: String::new(),
        text: String::new(),
        fhir: String::new(),
        is_dated: true,
    };
    match tag {
        "blood_pressure" => {
            let values = [text(fields, "/systolic"), text(fields, "/diastolic")];
            Said { text: format!("{} mmHg", values.join("/")), ..plain(KindOf::BloodPressure) }
        }
        "heart_rate" => Said { text: amount(&text(fields, "/per_minute"), "/min"), ..plain(KindOf::Pulse) },
        "vital" => vital(fields, plain(KindOf::Measured)),
        "sleep" => Said { what: Some(What::Sleep), ..plain(KindOf::Measured) },
        "mood" => Said { what: Some(What::Mood), ..plain(KindOf::Measured) },
        "diary_note" => Said { text: string(fields), ..plain(KindOf::Note) },
        "assessment" => Said {
            what: Some(What::Form),
            title: text(fields, "/title"),
            is_dated: false,
            ..plain(KindOf::Questionnaire)
        },
        "assessment_answers" => Said {
            what: Some(What::Answers),
            title: names.at(fields, "/assessment"),
            ..plain(KindOf::Questionnaire)
        },
        "score" => {
            let parts = [text(fields, "/value"), coded(fields, "/meaning")];
            let said = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
            Said { title: coded(fields, "/what"), text: said.join(": "), ..plain(KindOf::Score) }
        }
        "goal" => Said { what: Some(What::Goal), title: coded(fields, "/what"), ..plain(KindOf::Plan) },
        "care_plan" => Said { what: Some(What::Plan), title: text(fields, "/title"), ..plain(KindOf::Plan) },
        "activity" => Said { title: coded(fields, "/what"), ..plain(KindOf::Activity) },
        "medication" => Said { title: coded(fields, "/name"), ..plain(KindOf::Medication) },
        "intake" => dose(What::Intake, fields, names, plain(KindOf::Medication)),
        "skipped_dose" => dose(What::SkippedDose, fields, names, plain(KindOf::Medication)),
        "side_effect" => Said { title: coded(fields, "/what"), ..plain(KindOf::Problem) },
        "contact" => {
            let parts = ["/title", "/name/given", "/name/family"].map(|path| text(fields, path));
            let name = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
            Said {
                title: name,
                text: text(fields, "/practice/name"),
                is_dated: false,
                ..plain(KindOf::Contact)
            }
        }
        "practice" => Said {
            title: text(fields, "/name"),
            text: text(fields, "/phone"),
            is_dated: false,
            ..plain(KindOf::Contact)
        },
        "appointment" => Said { title: text(fields, "/reason"), ..plain(KindOf::Appointment) },
        "visit" => {
            let video = fields.get("video").and_then(Value::as_bool).unwrap_or_default();
            let what = if video { What::VideoVisit } else { What::Visit };
            Said { what: Some(what), ..plain(KindOf::Appointment) }
        }
        "device" => Said {
            title: text(fields, "/name"),
            text: text(fields, "/manufacturer"),
            is_dated: false,
            ..plain(KindOf::Origin)
        },
        "document" => Said { title: text(fields, "/title"), ..plain(KindOf::Document) },
        "kept" => kept(fields, names, plain(KindOf::Other)),
        other => Said { fhir: other.to_owned(), ..plain(KindOf::Other) },
    }
}

fn vital(fields: &Value, plain: Said) -> Said {
    let Some((tag, value)) = tagged(fields) else { return plain };
    let number = string(value);
    let (what, text) = match tag {
        "weight" => return Said { kind: KindOf::Weight, text: amount(&number, "kg"), ..plain },
        "height" => (What::Height, amount(&number, "cm")),
        "temperature" => (What::Temperature, amount(&number, "°C")),
        "oxygen_saturation" => (What::OxygenSaturation, amount(&number, "%")),
        "respiratory_rate" => (What::Breaths, amount(&number, "/min")),
        "glucose" => {
            let is_mass = value.get("unit").and_then(Value::as_str) == Some("milligrams_per_decilitre");
            let unit = if is_mass { "mg/dl" } else { "mmol/l" };
            (What::Glucose, amount(&text(value, "/value"), unit))
        }
        _ => return plain,
    };
    Said { what: Some(what), text, ..plain }
}

fn dose(what: What, fields: &Value, names: &Names<'_>, plain: Said) -> Said {
    let text = amount(&text(fields, "/dose/value"), &text(fields, "/dose/unit"));
    Said { what: Some(what), title: names.at(fields, "/medication"), text, ..plain }
}

/// What is kept as it came: what is understood of it, else its title or code.
fn kept(fields: &Value, names: &Names<'_>, plain: Said) -> Said {
    let profile = text(fields, "/profile");
    let fhir = if profile.is_empty() { text(fields, "/kind") } else { profile };
    let kind = KindOf::of_profile(&fhir);
    let is_dated = fields.get("dated").and_then(Value::as_bool).unwrap_or_default();
    let understood = fields.get("value").and_then(tagged).filter(|(tag, _)| *tag != "kept");
    let Said { what, mut title, text: words, .. } = match understood {
        Some((tag, value)) => said(tag, value, names),
        None => plain,
    };
    if title.is_empty() {
        let resource = fields.get("text").and_then(Value::as_str).unwrap_or_default();
        title = match fields.get("format").and_then(Value::as_str) {
            Some("json") => named::title_of_json(resource),
            _ => named::title_of_xml(resource),
        }
        .unwrap_or_default();
    }
    Said { kind, what, title, text: words, fhir, is_dated }
}

/// A text or a number.
fn string(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn text(fields: &Value, path: &str) -> String {
    fields.pointer(path).map(string).unwrap_or_default()
}

/// The name of something that may have a code.
fn coded(fields: &Value, path: &str) -> String {
    let name = text(fields, &format!("{path}/text"));
    if name.is_empty() { text(fields, &format!("{path}/code/display")) } else { name }
}

fn amount(number: &str, unit: &str) -> String {
    if number.is_empty() { String::new() } else { format!("{number} {unit}").trim().to_owned() }
}
