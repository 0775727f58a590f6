//! The frame of a bundle: who sent it, about whom, for which period, and where its resources are.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::parts::{moment, reference, uuid_of};
use super::{ImportError, ImportProblem, ImportedPatient, Sender};
use crate::Format;
use crate::input::{Gender, PersonName, ReportPeriod};
use crate::reader::{self, Node, Piece};

const BUNDLE: &str = "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_Bundle|";
/// How the address of every profile of MIO DiGA begins.
pub(super) const PROFILE: &str = "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_";
const VERSIONS: [&str; 2] = ["1.0.0", "1.1.0"];
/// Longest single resource, in bytes: 12 MB of a document in Base64 and what belongs to it.
const MAX_RESOURCE: usize = 16_000_000;

/// A resource as it stands in the file.
#[derive(Clone, Debug)]
pub(super) struct Resource<'a> {
    pub(super) id: Uuid,
    pub(super) kind: String,
    /// MIO DiGA profile without prefix and version; absent for others and for what FHIR R4 does not have.
    pub(super) profile: Option<String>,
    pub(super) raw: &'a str,
}

/// Who stands behind resources, as a Provenance says it.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) id: Uuid,
    pub(super) targets: Vec<Uuid>,
    pub(super) who: Option<Uuid>,
    /// Whether it says nothing that an author alone does not say.
    pub(super) simple: bool,
}

/// A bundle, taken apart.
#[derive(Debug)]
pub(super) struct BundleFile<'a> {
    pub(super) format: Format,
    pub(super) version: String,
    pub(super) sender: Sender,
    pub(super) device: Option<Uuid>,
    pub(super) patient_id: Option<Uuid>,
    pub(super) patient: ImportedPatient,
    pub(super) period: Option<ReportPeriod>,
    /// The sending app, its definition and its manufacturer.
    pub(super) app: HashSet<Uuid>,
    /// What the sections list.
    pub(super) listed: HashSet<Uuid>,
    pub(super) statements: Vec<Statement>,
    /// The resources in the order of the file, without Composition and Patient.
    pub(super) resources: Vec<Resource<'a>>,
}

/// Reads the frame and finds the resources.
pub(super) fn read(text: &str) -> Result<BundleFile<'_>, ImportError> {
    let format = match text.trim_start().as_bytes().first() {
        Some(b'<') => Format::Xml,
        Some(b'{') => Format::Json,
        _ => return Err(ImportError::whole(ImportProblem::NoFormat)),
    };
    let document = reader::read_document(text, format).map_err(|error| ImportError::reading(text, error))?;
    let profile = document.head.value_at("meta.profile").and_then(|profile| profile.strip_prefix(BUNDLE));
    let version = profile.filter(|version| VERSIONS.contains(version));
    let Some(version) = version else {
        return Err(ImportError::new(text, 0, "Bundle".to_owned(), ImportProblem::NotMioDiga));
    };
    let mut file = BundleFile {
        format,
        version: version.to_owned(),
        sender: Sender::default(),
        device: None,
        patient_id: None,
        patient: ImportedPatient::default(),
        period: None,
        app: HashSet::new(),
        listed: HashSet::new(),
        statements: Vec::new(),
        resources: Vec::with_capacity(document.pieces.len()),
    };
    let mut seen = HashMap::with_capacity(document.pieces.len());
    for piece in &document.pieces {
        let wrong = |problem| ImportError::new(text, piece.at, piece.kind.clone(), problem);
        let id = piece.full_url.as_deref().and_then(uuid_of).ok_or(wrong(ImportProblem::NoIdentity))?;
        if seen.insert(id, ()).is_some() {
            return Err(wrong(ImportProblem::Twice));
        }
        if piece.raw.len() > MAX_RESOURCE {
            return Err(wrong(ImportProblem::EntryTooLarge));
        }
        let node = reader::read_resource(piece.raw, format).map_err(|mut error| {
            error.at += piece.at;
            ImportError::reading(text, error)
        })?;
        file.add(piece, id, &node);
    }
    file.add_sender();
    Ok(file)
}

