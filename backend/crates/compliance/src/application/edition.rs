//! The application as it is read: in full for BfArM, or redacted where marks stand against publication (§ 2(2) DiGAV).

use serde::Serialize;

use super::form::Rows;
use super::state::{Application, FieldAddress, Mark};
use crate::catalogue::Library;
use crate::legal_date::LegalDate;
use crate::message::Message;

/// Which edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// Everything.
    Full,
    /// Without what is marked.
    Redacted,
}

/// One statement as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryText {
    /// Number of the statement.
    pub number: String,
    /// What has to be stated, word for word.
    pub statement: String,
    /// Provision.
    pub provision: String,
    /// Declared not applicable.
    pub not_applicable: bool,
    /// Its rows.
    pub rows: Vec<RowText>,
}

/// One row of a form as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowText {
    /// Part of the form.
    pub group: String,
    /// Label of the part.
    pub label: String,
    /// Row, from 1; `None` where there is only one.
    pub row: Option<u16>,
    /// Its fields.
    pub fields: Vec<FieldText>,
}

/// One field as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldText {
    /// Id.
    pub field: String,
    /// Label.
    pub label: String,
    /// Text as it is kept; in the redacted edition why it is not there.
    pub text: String,
    /// How people read it, where it is kept as a key or a date of machines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Marks against publication.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

impl FieldText {
    /// The text as people read it.
    #[must_use]
    pub fn read(&self) -> &str {
        self.words.as_deref().unwrap_or(&self.text)
    }
}

/// The application in an edition. What is marked does not occur in the redacted one, nor does its length.
#[must_use]
pub fn edition(
    library: &Library,
    legal: LegalDate,
    application: &Application,
    edition: Edition,
) -> Vec<EntryText> {
    let statements = library.statements(legal);
    library
        .forms()
        .numbers(legal)
        .filter_map(|number| {
            let statements = statements?;
            // `p4` is paragraph 4.
            let paragraph = number.strip_prefix('p');
            let known = if paragraph.is_some() { &statements.paragraphs } else { &statements.entries };
            let statement = known.iter().find(|known| known.number == paragraph.unwrap_or(number))?;
            Some(EntryText {
                number: number.to_owned(),
                statement: statement.text.clone(),
                provision: statement.provision.clone(),
                not_applicable: application.is_not_applicable(number),
                rows: rows(library, legal, application, number, edition),
            })
        })
        .collect()
}

fn rows(
    library: &Library,
    legal: LegalDate,
    application: &Application,
    number: &str,
    edition: Edition,
) -> Vec<RowText> {
    let mut rows = Vec::new();
    for group in library.forms().groups(number, legal) {
        for row in application.rows(number, &group.id) {
            let fields = group.fields.iter().filter_map(|field| {
                let state = application.field(&FieldAddress::new(number, &group.id, row, &field.id))?;
                let marks: Vec<Mark> = state.marks.iter().copied().collect();
                let text = match edition {
                    Edition::Redacted if !marks.is_empty() => blackened(&marks),
                    Edition::Full | Edition::Redacted => state.text.trim().to_owned(),
                };
                let words = if text == state.text.trim() { field.kind.words(&text) } else { None };
                let shown = !state.text.trim().is_empty();
                let (id, label) = (field.id.clone(), field.label.clone());
                shown.then_some(FieldText { field: id, label, text, words, marks })
            });
            rows.push(RowText {
                group: group.id.clone(),
                label: group.label.clone(),
                row: (group.rows != Rows::Once).then_some(row),
                fields: fields.collect(),
            });
        }
    }
    rows
}

fn blackened(marks: &[Mark]) -> String {
    let grounds: Vec<String> = marks.iter().map(|mark| mark.name().german()).collect();
    Message::new("compliance-redacted").with("grounds", grounds.join(", ")).german()
}
