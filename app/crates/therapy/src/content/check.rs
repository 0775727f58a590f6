//! The rules of a package.

use std::collections::BTreeSet;

use super::{ContentError, FORMAT, Module, Package, Review, Trigger, picture};
use crate::advice::Reason;
use crate::text::Text;

/// Fewest questions of a quiz.
const QUESTIONS: usize = 3;

/// Collects broken rules of one file.
struct Rules<'e> {
    file: String,
    errors: &'e mut Vec<ContentError>,
}

impl Rules<'_> {
    fn need(&mut self, holds: bool, what: impl Into<String>) {
        if !holds {
            self.errors.push(ContentError::Rule { file: self.file.clone(), what: what.into() });
        }
    }

    fn texts<'t>(&mut self, place: &str, texts: impl IntoIterator<Item = &'t Text>) {
        for text in texts {
            self.need(!text.is_incomplete(), format!("{place}: a text is missing in German or English"));
        }
    }

    fn review(&mut self, review: &Review) {
        self.need(!review.by.trim().is_empty(), "the review needs a name");
        self.need(review.next > review.date, "the next review must be after the last one");
    }

    fn distinct<'t>(&mut self, what: &str, names: impl Iterator<Item = &'t str>) {
        let mut seen = BTreeSet::new();
        for name in names {
            self.need(
                !name.is_empty() && seen.insert(name),
                format!("{what} {name:?} is used twice or empty"),
            );
        }
    }
}

pub(super) fn check(
    package: &Package,
    read: &impl Fn(&str) -> Option<String>,
    errors: &mut Vec<ContentError>,
) {
    manifest(package, &mut Rules { file: "package.json".into(), errors });
    for (file, module) in package.manifest.modules.iter().zip(&package.modules) {
        let picture = super::text(&module.picture, read, errors);
        let mut rules = Rules { file: file.clone(), errors };
        check_module(package, module, &mut rules);
        let wrong = picture.as_deref().and_then(picture::problem);
        rules.need(wrong.is_none(), format!("{}: {}", module.picture, wrong.unwrap_or_default()));
    }
    plan(package, &mut Rules { file: "plan.json".into(), errors });
    safety(package, errors);
    crisis(package, &mut Rules { file: "crisis.json".into(), errors });
}

fn manifest(package: &Package, rules: &mut Rules<'_>) {
    let manifest = &package.manifest;
    rules.need(manifest.format == FORMAT, format!("format must be {FORMAT}"));
    rules.need(!manifest.id.is_empty() && !manifest.version.is_empty(), "id and version are needed");
    rules.need(!manifest.icd10.is_empty(), "the indication (icd10) is missing");
    rules.texts("title", [&manifest.title, &manifest.for_whom]);
    rules.need(!manifest.not_for.is_empty(), "not_for must say for whom the programme is not");
    rules.texts("not_for", &manifest.not_for);
    rules.review(&manifest.review);
    rules.need(!manifest.sources.is_empty(), "there are no sources");
    rules.distinct("source", manifest.sources.iter().map(|source| source.id.as_str()));
    for source in &manifest.sources {
        rules.need(source.citation.len() > 20, format!("source {}: the citation is too short", source.id));
        let safe = source.url.as_ref().is_none_or(|url| url.starts_with("https://"));
        rules.need(safe, format!("source {}: the address must begin with https://", source.id));
    }
    rules.distinct("module", package.modules.iter().map(|module| module.id.as_str()));
    let questions = package.modules.iter().flat_map(|module| &module.quiz);
    rules.distinct("question", questions.map(|question| question.id.as_str()));
    let weeks: Vec<u8> = package.modules.iter().map(|module| module.week).collect();
    rules.need(
        weeks == (1..=manifest.weeks).collect::<Vec<u8>>(),
        "there must be one module for each week, in order",
    );
    for assessment in &manifest.assessments {
        let name = &assessment.questionnaire;
        rules.need(
            assessment.schedule.is_sound(),
            format!("assessment {name}: the windows overlap or are empty"),
        );
        rules.texts(name, [&assessment.why]);
    }
}

