//! What is published, compared with purpose, functions and indications of the application (§ 9(2) DiGAV).

use dioxus::prelude::*;
use heilsam_compliance::application::consistency::compare;
use heilsam_compliance::workspace::Action;
use heilsam_compliance::workspace::records::PublishedText;

use super::acting::{Acting, Refusal, use_acting};
use super::application::printed;
use super::desk::{say, use_desk};
use super::drafts::Place;
use super::parts::beginning;
use super::routes::Route;
use crate::components::{Button, ButtonKind, Choice, Field, Kind, Notice, PageTitle, Shape, TextArea};
use crate::i18n::Words;
use crate::t;

/// What is typed: title, text, whether it must carry the purpose.
type Typed = (String, String, bool);

/// The page.
#[component]
pub fn Texts() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    rsx! {
        PageTitle { title: t!("texts-title"), lead: t!("texts-lead") }
        div { class: "stack-wide",
            Findings {}
            List {}
            if open.is_author() {
                Add {}
            } else {
                p { class: "soft", {t!("dossier-read-only")} }
            }
        }
    }
}

/// What does not fit, by place.
#[component]
fn Findings() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let records = open.workspace().records();
    if records.published().next().is_none() {
        return rsx! {};
    }
    let found: Vec<(String, Option<Route>, String)> =
        compare(open.workspace().application(), &records.to_compare())
            .into_iter()
            .map(|it| {
                let sentence = say(&it.message);
                match printed(&open, &it.place) {
                    Some(statement) => {
                        let place = t!("application-statement", number = statement.shown);
                        (place, Some(Route::EntryPage { number: it.place }), sentence)
                    }
                    None => (it.place, None, sentence),
                }
            })
            .collect();
    if found.is_empty() {
        return rsx! {
            Notice { kind: Kind::Success, id: "texts-found", title: t!("texts-nothing"), p { {t!("texts-by-person")} } }
        };
    }
    rsx! {
        Notice { kind: Kind::Warning, id: "texts-found", title: t!("texts-found", count = found.len()),
            ul {
                for (number , (place , route , sentence)) in found.into_iter().enumerate() {
                    li { key: "{number}",
                        if let Some(route) = route {
                            Link { to: route, "{place}" }
                        } else {
                            strong { "{place}" }
                        }
                        ": {sentence}"
                    }
                }
            }
            p { {t!("texts-by-person")} }
        }
    }
}

/// The texts that are kept.
#[component]
fn List() -> Element {
    let acting = use_acting();
    let desk = use_desk();
    let Some(open) = desk.open() else { return rsx! {} };
    let author = open.is_author();
    let texts: Vec<(String, PublishedText)> = open
        .workspace()
        .records()
        .published()
        .map(|(title, text)| (title.to_owned(), text.clone()))
        .collect();
    rsx! {
        section { class: "stack", "aria-labelledby": "texts-list-title",
            h2 { id: "texts-list-title", {t!("texts-list")} }
            if texts.is_empty() {
                p { class: "soft", {t!("texts-none")} }
            }
            ul { class: "card-list", id: "texts-list",
                for (title , text) in texts {
                    li { class: "card", key: "{title}",
                        h3 { "{title}" }
                        if text.carries_purpose {
                            p { class: "soft", {t!("texts-carries")} }
                        }
                        details {
                            summary { {beginning(&text.text, 90)} }
                            p { class: "written", "{text.text}" }
                        }
                        if author {
                            Change { title: title.clone(), text: text.clone(), acting }
                        }
                    }
                }
            }
            Refusal { acting, id: "texts-list-refused" }
        }
    }
}

/// Takes a text back into the form, or out of the list.
#[component]
fn Change(title: String, text: PublishedText, acting: Acting) -> Element {
    let desk = use_desk();
    let typed: Typed = (title.clone(), text.text, text.carries_purpose);
    let edit = move |()| {
        desk.drafts().keep_value(&Place::Published, Some(&typed));
        crate::browser::focus("text-body");
    };
    let removed = title.clone();
    let remove = move |()| {
        let action = Action::SetPublished { title: removed.clone(), text: None };
        acting.run(vec![action], || t!("texts-removed"), || {});
    };
    rsx! {
        div { class: "row",
            Button { kind: ButtonKind::Second, onpress: edit,
                {t!("texts-change")}
                span { class: "visually-hidden", ": {title}" }
            }
            Button { kind: ButtonKind::Quiet, busy: acting.busy(), onpress: remove,
                {t!("texts-remove")}
                span { class: "visually-hidden", ": {title}" }
            }
        }
    }
}

/// A new text, or a newer one in place of the one with the same title.
#[component]
fn Add() -> Element {
    let acting = use_acting();
    let desk = use_desk();
    let drafts = desk.drafts();
    let (title, text, carries) = drafts.value::<Typed>(&Place::Published).unwrap_or_default();
    let keep = move |typed: Typed| drafts.keep_value(&Place::Published, Some(&typed));
    let Some(open) = desk.open() else { return rsx! {} };
    let replaces = open.workspace().records().published().any(|(known, _)| known == title.trim());
    let save = (title.clone(), text.clone());
    let (for_title, for_text, for_carries) = (text.clone(), title.clone(), (title.clone(), text.clone()));
    rsx! {
        form { class: "card", "aria-labelledby": "text-add-title", novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                let (title, text) = save.clone();
                if title.trim().is_empty() || text.trim().is_empty() {
                    return acting.refuse(vec![Words::new(|| t!("texts-incomplete"))]);
                }
                let text = PublishedText { text: text.trim().to_owned(), carries_purpose: carries };
                let action = Action::SetPublished { title: title.trim().to_owned(), text: Some(text) };
                acting.run(vec![action], || t!("texts-saved"), move || drafts.keep(&Place::Published, String::new()));
            },
            h2 { id: "text-add-title", {t!("texts-add")} }
            Field { id: "text-title", label: t!("texts-name"), hint: t!("texts-name-hint"), value: title.clone(),
                oninput: move |it| keep((it, for_title.clone(), carries)),
            }
            TextArea { id: "text-body", label: t!("texts-body"), hint: t!("texts-body-hint"), rows: 8, value: text.clone(),
                oninput: move |it| keep((for_text.clone(), it, carries)),
            }
            Choice { id: "text-carries", name: "text-carries", label: t!("texts-must-carry"), detail: t!("texts-must-carry-hint"), checked: carries,
                onchange: move |on| keep((for_carries.0.clone(), for_carries.1.clone(), on)),
            }
            if replaces {
                Notice { p { {t!("texts-replaces")} } }
            }
            Refusal { acting, id: "text-refused" }
            div { class: "row",
                Button { id: "text-save", submit: true, icon: Shape::Check, busy: acting.busy(), {t!("texts-save")} }
            }
        }
    }
}
