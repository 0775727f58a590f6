//! Who else gets the documents of the dossier, and whether their keys are really theirs.

use dioxus::prelude::*;
use heilsam_client::client::{KeyStanding, MemberKey};
use heilsam_compliance::workspace::PersonId;

use super::desk::use_desk;
use super::routes::Route;
use crate::account::about::role_text;
use crate::components::{Badge, Button, ButtonKind, ErrorState, Kind, Loading, Notice, Shape, use_toasts};
use crate::t;

/// The members with the numbers that are compared by voice.
#[component]
pub fn Members() -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let mut keys = use_resource(move || async move { desk.member_keys().await });
    let compared = move |key: MemberKey| {
        spawn(async move {
            match desk.member_key_compared(&key).await {
                Ok(()) => toasts.say(|| t!("members-done")),
                Err(why) => toasts.tell(why),
            }
            keys.restart();
        });
    };
    let list = match &*keys.read() {
        None => rsx! { Loading {} },
        Some(Err(why)) => rsx! { ErrorState { text: why.text(), onretry: move |()| keys.restart() } },
        Some(Ok(keys)) => {
            let own = keys.iter().find(|key| key.standing == KeyStanding::Own).map(|key| key.number.clone());
            let others: Vec<MemberKey> =
                keys.iter().filter(|key| key.standing != KeyStanding::Own).cloned().collect();
            rsx! {
                if let Some(own) = own {
                    p { class: "field-label", {t!("members-own")} }
                    code { class: "code-block", id: "members-own", "{own}" }
                }
                if others.is_empty() {
                    p { class: "soft", {t!("members-none")} }
                }
                ul { class: "card-list", id: "members-list",
                    for key in others {
                        li { key: "{key.account_id}", class: "card",
                            Member { member: key.clone(), oncompared: move |()| compared(key.clone()) }
                        }
                    }
                }
            }
        }
    };
    rsx! {
        section { class: "stack", id: "members", "aria-labelledby": "members-title",
            h2 { id: "members-title", {t!("members-title")} }
            p { {t!("members-lead")} }
            {list}
        }
    }
}

#[component]
fn Member(member: MemberKey, oncompared: EventHandler<()>) -> Element {
    let person = PersonId::new(&member.account_id.to_string()).ok();
    let open = use_desk().open();
    let name = open.zip(person).map_or_else(|| t!("dossier-nameless"), |(open, person)| open.name(&person));
    let (kind, icon, text) = match member.standing {
        KeyStanding::Compared => (Kind::Success, Some(Shape::Check), t!("members-compared")),
        KeyStanding::Changed => (Kind::Danger, Some(Shape::Warning), t!("members-changed")),
        KeyStanding::Own | KeyStanding::Seen => (Kind::Info, None, t!("members-seen")),
    };
    rsx! {
        div { class: "row-apart",
            h3 { "{name}" }
            Badge { kind, icon, "{text}" }
        }
        p { class: "soft", {role_text(member.role)} }
        code { class: "code-block", "{member.number}" }
        if member.standing == KeyStanding::Changed {
            Notice { kind: Kind::Danger, p { {t!("members-changed-text")} } }
        }
        if member.standing != KeyStanding::Compared {
            div { class: "row",
                Button { id: "members-compared-{member.account_id}", kind: ButtonKind::Second, icon: Shape::Check, onpress: move |()| oncompared.call(()),
                    {t!("members-compare")}
                    span { class: "visually-hidden", ": {name}" }
                }
            }
        }
    }
}

/// Says on the first page that a key changed; nothing otherwise.
#[component]
pub fn ChangedKeys() -> Element {
    let desk = use_desk();
    let keys = use_resource(move || async move { desk.member_keys().await });
    let changed = matches!(&*keys.read(), Some(Ok(keys)) if keys.iter().any(|key| key.standing == KeyStanding::Changed));
    if !changed {
        return rsx! {};
    }
    rsx! {
        Notice { kind: Kind::Danger, announce: true, id: "members-warning", title: t!("members-changed"),
            p { {t!("members-changed-text")} }
            p { Link { to: Route::AccountPage {}, {t!("members-look")} } }
        }
    }
}
