//! A workspace in which every item of some catalogues is answered, proven and approved.

use std::collections::BTreeMap;

use heilsam_compliance::answer::{Answer, Place};
use heilsam_compliance::catalogue::{Form, Item};
use heilsam_compliance::digest::Digest;
use heilsam_compliance::evidence::{CheckRun, Document, Evidence, EvidenceId, Moment, Outcome, Release};
use heilsam_compliance::property::Property;
use heilsam_compliance::protection::{ProtectionNeed, Rating, Scenario};
use heilsam_compliance::workspace::action::ItemEdit;
use heilsam_compliance::workspace::{Action, PersonId, Refused};
use heilsam_compliance::{LegalDate, Library, Workspace};
use jiff::{Timestamp, ToSpan as _};

/// Answers every item of the catalogues whose id begins with one of the prefixes: Anna answers, Bert approves.
pub fn fill(library: &Library, start: Timestamp, prefixes: &[&str]) -> Result<(Workspace, Moment), Refused> {
    let mut workspace = Workspace::new(LegalDate::Of2026);
    let now = Moment { at: start, today: start.to_zoned(jiff::tz::TimeZone::UTC).date() };
    let person = |name| PersonId::new(name).map_err(|_| Refused::NothingToDo);
    let (anna, bert, server) = (person("anna")?, person("bert")?, person("server")?);
    let release = Release { version: "1.0".into(), commit: "0123abc".into() };
    workspace.act(library, &anna, now, Action::SetRelease { release: release.clone() })?;
    let properties = ["mobile-platform", "video"].into_iter().map(Property::new).collect();
    workspace.act(library, &anna, now, Action::SetProperties { properties })?;
    for scenario in Scenario::ALL {
        let need = ProtectionNeed::VeryHigh;
        let reason = "Gesundheitsdaten vieler Menschen".to_owned();
        let rating = Rating { confidentiality: need, integrity: need, availability: need, reason };
        workspace.act(library, &anna, now, Action::RateScenario { scenario, rating })?;
    }
    let document = Evidence::Document(Document {
        name: "handbuch.pdf".into(),
        media_type: "application/pdf".into(),
        digest: Digest::of(b"handbuch"),
        version: "3".into(),
        issued: Some(now.today),
        valid_until: None,
        certificate: false,
    });
    let manual = EvidenceId("handbuch".into());
    workspace.act(library, &anna, now, Action::AddEvidence { id: manual.clone(), evidence: document })?;
    let wanted = |id: &str| prefixes.iter().any(|prefix| id.starts_with(prefix));
    for catalogue in library.answered(LegalDate::Of2026).filter(|catalogue| wanted(catalogue.id.as_str())) {
        for (number, (_, item)) in catalogue.items().enumerate() {
            let reference = catalogue.reference(item);
            let explanation = Some("So gelöst, wie es im Handbuch beschrieben ist.".to_owned());
            let edit = ItemEdit { base: 0, answers: answers(item), explanation };
            workspace.act(library, &anna, now, Action::EditItem { item: reference.clone(), edit })?;
            if number % 2 == 0 {
                let id = EvidenceId(format!("run-{}-{}", catalogue.id, item.id));
                let run = CheckRun {
                    check: format!("check-{}", item.id),
                    check_version: "1".into(),
                    release: release.clone(),
                    at: start,
                    started: None,
                    seen: Vec::new(),
                    outcome: Outcome::Passed,
                    expires: start + 720.hours(),
                };
                workspace.act(
                    library,
                    &server,
                    now,
                    Action::RecordRun { id, run, items: vec![reference.clone()] },
                )?;
            } else {
                let bind = Action::BindEvidence { item: reference.clone(), evidence: manual.clone() };
                workspace.act(library, &anna, now, bind)?;
            }
            workspace.act(library, &anna, now, Action::RequestReview { item: reference.clone() })?;
            let seen = workspace.item_digest(item, &reference);
            workspace.act(library, &bert, now, Action::Approve { item: reference, seen })?;
        }
    }
    Ok((workspace, now))
}

fn answers(item: &Item) -> BTreeMap<Place, Option<Answer>> {
    let answer = if item.form == Form::Count { Answer::Count { value: 4 } } else { Answer::Met };
    Place::of(item).map(|place| (place, Some(answer.clone()))).collect()
}
