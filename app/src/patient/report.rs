//! The report for the practice: what it shall contain, how it looks, and the way to paper.

mod medicine;
mod preview;
mod scores;
mod span;

use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_domain::{Purpose, RecordId};
use heilsam_report::Period;

use self::preview::Preview;
use self::span::{Span, SpanChoice};
use super::assessments::{Questionnaires, QuestionnairesWait, use_questionnaires};
use super::routes::Route;
use crate::components::{
    Button, ButtonKind, Choice, DateField, DateKind, Empty, Field, Kind, Notice, PageTitle, Shape,
    optional_day,
};
use crate::record::{EntryView, Record, use_record};
use crate::report::compose::{Wish, chosen, compose};
use crate::report::saving::use_saving;
use crate::report::{SavedView, worker};
use crate::today;
use crate::{browser, t};

/// Period and content, preview, PDF and printer.
#[component]
pub fn Report() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let questionnaires = use_questionnaires();
    let mut span = use_signal(|| Span::Days(90));
    let mut from = use_signal(String::new);
    let mut until = use_signal(|| today::today().to_string());
    let mut name = use_signal(String::new);
    let mut birth = use_signal(String::new);
    let mut values = use_signal(|| true);
    let mut scores = use_signal(|| true);
    let mut notes = use_signal(|| false);
    let saving = use_saving();
    use_drop(worker::leave);
    let (entries, with_photo) = (record.entries(), record.entries_with_photo());
    let oldest = entries.iter().map(|it| it.entry.local_time(it.utc_offset_minutes).date()).min();
    let Some(oldest) = oldest else {
        return rsx! {
            PageTitle { title: t!("report-title"), lead: t!("report-lead") }
            Empty { shape: Shape::Printer, title: t!("report-empty-title"), text: t!("report-empty-text"),
                Button { onpress: move |()| { navigator.push(Route::NewEntry {}); }, {t!("home-add")} }
            }
        };
    };
    let assessments = record.assessments();
    // Without results that were wanted the report would say too little: it waits for them.
    let waiting = scores() && !assessments.is_empty() && !questionnaires.is_there();
    // A file that was saved says nothing of what is chosen now.
    let changed = move || saving.change();
    let document = span().period(oldest, today::today(), &from(), &until()).map(|period| {
        let wish = Wish {
            period,
            name: name(),
            birth: birth().parse().ok(),
            values: values(),
            scores: scores(),
            notes: notes(),
            photos: 0,
        };
        let entries = chosen(entries, &wish);
        let wish = Wish { photos: photographed(&entries, &with_photo), ..wish };
        let lines = scores::lines(&assessments, questionnaires, period);
        let planned = medicine::planned(record.course().as_ref(), &entries, period);
        (!entries.is_empty()).then(|| compose(&entries, &lines, planned, &wish))
    });
    let birth_error = optional_day(&birth()).err().map(DateKind::wanted);
    let fault = span().fault(&from(), &until()).or_else(|| birth_error.clone());
    let ready = match (&document, fault) {
        (_, Some(words)) => Err(words),
        (None, None) => Err(t!("export-error-period")),
        (Some(None), None) => Err(t!("export-error-none")),
        (Some(Some(_)), None) if !record.has_consent(Purpose::IntendedUse) => Err(t!("export-consent")),
        (Some(Some(document)), None) => Ok(document.clone()),
    };
    let to_save = ready.clone();
    let shown = ready.clone().ok().filter(|_| !waiting);
    let save = move |()| {
        let Ok(document) = to_save.clone() else { return };
        let file = t!("print-file", day = document.made_at.date().to_string());
        saving.begin(Some(document), file);
    };
    rsx! {
        div { class: "no-print",
            PageTitle { title: t!("report-title"), lead: t!("report-lead") }
            div { class: "stack-wide",
                SpanChoice { span: span(), from, until,
                    onspan: move |it| { changed(); span.set(it); },
                    onfrom: move |it| { changed(); from.set(it); },
                    onuntil: move |it| { changed(); until.set(it); },
                }
                fieldset { class: "choices",
                    legend { class: "field-label", {t!("report-content")} }
                    Choice { id: "report-values", name: "values", label: t!("report-with-values"), detail: t!("report-with-values-detail"), checked: values(), onchange: move |it| { changed(); values.set(it); } }
                    Choice { id: "report-scores", name: "scores", label: t!("report-with-scores"), checked: scores(), onchange: move |it| { changed(); scores.set(it); } }
                    Choice { id: "report-notes", name: "notes", label: t!("report-with-notes"), detail: t!("report-with-notes-detail"), checked: notes(), onchange: move |it| { changed(); notes.set(it); } }
                }
                div { class: "field-row",
                    Field { id: "report-name", label: t!("report-name"), hint: t!("report-name-hint"), value: name, oninput: move |it| { changed(); name.set(it); } }
                    DateField { id: "report-birth", label: t!("report-birth"), kind: DateKind::Day, value: birth, error: birth_error, oninput: move |it| { changed(); birth.set(it); } }
                }
                match &ready {
                    _ if waiting => rsx! { QuestionnairesWait {} },
                    Ok(_) => rsx! {
                        div { class: "row",
                            Button { id: "report-save", icon: Shape::Download, busy: saving.is_busy(), onpress: save, {t!("report-save")} }
                            Button { id: "report-print", kind: ButtonKind::Second, icon: Shape::Printer, onpress: |()| browser::print(), {t!("report-print")} }
                        }
                        SavedView { stage: saving.said(), failed: t!("report-error") }
                        p { Link { id: "report-data", to: Route::Export {}, {t!("report-data")} } }
                    },
                    Err(reason) => rsx! { Notice { kind: Kind::Warning, id: "report-problem", announce: true, p { "{reason}" } } },
                }
            }
        }
        if let Some(document) = shown {
            h2 { class: "no-print report-preview", {t!("report-preview")} }
            Preview { document }
        }
    }
}

