//! Answers from a table: what each row would do is shown first, and nothing that stands is replaced unless it is ticked.

mod sheet;

use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_compliance::answer::Content;
use heilsam_compliance::import::{Effect, Row, Table, preview, template};
use heilsam_compliance::workspace::Action;
use heilsam_compliance::workspace::action::ItemEdit;

use self::sheet::SheetRefused;
use super::acting::{HowFar, Refusal, use_acting};
use super::desk::{Open, say, use_desk};
use super::item::conflict::answer_text;
use super::item::{find, heading, to};
use crate::components::{Button, ButtonKind, Choice, FileField, Kind, Loading, Notice, PageTitle, Shape};
use crate::i18n::Words;
use crate::{browser, t};

fn refused(why: SheetRefused) -> String {
    match why {
        SheetRefused::TooLarge => t!("import-too-large"),
        SheetRefused::TooLong => t!("import-too-long"),
        SheetRefused::NoTable => t!("import-no-table"),
        SheetRefused::OldExcel => t!("import-old-excel"),
    }
}

/// The page.
#[component]
pub fn Import() -> Element {
    let acting = use_acting();
    let desk = use_desk();
    let mut table = use_signal(|| None::<Table>);
    let mut wanted = use_signal(BTreeSet::<usize>::new);
    let mut reading = use_signal(|| false);
    let mut done = use_signal(|| None::<usize>);
    // Compared again whenever the dossier changes: what was taken is no longer new, whoever took it.
    let shown = use_memo(move || {
        let open = desk.open()?;
        Some(preview(&open.library, open.workspace(), table.read().as_ref()?).ok()?.rows)
    });
    let Some(open) = desk.open() else { return rsx! {} };
    let read = move |event: FormEvent| async move {
        let Some(file) = event.files().into_iter().next() else { return };
        reading.set(true);
        table.set(None);
        done.set(None);
        acting.refuse(Vec::new());
        let bytes = file.read_bytes().await;
        reading.set(false);
        let Some(open) = desk.open() else { return };
        let Ok(bytes) = bytes else { return acting.refuse(vec![Words::new(|| t!("evidence-file-unread"))]) };
        match sheet::read(&bytes) {
            Err(why) => acting.refuse(vec![Words::new(move || refused(why))]),
            Ok(rows) => match preview(&open.library, open.workspace(), &rows) {
                Err(why) => acting.refuse(vec![why.message().into()]),
                Ok(found) => {
                    let new = found.rows.iter().filter(|row| matches!(row.effect, Effect::New(_)));
                    wanted.set(new.map(|row| row.line).collect());
                    table.set(Some(rows));
                }
            },
        }
    };
    let chosen = move || -> Vec<Action> {
        let (found, wanted) = (shown.read(), wanted.read());
        let rows = found.iter().flatten().filter(|row| wanted.contains(&row.line));
        rows.filter_map(action).collect()
    };
    let take = move || {
        let actions = chosen();
        let count = actions.len();
        acting.run(
            actions,
            move || t!("import-taken", count = count),
            move || {
                table.set(None);
                done.set(Some(count));
            },
        );
    };
    let author = open.is_author();
    rsx! {
        PageTitle { title: t!("import-title"), lead: t!("import-lead") }
        div { class: "stack-wide",
            if !author {
                p { class: "soft", {t!("dossier-read-only")} }
            }
            Templates {}
            if author {
                section { class: "card", "aria-labelledby": "import-file-title",
                    h2 { id: "import-file-title", {t!("import-file")} }
                    FileField { id: "import-file", label: t!("import-file-label"), hint: t!("import-file-hint"), accept: ".csv,.xlsx,.txt", onchange: read }
                    if reading() {
                        Loading {}
                    }
                    Refusal { acting, id: "import-refused" }
                    if let Some(count) = done() {
                        Notice { kind: Kind::Success, announce: true, id: "import-done", p { {t!("import-done", count = count)} } }
                    }
                }
                if let Some(found) = shown() {
                    Shown { found, wanted }
                    div { class: "row",
                        Button { id: "import-take", icon: Shape::Check, busy: acting.busy(),
                            waits_for: chosen().is_empty().then(|| t!("import-nothing-chosen")),
                            onpress: move |()| take(),
                            {t!("import-take", count = chosen().len())}
                        }
                        Button { kind: ButtonKind::Quiet, onpress: move |()| table.set(None), {t!("evidence-cancel")} }
                    }
                    HowFar { acting, id: "import-progress" }
                }
            }
        }
    }
}

/// What choosing a row does.
fn action(row: &Row) -> Option<Action> {
    match (&row.item, &row.effect) {
        (Some(item), Effect::New(edit) | Effect::Replaces { edit, .. }) => {
            Some(Action::EditItem { item: item.clone(), edit: edit.clone() })
        }
        _ => None,
    }
}

