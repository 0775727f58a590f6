//! With what members log in: the main user releases it for the practice, and takes it back.

use dioxus::prelude::*;
use heilsam_protocol::credential::CredentialKind;

use super::has_waiting_device;
use crate::components::{Badge, Button, ButtonKind, Kind, Notice, Shape, use_toasts};
use crate::practice::desk::team::{MemberDevice, PracticeView, use_team};
use crate::practice::desk::use_desk;
use crate::{format, t};

/// How many wait, and whose they are.
#[component]
pub(super) fn WaitingDevices(practice: PracticeView) -> Element {
    let waiting = practice.members.iter().filter(|member| has_waiting_device(&practice, member));
    let names: Vec<&str> = waiting.map(|it| it.name.as_str()).collect();
    rsx! {
        Notice { id: "team-devices-wait", kind: Kind::Warning, title: t!("team-devices-wait", count = practice.waiting_devices()),
            p { {t!("team-devices-wait-text", names = names.join(", "))} }
        }
    }
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
