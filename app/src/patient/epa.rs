//! The electronic patient record: consent, by hand or by itself, and when that ends.

mod automatic;
mod client;
mod kept;
mod package;
mod settings;
mod transfer;

use dioxus::prelude::*;
use heilsam_domain::Purpose;
use heilsam_epa::Settings;
use heilsam_protocol::site::EpaFacts;

use self::settings::SettingsForm;
use self::transfer::{TransferNow, is_on_the_way};
use super::consents::card::ConsentCard;
use super::consents::is_asked_again;
use super::offered::use_site;
use super::routes::Route;
use crate::account::access::use_account;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Kind, Loading, Notice, PageTitle, Shape};
use crate::record::{Record, use_record};
use crate::{browser, format, t};

pub use automatic::{AutomaticTransfer, EpaNotice};

/// The page of the patient record.
#[component]
pub fn EpaPage() -> Element {
    let account = use_account();
    let record = use_record();
    let mut facts = use_signal(|| None::<Result<Option<EpaFacts>, Trouble>>);
    let mut settings = use_signal(|| None::<Settings>);
    use_future(move || async move {
        facts.set(Some(match account.device() {
            Ok(device) => device.site().await.map(|site| site.epa).map_err(|error| account.trouble(error)),
            Err(trouble) => Err(trouble),
        }));
    });
    use_effect(move || {
        // Again when a transfer began or ended, also one of another page.
        let _ = is_on_the_way();
        spawn(async move { settings.set(Some(settings::load(account).await.unwrap_or_default())) });
    });
    let (Some(facts), Some(current)) = (facts(), settings()) else {
        return rsx! {
            PageTitle { title: t!("epa-title"), lead: t!("epa-lead") }
            Loading {}
        };
    };
    let keep = move |changed: Settings| settings.set(Some(changed));
    rsx! {
        PageTitle { title: t!("epa-title"), lead: t!("epa-lead") }
        div { class: "stack-wide",
            match facts {
                Err(trouble) => rsx! { TroubleNotice { trouble } },
                Ok(None) => rsx! { NotHere {} },
                // The desktop window speaks with the provider's server only.
                Ok(Some(_)) if browser::is_desktop_window() => rsx! {
                    Notice { id: "epa-in-browser", p { {t!("epa-in-browser", address = browser::origin())} } }
                },
                Ok(Some(facts)) => rsx! {
                    if facts.stand_in {
                        Notice { kind: Kind::Warning, id: "epa-stand-in", title: t!("epa-stand-in-title"),
                            p { {t!("epa-stand-in-text")} " " a { href: "{facts.origin}/", target: "_blank", {t!("epa-stand-in-link")} } }
                        }
                    }
                    if is_agreed(record) {
                        if let Some(last) = current.last {
                            Notice { kind: Kind::Success, id: "epa-last", p { {t!("epa-last", when = format::moment(last))} } }
                        }
                        if let Some(failed) = current.failed {
                            Notice { kind: Kind::Warning, id: "epa-failed", p { {t!("epa-failed-by-itself", when = format::moment(failed))} } }
                        }
                        SettingsForm { settings: current.clone(), onkept: keep }
                        TransferNow { facts, settings: current, onkept: keep }
                    } else {
                        ConsentCard { purpose: Purpose::PatientRecord, id: "epa-consent" }
                    }
                },
            }
        }
    }
}

/// Whether the patient consented to all that is transferred: an older text named less.
fn is_agreed(record: Record) -> bool {
    let purpose = Purpose::PatientRecord;
    record.has_consent(purpose) && !is_asked_again(&record.consents(), purpose)
}

/// This installation has no way into the record: a file is the other way.
#[component]
fn NotHere() -> Element {
    let navigator = use_navigator();
    rsx! {
        Notice { id: "epa-not-here", p { {t!("epa-not-here")} } }
        div { class: "row",
            Button { kind: ButtonKind::Second, icon: Shape::Download, onpress: move |()| { navigator.push(Route::Export {}); }, {t!("export-title")} }
        }
    }
}

/// The way to the page from others; shown where the operator has a way into the record.
#[component]
pub fn EpaCard() -> Element {
    let navigator = use_navigator();
    if use_site().is_none_or(|site| site.epa.is_none()) {
        return rsx! {};
    }
    rsx! {
        section { class: "card",
            h2 { {t!("epa-title")} }
            p { {t!("epa-lead")} }
            div { class: "row",
                Button { id: "open-epa", kind: ButtonKind::Second, icon: Shape::Upload, onpress: move |()| { navigator.push(Route::EpaPage {}); }, {t!("epa-open")} }
            }
        }
    }
}
