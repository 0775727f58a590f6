//! Messages on this device, and the list of the others.

use dioxus::prelude::*;
use heilsam_client::client::NotificationsView;
use heilsam_domain::PushDeviceId;
use heilsam_protocol::notification::PushDevice;

use super::keep::use_messages;
use super::{FreshHere, browser_push};
use crate::account::access::use_account;
use crate::account::trouble::Trouble;
use crate::components::{Badge, Button, ButtonKind, Kind, Notice, Shape, use_toasts};
use crate::i18n::Words;
use crate::{browser, format, t};

/// A browser that shall get no more messages, and whether it is this one.
type Ending = (PushDeviceId, bool);

/// Switch for this browser, and all browsers. Ending messages asks for a fresh login when the last one is minutes ago.
#[component]
pub fn PushCard(view: NotificationsView) -> Element {
    let mut refused = use_signal(|| None::<Ending>);
    let end = use_ending(refused);
    let Some(key) = view.page.push_key.clone() else { return rsx! {} };
    let here = view.page.devices.iter().find(|device| device.current).cloned();
    let others: Vec<PushDevice> =
        view.page.devices.iter().filter(|device| !device.current).cloned().collect();
    rsx! {
        section { class: "card", id: "notify-push",
            div { class: "row-apart",
                h2 { {t!("notify-push-title")} }
                if here.is_some() {
                    Badge { kind: Kind::Success, icon: Shape::Check, {t!("notify-on")} }
                } else {
                    Badge { {t!("notify-off")} }
                }
            }
            match here {
                Some(device) => rsx! { SwitchOff { device, onend: end } },
                None => rsx! { SwitchOn { key_bytes: key.0 } },
            }
            if !others.is_empty() {
                h3 { {t!("notify-push-others")} }
                ul { class: "card-list", id: "notify-devices",
                    for device in others {
                        li { key: "{device.device_id}", class: "card", Other { device, onend: end } }
                    }
                }
            }
        }
        if let Some(ending) = refused() {
            FreshHere {
                onclose: move |()| refused.set(None),
                onconfirmed: move |()| { refused.set(None); end.call(ending) },
            }
        }
    }
}

#[component]
fn SwitchOn(key_bytes: Vec<u8>) -> Element {
    let account = use_account();
    let messages = use_messages();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Words>);
    if browser::keeps_nothing() {
        return rsx! { p { {t!("notify-push-shared")} } };
    }
    if !browser_push::is_supported() {
        return rsx! { p { id: "notify-push-none", {t!("notify-push-none")} } };
    }
    let on = move |()| {
        let key = key_bytes.clone();
        spawn(async move {
            busy.set(true);
            if let Ok(device) = account.device() {
                trouble.set(messages.switch_on(&device, &key).await.err());
            }
            busy.set(false);
        });
    };
    rsx! {
        p { {t!("notify-push-text")} }
        if let Some(why) = trouble() {
            Notice { kind: Kind::Warning, announce: true, id: "notify-push-trouble", p { {why.text()} } }
        }
        div { class: "row",
            Button { id: "notify-push-on", kind: ButtonKind::Second, icon: Shape::Device, busy: busy(), onpress: on, {t!("notify-push-on")} }
        }
    }
}

#[component]
fn SwitchOff(device: PushDevice, onend: EventHandler<Ending>) -> Element {
    rsx! {
        p { {t!("notify-push-here", day = format::day(device.created_at))} }
        div { class: "row",
            Button { id: "notify-push-off", kind: ButtonKind::Second, onpress: move |()| onend.call((device.device_id, true)),
                {t!("notify-push-off")}
            }
        }
    }
}

#[component]
fn Other(device: PushDevice, onend: EventHandler<Ending>) -> Element {
    rsx! {
        h4 { "{device.device}" }
        p { class: "soft", {t!("notify-push-since", day = format::day(device.created_at))} }
        div { class: "row",
            Button { kind: ButtonKind::Second, onpress: move |()| onend.call((device.device_id, false)),
                {t!("notify-push-end")}
                span { class: "visually-hidden", ": {device.device}" }
            }
        }
    }
}

/// Ends messages to a browser; `refused` gets what needs a fresh login first.
fn use_ending(mut refused: Signal<Option<Ending>>) -> Callback<Ending> {
    let account = use_account();
    let messages = use_messages();
    let mut toasts = use_toasts();
    use_callback(move |ending: Ending| {
        spawn(async move {
            let Ok(device) = account.device() else { return };
            let (id, here) = ending;
            match device.remove_push(id).await.map_err(|error| account.trouble(error)) {
                Ok(()) | Err(Trouble::Gone) => {
                    if here {
                        messages.switched_off_here().await;
                    }
                    toasts.say(|| t!("notify-push-ended"));
                }
                Err(Trouble::NotFresh) => return refused.set(Some(ending)),
                Err(error) => toasts.say(move || error.text()),
            }
            messages.refresh(&device).await;
        });
    })
}