fn check_module(package: &Package, module: &Module, rules: &mut Rules<'_>) {
    rules.texts("head", [&module.title, &module.summary, &module.picture_text]);
    rules.review(&module.review);
    rules.need(!module.sources.is_empty(), "the sources are missing: add ids of those in package.json");
    for source in &module.sources {
        rules.need(package.source(source).is_some(), format!("the source {source} does not exist"));
    }
    rules.need((1..=30).contains(&module.minutes), "minutes must be 1 to 30");
    rules.need(module.sections.len() >= 3, "a module needs at least three sections");
    for section in &module.sections {
        rules.need(!section.paragraphs.is_empty(), "a section needs a paragraph");
        rules.texts(
            "section",
            [&section.heading].into_iter().chain(&section.paragraphs).chain(&section.points),
        );
    }
    let exercise = &module.exercise;
    rules.texts("exercise", [&exercise.title].into_iter().chain(&exercise.steps));
    rules.need(!exercise.steps.is_empty(), "the exercise needs steps");
    rules.need(
        (1..=7).contains(&exercise.days) && exercise.minutes > 0,
        "the exercise needs 1 to 7 days and minutes",
    );
    rules.need(module.quiz.len() >= QUESTIONS, format!("a quiz needs at least {QUESTIONS} questions"));
    for question in &module.quiz {
        let place = format!("question {}", question.id);
        rules.texts(&place, [&question.question, &question.because].into_iter().chain(&question.answers));
        rules.need((2..=4).contains(&question.answers.len()), format!("{place} needs 2 to 4 answers"));
        let right = usize::from(question.right) < question.answers.len();
        rules.need(right, format!("{place}: the right answer does not exist"));
    }
}

fn plan(package: &Package, rules: &mut Rules<'_>) {
    rules.need(!package.plan.goals.is_empty(), "there are no goals");
    rules.distinct("goal", package.plan.goals.iter().map(|goal| goal.id.as_str()));
    for goal in &package.plan.goals {
        rules.texts(&goal.id, [&goal.title, &goal.why]);
        let (min, max) = goal.range;
        rules.need(
            0 < min && (min..=max).contains(&goal.target),
            format!("goal {}: the target is out of range", goal.id),
        );
        rules.need(
            package.module(&goal.module).is_some(),
            format!("goal {}: there is no such module", goal.id),
        );
    }
    rules.distinct("reminder", package.plan.reminders.iter().map(|reminder| reminder.id.as_str()));
    for reminder in &package.plan.reminders {
        rules.texts(&reminder.id, [&reminder.text]);
        let days = !reminder.weekdays.is_empty() && reminder.weekdays.iter().all(|day| (1..=7).contains(day));
        rules.need(days, format!("reminder {}: weekdays are 1 (Monday) to 7", reminder.id));
    }
}

fn safety(package: &Package, errors: &mut Vec<ContentError>) {
    let mut rules = Rules { file: "advice.json".into(), errors };
    for reason in Reason::ALL {
        let count = package.advice.iter().filter(|text| text.reason == reason).count();
        rules.need(count == 1, format!("{reason:?} needs exactly one text, there are {count}"));
    }
    for advice in &package.advice {
        let place = format!("{:?}", advice.reason);
        rules.texts(&place, [&advice.title].into_iter().chain(&advice.steps).chain(&advice.programme));
        rules.need(!advice.steps.is_empty(), format!("{place} must say what to do"));
    }
    rules.file = "hints.json".into();
    for trigger in Trigger::ALL {
        let any = package.hints.iter().any(|hint| hint.trigger == trigger);
        rules.need(any, format!("there is no hint for {trigger:?}"));
    }
    for hint in &package.hints {
        rules.texts(&format!("{:?}", hint.trigger), [&hint.text]);
        let known = hint.module.as_ref().is_none_or(|module| package.module(module).is_some());
        rules.need(known, format!("the hint for {:?} names a module that does not exist", hint.trigger));
    }
}

fn crisis(package: &Package, rules: &mut Rules<'_>) {
    let crisis = &package.crisis;
    for part in [&crisis.emergency, &crisis.very_high, &crisis.despair, &crisis.not_urgent] {
        rules.texts("part", [&part.heading, &part.lead].into_iter().chain(&part.points));
        rules.texts("phone", part.phones.iter().map(|phone| &phone.who));
        rules.need(
            !part.points.is_empty() && !part.phones.is_empty(),
            "each part needs points and a phone number",
        );
        for phone in &part.phones {
            let shown: String = phone.shown.chars().filter(|letter| !letter.is_whitespace()).collect();
            let digits = !phone.number.is_empty() && phone.number.bytes().all(|byte| byte.is_ascii_digit());
            rules.need(
                digits && shown == phone.number,
                format!("the number {} is not what is shown", phone.number),
            );
        }
    }
    for part in [&crisis.emergency, &crisis.very_high, &crisis.despair] {
        let has_112 = part.phones.iter().any(|phone| phone.number == "112");
        rules.need(has_112, "112 is missing in a part about danger");
    }
}
