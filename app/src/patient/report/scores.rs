//! Results of questionnaires in a period, scale by scale.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use heilsam_report::Period;
use heilsam_therapy::scoring::{Scale, ScoreResult, Scoring};

use crate::patient::assessments::{Loaded, Questionnaires};
use crate::patient::content::say;
use crate::record::AssessmentView;
use crate::report::{ScoreLine, ScoreValue};
use crate::today;

/// All scales of each questionnaire that was finished in the period: the questionnaire of the newest result first.
#[must_use]
pub fn lines(
    assessments: &[AssessmentView],
    questionnaires: Questionnaires,
    period: Period,
) -> Vec<ScoreLine> {
    let mut finished: BTreeMap<&str, Vec<&ScoreResult>> = BTreeMap::new();
    for it in assessments {
        // One without a result counts as well: whoever asks for it has the questionnaires loaded.
        let results = finished.entry(it.assessment.questionnaire.as_str()).or_default();
        results.extend(it.assessment.result.as_ref());
    }
    let lines = finished.into_iter().filter_map(|(name, results)| {
        let loaded = questionnaires.get(name)?;
        Some(of(&loaded, results, period))
    });
    let mut lines: Vec<ScoreLine> = lines.flatten().collect();
    lines.sort_by_key(|line| Reverse(line.results.first().map(|it| it.day)));
    lines
}

/// The scales of one questionnaire that have a result in the period.
fn of(loaded: &Loaded, mut results: Vec<&ScoreResult>, period: Period) -> Vec<ScoreLine> {
    let Some(scoring) = &loaded.scoring else { return Vec::new() };
    results.sort_by_key(|it| Reverse(it.authored));
    let line = |(index, scale): (usize, &Scale)| {
        let until = results.iter().filter_map(|it| value(loaded, scoring, scale, it));
        let mut until = until.filter(|it| it.day <= period.last).peekable();
        let results: Vec<ScoreValue> =
            std::iter::from_fn(|| until.next_if(|it| it.day >= period.first)).collect();
        if results.is_empty() {
            return None;
        }
        let before = until.next().map(|it| it.value);
        Some(ScoreLine {
            questionnaire: say(&loaded.questionnaire.title),
            name: say(&scale.name),
            is_main: index == 0,
            results,
            before,
        })
    };
    scoring.scales.iter().enumerate().filter_map(line).collect()
}

/// The result on a scale; `None` when too many answers are missing.
fn value(loaded: &Loaded, scoring: &Scoring, scale: &Scale, result: &ScoreResult) -> Option<ScoreValue> {
    let score = result.scores.iter().find(|score| score.scale == scale.id)?;
    let band = scale.bands.iter().find(|it| Some(&it.id) == score.band.as_ref());
    Some(ScoreValue {
        day: today::local(result.authored).date(),
        value: score.value?,
        range: scoring.bounds_of(result, scale, &loaded.questionnaire),
        band: band.map(|it| say(&it.name)),
    })
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::questionnaire::Questionnaire;
    use heilsam_therapy::scoring::Score;
    use jiff::civil::date;
    use rust_decimal::Decimal;

    use super::*;
    use crate::patient::content::shipped;

    fn loaded(name: &str) -> Loaded {
        let questionnaire =
            Questionnaire::load(&shipped(&format!("questionnaires/{name}.json")).unwrap()).unwrap();
        let scoring =
            Scoring::load(&shipped(&format!("scorings/{name}.json")).unwrap(), &questionnaire).unwrap();
        Loaded { questionnaire, scoring: Some(scoring) }
    }

    /// A result with this value on each of these scales.
    fn result(loaded: &Loaded, day: i8, value: u8, scales: &[&str], band: &str) -> ScoreResult {
        let scoring = loaded.scoring.as_ref().unwrap();
        let score = |scale: &&str| Score {
            scale: (*scale).to_owned(),
            value: Some(Decimal::from(value)),
            missing: 0,
            band: Some(band.to_owned()),
        };
        ScoreResult {
            scoring: scoring.id.clone(),
            version: scoring.version.clone(),
            questionnaire_version: scoring.questionnaire_version.clone(),
            authored: format!("2026-03-{day:02}T10:00:00Z").parse().unwrap(),
            scores: scales.iter().map(score).collect(),
            alerts: Vec::new(),
        }
    }

    fn march(first: i8, last: i8) -> Period {
        Period { first: date(2026, 3, first), last: date(2026, 3, last) }
    }

    #[test]
    fn all_results_of_the_period_are_there_and_the_one_before_it() {
        let loaded = loaded("phq-9");
        let result = |day, value| result(&loaded, day, value, &["total"], "mild");
        let all = [result(20, 7), result(2, 15), result(9, 12), result(14, 8), result(5, 13)];
        let lines = of(&loaded, all.iter().collect(), march(8, 15));
        let [line] = &lines[..] else { panic!("{lines:?}") };
        let told: Vec<(i8, Decimal)> = line.results.iter().map(|it| (it.day.day(), it.value)).collect();
        assert_eq!(told, [(14, Decimal::from(8)), (9, Decimal::from(12))]);
        assert_eq!(line.before, Some(Decimal::from(13)));
        let newest = &line.results[0];
        assert_eq!(newest.range, Some((Decimal::ZERO, Decimal::from(27))));
        assert_eq!(newest.band.as_deref(), Some("leichte Beschwerden"));
        assert_eq!((line.questionnaire.as_str(), line.is_main), ("Fragen zur Stimmung (PHQ-9)", true));
        assert!(of(&loaded, all.iter().collect(), march(16, 19)).is_empty());
    }

    #[test]
    fn the_parts_of_a_questionnaire_stand_below_the_whole() {
        let loaded = loaded("self-management");
        let result = result(&loaded, 9, 3, &["total", "knowledge"], "good");
        let lines = of(&loaded, vec![&result], march(1, 31));
        let told: Vec<(&str, bool)> = lines.iter().map(|it| (it.name.as_str(), it.is_main)).collect();
        assert_eq!(
            told,
            [("Selbst etwas tun", true), ("Wissen", false)],
            "scales without a result are left out"
        );
        assert!(lines[1].results[0].band.is_none(), "a part has no words of its own");
    }
}
