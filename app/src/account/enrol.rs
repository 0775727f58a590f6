//! Registering with a code of the operator, then two factors: the same for practices and manufacturers. Doctors may come without one.

use dioxus::prelude::*;
use heilsam_domain::EnrolmentCode;

use super::access::{RegistrationCode, use_account};
use super::protect::{ProtectForm, ProtectWith, SecondStep, stopped};
use super::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, Field, FieldKind, PageTitle};
use crate::{browser, t};

/// Two screens; `title` and `lead` stand on the first.
#[component]
pub fn EnrolPage(
    title: String,
    lead: String,
    /// Nobody is asked for a code; what is inside says what comes.
    #[props(default)]
    without_code: bool,
    onin: EventHandler<()>,
    children: Element,
) -> Element {
    let account = use_account();
    let mut redeemed = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut second = use_signal(|| None::<SecondStep>);
    let begin = use_callback(move |code: RegistrationCode| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.begin_registration(code).await {
                Ok(()) => redeemed.set(true),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    });
    let protect = move |with: ProtectWith| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.protect(with, &[]).await {
                Ok(Some(step)) => second.set(Some(step)),
                Ok(None) => onin.call(()),
                Err(error) => stopped(error, second, trouble),
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
            if without_code {
                div { class: "stack",
                    {children}
                    TroubleNotice { trouble: trouble() }
                    Button { id: "apply-next", wide: true, busy: busy(), onpress: move |()| begin.call(RegistrationCode::WithoutCode),
                        {t!("action-next")}
                    }
                }
            } else {
                CodeForm { busy: busy(), trouble: trouble(), oncode: move |code| begin.call(RegistrationCode::Enrolment(code)) }
            }
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
