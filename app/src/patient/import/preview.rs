//! What would be taken over, and which lines would not, with the reason.

use dioxus::prelude::*;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::csv::{Preview, Refusal, Refused};

use crate::components::{Button, Kind, Notice, Table, TableRow};
use crate::patient::diary::versions::in_one_line;
use crate::{format, t};

/// Lines shown of each kind; all of them count.
const SHOWN: usize = 20;

fn reason(refusal: Refusal) -> String {
    match refusal {
        Refusal::Moment => t!("refusal-moment"),
        Refusal::InFuture => t!("refusal-future"),
        Refusal::NoSuchTime => t!("refusal-no-such-time"),
        Refusal::NoValue => t!("refusal-no-value"),
        Refusal::BloodPressure => t!("refusal-pressure"),
        Refusal::Pulse => t!("refusal-pulse"),
        Refusal::Weight => t!("refusal-weight"),
        Refusal::Note => t!("refusal-note"),
        Refusal::AlreadyThere => t!("refusal-there"),
    }
}

fn refused_row(it: &Refused) -> TableRow {
    TableRow {
        key: it.line.to_string(),
        cells: vec![it.line.to_string(), reason(it.refusal), it.cell.clone()],
    }
}

/// The preview with its button.
#[component]
pub fn PreviewView(preview: Preview, busy: bool, ontake: EventHandler<Vec<DiaryEntry>>) -> Element {
    let entries: Vec<DiaryEntry> = preview.ready.iter().flat_map(|it| it.entries.clone()).collect();
    let count = entries.len();
    let rows: Vec<TableRow> = preview
        .ready
        .iter()
        .flat_map(|ready| ready.entries.iter().map(move |entry| (ready.line, entry)))
        .take(SHOWN)
        .enumerate()
        .map(|(index, (line, entry))| TableRow {
            key: index.to_string(),
            cells: vec![line.to_string(), format::moment(entry.measured_at), in_one_line(entry)],
        })
        .collect();
    let refused: Vec<TableRow> = preview.refused.iter().take(SHOWN).map(refused_row).collect();
    rsx! {
        section { class: "stack", id: "import-preview",
            h2 { {t!("import-preview")} }
            p { role: "status", {t!("import-counts", ready = count, refused = preview.refused.len())} }
            if preview.layout.dates_are_ambiguous {
                Notice { kind: Kind::Warning, p { {t!("import-ambiguous")} } }
            }
            if count > 0 {
                Table { caption: t!("import-ready"), head: vec![t!("import-line"), t!("entry-when"), t!("import-values")], rows }
                Button { id: "import-take", wide: true, busy, onpress: move |()| ontake.call(entries.clone()), {t!("import-take", count = count)} }
            }
            if !refused.is_empty() {
                details { id: "import-refused",
                    summary { {t!("import-refused", count = preview.refused.len())} }
                    Table { caption: t!("import-refused-caption"), head: vec![t!("import-line"), t!("import-reason"), t!("import-cell")], rows: refused }
                }
            }
        }
    }
}
