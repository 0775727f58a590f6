//! Going over from the text of 2020 to that of 2026 and back.

use heilsam_compliance::LegalDate;
use heilsam_compliance::answer::{Answer, Content, Place};
use heilsam_compliance::protection::ProtectionNeed;
use heilsam_compliance::workspace::item::Carried;
use heilsam_compliance::workspace::status::{Gap, Status};
use heilsam_compliance::workspace::{Action, Refused};

use super::desk::{Desk, because, name};

fn content(desk: &Desk, item: &str) -> Content {
    desk.workspace
        .item(&name(item))
        .map(heilsam_compliance::workspace::ItemState::content)
        .unwrap_or_default()
}

fn switch(desk: &mut Desk, to: LegalDate) -> Result<(), Refused> {
    desk.act("anna", Action::SwitchLegalDate { to })
}

#[test]
fn where_the_text_is_the_same_answer_and_approval_stand() {
    let mut desk = Desk::new(LegalDate::Of2020);
    let (old, new) = ("digav-2020-anlage-1/ds-01", "digav-2026-anlage-1/ds-01");
    desk.answer("anna", old, 0, Answer::Met).unwrap();
    desk.state("anna", old).unwrap();
    desk.request("anna", old).unwrap();
    desk.approve("bert", old).unwrap();
    switch(&mut desk, LegalDate::Of2026).unwrap();
    assert_eq!(desk.report(new).status, Status::Approved);
    assert_eq!(desk.answer("anna", old, 0, Answer::Met), Err(Refused::UnknownItem));
}

#[test]
fn where_it_was_reworded_the_answer_is_kept_and_must_be_looked_at() {
    let mut desk = Desk::new(LegalDate::Of2020);
    let (old, new) = ("digav-2020-anlage-1/ds-34", "digav-2026-anlage-1/ds-34");
    desk.answer("anna", old, 0, Answer::Met).unwrap();
    desk.state("anna", old).unwrap();
    switch(&mut desk, LegalDate::Of2026).unwrap();
    assert!(desk.report(new).gaps.contains(&Gap::Reworded));
    assert_eq!(desk.request("anna", new), Err(Refused::Reworded));
    desk.answer("anna", new, 0, Answer::Met).unwrap();
    desk.request("anna", new).unwrap();
    desk.approve("bert", new).unwrap();
}

#[test]
fn points_are_carried_by_their_words() {
    let mut desk = Desk::new(LegalDate::Of2020);
    let (old, new) = ("digav-2020-anlage-1/si-15", "digav-2026-anlage-1/si-15");
    for point in 1..=4 {
        let text = format!("Gleichwertig gelöst, Punkt {point}");
        desk.answer("anna", old, point, Answer::Deviation { equivalence: text }).unwrap();
    }
    switch(&mut desk, LegalDate::Of2026).unwrap();
    // Only the last of the four points has the same words; it is the fifth now.
    let carried = content(&desk, new);
    assert_eq!(carried.answers.keys().collect::<Vec<_>>(), [&Place(5)]);
    assert!(
        matches!(&carried.answers[&Place(5)], Answer::Deviation { equivalence } if equivalence.ends_with("Punkt 4"))
    );
    let Some(Carried::Reworded { former }) = &desk.workspace.item(&name(new)).unwrap().carried else {
        panic!()
    };
    assert_eq!(former.answers.len(), 4);
}

#[test]
fn a_reason_that_is_printed_no_longer_is_not_carried() {
    let mut desk = Desk::new(LegalDate::Of2020);
    let (old, new) = ("digav-2020-anlage-1/si-01", "digav-2026-anlage-1/si-01");
    desk.answer("anna", old, 0, because("Das Antragsdatum liegt vor dem 1. Januar 2022.")).unwrap();
    switch(&mut desk, LegalDate::Of2026).unwrap();
    assert_eq!(content(&desk, new).answers.len(), 0);
    assert!(desk.workspace.item(&name(new)).unwrap().carried.is_some());
}

#[test]
fn dropped_answers_lead_to_the_new_item_and_are_there_after_going_back() {
    let mut desk = Desk::new(LegalDate::Of2020);
    desk.rate(ProtectionNeed::VeryHigh);
    let (old, new) = ("digav-2020-anlage-1/sx-02", "digav-2026-anlage-1/si-32a");
    desk.answer("anna", old, 0, Answer::Met).unwrap();
    let before = content(&desk, old);
    switch(&mut desk, LegalDate::Of2026).unwrap();
    let Some(Carried::New { former }) = &desk.workspace.item(&name(new)).unwrap().carried else { panic!() };
    assert_eq!(former, &[(name(old), before.clone())]);
    assert_eq!(content(&desk, new), Content::default());
    switch(&mut desk, LegalDate::Of2020).unwrap();
    assert_eq!(content(&desk, old), before);
    assert_eq!(switch(&mut desk, LegalDate::Of2020), Err(Refused::NothingToDo));
}
