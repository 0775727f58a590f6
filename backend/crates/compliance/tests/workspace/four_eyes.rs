//! Nobody approves their own work, and an approval holds exactly what was seen.

use heilsam_compliance::LegalDate;
use heilsam_compliance::answer::Answer;
use heilsam_compliance::evidence::Outcome;
use heilsam_compliance::workspace::status::{Gap, Status};
use heilsam_compliance::workspace::{Action, Refused};

use super::desk::{Desk, name, release};

const ITEM: &str = "digav-2026-anlage-1/ds-01";

fn ready() -> Desk {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.answer("anna", ITEM, 0, Answer::Met).unwrap();
    desk.state("anna", ITEM).unwrap();
    desk.request("anna", ITEM).unwrap();
    desk
}

#[test]
fn an_answer_with_evidence_is_approved_by_somebody_else() {
    let mut desk = ready();
    assert_eq!(desk.report(ITEM).status, Status::InReview);
    assert_eq!(desk.approve("anna", ITEM), Err(Refused::OwnWork));
    desk.approve("bert", ITEM).unwrap();
    assert_eq!(desk.report(ITEM).status, Status::Approved);
    assert_eq!(desk.report(ITEM).gaps, []);
}

#[test]
fn who_only_bound_the_evidence_cannot_approve_either() {
    let mut desk = ready();
    desk.state("bert", ITEM).unwrap();
    assert_eq!(desk.approve("bert", ITEM), Err(Refused::OwnWork));
    desk.approve("carl", ITEM).unwrap();
}

#[test]
fn without_a_request_or_evidence_there_is_no_approval() {
    let mut desk = Desk::new(LegalDate::Of2026);
    assert_eq!(desk.request("anna", ITEM), Err(Refused::Incomplete));
    desk.answer("anna", ITEM, 0, Answer::Met).unwrap();
    assert_eq!(desk.request("anna", ITEM), Err(Refused::EvidenceMissing));
    assert_eq!(desk.approve("bert", ITEM), Err(Refused::NotRequested));
}

#[test]
fn what_changed_under_the_reviewers_eyes_is_not_approved() {
    let mut desk = ready();
    let seen = desk.digest(ITEM);
    desk.explain_on("anna", ITEM, desk.revision(ITEM), "Doch anders").unwrap();
    desk.request("anna", ITEM).unwrap();
    assert_eq!(desk.act("bert", Action::Approve { item: name(ITEM), seen }), Err(Refused::ChangedSince));
}

#[test]
fn every_change_of_answer_or_evidence_makes_an_approval_fall() {
    let changes: [fn(&mut Desk); 4] = [
        |desk| desk.explain_on("anna", ITEM, desk.revision(ITEM), "Ergänzt").unwrap(),
        |desk| {
            let deviation = Answer::Deviation { equivalence: "Auf anderem Weg ebenso sicher".into() };
            desk.answer("anna", ITEM, 0, deviation).unwrap();
        },
        |desk| desk.state("dora", ITEM).unwrap(),
        |desk| desk.run("tls", ITEM, Outcome::Passed).unwrap(),
    ];
    for change in changes {
        let mut desk = ready();
        desk.approve("bert", ITEM).unwrap();
        change(&mut desk);
        assert_eq!(desk.report(ITEM).gaps, [Gap::ApprovalFell]);
        assert_ne!(desk.report(ITEM).status, Status::Approved);
    }
}

#[test]
fn a_repeated_green_run_keeps_the_approval_and_another_release_does_not() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.act("anna", Action::SetRelease { release: release("1.0") }).unwrap();
    desk.answer("anna", ITEM, 0, Answer::Met).unwrap();
    desk.run("tls", ITEM, Outcome::Passed).unwrap();
    desk.request("anna", ITEM).unwrap();
    desk.approve("bert", ITEM).unwrap();
    desk.run("tls", ITEM, Outcome::Passed).unwrap();
    assert_eq!(desk.report(ITEM).status, Status::Approved);
    desk.act("anna", Action::SetRelease { release: release("1.1") }).unwrap();
    assert!(matches!(desk.report(ITEM).gaps.as_slice(), [Gap::Stale(_)]));
    assert_ne!(desk.report(ITEM).status, Status::Approved);
}

#[test]
fn a_returned_answer_says_why_and_waits_for_its_author() {
    let mut desk = ready();
    let short = Action::Return { item: name(ITEM), reason: "nein".into() };
    assert!(matches!(desk.act("bert", short), Err(Refused::Text(_))));
    let reason = "Bitte nennen Sie das Verzeichnis.".to_owned();
    desk.act("bert", Action::Return { item: name(ITEM), reason }).unwrap();
    let report = desk.report(ITEM);
    assert_eq!((report.status, report.gaps.as_slice()), (Status::Returned, [Gap::Returned].as_slice()));
    assert_eq!(report.waits_for.unwrap().to_string(), "anna");
}

#[test]
fn two_people_at_one_item_lose_nothing_and_must_decide() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.explain_on("anna", ITEM, 0, "Von Anna").unwrap();
    desk.explain_on("bert", ITEM, 0, "Von Bert").unwrap();
    desk.answer("carl", ITEM, 0, Answer::Met).unwrap();
    desk.state("carl", ITEM).unwrap();
    let state = desk.workspace.item(&name(ITEM)).unwrap();
    assert_eq!(state.content().explanation, "Von Anna");
    assert_eq!(state.conflicts.len(), 1);
    assert_eq!(desk.request("carl", ITEM), Err(Refused::ConflictOpen));
    assert!(desk.report(ITEM).gaps.contains(&Gap::Conflict));
    desk.act("carl", Action::ResolveConflict { item: name(ITEM), conflict: 1, take_other: true }).unwrap();
    assert_eq!(desk.workspace.item(&name(ITEM)).unwrap().content().explanation, "Von Bert");
    desk.request("carl", ITEM).unwrap();
    // Bert's text was taken: he is one of the authors.
    assert_eq!(desk.approve("bert", ITEM), Err(Refused::OwnWork));
    let again = Action::ResolveConflict { item: name(ITEM), conflict: 1, take_other: true };
    assert_eq!(desk.act("carl", again), Err(Refused::NoSuchConflict));
}

#[test]
fn an_edit_on_a_state_that_never_was_is_refused() {
    let mut desk = ready();
    assert_eq!(desk.explain_on("bert", ITEM, 999, "x"), Err(Refused::UnknownBase));
}
