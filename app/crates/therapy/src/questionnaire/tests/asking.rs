use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::loading::{english, extension, item, load, option};
use crate::questionnaire::{
    Answer, AnswerError, Choice, Problem, Progress, Questionnaire, ResumeError, Session, State, Status,
};
use crate::text::Text;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn pick(code: &str) -> Answer {
    let system = Some("urn:test".into());
    Answer::Choice(Choice { system, code: code.into(), display: None, ordinal: None })
}

/// A question that is asked for some answers of `n`.
fn asked_when(link_id: &str, operator: &str, answer: &Value) -> Value {
    let mut rule = json!({ "question": "n", "operator": operator });
    rule.as_object_mut().unwrap().extend(answer.as_object().unwrap().clone());
    item(link_id, "string", &json!({ "enableWhen": [rule] }))
}

fn asked(session: &Session<'_>) -> Vec<String> {
    session.visible().iter().map(|item| item.link_id.clone()).filter(|name| name != "n").collect()
}

#[test]
fn each_operator_asks_for_the_right_answers() {
    let number = json!({ "answerInteger": 3 });
    let mut items = vec![
        item("n", "integer", &json!({})),
        asked_when("some", "exists", &json!({ "answerBoolean": true })),
        asked_when("none", "exists", &json!({ "answerBoolean": false })),
    ];
    items.extend(["=", "!=", ">", "<", ">=", "<="].map(|operator| asked_when(operator, operator, &number)));
    let questionnaire = load(&json!(items)).unwrap();
    let with = |value: Option<i32>| {
        let mut session = Session::start(&questionnaire, at(0));
        let answers = value.map(Answer::Integer).into_iter().collect();
        session.answer("n", answers, at(1)).unwrap();
        asked(&session).join(" ")
    };
    assert_eq!(with(None), "none");
    assert_eq!(with(Some(2)), "some != < <=");
    assert_eq!(with(Some(3)), "some = >= <=");
    assert_eq!(with(Some(4)), "some != > >=");
}

#[test]
fn all_and_any_are_different() {
    let rules = |behaviour: &str| {
        json!({ "enableBehavior": behaviour, "enableWhen": [
            { "question": "n", "operator": "=", "answerBoolean": true },
            { "question": "m", "operator": "=", "answerBoolean": true },
        ] })
    };
    let questionnaire = load(&json!([
        item("n", "boolean", &json!({})),
        item("m", "boolean", &json!({})),
        item("all", "string", &rules("all")),
        item("any", "string", &rules("any")),
    ]))
    .unwrap();
    let mut session = Session::start(&questionnaire, at(0));
    session.answer("m", vec![Answer::Boolean(true)], at(1)).unwrap();
    assert_eq!(asked(&session), ["m", "any"]);
    session.answer("n", vec![Answer::Boolean(true)], at(2)).unwrap();
    assert_eq!(asked(&session), ["m", "all", "any"]);
}

#[test]
fn who_changes_back_finds_the_old_answers() {
    let questionnaire = load(&json!([
        item("n", "integer", &json!({})),
        item(
            "group",
            "group",
            &json!({
                "enableWhen": [{ "question": "n", "operator": "=", "answerInteger": 1 }],
                "item": [item("why", "string", &json!({}))],
            })
        ),
        item(
            "more",
            "string",
            &json!({
                "enableWhen": [{ "question": "why", "operator": "exists", "answerBoolean": true }],
            })
        ),
    ]))
    .unwrap();
    let mut session = Session::start(&questionnaire, at(0));
    assert_eq!(session.answer("why", vec![Answer::Text("x".into())], at(1)), Err(AnswerError::NotAsked));
    session.answer("n", vec![Answer::Integer(1)], at(1)).unwrap();
    session.answer("why", vec![Answer::Text(" weil ".into())], at(2)).unwrap();
    assert_eq!(asked(&session), ["group", "why", "more"]);
    session.answer("n", vec![Answer::Integer(2)], at(3)).unwrap();
    assert_eq!(asked(&session), Vec::<String>::new());
    assert_eq!(session.response().items.len(), 1);
    session.answer("n", vec![Answer::Integer(1)], at(4)).unwrap();
    assert_eq!(session.answers("why"), [Answer::Text("weil".into())]);
}

