//! The reference dossier: Heilsam's own, for the hypertension product. What the software does is answered, and says how; what an
//! organisation must do, or what is not built yet, is open and says so.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, anyhow};
use heilsam_client::client::DossierView;
use heilsam_compliance::answer::{Answer, Place};
use heilsam_compliance::application::proposal::{proposals, writing};
use heilsam_compliance::application::{FieldAddress, Listing, Mark};
use heilsam_compliance::catalogue::{Form, ItemRef, PermittedReason, builtin};
use heilsam_compliance::evidence::{Document, Evidence, EvidenceId, Moment, Release, Statement};
use heilsam_compliance::property::Property;
use heilsam_compliance::protection::{ProtectionNeed, Rating};
use heilsam_compliance::workspace::action::ItemEdit;
use heilsam_compliance::workspace::records::PublishedText;
use heilsam_compliance::workspace::{Action, ItemState, PersonId};
use heilsam_compliance::{Digest, LegalDate, Library};
use heilsam_protocol::limit;
use jiff::ToSpan as _;
use jiff::civil::Date;

use self::words::{
    APPROVED, DATA_FLOW, FIELDS, MET, NOTHING_TO_STATE, OPEN, PROPERTIES, RATINGS, RETURNED, WAITING, WEBSITE,
};
use crate::entries::DemoClient;

const AUTHOR: &str = "Anna Berg";
const REVIEWER: &str = "Bernd Voss";
const ANNEX: &str = "digav-2026-anlage-1";
const SECOND_ANNEX: &str = "digav-2026-anlage-2";
const VIDEO: &str = "bmv-ae-anlage-31b-2021";
/// Statements whose rows the program knows itself.
const KNOWN: [&str; 3] = ["21", "21a", "22"];

/// Somebody at work on the dossier.
struct Worker<'a> {
    client: &'a DemoClient,
    library: Library,
    view: DossierView,
    today: Date,
    /// What is done with the next request.
    waiting: Vec<Action>,
}

impl<'a> Worker<'a> {
    async fn new(client: &'a DemoClient, name: &str) -> Result<Self> {
        client.name_in_dossier(name).await?;
        let library = builtin::library()?;
        let view = client.open_dossier(&library).await?;
        let today = Moment::in_germany(client.now()).today;
        Ok(Self { client, library, view, today, waiting: Vec::new() })
    }

    /// Does something, together with what comes next: [`Self::flush`] ends it.
    async fn act(&mut self, action: Action) -> Result<()> {
        self.waiting.push(action);
        if self.waiting.len() < limit::DOSSIER_ACTIONS { Ok(()) } else { self.flush().await }
    }

    async fn flush(&mut self) -> Result<()> {
        let actions = std::mem::take(&mut self.waiting);
        if actions.is_empty() {
            return Ok(());
        }
        let done = self.client.act_on_dossier(&self.library, &mut self.view, &actions).await;
        done.map_err(|error| anyhow!("{error}: {actions:?}"))
    }

    /// A day so many days from today.
    fn day(&self, from_today: i64) -> Result<Date> {
        Ok(self.today.checked_add(from_today.days())?)
    }

    async fn answer(&mut self, id: &str, answer: Answer, explanation: &str) -> Result<()> {
        let base = self.view.workspace.item(&item(id)).map_or(0, ItemState::revision);
        let answers = BTreeMap::from([(Place::WHOLE, Some(answer))]);
        let explanation = (!explanation.is_empty()).then(|| explanation.to_owned());
        self.act(Action::EditItem { item: item(id), edit: ItemEdit { base, answers, explanation } }).await
    }

    async fn bind(&mut self, id: &str, evidence: &str) -> Result<()> {
        let evidence = EvidenceId(evidence.to_owned());
        self.act(Action::BindEvidence { item: item(id), evidence }).await
    }
}

fn item(id: &str) -> ItemRef {
    let catalogue = match id.split('-').next() {
        Some("ds" | "si" | "sx") => ANNEX,
        Some("31b") => VIDEO,
        _ => SECOND_ANNEX,
    };
    ItemRef::new(catalogue, id)
}

/// What the author of the demonstration did. A dossier that was begun already stays as it is.
pub async fn write(client: &DemoClient) -> Result<()> {
    let mut author = Worker::new(client, AUTHOR).await?;
    if !author.view.workspace.history().is_empty() {
        return Ok(());
    }
    if author.view.workspace.legal() != LegalDate::Of2026 {
        author.act(Action::SwitchLegalDate { to: LegalDate::Of2026 }).await?;
    }
    let properties: BTreeSet<Property> = PROPERTIES.iter().map(|id| Property::new(id)).collect();
    author.act(Action::SetProperties { properties }).await?;
    let release = Release { version: "0.1.0".to_owned(), commit: "demo".to_owned() };
    author.act(Action::SetRelease { release }).await?;
    let on = Some(author.day(56)?);
    author.act(Action::SetFiling { on }).await?;
    for (scenario, need, reason) in RATINGS {
        let rating = Rating {
            confidentiality: need,
            integrity: need,
            availability: ProtectionNeed::Normal,
            reason: reason.to_owned(),
        };
        author.act(Action::RateScenario { scenario, rating }).await?;
    }
    evidence(&mut author).await?;
    answers(&mut author).await?;
    work(&mut author).await?;
    application(&mut author).await?;
    author.flush().await
}

