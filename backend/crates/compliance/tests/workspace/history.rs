//! The history: folded again it gives the same workspace; touched anywhere it says so.

use heilsam_compliance::answer::Answer;
use heilsam_compliance::evidence::Outcome;
use heilsam_compliance::protection::ProtectionNeed;
use heilsam_compliance::workspace::history::Fault;
use heilsam_compliance::workspace::{Action, Entry, PersonId};
use heilsam_compliance::{LegalDate, Workspace};
use jiff::ToSpan as _;
use proptest::prelude::*;

use super::desk::{Desk, name};

const ITEM: &str = "digav-2026-anlage-1/ds-13";

fn worked() -> Desk {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.rate(ProtectionNeed::VeryHigh);
    for point in 1..=3 {
        desk.answer("anna", ITEM, point, Answer::Met).unwrap();
    }
    desk.run("shared-device", ITEM, Outcome::Passed).unwrap();
    desk.act("bert", Action::Comment { item: name(ITEM), text: "Bitte Beleg nennen".into() }).unwrap();
    desk.act("bert", Action::Assign { item: name(ITEM), to: PersonId::new("anna").ok() }).unwrap();
    desk.request("anna", ITEM).unwrap();
    desk.approve("bert", ITEM).unwrap();
    desk.field("anna", "10/groups/1/icd", "I10").unwrap();
    desk
}

#[test]
fn a_stored_history_gives_the_same_workspace() {
    let desk = worked();
    let text = serde_json::to_string(desk.workspace.history()).unwrap();
    let entries: Vec<Entry> = serde_json::from_str(&text).unwrap();
    let opened = Workspace::open(&desk.library, LegalDate::Of2026, entries).unwrap();
    assert_eq!(opened, desk.workspace);
    assert_eq!(opened.head(), desk.workspace.head());
}

#[test]
fn a_clock_that_steps_back_does_not_turn_history_around() {
    let mut desk = worked();
    let last = desk.workspace.history().last().unwrap().at;
    desk.now -= 24.hours();
    desk.act("anna", Action::Comment { item: name(ITEM), text: "später".into() }).unwrap();
    assert_eq!(desk.workspace.history().last().unwrap().at, last);
}

#[test]
fn everything_done_about_an_item_is_told_with_who_and_when() {
    let desk = worked();
    let item = name(ITEM);
    let told: Vec<String> = desk.workspace.history_of(&item).map(|entry| entry.by.to_string()).collect();
    assert_eq!(told, ["anna", "anna", "anna", "server", "bert", "bert", "anna", "bert"]);
    let other = name("digav-2026-anlage-1/ds-01");
    assert_eq!(desk.workspace.history_of(&other).count(), 0);
}

#[test]
fn the_form_of_an_entry_is_kept() {
    // Stored histories are verified for years: this text may only ever be added to.
    let desk = worked();
    insta::assert_snapshot!(serde_json::to_string_pretty(&desk.workspace.history()[5]).unwrap());
}

fn broken(entries: Vec<Entry>) -> Option<(u64, Fault)> {
    let library = heilsam_compliance::catalogue::builtin::library().unwrap();
    Workspace::open(&library, LegalDate::Of2026, entries).err().map(|broken| (broken.number, broken.fault))
}

#[test]
fn removed_moved_and_rewritten_entries_are_noticed() {
    let entries = worked().workspace.history().to_vec();
    let mut removed = entries.clone();
    removed.remove(3);
    assert_eq!(broken(removed), Some((4, Fault::Number)));
    let mut moved = entries.clone();
    moved.swap(2, 3);
    assert_eq!(broken(moved), Some((3, Fault::Number)));
    let mut other = entries.clone();
    other[6].by = PersonId::new("carl").unwrap();
    assert_eq!(broken(other), Some((7, Fault::Content)));
    // With its hash made to fit, the next entry does not continue it any more.
    let mut forged = entries.clone();
    let last = forged[5].clone();
    forged[6] =
        Entry::after(Some(&last), PersonId::new("carl").unwrap(), last.at, forged[6].action.clone()).unwrap();
    assert_eq!(broken(forged), Some((8, Fault::Chain)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_changed_character_is_noticed(at in any::<prop::sample::Index>(), to in "[a-z0-9]") {
        let desk = worked();
        let text = serde_json::to_string(desk.workspace.history()).unwrap();
        let positions: Vec<usize> = text
            .char_indices()
            .filter(|(_, c)| c.is_ascii_lowercase() || c.is_ascii_digit())
            .map(|(index, _)| index)
            .collect();
        let at = positions[at.index(positions.len())];
        prop_assume!(&text[at..=at] != to.as_str());
        let changed = format!("{}{to}{}", &text[..at], &text[at + 1..]);
        let Ok(entries) = serde_json::from_str::<Vec<Entry>>(&changed) else { return Ok(()) };
        // Another spelling of the same value (a field name with a default, a time with more digits) changes nothing.
        if entries != desk.workspace.history() {
            prop_assert!(Workspace::open(&desk.library, LegalDate::Of2026, entries).is_err());
        }
    }
}
