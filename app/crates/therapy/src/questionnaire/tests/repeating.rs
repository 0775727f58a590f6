//! Questions with several answers, and groups that are given several times.

use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};

use super::loading::{english, errors, extension, item, load, option};
use crate::questionnaire::{Answer, AnswerError, Choice, Problem, Questionnaire, Session, State};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn words(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

fn occurs(least: i64, most: i64) -> Value {
    json!([
        extension("questionnaire-minOccurs", &json!({ "valueInteger": least })),
        extension("questionnaire-maxOccurs", &json!({ "valueInteger": most })),
    ])
}

fn calculated(expression: &str) -> Value {
    extension(
        "sdc-questionnaire-calculatedExpression",
        &json!({ "valueExpression": { "language": "text/fhirpath", "expression": expression } }),
    )
}

fn constraint(key: &str, expression: &str) -> Value {
    extension(
        "questionnaire-constraint",
        &json!({ "extension": [
            { "url": "key", "valueCode": key }, { "url": "severity", "valueCode": "error" },
            { "url": "human", "valueString": key, "_valueString": english(key) },
            { "url": "expression", "valueString": expression },
        ] }),
    )
}

/// Readings, their sum, and a question that a high reading asks for.
fn readings() -> Questionnaire {
    let mut extensions = occurs(2, 4).as_array().unwrap().clone();
    extensions.push(extension("maxValue", &json!({ "valueInteger": 300 })));
    load(&json!([
        item("n", "integer", &json!({ "repeats": true, "extension": extensions })),
        item(
            "high",
            "string",
            &json!({ "enableWhen": [{ "question": "n", "operator": ">", "answerInteger": 140 }] })
        ),
        item(
            "none-normal",
            "string",
            &json!({ "enableWhen": [{ "question": "n", "operator": "!=", "answerInteger": 120 }] })
        ),
        item(
            "sum",
            "integer",
            &json!({ "readOnly": true, "extension": [
                calculated("%resource.item.where(linkId='n').answer.value.sum()"),
                constraint("rising", "%resource.item.where(linkId='n').answer.value.last() > 100"),
            ] })
        ),
    ]))
    .unwrap()
}

/// Medicines in a repeating group, each with a question that depends on another one of the same medicine.
fn medicines(more: &Value) -> Questionnaire {
    let forgets =
        json!({ "enableWhen": [{ "question": "forgets", "operator": "=", "answerBoolean": true }] });
    let mut group = json!({ "repeats": true, "item": [
        item("name", "string", &json!({ "required": true })),
        item("forgets", "boolean", &json!({})),
        item("why", "string", &forgets),
        item("times", "time", &json!({ "repeats": true })),
    ] });
    for (name, value) in more.as_object().unwrap() {
        group[name] = value.clone();
    }
    let count =
        calculated("%resource.item.where(linkId='medicine').item.where(linkId='name').answer.count()");
    load(&json!([
        item("medicine", "group", &group),
        item("count", "integer", &json!({ "readOnly": true, "extension": [count] })),
        item("end", "string", &json!({})),
    ]))
    .unwrap()
}

#[test]
fn readings_keep_their_order_and_may_be_the_same_and_any_of_them_counts() {
    let questionnaire = readings();
    let mut session = Session::start(&questionnaire, at(0));
    let numbers = |values: &[i32]| values.iter().copied().map(Answer::Integer).collect::<Vec<_>>();
    session.answer("n", numbers(&[130, 120, 130]), at(1)).unwrap();
    assert_eq!(session.answers("n"), numbers(&[130, 120, 130]));
    assert_eq!(session.answers("sum"), [Answer::Integer(380)]);
    let asked = |session: &Session<'_>| -> Vec<String> {
        session.visible().into_iter().map(|item| item.link_id.clone()).collect()
    };
    assert_eq!(asked(&session), ["n", "sum"], "no reading is high, and one is 120");
    session.answer("n", numbers(&[130, 150]), at(2)).unwrap();
    assert_eq!(asked(&session), ["n", "high", "none-normal", "sum"]);
    assert_eq!(session.answer("n", numbers(&[1; 5]), at(3)), Err(AnswerError::Problem(Problem::TooMany(4))));
    assert!(matches!(
        session.answer("n", numbers(&[1, 400]), at(3)),
        Err(AnswerError::Problem(Problem::TooLarge(_)))
    ));
    session.answer("n", numbers(&[130]), at(4)).unwrap();
    assert_eq!(session.problems(date(2026, 3, 1)), [("n".to_owned(), Problem::TooFew(2))]);
    session.answer("n", numbers(&[130, 90]), at(5)).unwrap();
    let broken = session.problems(date(2026, 3, 1));
    assert!(
        matches!(broken.as_slice(), [(place, Problem::Constraint { key, .. })] if place == "sum" && key == "rising")
    );
}

