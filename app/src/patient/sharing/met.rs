//! Sharing with a practice that the patient met in a verified call: its key was proven there, and no code is typed.

use dioxus::prelude::*;
use heilsam_client::appointment::kept::KeptView;
use heilsam_domain::RecordId;

use super::new::form::WishForm;
use crate::account::trouble::Trouble;
use crate::components::{ErrorState, Kind, Loading, Notice, PageTitle};
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::{format, t};

/// Fetches the practice's keys, checks that they are those of the call, then the form.
#[component]
pub fn ShareWithMet(record_id: RecordId) -> Element {
    let record = use_record();
    let found = use_hook(|| record.appointments().into_iter().find(|it| it.id == record_id));
    let Some(KeptView { appointment, .. }) = found.filter(|it| it.appointment.can_share()) else {
        return rsx! {
            PageTitle { title: t!("sharing-new") }
            Notice { kind: Kind::Warning, p { {t!("appointment-gone")} } }
        };
    };
    let asked = appointment.clone();
    let mut practice = use_resource(move || {
        let asked = asked.clone();
        async move { record.practice_met(&asked).await }
    });
    let content = match &*practice.read() {
        None => rsx! { Loading {} },
        Some(Err(Trouble::Gone)) => rsx! {
            Notice { id: "sharing-met-none", p { {t!("sharing-met-none")} } }
            p { Link { to: Route::NewShare {}, {t!("sharing-met-code")} } }
        },
        Some(Err(Trouble::Frozen)) => rsx! {
            Notice { id: "sharing-met-forged", kind: Kind::Danger, p { {t!("sharing-met-forged")} } }
        },
        Some(Err(trouble)) => rsx! {
            ErrorState { text: trouble.text(), onretry: move |()| practice.restart() }
        },
        Some(Ok(checked)) => rsx! {
            WishForm { practice: checked.clone(), met: appointment.met_at.map(format::full_moment), practice_name: appointment.practice.clone() }
        },
    };
    rsx! {
        PageTitle { title: t!("sharing-new") }
        {content}
    }
}
