//! Data from another app: a table of readings, or everything of another DiGA. Looked at first, taken over then.

mod bundle;
mod columns;
mod preview;

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::advice::{Advice, about_taken};
use heilsam_therapy::csv::{self, CsvError, Layout};
use serde_json::Value;

pub use self::bundle::kind_name;
use self::bundle::{Bundle, TakenNotice, is_bundle};
use self::columns::Columns;
use self::preview::PreviewView;
use super::devices::DevicesCard;
use super::diary::advice::AdvicePage;
use super::routes::Route;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, FileField, Kind, Notice, PageTitle, Shape, use_toasts};
use crate::record::use_record;
use crate::today::moment_of;
use crate::{format, t};

fn problem(error: CsvError) -> String {
    match error {
        CsvError::Empty => t!("import-empty"),
        CsvError::TooLarge | CsvError::TooManyLines => t!("import-too-large"),
        CsvError::NotText => t!("import-not-text"),
        CsvError::OpenQuote { line } => t!("import-open-quote", line = line),
        CsvError::NoDate => t!("import-no-date"),
        CsvError::NoValues => t!("import-no-values"),
    }
}

/// What was taken over and is said below what is urgent of it.
#[derive(Clone)]
enum Taken {
    /// So many entries of a table.
    Table(usize),
    /// A file of another DiGA, as its preview said it.
    File(Value),
}

/// File, preview, taking over.
#[component]
pub fn Import() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let mut bytes = use_signal(|| None::<Rc<Vec<u8>>>);
    let mut layout = use_signal(|| None::<Layout>);
    let mut unreadable = use_signal(|| false);
    // Counts the files, so that each is read anew.
    let mut bundle = use_signal(|| None::<u32>);
    let mut files = use_signal(|| 0_u32);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut urgent = use_signal(|| None::<(DiaryEntry, Vec<Advice>, Taken)>);
    let chosen = move |event: FormEvent| async move {
        let Some(file) = event.files().into_iter().next() else { return };
        layout.set(None);
        trouble.set(None);
        unreadable.set(false);
        bytes.set(None);
        bundle.set(None);
        if is_bundle(&file.name()) {
            files += 1;
            bundle.set(Some(files()));
            return;
        }
        // What is larger is refused anyway: do not read it into memory.
        let too_large = file.size() > csv::FILE_LIMIT as u64 + 1;
        match file.read_bytes().await {
            _ if too_large => bytes.set(Some(Rc::new(vec![b' '; csv::FILE_LIMIT + 1]))),
            Ok(read) => bytes.set(Some(Rc::new(read.to_vec()))),
            Err(_) => unreadable.set(true),
        }
    };
    let known: Vec<DiaryEntry> = record.entries().into_iter().map(|it| it.entry).collect();
    let read = bytes().map(|bytes| {
        let detected = csv::decode::decode(&bytes).and_then(|text| Layout::detect(&text)).ok();
        (csv::preview(&bytes, layout(), &known, format::now(), moment_of), layout().or(detected), bytes)
    });
    let take = move |entries: Vec<DiaryEntry>| {
        let found = about_taken(&entries, &known, format::now());
        spawn(async move {
            busy.set(true);
            let count = entries.len();
            match (record.save_all(entries).await, found) {
                (Ok(()), Some((entry, advice))) => urgent.set(Some((entry, advice, Taken::Table(count)))),
                (Ok(()), None) => {
                    toasts.say(move || t!("import-done", count = count));
                    navigator.push(Route::History {});
                }
                (Err(error), _) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let tell = move |((entry, advice), preview): ((DiaryEntry, Vec<Advice>), Value)| {
        urgent.set(Some((entry, advice, Taken::File(preview))));
    };
    if let Some((entry, advice, taken)) = urgent() {
        return rsx! {
            AdvicePage { entry, advice, onagain: move |()| { navigator.push(Route::NewEntry {}); }, ondone: move |()| { navigator.push(Route::Home {}); },
                match taken {
                    Taken::Table(count) => rsx! { Notice { kind: Kind::Success, id: "import-done", p { {t!("import-done", count = count)} } } },
                    Taken::File(preview) => rsx! { TakenNotice { preview } },
                }
            }
        };
    }
    rsx! {
        PageTitle { title: t!("import-title"), lead: t!("import-lead") }
        div { class: "stack-wide",
            TroubleNotice { trouble: trouble() }
            FileField {
                id: bundle::INPUT.to_owned(),
                label: t!("import-file"),
                hint: t!("import-file-hint"),
                accept: ".csv,.txt,.xml,.json,text/csv,text/plain,application/xml,text/xml,application/json,application/fhir+xml,application/fhir+json",
                onchange: chosen,
            }
            if unreadable() {
                Notice { kind: Kind::Warning, announce: true, id: "import-problem", p { {t!("import-unreadable")} } }
            }
            if let Some(number) = bundle() {
                Bundle { key: "{number}", onurgent: tell }
            }
            if let Some((read, shape, bytes)) = read {
                match read {
                    Ok(preview) => rsx! { PreviewView { preview, busy: busy(), ontake: take } },
                    Err(error) => rsx! { Notice { kind: Kind::Warning, announce: true, id: "import-problem", p { {problem(error)} } } },
                }
                if let Some(shape) = shape {
                    Columns { bytes, layout: shape, onchange: move |changed| layout.set(Some(changed)) }
                }
            }
            DevicesCard {}
            div { class: "actions",
                Button { kind: ButtonKind::Quiet, icon: Shape::Back, onpress: move |()| { navigator.push(Route::History {}); }, {t!("history-title")} }
            }
        }
    }
}
