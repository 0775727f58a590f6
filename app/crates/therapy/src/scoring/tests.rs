use jiff::Timestamp;

use super::*;
use crate::content::shipped;
use crate::questionnaire::{Answer, ItemKind, Session};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// Answers items by the number that stands for an option.
fn answered<'q>(questionnaire: &'q Questionnaire, numbers: &[(&str, i32)]) -> Session<'q> {
    let mut session = Session::start(questionnaire, at(0));
    for (name, number) in numbers {
        let item = questionnaire.item(name).unwrap();
        let answer = match item.kind {
            ItemKind::Choice => {
                let wanted = Some(Decimal::from(*number));
                let option = item.options.iter().find(|option| option.choice.ordinal == wanted).unwrap();
                Answer::Choice(option.choice.clone())
            }
            ItemKind::Boolean => Answer::Boolean(*number == 1),
            _ => Answer::Integer(*number),
        };
        session.answer(name, vec![answer], at(1)).unwrap();
    }
    session
}

fn scored(name: &str, numbers: &[(&str, i32)]) -> ScoreResult {
    let (questionnaire, scoring) = shipped::questionnaire(name);
    scoring.unwrap().score(&questionnaire, &answered(&questionnaire, numbers).response()).unwrap()
}

const PHQ: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

fn phq(numbers: [i32; 9]) -> Vec<(&'static str, i32)> {
    PHQ.into_iter().zip(numbers).collect()
}

#[test]
fn phq_9_has_the_published_bands() {
    let band = |numbers| {
        let score = scored("phq-9", &phq(numbers)).scores.remove(0);
        (score.value.unwrap().to_string(), score.band.unwrap())
    };
    assert_eq!(band([0; 9]), ("0".into(), "minimal".into()));
    assert_eq!(band([1, 1, 1, 1, 0, 0, 0, 0, 0]), ("4".into(), "minimal".into()));
    assert_eq!(band([1, 1, 1, 1, 1, 0, 0, 0, 0]), ("5".into(), "mild".into()));
    assert_eq!(band([3, 3, 3, 1, 0, 0, 0, 0, 0]), ("10".into(), "moderate".into()));
    assert_eq!(band([3, 3, 3, 3, 3, 0, 0, 0, 0]), ("15".into(), "moderately-severe".into()));
    assert_eq!(band([3, 3, 3, 3, 3, 3, 2, 0, 0]), ("20".into(), "severe".into()));
    assert_eq!(band([3; 9]), ("27".into(), "severe".into()));
}

#[test]
fn a_scale_knows_between_which_values_it_lies() {
    let bounds = |name| {
        let (questionnaire, scoring) = shipped::questionnaire(name);
        let (low, high) = scoring.unwrap().scales[0].bounds(&questionnaire).unwrap();
        (low.normalize().to_string(), high.normalize().to_string())
    };
    assert_eq!(bounds("phq-9"), ("0".into(), "27".into()));
    assert_eq!(bounds("gad-7"), ("0".into(), "21".into()));
    assert_eq!(bounds("adherence"), ("0".into(), "4".into()), "a mean lies between those of its items");
    let (questionnaire, scoring) = shipped::questionnaire("phq-9");
    let mut scale = scoring.unwrap().scales.remove(0);
    scale.items.push("no such item".into());
    assert_eq!(scale.bounds(&questionnaire), None);
}

#[test]
fn a_result_by_other_rules_is_not_put_between_the_bounds_of_these() {
    let (questionnaire, scoring) = shipped::questionnaire("phq-9");
    let scoring = scoring.unwrap();
    let bounds = |result: &ScoreResult| scoring.bounds_of(result, &scoring.scales[0], &questionnaire);
    let result = scored("phq-9", &phq([1; 9]));
    assert_eq!(bounds(&result), scoring.scales[0].bounds(&questionnaire));
    assert_eq!(bounds(&ScoreResult { version: "0.0.1".into(), ..result.clone() }), None);
    assert_eq!(bounds(&ScoreResult { questionnaire_version: "0.0.1".into(), ..result }), None);
}

#[test]
fn gad_7_has_the_published_bands() {
    let band = |numbers: [i32; 7]| {
        let numbers: Vec<(&str, i32)> = PHQ.into_iter().zip(numbers).collect();
        let score = scored("gad-7", &numbers).scores.remove(0);
        (score.value.unwrap().to_string(), score.band.unwrap())
    };
    assert_eq!(band([1, 1, 1, 1, 0, 0, 0]), ("4".into(), "minimal".into()));
    assert_eq!(band([1, 1, 1, 1, 1, 0, 0]), ("5".into(), "mild".into()));
    assert_eq!(band([3, 3, 3, 1, 0, 0, 0]), ("10".into(), "moderate".into()));
    assert_eq!(band([3, 3, 3, 3, 3, 0, 0]), ("15".into(), "severe".into()));
}

