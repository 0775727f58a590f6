//! For which doctor of the practice an appointment is.

use dioxus::prelude::*;
use heilsam_domain::AccountId;

use super::draft::PlanDraft;
use crate::components::Select;
use crate::practice::desk::team::{PracticeView, use_team};
use crate::t;

/// Who is proposed: whose calendar was open, else the reader, else the first.
fn proposal(practice: &PracticeView, shown: Option<AccountId>) -> Option<AccountId> {
    let is_doctor = |account: AccountId| practice.doctors().any(|doctor| doctor.account_id == account);
    let first = practice.doctors().next().map(|doctor| doctor.account_id);
    shown.filter(|doctor| is_doctor(*doctor)).or(Some(practice.own).filter(|own| is_doctor(*own))).or(first)
}

/// The choice; nothing to see where there is only one doctor, who is meant then.
#[component]
pub(super) fn DoctorField(draft: Signal<PlanDraft>, shown: Option<AccountId>) -> Element {
    let team = use_team();
    let mut draft = draft;
    use_effect(move || {
        if let Some(practice) = team.practice()
            && draft.peek().doctor.is_none()
        {
            draft.write().doctor = proposal(&practice, shown);
        }
    });
    // Not whenever a letter of a name is typed: the list may be long.
    let chosen = use_memo(move || draft.read().doctor);
    let Some(practice) = team.practice() else { return rsx! {} };
    let options: Vec<(String, String)> =
        practice.doctors().map(|doctor| (doctor.account_id.to_string(), doctor.name.clone())).collect();
    if options.len() < 2 {
        return rsx! {};
    }
    rsx! {
        Select {
            id: "invite-doctor",
            label: t!("plan-doctor"),
            value: chosen().map(|doctor| doctor.to_string()).unwrap_or_default(),
            options,
            onchange: move |text: String| draft.write().doctor = text.parse().ok(),
        }
    }
}
