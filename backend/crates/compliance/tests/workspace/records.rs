//! Published texts, own catalogues and assessed changes: what is kept, and what is refused with which reason.

use heilsam_compliance::LegalDate;
use heilsam_compliance::Workspace;
use heilsam_compliance::answer::Answer;
use heilsam_compliance::application::edition::{Edition, edition};
use heilsam_compliance::catalogue::CatalogueId;
use heilsam_compliance::change::compare::{changed_items, changed_statements};
use heilsam_compliance::change::{ChangeAnswers, Influence, Outcome};
use heilsam_compliance::workspace::records::{AssessedChange, MAX_FILE, PublishedText};
use heilsam_compliance::workspace::{Action, Refused};
use jiff::civil::{Date, date};

use super::desk::{Desk, name, release};

const EXAMPLE: &str = include_str!("../../../../../assets/examples/own-catalogue.json");
const ITEM: &str = "haus-datenschutz/schulung-01";

fn no() -> Influence {
    Influence::No { reason: "Nur die Anzeige ändert sich.".into() }
}

fn change(version: &str, editorial: bool) -> AssessedChange {
    let answers = ChangeAnswers {
        other_directory: editorial,
        editorial,
        safety: no(),
        data_protection: no(),
        care_effects: no(),
        ..ChangeAnswers::default()
    };
    AssessedChange { release: release(version), since: 0, answers, components: Vec::new() }
}

fn assess(desk: &mut Desk, version: &str) -> u64 {
    desk.act("anna", Action::AssessChange { change: change(version, true) }).unwrap();
    desk.workspace.history().last().unwrap().number
}

fn tell(desk: &mut Desk, assessment: u64, on: Date) -> Result<(), Refused> {
    desk.act("anna", Action::GiveNotice { assessment, on })
}

fn add(desk: &mut Desk, text: &str) -> Result<(), Refused> {
    let action = Action::AddCatalogue { file: "eigen.json".into(), text: text.into() };
    desk.act("anna", action)?;
    desk.library = desk.workspace.records().library(&desk.library.clone()).unwrap();
    Ok(())
}

#[test]
fn an_assessment_is_kept_with_its_outcome_and_survives_the_history() {
    let mut desk = Desk::new(LegalDate::Of2026);
    let number = assess(&mut desk, "1.1");
    let (found, state) = desk.workspace.records().changes().next().unwrap();
    assert_eq!((found, state.outcome, state.told), (number, Outcome::SimpleNotice, None));
    let entries = desk.workspace.history().to_vec();
    let again = Workspace::open(&desk.library, LegalDate::Of2026, entries).unwrap();
    assert_eq!(again, desk.workspace);
    let quiet = Action::AssessChange { change: change("1.2", false) };
    desk.act("anna", quiet).unwrap();
    assert_eq!(desk.workspace.records().changes().last().unwrap().1.outcome, Outcome::None);
}

#[test]
fn four_simple_notices_a_year_and_no_fifth() {
    let mut desk = Desk::new(LegalDate::Of2026);
    for day in [date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5), date(2026, 5, 4)] {
        let number = assess(&mut desk, "1.1");
        tell(&mut desk, number, day).unwrap();
    }
    let number = assess(&mut desk, "1.5");
    assert_eq!(tell(&mut desk, number, date(2026, 5, 4)), Err(Refused::NoticesUsedUp));
    assert_eq!(tell(&mut desk, number, date(2026, 5, 5)), Err(Refused::NoticeInTheFuture));
    assert_eq!(tell(&mut desk, number, date(2025, 12, 30)), Ok(()), "another year has its own");
    assert_eq!(tell(&mut desk, number, date(2025, 12, 31)), Err(Refused::NothingToDo));
    assert_eq!(tell(&mut desk, 9_999, date(2026, 5, 4)), Err(Refused::UnknownChange));
}

#[test]
fn an_assessment_with_open_questions_or_without_a_release_is_refused() {
    let mut desk = Desk::new(LegalDate::Of2026);
    let mut open = change("1.1", true);
    open.answers.safety = Influence::Open;
    let refused = desk.act("anna", Action::AssessChange { change: open }).unwrap_err();
    assert_eq!(refused.messages()[0].id, "compliance-change-open");
    let nameless = change(" ", true);
    assert_eq!(desk.act("anna", Action::AssessChange { change: nameless }), Err(Refused::ReleaseMissing));
    let early = AssessedChange { since: 7, ..change("1.1", true) };
    assert_eq!(desk.act("anna", Action::AssessChange { change: early }), Err(Refused::UnknownBase));
}

