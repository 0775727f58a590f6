//! From resources to records: those that the app can write again become its own, the others are kept.

use std::collections::{HashMap, HashSet};

use heilsam_domain::RecordId;
use jiff::Timestamp;
use uuid::Uuid;

use super::document::{BundleFile, PROFILE, Resource, Statement};
use super::parts::{moment, reference};
use super::values::{Parsed, Scene, parse};
use super::{Import, ImportTarget, KindCount};
use crate::Format;
use crate::bundle::as_json;
use crate::gather::{Links, Part};
use crate::identity::derive;
use crate::input::{Author, Authors, Entry, EntryValue, Imported, Kept, check_entry, is_offset};
use crate::reader::{self, Node};

/// What others refer to comes first.
const FIRST: [&str; 8] = [
    "Device",
    "PractitionerRole",
    PRACTICE,
    STATEMENT,
    "Goal",
    "Questionnaire",
    "QuestionnaireResponse",
    "Observation_Free",
];
/// Of a medicine, or of a dose that was left out and refers to a medicine.
const STATEMENT: &str = "MedicationStatement_Medication_Information";

/// Of a doctor, or alone.
const PRACTICE: &str = "Organization";

/// Makes records of the resources of a file.
pub(super) fn take(file: &BundleFile<'_>, target: ImportTarget<'_>) -> Import {
    let mut taking = Taking::new(file, target);
    let mut order: Vec<&Resource<'_>> = file.resources.iter().collect();
    order.sort_by_key(|resource| rank(resource));
    for resource in &order {
        taking.consider(resource);
    }
    // By now every medicine is known that a dose which was left out refers to.
    for resource in order.iter().filter(|resource| resource.profile.as_deref() == Some(STATEMENT)) {
        taking.consider(resource);
    }
    taking.keep_the_rest();
    taking.mend_authors();
    Import {
        version: file.version.clone(),
        sender: file.sender.clone(),
        period: file.period,
        patient: file.patient.clone(),
        counts: taking.counts,
        entries: taking.entries,
    }
}

fn rank(resource: &Resource<'_>) -> usize {
    let profile = resource.profile.as_deref().unwrap_or_default();
    FIRST.iter().position(|first| *first == profile).unwrap_or(FIRST.len())
}

struct Taking<'a> {
    file: &'a BundleFile<'a>,
    target: ImportTarget<'a>,
    by_id: HashMap<Uuid, &'a Resource<'a>>,
    authors: HashMap<Uuid, Uuid>,
    /// Resources that are part of a record, and of which.
    taken: HashMap<Uuid, RecordId>,
    questionnaires: HashMap<String, RecordId>,
    links: Links,
    counts: std::collections::BTreeMap<String, KindCount>,
    entries: Vec<Entry>,
}

impl Scene for Taking<'_> {
    fn record(&self, id: Uuid) -> Option<RecordId> {
        self.taken.get(&id).or_else(|| self.target.known.get(&id)).copied()
    }

    fn questionnaire(&self, canonical: &str) -> Option<RecordId> {
        self.questionnaires.get(canonical).copied()
    }

    fn resource(&self, id: Uuid) -> Option<Node> {
        reader::read_resource(self.by_id.get(&id)?.raw, self.file.format).ok()
    }
}

