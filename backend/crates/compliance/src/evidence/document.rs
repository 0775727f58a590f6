//! The sentence for people to a document that is not accepted.

use heilsam_domain::document::{DocumentRefused, MAX_DOCUMENT};

use crate::message::Message;

/// Says why, and what to do.
#[must_use]
pub fn message(refused: DocumentRefused) -> Message {
    match refused {
        DocumentRefused::Empty => Message::new("compliance-document-empty"),
        DocumentRefused::TooLarge { size } => {
            let megabytes = size.div_ceil(1024 * 1024);
            Message::new("compliance-document-large")
                .with("size", megabytes)
                .with("max", MAX_DOCUMENT / 1024 / 1024)
        }
        DocumentRefused::Office => Message::new("compliance-document-office"),
        DocumentRefused::Closed => Message::new("compliance-document-closed"),
        DocumentRefused::UnknownType => Message::new("compliance-document-type"),
        DocumentRefused::Active(what) => Message::new("compliance-document-active").with("what", what),
    }
}
