//! A device with Bluetooth: connecting, comparing it with its display, what it sends, taking it over, testing the device.
//!
//! The browser asks which device, and the values come straight from it: nobody else is involved, so that the consent to
//! the intended use is enough.

mod comparison;
mod link;
mod readings;
mod store;
mod test;

use dioxus::prelude::*;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::advice::Advice;
use heilsam_therapy::device::{DeviceError, Meters, Session};

use self::comparison::Comparison;
use self::link::NoLink;
use self::readings::Readings;
use self::test::DeviceTest;
use crate::account::access::use_account;
use crate::components::{Badge, Button, ButtonKind, Kind, Notice, Shape};
use crate::{browser, format, t};

pub use link::is_supported;

/// Where a connection stands.
#[derive(Clone, PartialEq)]
enum Stage {
    /// There is none.
    Apart,
    /// The browser asks, or the device is being called.
    Calling,
    /// The device may send.
    Connected,
    /// The device went away; what came is still there.
    Gone,
}

/// One card for all of it; hands on what a reading that was taken over urgently asks for.
#[component]
pub fn BluetoothCard(onurgent: EventHandler<(DiaryEntry, Vec<Advice>)>) -> Element {
    let mut stage = use_signal(|| Stage::Apart);
    let account = use_account();
    let mut session = use_signal(Session::default);
    let mut meters = use_signal(Meters::default);
    let mut failure = use_signal(|| None::<NoLink>);
    use_drop(link::stop);
    let connect = move |()| {
        if stage() == Stage::Calling {
            return;
        }
        spawn(async move {
            stage.set(Stage::Calling);
            failure.set(None);
            match link::connect().await {
                Ok(device) => {
                    // Its clock was read just now.
                    let (now, offset) = (format::now(), browser::utc_offset_minutes());
                    meters.set(store::load(account).await);
                    let is_compared = meters.peek().find(&device).is_some();
                    session.write().begin(device, is_compared, now, offset);
                    stage.set(Stage::Connected);
                    while let Some(message) = link::next().await {
                        let offset = browser::utc_offset_minutes();
                        session.write().receive(message.service, &message.bytes, format::now(), offset);
                    }
                    stage.set(Stage::Gone);
                }
                Err(error) => {
                    failure.set(Some(error));
                    stage.set(Stage::Apart);
                }
            }
        });
    };
    let connected = stage() == Stage::Connected;
    let fault = session.read().fault();
    rsx! {
        section { class: "card", id: "bluetooth",
            div { class: "row-apart",
                h2 { {t!("bluetooth-title")} }
                if connected {
                    Badge { kind: Kind::Success, icon: Shape::Check, {t!("devices-paired")} }
                }
            }
            p { {t!("bluetooth-text")} }
            if let Some(failure) = failure() {
                Notice { kind: Kind::Warning, id: "bluetooth-problem", announce: true, p { {failure_text(failure)} } }
            }
            if connected {
                Notice { id: "bluetooth-connected", announce: true, p { {connected_text(&session.read().device().name)} } }
            }
            if stage() == Stage::Gone {
                Notice { id: "bluetooth-gone", announce: true, p { {t!("bluetooth-gone")} } }
            }
            if let Some(fault) = fault {
                Notice { kind: Kind::Warning, id: "bluetooth-fault", announce: true, p { {fault_text(fault)} } }
            }
            if connected || stage() == Stage::Gone {
                Comparison { session, meters }
                Readings { session, onurgent }
            }
            if connected {
                DeviceTest { session }
            }
            div { class: "row",
                if connected {
                    Button { id: "bluetooth-end", kind: ButtonKind::Quiet, onpress: move |()| link::stop(), {t!("bluetooth-end")} }
                } else {
                    Button { id: "bluetooth-connect", kind: if stage() == Stage::Gone { ButtonKind::Second } else { ButtonKind::Primary }, busy: stage() == Stage::Calling, onpress: connect, {t!("bluetooth-connect")} }
                }
            }
        }
    }
}

fn connected_text(name: &str) -> String {
    if name.is_empty() { t!("bluetooth-connected-nameless") } else { t!("bluetooth-connected", name = name) }
}

fn failure_text(failure: NoLink) -> String {
    match failure {
        NoLink::NotChosen => t!("bluetooth-not-chosen"),
        NoLink::NothingToMeasure => t!("bluetooth-nothing"),
        NoLink::Failed => t!("bluetooth-failed"),
    }
}

fn fault_text(fault: DeviceError) -> String {
    match fault {
        DeviceError::TooShort | DeviceError::TooLong => t!("bluetooth-fault-unreadable"),
        DeviceError::Failed => t!("bluetooth-fault-failed"),
        DeviceError::Impossible => t!("bluetooth-fault-impossible"),
        DeviceError::Clock | DeviceError::InFuture => t!("bluetooth-fault-clock"),
    }
}
