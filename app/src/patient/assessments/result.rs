//! Results in plain words, compared with earlier ones. No result is a diagnosis.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::scoring::{Change, Scale, Score, ScoreResult, Scoring};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Loaded;
use super::help::HelpNow;
use crate::components::{Kind, Label, LineChart, Notice, Point, Series};
use crate::entry_words::number;
use crate::patient::content::say;
use crate::record::AssessmentView;
use crate::{format, t};

/// The newest result, how it changed, and all of them as a line. `done` with the newest first.
#[component]
pub fn Results(loaded: ReadSignal<Rc<Loaded>>, done: Vec<AssessmentView>) -> Element {
    let loaded = loaded.read().clone();
    let when = done.first().map(|it| format::day(it.assessment.state.changed_at)).unwrap_or_default();
    let results: Vec<ScoreResult> = done.iter().filter_map(|it| it.assessment.result.clone()).collect();
    let (Some(scoring), Some(newest)) = (loaded.scoring.clone(), results.first().cloned()) else {
        return rsx! {
            Notice { kind: Kind::Success, id: "assessment-thanks", announce: true, p { {t!("assessment-thanks", when = when)} } }
        };
    };
    let (main, parts) = charted(&scoring);
    let charts = results.len() > 1;
    rsx! {
        section { class: "stack", id: "assessment-result", role: "status",
            h2 { {t!("result-title")} }
            p { class: "soft", {t!("result-when", when = when)} }
            if !newest.alerts.is_empty() {
                HelpNow {}
            }
            for score in newest.scores.iter() {
                ScoreCard { key: "{score.scale}", score: score.clone(), earlier: earlier(&results, &score.scale), scoring: scoring.clone() }
            }
            p { class: "soft", {t!("result-no-diagnosis")} }
        }
        if let Some(scale) = main.filter(|_| charts) {
            Course { id: "result-chart", title: t!("result-chart"), scale, results: results.clone() }
        }
        if charts && !parts.is_empty() {
            details { id: "result-parts",
                summary { {t!("result-chart-parts")} }
                div { class: "stack",
                    for scale in parts {
                        Course { key: "{scale.id}", id: "result-chart-{scale.id}", title: t!("result-chart-of", scale = say(&scale.name)), scale: scale.clone(), results: results.clone() }
                    }
                }
            }
        }
    }
}

/// The scale of the whole questionnaire, and those of its parts.
fn charted(scoring: &Scoring) -> (Option<Scale>, Vec<Scale>) {
    let mut scales = scoring.scales.iter().cloned();
    (scales.next(), scales.collect())
}

/// The value of a scale in the result before the newest.
fn earlier(results: &[ScoreResult], scale: &str) -> Option<Decimal> {
    results.get(1)?.scores.iter().find(|it| it.scale == scale)?.value
}

#[component]
fn ScoreCard(score: Score, earlier: Option<Decimal>, scoring: Scoring) -> Element {
    let Some(scale) = scoring.scale(&score.scale) else { return rsx! {} };
    let band = scale.bands.iter().find(|band| Some(&band.id) == score.band.as_ref());
    let change = match (earlier, score.value) {
        (Some(earlier), Some(value)) => scoring.change(&score.scale, earlier, value).map(|it| (it, earlier)),
        _ => None,
    };
    rsx! {
        div { class: "card",
            h3 { {say(&scale.name)} }
            if let Some(value) = score.value {
                p { class: "reading",
                    if let Some(band) = band {
                        span { class: "reading-words", {say(&band.name)} }
                    }
                    span { class: "soft numbers", {t!("result-points", value = number(value.normalize()))} }
                }
            } else {
                p { {t!("result-missing", count = score.missing)} }
            }
            if let Some(band) = band {
                p { {say(&band.advice)} }
            }
            if let Some((change, before)) = change {
                p { class: "soft",
                    {match change {
                        Change::Better => t!("result-better", before = number(before.normalize())),
                        Change::Same => t!("result-same", before = number(before.normalize())),
                        Change::Worse => t!("result-worse", before = number(before.normalize())),
                    }}
                }
            }
        }
    }
}

#[component]
fn Course(id: String, title: String, scale: Scale, results: Vec<ScoreResult>) -> Element {
    let series = vec![Series { name: say(&scale.name), unit: t!("result-unit") }];
    let points: Vec<Point> = results
        .iter()
        .rev()
        .map(|result| Point {
            x: format::milliseconds(result.authored),
            label: Label::Moment(result.authored),
            values: vec![
                result.scores.iter().find(|it| it.scale == scale.id).and_then(|it| it.value?.to_f64()),
            ],
        })
        .collect();
    rsx! {
        LineChart { id, title, series, points, decimals: 1, step: 1.0 }
    }
}
