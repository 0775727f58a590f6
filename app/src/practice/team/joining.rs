//! Becoming a member: the code from the main user, then who one is, then waiting to be released.

use dioxus::prelude::*;
use heilsam_domain::EnrolmentCode;

use super::founding::NAME;
use crate::account::access::use_account;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Field, FieldKind, Kind, Notice, PageTitle, Shape};
use crate::i18n::Words;
use crate::practice::desk::team::{Belonging, Offer, use_team};
use crate::practice::desk::use_desk;
use crate::practice::routes::Route;
use crate::{browser, t};

/// How often the release is looked for, in milliseconds.
const EVERY: i32 = 10_000;

/// The steps of joining. `inside` another page there is no title of its own.
#[component]
pub fn Joining(#[props(default)] inside: bool) -> Element {
    let (account, team) = (use_account(), use_team());
    let navigator = use_navigator();
    // Whoever registered with the code does not type it twice.
    let typed = use_signal(|| account.joining_code().map(|code| code.expose()).unwrap_or_default());
    let mut offer = use_signal(|| None::<Offer>);
    let waits = matches!(team.now(), Some(Ok(Belonging::Waits)));
    rsx! {
        if !inside {
            PageTitle { title: t!("joining-title"), lead: t!("joining-lead") }
        }
        div { class: "stack",
            if waits {
                Waiting {}
            } else if let Some(found) = offer() {
                Accepting { found, onback: move |()| offer.set(None) }
            } else {
                CodeForm { typed, offer }
            }
            if !inside {
                p { {t!("joining-meanwhile")} }
                div { class: "row",
                    Button { id: "to-account", kind: ButtonKind::Second, icon: Shape::Person, onpress: move |()| { navigator.push(Route::Settings {}); },
                        {t!("staff-to-account")}
                    }
                }
            }
        }
    }
}

#[component]
fn Waiting() -> Element {
    let team = use_team();
    use_future(move || async move {
        loop {
            browser::sleep(EVERY).await;
            team.reload();
        }
    });
    rsx! {
        Notice { id: "joining-waits", kind: Kind::Info, title: t!("joining-waits-title"), announce: true, p { {t!("joining-waits-text")} } }
    }
}

#[component]
fn CodeForm(typed: Signal<String>, offer: Signal<Option<Offer>>) -> Element {
    let desk = use_desk();
    let (mut typed, mut offer) = (typed, offer);
    let mut wrong = use_signal(|| None::<Words>);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let look = move |event: FormEvent| {
        event.prevent_default();
        let Ok(code) = EnrolmentCode::parse(&typed()) else {
            wrong.set(Some(Words::new(|| t!("enrol-code-error"))));
            return browser::focus("joining-code");
        };
        if busy() {
            return;
        }
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match desk.look_at_joining(&code).await {
                Ok(found) => offer.set(Some(found)),
                Err(Trouble::Gone) => {
                    wrong.set(Some(Words::new(|| t!("joining-unknown"))));
                    browser::focus("joining-code");
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: look,
            TroubleNotice { trouble: trouble() }
            Field {
                id: "joining-code",
                label: t!("joining-code"),
                hint: t!("joining-code-hint"),
                kind: FieldKind::Code,
                value: typed,
                error: wrong().map(|why| why.text()),
                oninput: move |it| {
                    wrong.set(None);
                    typed.set(it);
                },
            }
            div { class: "actions",
                Button { id: "joining-next", submit: true, busy: busy(), {t!("action-next")} }
            }
        }
    }
}

#[component]
fn Accepting(found: Offer, onback: EventHandler<()>) -> Element {
    let (account, desk, team) = (use_account(), use_desk(), use_team());
    let mut own = use_signal(String::new);
    let mut missing = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let (practice, main_user) = (found.practice.clone(), found.main_user.clone());
    let accept = move |event: FormEvent| {
        event.prevent_default();
        missing.set(own().trim().is_empty());
        if missing() {
            return browser::focus("joining-name");
        }
        if busy() {
            return;
        }
        let found = found.clone();
        spawn(async move {
            busy.set(true);
            match desk.accept_joining(&found, own().trim()).await {
                Ok(()) => {
                    account.forget_joining_code();
                    team.reload();
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: accept,
            Notice { id: "joining-offer", kind: Kind::Success, title: practice, announce: true, p { {t!("joining-offer", name = main_user)} } }
            TroubleNotice { trouble: trouble() }
            Field { id: "joining-name", label: t!("joining-name"), hint: t!("joining-name-hint"), value: own, maxlength: NAME, required: true, error: missing().then(|| t!("field-missing")), oninput: move |it| own.set(it) }
            div { class: "actions",
                Button { id: "joining-accept", submit: true, busy: busy(), {t!("joining-accept")} }
                Button { kind: ButtonKind::Quiet, onpress: move |()| onback.call(()), {t!("action-back")} }
            }
        }
    }
}
