//! Registration in three screens, after the question for whom the app is. Going back loses nothing that was typed.

use dioxus::prelude::*;
use heilsam_client::client::ConsentText;
use heilsam_domain::Purpose;

use super::code_step::CodeStep;
use crate::account::access::{RegistrationCode, use_account};
use crate::account::protect::{ProtectForm, ProtectWith, SecondStep, stopped};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, PageTitle, Shape};
use crate::patient::consents::consent_text;
use crate::patient::consents::step::ConsentStep;
use crate::patient::later::SuitableStep;
use crate::patient::routes::Route;
use crate::t;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Not counted: nothing is given away yet.
    Suitable,
    Code,
    Consents,
    Protect,
}

/// Code, consents, protection.
#[component]
pub fn Register() -> Element {
    let account = use_account();
    let navigator = use_navigator();
    let mut step = use_signal(|| Step::Suitable);
    let typed = use_signal(String::new);
    let ticked = use_signal(Vec::<Purpose>::new);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut second = use_signal(|| None::<SecondStep>);

    let redeem = move |code: RegistrationCode| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.begin_registration(code).await {
                Ok(()) => step.set(Step::Consents),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let protect = move |with: ProtectWith| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            let texts: Vec<ConsentText<'static>> = ticked().into_iter().map(consent_text).collect();
            match account.protect(with, &texts).await {
                Ok(Some(step)) => second.set(Some(step)),
                Ok(None) => {
                    navigator.replace(Route::NewEntry {});
                }
                Err(error) => {
                    if error == Trouble::CodeRefused {
                        step.set(Step::Code);
                    }
                    stopped(error, second, trouble);
                }
            }
            busy.set(false);
        });
    };
    let number = match step() {
        Step::Suitable | Step::Code => 1,
        Step::Consents => 2,
        Step::Protect => 3,
    };
    let step_text = t!("register-step", step = number);
    rsx! {
        match step() {
            Step::Suitable => rsx! {
                SuitableStep { onnext: EventHandler::new(move |()| step.set(Step::Code)) }
            },
            Step::Code => rsx! {
                PageTitle { title: t!("code-title"), step: step_text }
                CodeStep { typed, busy: busy(), trouble: trouble(), oncode: redeem }
            },
            Step::Consents => rsx! {
                PageTitle { title: t!("consent-title"), lead: t!("consent-lead"), step: step_text }
                ConsentStep { ticked, onnext: move |()| { trouble.set(None); step.set(Step::Protect) } }
            },
            Step::Protect => rsx! {
                PageTitle { title: t!("protect-title"), lead: t!("protect-lead"), step: step_text }
                ProtectForm { busy: busy(), trouble: trouble(), second: second(), onprotect: protect }
            },
        }
        if step() != Step::Suitable {
            div { class: "actions",
                Button { kind: ButtonKind::Quiet, icon: Shape::Back, id: "register-back",
                    onpress: move |()| step.set(match step() {
                        Step::Protect => Step::Consents,
                        Step::Consents => Step::Code,
                        Step::Code | Step::Suitable => Step::Suitable,
                    }),
                    {t!("action-back")}
                }
            }
        }
    }
}