impl<'a> Taking<'a> {
    fn new(file: &'a BundleFile<'a>, target: ImportTarget<'a>) -> Self {
        let of = |statement: &'a Statement| {
            statement.targets.iter().filter_map(|target| Some((*target, statement.who?)))
        };
        Self {
            file,
            target,
            by_id: file.resources.iter().map(|resource| (resource.id, resource)).collect(),
            authors: file.statements.iter().flat_map(of).collect(),
            taken: HashMap::new(),
            questionnaires: target.held.iter().filter_map(canonical).collect(),
            links: Links::new(target.held),
            counts: std::collections::BTreeMap::new(),
            entries: Vec::new(),
        }
    }

    /// Makes a record of a resource if the record says all that the resource says, and if an export takes it.
    fn consider(&mut self, resource: &Resource<'a>) {
        let fresh = !self.target.known.contains_key(&resource.id) && !self.taken.contains_key(&resource.id);
        let Some(profile) = resource.profile.as_deref().filter(|_| fresh) else { return };
        // A section lists a practice alone; one that others only refer to is part of what they say.
        if profile == PRACTICE && !self.file.listed.contains(&resource.id) {
            return;
        }
        let Ok(node) = reader::read_resource(resource.raw, self.file.format) else { return };
        let Some(parsed) = parse(profile, &node, self) else { return };
        let ids: Vec<Uuid> = [resource.id].into_iter().chain(parsed.with.iter().copied()).collect();
        let free = |id: &Uuid| !self.taken.contains_key(id) && !self.target.known.contains_key(id);
        if !ids.iter().all(free) {
            return;
        }
        let entry = self.entry(resource, &node, parsed, ids.clone());
        // Files of others hold texts, units and times that an export of one's own does not.
        if check_entry(&entry).is_err() {
            return;
        }
        self.links.add(&entry);
        if !self.says_the_same(&entry) {
            self.links.remove(&entry);
            return;
        }
        self.questionnaires.extend(canonical(&entry));
        for id in ids {
            let counted = self.by_id.get(&id).map(|resource| self.name(resource));
            self.counts.entry(counted.unwrap_or_default()).or_default().taken += 1;
            self.taken.insert(id, entry.id);
        }
        self.entries.push(entry);
    }

    fn entry(&self, resource: &Resource<'_>, node: &Node, parsed: Parsed, ids: Vec<Uuid>) -> Entry {
        let recorded_at = recorded(node);
        let (measured_at, utc_offset_minutes) = parsed.at.unwrap_or((recorded_at, 0));
        Entry {
            id: self.record_id(resource.id),
            version: node
                .value_at("meta.versionId")
                .and_then(|version| version.parse().ok())
                .unwrap_or(1)
                .max(1),
            recorded_at,
            measured_at,
            utc_offset_minutes,
            author: self.author(resource.id, node),
            value: EntryValue::Imported(Box::new(Imported { ids, value: parsed.value })),
            note: parsed.note,
        }
    }

    /// The record's id: the same for the same resource in the same account. A server that knows the account and tries
    /// resources does not find it, for it does not know the scope.
    fn record_id(&self, id: Uuid) -> RecordId {
        let names = Uuid::from_bytes(self.target.names.to_bytes());
        RecordId::from_bytes(derive(names, &format!("import/{id}")).into_bytes())
    }

    /// Who stands behind a resource: by its Provenance, by itself, or else the sending app.
    fn author(&self, id: Uuid, node: &Node) -> Author {
        let itself = || reference(node, "author").or_else(|| reference(node, "performer"));
        let who = self.authors.get(&id).copied().or_else(itself).or(self.file.device);
        match who {
            None => Author::Patient,
            Some(who) if Some(who) == self.file.patient_id => Author::Patient,
            Some(who) if Some(who) == self.file.device && self.is_own() => Author::App,
            Some(who) => match self.record(who) {
                Some(record) if self.is_measured_by(node, who, record) => Author::Device(record),
                Some(record) => Author::Other(record),
                None if self.by_id.contains_key(&who) => Author::Other(self.record_id(who)),
                None => Author::Patient,
            },
        }
    }

    /// Whether a resource itself names the device that its Provenance names, and the file describes that device.
    fn is_measured_by(&self, node: &Node, who: Uuid, record: RecordId) -> bool {
        reference(node, "device") == Some(who) && self.links.target(record, Part::Device) == Some(who)
    }

    /// Whoever or whatever stands behind a value may have turned out to be part of another record, or to be nobody who
    /// could.
    fn mend_authors(&mut self) {
        let authors = Authors::of(self.entries.iter().chain(self.target.held));
        let parts = self.taken.iter().map(|(id, record)| (self.record_id(*id), *record));
        let parts: HashMap<RecordId, RecordId> = parts.collect();
        for entry in &mut self.entries {
            if let Author::Other(author) = entry.author
                && !authors.has(entry.author)
                && let Some(whole) = parts.get(&author)
            {
                entry.author = Author::Other(*whole);
            }
            entry.author = authors.or_app(entry.author);
        }
    }

    fn is_own(&self) -> bool {
        self.file.sender.prescription_unit_id == self.target.prescription_unit_id
    }

    fn says_the_same(&self, entry: &Entry) -> bool {
        let patient = self.file.patient_id.unwrap_or_default();
        let Ok(resources) = as_json(entry, patient, &self.links) else { return false };
        resources.into_iter().all(|(id, text)| {
            let written = reader::read_resource(&text, Format::Json).ok();
            written.is_some() && written == self.resource(id).map(renewed)
        })
    }

    fn keep_the_rest(&mut self) {
        let simple: HashSet<Uuid> =
            self.file.statements.iter().filter(|statement| statement.simple).map(|s| s.id).collect();
        let own = self.is_own();
        for resource in &self.file.resources {
            let of_the_app = own && self.file.app.contains(&resource.id);
            if self.taken.contains_key(&resource.id) || of_the_app || simple.contains(&resource.id) {
                continue;
            }
            let name = self.name(resource);
            let count = self.counts.entry(name).or_default();
            if self.target.known.contains_key(&resource.id) {
                count.known += 1;
            } else {
                count.kept += 1;
                let kept = self.keep(resource);
                self.entries.push(kept);
            }
        }
    }

    fn keep(&self, resource: &Resource<'_>) -> Entry {
        let node = reader::read_resource(resource.raw, self.file.format).unwrap_or_default();
        let parsed = resource.profile.as_deref().and_then(|profile| parse(profile, &node, self));
        let at = parsed.as_ref().and_then(|parsed| parsed.at).or_else(|| time(&node));
        let mut entry =
            self.entry(resource, &node, Parsed::bare(EntryValue::DiaryNote(String::new())), Vec::new());
        (entry.measured_at, entry.utc_offset_minutes) = at.unwrap_or((entry.recorded_at, 0));
        if !is_offset(entry.utc_offset_minutes) {
            entry.utc_offset_minutes = 0;
        }
        let kept = Kept {
            format: self.file.format,
            kind: resource.kind.clone(),
            profile: resource.profile.clone(),
            text: resource.raw.to_owned(),
            patient: self.file.patient_id,
            dated: at.is_some(),
            listed: self.file.listed.contains(&resource.id),
            value: parsed.map(|parsed| Box::new(parsed.value)),
        };
        let value = EntryValue::Kept(Box::new(kept));
        entry.value = EntryValue::Imported(Box::new(Imported { ids: vec![resource.id], value }));
        if entry.author == Author::Other(entry.id) {
            entry.author = Author::Patient;
        }
        entry
    }

    fn name(&self, resource: &Resource<'_>) -> String {
        resource.profile.clone().unwrap_or_else(|| resource.kind.clone())
    }
}

