//! A file of another DiGA, or of this app in the open format: looked at first, taken over then.

mod preview;
mod refusal;

use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_domain::RecordId;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::advice::{Advice, about_taken};
use serde_json::Value;

use self::preview::BundlePreview;
pub use self::preview::kind_name;
use self::refusal::RefusalView;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Kind, Notice, Progress};
use crate::patient::routes::Route;
use crate::patient::transfer::{self, News, Person, Running, Work};
use crate::record::{EntryView, Record, use_record};
use crate::{browser, format, t};

/// The element in which the file is chosen.
pub const INPUT: &str = "import-file";

/// What became of the file.
const DONE: &str = "take-done";

#[derive(Clone, PartialEq)]
enum Stage {
    Reading,
    Preview(Value),
    Writing(Value),
    Done(Value),
    Refused(Value),
    Stopped,
    Failed,
    Trouble(Trouble),
}

/// Whether a file goes this way; tables have other names.
pub fn is_bundle(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".xml") || name.ends_with(".json")
}

/// What entries ask for that were just taken over: the one that matters most, and the advice.
type Urgent = (DiaryEntry, Vec<Advice>);

/// Preview, agreement, what became of it; hands on what was taken over and is urgent, with what [`TakenNotice`] shows. A new `key`
/// reads the file anew.
#[component]
pub fn Bundle(onurgent: EventHandler<((DiaryEntry, Vec<Advice>), Value)>) -> Element {
    let record = use_record();
    let mut stage = use_signal(|| Stage::Reading);
    use_drop(transfer::stop);
    use_hook(|| spawn(async move { read(record, stage, onurgent).await }));
    let agree = move |()| {
        if let Stage::Preview(preview) = stage() {
            stage.set(Stage::Writing(preview));
            transfer::agree();
        }
    };
    let warning = |text: String| rsx! { Notice { kind: Kind::Warning, announce: true, id: "import-problem", p { "{text}" } } };
    match stage() {
        Stage::Reading => rsx! {
            Progress { id: "take-progress", label: t!("take-reading"), done: 0, total: 0 }
            Button { kind: ButtonKind::Second, onpress: |()| transfer::stop(), {t!("export-cancel")} }
        },
        Stage::Preview(preview) => rsx! { BundlePreview { preview, busy: false, ontake: agree } },
        Stage::Writing(preview) => rsx! {
            BundlePreview { preview, busy: true, ontake: agree }
            Progress { id: "take-progress", label: t!("take-writing"), done: 0, total: 0 }
        },
        // The button that had the focus is gone: what became of it takes the focus, and so is read aloud.
        Stage::Done(preview) => rsx! {
            div { id: DONE, tabindex: "-1", onmounted: |_| browser::focus(DONE),
                TakenNotice { preview }
            }
        },
        Stage::Refused(refusal) => rsx! { RefusalView { refusal } },
        Stage::Stopped => rsx! { Notice { announce: true, p { {t!("take-stopped")} } } },
        Stage::Failed => warning(t!("take-failed")),
        Stage::Trouble(trouble) => rsx! { TroubleNotice { trouble } },
    }
}

/// What was taken over of a file, and where it is found.
#[component]
pub fn TakenNotice(preview: Value) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    rsx! {
        Notice { kind: Kind::Success, id: "take-result",
            p { {t!("take-done", count = number(&preview, "records"))} }
            if number(&preview, "in_diary") > 0 {
                p { {t!("take-done-diary", count = number(&preview, "in_diary"))} }
            }
            // Of what an earlier file brought this one says nothing.
            if number(&preview, "in_documents") > 0 && !record.brought().is_empty() {
                p { {t!("take-done-brought")} " " Link { to: Route::BroughtPage {}, {t!("brought-title")} } }
            }
            Button { onpress: move |()| { navigator.push(Route::History {}); }, {t!("take-to-history")} }
        }
    }
}

async fn read(record: Record, mut stage: Signal<Stage>, onurgent: EventHandler<(Urgent, Value)>) {
    let known: BTreeSet<RecordId> = record.entries().into_iter().map(|it| it.id).collect();
    let wish = transfer::wish(None, &Person::default());
    let mut running: Running = match transfer::begin(record, Work::Take(INPUT), &wish).await {
        Ok(running) => running,
        Err(trouble) => return stage.set(Stage::Trouble(trouble)),
    };
    loop {
        stage.set(match running.news().await {
            News::Preview(preview) => {
                stage.set(Stage::Preview(preview));
                continue;
            }
            News::Records(records) => match record.take_over(&records).await {
                Ok(()) => {
                    transfer::agree();
                    continue;
                }
                Err(trouble) => {
                    transfer::stop();
                    Stage::Trouble(trouble)
                }
            },
            News::Progress(_) | News::File(_) => continue,
            News::Done => match stage() {
                Stage::Writing(preview) => {
                    if let Some(urgent) = urgent(record, &known) {
                        onurgent.call((urgent, preview.clone()));
                    }
                    Stage::Done(preview)
                }
                _ => Stage::Failed,
            },
            News::Stopped => Stage::Stopped,
            News::Failed(_) => Stage::Failed,
            News::Refused(refusal) => Stage::Refused(refusal),
        });
        return;
    }
}

/// What is urgent of the entries that were not there before.
fn urgent(record: Record, known: &BTreeSet<RecordId>) -> Option<Urgent> {
    let now = format::now();
    let (before, new): (Vec<_>, Vec<_>) = record.entries().into_iter().partition(|it| known.contains(&it.id));
    let plain = |list: Vec<EntryView>| -> Vec<DiaryEntry> { list.into_iter().map(|it| it.entry).collect() };
    about_taken(&plain(new), &plain(before), now)
}

/// A number in what the module says.
fn number(value: &Value, name: &str) -> u64 {
    value.get(name).and_then(Value::as_u64).unwrap_or_default()
}

/// A text in what the module says.
fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
