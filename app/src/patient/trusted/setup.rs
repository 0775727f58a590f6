//! Choosing a trusted person: the consent, a name, the sheet.

use dioxus::prelude::*;
use heilsam_domain::{Purpose, RecoveryCode};

use super::How;
use super::asked::use_trusted;
use super::sheet::ContactSheet;
use crate::account::access::use_account;
use crate::account::fresh::FreshLogin;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::browser;
use crate::components::{Button, Choice, Field, Kind, Notice};
use crate::patient::consents::{consent_text, paragraphs, title};
use crate::record::use_record;
use crate::t;

/// The form, and the sheet once it was made.
#[component]
pub fn Setup(reached: bool) -> Element {
    let account = use_account();
    let record = use_record();
    let trusted = use_trusted();
    let mut name = use_signal(String::new);
    let mut agreed = use_signal(|| false);
    let mut asked = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut not_fresh = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut code = use_signal(|| None::<RecoveryCode>);
    let has_consent = record.has_consent(Purpose::RecoveryContact);
    let blank = use_memo(move || name().trim().is_empty());
    let make = move || {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            let made = async {
                if !record.has_consent(Purpose::RecoveryContact) {
                    record.change_consent(true, consent_text(Purpose::RecoveryContact)).await?;
                }
                account.device()?.make_contact(&name()).await.map_err(|error| account.trouble(error))
            };
            match made.await {
                Ok(made) => code.set(Some(made)),
                Err(Trouble::NotFresh) => not_fresh.set(true),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    if let Some(code) = code() {
        let done = move |()| {
            spawn(async move {
                if let Ok(device) = account.device() {
                    trusted.refresh(&device).await;
                }
            });
        };
        return rsx! { ContactSheet { name: name(), code: code.expose_grouped(), ondone: done } };
    }
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        if blank() {
            browser::focus("trusted-name");
        } else if !has_consent && !agreed() {
            browser::focus("trusted-consent");
        } else if !busy() {
            make();
        }
    };
    rsx! {
        How {}
        if reached {
            form { class: "stack-wide", novalidate: true, onsubmit: submit,
                Field { id: "trusted-name", label: t!("trusted-name"), hint: t!("trusted-name-hint"), value: name, maxlength: 60, required: true,
                    oninput: move |it| name.set(it), error: (asked() && blank()).then(|| t!("trusted-name-missing")) }
                if !has_consent {
                    section { class: "stack", "aria-labelledby": "trusted-consent-title",
                        h2 { id: "trusted-consent-title", {title(Purpose::RecoveryContact)} }
                        for paragraph in paragraphs(Purpose::RecoveryContact) {
                            p { "{paragraph}" }
                        }
                        Choice { id: "trusted-consent", name: "trusted-consent", label: t!("trusted-consent"), checked: agreed(),
                            onchange: move |it| agreed.set(it), described_by: (asked() && !agreed()).then(|| "trusted-consent-error".to_owned()) }
                        if asked() && !agreed() {
                            Notice { kind: Kind::Warning, id: "trusted-consent-error", announce: true, p { {t!("trusted-consent-missing")} } }
                        }
                    }
                }
                TroubleNotice { trouble: trouble() }
                Button { id: "trusted-make", submit: true, wide: true, busy: busy(), {t!("trusted-make")} }
            }
        }
        if not_fresh() {
            FreshLogin {
                onclose: move |()| not_fresh.set(false),
                onconfirmed: move |()| { not_fresh.set(false); make() },
            }
        }
    }
}
