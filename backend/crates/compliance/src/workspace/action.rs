//! Everything that can be done in a workspace; this is what the history keeps.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PersonId;
use super::records::{AssessedChange, PublishedText};
use crate::answer::{Answer, Place};
use crate::application::{FieldAddress, Listing, Mark};
use crate::catalogue::{CatalogueId, ItemRef};
use crate::digest::Digest;
use crate::evidence::{CheckRun, Evidence, EvidenceId, Release};
use crate::legal_date::LegalDate;
use crate::property::Property;
use crate::protection::{Cumulation, Rating, Scenario};

/// One thing done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Action {
    /// Answers or explains an item.
    EditItem {
        /// Which.
        item: ItemRef,
        /// What, and on which state it is based.
        edit: ItemEdit,
    },
    /// Ends a conflict of two people's edits.
    ResolveConflict {
        /// Where.
        item: ItemRef,
        /// Number of the conflict.
        conflict: u64,
        /// Whether the text that was set aside replaces the saved one.
        take_other: bool,
    },
    /// Puts a document or a statement into the workspace.
    AddEvidence {
        /// Its id.
        id: EvidenceId,
        /// What it is.
        evidence: Evidence,
    },
    /// Records a run of a check and binds it to the items that it speaks of, in place of earlier runs.
    RecordRun {
        /// Id of the run.
        id: EvidenceId,
        /// The run.
        run: CheckRun,
        /// Items it speaks of.
        items: Vec<ItemRef>,
    },
    /// Binds evidence to an item.
    BindEvidence {
        /// The item.
        item: ItemRef,
        /// The evidence.
        evidence: EvidenceId,
    },
    /// Takes evidence off an item.
    UnbindEvidence {
        /// The item.
        item: ItemRef,
        /// The evidence.
        evidence: EvidenceId,
    },
    /// Asks for the second pair of eyes.
    RequestReview {
        /// The item.
        item: ItemRef,
    },
    /// Approves exactly what was seen.
    Approve {
        /// The item.
        item: ItemRef,
        /// Hash of what the reviewer saw.
        seen: Digest,
    },
    /// Gives an item back to its authors.
    Return {
        /// The item.
        item: ItemRef,
        /// Why.
        reason: String,
    },
    /// Says something about an item.
    Comment {
        /// The item.
        item: ItemRef,
        /// What.
        text: String,
    },
    /// Makes somebody answerable for an item, or nobody.
    Assign {
        /// The item.
        item: ItemRef,
        /// Who.
        to: Option<PersonId>,
    },
    /// Sets until when an item must be done.
    SetDue {
        /// The item.
        item: ItemRef,
        /// The last day.
        on: Option<Date>,
    },
    /// Says what the product is and has.
    SetProperties {
        /// All properties that were chosen.
        properties: BTreeSet<Property>,
    },
    /// Rates one damage scenario.
    RateScenario {
        /// Which.
        scenario: Scenario,
        /// How.
        rating: Rating,
    },
    /// Raises the protection need above that of the scenarios, or takes that back.
    SetCumulation {
        /// The raised need.
        cumulation: Option<Cumulation>,
    },
    /// Names the release that the dossier speaks of.
    SetRelease {
        /// Version and commit.
        release: Release,
    },
    /// Sets the planned day of filing.
    SetFiling {
        /// The day.
        on: Option<Date>,
    },
    /// Goes over to another state of the law and takes the answers along.
    SwitchLegalDate {
        /// Where to.
        to: LegalDate,
    },
    /// Writes a field of the application; an empty text takes it out.
    SetField {
        /// Which.
        field: FieldAddress,
        /// The text that was seen before writing.
        base: String,
        /// The new text.
        text: String,
    },
    /// Ends a conflict in a field of the application.
    ResolveField {
        /// Which.
        field: FieldAddress,
        /// Whether the text that was set aside replaces the saved one.
        take_other: bool,
    },
    /// Marks why a field must not be published (§ 2(2) DiGAV).
    SetMarks {
        /// Which.
        field: FieldAddress,
        /// The grounds; empty takes the marks away.
        marks: BTreeSet<Mark>,
    },
    /// Declares a statement "soweit zutreffend" not applicable, or takes that back.
    SetNotApplicable {
        /// Number of the statement.
        entry: String,
        /// Whether it is not applicable.
        not_applicable: bool,
    },
    /// Chooses permanent listing or trial (§ 2(3) DiGAV).
    SetListing {
        /// Which.
        listing: Listing,
    },
    /// Keeps a text that the manufacturer publishes, in place of the one with the same title.
    SetPublished {
        /// What it is: imprint, website, store description, instructions for use.
        title: String,
        /// The text; `None` takes it out.
        text: Option<PublishedText>,
    },
    /// Adds a catalogue of the manufacturer.
    AddCatalogue {
        /// Name of the file, for messages.
        file: String,
        /// The file.
        text: String,
    },
    /// Takes out a catalogue of the manufacturer that nobody has worked on.
    RemoveCatalogue {
        /// Its id.
        catalogue: CatalogueId,
    },
    /// Keeps the assessment of a change (§ 18 DiGAV).
    AssessChange {
        /// What was assessed, and how.
        change: AssessedChange,
    },
    /// Notes that a change was told to BfArM.
    GiveNotice {
        /// Number of the assessment's entry.
        assessment: u64,
        /// The day.
        on: Date,
    },
}

/// New answers and explanation of an item; what is not named stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemEdit {
    /// Revision of the item that was seen (see [`super::ItemState::revision`]); 0 if nothing was there.
    pub base: u64,
    /// New answers; `null` takes one out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<Place, Option<Answer>>,
    /// New explanation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

impl Action {
    /// The item it speaks of, if it speaks of one.
    #[must_use]
    pub const fn item(&self) -> Option<&ItemRef> {
        match self {
            Self::EditItem { item, .. }
            | Self::ResolveConflict { item, .. }
            | Self::BindEvidence { item, .. }
            | Self::UnbindEvidence { item, .. }
            | Self::RequestReview { item }
            | Self::Approve { item, .. }
            | Self::Return { item, .. }
            | Self::Comment { item, .. }
            | Self::Assign { item, .. }
            | Self::SetDue { item, .. } => Some(item),
            Self::AddEvidence { .. }
            | Self::RecordRun { .. }
            | Self::SetProperties { .. }
            | Self::RateScenario { .. }
            | Self::SetCumulation { .. }
            | Self::SetRelease { .. }
            | Self::SetFiling { .. }
            | Self::SwitchLegalDate { .. }
            | Self::SetField { .. }
            | Self::ResolveField { .. }
            | Self::SetMarks { .. }
            | Self::SetNotApplicable { .. }
            | Self::SetPublished { .. }
            | Self::AddCatalogue { .. }
            | Self::RemoveCatalogue { .. }
            | Self::AssessChange { .. }
            | Self::GiveNotice { .. }
            | Self::SetListing { .. } => None,
        }
    }
}
