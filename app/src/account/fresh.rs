//! Logging in once more, before it changes what one logs in with or erases the account: whoever finds an open device cannot
//! take the account or end it.

use dioxus::prelude::*;

use super::access::use_account;
use super::login::{LoginForm, LoginWith};
use super::trouble::Trouble;
use crate::components::{Button, ButtonKind, Dialog};
use crate::t;

/// Asks who one is. `onconfirmed` should do again what was refused; `why` stands there instead of the change of a way in.
#[component]
pub fn FreshLogin(why: Option<String>, onconfirmed: EventHandler<()>, onclose: EventHandler<()>) -> Element {
    let account = use_account();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let confirm = move |with: LoginWith| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            let confirmed = account.confirm(with).await;
            busy.set(false);
            match confirmed {
                Ok(()) => onconfirmed.call(()),
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    rsx! {
        Dialog { id: "fresh", title: t!("fresh-title"), onclose: move |()| onclose.call(()),
            p { {why.unwrap_or_else(|| t!("fresh-text"))} }
            LoginForm { busy: busy(), trouble: trouble(), onlogin: confirm }
            Button { id: "fresh-cancel", wide: true, kind: ButtonKind::Quiet, onpress: move |()| onclose.call(()), {t!("action-cancel")} }
        }
    }
}
