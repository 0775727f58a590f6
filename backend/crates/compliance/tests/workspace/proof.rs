//! Evidence decides: a red check, expiry, staleness, and properties that take a reason away.

use std::collections::BTreeSet;

use heilsam_compliance::Digest;
use heilsam_compliance::LegalDate;
use heilsam_compliance::answer::Answer;
use heilsam_compliance::evidence::{Document, Evidence, EvidenceId, Outcome};
use heilsam_compliance::import::{Effect, Row, preview};
use heilsam_compliance::property::Property;
use heilsam_compliance::protection::ProtectionNeed;
use heilsam_compliance::workspace::status::{Gap, NotAsked, Status};
use heilsam_compliance::workspace::{Action, Refused};
use jiff::ToSpan as _;

use super::desk::{Desk, because, name};

const TLS: &str = "digav-2026-anlage-1/ds-15";
const SENSORS: &str = "digav-2026-anlage-1/si-33";
const NO_SENSORS: &str = "Die digitale Gesundheitsanwendung greift weder auf Sensoren eines mobilen Endgeräts noch auf externe Hardware zu.";

fn failed() -> Outcome {
    Outcome::Failed { finding: "TLS 1.1 angeboten".into() }
}

#[test]
fn a_red_check_makes_met_impossible_until_it_passes() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.run("tls", TLS, failed()).unwrap();
    let refused = desk.answer("anna", TLS, 0, Answer::Met).unwrap_err();
    assert_eq!(refused, Refused::Red { check: "tls".into(), finding: "TLS 1.1 angeboten".into() });
    assert!(refused.messages()[0].german().contains("TLS 1.1 angeboten"));
    desk.run("tls", TLS, Outcome::Passed).unwrap();
    desk.answer("anna", TLS, 0, Answer::Met).unwrap();
}

#[test]
fn a_table_does_not_answer_what_a_red_check_forbids() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.run("tls", TLS, failed()).unwrap();
    let rows = [["Kennung", "Antwort"], [TLS, "zutreffend"]].map(|row| row.map(str::to_owned).to_vec());
    let found = preview(&desk.library, &desk.workspace, &rows.to_vec()).unwrap();
    let [Row { effect: Effect::Refused(why), .. }] = found.rows.as_slice() else { panic!("{found:?}") };
    assert!(why[0].german().contains("TLS 1.1 angeboten"));
}

#[test]
fn a_check_that_turns_red_stands_above_all_other_gaps() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.run("tls", TLS, Outcome::Passed).unwrap();
    desk.answer("anna", TLS, 0, Answer::Met).unwrap();
    desk.request("anna", TLS).unwrap();
    desk.approve("bert", TLS).unwrap();
    desk.run("tls", TLS, failed()).unwrap();
    let report = desk.report(TLS);
    assert_ne!(report.status, Status::Approved);
    assert!(matches!(report.gaps.as_slice(), [Gap::Red(_), Gap::ApprovalFell]));
    assert!(matches!(desk.request("anna", TLS), Err(Refused::Red { .. })));
}

#[test]
fn an_expired_certificate_is_refused_and_one_that_expires_later_becomes_a_gap() {
    let mut desk = Desk::new(LegalDate::Of2026);
    let item = "digav-2026-anlage-1/si-01";
    let document = |valid_until| {
        Evidence::Document(Document {
            name: "iso-27001.pdf".into(),
            media_type: "application/pdf".into(),
            digest: Digest::of(b"pdf"),
            version: "2".into(),
            issued: Some("2026-01-01".parse().unwrap()),
            valid_until: Some(valid_until),
            certificate: true,
        })
    };
    let today = desk.moment().today;
    let (id, old) = (EvidenceId("iso".into()), today.yesterday().unwrap());
    let add = |evidence| Action::AddEvidence { id: id.clone(), evidence };
    assert!(matches!(desk.act("anna", add(document(old))), Err(Refused::Evidence(_))));
    desk.act("anna", add(document(today))).unwrap();
    desk.act("anna", Action::BindEvidence { item: name(item), evidence: id.clone() }).unwrap();
    desk.answer("anna", item, 0, Answer::Met).unwrap();
    desk.request("anna", item).unwrap();
    desk.now += 24.hours();
    assert_eq!(desk.report(item).gaps, [Gap::Expired(id.clone())]);
    assert_eq!(desk.approve("bert", item), Err(Refused::EvidenceExpired(id)));
}

