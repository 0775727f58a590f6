//! Before anything else: for whom the app is, and for whom it is not.
//!
//! Source: DiGAV Anlage 2, Patientensicherheit 1.

use dioxus::prelude::*;

use crate::components::{Button, Kind, Notice, PageTitle};
use crate::patient::content::{ContentWaits, use_content};
use crate::patient::diary::inputs::Options;
use crate::patient::programme::start::Purpose;
use crate::patient::routes::Route;
use crate::{browser, t};

/// Asks whether something speaks against the use; goes on when nothing does, or the practice has agreed.
#[component]
pub fn SuitableStep(onnext: EventHandler<()>) -> Element {
    let mut chosen = use_signal(|| None::<usize>);
    let mut asked = use_signal(|| false);
    let Some(package) = use_content().package() else { return rsx! { ContentWaits {} } };
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        match chosen() {
            Some(0 | 1) => onnext.call(()),
            Some(_) => {}
            None => browser::focus("eligible-0"),
        }
    };
    rsx! {
        PageTitle { title: t!("eligible-title"), lead: t!("eligible-lead") }
        form { class: "stack-wide", novalidate: true, onsubmit: submit,
            Purpose { package }
            Options { id: "eligible", legend: t!("suitable-question"),
                options: vec![t!("suitable-none"), t!("eligible-agreed"), t!("suitable-ask")],
                chosen: chosen(), onchoose: move |index| chosen.set(Some(index)),
                error: (asked() && chosen().is_none()).then(|| t!("entry-error-choose")) }
            if chosen() == Some(2) {
                Notice { kind: Kind::Warning, announce: true, id: "eligible-first", p { {t!("eligible-first")} } }
                p { Link { to: Route::CrisisPage {}, {t!("help-title")} } }
            } else {
                Button { id: "eligible-next", submit: true, wide: true, {t!("action-next")} }
            }
        }
    }
}