fn shopping() -> Questionnaire {
    let mut none = option("none", 0);
    none["extension"] = json!([extension("questionnaire-optionExclusive", &json!({ "valueBoolean": true }))]);
    let min = extension("minValue", &json!({ "valueInteger": 0 }));
    let max = extension("maxValue", &json!({ "valueInteger": 10 }));
    let step = extension("questionnaire-sliderStepValue", &json!({ "valueInteger": 2 }));
    let regex = extension("regex", &json!({ "valueString": "[0-9]{5}" }));
    let sum = "%resource.descendants().where(linkId='many').answer.value.ordinal().sum()";
    let calculated = extension(
        "sdc-questionnaire-calculatedExpression",
        &json!({ "valueExpression": { "language": "text/fhirpath", "expression": sum } }),
    );
    let twice = extension(
        "sdc-questionnaire-calculatedExpression",
        &json!({ "valueExpression": {
            "language": "text/fhirpath", "expression": "%resource.item.where(linkId='sum').answer.value * 2",
        } }),
    );
    let human = json!({ "url": "human", "valueString": "zu viel", "_valueString": english("too much") });
    let constraint = extension(
        "questionnaire-constraint",
        &json!({ "extension": [
            { "url": "key", "valueCode": "not-ten" }, { "url": "severity", "valueCode": "error" }, human,
            { "url": "expression", "valueString": "answer.value < 10" },
        ] }),
    );
    load(&json!([
        item(
            "many",
            "choice",
            &json!({
                "repeats": true, "required": true, "answerOption": [option("x", 1), option("y", 2), none],
                "extension": [extension("questionnaire-maxOccurs", &json!({ "valueInteger": 2 }))],
            })
        ),
        item("slider", "integer", &json!({ "extension": [min, max, step, constraint] })),
        item("zip", "string", &json!({ "maxLength": 5, "extension": [regex] })),
        item("twice", "integer", &json!({ "readOnly": true, "extension": [twice] })),
        item("sum", "integer", &json!({ "readOnly": true, "extension": [calculated] })),
    ]))
    .unwrap()
}

#[test]
fn an_exclusive_option_takes_the_others_back() {
    let questionnaire = shopping();
    let mut session = Session::start(&questionnaire, at(0));
    let both = vec![pick("x"), pick("none")];
    assert_eq!(session.answer("many", both, at(1)), Err(AnswerError::Problem(Problem::Exclusive)));
    let twice = vec![pick("x"), pick("x")];
    assert_eq!(session.answer("many", twice, at(1)), Err(AnswerError::Problem(Problem::Twice)));
    session.toggle("many", pick("x"), at(1)).unwrap();
    session.toggle("many", pick("y"), at(2)).unwrap();
    assert_eq!(session.answers("many").len(), 2);
    session.toggle("many", pick("none"), at(3)).unwrap();
    assert_eq!(session.answers("many").len(), 1);
    session.toggle("many", pick("x"), at(4)).unwrap();
    assert!(session.answers("many")[0].same(&pick("x")));
    session.toggle("many", pick("x"), at(5)).unwrap();
    assert!(session.answers("many").is_empty());
    assert_eq!(session.toggle("many", pick("z"), at(6)), Err(AnswerError::Problem(Problem::NotAnOption)));
}

