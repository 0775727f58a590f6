//! Handing an invitation over: copy the link, write a mail, print the sheet, have the operator send it. Each way is
//! remembered with the invitation.

mod send;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_domain::RoomId;

use super::desk::{Delivery, use_desk};
use super::invitation::Papers;
use crate::components::{Button, ButtonKind, Shape, use_toasts};
use crate::{browser, t};

/// A way in words; that an invitation was made for the gateway is none yet.
fn words(delivery: Delivery) -> Option<String> {
    match delivery {
        Delivery::LinkCopied => Some(t!("delivery-copied")),
        Delivery::Printed => Some(t!("delivery-printed")),
        Delivery::MailProgram => Some(t!("delivery-mail")),
        Delivery::Sent => Some(t!("delivery-gateway")),
        Delivery::Gateway => None,
    }
}

/// The three ways, and which of them were taken. `onkept` says that the person is to be reminded.
#[component]
pub fn HandOver(
    room_id: RoomId,
    papers: Papers,
    deliveries: Vec<Delivery>,
    onkept: EventHandler<()>,
) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let mut taken = use_signal(move || deliveries);
    let mut record = move |delivery: Delivery| {
        if taken.peek().contains(&delivery) {
            return;
        }
        taken.write().push(delivery);
        spawn_forever(async move {
            // A note for the practice only: without a connection it is missing, and nothing else.
            let _ = desk.record_delivery(room_id, delivery).await;
        });
    };
    let by_server = taken.read().contains(&Delivery::Gateway);
    let ways: Vec<String> = taken().into_iter().filter_map(words).collect();
    let link = papers.link.clone();
    let copied = link.clone();
    let cancel_link = papers.cancel_link.clone();
    let has_cancel = !cancel_link.is_empty();
    rsx! {
        div { class: "row no-print",
            Button {
                id: "copy-link",
                kind: ButtonKind::Second,
                icon: Shape::Copy,
                onpress: move |()| {
                    let link = copied.clone();
                    spawn(async move {
                        let done = browser::copy(&link).await;
                        if done {
                            record(Delivery::LinkCopied);
                        }
                        toasts.say(move || if done { t!("invitation-copied") } else { t!("invitation-not-copied") });
                    });
                },
                {t!("invitation-copy")}
            }
            Button {
                id: "mail-link",
                kind: ButtonKind::Second,
                icon: Shape::Letter,
                onpress: move |()| {
                    record(Delivery::MailProgram);
                    let subject = t!("invitation-mail-subject", moment = papers.moment.clone());
                    browser::write_mail(&subject, &papers.text());
                },
                {t!("invitation-mail")}
            }
            Button {
                id: "print",
                kind: ButtonKind::Second,
                icon: Shape::Printer,
                onpress: move |()| {
                    record(Delivery::Printed);
                    browser::print();
                },
                {t!("invitation-print")}
            }
        }
        if by_server {
            send::Send {
                room_id,
                onkept,
                onsent: move |()| {
                    if !taken.peek().contains(&Delivery::Sent) {
                        taken.write().push(Delivery::Sent);
                    }
                },
            }
        }
        if !ways.is_empty() {
            p { class: "soft no-print", id: "deliveries", role: "status",
                {t!("invitation-taken", ways = ways.join(", "))}
            }
        }
        details { class: "no-print",
            summary { {t!("invitation-link")} }
            code { id: "invitation-link", "{link}" }
            if has_cancel {
                p { class: "field-label", {t!("invitation-cancel-link")} }
                code { id: "invitation-cancel-link", "{cancel_link}" }
            }
        }
    }
}