#[test]
fn the_difference_of_two_states_names_statements_and_items() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.field("anna", "1/product/1/name", "Heilsam").unwrap();
    desk.answer("anna", "digav-2026-anlage-1/ds-02", 0, Answer::Met).unwrap();
    let before = u64::try_from(desk.workspace.history().len()).unwrap();
    desk.field("anna", "2/purpose/1/text", "Blutdruck verstehen.").unwrap();
    desk.answer("anna", "digav-2026-anlage-1/ds-03", 0, Answer::Met).unwrap();
    desk.state("anna", "digav-2026-anlage-1/ds-02").unwrap();
    let then = desk.workspace.as_of(&desk.library, before);
    assert_eq!(then.history().len(), 2);
    let entries = |workspace: &Workspace| {
        edition(&desk.library, LegalDate::Of2026, workspace.application(), Edition::Full)
    };
    let statements = changed_statements(&entries(&then), &entries(&desk.workspace));
    assert_eq!(statements.into_iter().collect::<Vec<_>>(), ["2"]);
    let items: Vec<_> = changed_items(&then, &desk.workspace).into_iter().collect();
    assert_eq!(items, [name("digav-2026-anlage-1/ds-02"), name("digav-2026-anlage-1/ds-03")]);
    assert!(changed_items(&desk.workspace, &desk.workspace).is_empty());
}

#[test]
fn an_own_catalogue_is_answered_like_the_others_and_stays_once_it_is() {
    let mut desk = Desk::new(LegalDate::Of2026);
    assert_eq!(desk.answer("anna", ITEM, 0, Answer::Met), Err(Refused::UnknownItem));
    add(&mut desk, EXAMPLE).unwrap();
    assert!(matches!(add(&mut desk, EXAMPLE), Err(Refused::Catalogue(_))), "its id is taken");
    let catalogue = CatalogueId::new("haus-datenschutz");
    desk.answer("anna", ITEM, 0, Answer::Met).unwrap();
    let remove = |catalogue: CatalogueId| Action::RemoveCatalogue { catalogue };
    assert_eq!(desk.act("anna", remove(catalogue)), Err(Refused::CatalogueUsed));
    assert_eq!(desk.act("anna", remove(CatalogueId::new("tr-03161-2-web"))), Err(Refused::UnknownItem));
}

#[test]
fn a_catalogue_nobody_worked_on_can_go() {
    let mut desk = Desk::new(LegalDate::Of2026);
    add(&mut desk, EXAMPLE).unwrap();
    let catalogue = CatalogueId::new("haus-datenschutz");
    desk.act("anna", Action::RemoveCatalogue { catalogue }).unwrap();
    assert_eq!(desk.workspace.records().own().count(), 0);
}

#[test]
fn faults_of_a_catalogue_are_told_with_their_places() {
    let mut desk = Desk::new(LegalDate::Of2026);
    let wrong = EXAMPLE.replace("\"haus-datenschutz\"", "\"digav-eigen\"").replace("\"number\": \"1\",", "");
    let refused = add(&mut desk, &wrong).unwrap_err();
    let told: Vec<String> = refused.messages().iter().map(heilsam_compliance::Message::german).collect();
    assert!(told.iter().any(|it| it.starts_with("id: ")), "{told:?}");
    assert!(told.iter().any(|it| it.contains("groups[0].items[0].number")), "{told:?}");
    let long = Action::AddCatalogue { file: "e.json".into(), text: " ".repeat(MAX_FILE + 1) };
    assert_eq!(desk.act("anna", long), Err(Refused::FileTooLong));
}

#[test]
fn published_texts_are_kept_by_title_and_taken_out() {
    let mut desk = Desk::new(LegalDate::Of2026);
    let text = |text: &str| Some(PublishedText { text: text.into(), carries_purpose: false });
    let set = |title: &str, text| Action::SetPublished { title: title.into(), text };
    desk.act("anna", set("Website", text("Eins."))).unwrap();
    desk.act("anna", set("Website", text("Zwei."))).unwrap();
    let kept: Vec<_> = desk.workspace.records().to_compare().iter().map(|it| it.text.to_owned()).collect();
    assert_eq!(kept, ["Zwei."]);
    assert_eq!(desk.act("anna", set(" ", text("x"))), Err(Refused::NothingToDo));
    assert_eq!(desk.act("anna", set("Website", text("Zwei."))), Err(Refused::NothingToDo));
    assert_eq!(desk.act("anna", set("Lang", text(&"x".repeat(MAX_FILE + 1)))), Err(Refused::FileTooLong));
    desk.act("anna", set("Website", None)).unwrap();
    assert_eq!(desk.workspace.records().published().count(), 0);
}
