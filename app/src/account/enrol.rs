//! Registering with a code of the operator, then two factors: the same for practices and manufacturers.

use dioxus::prelude::*;
use heilsam_domain::EnrolmentCode;

use super::access::{RegistrationCode, use_account};
use super::protect::{ProtectForm, ProtectWith, SecondStep};
use super::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, Field, FieldKind, PageTitle};
use crate::{browser, t};

/// Two screens; `title` and `lead` stand on the first.
#[component]
pub fn EnrolPage(title: String, lead: String, onin: EventHandler<()>) -> Element {
    let account = use_account();
    let mut redeemed = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut second = use_signal(|| None::<SecondStep>);
    let redeem = move |code: EnrolmentCode| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.begin_registration(RegistrationCode::Enrolment(code)).await {
                Ok(()) => redeemed.set(true),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let protect = move |with: ProtectWith| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.protect(with, &[]).await {
                Ok(Some(step)) => second.set(Some(step)),
                Ok(None) => onin.call(()),
                Err(error) => {
                    if error == Trouble::StartAgain {
                        second.set(None);
                    }
                    trouble.set(Some(error));
                }
            }
            busy.set(false);
        });
    };
    rsx! {
        if redeemed() {
            PageTitle { title: t!("protect-title"), lead: t!("protect-lead") }
            ProtectForm { busy: busy(), trouble: trouble(), second: second(), onprotect: protect }
        } else {
            PageTitle { title, lead }
            CodeForm { busy: busy(), trouble: trouble(), oncode: redeem }
        }
    }
}

#[component]
fn CodeForm(busy: bool, trouble: Option<Trouble>, oncode: EventHandler<EnrolmentCode>) -> Element {
    let mut typed = use_signal(String::new);
    let mut asked = use_signal(|| false);
    let wrong = use_memo(move || EnrolmentCode::parse(&typed()).is_err());
    rsx! {
        form {
            class: "stack",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                asked.set(true);
                match EnrolmentCode::parse(&typed()) {
                    Ok(code) if !busy => oncode.call(code),
                    Ok(_) => {}
                    Err(_) => browser::focus("enrolment-code"),
                }
            },
            TroubleNotice { trouble }
            Field {
                id: "enrolment-code",
                label: t!("enrol-code"),
                hint: t!("enrol-code-hint"),
                kind: FieldKind::Code,
                value: typed,
                oninput: move |it| { asked.set(false); typed.set(it) },
                error: (asked() && wrong()).then(|| t!("enrol-code-error")),
            }
            Button { id: "code-next", submit: true, wide: true, busy, {t!("action-next")} }
        }
    }
}
