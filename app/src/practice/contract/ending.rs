//! Giving notice, and taking it back. Source: notice period of three months to the end of a quarter.

use dioxus::prelude::*;
use heilsam_client::appointment::zone;
use heilsam_domain::contract::Cancellation;
use heilsam_protocol::contract::Contract;

use super::{Office, day};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Dialog, Kind, Notice, use_toasts};
use crate::{format, t};

/// When the contract ends, and the way back.
#[component]
pub(super) fn Banner(cancellation: Cancellation, office: Office, onchange: EventHandler<()>) -> Element {
    let mut toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let revoke = move |()| {
        busy.set(true);
        trouble.set(None);
        spawn(async move {
            match office.revoke().await {
                Ok(changed) => {
                    let (sent, follows) = (changed.confirmed, changed.follows);
                    toasts.say(move || match (sent, follows) {
                        (true, _) => t!("contract-revoked-mail"),
                        (false, true) => t!("contract-revoked-later"),
                        (false, false) => t!("contract-revoked"),
                    });
                    onchange.call(());
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        Notice { id: "contract-ends", kind: Kind::Warning, title: t!("contract-ends-title", day = day(cancellation.ends_on)),
            p { {t!("contract-ends-text", given = day(cancellation.given_on))} }
            div { class: "row",
                Button { id: "contract-revoke", kind: ButtonKind::Second, busy: busy(), onpress: revoke, {t!("contract-revoke")} }
            }
            TroubleNotice { trouble: trouble() }
        }
    }
}

/// Giving notice: says before when the contract would end.
#[component]
pub(super) fn Ending(contract: Contract, mails: bool, office: Office, onchange: EventHandler<()>) -> Element {
    let mut toasts = use_toasts();
    let mut asking = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let ends_on = Cancellation::given(zone::local(format::now()).date()).ends_on;
    let cancel = move |()| {
        busy.set(true);
        trouble.set(None);
        spawn(async move {
            match office.cancel().await {
                Ok(changed) => {
                    asking.set(false);
                    let (sent, follows) = (changed.confirmed, changed.follows);
                    toasts.say(move || match (sent, follows) {
                        (true, _) => t!("contract-cancelled-mail"),
                        (false, true) => t!("contract-cancelled-later"),
                        (false, false) => t!("contract-cancelled"),
                    });
                    onchange.call(());
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        section { class: "stack", "aria-labelledby": "contract-ending",
            h2 { id: "contract-ending", {t!("contract-ending")} }
            p { {t!("contract-ending-text")} }
            div { class: "row",
                Button { id: "contract-cancel", kind: ButtonKind::Second, onpress: move |()| asking.set(true), {t!("contract-cancel")} }
            }
            if asking() {
                Dialog { id: "contract-ask", title: t!("contract-cancel-title"), onclose: move |()| asking.set(false),
                    p { {t!("contract-cancel-text", day = day(ends_on))} }
                    if mails {
                        p { {t!("contract-cancel-mail", email = contract.data.email.clone())} }
                    }
                    TroubleNotice { trouble: trouble() }
                    div { class: "actions",
                        Button { id: "contract-cancel-yes", kind: ButtonKind::Danger, busy: busy(), onpress: cancel, {t!("contract-cancel-yes")} }
                        Button { kind: ButtonKind::Quiet, onpress: move |()| asking.set(false), {t!("action-cancel")} }
                    }
                }
            }
        }
    }
}
