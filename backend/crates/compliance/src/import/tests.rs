//! What a table may say, and what each row does.

use super::*;
use crate::LegalDate;
use crate::answer::{Answer, Place};
use crate::catalogue::{PermittedReason, builtin};
use crate::evidence::Moment;
use crate::workspace::action::ItemEdit;
use crate::workspace::{Action, PersonId};

const ANNEX: &str = "digav-2026-anlage-1";

fn table(rows: &[&[&str]]) -> Table {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

fn effects(workspace: &Workspace, rows: &[&[&str]]) -> Vec<Effect> {
    let library = builtin::library().unwrap();
    let head: &[&str] = &["Kennung", "Antwort", "Begründung", "Erläuterung"];
    let rows: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().copied()).collect();
    preview(&library, workspace, &table(&rows)).unwrap().rows.into_iter().map(|row| row.effect).collect()
}

fn answered() -> Workspace {
    let library = builtin::library().unwrap();
    let mut workspace = Workspace::new(LegalDate::Of2026);
    let anna = PersonId::new("anna").unwrap();
    let now = Moment::in_germany("2026-05-01T00:00:00Z".parse().unwrap());
    let answers = BTreeMap::from([(Place::WHOLE, Some(Answer::Met))]);
    let edit = ItemEdit { base: 0, answers, explanation: Some("So.".into()) };
    let item = ItemRef::new(ANNEX, "ds-02");
    workspace.act(&library, &anna, now, Action::EditItem { item, edit }).unwrap();
    workspace
}

#[test]
fn rows_are_matched_by_id_by_full_name_and_by_the_words_of_the_law() {
    let library = builtin::library().unwrap();
    let words = library.item(&ItemRef::new(ANNEX, "ds-03")).unwrap().2.text.clone();
    let rows = table(&[
        &["Unsere Liste", ""],
        &["ID", "Anlage", "Anforderung", "Antwort"],
        &["ds-02", "", "", "ja"],
        &["digav-2026-anlage-1/ds-04", "", "", "Erfüllt"],
        &["", "digav-2026-anlage-1", &words.to_uppercase(), "trifft zu"],
        &["", "", "", ""],
        &["ds-999", "", "", "ja"],
    ]);
    let found = preview(&library, &Workspace::new(LegalDate::Of2026), &rows).unwrap();
    let names: Vec<_> =
        found.rows.iter().map(|row| (row.line, row.item.as_ref().map(ToString::to_string))).collect();
    let item = |id: &str| Some(format!("{ANNEX}/{id}"));
    assert_eq!(names, [(3, item("ds-02")), (4, item("ds-04")), (5, item("ds-03")), (7, None)]);
    assert!(matches!(found.rows[0].effect, Effect::New(_)));
    assert_eq!(found.rows[3].effect, Effect::Unknown);
}

#[test]
fn what_stands_is_named_before_it_would_be_replaced() {
    let rows: [&[&str]; 4] = [
        &["ds-02", "zutreffend", "", "So."],
        &["ds-03", "", "", ""],
        &["ds-04", "ja", "", ""],
        &["ds-04", "nein", "", ""],
    ];
    let found = effects(&answered(), &rows);
    assert_eq!(found[0], Effect::Same);
    assert_eq!(found[1], Effect::Empty);
    assert!(matches!(found[2], Effect::New(_)));
    assert_eq!(found[3], Effect::Twice { line: 4 });
    let found = effects(&answered(), &[&["ds-02", "ja", "", "Anders."]]);
    let Effect::Replaces { edit, before } = &found[0] else { panic!("{found:?}") };
    assert_eq!((edit.explanation.as_deref(), before.explanation.as_str()), (Some("Anders."), "So."));
    assert!(edit.answers.is_empty(), "only what differs is written");
}

