//! An invitation of the practice becomes an appointment: by its link, by its code, or by pasting the whole message.

use dioxus::prelude::*;
use heilsam_client::appointment::handed::{Handed, Unreadable};
use heilsam_client::appointment::kept::NAME_LIMIT;

use super::Opened;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{
    Button, ButtonKind, DateField, DateKind, Field, Kind, Notice, PageTitle, Shape, use_toasts,
};
use crate::patient::diary::inputs::{Input, Typed};
use crate::patient::routes::Route;
use crate::patient::scan::ScanDialog;
use crate::record::use_record;
use crate::{browser, format, t};

fn words(why: Unreadable) -> String {
    match why {
        Unreadable::Nothing => t!("appointment-text-nothing"),
        Unreadable::Damaged => t!("appointment-text-damaged"),
    }
}

/// First the invitation, then when and with whom.
#[component]
pub fn AddAppointment() -> Element {
    let opened: Opened = use_context();
    let given = use_hook(|| opened.take().map(|text| Handed::parse(&text)));
    let (found, wrong) = match given {
        Some(Ok(handed)) => (Some(handed), None),
        Some(Err(why)) => (None, Some(why)),
        None => (None, None),
    };
    let mut handed = use_signal(move || found);
    rsx! {
        PageTitle { title: t!("appointment-add"), lead: if handed.read().is_none() { Some(t!("appointment-add-lead")) } else { None } }
        match handed() {
            None => rsx! { TextForm { wrong, onread: move |it| handed.set(Some(it)) } },
            Some(it) => rsx! { FactsForm { handed: it } },
        }
    }
}

/// Takes the link, the code or the message.
#[component]
fn TextForm(wrong: Option<Unreadable>, onread: EventHandler<Handed>) -> Element {
    let mut text = use_signal(String::new);
    let mut error = use_signal(move || wrong);
    let mut scanning = use_signal(|| false);
    let mut read = move |given: &str| match Handed::parse(given) {
        Ok(handed) => onread.call(handed),
        Err(why) => {
            error.set(Some(why));
            browser::focus("appointment-text");
        }
    };
    rsx! {
        form { class: "stack", novalidate: true,
            onsubmit: move |event| { event.prevent_default(); read(&text.peek()); },
            Input { id: "appointment-text", label: t!("appointment-text"), hint: t!("appointment-text-hint"), typed: Typed::Lines, value: text(), error: error().map(words),
                oninput: move |it| { error.set(None); text.set(it); } }
            Button { id: "appointment-read", submit: true, wide: true, {t!("action-next")} }
            Button { id: "appointment-scan", kind: ButtonKind::Second, wide: true, icon: Shape::Camera, onpress: move |()| scanning.set(true),
                {t!("appointment-scan")}
            }
        }
        if scanning() {
            ScanDialog {
                text: t!("appointment-scan-text"),
                onclose: move |()| scanning.set(false),
                onfound: move |found: String| {
                    scanning.set(false);
                    read(&found);
                },
            }
        }
    }
}

/// What the invitation says; what it does not say is asked for.
#[component]
fn FactsForm(handed: ReadSignal<Handed>) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let before = use_hook(|| record.appointment_of(&handed.peek()).map(|it| it.appointment));
    let (known_at, known_practice) = {
        let handed = handed.peek();
        let at = handed.begins_at.or_else(|| before.as_ref().map(|it| it.begins_at));
        let known = before.as_ref().map(|it| it.practice.clone()).filter(|name| !name.is_empty());
        (at, known.unwrap_or_else(|| handed.practice.clone()))
    };
    let is_known = before.is_some();
    let mut when = use_signal(move || known_at.map(format::to_input).unwrap_or_default());
    let mut practice = use_signal(move || known_practice);
    let mut asked = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let begins_at = use_memo(move || format::from_input(&when()));
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        let Some(at) = begins_at() else { return browser::focus("appointment-when") };
        if busy() {
            return;
        }
        spawn(async move {
            busy.set(true);
            match record.keep_appointment(&handed.peek().clone(), at, &practice.peek().clone()).await {
                Ok(record_id) => {
                    toasts.say(|| t!("appointment-kept"));
                    navigator.replace(Route::AppointmentPage { record_id });
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        form { class: "stack", id: "appointment-facts", novalidate: true, onsubmit: submit,
            if is_known {
                Notice { id: "appointment-known", p { {t!("appointment-known")} } }
            } else {
                Notice { kind: Kind::Success, announce: true, p { {t!("appointment-found")} } }
            }
            DateField { id: "appointment-when", label: t!("appointment-when"), kind: DateKind::Moment, value: when, required: true,
                hint: if known_at.is_none() { Some(t!("appointment-when-hint")) } else { None },
                error: (asked() && begins_at().is_none()).then(|| DateKind::Moment.incomplete(&when()).unwrap_or_else(|| t!("appointment-when-error"))),
                oninput: move |it| when.set(it) }
            Field { id: "appointment-practice", label: t!("appointment-practice"), hint: t!("appointment-practice-hint"), value: practice,
                maxlength: u16::try_from(NAME_LIMIT).ok(), oninput: move |it| practice.set(it) }
            if handed.read().with_carer {
                p { {t!("appointment-carer")} }
            }
            TroubleNotice { trouble: trouble() }
            Button { id: "appointment-keep", submit: true, wide: true, busy: busy(), {t!("appointment-keep")} }
            p { class: "soft", {t!("appointment-keep-text")} }
        }
    }
}
