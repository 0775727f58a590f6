//! Results on file and in the dossier.

use heilsam_backend::evidence::record::{Desk, Recorded};
use heilsam_backend::evidence::result::{CheckResult, Colour, FORMAT, Results, ResultsRefused, Signed};
use heilsam_backend::evidence::sign::EvidenceKey;
use heilsam_compliance::answer::{Answer, Place};
use heilsam_compliance::catalogue::{ItemRef, builtin};
use heilsam_compliance::checks;
use heilsam_compliance::checks::overview::{Urgency, overview};
use heilsam_compliance::evidence::{EvidenceId, Moment, Release};
use heilsam_compliance::workspace::action::ItemEdit;
use heilsam_compliance::workspace::{Action, PersonId, Refused};
use jiff::{SignedDuration, Timestamp};

use super::world::{World, world};

fn results(world: &World, check: &str, outcome: Colour, ended: Timestamp) -> Results {
    let result = CheckResult {
        check: check.to_owned(),
        check_version: "1".to_owned(),
        title: "x".to_owned(),
        started: ended - SignedDuration::from_secs(1),
        ended,
        expires: ended + SignedDuration::from_hours(24 * 30),
        outcome,
        findings: if outcome == Colour::Passed { vec![] } else { vec!["Etwas ist kaputt.".to_owned()] },
        seen: vec![],
        items: vec![],
    };
    Results {
        format: FORMAT.to_owned(),
        deployment: world.subject.keys.deployment_id(),
        url: world.subject.origin(),
        release: world.subject.build.release.clone(),
        started: ended,
        ended,
        checks: vec![result],
    }
}

#[tokio::test]
async fn a_file_that_was_changed_or_comes_from_elsewhere_is_refused() {
    let (world, other) = (world().await, world().await);
    let key = EvidenceKey::derive(&world.subject.keys);
    let signed = Signed::new(results(&world, "tls", Colour::Failed, world.subject.now), &key).unwrap();
    let text = serde_json::to_string_pretty(&signed).unwrap();
    assert_eq!(Signed::read(&text, &key).unwrap(), signed);
    let green = text.replace("\"failed\"", "\"passed\"");
    assert_ne!(green, text);
    assert_eq!(Signed::read(&green, &key), Err(ResultsRefused::Foreign));
    assert_eq!(Signed::read(&text, &EvidenceKey::derive(&other.subject.keys)), Err(ResultsRefused::Foreign));
    assert!(matches!(Signed::read("{}", &key), Err(ResultsRefused::Form(_))));
}

fn met(item: &ItemRef) -> Action {
    let answers = [(Place::WHOLE, Some(Answer::Met))].into_iter().collect();
    let edit =
        ItemEdit { base: 0, answers, explanation: Some("So gelöst, wie es im Handbuch steht.".to_owned()) };
    Action::EditItem { item: item.clone(), edit }
}

#[tokio::test]
async fn a_red_check_makes_met_impossible_until_a_later_run_is_green() {
    let world = world().await;
    let (store, id, now) = (&world.subject.store, world.subject.keys.deployment_id(), world.subject.now);
    let mut desk = Desk::open(store, id, now).await.unwrap();
    let recorded = desk.record(&results(&world, "withdrawal", Colour::Failed, now), now).await.unwrap();
    assert_eq!(recorded, Recorded { entries: 1, kept: 0 });

    // Another process reads the same history.
    let library = builtin::library().unwrap();
    let mut other = Desk::open(store, id, now).await.unwrap().workspace;
    let known = checks::builtin().unwrap();
    let check = known.iter().find(|check| check.id == "withdrawal").unwrap();
    let item = check.items_of(&library, other.legal()).remove(0);
    let anna = PersonId::new("anna").unwrap();
    let refused = other.act(&library, &anna, Moment::in_germany(now), met(&item)).unwrap_err();
    assert!(matches!(refused, Refused::Red { .. }), "{refused:?}");
    let red = EvidenceId(format!("withdrawal-{}", now.as_millisecond()));
    let unbind = Action::UnbindEvidence { item: item.clone(), evidence: red };
    let refused = other.act(&library, &anna, Moment::in_germany(now), unbind).unwrap_err();
    assert!(matches!(refused, Refused::Red { .. }), "taking it off would hide it: {refused:?}");

    let later = now + SignedDuration::from_secs(60);
    desk.record(&results(&world, "withdrawal", Colour::Passed, later), later).await.unwrap();
    let mut other = Desk::open(store, id, now).await.unwrap().workspace;
    other.act(&library, &anna, Moment::in_germany(later), met(&item)).unwrap();
}

#[tokio::test]
async fn a_run_that_could_not_look_does_not_replace_one_that_counts() {
    let world = world().await;
    let (store, id, now) = (&world.subject.store, world.subject.keys.deployment_id(), world.subject.now);
    let mut desk = Desk::open(store, id, now).await.unwrap();
    let blind = |at| results(&world, "tls", Colour::NotChecked, at);
    assert_eq!(desk.record(&blind(now), now).await.unwrap().entries, 1);
    let later = now + SignedDuration::from_secs(60);
    desk.record(&results(&world, "tls", Colour::Passed, later), later).await.unwrap();
    let again = later + SignedDuration::from_secs(60);
    assert_eq!(desk.record(&blind(again), again).await.unwrap(), Recorded { entries: 0, kept: 1 });
    // Another release makes it worthless: then the newest truth is that nobody looked.
    let mut other = blind(again);
    other.release = Release { version: "2".into(), commit: "x".into() };
    assert_eq!(desk.record(&other, again).await.unwrap().entries, 1);
}

#[tokio::test]
async fn the_overview_shows_what_to_do_first() {
    let world = world().await;
    let (store, id, now) = (&world.subject.store, world.subject.keys.deployment_id(), world.subject.now);
    let mut desk = Desk::open(store, id, now).await.unwrap();
    for (check, colour) in
        [("tls", Colour::Passed), ("canary", Colour::Failed), ("advisories", Colour::NotChecked)]
    {
        desk.record(&results(&world, check, colour, now), now).await.unwrap();
    }
    let (library, known) = (builtin::library().unwrap(), checks::builtin().unwrap());
    let lines = overview(&known, &library, &desk.workspace, Moment::in_germany(now));
    let of = |id: &str| lines.iter().find(|line| line.check.id == id).unwrap().urgency();
    assert_eq!(lines[0].check.id, "canary");
    assert_eq!((of("tls"), of("canary")), (Urgency::Green, Urgency::Red));
    assert_eq!((of("advisories"), of("kill")), (Urgency::NotChecked, Urgency::Never));
    let month = Moment::in_germany(now + SignedDuration::from_hours(24 * 31));
    let lines = overview(&known, &library, &desk.workspace, month);
    assert_eq!(lines.iter().find(|line| line.check.id == "tls").unwrap().urgency(), Urgency::Old);
}
