//! Before the programme begins: for whom it is, and for whom it is not.
//!
//! Source: DiGAV Anlage 2, Patientensicherheit 1.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::advice::stops;
use heilsam_therapy::content::Package;
use heilsam_therapy::programme::{Course, Suitable};

use super::use_change;
use crate::components::{Button, ButtonKind, Kind, Loading, Notice, PageTitle};
use crate::patient::arrival::suitable::Answer;
use crate::patient::content::{ContentWaits, say, use_content};
use crate::patient::diary::inputs::Options;
use crate::patient::offered::use_site;
use crate::patient::period::{ReadOnlyNotice, use_read_only};
use crate::record::use_record;
use crate::today::{day, today};
use crate::{browser, format, t};

/// Reads for whom the programme is, asks unless it was answered at registration not long ago, and begins; `earlier` is a course
/// that is begun anew, `onback` leads back to it.
#[component]
pub fn Start(earlier: Option<Course>, onback: Option<EventHandler<()>>) -> Element {
    let content = use_content();
    let change = use_change();
    let mut chosen = use_signal(|| None::<Answer>);
    let mut asked = use_signal(|| false);
    let mut taken_back = use_signal(|| false);
    let read_only = use_read_only();
    let record = use_record();
    let kept = use_resource(move || record.kept_suitable());
    use_effect(move || {
        if taken_back() {
            // The button for it is gone.
            browser::focus("suitable-0");
        }
    });
    let Some(package) = content.package() else { return rsx! { ContentWaits {} } };
    if read_only {
        return rsx! {
            PageTitle { title: t!("programme-title"), lead: say(&package.manifest.title) }
            div { class: "stack-wide",
                ReadOnlyNotice {}
                Purpose { package }
            }
        };
    }
    let Some(kept) = kept() else { return rsx! { Loading {} } };
    let known = kept.filter(|it| !taken_back() && it.counts(&package, today()));
    let answered = known.clone().map(Answer::Suits);
    let version = package.manifest.version.clone();
    let begin = package.clone();
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        let suitable = match answered.clone().or(chosen()) {
            Some(Answer::Suits(suitable)) => suitable,
            Some(Answer::AskFirst) => return,
            None => return browser::focus("suitable-0"),
        };
        let mut course = match earlier.clone() {
            Some(earlier) => earlier.begin_anew(&begin, today()),
            None => Course::begin(&begin, today()),
        };
        course.suitable = Some(suitable);
        // What an entry of these days stops, it stops from the first day on.
        let now = format::now();
        let entries: Vec<_> = record.lately(now).into_iter().map(|(entry, _)| entry).collect();
        for reason in stops(&entries, &[], now) {
            // What was settled these days is not asked for again.
            if !course.has_agreed(reason, today()) {
                course.rest(today(), Some(reason));
            }
        }
        change.call(course);
    };
    rsx! {
        PageTitle { title: t!("programme-title"), lead: say(&package.manifest.title) }
        form { class: "stack-wide", novalidate: true, onsubmit: submit,
            Purpose { package }
            if let Some(suitable) = known {
                Answered { suitable,
                    onchange: move |()| {
                        taken_back.set(true);
                        spawn_forever(record.take_suitable_back());
                    },
                }
            } else {
                Options { id: "suitable", legend: t!("suitable-question"),
                    options: vec![t!("suitable-none"), t!("suitable-agreed"), t!("suitable-ask")],
                    chosen: chosen().as_ref().map(Answer::place),
                    onchoose: move |place| chosen.set(Some(Answer::at(place, &version, today()))),
                    error: (asked() && chosen().is_none()).then(|| t!("entry-error-choose")) }
            }
            if chosen() == Some(Answer::AskFirst) {
                Notice { kind: Kind::Warning, announce: true, id: "suitable-first", p { {t!("suitable-first")} } }
            } else {
                Button { id: "programme-begin", submit: true, wide: true, {t!("programme-begin")} }
            }
            if let Some(onback) = onback {
                Button { id: "programme-back", kind: ButtonKind::Quiet, onpress: move |()| onback.call(()), {t!("action-back")} }
            }
        }
    }
}

/// What was answered at registration and when, and the way to answer anew.
#[component]
fn Answered(suitable: Suitable, onchange: EventHandler<()>) -> Element {
    let on = day(suitable.on);
    let said = if suitable.doctor_agreed {
        t!("suitable-known-agreed", day = on)
    } else {
        t!("suitable-known-none", day = on)
    };
    rsx! {
        section { class: "card", id: "suitable-known",
            p { "{said}" }
            p { {t!("suitable-known-still")} }
            div { class: "row",
                Button { id: "suitable-change", kind: ButtonKind::Second, onpress: move |()| onchange.call(()), {t!("suitable-change")} }
            }
        }
    }
}

/// Intended purpose and contraindications.
#[component]
pub fn Purpose(package: std::rc::Rc<Package>) -> Element {
    let manifest = &package.manifest;
    rsx! {
        section { class: "card",
            h2 { {t!("suitable-for")} }
            p { {say(&manifest.for_whom)} }
            h2 { {t!("suitable-not-for")} }
            ul {
                for (index , text) in manifest.not_for.iter().enumerate() {
                    li { key: "{index}", {say(text)} }
                }
            }
        }
    }
}

/// Intended purpose, contraindications, features and price, before anybody has an account.
#[component]
pub fn About() -> Element {
    let purpose = use_site().map(|site| site.purpose).filter(|purpose| !purpose.is_empty());
    let Some(package) = use_content().package() else { return rsx! { ContentWaits {} } };
    let review = package.manifest.review.clone();
    rsx! {
        PageTitle { title: t!("about-title"), lead: say(&package.manifest.title) }
        div { class: "stack-wide",
            Purpose { package }
            if let Some(purpose) = purpose {
                section { class: "card", id: "about-purpose",
                    h2 { {t!("about-purpose")} }
                    p { lang: "de", "{purpose}" }
                }
            }
            section { class: "card", id: "about-what",
                h2 { {t!("about-what")} }
                ul {
                    li { {t!("about-diary")} }
                    li { {t!("about-devices")} }
                    li { {t!("about-programme")} }
                    li { {t!("about-plan")} }
                    li { {t!("about-questions")} }
                    li { {t!("about-report")} }
                    li { {t!("about-sharing")} }
                    li { {t!("about-appointments")} }
                    li { {t!("about-export")} }
                }
            }
            section { class: "card", id: "about-price",
                h2 { {t!("about-price")} }
                p { {t!("about-price-text")} }
            }
            Notice { p { {t!("about-no-replacement")} } }
            p { class: "soft", {t!("about-reviewed", day = day(review.date), by = review.by)} }
        }
    }
}
