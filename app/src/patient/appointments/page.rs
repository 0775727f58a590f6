//! One appointment: what to prepare, the way into the waiting room, cancelling.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_client::appointment::handed::Way;
use heilsam_client::appointment::kept::{KeptAppointment, KeptView, NOTE_LIMIT, Standing};
use heilsam_client::appointment::{Appointment, USUAL_MINUTES};
use heilsam_domain::RecordId;

use super::consent::{ConsentFirst, use_may_join};
use super::{name, use_now};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Dialog, Icon, Kind, Notice, PageTitle, Shape, use_toasts};
use crate::patient::diary::inputs::{Input, Typed};
use crate::patient::notifications::use_messages;
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::{browser, door, format, t};

/// The page.
#[component]
pub fn AppointmentPage(record_id: RecordId) -> Element {
    let record = use_record();
    let Some(view) = record.appointments().into_iter().find(|it| it.id == record_id) else {
        return rsx! {
            PageTitle { title: t!("appointments-title") }
            Notice { kind: Kind::Warning, p { {t!("appointment-gone")} } }
            p { Link { to: Route::Appointments {}, {t!("appointments-back")} } }
        };
    };
    rsx! {
        for view in [view] {
            Sheet { key: "{record_id}", view }
        }
    }
}

#[component]
fn Sheet(view: KeptView) -> Element {
    let now = use_now();
    let KeptView { id, appointment } = view;
    let standing = appointment.standing(now());
    let to_come = appointment.is_to_come(now());
    rsx! {
        PageTitle { title: name(&appointment), lead: format::full_moment(appointment.begins_at) }
        div { class: "stack-wide",
            Door { appointment: appointment.clone(), standing }
            if to_come {
                Preparation { appointment: appointment.clone() }
                Reminding {}
            }
            if appointment.can_share() {
                ShareAfter { id, appointment: appointment.clone() }
            }
            Note { id, appointment: appointment.clone() }
            div { class: "row",
                if to_come {
                    Cancel { id, appointment: appointment.clone() }
                }
                Remove { id, to_come }
            }
            p { Link { to: Route::Appointments {}, {t!("appointments-back")} } }
        }
    }
}

/// What the time allows: checking the devices, or going in.
#[component]
fn Door(appointment: KeptAppointment, standing: Standing) -> Element {
    let opens_at = Appointment::single(appointment.begins_at, USUAL_MINUTES).room_times().opens_at;
    let (join, check) = (appointment.way.clone(), appointment.way.clone());
    let has_way = appointment.way.is_some();
    let may_join = use_may_join();
    let was_held = use_hook(|| Rc::new(Cell::new(false)));
    use_effect(move || {
        if may_join() {
            // The button that gave the consent is gone.
            if was_held.take() {
                browser::focus("appointment-join");
            }
        } else {
            was_held.set(true);
        }
    });
    rsx! {
        match standing {
            Standing::Cancelled => rsx! {
                Notice { id: "appointment-cancelled", kind: Kind::Warning, p { {t!("appointment-cancelled-text")} } }
            },
            Standing::Past => rsx! {
                Notice { id: "appointment-past", p { {t!("appointment-past-text")} } }
            },
            Standing::Open if has_way && !may_join() => rsx! {
                ConsentFirst {}
            },
            Standing::Open if has_way => rsx! {
                Notice { id: "appointment-is-open", kind: Kind::Success, p { {t!("appointment-open-text")} } }
                Button { id: "appointment-join", wide: true, icon: Shape::Camera,
                    onpress: move |()| {
                        if let Some(way) = &join {
                            door::go(way.fragment(), false);
                        }
                    },
                    {t!("appointment-join")}
                }
            },
            Standing::Ahead | Standing::Near if has_way => rsx! {
                Notice { id: "appointment-opens",
                    p { {t!("appointment-opens", clock = format::clock(opens_at))} }
                }
            },
            Standing::Open | Standing::Ahead | Standing::Near => rsx! {
                Notice { id: "appointment-no-way", kind: Kind::Warning, p { {t!("appointment-no-way")} } }
            },
        }
        if has_way && !matches!(standing, Standing::Past | Standing::Cancelled) {
            div { class: "row",
                Button { id: "appointment-check", kind: ButtonKind::Second, icon: Shape::Microphone,
                    onpress: move |()| {
                        if let Some(way) = &check {
                            door::go(way.fragment(), true);
                        }
                    },
                    {t!("appointment-check")}
                }
            }
        }
    }
}

#[component]
fn Preparation(appointment: KeptAppointment) -> Element {
    rsx! {
        section { class: "card", "aria-labelledby": "appointment-prepare",
            h2 { id: "appointment-prepare", {t!("appointment-prepare")} }
            if appointment.with_carer {
                p { id: "appointment-carer", strong { {t!("appointment-carer")} } }
            }
            ul {
                li { {t!("appointment-prepare-room")} }
                li { {t!("appointment-prepare-device")} }
                li { {t!("appointment-prepare-papers")} }
                li {
                    {t!("appointment-prepare-values")}
                    " "
                    Link { to: Route::Report {}, {t!("appointment-prepare-report")} }
                }
                li { {t!("appointment-prepare-others")} }
            }
        }
    }
}