#[test]
fn runs_are_recorded_and_not_written_by_hand() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.run("tls", TLS, Outcome::Passed).unwrap();
    let (id, run) = desk.workspace.all_evidence().next().map(|(id, run)| (id.clone(), run.clone())).unwrap();
    let by_hand = Action::AddEvidence { id: EvidenceId("mein".into()), evidence: run };
    assert_eq!(desk.act("anna", by_hand), Err(Refused::RunByHand));
    let unknown = Action::BindEvidence { item: name(TLS), evidence: EvidenceId("nichts".into()) };
    assert_eq!(desk.act("anna", unknown), Err(Refused::UnknownEvidence));
    assert_eq!(desk.workspace.items_with(&id), [name(TLS)]);
}

#[test]
fn choosing_video_takes_reasons_away_that_were_given_before() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.answer("anna", SENSORS, 0, because(NO_SENSORS)).unwrap();
    desk.request("anna", SENSORS).unwrap();
    desk.approve("bert", SENSORS).unwrap();
    assert_eq!(desk.report(SENSORS).status, Status::Approved);
    let properties = BTreeSet::from([Property::new("video")]);
    desk.act("anna", Action::SetProperties { properties }).unwrap();
    let report = desk.report(SENSORS);
    let [Gap::ReasonFell(why)] = report.gaps.as_slice() else { panic!("{:?}", report.gaps) };
    assert!(why[0].german().contains("Kamera und Mikrofon"));
    assert_ne!(report.status, Status::Approved);
    assert!(matches!(desk.answer("anna", SENSORS, 0, because(NO_SENSORS)), Err(Refused::Answer(..))));
    let unknown = BTreeSet::from([Property::new("einhorn")]);
    assert!(matches!(
        desk.act("anna", Action::SetProperties { properties: unknown }),
        Err(Refused::UnknownProperty(_))
    ));
}

#[test]
fn extra_requirements_are_asked_only_with_very_high_need() {
    let item = "digav-2026-anlage-1/sx-01";
    let mut desk = Desk::new(LegalDate::Of2026);
    assert_eq!(desk.report(item).not_asked, Some(NotAsked::AnalysisOpen));
    desk.rate(ProtectionNeed::High);
    assert_eq!(desk.report(item).not_asked, Some(NotAsked::ProtectionNeed));
    desk.rate(ProtectionNeed::VeryHigh);
    assert_eq!(desk.report(item).status, Status::Open);
}

#[test]
fn the_second_access_is_asked_about_only_if_there_is_one() {
    let (has, note) = ("bmv-ae-anlage-31b-2021/31b-q2a", "bmv-ae-anlage-31b-2021/31b-q2b");
    let mut desk = Desk::new(LegalDate::Of2026);
    assert_eq!(desk.report(note).not_asked, Some(NotAsked::Product));
    let properties = BTreeSet::from([Property::new("video")]);
    desk.act("anna", Action::SetProperties { properties }).unwrap();
    assert_eq!(desk.report(note).not_asked, Some(NotAsked::Condition));
    desk.answer("anna", has, 0, Answer::Met).unwrap();
    assert_eq!(desk.report(note).status, Status::Open);
    desk.answer("anna", has, 0, because("")).unwrap();
    assert_eq!(desk.report(note).status, Status::NotAsked);
}

#[test]
fn the_guideline_concerns_what_the_product_has_and_not_the_text_of_2020() {
    let asked = |legal, have: &[&str], item: &str| {
        let mut desk = Desk::new(legal);
        let properties = have.iter().map(|id| Property::new(id)).collect();
        desk.act("anna", Action::SetProperties { properties }).unwrap();
        desk.report(item).not_asked.is_none()
    };
    let (mobile, web, backend) =
        ("tr-03161-1-mobile/o-purp-1", "tr-03161-2-web/o-purp-1", "tr-03161-3-backend/o-purp-1");
    let now = LegalDate::Of2026;
    assert_eq!([mobile, web, backend].map(|item| asked(now, &["video"], item)), [false, true, true]);
    assert_eq!(
        [mobile, web, backend].map(|item| asked(now, &["mobile-platform"], item)),
        [true, false, false]
    );
    assert!(!asked(LegalDate::Of2020, &["video"], web));
}
