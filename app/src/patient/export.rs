//! Taking everything along: for the electronic patient record, for other programs, for another account.

mod form;

use dioxus::prelude::*;

use self::form::{Chosen, ExportForm, Goal};
use super::epa::EpaCard;
use super::report::ReportCard;
use super::routes::Route;
use super::transfer::{self, MadeFile, Work};
use crate::components::{Button, Empty, Kind, Notice, PageTitle, Shape};
use crate::record::use_record;
use crate::transfer::files::{Problem, Stage, StageView, collect};
use crate::{format, t};

/// Form, progress, files.
#[component]
pub fn Export() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut stage = use_signal(|| Stage::Asking);
    let mut choice = use_signal(|| 0_u32);
    use_drop(transfer::leave);
    let has_something = !record.entries().is_empty()
        || !record.assessments().is_empty()
        || record.course().is_some()
        || !record.appointments().is_empty();
    if !has_something {
        return rsx! {
            PageTitle { title: t!("export-title"), lead: t!("export-lead") }
            Empty { shape: Shape::Download, title: t!("export-empty-title"), text: t!("export-empty-text"),
                Button { onpress: move |()| { navigator.push(Route::NewEntry {}); }, {t!("home-add")} }
            }
            ImportLink {}
        };
    }
    let start = move |chosen: Chosen| {
        if matches!(stage(), Stage::Working(_)) {
            return;
        }
        let begun = *choice.peek();
        let is_chosen = move || *choice.peek() == begun;
        spawn(async move {
            let progress = move |progress| {
                if is_chosen() {
                    stage.set(Stage::Working(progress));
                }
            };
            let made = make(record, &chosen, progress).await;
            if is_chosen() {
                stage.set(Stage::of(made));
            }
        });
    };
    // Files, and a work that makes them, are of the choice that they were begun with; what has to be put right is still said.
    let change = move |()| {
        if matches!(*stage.peek(), Stage::Working(_) | Stage::Done(_)) {
            let next = choice.peek().wrapping_add(1);
            choice.set(next);
            transfer::leave();
            stage.set(Stage::Asking);
        }
    };
    rsx! {
        PageTitle { title: t!("export-title"), lead: t!("export-lead") }
        div { class: "stack-wide",
            ExportForm { busy: matches!(stage(), Stage::Working(_)), stage: stage(), onchange: change, onstart: start }
            StageView { stage: stage() }
            EpaCard {}
            ReportCard {}
            ImportLink {}
        }
    }
}

/// Says before anything is made how many photos will be missing: going on without them is the patient's choice.
#[component]
pub fn PhotosLeftOut() -> Element {
    let count = use_record().unreadable_photos();
    if count == 0 {
        return rsx! {};
    }
    rsx! {
        Notice { kind: Kind::Warning, id: "photos-left-out", title: t!("export-photos-title", count = count),
            p { {t!("export-photos-text")} }
        }
    }
}

#[component]
fn ImportLink() -> Element {
    rsx! {
        p {
            Link { to: Route::Import {}, {t!("export-import-link")} }
        }
    }
}

/// Makes the files; `None` when it was stopped.
async fn make(
    record: crate::record::Record,
    chosen: &Chosen,
    mut progress: impl FnMut([u32; 4]),
) -> Result<Option<Vec<MadeFile>>, Problem> {
    if chosen.person.given.trim().is_empty() != chosen.person.family.trim().is_empty() {
        return Err(Problem::HalfAName);
    }
    if let Some(field) = chosen.half_typed() {
        return Err(Problem::Day(field));
    }
    let period = chosen.period(format::now())?;
    progress([0; 4]);
    let work = match chosen.goal {
        Goal::Record => Work::Export { xml: true },
        Goal::Programs => Work::Export { xml: false },
        Goal::Everything => Work::Open,
    };
    let running = transfer::begin(record, work, &transfer::wish(period.as_ref(), &chosen.person))
        .await
        .map_err(Problem::Trouble)?;
    collect(running, progress).await
}