/// A resource of MIO DiGA 1.0.0 as one of 1.1.0: it counts as one only if all else is what is written for 1.1.0.
fn renewed(mut node: Node) -> Node {
    let meta = node.children.iter_mut().find(|child| child.name == "meta");
    let profiles = meta.into_iter().flat_map(|meta| &mut meta.children).filter(|it| it.name == "profile");
    for profile in profiles.filter_map(|profile| profile.value.as_mut()) {
        if let Some(name) = profile.strip_prefix(PROFILE).and_then(|name| name.strip_suffix("|1.0.0")) {
            *profile = format!("{PROFILE}{name}|1.1.0");
        }
    }
    node
}

/// The canonical address of a questionnaire, and its record.
fn canonical(entry: &Entry) -> Option<(String, RecordId)> {
    let EntryValue::Assessment(assessment) = entry.value.own() else { return None };
    Some((format!("{}|{}", assessment.url, assessment.version), entry.id))
}

fn recorded(node: &Node) -> Timestamp {
    let at = node.value_at("meta.lastUpdated").and_then(moment);
    at.map_or(Timestamp::UNIX_EPOCH, |(at, _)| at)
}

/// When something was that the app does not understand, by the usual names.
fn time(node: &Node) -> Option<(Timestamp, i16)> {
    const NAMES: [&str; 9] = [
        "effectiveDateTime",
        "effectivePeriod.start",
        "performedDateTime",
        "performedPeriod.start",
        "authored",
        "onsetDateTime",
        "start",
        "period.start",
        "date",
    ];
    NAMES.into_iter().find_map(|name| node.value_at(name)).and_then(moment)
}
