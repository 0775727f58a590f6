//! Registering with a code of the operator, then two factors: the same for practices and manufacturers. Doctors may come without
//! one, and staff with the code of their practice.

use dioxus::prelude::*;
use heilsam_domain::EnrolmentCode;

use super::access::{RegistrationCode, use_account};
use super::protect::{ProtectForm, ProtectWith, SecondStep, stopped};
use super::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, Field, FieldKind, Kind, Notice, PageTitle};
use crate::{browser, t};

/// What stands at the field when the code is one of a practice.
#[derive(Clone, PartialEq)]
pub struct PracticeCode {
    /// Its name.
    pub label: String,
    /// Who gives it.
    pub hint: String,
    /// What to do when it does not count.
    pub refused: String,
}

/// Two screens; `title` and `lead` stand on the first.
#[component]
pub fn EnrolPage(
    title: String,
    lead: String,
    /// Nobody is asked for a code; what is inside says what comes.
    #[props(default)]
    without_code: bool,
    /// The code is one of a practice. It is never tried as one of the operator's: the server would learn it.
    practice: Option<PracticeCode>,
    onin: EventHandler<()>,
    children: Element,
) -> Element {
    let account = use_account();
    let mut redeemed = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut second = use_signal(|| None::<SecondStep>);
    let read_as = if practice.is_some() { RegistrationCode::Joining } else { RegistrationCode::Enrolment };
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
                NoCode { busy: busy(), trouble: trouble(), onnext: move |()| begin.call(RegistrationCode::WithoutCode), {children} }
            } else {
                div { class: "stack",
                    CodeForm { busy: busy(), trouble: trouble(), practice, oncode: move |code| begin.call(read_as(code)) }
                    {children}
                }
            }
        }
    }
}

#[component]
fn NoCode(busy: bool, trouble: Option<Trouble>, onnext: EventHandler<()>, children: Element) -> Element {
    rsx! {
        div { class: "stack",
            {children}
            TroubleNotice { trouble }
            Button { id: "apply-next", wide: true, busy, onpress: move |()| onnext.call(()), {t!("action-next")} }
        }
    }
}

#[component]
fn CodeForm(
    busy: bool,
    trouble: Option<Trouble>,
    practice: Option<PracticeCode>,
    oncode: EventHandler<EnrolmentCode>,
) -> Element {
    let mut typed = use_signal(String::new);
    let mut asked = use_signal(|| false);
    let wrong = use_memo(move || EnrolmentCode::parse(&typed()).is_err());
    let (label, hint, refused) = match practice {
        Some(words) => (words.label, words.hint, Some(words.refused)),
        None => (t!("enrol-code"), t!("enrol-code-hint"), None),
    };
    let refused = refused.filter(|_| trouble == Some(Trouble::CodeRefused));
    let other = trouble.filter(|_| refused.is_none());
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
            TroubleNotice { trouble: other }
            if let Some(text) = refused {
                Notice { id: "trouble", kind: Kind::Warning, announce: true, p { "{text}" } }
            }
            Field {
                id: "enrolment-code",
                label,
                hint,
                kind: FieldKind::Code,
                value: typed,
                oninput: move |it| { asked.set(false); typed.set(it) },
                error: (asked() && wrong()).then(|| t!("enrol-code-error")),
            }
            Button { id: "code-next", submit: true, wide: true, busy, {t!("action-next")} }
        }
    }
}
