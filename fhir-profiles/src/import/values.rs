//! From one resource to the value of a record. What does not fit is found out later, by writing it again.

use jiff::Timestamp;
use uuid::Uuid;

use super::parts::{
    amount_of, code, coded, coded_at, decimal, holds, measured, moment, note, reference, text,
};
use super::{diary, plans};
use crate::Decimal;
use crate::input::{
    AnswerValue, AnsweredItem, Assessment, AssessmentAnswers, AssessmentItem, Document, EntryValue,
    GlucoseSample, GlucoseUnit, ItemKind, Score, ScoreRange, Vital,
};
use crate::reader::Node;
use crate::resource::questionnaire;
use crate::terms::{
    CELSIUS, CENTIMETRES, KILOGRAMS, MG_PER_DL, MM_HG, MMOL_PER_L, PER_MINUTE, PERCENT, Unit,
};

/// What the other resources of the file have become.
pub(super) trait Scene {
    /// The record of a resource that became one.
    fn record(&self, id: Uuid) -> Option<heilsam_domain::RecordId>;
    /// The record of the questionnaire with this canonical address.
    fn questionnaire(&self, canonical: &str) -> Option<heilsam_domain::RecordId>;
    /// Another resource of the file.
    fn resource(&self, id: Uuid) -> Option<Node>;
}

/// What a resource says.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) value: EntryValue,
    /// When, with the offset of the clock in minutes.
    pub(super) at: Option<(Timestamp, i16)>,
    pub(super) note: String,
    /// Further resources that belong to the same record.
    pub(super) with: Vec<Uuid>,
}

impl Parsed {
    /// A value without a time and without a note.
    pub(super) fn bare(value: EntryValue) -> Self {
        Self { value, at: None, note: String::new(), with: Vec::new() }
    }
}

/// Reads a resource of a MIO DiGA profile as a value of the app. What does not hold, or is in another unit, is none: it would
/// be shown as something that nobody measured.
pub(super) fn parse(profile: &str, node: &Node, scene: &impl Scene) -> Option<Parsed> {
    if !holds(profile, node) {
        return None;
    }
    let observed = |value: Option<EntryValue>| {
        let at = node.value_at("effectiveDateTime").and_then(moment);
        value.map(|value| Parsed { at, note: note(node), ..Parsed::bare(value) })
    };
    let vital = |make: fn(Decimal) -> Vital, unit: Unit| {
        observed(measured(node, unit).map(|value| EntryValue::Vital(make(value))))
    };
    match profile {
        "Observation_Blood_Pressure" => observed(blood_pressure(node, false)),
        "Observation_Heart_Rate" => {
            let rate = measured(node, PER_MINUTE);
            observed(rate.map(|per_minute| EntryValue::HeartRate { per_minute, irregular: false }))
        }
        "Observation_Body_Weight" => vital(Vital::Weight, KILOGRAMS),
        "Observation_Body_Height" => vital(Vital::Height, CENTIMETRES),
        "Observation_Body_Temperature" => vital(Vital::Temperature, CELSIUS),
        "Observation_Peripheral_Oxygen_Saturation" => vital(Vital::OxygenSaturation, PERCENT),
        "Observation_Respiratory_Rate" => vital(Vital::RespiratoryRate, PER_MINUTE),
        "Observation_Glucose_Concentration" => observed(glucose(node)),
        "Observation_Free" => diary::parse(node, scene),
        "Device" => diary::device(node, scene),
        "Observation_Diary_Entry" => {
            observed(node.value_at("valueString").map(|text| EntryValue::DiaryNote(text.to_owned())))
        }
        "Questionnaire" => assessment(node).map(Parsed::bare),
        "QuestionnaireResponse" => {
            let at = node.value_at("authored").and_then(moment);
            answers(node, scene).map(|value| Parsed { at, ..Parsed::bare(value) })
        }
        "Observation_Score_or_Assessment_by_Scale" => observed(score(node, scene)),
        "DocumentReference" => document(node),
        _ => plans::parse(profile, node, scene),
    }
}

/// Reads a blood pressure in mm Hg; whether the pulse was irregular stands in another resource.
pub(super) fn blood_pressure(node: &Node, irregular: bool) -> Option<EntryValue> {
    let component = |loinc: &str| {
        let has = |component: &&Node| {
            component
                .child("code")
                .is_some_and(|code| code.all("coding").any(|coding| coding.value_at("code") == Some(loinc)))
        };
        node.all("component").find(has).and_then(|component| measured(component, MM_HG))
    };
    let (systolic, diastolic) = (component("8480-6")?, component("8462-4")?);
    Some(EntryValue::BloodPressure { systolic, diastolic, heart_rate: None, irregular })
}