/// How many of these entries have a picture.
fn photographed(entries: &[EntryView], with_photo: &BTreeSet<RecordId>) -> usize {
    entries.iter().filter(|it| with_photo.contains(&it.id)).count()
}

/// How long, and how often, the questionnaires are waited for, milliseconds.
const WAIT: (i32, i32) = (10_000, 100);

/// The report of everything there is, as the patient record keeps it: for people, beside the form for programs.
///
/// # Errors
/// A module or the questionnaires could not be loaded.
pub async fn whole(record: Record, questionnaires: Questionnaires) -> Result<Vec<u8>, ()> {
    let (entries, assessments) = (record.entries(), record.assessments());
    if let Some(first) = assessments.first() {
        let mut waited = 0;
        // The first who asks has all of them loaded.
        while questionnaires.get(&first.assessment.questionnaire).is_none() && !questionnaires.is_there() {
            if waited >= WAIT.0 {
                return Err(());
            }
            browser::sleep(WAIT.1).await;
            waited += WAIT.1;
        }
    }
    let today = today::today();
    let oldest = entries.iter().map(|it| it.entry.local_time(it.utc_offset_minutes).date()).min();
    let period = Period { first: oldest.unwrap_or(today).min(today), last: today };
    let wish =
        Wish { period, name: String::new(), birth: None, values: true, scores: true, notes: true, photos: 0 };
    let lines = scores::lines(&assessments, questionnaires, period);
    let entries = chosen(entries, &wish);
    let wish = Wish { photos: photographed(&entries, &record.entries_with_photo()), ..wish };
    let planned = medicine::planned(record.course().as_ref(), &entries, period);
    worker::bytes(&compose(&entries, &lines, planned, &wish)).await.map_err(|_| ())
}

/// The way to the report from other pages.
#[component]
pub fn ReportCard() -> Element {
    let navigator = use_navigator();
    rsx! {
        section { class: "card",
            h2 { {t!("report-link")} }
            p { {t!("report-link-text")} }
            div { class: "row",
                Button { id: "open-report", kind: ButtonKind::Second, icon: Shape::Printer, onpress: move |()| { navigator.push(Route::Report {}); }, {t!("report-open")} }
            }
        }
    }
}
