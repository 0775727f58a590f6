//! Answers from a table that somebody kept elsewhere: what matches which item, what is unknown, what would be replaced.
//!
//! Nothing is changed here: a [`Preview`] says what each row would do, and a person chooses.

mod columns;
mod gather;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::Content;
use crate::catalogue::{Form, ItemRef, Library};
use crate::message::Message;
use crate::workspace::Workspace;
use crate::workspace::action::ItemEdit;

use columns::Columns;
use gather::{Gathered, Said};
use words::squeeze;

pub use columns::template;

/// Most rows of a table.
pub const MAX_ROWS: usize = 5_000;
/// Largest file, bytes.
pub const MAX_FILE: usize = 5 * 1024 * 1024;

/// A table as read from a file: rows of cells.
pub type Table = Vec<Vec<String>>;

/// What a table would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// One for each item that rows speak of, at the first of them, and one for each row that says nothing usable; in the order
    /// of the file.
    pub rows: Vec<Row>,
}

/// What one row would do, together with the rows on the points of the same item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: usize,
    /// What the row calls the item.
    pub name: String,
    /// The item.
    pub item: Option<ItemRef>,
    /// What it would do.
    pub effect: Effect,
}

/// What a row would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Answers an item that is not answered.
    New(ItemEdit),
    /// Replaces what stands. Never done unless somebody chooses it.
    Replaces {
        /// What would be written.
        edit: ItemEdit,
        /// What stands.
        before: Content,
    },
    /// Says what stands already.
    Same,
    /// Says nothing about the item.
    Empty,
    /// Names no item that is answered under this legal date.
    Unknown,
    /// Another row before it speaks of the same.
    Twice {
        /// Line of that row.
        line: usize,
    },
    /// Breaks a rule.
    Refused(Vec<Message>),
}

/// Why a table cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefused {
    /// No row with names of columns.
    #[error("no row names the columns: one for the item and one for the answer or the explanation")]
    NoColumns,
    /// Too many rows.
    #[error("the table has more than {MAX_ROWS} rows")]
    TooLong,
}

/// Compares a table with what stands.
///
/// # Errors
/// [`ImportRefused`]
pub fn preview(library: &Library, workspace: &Workspace, table: &Table) -> Result<Preview, ImportRefused> {
    if table.len() > MAX_ROWS {
        return Err(ImportRefused::TooLong);
    }
    let (head, columns) = Columns::find(table).ok_or(ImportRefused::NoColumns)?;
    let index = Index::new(library, workspace);
    let around = workspace.circumstances(library);
    let mut rows: Vec<Row> = Vec::new();
    let mut items: BTreeMap<ItemRef, Gathered> = BTreeMap::new();
    for (line, cells) in (1..).zip(table).skip(head + 1) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let name = columns.name(cells);
        let reference = index.find(&columns, cells);
        let effect = match reference.as_ref().and_then(|it| Some((it, library.item(it)?))) {
            None => Effect::Unknown,
            Some((reference, (_, _, item))) => {
                let said = Said { line, name: &name, point: columns.point(cells) };
                match items.entry(reference.clone()).or_default().take(&said, item, &around, &columns, cells)
                {
                    Ok(()) => continue,
                    Err(effect) => effect,
                }
            }
        };
        rows.push(Row { line, name, item: reference, effect });
    }
    rows.extend(items.into_iter().filter_map(|(reference, gathered)| {
        let (_, _, item) = library.item(&reference)?;
        let (line, name) = gathered.first.clone()?;
        let effect = gathered.effect(item, workspace.item(&reference));
        // What else can stand against it: a check that is red.
        let refused = match &effect {
            Effect::New(edit) | Effect::Replaces { edit, .. } => {
                workspace.decide_edit(library, &reference, edit).err()
            }
            _ => None,
        };
        let effect = refused.map_or(effect, |why| Effect::Refused(why.messages()));
        Some(Row { line, name, item: Some(reference), effect })
    }));
    rows.sort_by_key(|row| row.line);
    Ok(Preview { rows })
}

/// Items by what a table may call them.
struct Index<'a> {
    library: &'a Library,
    /// Items that are answered now, by id alone; several catalogues can use the same.
    ids: BTreeMap<String, BTreeSet<ItemRef>>,
    /// By their words.
    texts: BTreeMap<String, BTreeSet<ItemRef>>,
    catalogues: BTreeMap<String, String>,
}

impl<'a> Index<'a> {
    fn new(library: &'a Library, workspace: &Workspace) -> Self {
        let mut index =
            Self { library, ids: BTreeMap::new(), texts: BTreeMap::new(), catalogues: BTreeMap::new() };
        for catalogue in library.answered(workspace.legal()) {
            for name in [catalogue.id.as_str(), &catalogue.title] {
                index.catalogues.insert(squeeze(name), catalogue.id.to_string());
            }
            for (_, item) in catalogue.items().filter(|(_, item)| item.form != Form::Reference) {
                let reference = catalogue.reference(item);
                index.ids.entry(squeeze(item.id.as_str())).or_default().insert(reference.clone());
                index.texts.entry(squeeze(&item.text)).or_default().insert(reference);
            }
        }
        index
    }

    /// By full name, by id within the named catalogue, by id where it is the only one, or by the words of the law.
    fn find(&self, columns: &Columns, cells: &[String]) -> Option<ItemRef> {
        let name = squeeze(&columns.id(cells));
        let catalogue = self.catalogues.get(&squeeze(&columns.catalogue(cells)));
        let full = ItemRef::try_from(name.clone()).ok().filter(|it| self.library.item(it).is_some());
        let within = |found: &BTreeSet<ItemRef>| {
            let fits = |it: &&ItemRef| catalogue.is_none_or(|wanted| it.catalogue.as_str() == wanted);
            let mut found = found.iter().filter(fits);
            // Two items of one name: nobody can say which one is meant.
            found.next().cloned().filter(|_| found.next().is_none())
        };
        full.filter(|it| self.ids.get(it.item.as_str()).is_some_and(|known| known.contains(it)))
            .or_else(|| self.ids.get(&name).and_then(within))
            .or_else(|| self.texts.get(&squeeze(&columns.text(cells))).and_then(within))
    }
}

impl ImportRefused {
    /// The sentence for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NoColumns => Message::new("compliance-import-columns"),
            Self::TooLong => Message::new("compliance-import-long").with("most", MAX_ROWS),
        }
    }
}

#[cfg(test)]
mod tests;
