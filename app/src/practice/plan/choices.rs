//! What needs one tap: the kind of appointment, who is beside the patient, and whether the server sends the invitation.

use dioxus::prelude::*;

use super::draft::{Kind, PlanDraft};
use crate::components::{Choice, ChoiceKind};
use crate::practice::desk::use_desk;
use crate::t;

/// What is planned.
#[component]
pub(super) fn Kinds(draft: Signal<PlanDraft>) -> Element {
    let mut draft = draft;
    let kind = draft.read().kind;
    rsx! {
        fieldset { class: "choices", id: "plan-kinds",
            legend { class: "field-label", {t!("invite-when")} }
            for each in Kind::ALL {
                Choice {
                    key: "{each.id()}",
                    id: "{each.id()}",
                    name: "when",
                    kind: ChoiceKind::Radio,
                    label: each.label(),
                    detail: each.detail(),
                    checked: kind == each,
                    onchange: move |_| draft.write().kind = each,
                }
            }
        }
    }
}

/// What can be asked for beside it; `sends` says whether the server sends invitations.
#[component]
pub(super) fn Wishes(draft: Signal<PlanDraft>, sends: bool) -> Element {
    let mut draft = draft;
    let kind = draft.read().kind;
    rsx! {
        if !matches!(kind, Kind::OpenHour | Kind::Conference) {
            Choice {
                id: "invite-carer",
                name: "carer",
                label: t!("plan-carer"),
                detail: t!("plan-carer-detail"),
                checked: draft.read().with_carer,
                onchange: move |on| draft.write().with_carer = on,
            }
        }
        if sends && kind != Kind::OpenHour {
            ThroughServer { checked: draft.read().through_server, onchange: move |on| draft.write().through_server = on }
        }
    }
}

/// Whether the server sends the invitation: chosen before it is made. Only where [`use_sends`] says that it does.
#[component]
pub fn ThroughServer(checked: bool, onchange: EventHandler<bool>) -> Element {
    rsx! {
        Choice {
            id: "invite-gateway",
            name: "gateway",
            label: t!("gateway-choose"),
            detail: t!("gateway-choose-detail"),
            checked,
            onchange,
        }
    }
}

/// Whether the server sends invitations; `None` until that is known.
pub fn use_sends() -> Resource<bool> {
    let desk = use_desk();
    use_resource(move || async move {
        let gateways = desk.gateways().await;
        gateways.mail || gateways.sms
    })
}
