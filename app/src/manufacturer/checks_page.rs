//! The automatic checks: which ran when, what came out, what to do.

use dioxus::prelude::*;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::checks::overview::{Line, Urgency, overview};
use heilsam_compliance::checks::{Ground, Words, known};
use heilsam_compliance::evidence::{CheckRun, Outcome};
use heilsam_compliance::message::Language;

use super::desk::{Open, use_desk};
use super::item::evidence::standing_badge;
use super::item::{find, heading, to};
use super::routes::Route;
use crate::components::{Badge, Button, ButtonKind, Empty, Kind, Notice, PageTitle, Shape};
use crate::{format, i18n, t};

const ALL: [Urgency; 5] = [Urgency::Red, Urgency::Old, Urgency::NotChecked, Urgency::Never, Urgency::Green];

fn word(words: &Words) -> String {
    let language = match i18n::language() {
        i18n::Language::De => Language::German,
        i18n::Language::En => Language::English,
    };
    words.text(language).to_owned()
}

/// What a check is called; `None` for one that this release does not know.
#[must_use]
pub fn check_title(id: &str) -> Option<String> {
    known().iter().find(|check| check.id == id).map(|check| word(&check.title))
}

/// Every check with its newest run, most urgent first.
fn lines(open: &Open) -> Vec<Line> {
    overview(known(), &open.library, open.workspace(), open.now)
}

fn count(lines: &[Line], urgency: Urgency) -> usize {
    lines.iter().filter(|line| line.urgency() == urgency).count()
}

fn name(urgency: Urgency) -> String {
    match urgency {
        Urgency::Red => t!("checks-red"),
        Urgency::Old => t!("checks-old"),
        Urgency::NotChecked => t!("checks-not-checked"),
        Urgency::Never => t!("checks-never"),
        Urgency::Green => t!("checks-green"),
    }
}

const fn id(urgency: Option<Urgency>) -> &'static str {
    match urgency {
        None => "checks-filter-all",
        Some(Urgency::Red) => "checks-filter-red",
        Some(Urgency::Old) => "checks-filter-old",
        Some(Urgency::NotChecked) => "checks-filter-blind",
        Some(Urgency::Never) => "checks-filter-never",
        Some(Urgency::Green) => "checks-filter-green",
    }
}

/// The newest run of all.
fn newest(lines: &[Line]) -> Option<&CheckRun> {
    lines.iter().filter_map(|line| line.latest.as_ref()).map(|(_, run, _)| run).max_by_key(|run| run.at)
}

/// The page.
#[component]
pub fn ChecksPage() -> Element {
    let mut filter = use_signal(|| None::<Urgency>);
    let Some(open) = use_desk().open() else { return rsx! {} };
    let lines = lines(&open);
    let ran = newest(&lines).cloned();
    let shown: Vec<Line> =
        lines.iter().filter(|line| filter().is_none_or(|wanted| line.urgency() == wanted)).cloned().collect();
    let counts: Vec<(Urgency, usize)> =
        ALL.into_iter().map(|urgency| (urgency, count(&lines, urgency))).collect();
    rsx! {
        PageTitle { title: t!("checks-title"), lead: t!("checks-lead") }
        div { class: "stack-wide",
            match ran {
                None => rsx! {
                    Empty { shape: Shape::Clock, title: t!("checks-none-title"), text: t!("checks-none-text"),
                        HowTo {}
                    }
                },
                Some(run) => rsx! {
                    Ran { run }
                    div { class: "row", role: "group", "aria-label": t!("checks-filter"),
                        Button { id: id(None), kind: ButtonKind::Second, pressed: filter().is_none(), onpress: move |()| filter.set(None),
                            {t!("checks-all", count = lines.len())}
                        }
                        for (urgency , count) in counts {
                            Button { key: "{id(Some(urgency))}", id: id(Some(urgency)), kind: ButtonKind::Second, pressed: filter() == Some(urgency),
                                onpress: move |()| filter.set(Some(urgency)),
                                {t!("checks-filter-one", name = name(urgency), count = count)}
                            }
                        }
                    }
                    p { role: "status", id: "checks-count", {t!("checks-count", count = shown.len())} }
                    if shown.is_empty() {
                        Notice { p { {t!("checks-empty")} } }
                    }
                    ul { class: "card-list checks", id: "checks",
                        for line in shown {
                            CheckCard { key: "{line.check.id}", line }
                        }
                    }
                    section { class: "card", "aria-labelledby": "checks-how-title",
                        h2 { id: "checks-how-title", {t!("checks-how-title")} }
                        HowTo {}
                    }
                },
            }
        }
    }
}

