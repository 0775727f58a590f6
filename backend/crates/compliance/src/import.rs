//! Answers from a table that somebody kept elsewhere: what matches which item, what is unknown, what would be replaced.
//!
//! Nothing is changed here: a [`Preview`] says what each row would do, and a person chooses.

mod columns;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{Answer, AnswerRefused, Content, Place};
use crate::catalogue::{Form, Item, ItemRef, Library, PermittedReason};
use crate::message::Message;
use crate::workspace::Workspace;
use crate::workspace::action::ItemEdit;

use columns::Columns;
use words::{Said, squeeze};

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
    /// One for each row with something in it, in the order of the file.
    pub rows: Vec<Row>,
}

/// What one row would do.
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
    /// Another row before it speaks of the same item.
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
    let mut rows: Vec<Row> = Vec::new();
    let mut points: BTreeMap<ItemRef, usize> = BTreeMap::new();
    for (line, cells) in (1..).zip(table).skip(head + 1) {
        let named = columns.name(cells);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let item = index.find(&columns, cells);
        let effect = match &item {
            None => Effect::Unknown,
            Some(reference) => {
                let earlier = points.get(reference).copied();
                match earlier {
                    // Rows on the points of one item belong together, see `effect`.
                    Some(line) if columns.point(cells).is_none() => Effect::Twice { line },
                    _ => effect(library, workspace, reference, &columns, cells),
                }
            }
        };
        if let Some(reference) = &item {
            points.entry(reference.clone()).or_insert(line);
        }
        rows.push(Row { line, name: named, item, effect });
    }
    Ok(Preview { rows })
}

fn effect(
    library: &Library,
    workspace: &Workspace,
    reference: &ItemRef,
    columns: &Columns,
    cells: &[String],
) -> Effect {
    let Some((_, _, item)) = library.item(reference) else { return Effect::Unknown };
    let state = workspace.item(reference);
    let before = state.map(crate::workspace::ItemState::content).unwrap_or_default();
    let reason = columns.reason(cells);
    let answer = match words::read(&columns.answer(cells)) {
        Ok(None) => None,
        Ok(Some(said)) => match answer(said, &reason, item) {
            Ok(answer) => Some(answer),
            Err(refused) => return Effect::Refused(refused.messages()),
        },
        Err(word) => {
            return Effect::Refused(vec![Message::new("compliance-import-answer").with("word", word)]);
        }
    };
    let explanation = columns.explanation(cells);
    if answer.is_none() && explanation.is_empty() {
        return Effect::Empty;
    }
    let places: Vec<Place> = match (&answer, columns.point(cells)) {
        (Some(Answer::NotApplicable { .. }), _) => vec![Place::WHOLE],
        (_, Some(point)) => vec![Place(point)],
        // An answer without a point speaks of all of them.
        (_, None) => Place::of(item).collect(),
    };
    let around = workspace.circumstances(library);
    let mut answers = BTreeMap::new();
    if let Some(answer) = answer {
        for place in places {
            if let Err(refused) = answer.check(item, place, &around) {
                return Effect::Refused(refused.messages());
            }
            if before.answers.get(&place) != Some(&answer) {
                answers.insert(place, Some(answer.clone()));
            }
        }
    }
    let changes = !explanation.is_empty() && explanation != before.explanation;
    if answers.is_empty() && !changes {
        return Effect::Same;
    }
    let base = state.map_or(0, crate::workspace::ItemState::revision);
    let replaces = answers.keys().any(|place| {
        before.answers.contains_key(place)
            || (*place == Place::WHOLE) != before.answers.contains_key(&Place::WHOLE)
                && !before.answers.is_empty()
    });
    let replaces = replaces || (changes && !before.explanation.is_empty());
    let edit = ItemEdit { base, answers, explanation: changes.then_some(explanation) };
    if replaces { Effect::Replaces { edit, before } } else { Effect::New(edit) }
}

/// The answer that a word and a reason give; where only the printed sentence is permitted, it may be left out.
fn answer(said: Said, reason: &str, item: &Item) -> Result<Answer, AnswerRefused> {
    Ok(match said {
        Said::Met => Answer::Met,
        Said::Deviation => Answer::Deviation { equivalence: reason.to_owned() },
        Said::Count(value) => Answer::Count { value },
        Said::NotApplicable => {
            let printed = match &item.form {
                Form::Declaration { reason: PermittedReason::Fixed(sentence), .. } => Some(sentence),
                Form::Declaration { .. } | Form::Count | Form::Reference => None,
            };
            let same = |sentence: &&String| reason.is_empty() || squeeze(sentence) == squeeze(reason);
            let reason = printed.filter(same).map_or_else(|| reason.to_owned(), Clone::clone);
            Answer::NotApplicable { reason }
        }
    })
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
