//! Founding a practice, and calling it something else.

use dioxus::prelude::*;

use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Field, Kind, Notice, use_toasts};
use crate::practice::desk::team::use_team;
use crate::practice::desk::use_desk;
use crate::{browser, t};

/// Characters of a name.
pub(super) const NAME: u16 = 80;

/// Two names and one button; whoever presses it decides about members from then on.
#[component]
pub(super) fn Founding() -> Element {
    let (desk, team) = (use_desk(), use_team());
    let mut toasts = use_toasts();
    let mut name = use_signal(String::new);
    let mut own = use_signal(String::new);
    let mut missing = use_signal(|| None::<&'static str>);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    use_future(move || async move {
        let (practice, known) = (desk.master().await, desk.own_name().await);
        let (practice_empty, own_empty) = (name.peek().is_empty(), own.peek().is_empty());
        if let (Ok(master), true) = (practice, practice_empty) {
            name.set(master.practice);
        }
        if let (Ok(known), true) = (known, own_empty) {
            own.set(known);
        }
    });
    let found = move |event: FormEvent| {
        event.prevent_default();
        let fields = [("team-name", name()), ("team-own-name", own())];
        missing.set(fields.into_iter().find(|(_, text)| text.trim().is_empty()).map(|(id, _)| id));
        if let Some(id) = missing() {
            return browser::focus(id);
        }
        if busy() {
            return;
        }
        spawn(async move {
            busy.set(true);
            match desk.found_practice(name().trim(), own().trim()).await {
                Ok(()) => {
                    toasts.say(|| t!("team-founded"));
                    team.reload();
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let error = move |id: &str| (missing() == Some(id)).then(|| t!("field-missing"));
    rsx! {
        form { class: "stack", id: "team-found", novalidate: true, onsubmit: found,
            h2 { {t!("team-found-title")} }
            p { {t!("team-found-text")} }
            TroubleNotice { trouble: trouble() }
            Field { id: "team-name", label: t!("team-name"), value: name, maxlength: NAME, required: true, error: error("team-name"), oninput: move |it| name.set(it) }
            Field { id: "team-own-name", label: t!("team-own-name"), hint: t!("team-own-name-hint"), value: own, maxlength: NAME, required: true, error: error("team-own-name"), oninput: move |it| own.set(it) }
            Notice { kind: Kind::Info, p { {t!("team-found-main")} } }
            div { class: "actions",
                Button { id: "team-found-do", submit: true, busy: busy(), {t!("team-found-do")} }
            }
        }
    }
}

/// Another name for the practice.
#[component]
pub(super) fn Renaming(name: String) -> Element {
    let (desk, team) = (use_desk(), use_team());
    let mut toasts = use_toasts();
    let mut typed = use_signal(move || name);
    let mut missing = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let rename = move |event: FormEvent| {
        event.prevent_default();
        missing.set(typed().trim().is_empty());
        if missing() {
            return browser::focus("team-rename");
        }
        spawn(async move {
            match desk.rename_practice(typed().trim()).await {
                Ok(()) => {
                    trouble.set(None);
                    toasts.say(|| t!("team-renamed"));
                    team.reload();
                }
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    rsx! {
        details {
            summary { {t!("team-rename-title")} }
            form { class: "stack", novalidate: true, onsubmit: rename,
                TroubleNotice { trouble: trouble() }
                Field { id: "team-rename", label: t!("team-name"), value: typed, maxlength: NAME, required: true, error: missing().then(|| t!("field-missing")), oninput: move |it| typed.set(it) }
                div { class: "row",
                    Button { id: "team-rename-do", kind: ButtonKind::Second, submit: true, {t!("team-rename-do")} }
                }
            }
        }
    }
}