#[test]
fn each_repetition_has_its_own_answers_and_asks_by_them() {
    let questionnaire = medicines(&json!({}));
    let mut session = Session::start(&questionnaire, at(0));
    let second = session.repeat("medicine", at(1)).unwrap();
    session.answer("name#0", vec![words("Ramipril")], at(2)).unwrap();
    session.answer(&format!("name#{second}"), vec![words("Amlodipin")], at(3)).unwrap();
    session.answer(&format!("forgets#{second}"), vec![Answer::Boolean(true)], at(4)).unwrap();
    let group = questionnaire.item("medicine").unwrap();
    let names = |session: &Session<'_>| -> Vec<Vec<String>> {
        let names = |it: &crate::questionnaire::Repetition<'_>| {
            it.occurrences.iter().map(|occurrence| occurrence.item.link_id.clone()).collect()
        };
        session.repetitions(group).iter().map(names).collect()
    };
    assert_eq!(names(&session), [vec!["name", "forgets", "times"], vec!["name", "forgets", "why", "times"]]);
    assert_eq!(session.answer("why#0", vec![words("x")], at(5)), Err(AnswerError::NotAsked));
    assert_eq!(session.answer("name", vec![words("x")], at(5)), Err(AnswerError::NotAsked));
    assert_eq!(session.answers("count"), [Answer::Integer(2)]);
    let steps: Vec<&str> = session.steps().into_iter().map(|step| step.link_id.as_str()).collect();
    assert_eq!(steps, ["medicine", "end"], "a group is one step");
    assert_eq!(session.next_open().unwrap().link_id, "end");
    assert_eq!(session.response().values("name"), [&words("Ramipril"), &words("Amlodipin")]);
}

#[test]
fn repetitions_stand_in_order_in_the_fhir_response_and_empty_ones_are_left_out() {
    let questionnaire = medicines(&json!({}));
    let mut session = Session::start(&questionnaire, at(0));
    let second = session.repeat("medicine", at(1)).unwrap();
    let third = session.repeat("medicine", at(1)).unwrap();
    assert_ne!(second, third);
    let times = [jiff::civil::time(20, 0, 0, 0), jiff::civil::time(8, 0, 0, 0)].map(Answer::Time).to_vec();
    session.answer(&format!("name#{third}"), vec![words("Amlodipin")], at(2)).unwrap();
    session.answer(&format!("times#{third}"), times, at(2)).unwrap();
    session.answer("name#0", vec![words("Ramipril")], at(3)).unwrap();
    let fhir = session.complete(at(4), date(2026, 3, 1)).unwrap().to_fhir();
    let items = fhir["item"].as_array().unwrap();
    let names: Vec<&Value> = items.iter().map(|it| &it["linkId"]).collect();
    assert_eq!(names, ["medicine", "medicine", "count"]);
    assert_eq!(items[0]["item"][0]["answer"][0]["valueString"], "Ramipril");
    assert_eq!(items[1]["item"][0]["answer"][0]["valueString"], "Amlodipin");
    let given: Vec<&Value> =
        items[1]["item"][1]["answer"].as_array().unwrap().iter().map(|it| &it["valueTime"]).collect();
    assert_eq!(given, ["20:00:00", "08:00:00"]);
}

#[test]
fn what_was_taken_away_comes_back_to_its_place_with_its_answers() {
    let questionnaire = medicines(&json!({ "extension": occurs(0, 3) }));
    let mut session = Session::start(&questionnaire, at(0));
    assert_eq!(session.remove("medicine", 0, at(1)), Err(AnswerError::NotAsked), "the only one stays");
    let second = session.repeat("medicine", at(1)).unwrap();
    let third = session.repeat("medicine", at(2)).unwrap();
    assert_eq!(session.repeat("medicine", at(2)), Err(AnswerError::Problem(Problem::TooMany(3))));
    for (number, name) in [(0, "a"), (second, "b"), (third, "c")] {
        session.answer(&format!("name#{number}"), vec![words(name)], at(3)).unwrap();
    }
    let whole = session.state().answers.clone();
    let removed = session.remove("medicine", second, at(4)).unwrap();
    assert_eq!(session.response().values("name"), [&words("a"), &words("c")]);
    assert!(!session.state().answers.contains_key(&format!("name#{second}")), "it is not kept in secret");
    session.restore(removed.clone(), at(5)).unwrap();
    assert_eq!((removed.place, &session.state().answers), (1, &whole));
    assert_eq!(session.response().values("name"), [&words("a"), &words("b"), &words("c")]);
    session.restore(removed, at(6)).unwrap();
    assert_eq!(session.response().values("name").len(), 3, "it comes back once");
}

#[test]
fn an_interrupted_questionnaire_keeps_all_repetitions_in_order() {
    let questionnaire = medicines(&json!({}));
    let mut session = Session::start(&questionnaire, at(0));
    assert_eq!(session.state().v, 1, "an older app reads it as long as nothing is repeated");
    let second = session.repeat("medicine", at(1)).unwrap();
    session.answer(&format!("name#{second}"), vec![words("b")], at(2)).unwrap();
    session.answer("times#0", vec![Answer::Time(jiff::civil::time(8, 0, 0, 0)); 2], at(3)).unwrap();
    let saved = serde_json::to_string(session.state()).unwrap();
    let state: State = serde_json::from_str(&saved).unwrap();
    assert_eq!(state.v, 2);
    let mut again = Session::resume(&questionnaire, state.clone()).unwrap();
    assert_eq!((again.state(), again.response()), (session.state(), session.response()));
    let removed = again.remove("medicine", 0, at(4)).unwrap();
    assert_eq!((removed.place, again.response().values("name")), (0, vec![&words("b")]));

    let mut damaged = state;
    damaged.repetitions.insert("medicine".into(), vec![0, 0, 7]);
    damaged.repetitions.insert("gone".into(), vec![3]);
    let damaged = Session::resume(&questionnaire, damaged).unwrap();
    assert_eq!(damaged.state().repetitions.values().collect::<Vec<_>>(), [&vec![0, 7]]);
    assert!(!damaged.state().answers.contains_key(&format!("name#{second}")));
}

