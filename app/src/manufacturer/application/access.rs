//! Free access for BfArM: a code that opens one account in the patient app.

use dioxus::prelude::*;
use heilsam_protocol::dossier::FreeAccess;

use crate::components::{Button, ButtonKind, Kind, Notice, use_toasts};
use crate::i18n::Words;
use crate::manufacturer::desk::use_desk;
use crate::{browser, format, t};

/// Makes codes; each is shown once.
#[component]
pub fn FreeAccessForm() -> Element {
    let desk = use_desk();
    let mut busy = use_signal(|| false);
    let mut made = use_signal(|| None::<Result<FreeAccess, Words>>);
    let Some(open) = desk.open() else { return rsx! {} };
    rsx! {
        section { class: "card", "aria-labelledby": "access-title",
            h2 { id: "access-title", {t!("access-title")} }
            p { {t!("access-text")} }
            match made() {
                None => rsx! {},
                Some(Err(why)) => rsx! { Notice { kind: Kind::Danger, announce: true, id: "access-refused", p { {why.text()} } } },
                Some(Ok(access)) => rsx! { Made { access } },
            }
            if open.is_author() {
                div { class: "row",
                    Button { id: "access-make", kind: ButtonKind::Second, busy: busy(),
                        onpress: move |()| {
                            spawn(async move {
                                busy.set(true);
                                made.set(Some(desk.make_free_access().await));
                                busy.set(false);
                            });
                        },
                        {t!("access-make")}
                    }
                }
            } else {
                p { class: "soft", {t!("dossier-read-only")} }
            }
        }
    }
}

/// The code, once.
#[component]
fn Made(access: FreeAccess) -> Element {
    let mut toasts = use_toasts();
    let code = access.code.clone();
    let copy = move |()| {
        let code = code.clone();
        spawn(async move {
            if browser::copy(&code).await {
                toasts.say(|| t!("access-copied"));
            }
        });
    };
    rsx! {
        Notice { kind: Kind::Success, announce: true, id: "access-made", title: t!("access-made"),
            p { code { id: "access-code", class: "numbers", "{access.code}" } }
            p { {t!("access-until", day = format::day(access.expires_at))} }
            div { class: "row",
                Button { kind: ButtonKind::Second, onpress: copy, {t!("access-copy")} }
            }
        }
    }
}
