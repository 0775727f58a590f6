//! The newest results of questionnaires in a period, each with the one before.

use heilsam_report::Period;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::patient::assessments::Questionnaires;
use crate::patient::content::say;
use crate::record::AssessmentView;
use crate::report::ScoreLine;
use crate::today;

/// The main scale of each questionnaire that was finished in the period, the newest first.
#[must_use]
pub fn lines(
    assessments: &[AssessmentView],
    questionnaires: Questionnaires,
    period: Period,
) -> Vec<ScoreLine> {
    let mut names: Vec<&str> = assessments.iter().map(|it| it.assessment.questionnaire.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut lines: Vec<ScoreLine> =
        names.into_iter().filter_map(|name| line(name, assessments, questionnaires, period)).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.day));
    lines
}

fn line(
    name: &str,
    assessments: &[AssessmentView],
    questionnaires: Questionnaires,
    period: Period,
) -> Option<ScoreLine> {
    let loaded = questionnaires.get(name)?;
    let scale = loaded.scoring.as_ref()?.scales.first()?;
    let mut results: Vec<(Date, Decimal, Option<&String>)> = assessments
        .iter()
        .filter(|it| it.assessment.questionnaire == name)
        .filter_map(|it| it.assessment.result.as_ref())
        .filter_map(|result| {
            let score = result.scores.iter().find(|score| score.scale == scale.id)?;
            Some((today::local(result.authored).date(), score.value?, score.band.as_ref()))
        })
        .filter(|(day, ..)| *day <= period.last)
        .collect();
    results.sort_by_key(|(day, ..)| std::cmp::Reverse(*day));
    let (day, value, band) = results.first().copied().filter(|(day, ..)| *day >= period.first)?;
    let band = scale.bands.iter().find(|it| Some(&it.id) == band).map(|it| say(&it.name));
    Some(ScoreLine { name: say(&scale.name), value, band, day, before: results.get(1).map(|it| it.1) })
}