#[test]
fn bounds_steps_and_shapes_are_checked() {
    let questionnaire = shopping();
    let mut session = Session::start(&questionnaire, at(0));
    let mut slider = |value| {
        session.answer("slider", vec![Answer::Integer(value)], at(1)).map_err(|error| error.to_string())
    };
    assert!(slider(4).is_ok());
    assert_eq!(slider(5), Err("must be a step of 2".into()));
    assert_eq!(slider(-2), Err("must be at least Integer(0)".into()));
    assert_eq!(slider(12), Err("must be at most Integer(10)".into()));
    let mut zip = |text: &str| session.answer("zip", vec![Answer::Text(text.into())], at(1));
    assert!(zip(" 12345 ").is_ok());
    assert_eq!(zip("1234a"), Err(AnswerError::Problem(Problem::WrongShape)));
    assert_eq!(zip("123456"), Err(AnswerError::Problem(Problem::TooLong(5))));
    let wrong = session.answer("slider", vec![Answer::Boolean(true)], at(1));
    assert_eq!(wrong, Err(AnswerError::Problem(Problem::WrongType)));
    let two = session.answer("slider", vec![Answer::Integer(2), Answer::Integer(4)], at(1));
    assert_eq!(two, Err(AnswerError::Problem(Problem::OneAnswerOnly)));
}

#[test]
fn calculated_answers_follow_and_build_on_each_other() {
    let questionnaire = shopping();
    let mut session = Session::start(&questionnaire, at(0));
    assert!(session.answers("sum").is_empty());
    session.answer("many", vec![pick("x"), pick("y")], at(1)).unwrap();
    assert_eq!(
        (session.answers("sum"), session.answers("twice")),
        ([Answer::Integer(3)].as_slice(), [Answer::Integer(6)].as_slice())
    );
    assert_eq!(session.answer("sum", vec![Answer::Integer(9)], at(2)), Err(AnswerError::NotAsked));
    session.answer("many", Vec::new(), at(2)).unwrap();
    assert!(session.answers("twice").is_empty());
}

#[test]
fn finishing_names_what_is_missing_and_what_does_not_hold() {
    let questionnaire = shopping();
    let mut session = Session::start(&questionnaire, at(0));
    let today = date(2026, 3, 1);
    session.answer("slider", vec![Answer::Integer(10)], at(1)).unwrap();
    let text = Text { de: "zu viel".into(), en: "too much".into() };
    let not_ten = Problem::Constraint { key: "not-ten".into(), text };
    assert_eq!(
        session.complete(at(2), today).unwrap_err(),
        [("many".to_owned(), Problem::Missing), ("slider".to_owned(), not_ten)]
    );
    session.answer("slider", vec![Answer::Integer(8)], at(3)).unwrap();
    session.answer("many", vec![pick("y")], at(4)).unwrap();
    let response = session.complete(at(5), today).unwrap();
    assert_eq!((response.authored, session.state().status), (at(5), Status::Completed));
    assert_eq!(session.answer("slider", vec![Answer::Integer(2)], at(6)), Err(AnswerError::Completed));
    let fhir = response.to_fhir();
    assert_eq!(fhir["questionnaire"], "urn:test:q|1");
    assert_eq!(fhir["item"][0]["answer"][0]["valueCoding"]["display"], "y");
    assert_eq!(fhir["item"][0]["answer"][0]["valueCoding"]["extension"][0]["valueDecimal"], 2);
    assert_eq!(fhir["item"][1]["answer"][0]["valueInteger"], 8);
}

#[test]
fn a_problem_is_shown_at_the_question_where_it_can_be_mended() {
    let unasked = json!({ "enableWhen": [{ "question": "m", "operator": "=", "answerInteger": 1 }] });
    let below = json!([
        item("hidden", "integer", &unasked),
        item("m", "integer", &json!({})),
        item("n", "integer", &json!({})),
    ]);
    let questionnaire = load(&json!([
        item("first", "integer", &json!({})),
        item("group", "group", &json!({ "item": below })),
        item("sum", "integer", &json!({ "readOnly": true })),
    ]))
    .unwrap();
    let session = Session::start(&questionnaire, at(0));
    let place = |name: &str| session.question_of(name).map(|item| item.link_id.as_str());
    assert_eq!((place("n"), place("group")), (Some("n"), Some("m")));
    assert_eq!((place("-"), place("sum"), place("hidden")), (None, None, None));
}

