//! Registration in three screens, the question for whom the app is among them. Going back loses nothing that was typed.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_client::client::ConsentText;
use heilsam_domain::Purpose;

use super::code_step::CodeStep;
use super::suitable::Answer;
use crate::account::access::{RegistrationCode, use_account};
use crate::account::protect::{ProtectForm, ProtectWith, SecondStep, stopped};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, PageTitle, Shape};
use crate::patient::consents::consent_text;
use crate::patient::consents::step::ConsentStep;
use crate::patient::later::SuitableStep;
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::{browser, t};

/// Two pictures of the screen: the page has turned then, in milliseconds.
const TURNED: i32 = 60;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Below the question for whom the app is.
    Code,
    Consents,
    Protect,
}

/// Question and code, consents, protection.
#[component]
pub fn Register() -> Element {
    let account = use_account();
    let record = use_record();
    let navigator = use_navigator();
    let mut step = use_signal(|| Step::Code);
    let answer = use_signal(|| None::<Answer>);
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
                // Somebody may have thought better of it while the answer was on its way.
                Ok(()) if matches!(answer(), Some(Answer::Suits(_))) => step.set(Step::Consents),
                Ok(()) => {}
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
                    // This page goes with the login: nothing of it can wait.
                    if let Some(Answer::Suits(suitable)) = answer() {
                        spawn_forever(async move { record.keep_suitable(&suitable).await });
                    }
                    navigator.replace(Route::NewEntry {});
                }
                Err(error) => {
                    // What began with the code is over: used elsewhere, or too long ago.
                    let is_over = matches!(error, Trouble::CodeRefused | Trouble::StartAgain);
                    if is_over {
                        step.set(Step::Code);
                    }
                    stopped(error, second, trouble);
                    if is_over {
                        // The page shows its beginning first; why one is back stands far below, at the field.
                        browser::sleep(TURNED).await;
                        browser::focus("activation-code");
                    }
                }
            }
            busy.set(false);
        });
    };
    rsx! {
        match step() {
            Step::Code => rsx! {
                SuitableStep { answer }
                if matches!(answer(), Some(Answer::Suits(_))) {
                    CodeStep { typed, busy: busy(), trouble: trouble(), oncode: redeem }
                }
            },
            Step::Consents => rsx! {
                PageTitle { title: t!("consent-title"), lead: t!("consent-lead"), step: t!("register-step", step = 2) }
                ConsentStep { ticked, onnext: move |()| { trouble.set(None); step.set(Step::Protect) } }
            },
            Step::Protect => rsx! {
                PageTitle { title: t!("protect-title"), lead: t!("protect-lead"), step: t!("register-step", step = 3) }
                ProtectForm { busy: busy(), trouble: trouble(), second: second(), onprotect: protect }
            },
        }
        if step() != Step::Code {
            div { class: "actions",
                Button { kind: ButtonKind::Quiet, icon: Shape::Back, id: "register-back",
                    onpress: move |()| step.set(if step() == Step::Protect { Step::Consents } else { Step::Code }),
                    {t!("action-back")}
                }
            }
        }
    }
}
