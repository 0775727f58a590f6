//! Computing scores.

use rust_decimal::Decimal;

use super::{Alert, Method, Scale, Score, ScoreResult, Scoring};
use crate::questionnaire::{Questionnaire, Response};
use crate::statistics::exact::{mean, round};

impl Scoring {
    /// Scores finished answers.
    ///
    /// `None` when the answers belong to another questionnaire or version than the scoring.
    #[must_use]
    pub fn score(&self, questionnaire: &Questionnaire, response: &Response) -> Option<ScoreResult> {
        let belongs =
            |url: &str, version: &str| self.questionnaire == url && self.questionnaire_version == version;
        if !belongs(&questionnaire.url, &questionnaire.version)
            || !belongs(&response.questionnaire, &response.version)
        {
            return None;
        }
        Some(ScoreResult {
            scoring: self.id.clone(),
            version: self.version.clone(),
            questionnaire_version: self.questionnaire_version.clone(),
            authored: response.authored,
            scores: self.scales.iter().map(|scale| score(scale, questionnaire, response)).collect(),
            alerts: self.alerts(response),
        })
    }

    /// Help that the answers so far ask for: look after every answer, not at the end.
    #[must_use]
    pub fn alerts(&self, response: &Response) -> Vec<Alert> {
        let mut found: Vec<Alert> = self
            .alerts
            .iter()
            .filter(|rule| {
                let numbers = response
                    .values(&rule.item)
                    .into_iter()
                    .filter_map(super::super::questionnaire::answer::Answer::number);
                numbers.max().is_some_and(|number| number >= rule.from.into())
            })
            .map(|rule| rule.alert)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Scoring {
    /// The [bounds](Scale::bounds) of a scale in a result; `None` for a result by other rules, which may have had other
    /// ones.
    #[must_use]
    pub fn bounds_of(
        &self,
        result: &ScoreResult,
        scale: &Scale,
        questionnaire: &Questionnaire,
    ) -> Option<(Decimal, Decimal)> {
        let is_same =
            self.version == result.version && self.questionnaire_version == result.questionnaire_version;
        if is_same { scale.bounds(questionnaire) } else { None }
    }
}

impl Scale {
    /// Smallest and greatest value that complete answers can come to; `None` when an item has no bounds.
    #[must_use]
    pub fn bounds(&self, questionnaire: &Questionnaire) -> Option<(Decimal, Decimal)> {
        // An item that is turned round keeps its bounds.
        let bounds: Option<Vec<(Decimal, Decimal)>> =
            self.items.iter().map(|item| questionnaire.item(item)?.bounds()).collect();
        let (low, high): (Vec<Decimal>, Vec<Decimal>) = bounds?.into_iter().unzip();
        combine(self, &low, 0).zip(combine(self, &high, 0))
    }
}

fn score(scale: &Scale, questionnaire: &Questionnaire, response: &Response) -> Score {
    let numbers: Vec<Decimal> =
        scale.items.iter().filter_map(|item| number(scale, item, questionnaire, response)).collect();
    let missing = scale.items.len() - numbers.len();
    let value = if missing > scale.most_missing { None } else { combine(scale, &numbers, missing) };
    let band = value.and_then(|value| scale.bands.iter().rev().find(|band| band.from <= value));
    Score { scale: scale.id.clone(), value, missing, band: band.map(|band| band.id.clone()) }
}

fn number(
    scale: &Scale,
    item: &String,
    questionnaire: &Questionnaire,
    response: &Response,
) -> Option<Decimal> {
    let number = response.values(item).first()?.number()?;
    if !scale.reversed.contains(item) {
        return Some(number);
    }
    let (min, max) = questionnaire.item(item)?.bounds()?;
    Some(min + max - number)
}

fn combine(scale: &Scale, numbers: &[Decimal], missing: usize) -> Option<Decimal> {
    let mean = mean(numbers)?;
    match scale.method {
        Method::Mean => Some(round(mean, 2)),
        Method::Sum if missing == 0 => Some(numbers.iter().sum::<Decimal>().normalize()),
        Method::Sum => Some(round(mean * Decimal::from(scale.items.len()), 0)),
    }
}
