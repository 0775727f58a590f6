//! Several answers and repeated groups: out in order, back in order.

use fhir_profiles::Format;
use heilsam_portability::records::{AssessmentData, Collection, FilledIn};
use heilsam_portability::sources::Sources;
use heilsam_portability::{Gathering, sample};
use heilsam_therapy::questionnaire::{Answer, Questionnaire, Session};
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};

use super::{after, all, bring, empty, export};

fn item(link_id: &str, kind: &str, more: &Value) -> Value {
    let english = json!({ "extension": [{
        "url": "http://hl7.org/fhir/StructureDefinition/translation",
        "extension": [{ "url": "lang", "valueCode": "en" }, { "url": "content", "valueString": link_id }],
    }] });
    let mut item = json!({ "linkId": link_id, "type": kind, "text": link_id, "_text": english });
    for (name, value) in more.as_object().unwrap() {
        item[name] = value.clone();
    }
    item
}

/// Medicines, each with the times at which it is taken.
fn questionnaire() -> String {
    let items = [item("name", "string", &json!({})), item("times", "time", &json!({ "repeats": true }))];
    let title = item("x", "string", &json!({}))["_text"].clone();
    json!({
        "resourceType": "Questionnaire", "url": "urn:test:medicines", "version": "1", "status": "active",
        "language": "de", "title": "Medikamente", "_title": title, "lastReviewDate": "2026-11-01",
        "item": [item("medicine", "group", &json!({ "repeats": true, "item": items }))],
    })
    .to_string()
}

fn sources() -> Sources {
    Sources::load(|name| (name == "questionnaires/adherence.json").then(questionnaire))
}

/// An account with one filled-in questionnaire, read with or without the questionnaire it belongs to.
fn account(sources: Sources) -> Gathering {
    let questionnaire = Questionnaire::load(&questionnaire()).unwrap();
    let now = Timestamp::constant(1_772_348_400, 0);
    let mut session = Session::start(&questionnaire, now);
    let second = session.repeat("medicine", now).unwrap();
    let times = [20, 8].map(|hour| Answer::Time(jiff::civil::time(hour, 0, 0, 0))).to_vec();
    for (number, name) in [(0, "Ramipril"), (second, "Amlodipin")] {
        session.answer(&format!("name#{number}"), vec![Answer::Text(name.to_owned())], now).unwrap();
    }
    session.answer("times#0", times, now).unwrap();
    session.complete(now, date(2026, 3, 1)).unwrap();
    let filled =
        FilledIn { questionnaire: "medicines".to_owned(), state: session.state().clone(), result: None };
    let data = AssessmentData { v: 1, assessment: Some(filled), source: None };
    let id = "018f3c1e-0000-7000-8000-0000000000aa";
    let mut account = Gathering::new(sample::head(7), sample::names(7), sources, sample::wish());
    account
        .add(Collection::Assessments, &json!([{ "id": id, "version": 1, "data": data }]).to_string())
        .unwrap();
    account
}

fn resource(bundle: &str, kind: &str) -> Value {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    let mut resources = bundle["entry"].as_array().unwrap().iter().map(|entry| entry["resource"].clone());
    resources.find(|it| it["resourceType"] == kind).unwrap()
}

#[test]
fn repetitions_and_their_answers_go_out_in_order_and_the_questionnaire_allows_them() {
    let bundle = export(account(sources()), Format::Json);
    let response = resource(&bundle, "QuestionnaireResponse");
    let [first, second] = response["item"].as_array().unwrap().as_slice() else { panic!("{response}") };
    assert_eq!((&first["linkId"], &second["linkId"]), (&json!("medicine"), &json!("medicine")));
    assert_eq!(first["item"][0]["answer"][0]["valueString"], "Ramipril");
    assert_eq!(first["item"][1]["answer"], json!([{ "valueTime": "20:00:00" }, { "valueTime": "08:00:00" }]));
    assert_eq!(second["item"][0]["answer"][0]["valueString"], "Amlodipin");
    let asked = resource(&bundle, "Questionnaire");
    assert_eq!(asked["item"][0]["repeats"], true);
    assert_eq!(
        (&asked["item"][0]["item"][0]["repeats"], &asked["item"][0]["item"][1]["repeats"]),
        (&Value::Null, &json!(true))
    );
}

#[test]
fn repetitions_come_back_equal_in_another_account() {
    let first = export(account(sources()), Format::Json);
    for format in [Format::Json, Format::Xml] {
        let written = all(bring(empty(9), &export(account(sources()), format)).unwrap());
        let second = export(after(9, &written), Format::Json);
        for kind in ["Questionnaire", "QuestionnaireResponse"] {
            assert_eq!(resource(&second, kind)["item"], resource(&first, kind)["item"], "{format:?} {kind}");
        }
    }
}

#[test]
fn without_the_questionnaire_each_question_is_named_once_and_all_answers_go_along() {
    let bundle = export(account(Sources::default()), Format::Json);
    let asked = resource(&bundle, "Questionnaire");
    let names: Vec<&Value> = asked["item"].as_array().unwrap().iter().map(|it| &it["linkId"]).collect();
    assert_eq!(names, ["name", "times"]);
    let response = resource(&bundle, "QuestionnaireResponse").to_string();
    assert!(response.contains("Ramipril") && response.contains("Amlodipin") && !response.contains('#'));
}
