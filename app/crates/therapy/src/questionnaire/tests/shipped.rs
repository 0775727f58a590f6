use jiff::Timestamp;
use jiff::civil::date;

use crate::content::shipped;
use crate::questionnaire::{Answer, Control, Item, ItemKind, Session};
use crate::text::Language;

const ALL: [&str; 6] = [
    "phq-9",
    "gad-7",
    "adherence",
    "self-management",
    "digav-anlage-3-health",
    "digav-anlage-3-satisfaction",
];

#[test]
fn every_shipped_questionnaire_loads_with_its_scoring() {
    let folder = std::fs::read_dir(shipped::path("questionnaires")).unwrap();
    assert_eq!(folder.count(), ALL.len());
    for name in ALL {
        let (questionnaire, scoring) = shipped::questionnaire(name);
        assert_eq!(scoring.is_some(), !name.starts_with("digav"), "{name}");
        assert!(questionnaire.copyright.is_some(), "{name}");
        assert!(
            questionnaire
                .all_items()
                .iter()
                .all(|item| item.text.get(Language::English) != item.text.get(Language::German))
        );
    }
}

/// The answer with the greatest number, or the last.
fn last_answer(item: &Item) -> Vec<Answer> {
    match item.kind {
        ItemKind::Choice | ItemKind::OpenChoice => {
            item.options.last().map(|option| Answer::Choice(option.choice.clone())).into_iter().collect()
        }
        ItemKind::Boolean => vec![Answer::Boolean(true)],
        ItemKind::Integer => item.limits.max.clone().into_iter().collect(),
        _ => vec![Answer::Text("Text".into())],
    }
}

#[test]
fn every_shipped_questionnaire_can_be_finished_one_question_after_the_other() {
    for name in ALL {
        let (questionnaire, _) = shipped::questionnaire(name);
        let mut session = Session::start(&questionnaire, Timestamp::UNIX_EPOCH);
        let mut steps = 0;
        while let Some(item) = session.next_open() {
            session.answer(&item.link_id, last_answer(item), Timestamp::UNIX_EPOCH).unwrap();
            steps += 1;
        }
        assert_eq!(session.progress().answered, steps, "{name}");
        session.complete(Timestamp::UNIX_EPOCH, date(2026, 11, 22)).unwrap();
    }
}

#[test]
fn who_takes_no_medicine_is_not_asked_about_it() {
    let (questionnaire, _) = shipped::questionnaire("adherence");
    let mut session = Session::start(&questionnaire, Timestamp::UNIX_EPOCH);
    session.answer("takes", vec![Answer::Boolean(false)], Timestamp::UNIX_EPOCH).unwrap();
    let names: Vec<&str> = session.visible().iter().map(|item| item.link_id.as_str()).collect();
    assert_eq!(names, ["takes", "why-none"]);
}

#[test]
fn the_survey_of_the_law_has_its_scales() {
    let (health, _) = shipped::questionnaire("digav-anlage-3-health");
    assert_eq!(health.item("ab-h1").unwrap().options.len(), 7);
    let (satisfaction, _) = shipped::questionnaire("digav-anlage-3-satisfaction");
    for number in 1..=5 {
        let item = satisfaction.item(&format!("ab-z{number}")).unwrap();
        assert_eq!((item.control, item.bounds()), (Control::Slider { step: 1 }, Some((0.into(), 10.into()))));
        let ends: Vec<Control> = item.items.iter().map(|end| end.control).collect();
        assert_eq!(ends, [Control::LowerEnd, Control::UpperEnd]);
        assert!(!item.required, "voluntary");
    }
}
