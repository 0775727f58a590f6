//! Entries that lie on this device and were not sent yet, while nobody is logged in: the reader is asked before they are erased.

use dioxus::prelude::*;

use super::access::use_account;
use super::trouble::Trouble;
use crate::components::{Button, ButtonKind, Choice, Dialog, Kind, Notice, use_toasts};
use crate::{browser, t};

/// Somebody else's entries are in the way of a login: how many, who can still send them, and the button that erases them once it
/// was asked.
#[component]
pub fn OthersUnsent(count: usize) -> Element {
    let account = use_account();
    let mut deleted = use_signal(|| false);
    let mut asking = use_signal(|| false);
    let mut toasts = use_toasts();
    let delete = move |()| {
        asking.set(false);
        spawn(async move {
            match account.forget_unsent().await {
                Ok(()) => {
                    deleted.set(true);
                    // The button that had the focus is gone.
                    browser::focus("page-title");
                }
                Err(error) => toasts.say(move || error.text()),
            }
        });
    };
    if deleted() {
        return rsx! {
            Notice { kind: Kind::Success, announce: true, id: "unsent-deleted", p { {t!("unsent-deleted")} } }
        };
    }
    rsx! {
        Notice { kind: Kind::Danger, announce: true, id: "trouble",
            p { {Trouble::Unsent(count).text()} }
            p { {t!("unsent-way")} }
            div { class: "row",
                Button { id: "unsent-delete", kind: ButtonKind::Danger, onpress: move |()| asking.set(true), {t!("unsent-delete")} }
            }
        }
        if asking() {
            AskToDelete { id: "others", text: t!("unsent-others", count = count), onyes: delete, onno: move |()| asking.set(false) }
        }
    }
}

/// A computer that others use as well: nothing is kept on it. What an earlier login left and did not send is asked about first.
#[component]
pub fn SharedComputer() -> Element {
    let account = use_account();
    // What the box was set to, and how many entries that would erase.
    let mut asking = use_signal(|| None::<(bool, usize)>);
    let mut toasts = use_toasts();
    let keep = use_callback(move |nothing: bool| {
        spawn(async move {
            if let Err(error) = account.keep_nothing(nothing).await {
                toasts.say(move || error.text());
            }
        });
    });
    let change = move |nothing: bool| {
        spawn(async move {
            match account.unsent_here().await {
                Ok(0) => keep.call(nothing),
                Ok(count) => asking.set(Some((nothing, count))),
                Err(error) => toasts.say(move || error.text()),
            }
        });
    };
    // While it is asked the box shows what was pressed, so that it goes back when the answer is no.
    let checked = asking().map_or_else(|| account.keeps_nothing(), |(nothing, _)| nothing);
    rsx! {
        Choice { id: "login-shared", name: "login-shared", label: t!("login-shared"), detail: t!("login-shared-hint"),
            checked, onchange: change }
        if let Some((nothing, count)) = asking() {
            AskToDelete { id: "shared", text: t!("unsent-shared", count = count),
                onyes: move |()| { asking.set(None); keep.call(nothing) }, onno: move |()| asking.set(None) }
        }
    }
}

/// The last question before something that was not sent is erased for good; `id` begins the ids of its parts.
#[component]
fn AskToDelete(id: &'static str, text: String, onyes: EventHandler<()>, onno: EventHandler<()>) -> Element {
    rsx! {
        Dialog { id: "{id}-dialog", title: t!("unsent-title"), onclose: move |()| onno.call(()),
            Notice { kind: Kind::Danger, p { id: "{id}-unsent", "{text}" } }
            Button { id: "{id}-yes", wide: true, kind: ButtonKind::Danger, onpress: move |()| onyes.call(()), {t!("unsent-delete")} }
            Button { id: "{id}-no", wide: true, kind: ButtonKind::Second, onpress: move |()| onno.call(()), {t!("action-cancel")} }
        }
    }
}
