//! The procedure at BfArM: deadlines from what has happened, and fees. A calculator; nothing of it is stored.

use dioxus::prelude::*;
use heilsam_compliance::procedure::deadlines::{Events, Request, deadlines};
use heilsam_compliance::procedure::fees::{Ending, Service, fee};
use heilsam_compliance::procedure::{Ground, Procedure as Rules};
use jiff::civil::Date;

use super::desk::{Open, day, say, use_desk};
use super::parts::Statute;
use super::routes::Route;
use crate::components::{Choice, DateField, DateKind, Kind, Notice, PageTitle, Select, optional_day};
use crate::format::euros;
use crate::t;

/// The page.
#[component]
pub fn Procedure() -> Element {
    rsx! {
        PageTitle { title: t!("procedure-title"), lead: t!("procedure-lead") }
        div { class: "stack-wide",
            p { class: "row",
                Link { class: "button button-second", to: Route::ChangePage {}, {t!("procedure-to-change")} }
                Link { class: "button button-second", to: Route::Output {}, {t!("procedure-to-output")} }
            }
            Deadlines {}
            Fees {}
        }
    }
}

fn rules(open: &Open) -> Option<&Rules> {
    open.library.procedure(open.workspace().legal())
}

/// Rules with the words of the ordinance.
#[component]
pub fn Grounds(grounds: Vec<(String, String)>) -> Element {
    rsx! {
        for (provision , quote) in grounds {
            if quote.is_empty() {
                p { key: "{provision}", class: "soft", lang: "de", "{provision}" }
            } else {
                Statute { key: "{provision}", text: quote, source: provision }
            }
        }
    }
}

/// Rules as a property of a view.
#[must_use]
pub fn grounds(grounds: &[Ground]) -> Vec<(String, String)> {
    grounds.iter().map(|ground| (ground.provision.clone(), ground.quote.clone())).collect()
}

/// What can be asked for a day.
const EVENTS: usize = 7;

/// Deadlines that follow from days in letters and receipts.
#[component]
fn Deadlines() -> Element {
    let mut days: Signal<[String; EVENTS]> = use_signal(Default::default);
    let mut months = use_signal(|| [3_u8; 2]);
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(rules) = rules(&open) else { return rsx! {} };
    let texts = [
        t!("procedure-filed"),
        t!("procedure-supplement"),
        t!("procedure-change-supplement"),
        t!("procedure-trial-ends"),
        t!("procedure-study"),
        t!("procedure-specification"),
        t!("procedure-listed"),
    ];
    let [filed, supplement, change, trial_ends, study_completed, specification_published, listed]: [Option<
        Date,
    >;
        EVENTS] = days().map(|day| day.parse().ok());
    let [supplement_months, change_months] = months();
    let request = |on: Option<Date>, months: u8| on.map(|on| Request { on, months });
    let events = Events {
        filed,
        supplement: request(supplement, supplement_months),
        change_supplement: request(change, change_months),
        trial_ends,
        study_completed,
        specification_published,
        listed,
    };
    let found = deadlines(rules, open.workspace().legal(), &events);
    rsx! {
        section { class: "card", "aria-labelledby": "deadlines-title",
            h2 { id: "deadlines-title", {t!("procedure-deadlines")} }
            p { class: "soft", {t!("procedure-deadlines-hint")} }
            div { class: "choice-grid",
                for (number , text) in texts.into_iter().enumerate() {
                    DayField { key: "{number}", id: "event-{number}", label: text,
                        onday: move |day: String| {
                            if let Some(place) = days.write().get_mut(number) {
                                *place = day;
                            }
                        },
                    }
                }
                Months { id: "event-months", label: t!("procedure-supplement-months"), value: supplement_months,
                    onchange: move |given| if let Some(place) = months.write().get_mut(0) { *place = given },
                }
                Months { id: "event-change-months", label: t!("procedure-change-months"), value: change_months,
                    onchange: move |given| if let Some(place) = months.write().get_mut(1) { *place = given },
                }
            }
            div { role: "status", id: "deadlines",
                match found {
                    Err(refused) => rsx! { Notice { kind: Kind::Warning, p { {say(&refused.message())} } } },
                    Ok(found) if found.is_empty() => rsx! { p { {t!("procedure-no-deadline")} } },
                    Ok(found) => rsx! {
                        ol { class: "card-list",
                            for (number , deadline) in found.into_iter().enumerate() {
                                li { class: "card", key: "{number}",
                                    p { strong { {t!("procedure-until", day = day(deadline.due))} } " · {say(&deadline.what)}" }
                                    p { class: "soft", {t!("procedure-actor", actor = deadline.actor)} }
                                    details {
                                        summary { {t!("procedure-why")} }
                                        Grounds { grounds: grounds(&[deadline.ground]) }
                                    }
                                }
                            }
                        }
                    },
                }
            }
        }
    }
}