async fn evidence(author: &mut Worker<'_>) -> Result<()> {
    let statement = Evidence::Statement(Statement {
        person: author.view.person.clone(),
        role: "Leitung Regulatory Affairs".to_owned(),
        date: author.today,
        text: "Ich habe das Verhalten an der laufenden Anwendung geprüft.".to_owned(),
    });
    let certificate = Evidence::Document(Document {
        name: "ISO-27001-Zertifikat.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        digest: Digest::of(b"made-up certificate of the demonstration"),
        version: "1".to_owned(),
        issued: Some(author.day(-320)?),
        valid_until: Some(author.day(41)?),
        certificate: true,
    });
    author.client.store_document(DATA_FLOW.as_bytes()).await?;
    let flow = Evidence::Document(Document {
        name: "Datenfluesse.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        digest: Digest::of(DATA_FLOW.as_bytes()),
        version: "1".to_owned(),
        issued: Some(author.today),
        valid_until: None,
        certificate: false,
    });
    for (id, evidence) in [("erklaerung-1", statement), ("iso-27001", certificate), ("datenfluesse", flow)] {
        author.act(Action::AddEvidence { id: EvidenceId(id.to_owned()), evidence }).await?;
    }
    Ok(())
}

async fn answers(author: &mut Worker<'_>) -> Result<()> {
    for (id, explanation) in MET {
        author.answer(id, Answer::Met, explanation).await?;
        // One answer stands without proof, so that the list shows what that looks like.
        if id != "ds-35" {
            author.bind(id, "erklaerung-1").await?;
        }
    }
    author.bind("ds-14", "datenfluesse").await?;
    author.answer("si-01", Answer::Met, "Das ISMS ist nach ISO 27001 zertifiziert.").await?;
    author.bind("si-01", "iso-27001").await?;
    for id in ["si-34", "ds-40", "si-22", "sx-05"] {
        let printed = author.library.item(&item(id)).map(|(_, _, found)| found.form.clone());
        if let Some(Form::Declaration { reason: PermittedReason::Fixed(reason), .. }) = printed {
            author.answer(id, Answer::NotApplicable { reason }, "").await?;
        }
    }
    let answers = BTreeMap::from([(Place(1), Some(Answer::Met))]);
    let edit = ItemEdit { base: 0, answers, explanation: None };
    author.act(Action::EditItem { item: item("si-15"), edit }).await?;
    for id in WAITING.into_iter().chain(APPROVED).chain([RETURNED.0]) {
        author.act(Action::RequestReview { item: item(id) }).await?;
    }
    Ok(())
}

async fn work(author: &mut Worker<'_>) -> Result<()> {
    let me: PersonId = author.view.person.clone();
    for (id, due) in [("ds-35", -3), ("ds-30", 2), ("si-32a", 4), ("ds-29", 20)] {
        author.act(Action::Assign { item: item(id), to: Some(me.clone()) }).await?;
        let on = Some(author.day(due)?);
        author.act(Action::SetDue { item: item(id), on }).await?;
    }
    for (id, missing, due) in OPEN {
        author.act(Action::Assign { item: item(id), to: Some(me.clone()) }).await?;
        let on = Some(author.day(due)?);
        author.act(Action::SetDue { item: item(id), on }).await?;
        author.act(Action::Comment { item: item(id), text: missing.to_owned() }).await?;
    }
    let text = "Der Bericht des Penetrationstests kommt nächste Woche vom Prüflabor.".to_owned();
    author.act(Action::Comment { item: item("si-32a"), text }).await
}

async fn application(author: &mut Worker<'_>) -> Result<()> {
    let text = PublishedText { text: WEBSITE.to_owned(), carries_purpose: true };
    author.act(Action::SetPublished { title: "Website".to_owned(), text: Some(text) }).await?;
    author.act(Action::SetListing { listing: Listing::Trial }).await?;
    for (address, text) in FIELDS {
        let field = FieldAddress::try_from(address.to_owned())?;
        author.act(Action::SetField { field, base: String::new(), text: text.to_owned() }).await?;
    }
    for number in KNOWN {
        let application = author.view.workspace.application();
        let found = proposals(&author.library, LegalDate::Of2026, application, number);
        for action in writing(application, number, &found) {
            author.act(action).await?;
        }
    }
    for entry in NOTHING_TO_STATE {
        author.act(Action::SetNotApplicable { entry: entry.to_owned(), not_applicable: true }).await?;
    }
    let field = FieldAddress::new("1", "manufacturer", 1, "contact");
    author.act(Action::SetMarks { field, marks: BTreeSet::from([Mark::PersonalData]) }).await
}

/// What the second person of the demonstration did.
pub async fn review(client: &DemoClient) -> Result<()> {
    let mut reviewer = Worker::new(client, REVIEWER).await?;
    for id in APPROVED {
        let reference = item(id);
        let found = reviewer.library.item(&reference).map(|(_, _, found)| found.clone());
        let Some(found) = found else { continue };
        let seen = reviewer.view.workspace.item_digest(&found, &reference);
        reviewer.act(Action::Approve { item: reference, seen }).await?;
    }
    let (id, reason) = RETURNED;
    reviewer.act(Action::Return { item: item(id), reason: reason.to_owned() }).await?;
    // Looked at before, by a demonstration of the same installation: nobody asks any more, and nothing of it is done.
    let _ = reviewer.flush().await;
    Ok(())
}