impl<'a> BundleFile<'a> {
    fn add(&mut self, piece: &Piece<'a>, id: Uuid, node: &Node) {
        let named = node.value_at("meta.profile").and_then(|profile| profile.strip_prefix(PROFILE));
        let profile = named.and_then(|profile| profile.rsplit_once('|')).map(|(name, _)| name);
        match (node.kind.as_deref(), profile) {
            (Some("Composition"), _) => return self.add_composition(node),
            (Some("Patient"), _) => {
                self.patient_id = Some(id);
                self.patient = patient(node);
                return;
            }
            (Some("Provenance"), Some("Provenance")) => self.statements.push(statement(id, node)),
            _ => {}
        }
        let profile = profile.filter(|_| reader::is_known(node)).map(str::to_owned);
        self.resources.push(Resource { id, kind: piece.kind.clone(), profile, raw: piece.raw });
    }

    /// The app that the Composition names as its author.
    fn add_sender(&mut self) {
        let node = |id: Option<Uuid>| {
            let resource = self.resources.iter().find(|resource| Some(resource.id) == id)?;
            reader::read_resource(resource.raw, self.format).ok()
        };
        let Some(device) = node(self.device) else { return };
        let definition = reference(&device, "definition");
        let manufacturer =
            node(definition).and_then(|definition| reference(&definition, "manufacturerReference"));
        let text = |path| device.value_at(path).unwrap_or_default().to_owned();
        self.sender =
            Sender { name: text("deviceName.name"), prescription_unit_id: text("identifier.value") };
        self.app = [self.device, definition, manufacturer].into_iter().flatten().collect();
    }

    fn add_composition(&mut self, node: &Node) {
        self.device = reference(node, "author");
        let period = node.at("extension.valuePeriod");
        let end = |name| period.and_then(|period| period.value_at(name)).and_then(moment);
        if let (Some((start, _)), Some((end, _))) = (end("start"), end("end")) {
            self.period = Some(ReportPeriod { start, end });
        }
        let sections =
            node.all("section").flat_map(|section| [section].into_iter().chain(section.all("section")));
        let entries = sections.flat_map(|section| section.all("entry"));
        self.listed = entries.filter_map(|entry| entry.value_at("reference").and_then(uuid_of)).collect();
    }
}

fn statement(id: Uuid, node: &Node) -> Statement {
    let target = |node: &Node| node.value_at("reference").and_then(uuid_of);
    let author = |agent: &&Node| agent.value_at("type.coding.code") == Some("author");
    let agents = node.all("agent").count();
    let agent = node.all("agent").find(author).or_else(|| node.child("agent"));
    Statement {
        id,
        targets: node.all("target").filter_map(target).collect(),
        who: agent.and_then(|agent| agent.child("who")).and_then(target),
        simple: agents == 1
            && node.child("entity").is_none()
            && node.all("agent").any(|agent| author(&agent)),
    }
}

fn patient(node: &Node) -> ImportedPatient {
    let kvnr = |identifier: &&Node| identifier.value_at("system") == Some("http://fhir.de/sid/gkv/kvid-10");
    let official = node.at("gender.extension.valueCoding").and_then(|coding| coding.value_at("code"));
    let gender = match (node.value_at("gender"), official) {
        (Some("female"), _) => Some(Gender::Female),
        (Some("male"), _) => Some(Gender::Male),
        (Some("other"), Some("X")) => Some(Gender::Undetermined),
        (Some("other"), _) => Some(Gender::Diverse),
        (Some("unknown"), _) => Some(Gender::Unknown),
        _ => None,
    };
    let name = node.child("name").and_then(|name| {
        let given: Vec<_> = name.all("given").filter_map(|given| given.value.clone()).collect();
        Some(PersonName { given: given.join(" "), family: name.value_at("family")?.to_owned() })
    });
    let number = node.all("identifier").find(kvnr).and_then(|identifier| identifier.value_at("value"));
    ImportedPatient {
        name,
        insurance_number: number.map(str::to_owned),
        gender,
        birth_date: node.value_at("birthDate").and_then(|date| date.parse().ok()),
    }
}
