//! Practice and team: found it, invite doctors and staff, release them, let them go.

mod founding;
mod inviting;
mod joining;
mod leaving;

pub use joining::Joining;

use dioxus::prelude::*;
use heilsam_domain::Role;

use self::founding::{Founding, Renaming};
use self::inviting::Inviting;
use self::leaving::LetGo;
use super::desk::team::{Belonging, PracticeMember, PracticeView, use_team};
use super::desk::use_desk;
use crate::account::about::role_text;
use crate::components::{Badge, ErrorState, Kind, Loading, Notice, PageTitle, Shape};
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
            Together { practice }
        },
        Some(Ok(Belonging::Waits)) => rsx! {
            Joining {}
        },
        Some(Ok(Belonging::Nowhere)) => rsx! {
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

#[component]
fn Together(practice: PracticeView) -> Element {
    let led = practice.is_led_here();
    rsx! {
        PageTitle { title: practice.name.clone(), lead: t!("team-together") }
        div { class: "stack-wide",
            section { class: "stack", "aria-labelledby": "team-members-title",
                h2 { id: "team-members-title", {t!("team-members")} }
                ul { class: "card-list", id: "team-members",
                    for member in practice.members.clone() {
                        li { key: "{member.account_id}", class: "card",
                            Line { member: member.clone(), practice: practice.clone() }
                        }
                    }
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
        details {
            summary {
                {t!("team-number")}
                span { class: "visually-hidden", ": {member.name}" }
            }
            p { {t!("team-number-text")} }
            code { class: "code-block", "{member.number}" }
        }
        if may_go {
            LetGo { member, practice }
        }
    }
}
