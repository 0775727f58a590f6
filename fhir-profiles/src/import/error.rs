//! Why a file cannot be taken over.

use crate::reader::{Problem, ReadError};

/// Why a file cannot be taken over, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}{}: {problem}", element_in(.element))]
pub struct ImportError {
    /// Line, from 1 on.
    pub line: usize,
    /// Column in characters, from 1 on.
    pub column: usize,
    /// Name of the element there; empty if it is not known.
    pub element: String,
    /// What is wrong.
    pub problem: ImportProblem,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportProblem {
    /// Larger than can be read.
    #[error("the file is larger than 64 MB: export shorter periods")]
    TooLarge,
    /// Not text.
    #[error("the file is not text in UTF-8")]
    NotText,
    /// Neither XML nor JSON.
    #[error("the file is neither XML nor JSON")]
    NoFormat,
    /// The markup is broken; the text of the parser follows.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// Document type, entity or processing instruction.
    #[error(
        "the file holds a document type, an entity or a processing instruction, which a health record never needs"
    )]
    Forbidden,
    /// Nested too deep.
    #[error("the file is nested too deep")]
    TooDeep,
    /// Too many entries.
    #[error("the file has more than 250,000 entries: export shorter periods")]
    TooMany,
    /// Something that FHIR does not have.
    #[error("this is not how FHIR writes a resource")]
    Shape,
    /// Not a bundle of MIO DiGA.
    #[error("this is not an export of a DiGA (MIO DiGA 1.0.0 or 1.1.0)")]
    NotMioDiga,
    /// An entry without identity.
    #[error("an entry needs a fullUrl of the form urn:uuid:…")]
    NoIdentity,
    /// The same identity twice.
    #[error("two entries have the same fullUrl")]
    Twice,
    /// A single resource that no export could hold.
    #[error("one entry is larger than 16 MB")]
    EntryTooLarge,
}

fn element_in(element: &str) -> String {
    if element.is_empty() { String::new() } else { format!(", element {element}") }
}

impl ImportError {
    /// A stable name without personal data, for the texts of the app.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.problem {
            ImportProblem::TooLarge | ImportProblem::EntryTooLarge | ImportProblem::TooMany => {
                "file-too-large"
            }
            ImportProblem::NotText | ImportProblem::NoFormat => "no-fhir-file",
            ImportProblem::Damaged(_) => "file-damaged",
            ImportProblem::Forbidden => "file-forbidden",
            ImportProblem::TooDeep | ImportProblem::Shape => "file-malformed",
            ImportProblem::NotMioDiga => "no-diga-export",
            ImportProblem::NoIdentity | ImportProblem::Twice => "broken-identity",
        }
    }

    /// A problem of the whole file.
    pub(super) fn whole(problem: ImportProblem) -> Self {
        Self { line: 1, column: 1, element: String::new(), problem }
    }

    /// Bytes that are no text behind so many that are.
    pub(super) fn at_end_of(bytes: &[u8], valid: usize) -> Self {
        let text = bytes.get(..valid).map(String::from_utf8_lossy).unwrap_or_default();
        Self::new(&text, text.len(), String::new(), ImportProblem::NotText)
    }

    /// A problem at a byte of the text.
    pub(super) fn new(text: &str, at: usize, element: String, problem: ImportProblem) -> Self {
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let before = text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column, element, problem }
    }

    /// A problem of the reader.
    pub(super) fn reading(text: &str, error: ReadError) -> Self {
        let problem = match error.problem {
            Problem::Syntax(what) => ImportProblem::Damaged(what),
            Problem::Forbidden => ImportProblem::Forbidden,
            Problem::Depth => ImportProblem::TooDeep,
            Problem::Pieces => ImportProblem::TooMany,
            Problem::NoBundle => ImportProblem::NotMioDiga,
            Problem::Shape => ImportProblem::Shape,
        };
        Self::new(text, error.at, error.element, problem)
    }
}
