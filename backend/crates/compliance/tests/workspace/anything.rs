//! Whatever three people and a server do in whatever order: what the rules promise holds after every step.

use std::collections::BTreeSet;

use heilsam_compliance::answer::Answer;
use heilsam_compliance::evidence::{Evidence, EvidenceId, Outcome};
use heilsam_compliance::property::Property;
use heilsam_compliance::workspace::item::Review;
use heilsam_compliance::workspace::status::Status;
use heilsam_compliance::workspace::{Action, PersonId};
use heilsam_compliance::{LegalDate, Workspace};
use proptest::prelude::*;

use super::desk::{Desk, because, name, release};

const PEOPLE: [&str; 3] = ["anna", "bert", "carl"];
const ITEMS: [&str; 3] =
    ["digav-2026-anlage-1/ds-01", "digav-2026-anlage-1/si-22", "digav-2026-anlage-1/ds-13"];
const NO_UPLOAD: &str = "Die digitale Gesundheitsanwendung erlaubt keinen Upload von Dateien.";

#[derive(Debug, Clone)]
enum Step {
    Answer { place: u8, met: bool },
    Explain { stale: bool, text: String },
    State,
    Run { passed: bool },
    Unbind,
    Request,
    Approve,
    Return,
    Resolve { take: bool },
    Upload(bool),
    Release(bool),
    Switch,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Answer { place: 0, met: true }),
        2 => (0..4_u8, any::<bool>()).prop_map(|(place, met)| Step::Answer { place, met }),
        2 => (any::<bool>(), "[a-c]{1,2}").prop_map(|(stale, text)| Step::Explain { stale, text }),
        2 => Just(Step::State),
        2 => any::<bool>().prop_map(|passed| Step::Run { passed }),
        1 => Just(Step::Unbind),
        5 => Just(Step::Request),
        6 => Just(Step::Approve),
        1 => Just(Step::Return),
        1 => any::<bool>().prop_map(|take| Step::Resolve { take }),
        1 => any::<bool>().prop_map(Step::Upload),
        1 => any::<bool>().prop_map(Step::Release),
        1 => Just(Step::Switch),
    ]
}

/// Does a step; a refusal is fine.
fn take(desk: &mut Desk, who: &str, item: &str, step: &Step) {
    let first = desk.workspace.item(&name(item)).and_then(|state| state.evidence.keys().next().cloned());
    let number = desk.workspace.item(&name(item)).and_then(|state| state.conflicts.first().map(|c| c.number));
    let _ = match step {
        Step::Answer { place, met: true } => desk.answer(who, item, *place, Answer::Met),
        Step::Answer { place, met: false } => desk.answer(who, item, *place, because(NO_UPLOAD)),
        Step::Explain { stale, text } => {
            let base = if *stale { 0 } else { desk.revision(item) };
            desk.explain_on(who, item, base, text)
        }
        Step::State => desk.state(who, item),
        Step::Run { passed: true } => desk.run("check", item, Outcome::Passed),
        Step::Run { passed: false } => desk.run("check", item, Outcome::Failed { finding: "rot".into() }),
        Step::Unbind => {
            let evidence = first.unwrap_or_else(|| EvidenceId("nichts".into()));
            desk.act(who, Action::UnbindEvidence { item: name(item), evidence })
        }
        Step::Request => desk.request(who, item),
        Step::Approve => desk.approve(who, item),
        Step::Return => desk
            .act(who, Action::Return { item: name(item), reason: "Bitte noch genauer beschreiben.".into() }),
        Step::Resolve { take } => desk.act(
            who,
            Action::ResolveConflict { item: name(item), conflict: number.unwrap_or(0), take_other: *take },
        ),
        Step::Upload(has) => {
            let properties = has.then(|| Property::new("file-upload")).into_iter().collect();
            desk.act(who, Action::SetProperties { properties })
        }
        Step::Release(first) => {
            desk.act(who, Action::SetRelease { release: release(if *first { "1.0" } else { "1.1" }) })
        }
        Step::Switch => {
            let to = if desk.workspace.legal() == LegalDate::Of2026 {
                LegalDate::Of2020
            } else {
                LegalDate::Of2026
            };
            desk.act(who, Action::SwitchLegalDate { to })
        }
    };
}

/// What an approved item must be.
fn promises(desk: &Desk, item: &str) -> Result<(), TestCaseError> {
    let reference = name(item);
    let Some(state) = desk.workspace.item(&reference) else { return Ok(()) };
    let content = state.content();
    let whole = content.answers.keys().any(|place| place.0 == 0);
    prop_assert!(!whole || content.answers.len() == 1, "whole item and points together");
    if desk.report(item).status != Status::Approved {
        return Ok(());
    }
    let Review::Approved { by, seen, .. } = &state.review else { panic!("approved without an approval") };
    prop_assert!(!state.contributors().contains(by), "own work approved");
    prop_assert_eq!(*seen, desk.digest(item));
    prop_assert!(state.conflicts.is_empty());
    prop_assert!(content.is_complete(desk.library.item(&reference).unwrap().2));
    let red = state
        .evidence
        .keys()
        .filter_map(|id| desk.workspace.evidence(id))
        .any(|evidence| matches!(evidence, Evidence::Check(run) if run.outcome != Outcome::Passed));
    prop_assert!(!(red && content.claims_met()), "met against a red check");
    let upload = desk.workspace.properties().contains(&Property::new("file-upload"));
    prop_assert!(!(upload && content.not_applicable() == Some(NO_UPLOAD)), "a reason that fell");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_promises_hold_after_every_step(
        steps in prop::collection::vec((0..3_usize, prop_oneof![4 => Just(0_usize), 1 => 0..3_usize], step()), 1..80),
    ) {
        let mut desk = Desk::new(LegalDate::Of2026);
        for (who, item, step) in &steps {
            take(&mut desk, PEOPLE[*who], ITEMS[*item], step);
            if desk.workspace.legal() == LegalDate::Of2026 {
                for item in ITEMS {
                    promises(&desk, item)?;
                }
            }
        }
        let entries = desk.workspace.history().to_vec();
        let opened = Workspace::open(&desk.library, LegalDate::Of2026, entries).unwrap();
        prop_assert_eq!(&opened, &desk.workspace);
        let known: BTreeSet<PersonId> = PEOPLE.iter().chain(&["server"]).filter_map(|id| PersonId::new(id).ok()).collect();
        prop_assert!(opened.people().into_iter().all(|person| known.contains(person)));
    }
}

#[test]
fn the_steps_above_do_reach_an_approval() {
    // A property about states that never occur would hold for ever.
    let mut desk = Desk::new(LegalDate::Of2026);
    let steps = [Step::Answer { place: 0, met: true }, Step::State, Step::Request];
    steps.iter().for_each(|step| take(&mut desk, "anna", ITEMS[0], step));
    take(&mut desk, "bert", ITEMS[0], &Step::Approve);
    assert_eq!(desk.report(ITEMS[0]).status, Status::Approved);
}
