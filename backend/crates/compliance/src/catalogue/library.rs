//! All catalogues that a workspace knows: those of the product and those brought along.

use std::collections::BTreeMap;

use super::proof::Proof;
use super::read::{CatalogueErrors, Fault};
use super::statements::Statements;
use super::{Catalogue, CatalogueId, Group, Item, ItemId, ItemRef, Kind};
use crate::application::Forms;
use crate::legal_date::LegalDate;
use crate::message::Message;
use crate::procedure::Procedure;
use crate::property::PropertyRules;

/// Every catalogue by id, and what belongs to them.
#[derive(Debug, Clone)]
pub struct Library {
    pub(super) catalogues: BTreeMap<CatalogueId, Catalogue>,
    pub(super) statements: BTreeMap<LegalDate, Statements>,
    pub(super) procedures: BTreeMap<LegalDate, Procedure>,
    pub(super) proofs: BTreeMap<ItemId, Proof>,
    pub(super) forms: Forms,
    pub(super) properties: PropertyRules,
}

impl Library {
    /// The catalogue with an id.
    #[must_use]
    pub fn catalogue(&self, id: &CatalogueId) -> Option<&Catalogue> {
        self.catalogues.get(id)
    }

    /// All catalogues, by id.
    pub fn catalogues(&self) -> impl Iterator<Item = &Catalogue> {
        self.catalogues.values()
    }

    /// The catalogues that are answered under a legal date: its declarations, and those that depend on no date.
    pub fn answered(&self, legal: LegalDate) -> impl Iterator<Item = &Catalogue> {
        self.catalogues.values().filter(move |catalogue| match catalogue.kind {
            Kind::Declaration(of) => of == legal,
            Kind::VideoService | Kind::SecurityGuideline | Kind::Own => true,
            Kind::Reference(_) => false,
        })
    }

    /// An item by its full name.
    #[must_use]
    pub fn item(&self, item: &ItemRef) -> Option<(&Catalogue, &Group, &Item)> {
        let catalogue = self.catalogue(&item.catalogue)?;
        let (group, found) = catalogue.place(&item.item)?;
        Some((catalogue, group, found))
    }

    /// What proves an item of the ordinance's declarations; `None` for other catalogues.
    #[must_use]
    pub fn proof(&self, item: &ItemRef) -> Option<&Proof> {
        let declared = matches!(self.catalogue(&item.catalogue)?.kind, Kind::Declaration(_));
        if declared { self.proofs.get(&item.item) } else { None }
    }

    /// Statements of the application under a legal date.
    #[must_use]
    pub fn statements(&self, legal: LegalDate) -> Option<&Statements> {
        self.statements.get(&legal)
    }

    /// Deadlines, fees and rules of the procedure under a legal date.
    #[must_use]
    pub fn procedure(&self, legal: LegalDate) -> Option<&Procedure> {
        self.procedures.get(&legal)
    }

    /// Forms of the application's statements.
    #[must_use]
    pub const fn forms(&self) -> &Forms {
        &self.forms
    }

    /// Which property of the product contradicts which reason.
    #[must_use]
    pub const fn properties(&self) -> &PropertyRules {
        &self.properties
    }

    /// Adds a catalogue that the manufacturer brought along as a file.
    ///
    /// # Errors
    /// All faults of the file; also an id that is already taken.
    pub fn add_own(&mut self, file: &str, text: &str) -> Result<CatalogueId, CatalogueErrors> {
        let catalogue = super::questionnaire::own(file, text)?;
        let id = catalogue.id.clone();
        if self.catalogues.contains_key(&id) {
            let faults = vec![Fault::at("id", Message::new("compliance-file-loaded").with("id", &id))];
            return Err(CatalogueErrors { file: file.to_owned(), faults });
        }
        self.catalogues.insert(id.clone(), catalogue);
        Ok(id)
    }
}
