//! What every document of a practice has in common: made now, on the practice's clock, by this program.

use heilsam_client::appointment::zone;
use heilsam_report::Document;

use crate::{format, t};

/// A document that says nothing yet: language, title, facts, foot and sections are the caller's.
pub fn blank() -> Document {
    let now = format::now();
    let offset = zone::zone().to_offset(now).seconds() / 60;
    Document {
        language: String::new(),
        title: String::new(),
        about: Vec::new(),
        foot: String::new(),
        page: t!("doc-page", page = "{page}", pages = "{pages}"),
        made_at: zone::local(now),
        utc_offset_minutes: i16::try_from(offset).unwrap_or_default(),
        made_by: "Heilsam".to_owned(),
        cover: None,
        letter: None,
        contents: None,
        sections: Vec::new(),
    }
}
