//! Which resources an export consists of, in which order and under which identity.

mod part;
mod select;

use std::collections::HashMap;

use heilsam_domain::RecordId;
use uuid::Uuid;

use crate::identity::derive;
use crate::input::{Author, Entry, EntryValue, Kept};

pub(crate) use part::{Part, Section};
pub(crate) use select::{dated, select, selected};

/// One resource of the export: the record it comes from and its own identity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Planned {
    /// Index of the record in the sorted entries.
    pub(crate) entry: u32,
    pub(crate) part: Part,
    pub(crate) id: Uuid,
}

/// Lists the resources that these entries become, oldest first; the same moment is ordered by identity.
pub(crate) fn plan(entries: &[Entry]) -> Vec<Planned> {
    let mut planned = Vec::with_capacity(entries.len());
    for (index, entry) in (0..).zip(entries) {
        planned.extend(part::parts(entry).map(|(part, id)| Planned { entry: index, part, id }));
    }
    let time = |planned: &Planned| entries.get(planned.entry as usize).map(select::time);
    planned.sort_unstable_by_key(|planned| (time(planned), planned.id));
    planned
}

/// Identities of the records that others refer to.
pub(crate) struct Links {
    targets: HashMap<(RecordId, Part), Uuid>,
    /// Canonical addresses of the questionnaires.
    canonicals: HashMap<RecordId, String>,
}

impl Links {
    /// Looks at every record that can be referred to.
    pub(crate) fn new(entries: &[Entry]) -> Self {
        let mut links = Self { targets: HashMap::new(), canonicals: HashMap::new() };
        for entry in entries {
            links.add(entry);
        }
        links
    }

    /// Remembers a record if it can be referred to.
    pub(crate) fn add(&mut self, entry: &Entry) {
        if !part::may_be_target(entry) {
            return;
        }
        self.targets.extend(part::parts(entry).map(|(part, id)| ((entry.id, part), id)));
        if let EntryValue::Assessment(assessment) = entry.value.own() {
            self.canonicals.insert(entry.id, format!("{}|{}", assessment.url, assessment.version));
        }
    }

    /// Forgets a record.
    pub(crate) fn remove(&mut self, entry: &Entry) {
        for (part, _) in part::parts(entry) {
            self.targets.remove(&(entry.id, part));
        }
        self.canonicals.remove(&entry.id);
    }

    /// Identity of the part of a record.
    pub(crate) fn target(&self, record: RecordId, part: Part) -> Option<Uuid> {
        self.targets.get(&(record, part)).copied()
    }

    /// Canonical address of the questionnaire in a record.
    pub(crate) fn canonical(&self, record: RecordId) -> Option<&str> {
        self.canonicals.get(&record).map(String::as_str)
    }

    /// The person behind a value, where it is one; the app and other devices are none.
    pub(crate) fn person(&self, author: Author, patient: Uuid) -> Option<Uuid> {
        match author {
            Author::Patient => Some(patient),
            Author::App | Author::Device(_) => None,
            Author::Other(record) => self.target(record, Part::PractitionerRole),
        }
    }

    /// The device that measured a value, where it was one of the patient's.
    pub(crate) fn device(&self, author: Author) -> Option<Uuid> {
        match author {
            Author::Device(record) => self.target(record, Part::Device),
            Author::Patient | Author::App | Author::Other(_) => None,
        }
    }

    /// Whoever or whatever stands behind a value.
    pub(crate) fn agent(&self, author: Author, patient: Uuid, device: Uuid) -> Uuid {
        let parts = [Part::PractitionerRole, Part::Device, Part::Kept];
        let other = |record| parts.into_iter().find_map(|part| self.target(record, part));
        match author {
            Author::Patient => patient,
            Author::App => device,
            Author::Device(record) | Author::Other(record) => other(record).unwrap_or(device),
        }
    }
}

/// The identities of everything that a record becomes.
pub(crate) fn identities(entry: &Entry) -> impl Iterator<Item = Uuid> {
    part::parts(entry).map(|(_, id)| id)
}

/// Every identity that a record can have had which came from no file, whatever it held.
pub(crate) fn possible_identities(record: RecordId) -> impl Iterator<Item = Uuid> {
    let source = Uuid::from_bytes(record.to_bytes());
    Part::ALL.iter().map(move |part| derive(source, part.role()))
}

/// The identity of the document in a record that came from no file.
pub(crate) fn document_identity(record: RecordId) -> Uuid {
    derive(Uuid::from_bytes(record.to_bytes()), Part::Document.role())
}

/// The section that lists a planned resource.
pub(crate) fn section(planned: &Planned, entries: &[Entry]) -> Option<Section> {
    match kept(planned, entries) {
        Some(kept) => kept.profile.as_deref().filter(|_| kept.listed).and_then(crate::kept::section),
        None => planned.part.section(),
    }
}

/// Whether a Provenance may speak for a planned resource.
pub(crate) fn may_have_provenance(planned: &Planned, entries: &[Entry]) -> bool {
    match kept(planned, entries) {
        Some(kept) => kept.profile.as_deref().is_some_and(crate::kept::may_have_provenance),
        None => planned.part.may_have_provenance(),
    }
}

fn kept<'a>(planned: &Planned, entries: &'a [Entry]) -> Option<&'a Kept> {
    if planned.part != Part::Kept {
        return None;
    }
    match entries.get(planned.entry as usize)?.value.own() {
        EntryValue::Kept(kept) => Some(kept),
        _ => None,
    }
}
