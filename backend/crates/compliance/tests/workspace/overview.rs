//! The overview: nothing done is all open, gaps first, expiring, and who is waited for.

use heilsam_compliance::answer::Answer;
use heilsam_compliance::catalogue::CatalogueId;
use heilsam_compliance::evidence::Outcome;
use heilsam_compliance::overview::{Overview, overview};
use heilsam_compliance::protection::ProtectionNeed;
use heilsam_compliance::search::{Hit, search};
use heilsam_compliance::workspace::status::Gap;
use heilsam_compliance::workspace::{Action, PersonId};
use heilsam_compliance::{Digest, LegalDate};

use super::desk::{Desk, name};

const TLS: &str = "digav-2026-anlage-1/ds-15";

fn look(desk: &Desk) -> Overview {
    overview(&desk.library, &desk.workspace, desk.moment())
}

#[test]
fn on_the_first_day_everything_is_open() {
    let desk = Desk::new(LegalDate::Of2026);
    let seen = look(&desk);
    let annex = seen.of(&CatalogueId::new("digav-2026-anlage-1"));
    assert_eq!((annex.asked, annex.open, annex.approved), (84, 84, 0));
    assert_eq!(seen.missing_scenarios.len(), 5);
    assert!(!seen.is_complete());
    assert_eq!(desk.workspace.head(), Digest::ZERO);
}

#[test]
fn a_normal_protection_need_takes_six_items_off_the_list() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.rate(ProtectionNeed::Normal);
    let annex = look(&desk).of(&CatalogueId::new("digav-2026-anlage-1"));
    assert_eq!((annex.asked, annex.not_asked), (78, 6));
}

#[test]
fn the_most_urgent_gap_stands_first_and_names_who_is_waited_for() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.act("anna", Action::Assign { item: name(TLS), to: PersonId::new("dora").ok() }).unwrap();
    desk.answer("anna", TLS, 0, Answer::Met).unwrap();
    desk.run("tls", TLS, Outcome::Failed { finding: "TLS 1.0".into() }).unwrap();
    let seen = look(&desk);
    assert_eq!(seen.open[0].item, name(TLS));
    assert!(matches!(seen.open[0].gaps[0], Gap::Red(_)));
    assert_eq!(seen.open[0].waits_for, PersonId::new("dora").ok());
    assert_eq!(seen.waiting[&PersonId::new("dora").ok()], 1);
}

#[test]
fn among_equal_gaps_the_earliest_due_day_comes_first() {
    let mut desk = Desk::new(LegalDate::Of2026);
    let item = "digav-2026-anlage-2/ps-06";
    desk.act("anna", Action::SetDue { item: name(item), on: "2026-06-01".parse().ok() }).unwrap();
    assert_eq!(look(&desk).open[0].item, name(item));
}

#[test]
fn what_expires_soon_is_listed_with_the_items_that_lose_their_proof() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.run("tls", TLS, Outcome::Passed).unwrap();
    let seen = look(&desk);
    assert_eq!(seen.expiring.len(), 1);
    assert_eq!(seen.expiring[0].items, [name(TLS)]);
}

#[test]
fn written_words_and_comments_are_found() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.explain_on("anna", TLS, 0, "Zwiebelschale aus drei Schichten").unwrap();
    desk.field("anna", "2/purpose/1/text", "Zwiebelschale der Therapie").unwrap();
    let hits = search(&desk.library, &desk.workspace, "zwiebelschale");
    assert_eq!(hits.len(), 2);
    assert_eq!(hits[0], Hit::Item(name(TLS)));
}
