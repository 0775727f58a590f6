//! Taking everything along: for the electronic patient record, for other programs, for another account.

mod files;
mod form;

use dioxus::prelude::*;

use self::files::StageView;
use self::form::{Chosen, ExportForm, Goal};
use super::epa::EpaCard;
use super::report::ReportCard;
use super::routes::Route;
use super::transfer::{self, MadeFile, News, Work};
use crate::account::trouble::Trouble;
use crate::components::{Button, Empty, Kind, Notice, PageTitle, Shape};
use crate::record::use_record;
use crate::{format, t};

/// What stands between the form and the files.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// Nothing was asked for yet.
    Asking,
    /// Part, parts, entries written, entries in all.
    Working([u32; 4]),
    /// The patient stopped it.
    Cancelled,
    /// What has to be changed first, or what went wrong.
    Problem(Problem),
    /// The files.
    Done(Vec<MadeFile>),
}

/// Why there are no files.
#[derive(Clone, PartialEq)]
pub enum Problem {
    /// Nothing in the period.
    NoEntries,
    /// The period ends before it begins.
    PeriodReversed,
    /// A day that is incomplete or does not exist; the first of their fields.
    Day(&'static str),
    /// Only one of the two names.
    HalfAName,
    /// The insurance number is wrong.
    InsuranceNumber,
    /// Something else.
    Failed,
    /// The device or the account does not go along.
    Trouble(Trouble),
}

/// Form, progress, files.
#[component]
pub fn Export() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut stage = use_signal(|| Stage::Asking);
    use_drop(transfer::stop);
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
        spawn(async move {
            stage.set(
                match make(record, &chosen, move |progress| stage.set(Stage::Working(progress))).await {
                    Ok(Some(files)) => Stage::Done(files),
                    Ok(None) => Stage::Cancelled,
                    Err(problem) => Stage::Problem(problem),
                },
            );
        });
    };
    rsx! {
        PageTitle { title: t!("export-title"), lead: t!("export-lead") }
        div { class: "stack-wide",
            ExportForm { busy: matches!(stage(), Stage::Working(_)), stage: stage(), onstart: start }
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
    let mut running = transfer::begin(record, work, &transfer::wish(period.as_ref(), &chosen.person))
        .await
        .map_err(Problem::Trouble)?;
    let mut files = Vec::new();
    loop {
        match running.news().await {
            News::Progress(now) => progress(now),
            News::File(file) => files.push(file),
            News::Done => return Ok(Some(files)),
            News::Stopped => return Ok(None),
            News::Trouble(trouble) => return Err(Problem::Trouble(trouble)),
            News::Failed(code) => {
                return Err(match code.as_str() {
                    "nothing" => Problem::NoEntries,
                    "insurance-number" => Problem::InsuranceNumber,
                    _ => Problem::Failed,
                });
            }
            News::Preview(_) | News::Refused(_) => return Err(Problem::Failed),
        }
    }
}
