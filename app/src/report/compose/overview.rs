//! The first page: what a doctor wants to know in two minutes.

use heilsam_report::Summary;
use heilsam_report::document::{Block, Column, Fact, Figure, List, Table};
use heilsam_report::summary::{Extreme, Notable, Reading};
use heilsam_therapy::statistics::exact::round;
use heilsam_therapy::statistics::{Direction, Pressure, PressureSummary};
use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::{charts, day, short_day};
use crate::entry_words::{self as words, number};
use crate::report::{Planned, ScoreLine};
use crate::t;
use crate::today;

/// More of them would push the first page onto a second one; the tables have them all.
const MOST_NOTABLE: usize = 4;
const MOST_COMPLAINTS: usize = 3;
const MOST_SCORES: usize = 4;

pub(super) fn blocks(summary: &Summary, scores: &[ScoreLine], medicine: Option<Planned>) -> Vec<Block> {
    let mut blocks = vec![Block::Figures(figures(summary))];
    match &summary.pressure {
        Some(pressure) => {
            blocks.push(Block::Table(day_parts(pressure)));
            blocks.push(Block::Facts(facts(summary, pressure)));
            blocks.push(Block::Chart(charts::pressure(&summary.course)));
            blocks.push(Block::List(notable(&summary.notable)));
        }
        None => {
            blocks.remove(0);
            blocks.push(Block::Text(t!("print-no-pressure")));
            blocks.push(Block::Facts(weight(summary).into_iter().chain(intakes(summary)).collect()));
        }
    }
    let more: Vec<Fact> = medicine
        .map(goal)
        .into_iter()
        .chain(complaints(summary))
        .chain(scores.iter().filter(|line| line.is_main).filter_map(score).take(MOST_SCORES))
        .collect();
    if !more.is_empty() {
        blocks.push(Block::Facts(more));
    }
    blocks.push(Block::SmallPrint(t!("print-method")));
    blocks.retain(|block| !matches!(block, Block::Facts(facts) if facts.is_empty()));
    blocks
}

/// `134/82`.
fn pair(it: Pressure) -> String {
    t!("print-pressure", systolic = whole(it.systolic), diastolic = whole(it.diastolic))
}

pub(super) fn whole(value: Decimal) -> String {
    round(value, 0).to_string()
}

fn figures(summary: &Summary) -> Vec<Figure> {
    let mut figures = Vec::new();
    if let Some(week) = summary.week {
        let (first, last) = (short_day(week.days.first), short_day(week.days.last));
        let (count, days) = (week.home.average.count, week.home.days);
        let mut detail =
            t!("print-figure-week-detail", first = first, last = last, count = count, days = days);
        if !week.home.complete {
            detail = format!("{detail}. {}", t!("print-figure-week-few"));
        }
        figures.push(Figure { name: t!("print-figure-week"), value: pair(week.home.average), detail });
    }
    if let Some(pressure) = &summary.pressure {
        let detail = t!("print-figure-all-detail", count = pressure.all.count, days = pressure.days);
        figures.push(Figure { name: t!("print-figure-all"), value: pair(pressure.all), detail });
        let value = t!("print-percent", percent = whole(pressure.in_range_percent));
        let detail = t!("print-figure-below-detail");
        figures.push(Figure { name: t!("print-figure-below"), value, detail });
    }
    if let Some(found) = &summary.adherence {
        let value = t!("print-percent", percent = whole(found.percent));
        let detail = t!("print-figure-intake-detail", taken = found.taken, planned = found.planned);
        figures.push(Figure { name: t!("print-figure-intake"), value, detail });
    }
    figures
}

fn day_parts(pressure: &PressureSummary) -> Table {
    let columns = vec![
        Column::words(t!("print-column-when"), 34),
        Column::numbers(t!("print-column-systolic"), 18),
        Column::numbers(t!("print-column-diastolic"), 18),
        Column::numbers(t!("print-column-pulse"), 12),
        Column::numbers(t!("print-column-count"), 16),
    ];
    let parts = [
        (t!("print-morning"), pressure.morning),
        (t!("print-evening"), pressure.evening),
        (t!("print-all-day"), Some(pressure.all)),
    ];
    let row = |(name, it): (String, Option<Pressure>)| {
        let it = it?;
        let pulse = it.pulse.map_or_else(|| "–".to_owned(), whole);
        Some(vec![name, whole(it.systolic), whole(it.diastolic), pulse, it.count.to_string()])
    };
    Table { caption: t!("print-day-parts"), columns, rows: parts.into_iter().filter_map(row).collect() }
}

