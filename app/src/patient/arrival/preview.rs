//! A look at the app before anybody has an account: made-up data, clearly marked, gone with the page.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_client::appointment::handed::Way;
use heilsam_client::client::LocalTime;
use heilsam_domain::Purpose;

use super::sample;
use crate::account::access::{Account, use_account};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, use_toasts};
use crate::patient::consents::consent_text;
use crate::patient::routes::Route;
use crate::still_there::write_if_there;
use crate::{browser, format, t, today};

async fn begin(account: Account) -> Result<(), Trouble> {
    let device = account.begin_preview(&[consent_text(Purpose::IntendedUse)]).await?;
    let now = format::now();
    for entry in sample::entries(now, &t!("preview-medicine"), today::local) {
        device.save_entry(None, entry, LocalTime(browser::utc_offset_minutes())).await?;
    }
    device.save_course(&sample::course(today::today())).await?;
    for assessment in sample::assessments(now) {
        device.save_assessment(None, &assessment).await?;
    }
    let id = device.appointment_id(&Way::Code("preview".to_owned()))?;
    device.save_appointment(id, &sample::appointment(now, t!("preview-practice"))).await?;
    account.show_preview();
    Ok(())
}

/// Opens the preview.
#[component]
pub fn PreviewButton() -> Element {
    let account = use_account();
    let mut toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let open = move |()| {
        busy.set(true);
        // The page with this button goes away when the preview is there.
        spawn_forever(async move {
            if let Err(error) = begin(account).await {
                toasts.say(move || error.text());
                // Whoever went on meanwhile has left the button.
                write_if_there(busy, |busy| *busy = false);
            }
        });
    };
    rsx! {
        Button { id: "welcome-preview", wide: true, kind: ButtonKind::Second, busy: busy(), onpress: open, {t!("preview-start")} }
    }
}

/// Above every page of a preview: what it is, and the ways out.
#[component]
pub fn PreviewBanner() -> Element {
    let account = use_account();
    let navigator = use_navigator();
    let leave = move |to: Route| {
        spawn_forever(async move {
            account.end_preview().await;
            navigator.replace(to);
        });
    };
    rsx! {
        Notice { kind: Kind::Warning, id: "preview", title: t!("preview-title"),
            p { {t!("preview-text")} }
            div { class: "actions",
                Button { id: "preview-register", kind: ButtonKind::Second, onpress: move |()| leave(Route::Register {}), {t!("welcome-start")} }
                Button { id: "preview-end", kind: ButtonKind::Quiet, onpress: move |()| leave(Route::Home {}), {t!("preview-end")} }
            }
        }
    }
}

/// In place of a page that needs an account; `lead` says what it would be for.
#[component]
pub fn NotInPreview(title: String, lead: Option<String>) -> Element {
    rsx! {
        PageTitle { title, lead }
        Notice { id: "preview-not-here", p { {t!("preview-not-here")} } }
    }
}