#[test]
fn a_wrong_reason_an_unknown_word_and_a_short_argument_are_refused_with_the_reason() {
    let library = builtin::library().unwrap();
    let id = |wanted: fn(&PermittedReason) -> bool| {
        let (catalogue, item) = library
            .answered(LegalDate::Of2026)
            .flat_map(|catalogue| catalogue.items().map(move |(_, item)| (catalogue, item)))
            .find(|(_, item)| {
                item.points.is_empty()
                    && matches!(&item.form, Form::Declaration { reason, .. } if wanted(reason))
            })
            .unwrap();
        format!("{}/{}", catalogue.id, item.id)
    };
    let fixed = id(|reason| matches!(reason, PermittedReason::Fixed(_)));
    let none = id(|reason| *reason == PermittedReason::None);
    let empty = Workspace::new(LegalDate::Of2026);
    let rows: [&[&str]; 5] = [
        &[&fixed, "nicht zutreffend", "keine Lust", ""],
        &[&none, "entfällt", "", ""],
        &["ds-04", "vielleicht", "", ""],
        &["ds-05", "Abweichung", "kurz", ""],
        &["ds-07", "7", "", ""],
    ];
    let ids: Vec<String> = effects(&empty, &rows)
        .into_iter()
        .map(|effect| match effect {
            Effect::Refused(messages) => messages[0].id.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    let expected = [
        "compliance-other-reason",
        "compliance-no-reason-permitted",
        "compliance-import-answer",
        "compliance-too-short",
        "compliance-wrong-form",
    ];
    assert_eq!(ids, expected);
    let printed = effects(&empty, &[&[&fixed, "nein", "", ""]]);
    assert!(matches!(&printed[0], Effect::New(_)), "the printed sentence may be left out: {printed:?}");
}

#[test]
fn a_filled_template_comes_back_point_by_point() {
    let library = builtin::library().unwrap();
    let catalogue = library.catalogue(&crate::catalogue::CatalogueId::new(ANNEX)).unwrap();
    let mut rows = template(catalogue);
    let empty = Workspace::new(LegalDate::Of2026);
    assert!(preview(&library, &empty, &rows).unwrap().rows.iter().all(|row| row.effect == Effect::Empty));
    let items = catalogue.items().count();
    let points: usize = catalogue.items().map(|(_, item)| item.points.len()).sum();
    assert_eq!(rows.len(), 1 + items + points);
    for row in rows.iter_mut().skip(1).filter(|row| !row[4].is_empty()) {
        row[6] = "zutreffend".to_owned();
    }
    let found = preview(&library, &empty, &rows).unwrap();
    let new = found.rows.iter().filter_map(|row| match &row.effect {
        Effect::New(edit) => Some(edit.answers.len()),
        _ => None,
    });
    assert_eq!((new.clone().sum::<usize>(), points > 0), (points, true));
    assert_eq!(new.count(), catalogue.items().filter(|(_, item)| !item.points.is_empty()).count());
}

/// A table on the points of one item: point, answer, reason, explanation.
fn on_points(rows: &[[&str; 4]]) -> Vec<Row> {
    let library = builtin::library().unwrap();
    let head: &[&str] = &["Kennung", "Anstrich", "Antwort", "Begründung", "Erläuterung"];
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|[point, rest @ ..]| [&["si-28", *point][..], rest.as_slice()].concat()).collect();
    let all: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).collect();
    preview(&library, &Workspace::new(LegalDate::Of2026), &table(&all)).unwrap().rows
}

#[test]
fn rows_on_the_points_of_an_item_are_one_edit_with_all_their_words() {
    let rows = on_points(&[
        ["", "ja", "", "Im Ganzen."],
        ["1", "", "", "Über TLS."],
        ["2", "Abweichung", "Ein vorgelagerter Dienst leistet dasselbe.", "Im Ganzen."],
        ["3", "", "", ""],
    ]);
    let [Row { line: 2, effect: Effect::New(edit), .. }] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!(edit.explanation.as_deref(), Some("Im Ganzen.\nAnstrich 1: Über TLS."));
    assert_eq!(edit.answers[&Place(1)], Some(Answer::Met));
    assert!(matches!(edit.answers[&Place(2)], Some(Answer::Deviation { .. })));
    assert!(edit.answers.len() > 3, "the row without a point speaks of the others");
}

#[test]
fn a_wrong_row_does_not_take_the_others_of_its_item_along() {
    let rows = on_points(&[
        ["", "vielleicht", "", ""],
        ["1", "ja", "", ""],
        ["1", "ja", "", ""],
        ["2", "nein", "", ""],
    ]);
    let effects: Vec<&Effect> = rows.iter().map(|row| &row.effect).collect();
    let [Effect::Refused(word), Effect::New(edit), Effect::Twice { line: 3 }, Effect::Refused(beside)] =
        effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert_eq!(word[0].id, "compliance-import-answer");
    assert_eq!(edit.answers.len(), 1);
    assert_eq!(beside[0].id, "compliance-import-beside");
}

#[test]
fn a_table_without_names_of_columns_is_refused() {
    let library = builtin::library().unwrap();
    let empty = Workspace::new(LegalDate::Of2026);
    assert_eq!(preview(&library, &empty, &table(&[&["ds-02", "ja"]])), Err(ImportRefused::NoColumns));
    assert_eq!(preview(&library, &empty, &Table::new()), Err(ImportRefused::NoColumns));
    let long = vec![vec!["x".to_owned()]; MAX_ROWS + 1];
    assert_eq!(preview(&library, &empty, &long), Err(ImportRefused::TooLong));
}
