//! The transfer that happens by itself while the app is open, and the notices about its end.

use dioxus::prelude::*;
use heilsam_epa::{Notice as EndNotice, Settings};

use super::package::Packer;
use super::transfer::{Failure, is_on_the_way, transfer};
use super::{is_agreed, settings};
use crate::account::access::use_account;
use crate::components::{Button, ButtonKind, Kind, Notice, use_toasts};
use crate::{browser, format, t};

/// After the start, so that the first screen comes first; milliseconds.
const WAIT: i32 = 4_000;
/// How often to look whether it is due, in an app that stays open; milliseconds.
const EVERY: i32 = 30 * 60_000;

/// Hands the record over when it is due; shows nothing but a word that it happened.
#[component]
pub fn AutomaticTransfer() -> Element {
    let packer = Packer::of_this_page();
    let mut toasts = use_toasts();
    use_future(move || async move {
        browser::sleep(WAIT).await;
        loop {
            if round(&packer).await {
                toasts.say(|| t!("epa-done-by-itself"));
            }
            browser::sleep(EVERY).await;
        }
    });
    rsx! {}
}

/// Whether the record was handed over. A failure is kept for the page of the record and tried again.
async fn round(packer: &Packer) -> bool {
    // There it could only fail, each time anew.
    if browser::is_desktop_window() {
        return false;
    }
    let account = packer.account();
    let Ok(settings) = settings::load(account).await else { return false };
    let consented = is_agreed(packer.record());
    if is_on_the_way() || !settings.is_due(consented, account.entitled_until(), format::now()) {
        return false;
    }
    let Ok(device) = account.device() else { return false };
    let Ok(Some(facts)) = device.site().await.map(|site| site.epa) else { return false };
    match transfer(packer, &facts, &settings).await {
        Ok(_) => true,
        // Nothing to hand over yet is no failure.
        Err(Failure::NoEntries) => false,
        Err(_) => {
            // What cannot be kept is found out at the next round.
            let _ = settings::change(account, |settings| settings.failed = Some(format::now())).await;
            false
        }
    }
}

/// Says two weeks before that the transfer ends with the prescription, and afterwards that it ended.
#[component]
pub fn EpaNotice() -> Element {
    let account = use_account();
    let mut settings = use_signal(|| None::<Settings>);
    use_future(move || async move { settings.set(settings::load(account).await.ok()) });
    let Some(current) = settings() else { return rsx! {} };
    let end = account.entitled_until();
    match current.notice(end, format::now()) {
        None => rsx! {},
        Some(EndNotice::EndsSoon(end)) => {
            let understood = move |()| {
                spawn(async move {
                    if let Ok(told) = settings::change(account, |settings| settings.told = Some(end)).await {
                        settings.set(Some(told));
                    }
                });
            };
            rsx! {
                Notice { kind: Kind::Warning, id: "epa-ends", title: t!("epa-ends-title"),
                    p { {t!("epa-ends-text", when = format::day(end))} }
                    div { class: "row",
                        Button { id: "epa-ends-understood", kind: ButtonKind::Second, onpress: understood, {t!("epa-understood")} }
                    }
                }
            }
        }
        Some(EndNotice::Ended(end)) => {
            let off = move |()| {
                spawn(async move {
                    if let Ok(off) = settings::change(account, |settings| settings.every = None).await {
                        settings.set(Some(off));
                    }
                });
            };
            rsx! {
                Notice { kind: Kind::Warning, id: "epa-ended", title: t!("epa-ended-title"),
                    p { {t!("epa-ended-text", when = format::day(end))} }
                    div { class: "row",
                        Button { id: "epa-ended-understood", kind: ButtonKind::Second, onpress: off, {t!("epa-understood")} }
                    }
                }
            }
        }
    }
}
