//! Which column of a table is which, and the table that we hand out.

use super::Table;
use super::words::squeeze;
use crate::catalogue::{Catalogue, Form, PermittedReason};

/// The row with the names of columns stands among the first ones.
const HEAD_ROWS: usize = 20;

const ID: [&str; 8] = ["kennung", "id", "punkt", "item", "nr", "nr.", "nummer", "number"];
const CATALOGUE: [&str; 5] = ["katalog", "verzeichnis", "catalogue", "anlage", "fragebogen"];
const TEXT: [&str; 5] = ["anforderung", "wortlaut", "requirement", "frage", "text"];
const POINT: [&str; 4] = ["anstrich", "unterpunkt", "point", "teil"];
const ANSWER: [&str; 5] = ["antwort", "answer", "bewertung", "ergebnis", "status"];
const REASON: [&str; 4] = ["begründung", "grund", "reason", "gleichwertigkeit"];
const EXPLANATION: [&str; 6] =
    ["erläuterung", "umsetzung", "explanation", "beschreibung", "kommentar", "nachweis"];

/// Places of the columns.
pub(super) struct Columns {
    id: Option<usize>,
    catalogue: Option<usize>,
    text: Option<usize>,
    point: Option<usize>,
    answer: Option<usize>,
    reason: Option<usize>,
    explanation: Option<usize>,
}

impl Columns {
    /// The row that names the columns (from 0), and the columns.
    pub(super) fn find(table: &Table) -> Option<(usize, Self)> {
        table.iter().take(HEAD_ROWS).enumerate().find_map(|(row, cells)| {
            let names: Vec<String> = cells.iter().map(|cell| squeeze(cell)).collect();
            let at =
                |words: &[&str]| words.iter().find_map(|word| names.iter().position(|name| name == word));
            let columns = Self {
                id: at(&ID),
                catalogue: at(&CATALOGUE),
                text: at(&TEXT),
                point: at(&POINT),
                answer: at(&ANSWER),
                reason: at(&REASON),
                explanation: at(&EXPLANATION),
            };
            let named = columns.id.is_some() || columns.text.is_some();
            let says = columns.answer.is_some() || columns.explanation.is_some();
            (named && says).then_some((row, columns))
        })
    }

    pub(super) fn id(&self, cells: &[String]) -> String {
        cell(cells, self.id)
    }

    pub(super) fn catalogue(&self, cells: &[String]) -> String {
        cell(cells, self.catalogue)
    }

    pub(super) fn text(&self, cells: &[String]) -> String {
        cell(cells, self.text)
    }

    pub(super) fn point(&self, cells: &[String]) -> Option<u8> {
        cell(cells, self.point).parse().ok().filter(|point| *point > 0)
    }

    pub(super) fn answer(&self, cells: &[String]) -> String {
        cell(cells, self.answer)
    }

    pub(super) fn reason(&self, cells: &[String]) -> String {
        cell(cells, self.reason)
    }

    pub(super) fn explanation(&self, cells: &[String]) -> String {
        cell(cells, self.explanation)
    }

    /// What the row calls the item: its id, else the beginning of its words.
    pub(super) fn name(&self, cells: &[String]) -> String {
        let id = self.id(cells);
        if id.is_empty() { self.text(cells).chars().take(80).collect() } else { id }
    }
}

fn cell(cells: &[String], at: Option<usize>) -> String {
    at.and_then(|at| cells.get(at)).map(|cell| cell.trim().to_owned()).unwrap_or_default()
}

/// A table to fill in, for one catalogue: what is asked, which reason is permitted, and room for the answers.
#[must_use]
pub fn template(catalogue: &Catalogue) -> Table {
    let head = [
        "Katalog",
        "Kennung",
        "Nummer",
        "Anforderung",
        "Anstrich",
        "Zulässiger Grund",
        "Antwort",
        "Begründung",
        "Erläuterung",
    ];
    let mut table = vec![head.map(str::to_owned).to_vec()];
    for (_, item) in catalogue.items() {
        let reason = match &item.form {
            Form::Reference => continue,
            Form::Count => "eine Zahl",
            Form::Declaration { reason: PermittedReason::None, .. } => "keiner",
            Form::Declaration { reason: PermittedReason::Fixed(sentence), .. } => sentence,
            Form::Declaration { reason: PermittedReason::Free(_), .. } => "eigene Worte",
            Form::Declaration { reason: PermittedReason::Unreasoned, .. } => "ohne Grund",
        };
        let row = |point: String, words: &str, reason: &str| {
            let [catalogue, id, number] =
                [catalogue.id.to_string(), item.id.to_string(), item.number.clone()];
            let empty = String::new;
            vec![catalogue, id, number, words.to_owned(), point, reason.to_owned(), empty(), empty(), empty()]
        };
        table.push(row(String::new(), &item.text, reason));
        for (number, point) in (1..).zip(&item.points) {
            table.push(row(format!("{number}"), point, ""));
        }
    }
    table
}
