//! The trusted person there is, and taking them back.

use dioxus::prelude::*;
use heilsam_client::client::ContactView;

use super::How;
use super::asked::use_trusted;
use crate::account::access::use_account;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Badge, Button, ButtonKind, Dialog, Kind, Shape, use_toasts};
use crate::{format, t};

/// Name, since when, and the way back.
#[component]
pub fn Made(contact: ContactView) -> Element {
    let account = use_account();
    let trusted = use_trusted();
    let mut toasts = use_toasts();
    let mut asking = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let remove = move |()| {
        asking.set(false);
        spawn(async move {
            let Ok(device) = account.device() else { return };
            match device.remove_contact().await.map_err(|error| account.trouble(error)) {
                // Somebody was quicker on another device: it has ended all the same.
                Ok(()) | Err(Trouble::Gone) => toasts.say(|| t!("trusted-removed")),
                Err(error) => trouble.set(Some(error)),
            }
            trusted.refresh(&device).await;
        });
    };
    rsx! {
        section { class: "card", id: "trusted-contact",
            div { class: "row-apart",
                h2 { "{contact.name}" }
                Badge { kind: Kind::Success, icon: Shape::Check, {t!("trusted-since", day = format::day(contact.made_at))} }
            }
            p { {t!("trusted-has-half")} }
            TroubleNotice { trouble: trouble() }
            div { class: "row",
                Button { id: "trusted-remove", kind: ButtonKind::Second, onpress: move |()| asking.set(true), {t!("trusted-remove")} }
            }
        }
        How {}
        if asking() {
            Dialog { id: "trusted-remove-dialog", title: t!("trusted-remove-title", name = contact.name.clone()), onclose: move |()| asking.set(false),
                p { {t!("trusted-remove-text")} }
                Button { id: "trusted-remove-yes", wide: true, onpress: remove, {t!("trusted-remove")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| asking.set(false), {t!("action-cancel")} }
            }
        }
    }
}