#[test]
fn item_9_calls_for_help_as_soon_as_it_is_answered() {
    let (questionnaire, scoring) = shipped::questionnaire("phq-9");
    let scoring = scoring.unwrap();
    let alerts = |number| scoring.alerts(&answered(&questionnaire, &[("9", number)]).response());
    assert_eq!(alerts(0), []);
    for number in 1..=3 {
        assert_eq!(alerts(number), [Alert::SelfHarm], "{number}");
    }
}

#[test]
fn missing_items_count_as_the_mean_of_the_others() {
    let all = phq([2, 2, 1, 2, 2, 1, 2, 2, 0]);
    let score = |numbers: &[(&str, i32)]| {
        let score = scored("phq-9", numbers).scores.remove(0);
        (score.value.map(|it| it.to_string()), score.missing)
    };
    assert_eq!(score(&all), (Some("14".into()), 0));
    // 14 of 8 items: 15.75.
    assert_eq!(score(&all[..8]), (Some("16".into()), 1));
    assert_eq!(score(&all[..7]), (Some("15".into()), 2));
    assert_eq!(score(&all[..6]), (None, 3));
}

#[test]
fn reversed_items_and_subscales_are_scored() {
    let (questionnaire, scoring) = shipped::questionnaire("adherence");
    let scale = &scoring.unwrap().scales[0];
    let best: Vec<(&str, i32)> = std::iter::once(("takes", 1))
        .chain(scale.items.iter().map(|item| {
            let (min, max) = questionnaire.item(item).unwrap().bounds().unwrap();
            let good = if scale.reversed.contains(item) { min } else { max };
            (item.as_str(), i32::try_from(good).unwrap())
        }))
        .collect();
    let (highest, lowest) = (scored("adherence", &best), scored("adherence", &[("takes", 1)]));
    assert_eq!(highest.scores[0].band.as_deref(), Some("high"));
    assert_eq!(lowest.scores[0].value, None);
    let (_, scoring) = shipped::questionnaire("self-management");
    assert!(scoring.unwrap().scales.len() >= 4);
}

#[test]
fn a_change_counts_from_the_relevant_size_on() {
    let (_, scoring) = shipped::questionnaire("phq-9");
    let scoring = scoring.unwrap();
    let change = |from: i64, to: i64| scoring.change("total", from.into(), to.into()).unwrap();
    assert_eq!((change(14, 10), change(14, 9), change(9, 14)), (Change::Same, Change::Better, Change::Worse));
    assert_eq!(scoring.change("none", 1.into(), 9.into()), None);
}

#[test]
fn results_keep_the_versions_they_were_made_with() {
    let result = scored("phq-9", &phq([1; 9]));
    assert_eq!((result.version.as_str(), result.questionnaire_version.as_str()), ("1.0.0", "1.0.0"));
    let json = serde_json::to_string(&result).unwrap();
    assert_eq!(serde_json::from_str::<ScoreResult>(&json).unwrap(), result);
    let (questionnaire, scoring) = shipped::questionnaire("phq-9");
    let mut newer = answered(&questionnaire, &[]).response();
    newer.version = "2.0.0".into();
    assert_eq!(scoring.unwrap().score(&questionnaire, &newer), None);
}

#[test]
fn a_scoring_that_does_not_fit_is_refused() {
    let (questionnaire, scoring) = shipped::questionnaire("phq-9");
    let json = |change: &dyn Fn(&mut Scoring)| {
        let mut scoring = scoring.clone().unwrap();
        change(&mut scoring);
        Scoring::load(&serde_json::to_string(&scoring).unwrap(), &questionnaire)
    };
    let errors = |change: &dyn Fn(&mut Scoring)| json(change).map_or_else(|list| list.len(), |_| 0);
    assert_eq!(errors(&|_| {}), 0);
    assert_eq!(errors(&|it| it.questionnaire_version = "9".into()), 1);
    assert_eq!(errors(&|it| it.source.clear()), 1);
    assert_eq!(errors(&|it| it.scales[0].items[0] = "none".into()), 1);
    assert_eq!(errors(&|it| it.scales[0].items[0] = "2".into()), 1);
    assert_eq!(errors(&|it| it.scales[0].reversed.push("none".into())), 1);
    assert_eq!(errors(&|it| it.scales[0].most_missing = 9), 1);
    assert_eq!(errors(&|it| it.scales[0].bands.reverse()), 1);
    assert_eq!(errors(&|it| it.scales[0].code.as_mut().unwrap().display.clear()), 1);
    assert_eq!(errors(&|it| it.alerts[0].from = 4), 1);
}
