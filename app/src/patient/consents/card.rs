//! The consent to one purpose, asked for where it comes up.

use dioxus::prelude::*;
use heilsam_domain::Purpose;

use super::{consent_text, paragraphs, title};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::Button;
use crate::record::use_record;
use crate::t;
use crate::to_the_end::to_the_end;

/// The whole text of a purpose and the button that gives the consent; `id` is the button's.
#[component]
pub fn ConsentCard(purpose: Purpose, id: &'static str) -> Element {
    let record = use_record();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let give = move |()| {
        spawn(async move {
            busy.set(true);
            // Also when the page is left at once.
            let given = to_the_end(record.change_consent(true, consent_text(purpose)));
            trouble.set(given.await.err());
            busy.set(false);
        });
    };
    rsx! {
        section { class: "card",
            h2 { {title(purpose)} }
            for paragraph in paragraphs(purpose) {
                p { "{paragraph}" }
            }
            TroubleNotice { trouble: trouble() }
            div { class: "row",
                Button { id: "{id}", busy: busy(), onpress: give, {t!("account-give")} }
            }
        }
    }
}
