//! The connection test: whether the line of this device carries a call, without a room and without anybody on the other side.

mod measure;
mod report;
mod verdict;

use dioxus::prelude::*;
use jiff::Timestamp;

use self::measure::{Abilities, Echo, Reaches, Stream};
use super::desk::{Desk, use_desk};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, ErrorState, Kind, Notice, Shape, use_toasts};
use crate::{browser, format, t};

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// When the test began.
    at: Timestamp,
    /// Milliseconds until the server answered; `None` if it did not.
    answered_in: Option<u64>,
    abilities: Abilities,
    echo: Echo,
    reaches: Reaches,
    /// `None` where no stream went through.
    stream: Option<Stream>,
    /// What a firewall has to let through for the relays.
    doors: Vec<String>,
}

/// What is being tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Server,
    Relays,
    Stream,
}

impl Stage {
    fn words(self) -> String {
        match self {
            Self::Server => t!("line-stage-server"),
            Self::Relays => t!("line-stage-relays"),
            Self::Stream => t!("line-stage-stream"),
        }
    }
}

/// One test from beginning to end. A server that does not answer is a finding; that there were too many tests is none.
async fn run(desk: Desk, mut stage: Signal<Option<Stage>>) -> Result<Found, Trouble> {
    stage.set(Some(Stage::Server));
    let mut found = Found { at: format::now(), abilities: measure::abilities().await, ..Found::default() };
    let begun = browser::uptime();
    let servers = match desk.begin_line_trial().await {
        Ok(given) => given.ice_servers,
        Err(Trouble::Offline) => return Ok(found),
        Err(other) => return Err(other),
    };
    let taken = browser::uptime().saturating_sub(begun).as_millis();
    found.answered_in = Some(u64::try_from(taken).unwrap_or(u64::MAX));
    found.doors = measure::doors(&servers);
    found.echo = measure::echo().await;
    stage.set(Some(Stage::Relays));
    found.reaches = measure::relays(&servers).await;
    if let Some(way) = found.reaches.best() {
        stage.set(Some(Stage::Stream));
        found.stream = measure::stream(&servers, way).await;
    }
    Ok(found)
}

/// The test with its button; nothing is sent before it is pressed.
#[component]
pub fn LineTest() -> Element {
    let desk = use_desk();
    let mut stage = use_signal(|| None::<Stage>);
    let mut outcome = use_signal(|| None::<Result<Found, Trouble>>);
    use_drop(measure::end);
    if browser::is_desktop_window() {
        return rsx! {
            section { class: "stack", id: "line",
                h2 { {t!("line-title")} }
                Notice { kind: Kind::Info, p { {t!("line-desktop")} } }
            }
        };
    }
    let mut begin = move || {
        outcome.set(None);
        spawn(async move {
            let result = run(desk, stage).await;
            stage.set(None);
            outcome.set(Some(result));
        });
    };
    rsx! {
        section { class: "stack", id: "line",
            h2 { {t!("line-title")} }
            p { {t!("line-text")} }
            p { class: "soft", {t!("line-before")} }
            div { class: "row",
                Button { id: "line-start", icon: Shape::Check, busy: stage().is_some(), onpress: move |()| begin(),
                    {t!("line-start")}
                }
            }
            p { id: "line-stage", role: "status", {stage().map(Stage::words).unwrap_or_default()} }
            match outcome() {
                None => rsx! {},
                Some(Err(error)) => rsx! {
                    ErrorState { text: error.text(), onretry: move |()| begin() }
                },
                Some(Ok(found)) => rsx! {
                    Outcome { found }
                },
            }
        }
    }
}

#[component]
fn Outcome(found: Found) -> Element {
    let mut toasts = use_toasts();
    let verdict = verdict::of(&found);
    let text = report::text(&found, verdict);
    let copy = move |()| {
        let text = text.clone();
        spawn(async move {
            let copied = browser::copy(&text).await;
            toasts.say(move || if copied { t!("line-copied") } else { t!("line-not-copied") });
        });
    };
    rsx! {
        Notice { kind: report::kind(verdict), id: "line-verdict", title: report::heading(verdict), announce: true,
            p { {report::advice(verdict)} }
            if let Some(remark) = report::remark(&found) {
                p { id: "line-remark", "{remark}" }
            }
        }
        dl { class: "facts", id: "line-facts",
            for (label , value) in report::rows(&found) {
                dt { key: "{label}", "{label}" }
                dd { "{value}" }
            }
        }
        h3 { {t!("line-doors")} }
        ul { id: "line-doors",
            for door in report::doors(&found) {
                li { key: "{door}", "{door}" }
            }
        }
        p { class: "soft", {t!("line-private")} }
        div { class: "row",
            Button { id: "line-copy", kind: ButtonKind::Second, icon: Shape::Copy, onpress: copy, {t!("line-copy")} }
            Button { id: "line-print", kind: ButtonKind::Second, icon: Shape::Printer, onpress: move |()| browser::print(), {t!("line-print")} }
        }
    }
}
