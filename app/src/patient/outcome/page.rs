//! The numbers of the course: see them, hand them in or not, take the decision back.

use dioxus::prelude::*;
use heilsam_client::outcome::Step;
use heilsam_domain::Purpose;
use heilsam_domain::outcome::Contribution;
use heilsam_therapy::outcome::ContributionError;
use jiff::civil::Date;

use super::numbers::{Numbers, quarter};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Empty, ErrorState, Kind, Loading, Notice, PageTitle, Shape};
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::today::{day, today};
use crate::{format, t};

/// The page.
#[component]
pub fn OutcomePage() -> Element {
    let record = use_record();
    let numbers = record.outcome_numbers(today());
    let mut step = use_resource(move || async move {
        // Asked again when something on the device changed.
        let _ = record.has_consent(Purpose::OutcomeReporting);
        record.outcome_step(today()).await
    });
    let content = match (&*step.read(), numbers) {
        (None, _) => rsx! { Loading {} },
        (Some(Err(error)), _) => {
            rsx! { ErrorState { text: error.text(), onretry: move |()| step.restart() } }
        }
        (Some(Ok(Some(Step::HandedIn(gone)))), _) => rsx! {
            Notice { kind: Kind::Success, id: "outcome-handed-in", p { {t!("outcome-handed-in")} } }
            OtherCourse {}
            Numbers { numbers: gone.clone() }
        },
        (Some(Ok(_)), Err(why)) => rsx! { Nothing { why: Why(why) } },
        (Some(Ok(Some(Step::Agreed(agreed)))), Ok((_, first_use))) => rsx! {
            Agreed { numbers: agreed.contribution.clone(), first_use, day: format::day(agreed.not_before) }
        },
        (Some(Ok(Some(Step::Declined))), Ok((numbers, first_use))) => rsx! {
            Notice { id: "outcome-declined", p { {t!("outcome-declined")} } }
            Ask { numbers, first_use, declined: true }
        },
        (Some(Ok(None)), Ok((numbers, first_use))) => rsx! { Ask { numbers, first_use, declined: false } },
    };
    rsx! {
        PageTitle { title: t!("outcome-title"), lead: t!("outcome-lead") }
        div { class: "stack-wide", {content} }
    }
}

/// A property of a view.
#[derive(Clone, PartialEq)]
struct Why(ContributionError);

/// Why there are no numbers, and what to do.
#[component]
fn Nothing(why: Why) -> Element {
    let navigator = use_navigator();
    let (title, text) = match why.0 {
        ContributionError::NoConsent => (t!("outcome-no-consent"), t!("outcome-no-consent-text")),
        ContributionError::NotEnded => (t!("outcome-not-ended"), t!("outcome-not-ended-text")),
        ContributionError::NotCounted => (t!("outcome-not-counted"), t!("outcome-not-counted-text")),
        ContributionError::TooLate => (t!("outcome-too-late"), t!("outcome-too-late-text")),
        ContributionError::Impossible => (t!("outcome-impossible"), t!("outcome-impossible-text")),
    };
    rsx! {
        Empty { shape: Shape::Clock, title, text,
            if why.0 == ContributionError::NoConsent {
                Button { id: "outcome-consents", kind: ButtonKind::Second,
                    onpress: move |()| { navigator.push(Route::ConsentCentre {}); }, {t!("account-consents")} }
            }
        }
    }
}

/// That the numbers of another course of the quarter are not handed in, if there is one.
#[component]
fn OtherCourse() -> Element {
    let shares = use_record().shares_quarter(today());
    rsx! {
        if shares {
            Notice { id: "outcome-other-course", p { {t!("outcome-other-course")} } }
        }
    }
}

/// Shows the numbers of the course with this first day and asks.
#[component]
fn Ask(numbers: Contribution, first_use: Date, declined: bool) -> Element {
    let record = use_record();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let (period, closes) = (quarter(numbers.quarter()), day(numbers.quarter().closes()));
    let (agreed, declined_quarter) = (numbers.clone(), numbers.quarter());
    let agree = move |()| {
        let numbers = agreed.clone();
        spawn(async move {
            busy.set(true);
            trouble.set(record.agree_to_hand_in(numbers, first_use).await.err());
            busy.set(false);
        });
    };
    let decline = move |()| {
        spawn(async move {
            trouble.set(record.decline_to_hand_in(declined_quarter, first_use).await.err());
        });
    };
    rsx! {
        TroubleNotice { trouble: trouble() }
        section { class: "card",
            h2 { {t!("outcome-ask")} }
            p { {t!("outcome-ask-text", period = period)} }
            p { {t!("outcome-how")} }
            p { id: "outcome-one-a-quarter", {t!("outcome-one-a-quarter")} }
            p { class: "soft", {t!("outcome-until", day = closes)} }
            div { class: "row",
                Button { id: "outcome-agree", busy: busy(), onpress: agree, {t!("outcome-agree")} }
                if !declined {
                    Button { id: "outcome-decline", kind: ButtonKind::Second, onpress: decline, {t!("outcome-decline")} }
                }
            }
        }
        Numbers { numbers }
    }
}

/// What was agreed, until it goes; `first_use` is that of the course whose turn it is.
#[component]
fn Agreed(numbers: Contribution, first_use: Date, day: String) -> Element {
    let record = use_record();
    let mut trouble = use_signal(|| None::<Trouble>);
    let quarter = numbers.quarter();
    let back = move |()| {
        spawn(async move {
            trouble.set(record.decline_to_hand_in(quarter, first_use).await.err());
        });
    };
    rsx! {
        TroubleNotice { trouble: trouble() }
        Notice { kind: Kind::Success, id: "outcome-agreed", title: t!("outcome-agreed"),
            p { {t!("outcome-agreed-text", day = day)} }
            div { class: "row",
                Button { id: "outcome-back", kind: ButtonKind::Second, onpress: back, {t!("outcome-back")} }
            }
        }
        OtherCourse {}
        Numbers { numbers }
    }
}