/// A table to fill in for each catalogue.
#[component]
fn Templates() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let catalogues: Vec<(String, String)> = open
        .library
        .answered(open.workspace().legal())
        .map(|it| (it.id.to_string(), it.title.clone()))
        .collect();
    rsx! {
        section { class: "card", "aria-labelledby": "templates-title",
            h2 { id: "templates-title", {t!("import-templates")} }
            p { {t!("import-templates-hint")} }
            ul { class: "items",
                for (id , title) in catalogues {
                    li { key: "{id}",
                        span { lang: "de", "{title}" }
                        Button { id: "template-{id}", kind: ButtonKind::Second, icon: Shape::Download,
                            onpress: {
                                let (open, id) = (open.clone(), id.clone());
                                move |()| {
                                    let found = open.library.catalogues().find(|it| it.id.as_str() == id);
                                    if let Some(found) = found {
                                        let csv = sheet::to_csv(&template(found));
                                        let _ = browser::offer_file(&format!("vorlage-{id}.csv"), "text/csv", &csv);
                                    }
                                }
                            },
                            {t!("import-template")}
                            span { class: "visually-hidden", ": {title}" }
                        }
                    }
                }
            }
        }
    }
}

/// Rows by what they would do.
#[component]
fn Shown(found: Vec<Row>, wanted: Signal<BTreeSet<usize>>) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let of = |fits: fn(&Effect) -> bool| found.iter().filter(move |row| fits(&row.effect));
    let new: Vec<Row> = of(|it| matches!(it, Effect::New(_))).cloned().collect();
    let replacing: Vec<Row> = of(|it| matches!(it, Effect::Replaces { .. })).cloned().collect();
    let wrong: Vec<(usize, String, Vec<String>)> = found
        .iter()
        .filter_map(|row| {
            let why = match &row.effect {
                Effect::Refused(messages) => messages.iter().map(say).collect(),
                Effect::Unknown => vec![t!("import-unknown")],
                Effect::Twice { line } => vec![t!("import-twice", line = *line)],
                Effect::New(_) | Effect::Replaces { .. } | Effect::Same | Effect::Empty => return None,
            };
            Some((row.line, row.name.clone(), why))
        })
        .collect();
    let same = of(|it| *it == Effect::Same).count();
    let empty = of(|it| *it == Effect::Empty).count();
    rsx! {
        section { class: "stack", id: "import-preview", "aria-labelledby": "import-preview-title",
            h2 { id: "import-preview-title", {t!("import-preview")} }
            p { role: "status", {t!("import-counts", new = new.len(), replacing = replacing.len(), wrong = wrong.len(), same = same, empty = empty)} }
            if !replacing.is_empty() {
                fieldset { class: "stack", id: "import-replacing",
                    legend { class: "field-label", {t!("import-replacing", count = replacing.len())} }
                    p { class: "soft", {t!("import-replacing-hint")} }
                    for row in replacing {
                        {one(&open, &row, wanted)}
                    }
                }
            }
            if !wrong.is_empty() {
                section { class: "stack", "aria-labelledby": "import-wrong-title",
                    h3 { id: "import-wrong-title", {t!("import-wrong", count = wrong.len())} }
                    ul { class: "card-list", id: "import-wrong",
                        for (line , name , why) in wrong {
                            li { class: "card", key: "{line}",
                                p { strong { {t!("import-line", line = line, name = name)} } }
                                for sentence in why {
                                    p { key: "{sentence}", "{sentence}" }
                                }
                            }
                        }
                    }
                }
            }
            if !new.is_empty() {
                fieldset { class: "stack", id: "import-new",
                    legend { class: "field-label", {t!("import-new", count = new.len())} }
                    for row in new {
                        {one(&open, &row, wanted)}
                    }
                }
            }
        }
    }
}

fn one(open: &Open, row: &Row, mut wanted: Signal<BTreeSet<usize>>) -> Element {
    let Some(item) = &row.item else { return rsx! {} };
    let title = find(open, item).map_or_else(|| item.to_string(), |found| heading(found.item));
    let line = row.line;
    let (edit, before) = match &row.effect {
        Effect::New(edit) => (edit, None),
        Effect::Replaces { edit, before } => (edit, Some(content_text(before))),
        Effect::Same | Effect::Empty | Effect::Unknown | Effect::Twice { .. } | Effect::Refused(_) => {
            return rsx! {};
        }
    };
    let after = edit_text(edit);
    let route = to(item);
    let checked = wanted.read().contains(&line);
    rsx! {
        div { class: "stack", key: "{line}",
            Choice { id: "import-row-{line}", name: "import-row-{line}", label: t!("import-line", line = line, name = title), checked,
                onchange: move |on| {
                    let mut wanted = wanted.write();
                    if on { wanted.insert(line); } else { wanted.remove(&line); }
                },
                if let Some(before) = before {
                    span { class: "choice-detail", {t!("import-before", text = before)} }
                }
                span { class: "choice-detail", {t!("import-after", text = after)} }
            }
            p { class: "soft", Link { to: route, {t!("import-to-item")} } }
        }
    }
}

fn content_text(content: &Content) -> String {
    let said = content.answers.values().map(answer_text);
    let explained = (!content.explanation.is_empty()).then(|| content.explanation.clone());
    said.chain(explained).collect::<Vec<_>>().join(" · ")
}

fn edit_text(edit: &ItemEdit) -> String {
    let mut said: Vec<String> = edit.answers.values().flatten().map(answer_text).collect();
    said.dedup();
    said.into_iter().chain(edit.explanation.clone()).collect::<Vec<_>>().join(" · ")
}
