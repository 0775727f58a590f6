//! After a call: the doctor's notes as a text for the practice software, and hints for billing. Nothing of it leaves the
//! device by itself. The page of the appointment and the settings show the same again.

mod billing;
mod identity;

use dioxus::prelude::*;
use heilsam_call::consent::CASE_CONFERENCE;
use heilsam_client::appointment::zone;

use self::billing::{Billing, Counterpart};
use self::identity::Identity;
use super::calendar::words;
use super::desk::{AboutCall, KeptConsent, use_desk};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, ErrorState, Loading, Shape, TextArea, use_toasts};
use crate::{browser, format, t};

/// The doctor's notes on one call, sealed on this device as they are typed, and the steps with somebody unknown.
#[component]
pub fn Notes(about: AboutCall) -> Element {
    let desk = use_desk();
    let (room, conference) = (about.room, about.conference);
    let mut text = use_signal(|| None::<String>);
    use_future(move || async move {
        let kept = desk.notes(room).await.unwrap_or_default();
        text.set(Some(kept));
    });
    let mut keep = move |typed: String| {
        text.set(Some(typed.clone()));
        let about = about.clone();
        dioxus::core::spawn_forever(async move {
            // A device that cannot keep it still shows it until the page is left.
            let _ = desk.keep_notes(&about, &typed).await;
        });
    };
    // A key pressed before they are read would be kept in place of them all.
    let Some(written) = text() else { return rsx! { Loading {} } };
    rsx! {
        TextArea {
            id: "notes-{room}",
            label: t!("after-notes"),
            hint: t!("after-notes-hint"),
            value: written,
            oninput: keep.clone(),
        }
        if !conference {
            Identity {
                room,
                onchecked: move |()| {
                    let noted = with_line(&text.peek().clone().unwrap_or_default(), &t!("identity-line"));
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
fn summary(about: &AboutCall, consent: Option<&KeptConsent>, notes: &str) -> String {
    let begins_at = format::plain(&words::moment(about.begins_at));
    let mut lines = vec![
        if about.conference {
            t!("after-summary-conference", at = begins_at)
        } else {
            t!("after-summary-what", at = begins_at)
        },
        t!("after-summary-who", name = about.name.clone()),
    ];
    if !about.remark.is_empty() {
        lines.push(t!("after-summary-remark", text = about.remark.clone()));
    }
    lines.extend(consent.map(consent_line));
    if !notes.trim().is_empty() {
        lines.push(String::new());
        lines.push(notes.trim().to_owned());
    }
    lines.join("\n")
}

/// Which text the other side agreed to and when, as the doctor has to be able to show.
/// Source: Anlage 31b BMV-Ä § 4(2), Article 7(1) GDPR.
fn consent_line(consent: &KeptConsent) -> String {
    let record = consent.record();
    let (hash, at) = (record.short_hash(), format::plain(&words::moment(consent.told_at)));
    let version = on_one_line(&record.version);
    if !consent.known {
        t!("after-summary-consent-unknown", version = version, hash = hash, at = at)
    } else if version == CASE_CONFERENCE.version {
        t!("after-summary-informed", version = version, hash = hash, at = at)
    } else {
        t!("after-summary-consent", version = version, hash = hash, at = at)
    }
}

/// The version of an unknown text comes from outside.
fn on_one_line(version: &str) -> String {
    version.chars().filter(|letter| !letter.is_control()).collect()
}

/// Notes, copying, billing. `onforgotten`: the notes were deleted.
#[component]
pub fn After(about: AboutCall, onforgotten: Option<EventHandler<()>>) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let mut trouble = use_signal(|| None::<Trouble>);
    // Forgotten notes leave the field, too: the next key would keep them all again.
    let mut round = use_signal(|| 0_u32);
    let room = about.room;
    let counterpart = Counterpart::of(&about);
    // The rules of the day of the call, also when its notes are read later.
    let day = zone::local(about.begins_at).date();
    let (copied, forgotten) = (about.clone(), about.clone());
    let copy = move |()| {
        let about = copied.clone();
        spawn(async move {
            let notes = desk.notes(room).await.unwrap_or_default();
            let consent = desk.consent(room, format::now()).await.ok().flatten();
            let done = browser::copy(&summary(&about, consent.as_ref(), &notes)).await;
            toasts.say(move || if done { t!("after-copied") } else { t!("after-not-copied") });
        });
    };
    let forget = move |()| {
        let about = forgotten.clone();
        spawn(async move {
            match desk.keep_notes(&about, "").await {
                Ok(()) => {
                    round += 1;
                    trouble.set(None);
                    toasts.say(|| t!("after-forgotten"));
                    if let Some(onforgotten) = onforgotten {
                        onforgotten.call(());
                    }
                }
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    rsx! {
        section { class: "stack", id: "after-{room}",
            for number in [round()] {
                Notes { key: "{number}", about: about.clone() }
            }
            if let Some(error) = trouble() {
                ErrorState { title: t!("after-not-forgotten"), text: error.text(), onretry: forget.clone() }
            }
            div { class: "row",
                Button { id: "copy-summary-{room}", kind: ButtonKind::Second, icon: Shape::Copy, onpress: copy, {t!("after-copy")} }
                Button { kind: ButtonKind::Quiet, onpress: forget, {t!("after-forget")} }
            }
            Billing { room, day, counterpart }
        }
    }
}

#[cfg(test)]
mod tests {
    use heilsam_call::consent::CONSULTATION;
    use heilsam_call::{ConsentRecord, GivenConsent};
    use heilsam_domain::{CallRole, RoomId};
    use jiff::Timestamp;

    use super::*;

    fn about(conference: bool) -> AboutCall {
        AboutCall {
            room: RoomId::from_bytes([1; 16]),
            name: "Erika Muster".to_owned(),
            remark: String::new(),
            begins_at: Timestamp::UNIX_EPOCH,
            role: CallRole::Patient,
            conference,
        }
    }

    fn consent(record: ConsentRecord, known: bool) -> KeptConsent {
        KeptConsent::new(&GivenConsent { record, known }, Timestamp::UNIX_EPOCH)
    }

    // Outside of a program the texts are their keys; what they say of a consent is read in the browser test `after`.

    #[test]
    fn the_text_for_the_practice_software_says_a_consent_before_the_notes() {
        let text = summary(&about(false), Some(&consent(CONSULTATION.in_german(), true)), "Husten");
        assert_eq!(text, "after-summary-what\nafter-summary-who\nafter-summary-consent\n\nHusten");
        let without = summary(&about(false), None, "Husten");
        assert!(!without.contains("consent"), "nothing is said of a consent that nobody saw: {without}");
    }

    #[test]
    fn who_meets_in_a_conference_has_read_and_not_agreed() {
        let text = summary(&about(true), Some(&consent(CASE_CONFERENCE.in_english(), true)), "");
        assert!(text.contains("after-summary-informed") && !text.contains("consent"), "{text}");
    }

    #[test]
    fn a_consent_to_an_unknown_text_is_told_as_such_on_one_line() {
        let unknown = ConsentRecord::of("2999\n01", "Words");
        let text = summary(&about(false), Some(&consent(unknown, false)), "");
        assert_eq!(text.lines().nth(2), Some("after-summary-consent-unknown"));
        assert_eq!(on_one_line("2999\n01"), "299901");
    }

    #[test]
    fn a_line_stands_below_what_was_written() {
        assert_eq!(with_line("", "Karte geprüft"), "Karte geprüft");
        assert_eq!(with_line("Husten\n\n", "Karte geprüft"), "Husten\nKarte geprüft");
    }
}
