//! What stands above the calendar: how many appointments are ahead, and one button for all their reminders.

use dioxus::prelude::*;
use heilsam_client::appointment::remind::{Ahead, Standing};

use super::{ByThemselves, standing_text, use_reminders};
use crate::account::trouble::TroubleNotice;
use crate::components::{Button, ButtonKind, Shape};
use crate::practice::calendar::{name, words};
use crate::practice::desk::{GatewayWay, InvitationView, use_desk};
use crate::practice::routes::Route;
use crate::{format, t};

/// The card; nothing where nobody ahead wants to be reminded.
#[component]
pub fn ReminderCard(list: Vec<InvitationView>) -> Element {
    let reminders = use_reminders();
    let now = format::now();
    let ahead = Ahead::of(&list, now);
    let wanted: Vec<(InvitationView, Standing)> =
        ahead.wanted(now).map(|(entry, standing)| (entry.clone(), standing)).collect();
    if wanted.is_empty() {
        return rsx! {};
    }
    let (all, count) = (ahead.list.len(), wanted.len());
    let title = if ahead.is_tomorrow(now) {
        t!("reminders-tomorrow", all = all, count = count)
    } else {
        t!("reminders-until", day = words::day(ahead.until), all = all, count = count)
    };
    let to_send = ahead.to_send(true, now);
    let open = to_send.len();
    let by_sms = |it: &&InvitationView| it.reminder.as_ref().is_some_and(|it| it.way == GatewayWay::Sms);
    let sms = to_send.iter().filter(by_sms).count();
    let shown = |standing: Standing| !matches!(standing, Standing::Due | Standing::Sent(_));
    let noted: Vec<(InvitationView, Standing)> = wanted.into_iter().filter(|(_, it)| shown(*it)).collect();
    rsx! {
        section { class: "card stack no-print", id: "reminders", "aria-labelledby": "reminders-title",
            h2 { id: "reminders-title", "{title}" }
            if open == 0 && noted.is_empty() {
                p { id: "reminders-done", role: "status", {t!("reminders-done")} }
            }
            if !noted.is_empty() {
                ul { id: "reminders-noted",
                    for (entry , standing) in noted {
                        li { key: "{entry.room}",
                            Link { to: Route::InvitationPage { room_id: entry.room }, {name(&entry)} }
                            ": "
                            {standing_text(standing)}
                        }
                    }
                }
            }
            if sms > 0 {
                Price { count: sms }
            }
            TroubleNotice { trouble: reminders.trouble() }
            if open > 0 {
                div { class: "row",
                    Button {
                        id: "reminders-send",
                        kind: ButtonKind::Second,
                        icon: Shape::Letter,
                        busy: reminders.is_busy(),
                        onpress: move |()| reminders.send(to_send.clone()),
                        {t!("reminders-send", count = open)}
                    }
                }
            }
            ByThemselves {}
        }
    }
}

/// What the SMS among them cost, where the operator asks a price. It is looked up for them alone: the calendar is the first page.
#[component]
fn Price(count: usize) -> Element {
    let desk = use_desk();
    let ways = use_resource(move || async move { desk.gateways().await });
    let cents = ways().map_or(0, |ways| ways.sms_cents);
    if cents == 0 {
        return rsx! {};
    }
    rsx! {
        p { id: "reminders-price", {t!("reminders-sms", count = count, price = format::euros(u64::from(cents)))} }
    }
}