fn glucose(node: &Node) -> Option<EntryValue> {
    let in_mass = measured(node, MG_PER_DL).map(|value| (value, GlucoseUnit::MilligramsPerDecilitre));
    let in_moles = || measured(node, MMOL_PER_L).map(|value| (value, GlucoseUnit::MillimolesPerLitre));
    let (value, unit) = in_mass.or_else(in_moles)?;
    let interstitial = node.child("code")?.all("coding").any(|c| c.value_at("code") == Some("434910001"));
    let sample = if interstitial { GlucoseSample::Interstitial } else { GlucoseSample::Blood };
    Some(EntryValue::Vital(Vital::Glucose { value, unit, sample }))
}

fn score(node: &Node, scene: &impl Scene) -> Option<EntryValue> {
    let range = |range: &Node| {
        Some(ScoreRange { low: decimal(range, "low.value")?, high: decimal(range, "high.value")? })
    };
    Some(EntryValue::Score(Box::new(Score {
        what: coded_at(node, "code")?,
        value: decimal(node, "valueQuantity.value")?,
        meaning: node.child("interpretation").map(coded),
        range: node.child("referenceRange").and_then(range),
        answers: reference(node, "derivedFrom").and_then(|id| scene.record(id)),
    })))
}

fn assessment(node: &Node) -> Option<EntryValue> {
    Some(EntryValue::Assessment(Box::new(Assessment {
        url: text(node, "url"),
        version: text(node, "version"),
        language: text(node, "language"),
        title: text(node, "title"),
        items: node.all("item").map(item).collect::<Option<_>>()?,
    })))
}

fn item(node: &Node) -> Option<AssessmentItem> {
    const KINDS: [ItemKind; 12] = [
        ItemKind::Group,
        ItemKind::Display,
        ItemKind::Boolean,
        ItemKind::Decimal,
        ItemKind::Integer,
        ItemKind::Moment,
        ItemKind::Time,
        ItemKind::Text,
        ItemKind::Choice,
        ItemKind::OpenChoice,
        ItemKind::Day,
        ItemKind::Amount,
    ];
    let name = node.value_at("type")?;
    let option = |option: &Node| option.child("valueCoding").and_then(code);
    Some(AssessmentItem {
        link_id: text(node, "linkId"),
        text: text(node, "text"),
        kind: KINDS.into_iter().find(|kind| questionnaire::kind(*kind).as_ref() == name)?,
        repeats: node.value_at("repeats") == Some("true"),
        options: node.all("answerOption").map(option).collect::<Option<_>>()?,
        items: node.all("item").map(item).collect::<Option<_>>()?,
    })
}

fn answers(node: &Node, scene: &impl Scene) -> Option<EntryValue> {
    Some(EntryValue::AssessmentAnswers(Box::new(AssessmentAnswers {
        assessment: scene.questionnaire(node.value_at("questionnaire")?)?,
        items: node.all("item").map(answered).collect::<Option<_>>()?,
    })))
}

fn answered(node: &Node) -> Option<AnsweredItem> {
    Some(AnsweredItem {
        link_id: text(node, "linkId"),
        text: text(node, "text"),
        answers: node.all("answer").map(answer).collect::<Option<_>>()?,
        items: node.all("item").map(answered).collect::<Option<_>>()?,
    })
}

/// Length of a day without a time, such as `2026-03-01`.
const DAY: usize = 10;

fn answer(node: &Node) -> Option<AnswerValue> {
    let value = node.children.first()?;
    let text = value.value.as_deref();
    Some(match value.name.as_str() {
        "valueBoolean" => AnswerValue::Boolean(text? == "true"),
        "valueDecimal" => AnswerValue::Decimal(text?.parse().ok()?),
        "valueInteger" => AnswerValue::Integer(text?.parse().ok()?),
        "valueDateTime" => match text?.parse() {
            Ok(day) if text?.len() == DAY => AnswerValue::Day(day),
            _ => AnswerValue::Moment(moment(text?)?.0),
        },
        "valueTime" => AnswerValue::Time(text?.parse().ok()?),
        "valueString" => AnswerValue::Text(text?.to_owned()),
        "valueCoding" => AnswerValue::Choice(code(value)?),
        "valueQuantity" => AnswerValue::Amount(amount_of(value)?),
        _ => return None,
    })
}

fn document(node: &Node) -> Option<Parsed> {
    let attachment = node.at("content.attachment")?;
    let document = Document {
        title: text(attachment, "title"),
        content_type: text(attachment, "contentType"),
        data: attachment.value_at("data")?.to_owned(),
    };
    let at = attachment.value_at("creation").or(node.value_at("date")).and_then(moment);
    let value = EntryValue::Document(Box::new(document));
    Some(Parsed { at, note: text(node, "description"), ..Parsed::bare(value) })
}
