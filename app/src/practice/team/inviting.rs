//! The main user invites: a code is handed over from person to person, and whoever accepts waits to be released.

use dioxus::prelude::*;

use super::founding::NAME;
use crate::account::about::role_text;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Badge, Button, ButtonKind, Field, Kind, Notice, Shape, use_toasts};
use crate::practice::desk::team::{Accepted, JoiningView, PracticeView, use_team};
use crate::practice::desk::use_desk;
use crate::{browser, format, t};

/// How often answers are looked for, in milliseconds.
const EVERY: i32 = 10_000;

/// The form, and every invitation that is open.
#[component]
pub(super) fn Inviting(practice: PracticeView) -> Element {
    let (desk, team) = (use_desk(), use_team());
    let mut name = use_signal(String::new);
    let mut missing = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    use_future(move || async move {
        loop {
            browser::sleep(EVERY).await;
            team.reload();
        }
    });
    let invite = move |event: FormEvent| {
        event.prevent_default();
        missing.set(name().trim().is_empty());
        if missing() {
            return browser::focus("team-invite-name");
        }
        if busy() {
            return;
        }
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match desk.invite_member(name().trim()).await {
                Ok(()) => {
                    name.set(String::new());
                    team.reload();
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        section { class: "stack", "aria-labelledby": "team-invite-title",
            h2 { id: "team-invite-title", {t!("team-invite-title")} }
            p { {t!("team-invite-text")} }
            if !practice.joinings.is_empty() {
                ul { class: "card-list", id: "team-joinings",
                    for joining in practice.joinings.clone() {
                        li { key: "{joining.id}", class: "card",
                            Open { joining }
                        }
                    }
                }
            }
            form { class: "stack", novalidate: true, onsubmit: invite,
                TroubleNotice { trouble: trouble() }
                Field { id: "team-invite-name", label: t!("team-invite-name"), hint: t!("team-invite-name-hint"), value: name, maxlength: NAME, error: missing().then(|| t!("field-missing")), oninput: move |it| name.set(it) }
                div { class: "row",
                    Button { id: "team-invite-do", submit: true, kind: ButtonKind::Second, icon: Shape::Add, busy: busy(), {t!("team-invite-do")} }
                }
            }
        }
    }
}

/// One open invitation: its code until somebody accepts, then who it is.
#[component]
fn Open(joining: JoiningView) -> Element {
    let (desk, team) = (use_desk(), use_team());
    let mut toasts = use_toasts();
    let id = joining.id;
    let release = move |()| {
        spawn(async move {
            match desk.release_member(id).await {
                Ok(()) => toasts.say(|| t!("team-released")),
                Err(error) => toasts.say(move || error.text()),
            }
            team.reload();
        });
    };
    let take_back = move |()| {
        spawn(async move {
            match desk.take_back_joining(id).await {
                Ok(()) => toasts.say(|| t!("team-taken-back")),
                Err(error) => toasts.say(move || error.text()),
            }
            team.reload();
        });
    };
    let name = joining.name.clone();
    rsx! {
        div { class: "row-apart",
            h3 { "{name}" }
            if joining.answer.is_none() {
                Badge { icon: Shape::Clock, {t!("team-until", day = format::day(joining.expires_at))} }
            }
        }
        match joining.answer.clone() {
            None => rsx! {
                p { {t!("team-code-text")} }
                p { class: "soft", {t!("team-code-where")} }
                code { class: "code-block", "{joining.code}" }
                Copy { code: joining.code.clone() }
            },
            Some(Accepted::ByCode { name: said, role }) => rsx! {
                Notice { kind: Kind::Success, announce: true, title: t!("team-accepted-title", name = said),
                    p { {t!("team-accepted-text", role = role_text(role))} }
                }
                div { class: "row",
                    Button { id: "team-release-{id}", icon: Shape::Check, onpress: release,
                        {t!("team-release")}
                        span { class: "visually-hidden", ": {name}" }
                    }
                }
            },
            Some(Accepted::Forged) => rsx! {
                Notice { kind: Kind::Danger, announce: true, title: t!("team-forged-title"), p { {t!("team-forged-text")} } }
            },
        }
        div { class: "row",
            Button { kind: ButtonKind::Quiet, onpress: take_back,
                {t!("team-take-back")}
                span { class: "visually-hidden", ": {name}" }
            }
        }
    }
}

#[component]
fn Copy(code: String) -> Element {
    let mut toasts = use_toasts();
    rsx! {
        div { class: "row",
            Button {
                kind: ButtonKind::Second,
                icon: Shape::Copy,
                onpress: move |()| {
                    let code = code.clone();
                    spawn(async move {
                        let done = browser::copy(&code).await;
                        toasts.say(move || if done { t!("team-code-copied") } else { t!("team-code-not-copied") });
                    });
                },
                {t!("team-code-copy")}
            }
        }
    }
}