#[test]
fn an_interrupted_questionnaire_goes_on_where_it_was_left() {
    let questionnaire = shopping();
    let mut session = Session::start(&questionnaire, at(0));
    session.answer("many", vec![pick("x")], at(1)).unwrap();
    let saved = serde_json::to_string(session.state()).unwrap();
    let state: State = serde_json::from_str(&saved).unwrap();
    let session = Session::resume(&questionnaire, state.clone()).unwrap();
    assert_eq!(session.next_open().unwrap().link_id, "slider");
    assert_eq!(session.progress(), Progress { answered: 1, asked: 3 });
    assert_eq!(session.state().at.as_deref(), Some("many"));

    let other = State { version: "2".into(), ..state.clone() };
    assert_eq!(Session::resume(&questionnaire, other).unwrap_err(), ResumeError::OtherVersion);
    let newer = State { v: 3, ..state.clone() };
    assert_eq!(Session::resume(&questionnaire, newer).unwrap_err(), ResumeError::NewerForm);
    let mut damaged = state;
    damaged.answers.insert("slider".into(), vec![Answer::Integer(999)]);
    damaged.answers.insert("gone".into(), vec![Answer::Integer(1)]);
    assert!(Session::resume(&questionnaire, damaged).unwrap().answers("slider").is_empty());
}

#[test]
fn decimals_and_quantities_keep_their_digits() {
    let digits = extension("maxDecimalPlaces", &json!({ "valueInteger": 1 }));
    let unit = extension(
        "questionnaire-unit",
        &json!({ "valueCoding": { "system": "http://unitsofmeasure.org", "code": "kg" } }),
    );
    let questionnaire = load(&json!([
        item("d", "decimal", &json!({ "extension": [digits] })),
        item("q", "quantity", &json!({ "extension": [unit] })),
    ]))
    .unwrap();
    let mut session = Session::start(&questionnaire, at(0));
    let mut decimal = |text: &str| session.answer("d", vec![Answer::Decimal(text.parse().unwrap())], at(1));
    assert_eq!(decimal("82.55"), Err(AnswerError::Problem(Problem::TooPrecise(1))));
    assert!(decimal("82.50").is_ok());
    let quantity = |unit: &str| {
        vec![Answer::Quantity(crate::questionnaire::Quantity {
            value: Decimal::new(825, 1),
            unit: unit.into(),
        })]
    };
    assert_eq!(session.answer("q", quantity("lb"), at(1)), Err(AnswerError::Problem(Problem::WrongType)));
    session.answer("q", quantity("kg"), at(1)).unwrap();
    let saved = serde_json::to_string(session.state()).unwrap();
    assert!(saved.contains(r#""valueDecimal":"82.50""#), "{saved}");
}

proptest! {
    #[test]
    fn any_order_of_answers_can_be_saved_and_resumed(steps in proptest::collection::vec((0_usize..5, 0_i32..12), 0..12)) {
        let questionnaire = shopping();
        let mut session = Session::start(&questionnaire, at(0));
        for (which, value) in steps {
            let _ = match which {
                0 => session.toggle("many", pick(["x", "y", "none"][value as usize % 3]), at(1)),
                1 => session.answer("slider", vec![Answer::Integer(value)], at(1)),
                2 => session.answer("zip", vec![Answer::Text(value.to_string().repeat(5))], at(1)),
                3 => session.answer("slider", Vec::new(), at(1)),
                _ => session.answer("sum", vec![Answer::Integer(value)], at(1)),
            };
            let saved = serde_json::to_string(session.state()).unwrap();
            let again = Session::resume(&questionnaire, serde_json::from_str(&saved).unwrap()).unwrap();
            prop_assert_eq!(again.response(), session.response());
            prop_assert_eq!(again.problems(date(2026, 3, 1)), session.problems(date(2026, 3, 1)));
        }
    }
}
