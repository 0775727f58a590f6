//! After a call: the doctor's notes as a text for the practice software, and hints for billing. Nothing of it leaves the
//! device by itself.

mod billing;
mod identity;

use dioxus::prelude::*;
use heilsam_client::appointment::zone;

use self::billing::Billing;
use self::identity::Identity;
use super::calendar::{name, words};
use super::desk::{InvitationView, use_desk};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, ErrorState, Shape, TextArea, use_toasts};
use crate::{browser, format, t};

/// The doctor's notes on one appointment, sealed on this device as they are typed, and the steps with somebody unknown.
#[component]
pub fn Notes(entry: InvitationView) -> Element {
    let desk = use_desk();
    let (room, conference) = (entry.room, entry.is_conference());
    let mut text = use_signal(String::new);
    use_future(move || async move {
        let kept = desk.notes(room).await.unwrap_or_default();
        if text.peek().is_empty() {
            text.set(kept);
        }
    });
    let mut keep = move |typed: String| {
        text.set(typed.clone());
        dioxus::core::spawn_forever(async move {
            // A device that cannot keep it still shows it until the page is left.
            let _ = desk.keep_notes(room, &typed).await;
        });
    };
    rsx! {
        TextArea {
            id: "notes-{room}",
            label: t!("after-notes"),
            hint: t!("after-notes-hint"),
            value: text(),
            oninput: keep,
        }
        if !conference {
            Identity {
                room,
                onchecked: move |()| {
                    let noted = with_line(&text.peek(), &t!("identity-line"));
                    keep(noted);
                },
            }
        }
    }
}

/// Notes with one more line.
fn with_line(notes: &str, line: &str) -> String {
    match notes.trim_end() {
        "" => line.to_owned(),
        before => format!("{before}\n{line}"),
    }
}

/// What the practice software gets.
fn summary(entry: &InvitationView, notes: &str) -> String {
    let mut lines = vec![
        if entry.is_conference() {
            t!("after-summary-conference", at = words::moment(entry.appointment.begins_at))
        } else {
            t!("after-summary-what", at = words::moment(entry.appointment.begins_at))
        },
        t!("after-summary-who", name = name(entry)),
    ];
    if !entry.remark.is_empty() {
        lines.push(t!("after-summary-remark", text = entry.remark.clone()));
    }
    if !notes.trim().is_empty() {
        lines.push(String::new());
        lines.push(notes.trim().to_owned());
    }
    lines.join("\n")
}

/// Notes, copying, billing.
#[component]
pub fn After(entry: InvitationView) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let mut trouble = use_signal(|| None::<Trouble>);
    // Forgotten notes leave the field, too: the next key would keep them all again.
    let mut round = use_signal(|| 0_u32);
    let (room, conference) = (entry.room, entry.is_conference());
    let day = zone::local(format::now()).date();
    let copied = entry.clone();
    let copy = move |()| {
        let entry = copied.clone();
        spawn(async move {
            let notes = desk.notes(room).await.unwrap_or_default();
            let done = browser::copy(&summary(&entry, &notes)).await;
            toasts.show(if done { t!("after-copied") } else { t!("after-not-copied") });
        });
    };
    let forget = move |()| {
        spawn(async move {
            match desk.keep_notes(room, "").await {
                Ok(()) => {
                    round += 1;
                    trouble.set(None);
                    toasts.show(t!("after-forgotten"));
                }
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    rsx! {
        section { class: "stack", id: "after-{room}",
            for number in [round()] {
                Notes { key: "{number}", entry: entry.clone() }
            }
            if let Some(error) = trouble() {
                ErrorState { title: t!("after-not-forgotten"), text: error.text(), onretry: forget }
            }
            div { class: "row",
                Button { id: "copy-summary-{room}", kind: ButtonKind::Second, icon: Shape::Copy, onpress: copy, {t!("after-copy")} }
                Button { kind: ButtonKind::Quiet, onpress: forget, {t!("after-forget")} }
            }
            if !conference {
                Billing { room, day }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stands_below_what_was_written() {
        assert_eq!(with_line("", "Karte geprüft"), "Karte geprüft");
        assert_eq!(with_line("Husten\n\n", "Karte geprüft"), "Husten\nKarte geprüft");
    }
}
