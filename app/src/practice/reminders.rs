//! Reminders of appointments: sent by hand from the calendar or the appointment, or by themselves while the app is open.

mod card;

pub use self::card::ReminderCard;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_client::appointment::remind::{Ahead, Standing, is_by_day};
use heilsam_client::client::Told;

use super::calendar::words;
use super::desk::{Desk, InvitationView, use_desk};
use crate::account::trouble::Trouble;
use crate::components::Choice;
use crate::{browser, format, t};

/// Whether this device sends reminders by itself.
const AUTOMATIC: &str = "heilsam.reminders-automatic";
/// After the start, so that the calendar comes first; milliseconds.
const WAIT: i32 = 5_000;
/// How often it is looked whether somebody is to be reminded; milliseconds.
const EVERY: i32 = 5 * 60_000;
/// After this time another device has sent what it began; milliseconds.
const SOON: i32 = 3_000;
/// The longest wait for a server that takes no more for now, in seconds.
const MOST_SECONDS: u64 = 120;

/// What is on its way; copies share everything. It lives as long as the program: a page that is left breaks off nothing.
#[derive(Clone, Copy)]
pub struct Reminders {
    desk: Desk,
    busy: Signal<bool>,
    /// Grows whenever appointments have to be read again.
    rounds: Signal<u32>,
    trouble: Signal<Option<Trouble>>,
}

/// Provides it to all views below.
pub fn use_reminders_provider() -> Reminders {
    let desk = use_desk();
    use_context_provider(|| Reminders {
        desk,
        busy: Signal::new(false),
        rounds: Signal::new(0),
        trouble: Signal::new(None),
    })
}

/// The reminders of this program.
pub fn use_reminders() -> Reminders {
    use_context()
}

/// Calls `onround` whenever some were sent while this component was there.
pub fn use_rounds(mut onround: impl FnMut() + 'static) {
    let reminders = use_reminders();
    let mut seen = use_hook(|| CopyValue::new(*reminders.rounds.peek()));
    use_effect(move || {
        let round = (reminders.rounds)();
        if round != *seen.peek() {
            seen.set(round);
            onround();
        }
    });
}

impl Reminders {
    /// Whether some are being sent.
    #[must_use]
    pub fn is_busy(self) -> bool {
        (self.busy)()
    }

    /// What kept the last ones from being sent.
    #[must_use]
    pub fn trouble(self) -> Option<Trouble> {
        (self.trouble)()
    }

    /// Reminds of these appointments, as they were seen.
    pub fn send(self, list: Vec<InvitationView>) {
        spawn_forever(async move { self.round(list).await });
    }

    async fn round(mut self, list: Vec<InvitationView>) {
        if list.is_empty() || *self.busy.peek() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let mut left_alone = false;
        for entry in list {
            match self.one(&entry).await {
                // Somebody else did something with this one; the others wait for theirs.
                Ok(Told::LeftAlone) | Err(Trouble::ChangedMeanwhile | Trouble::Gone) => left_alone = true,
                Ok(Told::Sent | Told::Refused | Told::NotTaken(_)) => {}
                Err(trouble) => {
                    self.trouble.set(Some(trouble));
                    break;
                }
            }
        }
        self.busy.set(false);
        self.rounds += 1;
        if left_alone {
            browser::sleep(SOON).await;
            self.rounds += 1;
        }
    }

    async fn one(self, entry: &InvitationView) -> Result<Told, Trouble> {
        let told = self.desk.remind(entry).await?;
        let Told::NotTaken(Some(seconds)) = told else { return Ok(told) };
        let milliseconds = seconds.min(MOST_SECONDS).saturating_add(1).saturating_mul(1_000);
        browser::sleep(i32::try_from(milliseconds).unwrap_or(i32::MAX)).await;
        // As it stands now: with the mark of the try before.
        let now = self.desk.invitation(entry.room).await?;
        let same = |it: &InvitationView| it.appointment.begins_at == entry.appointment.begins_at;
        match now.filter(same) {
            Some(now) if now.reminder.is_some() => self.desk.remind(&now).await,
            _ => Ok(told),
        }
    }

    async fn by_itself(self) {
        let now = format::now();
        if !is_automatic() || !is_by_day(now) {
            return;
        }
        // Without a connection the next time is soon.
        let Ok(list) = self.desk.invitations().await else { return };
        self.round(Ahead::of(&list, now).to_send(false, now)).await;
    }
}

fn is_automatic() -> bool {
    browser::is_switched_on(AUTOMATIC)
}

/// Sends by itself, where that is switched on for this device, for as long as somebody is logged in.
#[component]
pub fn Reminding() -> Element {
    let reminders = use_reminders();
    use_future(move || async move {
        browser::sleep(WAIT).await;
        loop {
            // What was begun is ended also when the person logs out meanwhile.
            spawn_forever(async move { reminders.by_itself().await });
            browser::sleep(EVERY).await;
        }
    });
    rsx! {}
}

/// The choice of this device; it counts at once.
#[component]
pub fn ByThemselves() -> Element {
    let reminders = use_reminders();
    let mut on = use_signal(is_automatic);
    rsx! {
        Choice {
            id: "reminders-automatic",
            name: "reminders-automatic",
            label: t!("reminders-automatic"),
            detail: t!("reminders-automatic-text"),
            checked: on(),
            onchange: move |wanted: bool| {
                on.set(wanted);
                browser::switch(AUTOMATIC, wanted);
                if wanted {
                    spawn_forever(async move { reminders.by_itself().await });
                }
            },
        }
    }
}

/// The same on the account page, where the operator sends messages.
#[component]
pub fn ReminderSettings() -> Element {
    let desk = use_desk();
    let ways = use_resource(move || async move { desk.gateways().await });
    if !ways().is_some_and(|ways| ways.mail || ways.sms) {
        return rsx! {};
    }
    rsx! {
        section { class: "stack", id: "reminder-settings",
            h2 { {t!("reminders-title")} }
            p { {t!("reminders-text")} }
            ByThemselves {}
        }
    }
}

/// Where the reminder of an appointment stands, in words.
#[must_use]
pub fn standing_text(standing: Standing) -> String {
    match standing {
        Standing::Due => t!("remind-due"),
        Standing::OnItsWay => t!("remind-on-its-way"),
        Standing::Sent(at) => t!("remind-sent", when = words::moment(at)),
        Standing::Refused => t!("remind-refused"),
        Standing::Failed => t!("remind-failed"),
        Standing::Unclear => t!("remind-unclear"),
    }
}