#[test]
fn what_is_required_is_demanded_of_repetitions_in_which_something_was_answered() {
    let today = date(2026, 3, 1);
    let voluntary = medicines(&json!({}));
    let mut session = Session::start(&voluntary, at(0));
    assert!(session.problems(today).is_empty(), "a group that nobody needs may stay empty");
    session.answer("forgets#0", vec![Answer::Boolean(false)], at(1)).unwrap();
    assert_eq!(session.problems(today), [("name#0".to_owned(), Problem::Missing)]);
    assert_eq!(session.question_of("name#0").unwrap().link_id, "medicine");

    let needed = medicines(&json!({ "required": true }));
    assert_eq!(Session::start(&needed, at(0)).problems(today), [("medicine".to_owned(), Problem::Missing)]);
    let two = medicines(&json!({ "required": true, "extension": occurs(2, 3) }));
    let mut session = Session::start(&two, at(0));
    session.answer("name#0", vec![words("a")], at(1)).unwrap();
    assert_eq!(session.problems(today), [("medicine".to_owned(), Problem::TooFew(2))]);
}

#[test]
fn a_condition_holds_in_each_repetition_by_itself() {
    let both =
        "item.where(linkId='why').answer.exists() or item.where(linkId='forgets').answer.value != true";
    let questionnaire = medicines(&json!({ "extension": [constraint("why", both)] }));
    let mut session = Session::start(&questionnaire, at(0));
    let second = session.repeat("medicine", at(1)).unwrap();
    for (number, forgets) in [(0, false), (second, true)] {
        session.answer(&format!("name#{number}"), vec![words("x")], at(2)).unwrap();
        session.answer(&format!("forgets#{number}"), vec![Answer::Boolean(forgets)], at(2)).unwrap();
    }
    let problems = session.problems(date(2026, 3, 1));
    let places: Vec<&str> = problems.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, [format!("medicine#{second}")]);
}

#[test]
fn an_option_is_still_chosen_once_only() {
    let questionnaire = load(&json!([item(
        "many",
        "choice",
        &json!({ "repeats": true, "answerOption": [option("x", 1), option("y", 2)] })
    )]))
    .unwrap();
    let mut session = Session::start(&questionnaire, at(0));
    let choice = Answer::Choice(Choice {
        system: Some("urn:test".into()),
        code: "x".into(),
        display: None,
        ordinal: None,
    });
    let twice = session.answer("many", vec![choice.clone(), choice], at(1));
    assert_eq!(twice, Err(AnswerError::Problem(Problem::Twice)));
}

#[test]
fn what_repetitions_cannot_do_is_refused_when_the_questionnaire_is_loaded() {
    let group =
        |link_id: &str, items: &Value| item(link_id, "group", &json!({ "repeats": true, "item": items }));
    let within = group("inner", &json!([item("a", "string", &json!({}))]));
    assert!(errors(&json!([group("outer", &json!([within]))]))[0].contains("put them one after the other"));
    let sum = item("sum", "integer", &json!({ "readOnly": true, "extension": [calculated("1 + 1")] }));
    assert!(errors(&json!([group("g", &json!([sum]))]))[0].contains("compute over all repetitions"));
    let slider = json!({ "repeats": true, "extension": [
        extension("minValue", &json!({ "valueInteger": 0 })), extension("maxValue", &json!({ "valueInteger": 9 })),
        extension("questionnaire-sliderStepValue", &json!({ "valueInteger": 1 })),
    ] });
    assert!(errors(&json!([item("a", "integer", &slider)]))[0].contains("cannot repeat"));
    assert!(errors(&json!([item("a", "boolean", &json!({ "repeats": true }))]))[0].contains("cannot repeat"));
    let limits = json!({ "repeats": true, "extension": occurs(3, 2) });
    assert!(errors(&json!([item("a", "string", &limits)]))[0].contains("less than minOccurs"));
    assert!(errors(&json!([item("a#1", "string", &json!({}))]))[0].contains("must not contain #"));
    let outside = item(
        "b",
        "string",
        &json!({ "enableWhen": [{ "question": "a", "operator": "exists", "answerBoolean": true }] }),
    );
    let elsewhere = json!([group("g", &json!([item("a", "string", &json!({}))])), outside]);
    assert_eq!(
        errors(&elsewhere),
        ["item b: enableWhen asks for a, which stands in each repetition of a group"]
    );
}
