//! Handing an appointment over to a colleague, or bringing an own one into the practice's calendar.

use dioxus::prelude::*;

use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Dialog, Kind, Notice, Select, Shape, use_toasts};
use crate::practice::desk::team::{PracticeView, has_other_doctor, of_doctor, other_doctors, use_team};
use crate::practice::desk::{InvitationView, use_desk};
use crate::practice::plan::Conflicts;
use crate::t;

/// What can be done about who holds it; nothing without a practice, or with one doctor.
#[component]
pub(super) fn OtherDoctor(
    entry: InvitationView,
    known: Vec<InvitationView>,
    onchange: EventHandler<()>,
) -> Element {
    let team = use_team();
    let mut asking = use_signal(|| false);
    let Some(practice) = team.practice() else { return rsx! {} };
    if !entry.shared {
        return rsx! {
            Bring { entry, onchange }
        };
    }
    if !has_other_doctor(&practice, entry.doctor) {
        return rsx! {};
    }
    rsx! {
        div { class: "row",
            Button { id: "other-doctor", kind: ButtonKind::Second, icon: Shape::Person, onpress: move |()| asking.set(true), {t!("other-doctor")} }
        }
        if asking() {
            Question { entry, known, practice, onclose: move |()| asking.set(false), onchange }
        }
    }
}

#[component]
fn Question(
    entry: InvitationView,
    known: Vec<InvitationView>,
    practice: PracticeView,
    onclose: EventHandler<()>,
    onchange: EventHandler<()>,
) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let others = other_doctors(&practice, entry.doctor);
    let first = others.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let mut chosen = use_signal(move || first);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    // Whether some of those who were invited beside are still with the doctor of before.
    let mut partly = use_signal(|| false);
    let (room, seen) = (entry.room, entry.clone());
    let hand_over = move |()| {
        let Ok(doctor) = chosen().parse() else { return };
        if busy() {
            return;
        }
        let seen = seen.clone();
        spawn(async move {
            busy.set(true);
            let (done, stopped) = desk.hand_over(seen, doctor).await;
            match stopped {
                None => {
                    toasts.say(|| t!("other-doctor-done"));
                    onclose.call(());
                    onchange.call(());
                }
                Some(error) => match desk.reason(error).await {
                    // The page may become that of another doctor, and the question with it.
                    Trouble::ChangedMeanwhile => {
                        toasts.say(|| Trouble::ChangedMeanwhile.text());
                        onclose.call(());
                        onchange.call(());
                    }
                    reason => {
                        trouble.set(Some(reason));
                        partly.set(partly() || done > 0);
                    }
                },
            }
            busy.set(false);
        });
    };
    rsx! {
        Dialog { id: "other-doctor-dialog", title: t!("other-doctor"), onclose: move |()| onclose.call(()),
            TroubleNotice { trouble: trouble() }
            if partly() {
                Notice { id: "other-doctor-part", kind: Kind::Warning, announce: true, p { {t!("other-doctor-part")} } }
            }
            Select { id: "other-doctor-who", label: t!("other-doctor-who"), value: chosen(), options: others, onchange: move |it| chosen.set(it) }
            Conflicts { known: of_doctor(&known, chosen().parse().ok()), planned: vec![entry.appointment.clone()], except: Some(room) }
            Notice { kind: Kind::Warning, p { {t!("other-doctor-link")} } }
            Button { id: "other-doctor-yes", wide: true, busy: busy(), onpress: hand_over, {t!("other-doctor-yes")} }
            Button { wide: true, kind: ButtonKind::Second, onpress: move |()| onclose.call(()), {t!("action-back")} }
        }
    }
}

/// An appointment that only its doctor sees, from before there was a practice.
#[component]
fn Bring(entry: InvitationView, onchange: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let bring = move |()| {
        let (seen, doctor) = (entry.clone(), entry.doctor);
        spawn(async move {
            let (done, stopped) = desk.hand_over(seen, doctor).await;
            match stopped {
                None => {
                    toasts.say(|| t!("bring-done"));
                    onchange.call(());
                }
                Some(error) => {
                    let reason = desk.explain(error, onchange).await;
                    // What somebody else changed is shown anew, and the button may be gone.
                    let goes_on = done > 0 && reason != Trouble::ChangedMeanwhile;
                    toasts.say(move || {
                        if goes_on {
                            format!("{} {}", reason.text(), t!("bring-part"))
                        } else {
                            reason.text()
                        }
                    });
                }
            }
        });
    };
    rsx! {
        Notice { kind: Kind::Info, id: "only-own",
            p { {t!("bring-text")} }
            div { class: "row",
                Button { id: "bring", kind: ButtonKind::Second, onpress: bring, {t!("bring")} }
            }
        }
    }
}
