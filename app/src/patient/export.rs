//! Taking the readings along as a file that electronic patient records understand.

mod worker;

use dioxus::prelude::*;
use jiff::{SignedDuration, Timestamp};

use self::worker::Job;
use super::diary::words;
use super::report::ReportCard;
use super::routes::Route;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{
    Button, ButtonKind, Choice, ChoiceKind, Empty, Field, FieldKind, Icon, Kind, Notice, PageTitle, Progress,
    Shape,
};
use crate::record::{ExportWish, use_record};
use crate::{format, t};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    All,
    Days(i64),
    Own,
}

const SPANS: [(&str, Span); 4] =
    [("all", Span::All), ("90", Span::Days(90)), ("30", Span::Days(30)), ("own", Span::Own)];

/// What stands between the form and the file.
#[derive(Clone, PartialEq)]
enum Stage {
    Asking,
    Working,
    Cancelled,
    NoEntries,
    PeriodReversed,
    Failed,
    Refused(Trouble),
    Done(String),
}

fn span_text(span: Span) -> String {
    match span {
        Span::All => t!("export-all"),
        Span::Days(90) => t!("export-90"),
        Span::Days(_) => t!("export-30"),
        Span::Own => t!("export-own"),
    }
}

/// First and last moment of the chosen period.
fn period(
    span: Span,
    from: &str,
    until: &str,
    oldest: Timestamp,
    now: Timestamp,
) -> Option<(Timestamp, Timestamp)> {
    let day = SignedDuration::from_hours(24);
    match span {
        Span::All => Some((oldest.min(now), now)),
        Span::Days(days) => Some((now.checked_sub(day.checked_mul(i32::try_from(days).ok()?)?).ok()?, now)),
        Span::Own => {
            let last_moment = format::from_input(until)?.checked_add(day).ok()?;
            Some((format::from_input(from)?, last_moment.min(now)))
        }
    }
}

/// Period, format, file.
#[component]
pub fn Export() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut span = use_signal(|| Span::All);
    let mut from = use_signal(String::new);
    let mut until = use_signal(|| format::to_input(format::now()).chars().take(10).collect::<String>());
    let mut name = use_signal(String::new);
    let mut xml = use_signal(|| true);
    let mut stage = use_signal(|| Stage::Asking);
    let mut progress = use_signal(|| (0_u32, 0_u32));
    let entries = record.entries();
    let Some(oldest) = entries.iter().map(|it| it.entry.measured_at).min() else {
        return rsx! {
            PageTitle { title: t!("export-title"), lead: t!("export-lead") }
            Empty { shape: Shape::Download, title: t!("export-empty-title"), text: t!("export-empty-text"),
                Button { onpress: move |()| { navigator.push(Route::NewEntry {}); }, {t!("home-add")} }
            }
        };
    };
    let start = move || {
        let now = format::now();
        let Some((start, end)) = period(span(), &from(), &until(), oldest, now) else {
            stage.set(Stage::PeriodReversed);
            return;
        };
        if start > end {
            stage.set(Stage::PeriodReversed);
            return;
        }
        progress.set((0, 0));
        stage.set(Stage::Working);
        spawn(async move {
            let wish = ExportWish { start, end, name: name().trim().to_owned() };
            let input = match record.export_input(wish, words::measurement).await {
                Ok(Some(input)) => input,
                Ok(None) => return stage.set(Stage::NoEntries),
                Err(error) => return stage.set(Stage::Refused(error)),
            };
            let job = Job { input, xml: xml() };
            stage.set(match job.run(move |written, total| progress.set((written, total))).await {
                Ok(Some(address)) => Stage::Done(address),
                Ok(None) => Stage::Cancelled,
                Err(()) => Stage::Failed,
            });
        });
    };
    let mut start_form = start;
    rsx! {
        PageTitle { title: t!("export-title"), lead: t!("export-lead") }
        form {
            class: "stack-wide",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                if stage() != Stage::Working {
                    start_form();
                }
            },
            fieldset { class: "choices",
                legend { class: "field-label", {t!("export-period")} }
                for (id , each) in SPANS {
                    Choice { key: "{id}", id: "period-{id}", name: "period", kind: ChoiceKind::Radio, label: span_text(each),
                        checked: span() == each, onchange: move |_| span.set(each) }
                }
                if span() == Span::Own {
                    div { class: "field-row",
                        Field { id: "export-from", label: t!("export-from"), kind: FieldKind::Date, value: from, oninput: move |it| from.set(it) }
                        Field { id: "export-until", label: t!("export-until"), kind: FieldKind::Date, value: until, oninput: move |it| until.set(it) }
                    }
                }
            }
            fieldset { class: "choices",
                legend { class: "field-label", {t!("export-format")} }
                Choice { id: "format-xml", name: "format", kind: ChoiceKind::Radio, label: t!("export-xml"), checked: xml(), onchange: move |_| xml.set(true) }
                Choice { id: "format-json", name: "format", kind: ChoiceKind::Radio, label: t!("export-json"), checked: !xml(), onchange: move |_| xml.set(false) }
            }
            Field { id: "export-name", label: t!("export-name"), hint: t!("export-name-hint"), value: name, oninput: move |it| name.set(it) }
            Button { id: "export-start", submit: true, wide: true, busy: stage() == Stage::Working, {t!("export-start")} }
            StageView { stage: stage(), progress: progress(), xml: xml() }
        }
        ReportCard {}
    }
}

#[component]
fn StageView(stage: Stage, progress: (u32, u32), xml: bool) -> Element {
    let (done, total) = progress;
    let warning = |text: String| rsx! { Notice { kind: Kind::Warning, announce: true, p { "{text}" } } };
    match stage {
        Stage::Asking => rsx! {},
        Stage::Working => rsx! {
            Progress { id: "export-progress", label: t!("export-working", done = done, total = total), done, total }
            Button { id: "export-cancel", kind: ButtonKind::Second, onpress: |()| worker::stop(), {t!("export-cancel")} }
        },
        Stage::Cancelled => rsx! { Notice { announce: true, p { {t!("export-cancelled")} } } },
        Stage::NoEntries => warning(t!("export-error-none")),
        Stage::PeriodReversed => warning(t!("export-error-period")),
        Stage::Failed => warning(t!("export-error")),
        Stage::Refused(Trouble::ConsentMissing) => warning(t!("export-consent")),
        Stage::Refused(trouble) => rsx! { TroubleNotice { trouble } },
        Stage::Done(address) => {
            let file = if xml { "heilsam-mio-diga.xml" } else { "heilsam-mio-diga.json" };
            rsx! {
                Notice { kind: Kind::Success, title: t!("export-done-title"), announce: true,
                    p { {t!("export-done-text")} }
                    div { class: "row",
                        a { class: "button", id: "export-save", href: "{address}", download: file,
                            Icon { shape: Shape::Download }
                            span { {t!("export-save")} }
                        }
                    }
                }
            }
        }
    }
}
