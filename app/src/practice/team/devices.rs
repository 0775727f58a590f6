//! With what members log in: the main user releases it for the practice, and takes it back.

use dioxus::prelude::*;
use heilsam_protocol::credential::CredentialKind;

use crate::components::{Badge, Button, ButtonKind, Kind, Notice, Shape, use_toasts};
use crate::practice::desk::team::{MemberDevice, PracticeView, use_team};
use crate::practice::desk::use_desk;
use crate::{format, t};

/// So many are named whose devices wait; of the others it is said how many they are.
const NAMED: usize = 10;

/// How many wait, and whose they are.
#[component]
pub(super) fn WaitingDevices(practice: PracticeView) -> Element {
    let (named, more) = waiting(&practice);
    let mut names = named.join(", ");
    if more > 0 {
        names = t!("team-devices-wait-names", names = names, count = more);
    }
    rsx! {
        Notice { id: "team-devices-wait", kind: Kind::Warning, title: t!("team-devices-wait", count = practice.waiting_devices()),
            p { {t!("team-devices-wait-text", names = names)} }
        }
    }
}

/// The first whose devices wait, and how many more there are.
fn waiting(practice: &PracticeView) -> (Vec<&str>, usize) {
    let accounts = practice.waiting_accounts();
    let members = practice.members.iter().filter(|member| accounts.contains(&member.account_id));
    let mut names = members.map(|member| member.name.as_str());
    (names.by_ref().take(NAMED).collect(), names.count())
}

/// The devices of one member.
#[component]
pub(super) fn MemberDevices(name: String, devices: Vec<MemberDevice>) -> Element {
    let count = devices.len();
    // As it was at first: whoever releases the last one stays where they are.
    let open = use_hook(|| devices.iter().any(|device| device.released_at.is_none()));
    rsx! {
        details { class: "team-devices", open,
            summary {
                {t!("team-devices", count = count)}
                span { class: "visually-hidden", ": {name}" }
            }
            p { class: "soft", {t!("team-devices-text")} }
            ul { class: "stack",
                for device in devices {
                    li { key: "{device.credential_id}", class: "stack",
                        Line { name: name.clone(), device }
                    }
                }
            }
        }
    }
}

#[component]
fn Line(name: String, device: MemberDevice) -> Element {
    let (desk, team) = (use_desk(), use_team());
    let mut toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let id = device.credential_id;
    let released = device.released_at.is_some();
    let press = if released { ButtonKind::Quiet } else { ButtonKind::Second };
    let what = kind(&device);
    let change = move |()| {
        if busy() {
            return;
        }
        busy.set(true);
        spawn(async move {
            let done = if released { desk.take_device_back(id).await } else { desk.release_device(id).await };
            toasts.say(move || match &done {
                Ok(()) if released => t!("team-device-taken-back"),
                Ok(()) => t!("team-device-released"),
                Err(error) => error.text(),
            });
            busy.set(false);
            team.reload();
        });
    };
    rsx! {
        div { class: "row-apart",
            p { "{what}" }
            if released {
                Badge { kind: Kind::Success, icon: Shape::Check, {t!("team-device-is-released")} }
            } else {
                Badge { kind: Kind::Warning, icon: Shape::Clock, {t!("team-device-waits")} }
            }
        }
        p { class: "soft",
            {t!("team-device-since", day = format::day(device.created_at))}
            if let Some(used) = device.last_used_at {
                " "
                {t!("team-device-used", moment = format::moment(used))}
            }
        }
        div { class: "row",
            Button {
                id: "device-{id}",
                kind: press,
                busy: busy(),
                onpress: change,
                if released {
                    {t!("team-device-take-back")}
                } else {
                    {t!("team-device-release")}
                }
                span { class: "visually-hidden", ": {name}, {what}" }
            }
        }
    }
}

/// Passkey or passphrase, and where it was used last.
fn kind(device: &MemberDevice) -> String {
    let way = match device.kind {
        CredentialKind::Passkey => t!("credentials-kind-passkey"),
        CredentialKind::Passphrase => t!("credentials-kind-passphrase"),
    };
    if device.device.is_empty() {
        way
    } else {
        t!("team-device-at", way = way, device = device.device.clone())
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::Role;

    use super::*;
    use crate::practice::desk::team::examples::{member, practice};

    #[test]
    fn ten_who_wait_are_named_and_the_others_counted() {
        let of = |accounts: std::ops::RangeInclusive<u8>| {
            let members = (1..=30).map(|number| member(number, Role::Staff, &format!("Sam {number}")));
            let practice = practice(members.collect(), &accounts.collect::<Vec<_>>());
            let (names, more) = waiting(&practice);
            (names.join(", "), more)
        };
        assert_eq!(of(2..=3), ("Sam 2, Sam 3".to_owned(), 0));
        let ten = "Sam 2, Sam 3, Sam 4, Sam 5, Sam 6, Sam 7, Sam 8, Sam 9, Sam 10, Sam 11";
        assert_eq!(of(2..=11), (ten.to_owned(), 0));
        assert_eq!(of(2..=30), (ten.to_owned(), 19));
    }
}
