//! The entries of the bundle, one after the other.

use std::collections::{BTreeMap, HashSet};

use fhir_sdk::r4b::codes::BundleType;
use fhir_sdk::r4b::resources::{Bundle, BundleEntry};
use jiff::Timestamp;
use uuid::Uuid;

use super::ids::Ids;
use super::resources::{self, Place};
use super::{Format, Progress};
use crate::gather::{self, Links, Planned};
use crate::identity::{Urn, derive};
use crate::input::{Author, Entry, EntryValue, ExportError, ExportInput};
use crate::kept;
use crate::resource::time::instant;
use crate::resource::types::{Head, own_identifier};
use crate::resource::{self, Built, Unwritable, composition, profile};
use crate::writer::Writer;

/// Pieces are handed out as soon as they are this long, in bytes.
const PIECE: usize = 64 * 1024;
/// Most values that one Provenance speaks for.
const TARGETS_PER_PROVENANCE: usize = 1_000;

/// Entries that come before the observations.
const FRONT: [Front; 5] =
    [Front::Composition, Front::Patient, Front::Device, Front::DeviceDefinition, Front::Manufacturer];

#[derive(Clone, Copy)]
enum Front {
    Composition,
    Patient,
    Device,
    DeviceDefinition,
    Manufacturer,
}

/// The bundle's entries by number, and the number of the next one.
pub(super) struct Pages {
    input: ExportInput,
    ids: Ids,
    links: Links,
    format: Format,
    planned: Vec<Planned>,
    provenances: Vec<Origin>,
    next: usize,
    finished: bool,
}

/// How long the pieces of a document are, in bytes.
pub(super) struct Sizes {
    /// What stands before the records, without the Composition.
    pub(super) frame: usize,
    /// What each record becomes, oldest first.
    pub(super) entries: Vec<EntrySize>,
}

/// How long the resources of one record are.
pub(super) struct EntrySize {
    /// When it was, if it belongs to one moment only.
    pub(super) dated: Option<Timestamp>,
    pub(super) bytes: usize,
    pub(super) resources: usize,
}

/// One Provenance: who, and for which observations (indices).
struct Origin {
    author: Author,
    targets: Vec<usize>,
}

impl Pages {
    /// Plans the document.
    pub(super) fn new(input: ExportInput, format: Format) -> Self {
        let ids = Ids::derive(&input);
        let links = Links::new(&input.entries);
        let planned = without_doubles(gather::plan(&input.entries), &ids, &input.entries);
        let provenances = origins(&planned, &input.entries);
        Self { input, ids, links, format, planned, provenances, next: 0, finished: false }
    }

    /// Whether everything is written.
    pub(super) fn is_finished(&self) -> bool {
        self.finished
    }

    /// What the document is made of.
    pub(super) fn into_input(self) -> ExportInput {
        self.input
    }

    /// How far the document is.
    pub(super) fn progress(&self) -> Progress {
        Progress { written: self.next.min(self.total()), total: self.total() }
    }

    fn total(&self) -> usize {
        FRONT.len() + self.planned.len() + self.provenances.len()
    }

    /// Writes entries until a piece is full.
    pub(super) fn fill(&mut self, writer: &mut Writer) -> Result<Option<String>, ExportError> {
        if self.finished {
            return Ok(None);
        }
        if self.next == 0 {
            self.begin(writer)?;
        }
        while writer.waiting() < PIECE {
            if !self.write_entry(writer)? {
                writer.end_list();
                writer.end("Bundle");
                self.finished = true;
                break;
            }
            self.next += 1;
        }
        Ok(Some(writer.take()))
    }

    /// Writes everything once to learn how long it is; the table of contents is not written.
    pub(super) fn measure(&self, writer: &mut Writer) -> Result<Sizes, ExportError> {
        self.begin(writer)?;
        for front in FRONT.into_iter().skip(1) {
            self.write_front(writer, front)?;
        }
        let mut sizes = Sizes { frame: writer.take().len(), entries: Vec::new() };
        let empty = |entry| EntrySize { dated: gather::dated(entry), bytes: 0, resources: 0 };
        sizes.entries = self.input.entries.iter().map(empty).collect();
        for planned in &self.planned {
            self.write_planned(writer, planned)?;
            let bytes = writer.take().len() + 1;
            if let Some(size) = sizes.entries.get_mut(planned.entry as usize) {
                size.bytes += bytes;
                size.resources += 1;
            }
        }
        Ok(sizes)
    }

    fn begin(&self, writer: &mut Writer) -> Result<(), Unwritable> {
        let made_at = self.input.exported_at;
        let mut bundle = Bundle::builder()
            .r#type(BundleType::Document)
            .identifier(own_identifier(self.ids.bundle))
            .timestamp(instant(made_at)?)
            .build()?;
        Head { id: self.ids.bundle, profile: profile!("Bundle"), version: 1, updated_at: made_at }
            .put_on(&mut bundle)?;
        writer.begin(&bundle)?;
        writer.begin_list("entry");
        Ok(())
    }

