//! Reading FHIR in both formats, with limits, and turning one format into the other.
//!
//! A document is walked once; only the resource at hand is in memory as a tree. Document types, entities of their own
//! and processing instructions are refused, so nothing in a file is ever resolved or run.

mod convert;
mod json;
mod node;
mod schema;
mod xml;

use std::borrow::Cow;

pub(crate) use convert::{convert, is_known};
pub(crate) use node::{Document, Node, Piece, Problem, ReadError};

use crate::Format;

/// Deepest nesting of elements.
const MAX_DEPTH: usize = 64;
/// Most entries of a bundle.
const MAX_PIECES: usize = 250_000;

/// Reads a bundle: everything but its resources as a tree, and where the resources are.
pub(crate) fn read_document(text: &str, format: Format) -> Result<Document<'_>, ReadError> {
    match format {
        Format::Xml => xml::read_document(text),
        Format::Json => json::read_document(text),
    }
}

/// A resource that [`read_document`] found as it can stand alone: with the namespace that was declared around it.
pub(crate) fn alone(text: &str, format: Format) -> Cow<'_, str> {
    match format {
        Format::Xml => xml::alone(text),
        Format::Json => Cow::Borrowed(text),
    }
}

/// Reads one resource that [`read_document`] found.
pub(crate) fn read_resource(text: &str, format: Format) -> Result<Node, ReadError> {
    match format {
        Format::Xml => xml::read_resource(text),
        Format::Json => json::read_resource(text),
    }
}
