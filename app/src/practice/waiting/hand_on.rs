//! Handing somebody who waits on to a colleague: the way there travels over the proven line, so that nobody else has it.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_call::browser::Call;

use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, Select, use_toasts};
use crate::practice::desk::team::{PracticeView, has_other_doctor, other_doctors, use_team};
use crate::practice::desk::use_desk;
use crate::to_the_end::to_the_end;
use crate::{browser, t};

/// The choice of a colleague; nothing where there is none. `onhanded`: the room is the colleague's now.
#[component]
pub(super) fn HandOn(call: Call, onhanded: EventHandler<()>) -> Element {
    let team = use_team();
    let mut opened = use_signal(|| false);
    let Some(practice) = team.practice() else { return rsx! {} };
    if !has_other_doctor(&practice, practice.own) {
        return rsx! {};
    }
    rsx! {
        details { ontoggle: move |_| opened.set(true),
            summary { {t!("other-doctor")} }
            if opened() {
                Choice { call, practice, onhanded }
            }
        }
    }
}

/// The colleagues, from when somebody asked for them: they may be thousands.
#[component]
fn Choice(call: Call, practice: PracticeView, onhanded: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let mut chosen = use_signal(|| None::<String>);
    let mut busy = use_signal(|| false);
    let others = other_doctors(&practice, practice.own);
    let Some(first) = others.first().map(|(id, _)| id.clone()) else { return rsx! {} };
    let room = call.room();
    let value = chosen().unwrap_or(first);
    let to = value.clone();
    let hand_on = move |()| {
        let Ok(doctor) = to.parse() else { return };
        if busy() {
            return;
        }
        let call = call.clone();
        spawn(async move {
            busy.set(true);
            // Once it is the colleague's room, who waits has to hear where it is, also when this page is left meanwhile.
            let handed = to_the_end(async move {
                let link = desk.hand_over_one(room, doctor).await?.link;
                let handed = link.is_some();
                if let Some(link) = link {
                    // A moment later: the call is over with it, and what is told of it below would be gone.
                    spawn_forever(async move {
                        browser::sleep(0).await;
                        call.hand_over(&link);
                    });
                }
                Ok::<_, Trouble>(handed)
            });
            match handed.await {
                Ok(true) => {
                    toasts.say(|| t!("other-doctor-done"));
                    onhanded.call(());
                }
                Ok(false) => toasts.say(|| t!("hand-on-alone")),
                Err(error) => toasts.say(move || error.text()),
            }
            busy.set(false);
        });
    };
    rsx! {
        div { class: "stack",
            Select { id: "hand-on-who-{room}", label: t!("other-doctor-who"), value, options: others, onchange: move |it| chosen.set(Some(it)) }
            div { class: "row",
                Button { id: "hand-on-{room}", kind: ButtonKind::Second, busy: busy(), onpress: hand_on, {t!("other-doctor-yes")} }
            }
        }
    }
}
