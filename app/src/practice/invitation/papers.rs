//! What the patient gets: both links, the words of the mail, the calendar file.

use dioxus::prelude::*;
use heilsam_client::appointment::zone;

use crate::components::{Button, ButtonKind, QrCode, Shape, use_toasts};
use crate::practice::calendar::words;
use crate::practice::calendar_file;
use crate::practice::desk::{Appointment, InvitationView};
use crate::{browser, format, t};

/// Addresses and words of one invitation.
#[derive(Clone, PartialEq, Eq)]
pub struct Papers {
    origin: String,
    /// The invitation.
    pub link: String,
    /// Where the patient cancels; empty for invitations from before that was possible.
    pub cancel_link: String,
    /// When, in words for the patient's programs.
    pub moment: String,
    /// Whether somebody is to be with the patient.
    pub with_carer: bool,
}

impl Papers {
    /// The papers of an appointment on this server; `practice` is what the practice is called, or empty.
    pub fn of(entry: &InvitationView, practice: &str) -> Self {
        let origin = browser::origin();
        let whole =
            |path: &Option<String>| path.as_ref().map(|path| format!("{origin}{path}")).unwrap_or_default();
        let (link, cancel_link) = (whole(&entry.full_link(practice)), whole(&entry.cancel_link));
        let Appointment { begins_at, with_carer, .. } = entry.appointment;
        Self { link, cancel_link, moment: format::plain(&words::moment(begins_at)), with_carer, origin }
    }

    /// Where the code is typed.
    pub fn page(&self) -> String {
        format!("{}/v", self.origin)
    }

    /// The text of a mail and of the calendar file.
    pub fn text(&self) -> String {
        let mut text = t!("invitation-mail-text", moment = self.moment.clone(), link = self.link.clone());
        if self.with_carer {
            text.push_str("\n\n");
            text.push_str(&t!("invitation-mail-carer"));
        }
        if !self.cancel_link.is_empty() {
            text.push_str("\n\n");
            text.push_str(&t!("invitation-mail-cancel", link = self.cancel_link.clone()));
        }
        text
    }
}

/// Offers the file for the patient's calendar.
#[component]
pub(super) fn CalendarFile(entry: InvitationView, papers: Papers) -> Element {
    let mut toasts = use_toasts();
    let save = move |()| {
        let title = t!("invitation-mail-subject-plain");
        let words =
            calendar_file::Words { title: title.clone(), text: papers.text(), link: papers.link.clone() };
        let file = calendar_file::write(entry.room, &entry.appointment, &words, format::now());
        let day = zone::local(entry.appointment.begins_at).date();
        let taken = browser::offer_file(
            &calendar_file::name(&title, day),
            calendar_file::MEDIA_TYPE,
            file.as_bytes(),
        );
        toasts.say(move || if taken { t!("invitation-file-saved") } else { t!("invitation-file-failed") });
    };
    rsx! {
        Button { id: "calendar-file", kind: ButtonKind::Second, icon: Shape::Download, onpress: save, {t!("invitation-file")} }
    }
}

/// How to cancel, on the printed sheet: nobody types such an address, so a small picture stands beside it.
#[component]
pub(super) fn CancelOnPaper(
    link: String,
    /// Where the practice is called, or empty.
    phone: String,
) -> Element {
    let shown = link.clone();
    let qr = use_memo(use_reactive!(|shown| shown));
    rsx! {
        div { class: "print-only", id: "print-cancel",
            div { class: "sheet-cancel",
                QrCode { text: qr, label: t!("invitation-print-cancel-qr") }
                div { class: "stack",
                    p { {t!("invitation-print-cancel")} }
                    if !phone.is_empty() {
                        p { {t!("invitation-print-phone", phone = phone)} }
                    }
                    p { class: "soft", {t!("invitation-print-cancel-link", link = link)} }
                }
            }
        }
    }
}
