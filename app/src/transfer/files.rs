//! Progress, what went wrong, and the files to be saved.

use dioxus::prelude::*;

use super::{MadeFile, News, Running};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Icon, Kind, Notice, Progress, Shape};
use crate::{t, transfer};

/// What stands between the form and the files.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// Nothing was asked for yet.
    Asking,
    /// Part, parts, entries written, entries in all.
    Working([u32; 4]),
    /// Somebody stopped it.
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

impl Stage {
    /// What became of files that were asked for; `None` when that was stopped.
    #[must_use]
    pub fn of(made: Result<Option<Vec<MadeFile>>, Problem>) -> Self {
        match made {
            Ok(Some(files)) => Self::Done(files),
            Ok(None) => Self::Cancelled,
            Err(problem) => Self::Problem(problem),
        }
    }
}

/// Waits for the files of a work; `None` when it was stopped.
///
/// # Errors
/// Why there are none.
pub async fn collect(
    mut running: Running,
    mut progress: impl FnMut([u32; 4]),
) -> Result<Option<Vec<MadeFile>>, Problem> {
    let mut files = Vec::new();
    loop {
        match running.news().await {
            News::Progress(now) => progress(now),
            News::File(file) => files.push(file),
            News::Done => return Ok(Some(files)),
            News::Stopped => return Ok(None),
            News::Failed(code) => {
                return Err(match code.as_str() {
                    "nothing" => Problem::NoEntries,
                    "insurance-number" => Problem::InsuranceNumber,
                    _ => Problem::Failed,
                });
            }
            News::Preview(_) | News::Records(_) | News::Refused(_) => return Err(Problem::Failed),
        }
    }
}

/// What stands below the buttons.
#[component]
pub fn StageView(stage: Stage) -> Element {
    match stage {
        Stage::Asking => rsx! {},
        Stage::Working(progress) => rsx! { WorkingView { progress } },
        Stage::Cancelled => rsx! { Notice { announce: true, p { {t!("export-cancelled")} } } },
        Stage::Problem(problem) => rsx! { ProblemView { problem } },
        Stage::Done(files) => rsx! { FilesView { files } },
    }
}

#[component]
fn WorkingView(progress: [u32; 4]) -> Element {
    let [part, parts, done, total] = progress;
    let label = match parts {
        0 => t!("export-gathering"),
        1 => t!("export-working", done = done, total = total),
        _ => t!("export-working-part", part = part + 1, parts = parts, done = done, total = total),
    };
    rsx! {
        Progress { id: "export-progress", label, done, total }
        Button { id: "export-cancel", kind: ButtonKind::Second, onpress: |()| transfer::stop(), {t!("export-cancel")} }
    }
}

#[component]
fn ProblemView(problem: Problem) -> Element {
    let text = match problem {
        Problem::Trouble(Trouble::ConsentMissing) => t!("export-consent"),
        Problem::Trouble(trouble) => return rsx! { TroubleNotice { trouble } },
        Problem::NoEntries => t!("export-error-none"),
        // Said at their fields, which have the focus.
        Problem::PeriodReversed | Problem::Day(_) | Problem::HalfAName | Problem::InsuranceNumber => {
            return rsx! {};
        }
        Problem::Failed => t!("export-error"),
    };
    rsx! { Notice { kind: Kind::Warning, announce: true, id: "export-problem", p { "{text}" } } }
}

#[component]
fn FilesView(files: Vec<MadeFile>) -> Element {
    rsx! {
        Notice { kind: Kind::Success, title: t!("export-done-title", count = files.len()), announce: true,
            p { {t!("export-done-text")} }
            for (index , file) in files.into_iter().enumerate() {
                div { key: "{file.name}", class: "row",
                    a {
                        class: if index == 0 { "button" } else { "button button-second" },
                        id: if index == 0 { "export-save".to_owned() } else { format!("export-save-{}", index + 1) },
                        href: "{file.address}",
                        download: "{file.name}",
                        Icon { shape: Shape::Download }
                        span { {t!("export-save", name = file.name.clone(), size = size(file.bytes))} }
                    }
                }
            }
        }
    }
}

/// A size in the unit that people know from their mail programs.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => t!("size-kilobytes", count = bytes.div_ceil(1_000)),
        _ => t!("size-megabytes", count = bytes.div_ceil(1_000_000)),
    }
}
