//! Practice and team: found it, invite doctors and staff, release them, let them go.

mod devices;
mod founding;
mod inviting;
mod joining;
mod leaving;

pub use joining::Joining;

use dioxus::prelude::*;
use heilsam_domain::Role;

use self::devices::{MemberDevices, WaitingDevices};
use self::founding::{Founding, Renaming};
use self::inviting::Inviting;
use self::leaving::LetGo;
use super::desk::team::{Belonging, PracticeMember, PracticeView, use_team};
use super::desk::use_desk;
use super::device_waits::DeviceWaits;
use crate::account::about::role_text;
use crate::components::{Badge, ErrorState, Field, Kind, Loading, Notice, PageTitle, Shape};
use crate::t;

/// The page: what it shows depends on what the account belongs to.
#[component]
pub fn TeamPage() -> Element {
    let (desk, team) = (use_desk(), use_team());
    // Somebody may have accepted meanwhile, or been released.
    use_effect(move || team.reload());
    match team.now() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            PageTitle { title: t!("team-title") }
            ErrorState { text: error.text(), onretry: move |()| team.reload() }
        },
        Some(Ok(Belonging::Practice(practice))) => rsx! {
            Together { practice: *practice }
        },
        Some(Ok(Belonging::Waits)) => rsx! {
            Joining {}
        },
        Some(Ok(Belonging::DeviceWaits)) => rsx! {
            DeviceWaits {}
        },
        // The frame shows something else to somebody unproven.
        Some(Ok(Belonging::Nowhere | Belonging::Unproven)) => rsx! {
            if desk.takes_part() {
                PageTitle { title: t!("team-title"), lead: t!("team-lead") }
                div { class: "stack-wide",
                    Founding {}
                    details { id: "team-join",
                        summary { {t!("team-join-other")} }
                        Joining { inside: true }
                    }
                }
            } else {
                Joining {}
            }
        },
    }
}

/// So many members stand in the list at once; the others are searched for.
const SHOWN: usize = 50;
/// From so many members on there is a field to search in.
const MANY: usize = 10;

#[component]
fn Together(practice: PracticeView) -> Element {
    let led = practice.is_led_here();
    let mut wanted = use_signal(String::new);
    let found = found(&practice, &wanted());
    let rest = found.len().saturating_sub(SHOWN);
    rsx! {
        PageTitle { title: practice.name.clone(), lead: t!("team-together") }
        div { class: "stack-wide",
            if practice.waiting_devices() > 0 {
                WaitingDevices { practice: practice.clone() }
            }
            section { class: "stack", "aria-labelledby": "team-members-title",
                h2 { id: "team-members-title", {t!("team-members")} }
                if practice.members.len() > MANY {
                    Field { id: "team-search", label: t!("team-search"), value: wanted, oninput: move |it| wanted.set(it) }
                    p { class: "soft", id: "team-found-count", role: "status", {t!("team-found-count", found = found.len(), all = practice.members.len())} }
                }
                ul { class: "card-list", id: "team-members",
                    for member in found.into_iter().take(SHOWN) {
                        li { key: "{member.account_id}", class: "card",
                            Line { member: member.clone(), practice: practice.clone() }
                        }
                    }
                }
                if rest > 0 {
                    p { class: "soft", {t!("team-more", count = rest)} }
                }
            }
            if led {
                Inviting { practice: practice.clone() }
                Renaming { name: practice.name.clone() }
            } else {
                Notice { kind: Kind::Info, p { {t!("team-not-led")} } }
            }
        }
    }
}

/// The members whose name holds what was typed; whoever has a device that waits comes first.
fn found<'a>(practice: &'a PracticeView, wanted: &str) -> Vec<&'a PracticeMember> {
    let wanted = wanted.trim().to_lowercase();
    let waiting = practice.waiting_accounts();
    let fits = |member: &&PracticeMember| member.name.to_lowercase().contains(&wanted);
    let found = practice.members.iter().filter(fits);
    let (mut first, others): (Vec<_>, Vec<_>) =
        found.partition(|member| waiting.contains(&member.account_id));
    first.extend(others);
    first
}

/// One member: who, as what, with which number to compare; the main user can let everybody else go.
#[component]
fn Line(member: PracticeMember, practice: PracticeView) -> Element {
    let is_main = member.account_id == practice.main_user;
    let is_own = member.account_id == practice.own;
    let may_go = practice.is_led_here() && !is_main;
    rsx! {
        div { class: "row-apart",
            h3 { "{member.name}" }
            div { class: "row",
                if is_main {
                    Badge { kind: Kind::Success, icon: Shape::Check, {t!("team-main-user")} }
                }
                if is_own {
                    Badge { {t!("team-own")} }
                }
            }
        }
        p { class: "soft", {role_text(member.role)} }
        if member.role == Role::Staff {
            p { class: "soft", {t!("team-staff-note")} }
        }
        KeyNumber { member: member.clone() }
        if may_go {
            MemberDevices { name: member.name.clone(), devices: practice.devices_of(member.account_id).cloned().collect::<Vec<_>>() }
            LetGo { member, practice }
        }
    }
}

/// The number to compare, computed when somebody opens it for the first time: for a whole list that takes a while.
#[component]
fn KeyNumber(member: PracticeMember) -> Element {
    let mut opened = use_signal(|| false);
    rsx! {
        details { ontoggle: move |_| opened.set(true),
            summary {
                {t!("team-number")}
                span { class: "visually-hidden", ": {member.name}" }
            }
            if opened() {
                if let Some(number) = member.number() {
                    p { {t!("team-number-text")} }
                    code { class: "code-block", "{number}" }
                } else {
                    p { {t!("team-number-unreadable")} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::desk::team::examples::{member, practice};
    use super::*;

    #[test]
    fn whoever_has_a_waiting_device_comes_first_and_names_are_searched() {
        let names = ["Dr. Weber", "Sam", "Webke Samt", "Ida Samt"];
        let members = (1..).zip(names).map(|(number, name)| member(number, Role::Staff, name));
        let practice = practice(members.collect(), &[3]);
        let names =
            |wanted| found(&practice, wanted).into_iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(""), ["Webke Samt", "Dr. Weber", "Sam", "Ida Samt"]);
        assert_eq!(names(" sam "), ["Webke Samt", "Sam", "Ida Samt"]);
        assert_eq!(names("x"), [""; 0]);
    }
}