/// Whether a message comes before it, and where that is chosen.
#[component]
fn Reminding() -> Element {
    let messages = use_messages();
    let is_on = matches!(messages.view(), Some(Ok(view)) if view.settings.appointments && view.has_channel());
    rsx! {
        p { id: "appointment-remind",
            Link { to: Route::NotificationsPage {},
                if is_on {
                    {t!("appointment-reminds")}
                } else {
                    {t!("appointment-remind")}
                }
            }
        }
    }
}

/// After a verified call the practice's key is known: sharing needs no code.
#[component]
fn ShareAfter(id: RecordId, appointment: KeptAppointment) -> Element {
    let navigator = use_navigator();
    let when = appointment.met_at.map(format::full_moment).unwrap_or_default();
    rsx! {
        section { class: "card", "aria-labelledby": "appointment-share-title",
            h2 { id: "appointment-share-title", {t!("appointment-share-title")} }
            p { {t!("appointment-share-text", when = when)} }
            div { class: "row",
                Button { id: "appointment-share", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::ShareWithMet { record_id: id }); },
                    {t!("appointment-share")}
                }
            }
        }
    }
}

/// What the patient wants to say or ask.
#[component]
fn Note(id: RecordId, appointment: ReadSignal<KeptAppointment>) -> Element {
    let record = use_record();
    let mut toasts = use_toasts();
    let mut note = use_signal(move || appointment.peek().note.clone());
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let long = note.read().chars().count() > NOTE_LIMIT;
    let submit = move |event: FormEvent| {
        event.prevent_default();
        if long {
            return browser::focus("appointment-note");
        }
        if busy() {
            return;
        }
        let changed = KeptAppointment { note: note.peek().trim().to_owned(), ..appointment.peek().clone() };
        spawn(async move {
            busy.set(true);
            match record.change_appointment(id, &changed).await {
                Ok(()) => {
                    trouble.set(None);
                    toasts.say(|| t!("appointment-note-saved"));
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: submit,
            Input { id: "appointment-note", label: t!("appointment-note"), hint: t!("appointment-note-hint"), typed: Typed::Lines, value: note(),
                error: long.then(|| t!("appointment-note-long", most = NOTE_LIMIT)), oninput: move |it| note.set(it) }
            TroubleNotice { trouble: trouble() }
            div { class: "row",
                Button { id: "appointment-note-save", submit: true, kind: ButtonKind::Second, busy: busy(), {t!("appointment-note-save")} }
            }
        }
    }
}

/// Cancelling at the practice; what cannot be cancelled here says where.
#[component]
fn Cancel(id: RecordId, appointment: KeptAppointment) -> Element {
    let record = use_record();
    let mut toasts = use_toasts();
    let mut open = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    if !matches!(appointment.way, Some(Way::Link(_))) || appointment.cancel.is_none() {
        return rsx! {
            p { class: "soft", id: "appointment-cancel-elsewhere", {t!("appointment-cancel-elsewhere")} }
        };
    }
    let cancel = move |()| {
        if busy() {
            return;
        }
        spawn(async move {
            busy.set(true);
            match record.cancel_appointment(id).await {
                Ok(()) => {
                    open.set(false);
                    toasts.say(|| t!("appointment-cancelled-text"));
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        Button { id: "appointment-cancel", kind: ButtonKind::Quiet, onpress: move |()| { trouble.set(None); open.set(true); }, {t!("appointment-cancel")} }
        if open() {
            Dialog { id: "appointment-cancel-dialog", title: t!("appointment-cancel-title"), onclose: move |()| open.set(false),
                p { {t!("appointment-cancel-text")} }
                if trouble() == Some(Trouble::Gone) {
                    Notice { id: "appointment-cancel-gone", kind: Kind::Warning, announce: true, p { {t!("appointment-cancel-gone")} } }
                } else {
                    TroubleNotice { trouble: trouble() }
                }
                Button { id: "appointment-cancel-yes", wide: true, kind: ButtonKind::Danger, busy: busy(), onpress: cancel, {t!("appointment-cancel")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| open.set(false), {t!("action-back")} }
            }
        }
    }
}

/// Taking it off the list: here alone, the practice keeps its appointment.
#[component]
fn Remove(id: RecordId, to_come: bool) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let mut open = use_signal(|| false);
    let remove = move |()| {
        spawn(async move {
            match record.drop_appointment(id).await {
                Ok(()) => {
                    toasts.say(|| t!("appointment-removed"));
                    navigator.replace(Route::Appointments {});
                }
                Err(error) => toasts.say(move || error.text()),
            }
        });
    };
    rsx! {
        Button { id: "appointment-remove", kind: ButtonKind::Quiet, onpress: move |()| open.set(true), {t!("appointment-remove")} }
        if open() {
            Dialog { id: "appointment-remove-dialog", title: t!("appointment-remove-title"), onclose: move |()| open.set(false),
                if to_come {
                    p { Icon { shape: Shape::Info } " " {t!("appointment-remove-text")} }
                }
                Button { id: "appointment-remove-yes", wide: true, kind: ButtonKind::Danger, onpress: remove, {t!("appointment-remove")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| open.set(false), {t!("action-cancel")} }
            }
        }
    }
}
