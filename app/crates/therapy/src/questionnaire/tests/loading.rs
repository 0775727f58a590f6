use serde_json::{Value, json};

use crate::questionnaire::{LoadError, Operator, Questionnaire};

/// Words in both languages.
pub(super) fn english(content: &str) -> Value {
    json!({ "extension": [{
        "url": "http://hl7.org/fhir/StructureDefinition/translation",
        "extension": [{ "url": "lang", "valueCode": "en" }, { "url": "content", "valueString": content }],
    }] })
}

/// An item; `more` is merged into it.
pub(super) fn item(link_id: &str, kind: &str, more: &Value) -> Value {
    let mut item = json!({ "linkId": link_id, "type": kind, "text": link_id, "_text": english(link_id) });
    for (name, value) in more.as_object().unwrap() {
        item[name] = value.clone();
    }
    item
}

pub(super) fn extension(name: &str, value: &Value) -> Value {
    let mut extension = value.clone();
    let base = if name.starts_with("sdc") { "http://hl7.org/fhir/uv/sdc" } else { "http://hl7.org/fhir" };
    extension["url"] = json!(format!("{base}/StructureDefinition/{name}"));
    extension
}

pub(super) fn option(code: &str, ordinal: i64) -> Value {
    json!({ "valueCoding": {
        "system": "urn:test", "code": code, "display": code, "_display": english(code),
        "extension": [extension("ordinalValue", &json!({ "valueDecimal": ordinal }))],
    } })
}

pub(super) fn load(items: &Value) -> Result<Questionnaire, Vec<LoadError>> {
    let questionnaire = json!({
        "resourceType": "Questionnaire", "url": "urn:test:q", "version": "1", "status": "active", "language": "de",
        "title": "Titel", "_title": english("Title"), "lastReviewDate": "2026-11-01", "item": items,
    });
    Questionnaire::load(&questionnaire.to_string())
}

pub(super) fn errors(items: &Value) -> Vec<String> {
    load(items).map(|_| Vec::new()).unwrap_or_else(|list| list.iter().map(ToString::to_string).collect())
}

#[test]
fn all_operators_of_enable_when_are_known() {
    let rule = |operator: &str, answer: &Value| {
        let mut rule = json!({ "question": "n", "operator": operator });
        rule.as_object_mut().unwrap().extend(answer.as_object().unwrap().clone());
        item(operator, "string", &json!({ "enableWhen": [rule] }))
    };
    let number = json!({ "answerInteger": 3 });
    let mut items = vec![item("n", "integer", &json!({})), rule("exists", &json!({ "answerBoolean": true }))];
    items.extend(["=", "!=", ">", "<", ">=", "<="].map(|operator| rule(operator, &number)));
    let loaded = load(&json!(items)).unwrap();
    let found: Vec<Operator> =
        loaded.items.iter().filter_map(|item| Some(item.enable.as_ref()?.rules[0].operator)).collect();
    assert_eq!(
        found,
        [
            Operator::Exists,
            Operator::Equal,
            Operator::NotEqual,
            Operator::Greater,
            Operator::Less,
            Operator::GreaterOrEqual,
            Operator::LessOrEqual
        ]
    );
}

#[test]
fn what_is_not_supported_is_refused_with_its_item() {
    let unknown = json!({ "extension": [extension("sdc-questionnaire-launchContext", &json!({}))] });
    assert_eq!(
        errors(&json!([item("a", "string", &unknown)])),
        ["item a: the extension sdc-questionnaire-launchContext is not supported"]
    );
    assert_eq!(
        errors(&json!([item("a", "attachment", &json!({}))])),
        ["item a: the type attachment is not supported"]
    );
    let set = item("a", "choice", &json!({ "answerValueSet": "urn:set" }));
    assert!(errors(&json!([set]))[0].contains("unknown field `answerValueSet`"));
    let today = extension(
        "sdc-questionnaire-calculatedExpression",
        &json!({ "valueExpression": { "language": "text/fhirpath", "expression": "today()" } }),
    );
    assert_eq!(errors(&json!([item("a", "date", &json!({ "extension": [today] }))])).len(), 1);
}

