//! What goes out of a workspace: the dossier as JSON, OSCAL, and CycloneDX declarations.
//!
//! All of it is deterministic: the same workspace at the same moment gives the same bytes, ids included.

pub mod certificate;
pub mod cyclonedx;
pub mod dossier;
pub mod generated;
mod ids;
pub mod oscal;
pub mod paper;
pub mod register;

use serde_json::Value;

use crate::canonical::pretty_value;
use crate::catalogue::{Catalogue, Group, Item, ItemRef, Library};
use crate::evidence::Moment;
use crate::workspace::status::{Report, Status};
use crate::workspace::{ItemState, Workspace};

/// What an export speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// The catalogues.
    pub library: &'a Library,
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The moment for which everything is decided.
    pub now: Moment,
}

/// An item with everything that stands about it.
pub(crate) struct Row<'a> {
    pub catalogue: &'a Catalogue,
    pub group: &'a Group,
    pub item: &'a Item,
    pub reference: ItemRef,
    pub state: ItemState,
    pub report: Report,
}

impl<'a> Export<'a> {
    /// All items that are answered under the legal date, in the order of the catalogues.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let this = *self;
        this.library.answered(this.workspace.legal()).flat_map(move |catalogue| {
            catalogue.items().map(move |(group, item)| this.row(catalogue, group, item))
        })
    }

    /// One item with everything that stands about it.
    pub(crate) fn row(self, catalogue: &'a Catalogue, group: &'a Group, item: &'a Item) -> Row<'a> {
        let reference = catalogue.reference(item);
        let state = self.workspace.item(&reference).cloned().unwrap_or_default();
        let report = self.workspace.report(self.library, catalogue, group, item, self.now);
        Row { catalogue, group, item, reference, state, report }
    }

    /// Name of the product: from the application, else that of the platform.
    pub(crate) fn product(&self) -> &'a str {
        let name = self.workspace.application().text("1", "product", 1, "name");
        if name.is_empty() { "Heilsam" } else { name }
    }

    /// Version of the product: that of the release, else from the application.
    pub(crate) fn version(&self) -> &'a str {
        let stated = self.workspace.application().text("1", "product", 1, "version");
        self.workspace.release().map_or(stated, |release| release.version.as_str())
    }
}

impl Row<'_> {
    /// Whether the item was touched at all.
    pub(crate) fn is_worked_on(&self) -> bool {
        !matches!(self.report.status, Status::Open | Status::NotAsked)
    }
}

/// The text of an exported file: sorted members, two blanks, one line end.
#[must_use]
pub fn file(value: &Value) -> String {
    pretty_value(value)
}
