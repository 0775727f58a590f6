//! Having the operator send an invitation by e-mail or SMS.

use dioxus::prelude::*;
use heilsam_client::appointment::remind::Reminder;
use heilsam_domain::RoomId;

use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{
    Button, ButtonKind, Choice, ChoiceKind, Field, FieldKind, Kind, Loading, Notice, Shape,
};
use crate::i18n::Words;
use crate::practice::desk::{GatewayMessage, GatewayWay, Gateways, use_desk};
use crate::{browser, format, t};

/// Asks for the address and sends. What was typed is kept nowhere, unless the person wants to be reminded: then it lies sealed with
/// the appointment.
#[component]
pub(super) fn Send(room_id: RoomId, onsent: EventHandler<()>, onkept: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut way = use_signal(|| GatewayWay::Mail);
    let mut to = use_signal(String::new);
    let mut practice = use_signal(String::new);
    let mut wrong = use_signal(|| None::<(&'static str, Words)>);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut busy = use_signal(|| false);
    let mut sent = use_signal(|| false);
    let mut remind = use_signal(|| false);
    let mut not_kept = use_signal(|| false);
    let ways = use_resource(move || async move {
        let ways = desk.gateways().await;
        if ways.sms && !ways.mail {
            way.set(GatewayWay::Sms);
        }
        if let Ok(master) = desk.master().await
            && practice.peek().is_empty()
        {
            practice.set(master.practice);
        }
        ways
    });
    let Some(Gateways { mail, sms, sms_cents }) = ways() else {
        return rsx! { div { class: "no-print", Loading {} } };
    };
    let price = (way() == GatewayWay::Sms && sms_cents > 0)
        .then(|| t!("gateway-price", price = format::euros(sms_cents.into())));
    let error = move |field: &str| wrong().filter(|(name, _)| *name == field).map(|(_, why)| why.text());
    let send = move |event: FormEvent| {
        event.prevent_default();
        let missing = [("to", to()), ("practice", practice())];
        let missing = missing.into_iter().find(|(_, text)| text.trim().is_empty());
        wrong.set(missing.map(|(field, _)| (field, Words::new(|| t!("field-missing")))));
        if let Some((field, _)) = wrong() {
            return browser::focus(&format!("gateway-{field}"));
        }
        let origin = browser::origin();
        let message = GatewayMessage { way: way(), to: to(), practice: practice(), origin };
        busy.set(true);
        trouble.set(None);
        sent.set(false);
        not_kept.set(false);
        let reminder =
            remind().then(|| Reminder::new(way(), to().trim().to_owned(), practice().trim().to_owned()));
        spawn(async move {
            match desk.send(room_id, &message).await {
                Ok(true) => {
                    let kept = match &reminder {
                        Some(_) => desk.set_reminder(room_id, reminder.as_ref()).await,
                        None => Ok(()),
                    };
                    to.set(String::new());
                    sent.set(true);
                    not_kept.set(kept.is_err());
                    onsent.call(());
                    if reminder.is_some() {
                        onkept.call(());
                    }
                }
                Ok(false) => {
                    wrong.set(Some(("to", Words::new(|| t!("gateway-refused")))));
                    browser::focus("gateway-to");
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    if !mail && !sms {
        return rsx! {};
    }
    rsx! {
        form { class: "card stack no-print", id: "gateway", novalidate: true, onsubmit: send,
            h3 { {t!("gateway-title")} }
            p { {t!("gateway-text")} }
            if mail && sms {
                fieldset { class: "choices",
                    legend { class: "field-label", {t!("gateway-way")} }
                    Choice { id: "gateway-mail", name: "gateway-way", kind: ChoiceKind::Radio, label: t!("gateway-mail"), checked: way() == GatewayWay::Mail, onchange: move |_| way.set(GatewayWay::Mail) }
                    Choice { id: "gateway-sms", name: "gateway-way", kind: ChoiceKind::Radio, label: t!("gateway-sms"), checked: way() == GatewayWay::Sms, onchange: move |_| way.set(GatewayWay::Sms) }
                }
            }
            Field {
                id: "gateway-to",
                label: if way() == GatewayWay::Mail { t!("gateway-to-mail") } else { t!("gateway-to-sms") },
                hint: if remind() { t!("gateway-to-kept") } else { t!("gateway-to-hint") },
                kind: FieldKind::Text,
                value: to,
                error: error("to"),
                required: true,
                oninput: move |it| to.set(it),
            }
            Field { id: "gateway-practice", label: t!("doc-practice"), hint: t!("gateway-practice-hint"), value: practice, maxlength: 80, error: error("practice"), required: true, oninput: move |it| practice.set(it) }
            Choice {
                id: "gateway-remind",
                name: "gateway-remind",
                label: t!("gateway-remind"),
                detail: t!("gateway-remind-detail"),
                checked: remind(),
                onchange: move |on| remind.set(on),
            }
            if let Some(price) = price {
                p { id: "gateway-price", "{price}" }
            }
            TroubleNotice { trouble: trouble() }
            if sent() {
                Notice { id: "gateway-sent", kind: Kind::Success, announce: true, p { {t!("gateway-sent")} } }
            }
            if not_kept() {
                Notice { id: "gateway-not-kept", kind: Kind::Warning, announce: true, p { {t!("gateway-not-kept")} } }
            }
            div { class: "row",
                Button { id: "gateway-send", kind: ButtonKind::Second, submit: true, icon: Shape::Letter, busy: busy(), {t!("gateway-send")} }
            }
        }
    }
}
