//! The report in the reader's words: from the counted values to the document that is shown, printed and saved.

mod charts;
mod overview;
mod tables;

use heilsam_client::diary::EntryView;
use heilsam_report::document::{Document, Fact, Section};
use heilsam_report::{Period, Summary};
use heilsam_therapy::diary::Kind;
use jiff::civil::Date;

use super::{Planned, ScoreLine};
use crate::i18n::{self, Language};
use crate::today;
use crate::{browser, t};

/// What the patient wants on the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Its days.
    pub period: Period,
    /// Name; empty for none.
    pub name: String,
    /// Date of birth; `None` for none.
    pub birth: Option<Date>,
    /// All values behind the first page.
    pub values: bool,
    /// Results of questionnaires.
    pub scores: bool,
    /// The patient's own words.
    pub notes: bool,
    /// How many of the entries have a picture: it is not printed, the report says that there is one.
    pub photos: usize,
}

/// The entries of the period, the newest first; words alone only where notes are wanted.
#[must_use]
pub fn chosen(entries: Vec<EntryView>, wish: &Wish) -> Vec<EntryView> {
    let wanted = |it: &EntryView| {
        let note = it.entry.measurement.kind() == Kind::FreeNote;
        (wish.notes || !note) && wish.period.contains(it.entry.local_time(it.utc_offset_minutes))
    };
    entries.into_iter().filter(wanted).collect()
}

/// Puts the report together. `entries` as [`chosen`] gives them.
#[must_use]
pub fn compose(
    entries: &[EntryView],
    scores: &[ScoreLine],
    medicine: Option<Planned>,
    wish: &Wish,
) -> Document {
    let summary = Summary::of(entries.iter().map(|it| (&it.entry, it.utc_offset_minutes)), wish.period);
    let made_at = today::local_now();
    let scores = if wish.scores { scores } else { &[] };
    let mut sections = vec![Section {
        title: t!("print-overview"),
        on_new_page: false,
        blocks: overview::blocks(&summary, scores, medicine),
    }];
    if wish.values {
        sections.extend(tables::sections(&summary, entries, scores, wish.notes));
    }
    let title = t!("print-title-pressure");
    Document {
        language: i18n::language().tag().to_owned(),
        about: about(wish, made_at.date()),
        foot: foot(&title, wish, made_at.date()),
        page: t!("print-page", page = "{page}", pages = "{pages}"),
        made_at,
        utc_offset_minutes: browser::utc_offset_minutes(),
        made_by: "Heilsam".to_owned(),
        cover: None,
        letter: None,
        contents: None,
        sections,
        title,
    }
}

fn about(wish: &Wish, made: Date) -> Vec<Fact> {
    let Period { first, last } = wish.period;
    let name = (!wish.name.trim().is_empty()).then(|| Fact::new(t!("print-about-name"), wish.name.trim()));
    let birth = wish.birth.map(|birth| Fact::new(t!("print-about-birth"), day(birth)));
    let period = t!("print-period", first = day(first), last = day(last));
    let always = [Fact::new(t!("print-about-period"), period), Fact::new(t!("print-about-made"), day(made))];
    let photos = (wish.photos > 0)
        .then(|| Fact::new(t!("print-about-photos"), t!("print-photos", count = wish.photos)));
    name.into_iter().chain(birth).chain(always).chain(photos).collect()
}

/// A sheet that lies alone still says whose it is.
fn foot(title: &str, wish: &Wish, made: Date) -> String {
    let name = wish.name.trim();
    let parts = [title.to_owned(), name.to_owned(), day(made)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// `12.05.2026`: short enough for tables.
fn day(date: Date) -> String {
    match i18n::language() {
        Language::De => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
        Language::En => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
    }
}

/// `12.05.`
fn short_day(date: Date) -> String {
    match i18n::language() {
        Language::De => format!("{:02}.{:02}.", date.day(), date.month()),
        Language::En => format!("{:02}/{:02}", date.day(), date.month()),
    }
}

#[cfg(test)]
mod tests;
