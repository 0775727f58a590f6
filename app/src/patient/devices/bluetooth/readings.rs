//! What a device sent: looked at first, taken over then.

use dioxus::prelude::*;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::advice::{Advice, about_taken};
use heilsam_therapy::device::Session;
use heilsam_therapy::device::session::{Fresh, Received};
use heilsam_therapy::diary::{DeviceFlag, Origin};
use heilsam_therapy::plausibility::doubts_with_history;

use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Choice, Kind, Notice, Shape};
use crate::entry_words as words;
use crate::patient::diary::doubt;
use crate::record::use_record;
use crate::{format, t};

/// Why nothing of it can be taken over yet.
#[derive(Clone, Copy, PartialEq)]
enum Why {
    /// The device was not compared with its display.
    NotCompared,
    /// All times come from a wrong clock.
    DoubtfulTime,
}

impl Why {
    fn text(self) -> String {
        match self {
            Self::NotCompared => t!("bluetooth-take-compare"),
            Self::DoubtfulTime => t!("bluetooth-take-times"),
        }
    }
}

/// The list, and the button that writes it into the diary.
#[component]
pub fn Readings(session: Signal<Session>, onurgent: EventHandler<(DiaryEntry, Vec<Advice>)>) -> Element {
    let mut session = session;
    let record = use_record();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut taken = use_signal(|| None::<usize>);
    let mut with_doubtful = use_signal(|| false);
    let diary: Vec<DiaryEntry> = record.entries().into_iter().map(|it| it.entry).collect();
    let Fresh { readings, known } = session.read().fresh(&diary);
    let counting = readings.iter().filter(|it| it.counts(with_doubtful()));
    let entries: Vec<DiaryEntry> = counting.map(|it| it.entry.clone()).collect();
    let any_doubtful = readings.iter().any(|it| it.is_time_doubtful);
    let all_wait = entries.is_empty();
    let why = if readings.iter().any(|it| !it.is_compared) { Why::NotCompared } else { Why::DoubtfulTime };
    let counted = entries.len();
    let before = diary.clone();
    let take = move |()| {
        let (entries, before) = (entries.clone(), before.clone());
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            let count = entries.len();
            let urgent = about_taken(&entries, &before, format::now());
            let saved = record.save_all(entries).await;
            busy.set(false);
            match saved {
                Ok(()) => {
                    taken.set(Some(count));
                    if let Some(urgent) = urgent {
                        onurgent.call(urgent);
                    }
                }
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    let is_empty = readings.is_empty();
    let count = if all_wait { readings.len() } else { counted };
    rsx! {
        TroubleNotice { trouble: trouble() }
        if let Some(count) = taken().filter(|_| all_wait) {
            Notice { kind: Kind::Success, id: "bluetooth-taken", announce: true, p { {t!("devices-pulled", count = count)} } }
        }
        if !is_empty {
            h3 { {t!("bluetooth-received")} }
            ul { class: "card-list", id: "bluetooth-readings",
                for received in readings {
                    li { key: "{key(&received.entry)}", class: "card card-row",
                        Reading { received, diary: diary.clone(), onleave: move |entry: DiaryEntry| session.write().leave_out(&entry) }
                    }
                }
            }
            if any_doubtful {
                Choice { id: "bluetooth-times", name: "bluetooth-times", label: t!("bluetooth-times"), checked: with_doubtful(), onchange: move |it| with_doubtful.set(it) }
            }
            Button { id: "bluetooth-take", kind: if all_wait { ButtonKind::Second } else { ButtonKind::Primary }, busy: busy(), waits_for: all_wait.then(|| why.text()), icon: Shape::Download, onpress: take, {t!("bluetooth-take", count = count)} }
        } else if taken().is_none() && known > 0 {
            p { class: "soft", id: "bluetooth-known", {t!("devices-known", count = known)} }
        } else if taken().is_none() {
            p { class: "soft", id: "bluetooth-waiting", {t!("bluetooth-waiting")} }
        }
    }
}

/// What tells a reading from all others of the list: a newer one above it takes nobody's button away.
fn key(entry: &DiaryEntry) -> String {
    format!("{} {:?}", entry.measured_at, entry.measurement)
}

#[component]
fn Reading(received: Received, diary: Vec<DiaryEntry>, onleave: EventHandler<DiaryEntry>) -> Element {
    let Received { entry, user, is_time_doubtful, .. } = received;
    let when = format::short_moment(entry.measured_at);
    let values = words::measurement(&entry.measurement);
    let doubts = doubts_with_history(&entry, &diary, format::now());
    let flags = match &entry.origin {
        Origin::Device { flags, .. } => flags.clone(),
        Origin::Typed | Origin::File { .. } => Vec::new(),
    };
    rsx! {
        div { class: "card-row-main",
            p { class: "soft",
                "{when}"
                if let Some(user) = user {
                    ", " {t!("bluetooth-user", number = user)}
                }
            }
            p { class: "numbers", strong { "{values}" } }
            if is_time_doubtful {
                p { class: "soft", {t!("bluetooth-time-doubtful")} }
            }
            for flag in flags {
                p { key: "{flag:?}", class: "soft", {flag_text(flag)} }
            }
            for each in doubts {
                p { key: "{each:?}", class: "soft", {doubt::text(each)} }
            }
        }
        Button { kind: ButtonKind::Quiet, onpress: move |()| onleave.call(entry.clone()),
            {t!("bluetooth-leave-out")}
            span { class: "visually-hidden", ": {when}, {values}" }
        }
    }
}

fn flag_text(flag: DeviceFlag) -> String {
    match flag {
        DeviceFlag::BodyMoved => t!("bluetooth-flag-moved"),
        DeviceFlag::CuffTooLoose => t!("bluetooth-flag-cuff"),
        DeviceFlag::IrregularPulse => t!("bluetooth-flag-irregular"),
        DeviceFlag::PulseTooFast => t!("bluetooth-flag-fast"),
        DeviceFlag::PulseTooSlow => t!("bluetooth-flag-slow"),
        DeviceFlag::WrongPosition => t!("bluetooth-flag-position"),
    }
}