#[component]
fn DayField(id: String, label: String, onday: EventHandler<String>) -> Element {
    let mut value = use_signal(String::new);
    rsx! {
        DateField { id, label, kind: DateKind::Day, value, error: optional_day(&value()).err().map(DateKind::wanted),
            oninput: move |it: String| {
                value.set(it.clone());
                onday.call(it);
            },
        }
    }
}

#[component]
fn Months(id: String, label: String, value: u8, onchange: EventHandler<u8>) -> Element {
    let options = (1..=12_u8).map(|it| (it.to_string(), it.to_string())).collect();
    rsx! {
        Select { id, label, value: value.to_string(), options, onchange: move |it: String| onchange.call(it.parse().unwrap_or(1)) }
    }
}

fn service_text(service: Service) -> String {
    match service {
        Service::PermanentListing => t!("fee-permanent"),
        Service::TrialListing => t!("fee-trial"),
        Service::AfterTrial => t!("fee-after-trial"),
        Service::TrialExtension => t!("fee-extension"),
        Service::SignificantChange => t!("fee-significant"),
        Service::DirectoryChange => t!("fee-directory"),
        Service::Removal => t!("fee-removal"),
        Service::SimpleNotice => t!("fee-notice"),
        Service::Consultation => t!("fee-consultation"),
    }
}

const ENDINGS: [Ending; 7] = [
    Ending::Rendered,
    Ending::Refused,
    Ending::NotCompetent,
    Ending::Withdrawn,
    Ending::WithdrawnBeforeWork,
    Ending::ObjectionRefused,
    Ending::FeeObjectionRefused,
];

fn ending_text(ending: Ending) -> String {
    match ending {
        Ending::Rendered => t!("fee-rendered"),
        Ending::Refused => t!("fee-refused"),
        Ending::NotCompetent => t!("fee-not-competent"),
        Ending::Withdrawn => t!("fee-withdrawn"),
        Ending::WithdrawnBeforeWork => t!("fee-withdrawn-early"),
        Ending::ObjectionRefused => t!("fee-objection"),
        Ending::FeeObjectionRefused => t!("fee-fee-objection"),
    }
}

/// What a service costs, in words.
#[must_use]
pub fn price(open: &Open, service: Service) -> Option<String> {
    let fee = fee(rules(open)?, service, Ending::Rendered, false).ok()?;
    Some(if fee.min == fee.max {
        euros(fee.min)
    } else {
        t!("fee-between", least = euros(fee.min), most = euros(fee.max))
    })
}

/// Fees.
#[component]
fn Fees() -> Element {
    let mut service = use_signal(|| 0_usize);
    let mut ending = use_signal(|| 0_usize);
    let mut reduced = use_signal(|| false);
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(rules) = rules(&open) else { return rsx! {} };
    let of = Service::ALL.get(service()).copied().unwrap_or(Service::PermanentListing);
    let how = ENDINGS.get(ending()).copied().unwrap_or_default();
    let services =
        Service::ALL.into_iter().enumerate().map(|(at, it)| (at.to_string(), service_text(it))).collect();
    let endings = ENDINGS.into_iter().enumerate().map(|(at, it)| (at.to_string(), ending_text(it))).collect();
    rsx! {
        section { class: "card", "aria-labelledby": "fees-title",
            h2 { id: "fees-title", {t!("procedure-fees")} }
            div { class: "field-row",
                Select { id: "fee-service", label: t!("procedure-service"), value: service().to_string(), options: services, onchange: move |it: String| service.set(it.parse().unwrap_or(0)) }
                Select { id: "fee-ending", label: t!("procedure-ending"), value: ending().to_string(), options: endings, onchange: move |it: String| ending.set(it.parse().unwrap_or(0)) }
            }
            Choice { id: "fee-reduced", name: "fee-reduced", label: t!("procedure-reduced"), detail: t!("procedure-reduced-hint"), checked: reduced(), onchange: move |it| reduced.set(it) }
            div { role: "status", id: "fee",
                match fee(rules, of, how, reduced()) {
                    Err(_) => rsx! { Notice { kind: Kind::Warning, p { {t!("fee-unknown")} } } },
                    Ok(fee) => rsx! {
                        p { strong { class: "numbers",
                            if fee.min == fee.max { {euros(fee.min)} } else { {t!("fee-between", least = euros(fee.min), most = euros(fee.max))} }
                        } }
                        details {
                            summary { {t!("procedure-why")} }
                            Grounds { grounds: grounds(&fee.grounds) }
                        }
                    },
                }
            }
        }
    }
}