#[test]
fn how_words_are_to_be_written_is_kept_in_both_languages() {
    let format = json!({ "valueString": "fünf Ziffern", "_valueString": english("five digits") });
    let format = json!({ "extension": [extension("entryFormat", &format)] });
    let loaded = load(&json!([item("zip", "string", &format)])).unwrap();
    let kept = loaded.items[0].limits.format.as_ref().unwrap();
    assert_eq!((kept.de.as_str(), kept.en.as_str()), ("fünf Ziffern", "five digits"));
    let german =
        json!({ "extension": [extension("entryFormat", &json!({ "valueString": "fünf Ziffern" }))] });
    assert_eq!(
        errors(&json!([item("zip", "string", &german)])),
        ["item zip: a text is missing in German or English"]
    );
}

#[test]
fn a_missing_translation_is_refused() {
    let german_only = json!({ "linkId": "a", "type": "string", "text": "nur deutsch" });
    assert_eq!(errors(&json!([german_only])), ["item a: a text is missing in German or English"]);
}

#[test]
fn names_are_used_once_and_exist() {
    let twice = json!([item("a", "string", &json!({})), item("a", "string", &json!({}))]);
    assert_eq!(errors(&twice), ["item a: this linkId is used twice"]);
    let rule = |question: &str, answer: &Value| {
        let mut rule = json!({ "question": question, "operator": "=" });
        rule.as_object_mut().unwrap().extend(answer.as_object().unwrap().clone());
        json!({ "enableWhen": [rule] })
    };
    let nowhere = json!([item("a", "string", &rule("b", &json!({ "answerInteger": 1 })))]);
    assert_eq!(errors(&nowhere), ["item a: enableWhen asks for b, which does not exist"]);
    let wrong_type = json!([
        item("b", "boolean", &json!({})),
        item("a", "string", &rule("b", &json!({ "answerInteger": 1 })))
    ]);
    assert_eq!(errors(&wrong_type), ["item a: enableWhen compares b with an answer that it cannot have"]);
}

#[test]
fn circles_are_found() {
    let rule = |question: &str| json!({ "enableWhen": [{ "question": question, "operator": "exists", "answerBoolean": true }] });
    let circle = json!([
        item("a", "string", &rule("c")),
        item("b", "string", &rule("a")),
        item("c", "string", &rule("b"))
    ]);
    assert!(errors(&circle)[0].ends_with("go round in a circle"));
    let itself = json!([item("a", "string", &rule("a"))]);
    assert!(errors(&itself)[0].ends_with("go round in a circle"));
    let chain = json!([
        item("a", "string", &json!({})),
        item("b", "string", &rule("a")),
        item("c", "string", &rule("b"))
    ]);
    assert!(errors(&chain).is_empty());
}

#[test]
fn sliders_groups_and_choices_need_what_they_need() {
    let slider = |more: &[Value]| {
        let mut extensions = vec![extension("questionnaire-sliderStepValue", &json!({ "valueInteger": 1 }))];
        extensions.extend_from_slice(more);
        json!([item("a", "integer", &json!({ "extension": extensions }))])
    };
    assert_eq!(errors(&slider(&[])), ["item a: a slider needs a number with minValue and maxValue"]);
    let (min, max) = (
        extension("minValue", &json!({ "valueInteger": 0 })),
        extension("maxValue", &json!({ "valueInteger": 10 })),
    );
    assert!(errors(&slider(&[min, max])).is_empty());
    assert!(errors(&json!([item("a", "choice", &json!({}))]))[0].contains("answerOption"));
    assert!(errors(&json!([item("a", "group", &json!({}))]))[0].contains("needs items"));
    let twice = json!({ "answerOption": [option("x", 0), option("x", 1)] });
    assert!(errors(&json!([item("a", "choice", &twice)]))[0].contains("same code"));
}

#[test]
fn broken_json_and_regexes_are_named() {
    assert!(Questionnaire::load("{").unwrap_err()[0].to_string().contains("EOF"));
    let regex = extension("regex", &json!({ "valueString": "[" }));
    assert!(errors(&json!([item("a", "string", &json!({ "extension": [regex] }))]))[0].contains("regex"));
    assert_eq!(Questionnaire::load(&" ".repeat(600_000)).unwrap_err(), [LoadError::TooLarge]);
}
