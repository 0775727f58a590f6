//! The login name that the server gave: the wished one with digits behind it, to keep before one goes on.

use dioxus::prelude::*;

use crate::components::{Button, ButtonKind, Labelled, Shape, described_by, use_toasts};
use crate::{browser, t};

/// The name in a field that nobody can change, to be copied. Beside it, unseen, the passphrase that belongs to it: password
/// managers keep what stands together in one form, and would keep the wished name otherwise.
#[component]
pub(super) fn GivenName(name: String, passphrase: String) -> Element {
    let mut toasts = use_toasts();
    let hint = t!("protect-given-name-hint");
    let described = described_by("protect-given-name", Some(&hint), None);
    let copied = name.clone();
    rsx! {
        Labelled { id: "protect-given-name", label: t!("protect-given-name"), hint,
            input {
                id: "protect-given-name",
                class: "input",
                r#type: "text",
                autocomplete: "username",
                autocapitalize: "none",
                spellcheck: "false",
                "aria-describedby": described,
                readonly: true,
                value: "{name}",
            }
        }
        input { r#type: "password", autocomplete: "new-password", hidden: true, readonly: true, value: "{passphrase}" }
        div { class: "row",
            Button {
                id: "protect-copy-name",
                kind: ButtonKind::Second,
                icon: Shape::Copy,
                onpress: move |()| {
                    let name = copied.clone();
                    spawn(async move {
                        let done = browser::copy(&name).await;
                        toasts.say(move || if done { t!("protect-name-copied") } else { t!("protect-name-not-copied") });
                    });
                },
                {t!("protect-copy-name")}
            }
        }
    }
}