/// When the newest run was, and whether it speaks of the release that the dossier names.
#[component]
fn Ran(run: CheckRun) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let when = format::moment(run.at);
    let commit: String = run.release.commit.chars().take(12).collect();
    let other = open.workspace().release().filter(|release| **release != run.release).cloned();
    rsx! {
        p { id: "checks-ran", {t!("checks-ran", when = when, version = run.release.version.clone(), commit = commit)} }
        if let Some(other) = other {
            Notice { kind: Kind::Warning, id: "checks-other-release",
                p { {t!("checks-other-release", version = other.version, commit = other.commit)} }
                p { Link { to: Route::Product {}, {t!("checks-to-product")} } }
            }
        }
    }
}

/// How the checks are run.
#[component]
fn HowTo() -> Element {
    rsx! {
        div { class: "stack",
            p { {t!("checks-how")} }
            pre { class: "command", tabindex: "0", role: "region", "aria-label": t!("checks-how-label"), code { {COMMAND} } }
            p { class: "soft", {t!("checks-how-more")} }
        }
    }
}

/// The command; the same in every language.
const COMMAND: &str = "heilsam evidence run --config heilsam.toml";

/// One check.
#[component]
fn CheckCard(line: Line) -> Element {
    let (kind, icon, text) = match &line.latest {
        Some((_, _, standing)) => standing_badge(standing),
        None => (Kind::Info, Shape::Clock, t!("checks-never")),
    };
    let ground = match line.check.ground {
        Ground::Deployment => t!("checks-ground-deployment"),
        Ground::Data => t!("checks-ground-data"),
        Ground::Trial => t!("checks-ground-trial"),
        Ground::Build => t!("checks-ground-build"),
        Ground::Tests => t!("checks-ground-tests"),
    };
    let urgency = line.urgency();
    let todo = match urgency {
        Urgency::Red => Some(word(&line.check.remedy)),
        Urgency::Old | Urgency::Never => Some(t!("checks-run-again")),
        Urgency::NotChecked | Urgency::Green => None,
    };
    let run = line.latest.as_ref().map(|(_, run, _)| run.clone());
    let said = run.as_ref().and_then(|run| match &run.outcome {
        Outcome::Failed { finding } => Some(finding.clone()),
        Outcome::NotChecked { reason } => Some(reason.clone()),
        Outcome::Passed => None,
    });
    rsx! {
        li { class: "card", id: "check-{line.check.id}",
            p { class: "row",
                strong { {word(&line.check.title)} }
                Badge { kind, icon, "{text}" }
            }
            if let Some(said) = said {
                p { class: "written", lang: "de", "{said}" }
            }
            if let Some(todo) = todo {
                p { {t!("checks-todo", what = todo)} }
            }
            p { class: "soft", "{ground}" }
            if let Some(run) = run {
                Seen { run }
            }
            Items { items: line.items.clone() }
        }
    }
}

/// What a run looked at, folded.
#[component]
pub fn Seen(run: CheckRun) -> Element {
    let seconds = run.started.map(|started| run.at.duration_since(started).as_secs_f64()).unwrap_or_default();
    rsx! {
        details {
            summary { {t!("checks-details")} span { class: "visually-hidden", ": {run.check}" } }
            div { class: "stack",
                if !run.seen.is_empty() {
                    ul { lang: "de",
                        for text in run.seen.clone() {
                            li { key: "{text}", "{text}" }
                        }
                    }
                }
                p { class: "soft",
                    {t!("checks-run-facts", check = run.check.clone(), version = run.check_version.clone(), commit = run.release.commit.clone(),
                        when = format::moment(run.at), until = format::moment(run.expires), seconds = (seconds * 10.0).round() / 10.0)}
                }
            }
        }
    }
}

/// The items that a check speaks of, folded when there are many.
#[component]
fn Items(items: Vec<ItemRef>) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let linked: Vec<(Route, String)> =
        items.iter().filter_map(|item| Some((to(item), heading(find(&open, item)?.item)))).collect();
    rsx! {
        details {
            summary { {t!("checks-items", count = linked.len())} }
            ul {
                for (route , title) in linked {
                    li { key: "{title}", Link { to: route, lang: "de", "{title}" } }
                }
            }
        }
    }
}

/// The checks in one sentence, for the overview.
#[component]
pub fn ChecksSummary() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let lines = lines(&open);
    let of = |urgency| count(&lines, urgency);
    let (red, green) = (of(Urgency::Red), of(Urgency::Green));
    let rest = lines.len() - red - green;
    let ran = newest(&lines).is_some();
    rsx! {
        section { class: "stack", "aria-labelledby": "checks-summary-title",
            h2 { id: "checks-summary-title", {t!("checks-title")} }
            if red > 0 {
                Notice { kind: Kind::Danger, id: "checks-summary-red", p { {t!("checks-summary-red", count = red)} } }
            }
            p { id: "checks-summary",
                if ran {
                    {t!("checks-summary", green = green, red = red, rest = rest)}
                } else {
                    {t!("checks-none-title")}
                }
            }
            p { Link { class: "button button-second", to: Route::ChecksPage {}, {t!("checks-open")} } }
        }
    }
}