    /// Writes the entry whose turn it is; `false` when there is none left.
    fn write_entry(&self, writer: &mut Writer) -> Result<bool, Unwritable> {
        if let Some(front) = FRONT.get(self.next) {
            self.write_front(writer, *front)?;
            return Ok(true);
        }
        let behind_front = self.next - FRONT.len();
        if let Some(planned) = self.planned.get(behind_front) {
            self.write_planned(writer, planned)?;
            return Ok(true);
        }
        let number = behind_front - self.planned.len();
        match self.provenances.get(number) {
            Some(origin) => self.write_provenance(writer, number, origin)?,
            None => return Ok(false),
        }
        Ok(true)
    }

    fn write_front(&self, writer: &mut Writer, front: Front) -> Result<(), Unwritable> {
        let (ids, input) = (&self.ids, &self.input);
        let (id, resource) = match front {
            Front::Composition => (ids.composition, self.composition()),
            Front::Patient => (ids.patient, resource::patient::build(ids.patient, &input.patient)),
            Front::Device => (ids.device, resource::device::build(ids.device, ids.definition, &input.diga)),
            Front::DeviceDefinition => {
                let (id, maker) = (ids.definition, ids.manufacturer);
                (id, resource::device_definition::build(id, maker, &input.diga))
            }
            Front::Manufacturer => {
                (ids.manufacturer, resource::manufacturer::build(ids.manufacturer, &input.diga))
            }
        };
        entry(writer, id, resource)
    }

    fn composition(&self) -> Built {
        let frame = composition::Frame {
            id: self.ids.composition,
            patient: self.ids.patient,
            device: self.ids.device,
            period: self.input.period,
            made_at: self.input.exported_at,
        };
        composition::build(frame, |section| {
            let listed =
                move |planned: &&Planned| gather::section(planned, &self.input.entries) == Some(section);
            self.planned.iter().filter(listed).map(|planned| planned.id)
        })
    }

    fn write_planned(&self, writer: &mut Writer, planned: &Planned) -> Result<(), Unwritable> {
        let Some(record) = self.input.entries.get(planned.entry as usize) else { return Ok(()) };
        let place = Place { patient: self.ids.patient, links: &self.links, format: self.format };
        if let Some(text) = resources::kept(place, planned, record) {
            writer.written_entry(Urn::new(planned.id).as_str(), &text);
            return Ok(());
        }
        entry(writer, planned.id, resources::resource(place, planned, record))
    }

    fn write_provenance(
        &self,
        writer: &mut Writer,
        number: usize,
        origin: &Origin,
    ) -> Result<(), Unwritable> {
        let id = derive(self.ids.composition, &format!("provenance/{number}"));
        let author = self.links.agent(origin.author, self.ids.patient, self.ids.device);
        let targets = origin.targets.iter().filter_map(|index| self.planned.get(*index)).map(|p| p.id);
        entry(writer, id, resource::provenance::build(id, author, self.input.exported_at, targets))
    }
}

/// What came from files may be the own app or be there twice: a bundle holds each identity once.
fn without_doubles(mut planned: Vec<Planned>, ids: &Ids, entries: &[Entry]) -> Vec<Planned> {
    if entries.iter().any(|entry| matches!(entry.value, EntryValue::Imported(_))) {
        let mut seen = HashSet::from(ids.all());
        planned.retain(|planned| seen.insert(planned.id));
    }
    planned
}

/// Groups what a Provenance may speak for by who stands behind it: patient and app first, the others by their oldest value,
/// because the ids of their records differ between accounts.
fn origins(planned: &[Planned], entries: &[Entry]) -> Vec<Origin> {
    let covered = kept::covered(entries);
    let mut by_author: BTreeMap<Author, Vec<usize>> = BTreeMap::new();
    for (index, planned) in planned.iter().enumerate() {
        let Some(entry) = entries.get(planned.entry as usize) else { continue };
        if gather::may_have_provenance(planned, entries) && !covered.contains(&planned.id) {
            by_author.entry(entry.author).or_default().push(index);
        }
    }
    let mut groups: Vec<(Author, Vec<usize>)> = by_author.into_iter().collect();
    groups.sort_by_key(|(author, targets)| match author {
        Author::Patient | Author::App => None,
        Author::Device(_) | Author::Other(_) => targets.first().copied(),
    });
    let pages = groups.into_iter().flat_map(|(author, targets)| {
        let pages: Vec<_> = targets.chunks(TARGETS_PER_PROVENANCE).map(<[usize]>::to_vec).collect();
        pages.into_iter().map(move |targets| Origin { author, targets })
    });
    pages.collect()
}

/// Writes one entry of the bundle.
fn entry(writer: &mut Writer, id: Uuid, resource: Built) -> Result<(), Unwritable> {
    let full_url = Urn::new(id).as_str().to_owned();
    let entry = BundleEntry::builder().full_url(full_url).resource(resource?).build()?;
    writer.item("entry", &entry)
}
