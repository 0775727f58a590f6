//! A workspace with people at it and a clock that goes on by a minute with everything they do.

use std::collections::BTreeMap;

use heilsam_compliance::answer::{Answer, Place};
use heilsam_compliance::application::FieldAddress;
use heilsam_compliance::catalogue::{ItemRef, builtin};
use heilsam_compliance::evidence::{CheckRun, Evidence, EvidenceId, Moment, Outcome, Release, Statement};
use heilsam_compliance::protection::{ProtectionNeed, Rating, Scenario};
use heilsam_compliance::workspace::action::ItemEdit;
use heilsam_compliance::workspace::status::Report;
use heilsam_compliance::workspace::{Action, PersonId, Refused};
use heilsam_compliance::{Digest, LegalDate, Library, Workspace};
use jiff::{Timestamp, ToSpan as _};

pub struct Desk {
    pub library: Library,
    pub workspace: Workspace,
    pub now: Timestamp,
}

impl Desk {
    pub fn new(legal: LegalDate) -> Self {
        let now = "2026-05-04T08:00:00Z".parse().unwrap();
        Self { library: builtin::library().unwrap(), workspace: Workspace::new(legal), now }
    }

    pub fn moment(&self) -> Moment {
        Moment { at: self.now, today: self.now.to_zoned(jiff::tz::TimeZone::UTC).date() }
    }

    pub fn act(&mut self, who: &str, action: Action) -> Result<(), Refused> {
        self.now += 1.minute();
        let now = self.moment();
        self.workspace.act(&self.library, &PersonId::new(who).unwrap(), now, action).map(|_| ())
    }

    /// Answers a place on the state that stands.
    pub fn answer(&mut self, who: &str, item: &str, place: u8, answer: Answer) -> Result<(), Refused> {
        let base = self.revision(item);
        self.answer_on(who, item, base, place, answer)
    }

    pub fn answer_on(
        &mut self,
        who: &str,
        item: &str,
        base: u64,
        place: u8,
        answer: Answer,
    ) -> Result<(), Refused> {
        let answers = BTreeMap::from([(Place(place), Some(answer))]);
        let edit = ItemEdit { base, answers, explanation: None };
        self.act(who, Action::EditItem { item: name(item), edit })
    }

    pub fn explain_on(&mut self, who: &str, item: &str, base: u64, text: &str) -> Result<(), Refused> {
        let edit = ItemEdit { base, answers: BTreeMap::new(), explanation: Some(text.to_owned()) };
        self.act(who, Action::EditItem { item: name(item), edit })
    }

    pub fn revision(&self, item: &str) -> u64 {
        self.workspace.item(&name(item)).map_or(0, heilsam_compliance::workspace::ItemState::revision)
    }

    /// A person's statement, bound to an item.
    pub fn state(&mut self, who: &str, item: &str) -> Result<(), Refused> {
        let id = EvidenceId(format!("e{}", self.workspace.history().len()));
        let statement = Statement {
            person: PersonId::new(who).unwrap(),
            role: "Datenschutzbeauftragte".into(),
            date: self.moment().today,
            text: "Geprüft am System.".into(),
        };
        self.act(who, Action::AddEvidence { id: id.clone(), evidence: Evidence::Statement(statement) })?;
        self.act(who, Action::BindEvidence { item: name(item), evidence: id })
    }

    /// A run of a check against release 1.0, bound to an item.
    pub fn run(&mut self, check: &str, item: &str, outcome: Outcome) -> Result<(), Refused> {
        let id = EvidenceId(format!("run{}", self.workspace.history().len()));
        let at = self.now;
        let run = CheckRun {
            check: check.into(),
            check_version: "1".into(),
            release: release("1.0"),
            at,
            started: None,
            seen: Vec::new(),
            outcome,
            expires: at + 720.hours(),
        };
        self.act("server", Action::RecordRun { id, run, items: vec![name(item)] })
    }

    pub fn request(&mut self, who: &str, item: &str) -> Result<(), Refused> {
        self.act(who, Action::RequestReview { item: name(item) })
    }

    pub fn approve(&mut self, who: &str, item: &str) -> Result<(), Refused> {
        let seen = self.digest(item);
        self.act(who, Action::Approve { item: name(item), seen })
    }

    pub fn digest(&self, item: &str) -> Digest {
        let reference = name(item);
        self.workspace.item_digest(self.library.item(&reference).unwrap().2, &reference)
    }

    pub fn report(&self, item: &str) -> Report {
        let reference = name(item);
        let (catalogue, group, found) = self.library.item(&reference).unwrap();
        self.workspace.report(&self.library, catalogue, group, found, self.moment())
    }

    /// Rates all scenarios alike.
    pub fn rate(&mut self, need: ProtectionNeed) {
        for scenario in Scenario::ALL {
            let reason = "Gesundheitsdaten vieler Menschen".to_owned();
            let rating = Rating { confidentiality: need, integrity: need, availability: need, reason };
            self.act("anna", Action::RateScenario { scenario, rating }).unwrap();
        }
    }

    pub fn field(&mut self, who: &str, address: &str, text: &str) -> Result<(), Refused> {
        let field = FieldAddress::try_from(address.to_owned()).unwrap();
        let base =
            self.workspace.application().field(&field).map(|state| state.text.clone()).unwrap_or_default();
        self.act(who, Action::SetField { field, base, text: text.to_owned() })
    }
}

pub fn name(item: &str) -> ItemRef {
    ItemRef::try_from(item.to_owned()).unwrap()
}

pub fn release(version: &str) -> Release {
    Release { version: version.into(), commit: "0123abc".into() }
}

pub fn because(reason: &str) -> Answer {
    Answer::NotApplicable { reason: reason.to_owned() }
}
