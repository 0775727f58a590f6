//! The entries of the bundle, one after the other.

use uuid::Uuid;

use super::Progress;
use super::ids::Ids;
use crate::gather::{self, Part, Planned};
use crate::identity::{Urn, derive};
use crate::input::{Author, EntryValue, ExportInput};
use crate::resource::{self, Head, Subject, composition, instant, own_identifier, profile};
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
    observations: Vec<Planned>,
    provenances: Vec<Origin>,
    next: usize,
    finished: bool,
}

/// One Provenance: who, and for which observations (indices).
struct Origin {
    author: Author,
    targets: Vec<usize>,
}

impl Pages {
    /// Plans the document.
    pub(super) fn new(input: ExportInput) -> Self {
        let ids = Ids::derive(&input);
        let observations = gather::plan(&input.entries);
        let provenances = origins(&observations);
        Self { input, ids, observations, provenances, next: 0, finished: false }
    }

    /// How far the document is.
    pub(super) fn progress(&self) -> Progress {
        Progress { written: self.next.min(self.total()), total: self.total() }
    }

    fn total(&self) -> usize {
        FRONT.len() + self.observations.len() + self.provenances.len()
    }

    /// Writes entries until a piece is full.
    pub(super) fn fill<W: Writer>(&mut self, writer: &mut W) -> Option<String> {
        if self.finished {
            return None;
        }
        if self.next == 0 {
            self.begin(writer);
        }
        while writer.waiting() < PIECE {
            if !self.write_entry(writer) {
                writer.end_list("entry");
                writer.end_root();
                self.finished = true;
                break;
            }
            self.next += 1;
        }
        Some(writer.take())
    }

    fn begin<W: Writer>(&self, writer: &mut W) {
        writer.begin_root("Bundle");
        Head {
            id: self.ids.bundle,
            profile: profile!("Bundle"),
            version: 1,
            updated_at: self.input.exported_at,
        }
        .write(writer);
        writer.object("identifier", |writer| own_identifier(writer, self.ids.bundle));
        writer.token("type", "document");
        writer.token("timestamp", &instant(self.input.exported_at));
        writer.begin_list("entry");
    }

    /// Writes the entry whose turn it is; `false` when there is none left.
    fn write_entry<W: Writer>(&self, writer: &mut W) -> bool {
        if let Some(front) = FRONT.get(self.next) {
            self.write_front(writer, *front);
            return true;
        }
        let behind_front = self.next - FRONT.len();
        if let Some(planned) = self.observations.get(behind_front) {
            self.write_observation(writer, planned);
            return true;
        }
        let number = behind_front - self.observations.len();
        match self.provenances.get(number) {
            Some(origin) => self.write_provenance(writer, number, origin),
            None => return false,
        }
        true
    }

    fn write_front<W: Writer>(&self, writer: &mut W, front: Front) {
        let (ids, input) = (&self.ids, &self.input);
        match front {
            Front::Composition => entry(writer, ids.composition, "Composition", |writer| {
                let frame = composition::Frame {
                    id: ids.composition,
                    patient: ids.patient,
                    device: ids.device,
                    period: input.period,
                    made_at: input.exported_at,
                };
                composition::write(writer, frame, self.observations.iter().map(|planned| planned.id));
            }),
            Front::Patient => entry(writer, ids.patient, "Patient", |writer| {
                resource::patient::write(writer, ids.patient, &input.patient);
            }),
            Front::Device => entry(writer, ids.device, "Device", |writer| {
                resource::device::write(writer, ids.device, ids.definition, &input.diga);
            }),
            Front::DeviceDefinition => entry(writer, ids.definition, "DeviceDefinition", |writer| {
                resource::device_definition::write(writer, ids.definition, ids.manufacturer, &input.diga);
            }),
            Front::Manufacturer => entry(writer, ids.manufacturer, "Organization", |writer| {
                resource::manufacturer::write(writer, ids.manufacturer, &input.diga);
            }),
        }
    }

    fn write_observation<W: Writer>(&self, writer: &mut W, planned: &Planned) {
        let Some(record) = self.input.entries.get(planned.entry) else { return };
        let subject = Subject { id: planned.id, patient: self.ids.patient };
        entry(writer, planned.id, "Observation", |writer| match (planned.part, &record.value) {
            (Part::BloodPressure, EntryValue::BloodPressure { systolic, diastolic, .. }) => {
                resource::blood_pressure::write(writer, subject, record, systolic, diastolic);
            }
            (Part::HeartRate, EntryValue::BloodPressure { heart_rate: Some(rate), .. }) => {
                resource::heart_rate::write(writer, subject, record, rate, "");
            }
            (Part::HeartRate, EntryValue::HeartRate { per_minute }) => {
                resource::heart_rate::write(writer, subject, record, per_minute, &record.note);
            }
            (Part::BloodPressure, EntryValue::HeartRate { .. })
            | (Part::HeartRate, EntryValue::BloodPressure { heart_rate: None, .. }) => {}
        });
    }

    fn write_provenance<W: Writer>(&self, writer: &mut W, number: usize, origin: &Origin) {
        let id = derive(self.ids.composition, &format!("provenance/{number}"));
        let author = match origin.author {
            Author::Patient => self.ids.patient,
            Author::App => self.ids.device,
        };
        let targets = origin.targets.iter().filter_map(|index| self.observations.get(*index)).map(|o| o.id);
        entry(writer, id, "Provenance", |writer| {
            resource::provenance::write(writer, id, author, self.input.exported_at, targets);
        });
    }
}

fn origins(observations: &[Planned]) -> Vec<Origin> {
    let by = |author| -> Vec<usize> {
        let of_author = observations.iter().enumerate().filter(|(_, planned)| planned.author == author);
        of_author.map(|(index, _)| index).collect()
    };
    [Author::Patient, Author::App]
        .into_iter()
        .flat_map(|author| {
            let pages: Vec<_> = by(author).chunks(TARGETS_PER_PROVENANCE).map(<[usize]>::to_vec).collect();
            pages.into_iter().map(move |targets| Origin { author, targets })
        })
        .collect()
}

/// Writes one entry of the bundle.
fn entry<W: Writer>(writer: &mut W, id: Uuid, kind: &'static str, body: impl FnOnce(&mut W)) {
    writer.item("entry", |writer| {
        writer.token("fullUrl", Urn::new(id).as_str());
        writer.resource(kind, body);
    });
}
