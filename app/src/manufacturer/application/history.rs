//! Who wrote what and when in a statement of the application, newest first; nothing of it can be changed unnoticed.

use dioxus::prelude::*;
use heilsam_compliance::application::FieldAddress;
use heilsam_compliance::workspace::Action;

use super::printed;
use crate::manufacturer::desk::{Open, say, use_desk};
use crate::manufacturer::item::history::Written;
use crate::{format, t};

/// The statement that an action speaks of.
#[must_use]
pub fn number(action: &Action) -> Option<&str> {
    match action {
        Action::SetField { field, .. }
        | Action::ResolveField { field, .. }
        | Action::SetMarks { field, .. } => Some(&field.entry),
        Action::SetNotApplicable { entry, .. } => Some(entry),
        _ => None,
    }
}

/// What a statement is called.
#[must_use]
pub fn title(open: &Open, number: &str) -> String {
    let shown = printed(open, number).map_or_else(|| number.to_owned(), |it| it.shown);
    t!("application-statement", number = shown)
}

/// What a field is called, with its row where there can be several.
fn name(open: &Open, address: &FieldAddress) -> String {
    let forms = open.library.forms();
    let group = forms.group(&address.entry, &address.group, open.workspace().legal());
    let label = group.and_then(|group| group.field(&address.field)).map(|field| field.label.clone());
    let label = label.unwrap_or_else(|| address.field.clone());
    if address.row > 1 { t!("field-in-row", field = label, row = address.row) } else { label }
}

/// How a field's text is read.
fn read(open: &Open, address: &FieldAddress, text: &str) -> String {
    let forms = open.library.forms();
    let group = forms.group(&address.entry, &address.group, open.workspace().legal());
    let words = group.and_then(|group| group.field(&address.field)?.kind.words(text));
    words.unwrap_or_else(|| text.to_owned())
}

/// What an action did, in words; `None` for what is no statement's.
#[must_use]
pub fn deed(open: &Open, action: &Action) -> Option<String> {
    Some(match action {
        Action::SetField { field, text, .. } if text.trim().is_empty() => {
            t!("history-field-emptied", field = name(open, field))
        }
        Action::SetField { field, text, .. } => {
            t!("history-field", field = name(open, field), text = read(open, field, text))
        }
        Action::ResolveField { take_other: true, .. } => t!("history-took-other"),
        Action::ResolveField { take_other: false, .. } => t!("history-kept"),
        Action::SetMarks { field, marks } if marks.is_empty() => {
            t!("history-unmarked", field = name(open, field))
        }
        Action::SetMarks { field, marks } => {
            let grounds: Vec<String> = marks.iter().map(|mark| say(&mark.name())).collect();
            t!("history-marked", field = name(open, field), grounds = grounds.join(", "))
        }
        Action::SetNotApplicable { not_applicable: true, .. } => t!("application-not-applicable"),
        Action::SetNotApplicable { not_applicable: false, .. } => t!("history-applicable"),
        _ => return None,
    })
}

/// The history of a statement.
#[component]
pub fn History(number: String) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let mut entries: Vec<(u64, String, String)> = open
        .workspace()
        .history_of_statement(&number)
        .filter_map(|entry| {
            let who = format!("{}, {}", open.name(&entry.by), format::moment(entry.at));
            Some((entry.number, who, deed(&open, &entry.action)?))
        })
        .collect();
    entries.reverse();
    rsx! {
        Written { entries }
    }
}
