//! Progress, what went wrong, and the files to be saved.

use dioxus::prelude::*;

use super::{Problem, Stage};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Icon, Kind, Notice, Progress, Shape};
use crate::patient::transfer::{self, MadeFile};
use crate::t;

/// What stands below the form.
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
