//! A look at the app before anybody has an account: made-up entries, clearly marked, gone with the page.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_client::client::LocalTime;
use heilsam_domain::{BloodPressure, Purpose};
use heilsam_therapy::diary::Origin;
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::{SignedDuration, Timestamp};

use crate::account::access::{Account, use_account};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, Kind, Notice, use_toasts};
use crate::patient::consents::consent_text;
use crate::patient::routes::Route;
use crate::still_there::write_if_there;
use crate::{browser, format, t};

/// Days with made-up values.
const DAYS: i64 = 30;
/// What is added to each day's values, so that no two weeks look alike.
const WAVE: [u16; 11] = [3, 7, 1, 5, 9, 0, 4, 8, 2, 6, 5];

/// High at first, better with treatment; morning and evening of the last thirty days.
fn entries(now: Timestamp) -> Vec<DiaryEntry> {
    let today = now.as_second().div_euclid(86_400);
    let hours = (0..DAYS).flat_map(|day| [(day, 6_i64, 4_u16), (day, 18, 0)]);
    let written = hours.zip(WAVE.iter().cycle()).filter_map(|((day, hour, offset), wave)| {
        let second = (today - DAYS + day) * 86_400 + hour * 3_600 + i64::from(*wave) * 240;
        let progress = u16::try_from(day * 20 / DAYS).ok()?;
        let value =
            BloodPressure::new(148 + offset + wave - progress, 87 + wave / 2 - progress / 2, Some(64 + wave));
        let measured_at = Timestamp::from_second(second).ok()?;
        Some(DiaryEntry {
            measured_at,
            measurement: Measurement::BloodPressure(value.ok()?),
            note: String::new(),
            origin: Origin::Typed,
        })
    });
    written.filter(|entry| now.duration_since(entry.measured_at) > SignedDuration::ZERO).collect()
}

async fn begin(account: Account) -> Result<(), Trouble> {
    let device = account.begin_preview(&[consent_text(Purpose::IntendedUse)]).await?;
    for entry in entries(format::now()) {
        device.save_entry(None, entry, LocalTime(browser::utc_offset_minutes())).await?;
    }
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

/// In place of a page that needs an account.
#[component]
pub fn NotInPreview(title: String) -> Element {
    rsx! {
        crate::components::PageTitle { title }
        Notice { id: "preview-not-here", p { {t!("preview-not-here")} } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_are_possible_of_the_past_and_get_better() {
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let entries = entries(now);
        assert!(entries.len() >= 58, "{}", entries.len());
        assert!(entries.iter().all(|entry| entry.measured_at < now));
        let systolic = |entry: &DiaryEntry| match &entry.measurement {
            Measurement::BloodPressure(value) => u32::from(value.systolic()),
            _ => 0,
        };
        let week = |entries: &[DiaryEntry]| entries.iter().map(systolic).sum::<u32>();
        assert!(week(&entries[..14]) > week(&entries[44..58]) + 14 * 10);
    }
}