fn facts(summary: &Summary, pressure: &PressureSummary) -> Vec<Fact> {
    let extreme = |(value, at): (heilsam_domain::BloodPressure, DateTime)| {
        let value = t!("print-pressure", systolic = value.systolic(), diastolic = value.diastolic());
        t!("print-extreme", value = value, day = day(at.date()))
    };
    let mut facts = vec![
        Fact::new(t!("print-highest"), extreme(pressure.highest)),
        Fact::new(t!("print-lowest"), extreme(pressure.lowest)),
    ];
    if let Some(spread) = pressure.systolic_spread {
        facts.push(Fact::new(t!("print-spread"), t!("print-spread-value", value = number(spread))));
    }
    if let Some(trend) = summary.trend {
        let value = number(trend.per_week.abs());
        let text = match trend.direction {
            Direction::Falling => t!("print-trend-falling", value = value),
            Direction::Rising => t!("print-trend-rising", value = value),
            Direction::Level => t!("print-trend-level"),
        };
        facts.push(Fact::new(t!("print-trend"), text));
    }
    facts.extend(weight(summary));
    facts.extend(intakes(summary));
    facts
}

fn weight(summary: &Summary) -> Option<Fact> {
    let series = summary.weight.as_ref()?;
    let ((since, _), (_, last)) = (series.points.first()?, series.points.last()?);
    let text = if series.points.len() > 1 {
        let sign = if series.change > Decimal::ZERO { "+" } else { "" };
        let change = format!("{sign}{}", number(series.change));
        t!("print-weight-change", value = number(*last), change = change, day = day(since.date()))
    } else {
        t!("print-weight-value", value = number(*last))
    };
    Some(Fact::new(t!("print-weight"), text))
}

/// Why medicines were left out.
fn intakes(summary: &Summary) -> Option<Fact> {
    let found = summary.adherence.as_ref().filter(|found| !found.reasons.is_empty())?;
    let reason = |(reason, count): &(heilsam_therapy::diary::SkipReason, usize)| {
        t!("print-skipped-reason", reason = words::skip_reason(*reason), count = *count)
    };
    let text: Vec<String> = found.reasons.iter().map(reason).collect();
    Some(Fact::new(t!("print-skipped"), text.join(", ")))
}

fn notable(notable: &[Notable]) -> List {
    let sentence = |it: &Notable| {
        let at = moment(it.at);
        let value = match it.value {
            Reading::Pressure(it) => {
                t!("print-pressure", systolic = it.systolic(), diastolic = it.diastolic())
            }
            // Nothing else about a pulse alone stands out.
            Reading::Pulse(it) => {
                return t!("print-notable-pulse", value = it.per_minute(), at = at);
            }
        };
        match it.why {
            Extreme::Critical => t!("print-notable-critical", value = value, at = at),
            Extreme::Low => t!("print-notable-low", value = value, at = at),
            Extreme::Irregular => t!("print-notable-irregular", value = value, at = at),
        }
    };
    let mut items: Vec<String> = notable.iter().take(MOST_NOTABLE).map(sentence).collect();
    if items.is_empty() {
        items.push(t!("print-notable-none"));
    }
    let more = notable.len().saturating_sub(MOST_NOTABLE);
    if more > 0 {
        items.push(t!("print-notable-more", count = more));
    }
    List { title: t!("print-notable"), items }
}

/// `12.05.2026, 08:05`.
pub(super) fn moment(at: DateTime) -> String {
    format!("{}, {}", day(at.date()), today::clock(at.time()))
}

fn complaints(summary: &Summary) -> Vec<Fact> {
    let text = |it: &heilsam_report::summary::Complaint| {
        let what = if it.words.is_empty() { words::effect(it.effect) } else { it.words.clone() };
        let severity = words::severity(it.worst);
        t!("print-complaint", what = what, severity = severity, count = it.count, day = day(it.last))
    };
    let texts = summary.complaints.iter().take(MOST_COMPLAINTS).map(text);
    texts.map(|text| Fact::new(t!("print-complaints"), text)).collect()
}

/// Days with all medicines, of those that the plan asks for.
fn goal(it: Planned) -> Fact {
    let text = t!("print-medicine-plan-value", done = it.done, planned = it.planned, target = it.target);
    Fact::new(t!("print-medicine-plan"), text)
}

/// The newest result, with the one before it.
fn score(line: &ScoreLine) -> Option<Fact> {
    let newest = line.results.first()?;
    let (value, day) = (number(newest.value.normalize()), day(newest.day));
    let mut text = match &newest.band {
        Some(band) => t!("print-score-band", value = value, band = band.clone(), day = day),
        None => t!("print-score", value = value, day = day),
    };
    if let Some(before) = line.results.get(1).map(|it| it.value).or(line.before) {
        text = t!("print-score-before", text = text, before = number(before.normalize()));
    }
    Some(Fact::new(line.name.clone(), text))
}
