//! Letting a member go: a question first, and who takes a doctor's open appointments.

use dioxus::prelude::*;
use heilsam_domain::Role;

use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Dialog, Select, use_toasts};
use crate::practice::desk::team::{PracticeMember, PracticeView, other_doctors, use_team};
use crate::practice::desk::use_desk;
use crate::t;

/// A quiet button and a question before anything happens.
#[component]
pub(super) fn LetGo(member: PracticeMember, practice: PracticeView) -> Element {
    let mut asking = use_signal(|| false);
    let name = member.name.clone();
    rsx! {
        div { class: "row",
            Button { id: "team-let-go-{member.account_id}", kind: ButtonKind::Quiet, onpress: move |()| asking.set(true),
                {t!("team-let-go")}
                span { class: "visually-hidden", ": {name}" }
            }
        }
        if asking() {
            Question { member, practice, onclose: move |()| asking.set(false) }
        }
    }
}

#[component]
fn Question(member: PracticeMember, practice: PracticeView, onclose: EventHandler<()>) -> Element {
    let (desk, team) = (use_desk(), use_team());
    let mut toasts = use_toasts();
    let is_doctor = member.role == Role::Doctor;
    let mut successor = use_signal(|| practice.main_user.to_string());
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let account = member.account_id;
    let go = move |()| {
        if busy() {
            return;
        }
        spawn(async move {
            busy.set(true);
            match desk.let_member_go(account, successor().parse().ok()).await {
                Ok(()) => {
                    toasts.say(|| t!("team-gone"));
                    onclose.call(());
                    team.reload();
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        Dialog { id: "team-go", title: t!("team-go-title", name = member.name.clone()), onclose: move |()| onclose.call(()),
            TroubleNotice { trouble: trouble() }
            p { {t!("team-go-text")} }
            if is_doctor {
                Select {
                    id: "team-successor",
                    label: t!("team-successor"),
                    hint: t!("team-successor-hint"),
                    value: successor(),
                    options: other_doctors(&practice, account),
                    onchange: move |it| successor.set(it),
                }
            }
            Button { id: "team-go-yes", wide: true, kind: ButtonKind::Danger, busy: busy(), onpress: go, {t!("team-go-yes")} }
            Button { wide: true, kind: ButtonKind::Second, onpress: move |()| onclose.call(()), {t!("action-back")} }
        }
    }
}
