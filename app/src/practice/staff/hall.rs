//! The waiting room as staff see it: that somebody waits, and for whom. No picture, no sound, no seat.

use dioxus::prelude::*;

use crate::account::trouble::Trouble;
use crate::components::{Badge, Empty, ErrorState, Kind, Loading, Notice, PageTitle, Shape, use_toasts};
use crate::practice::calendar::{name, words};
use crate::practice::desk::team::use_team;
use crate::practice::desk::{InvitationView, is_due, use_desk};
use crate::practice::team_badge::DoctorBadge;
use crate::practice::waiting::WordsTo;
use crate::{browser, format, t};

/// How often it is looked who waits, in milliseconds.
const EVERY: i32 = 10_000;

/// Everybody whose time has come, whoever waits first.
#[component]
pub(super) fn StaffHall() -> Element {
    let desk = use_desk();
    let mut list = use_signal(|| None::<Vec<InvitationView>>);
    // Beside the list: somebody may be typing a word below it.
    let mut trouble = use_signal(|| None::<Trouble>);
    let look = move || async move {
        match desk.invitations().await {
            Ok(all) => {
                let now = format::now();
                let mut due: Vec<InvitationView> = all
                    .into_iter()
                    .filter(|it| it.shared && it.is_for_a_guest() && is_due(it, now))
                    .collect();
                due.sort_by_key(|it| (!it.guest_waits, it.appointment.begins_at));
                list.set(Some(due));
                trouble.set(None);
            }
            Err(error) => trouble.set(Some(error)),
        }
    };
    use_future(move || async move {
        loop {
            look().await;
            browser::sleep(EVERY).await;
        }
    });
    let waiting = list.read().iter().flatten().filter(|it| it.guest_waits).count();
    rsx! {
        PageTitle { title: t!("hall-title"), lead: list.read().is_some().then(|| t!("hall-open", count = waiting)) }
        div { class: "stack",
            Notice { kind: Kind::Info, id: "staff-hall-note", p { {t!("staff-hall-note")} } }
            if let Some(error) = trouble() {
                ErrorState { text: error.text(), onretry: move |()| { spawn(look()); } }
            }
            match &*list.read() {
                None if trouble.read().is_some() => rsx! {},
                None => rsx! { Loading {} },
                Some(list) if list.is_empty() => rsx! {
                    Empty { shape: Shape::Clock, title: t!("hall-empty-title"), text: t!("hall-empty-text") }
                },
                Some(list) => rsx! {
                    ol { class: "card-list", id: "staff-hall",
                        for entry in list.clone() {
                            li { key: "{entry.room}", class: "card",
                                Line { entry, onsaid: move |()| { spawn(look()); } }
                            }
                        }
                    }
                },
            }
        }
    }
}

#[component]
fn Line(entry: InvitationView, onsaid: EventHandler<()>) -> Element {
    let (desk, team) = (use_desk(), use_team());
    let mut toasts = use_toasts();
    let room = entry.room;
    let doctor = team.doctor_of(&entry).map(|(_, name)| name).unwrap_or_default();
    let said =
        entry.word.clone().map(|word| t!("staff-word-left", text = word.text, at = words::clock(word.at)));
    rsx! {
        div { class: "row-apart",
            h2 { class: "seat-name", {name(&entry)} }
            if entry.guest_waits {
                Badge { kind: Kind::Success, icon: Shape::Person, {t!("staff-somebody-waits")} }
            } else {
                Badge { {t!("hall-alone")} }
            }
        }
        p { class: "row",
            span { class: "soft", {words::times(&entry.appointment)} }
            DoctorBadge { entry: entry.clone() }
        }
        WordsTo {
            room,
            said,
            onsay: move |text: String| {
                spawn(async move {
                    match desk.leave_word(room, &text).await {
                        Ok(()) => onsaid.call(()),
                        Err(error) => toasts.say(move || error.text()),
                    }
                });
            },
        }
        p { class: "soft", {t!("staff-word-note", name = doctor)} }
    }
}
