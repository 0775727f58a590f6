//! Counting the use while the app is open, and handing in what the patient agreed to when its time has come.

use dioxus::prelude::*;
use heilsam_domain::Purpose;
use jiff::{SignedDuration, Timestamp};

use crate::account::access::use_account;
use crate::browser::{self, Signs};
use crate::components::use_toasts;
use crate::patient::alone::Turn;
use crate::record::{Record, use_record};
use crate::today::today;
use crate::{format, t};

/// How often to look for signs of the patient, in milliseconds.
const LOOK: i32 = 15_000;
/// Use is added to the record at most so often: each time makes a version that stays.
const ADD: SignedDuration = SignedDuration::from_mins(5);
/// What tabs take turns at.
const TURN: &str = "heilsam.use";
/// How often to look whether numbers are due, in milliseconds.
const DUE: i32 = 30 * 60_000;

/// Counts and hands in while the consent is in force; shows nothing.
#[component]
pub fn UseCounter() -> Element {
    let record = use_record();
    if use_account().is_preview() || !record.has_consent(Purpose::OutcomeReporting) {
        return rsx! {};
    }
    rsx! {
        Counting {}
        HandingIn {}
    }
}

#[component]
fn Counting() -> Element {
    let record = use_record();
    use_future(move || async move {
        let signs = Signs::listen();
        let mut counter = Counter { record, added_at: None };
        // That the app was opened is the first sign.
        counter.sign().await;
        loop {
            browser::sleep(LOOK).await;
            if signs.take() {
                counter.sign().await;
            }
        }
    });
    rsx! {}
}

struct Counter {
    record: Record,
    added_at: Option<Timestamp>,
}

impl Counter {
    async fn sign(&mut self) {
        let now = format::now();
        // Tabs go on with the same count: each reads what the one before kept.
        let _turn = Turn::wait(TURN).await;
        let due = self.added_at.is_none_or(|at| now.duration_since(at) >= ADD);
        if due && self.record.count_use(now, today(), true).await.is_ok() {
            self.added_at = Some(now);
        } else {
            // It is added the next time. What cannot be kept either is lost.
            let _ = self.record.count_use(now, today(), false).await;
        }
    }
}

#[component]
fn HandingIn() -> Element {
    let record = use_record();
    let mut toasts = use_toasts();
    use_future(move || async move {
        // Not at the start, where a login tells who it is.
        let lot = i32::try_from(format::now().as_millisecond().rem_euclid(60_000)).unwrap_or_default();
        browser::sleep(10_000 + lot).await;
        loop {
            if record.hand_in_what_is_due().await {
                toasts.say(|| t!("outcome-gone"));
            }
            browser::sleep(DUE).await;
        }
    });
    rsx! {}
}
