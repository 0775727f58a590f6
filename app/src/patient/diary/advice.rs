//! What to do now. The entry is saved before this is shown.

use dioxus::prelude::*;
use heilsam_domain::BloodPressure;
use heilsam_therapy::advice::{Advice, Reason, Urgency, sorted};
use heilsam_therapy::{DiaryEntry, Measurement};

use crate::components::{Button, ButtonKind, ButtonLink, Kind, Notice, PageTitle, Shape};
use crate::patient::content::{advice_text, say};
use crate::patient::period::use_read_only;
use crate::patient::programme::mistake::{Mistake, use_yes};
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::{browser, t};

/// Whether advice is worth a screen of its own.
#[must_use]
pub fn needs_a_screen(advice: &[Advice]) -> bool {
    advice.iter().any(|it| it.urgency >= Urgency::MeasureAgain)
}

/// The reading that is dangerous by itself.
fn very_high(entry: &DiaryEntry, advice: &[Advice]) -> Option<BloodPressure> {
    let is = advice.iter().any(|it| it.reason == Reason::VeryHigh);
    match entry.measurement {
        Measurement::BloodPressure(value) if is => Some(value),
        _ => None,
    }
}

/// The value that means something else with complaints, and what it means then.
fn with_complaints(advice: &[Advice]) -> Option<(Reason, Advice)> {
    advice.iter().find_map(|it| Some((it.reason, it.reason.with_complaints()?)))
}

/// A whole screen, so that nothing else asks for attention. `children` stand below the advice.
#[component]
pub fn AdvicePage(
    entry: DiaryEntry,
    advice: Vec<Advice>,
    onagain: EventHandler<()>,
    ondone: EventHandler<()>,
    children: Element,
) -> Element {
    let mut complains = use_signal(|| None::<bool>);
    let (kept, keep) = use_yes();
    let asked = with_complaints(&advice);
    let advice = match asked.filter(|_| complains() == Some(true)) {
        Some((plain, worse)) => {
            let others = advice.into_iter().filter(|it| it.reason != plain);
            sorted(others.chain([worse]).collect())
        }
        None => advice,
    };
    let answer = move |yes: bool| {
        complains.set(Some(yes));
        // The buttons are gone.
        browser::focus("page-title");
        if let Some((_, worse)) = asked.filter(|_| yes) {
            keep.call(worse.reason);
        }
    };
    let mistakable = asked.is_some() && complains() == Some(true);
    let very_high = very_high(&entry, &advice);
    let is_low = advice.iter().any(|it| it.reason == Reason::Low);
    let urgent = advice.iter().map(|it| it.urgency).max();
    let again = advice.iter().any(|it| it.urgency == Urgency::MeasureAgain);
    rsx! {
        PageTitle { title: if very_high.is_some() { t!("critical-title") } else { t!("advice-title") }, lead: t!("advice-lead") }
        div { class: "stack", role: "alert",
            if let Some(value) = very_high {
                p { class: "lead",
                    {t!("critical-value", systolic = value.systolic(), diastolic = value.diastolic())}
                }
                if complains().is_none() {
                    Complaints { onanswer: answer }
                }
                p { {t!("critical-without")} }
            }
            if is_low && complains().is_none() {
                Notice { kind: Kind::Warning, title: t!("low-complaints"), Answers { onanswer: answer } }
            }
            if urgent == Some(Urgency::Emergency) {
                Emergency {}
            }
            for it in advice.iter().filter(|it| it.reason != Reason::VeryHigh) {
                AdviceCard { key: "{it.reason:?}", advice: *it }
            }
            p { Link { to: Route::CrisisPage {}, {t!("advice-crisis")} } }
        }
        if mistakable {
            div { class: "row",
                Mistake { id: "complaints-mistake", yes: kept(), focus: "page-title", ontaken: move |()| complains.set(None) }
            }
        }
        {children}
        div { class: "actions",
            if again {
                Button { id: "critical-again", kind: ButtonKind::Second, onpress: move |()| onagain.call(()), {t!("critical-again")} }
            }
            Button { id: "critical-done", kind: ButtonKind::Quiet, onpress: move |()| ondone.call(()), {t!("critical-done")} }
        }
    }
}

/// What complaints mean an emergency: who has one of them calls before anything is answered.
#[component]
fn Complaints(onanswer: EventHandler<bool>) -> Element {
    rsx! {
        Notice { kind: Kind::Danger, title: t!("critical-complaints"),
            p { {t!("critical-list")} }
            p { strong { {t!("critical-call")} } }
            Emergency {}
            Answers { onanswer }
        }
    }
}

const UNWELL: Reason = Reason::EmergencyComplaints;

/// Behind a quiet line: the same complaints beside a value that asks for nothing by itself.
#[component]
pub fn Unwell() -> Element {
    let read_only = use_read_only();
    let mut complains = use_signal(|| None::<bool>);
    let (kept, keep) = use_yes();
    let answer = move |yes: bool| {
        complains.set(Some(yes));
        if !yes {
            return;
        }
        // The buttons are gone.
        browser::focus("unwell-title");
        if !read_only {
            keep.call(UNWELL);
        }
    };
    let advice = Advice { urgency: Urgency::Emergency, programme: UNWELL.programme(), reason: UNWELL };
    rsx! {
        details { id: "unwell",
            summary { id: "unwell-title", {t!("unwell")} }
            div { class: "stack",
                if complains() == Some(true) {
                    div { class: "stack", role: "alert",
                        Emergency {}
                        AdviceCard { advice, stop_stands_beside: true }
                    }
                    div { class: "row",
                        Mistake { id: "complaints-mistake", yes: kept(), focus: "unwell-title", ontaken: move |()| complains.set(None) }
                    }
                } else {
                    Complaints { onanswer: answer }
                }
                p { role: "status",
                    if complains() == Some(false) {
                        {t!("unwell-no")}
                    }
                }
                p { Link { to: Route::CrisisPage {}, {t!("advice-crisis")} } }
            }
        }
    }
}

/// Yes or no, right below the question.
#[component]
fn Answers(onanswer: EventHandler<bool>) -> Element {
    rsx! {
        div { class: "row",
            Button { id: "complaints-yes", kind: ButtonKind::Second, onpress: move |()| onanswer.call(true), {t!("complaints-yes")} }
            Button { id: "complaints-no", kind: ButtonKind::Second, onpress: move |()| onanswer.call(false), {t!("complaints-no")} }
        }
    }
}

#[component]
fn Emergency() -> Element {
    rsx! {
        div { class: "row",
            ButtonLink { href: "tel:112", kind: ButtonKind::Danger, icon: Shape::Phone, {t!("critical-call-button")} }
        }
    }
}

/// One advice in the words of the programme; what it means for the programme only where one was begun. `stop_stands_beside`: another
/// notice says that it rests.
#[component]
pub fn AdviceCard(advice: Advice, #[props(default)] stop_stands_beside: bool) -> Element {
    let text = use_hook(|| advice_text(advice.reason));
    let has_begun = use_record().course().is_some();
    let Some(text) = text else { return rsx! {} };
    let programme = text.programme.as_ref().filter(|_| has_begun && !stop_stands_beside);
    let kind = match advice.urgency {
        Urgency::Hint => Kind::Info,
        Urgency::MeasureAgain | Urgency::NextAppointment => Kind::Warning,
        Urgency::DoctorToday | Urgency::Emergency => Kind::Danger,
    };
    rsx! {
        Notice { kind, title: say(&text.title),
            ol { class: "steps",
                for (index , step) in text.steps.iter().enumerate() {
                    li { key: "{index}", {say(step)} }
                }
            }
            if let Some(programme) = programme {
                p { {say(programme)} }
            }
            if advice.urgency == Urgency::DoctorToday {
                div { class: "row",
                    ButtonLink { href: "tel:116117", kind: ButtonKind::Second, icon: Shape::Phone, {t!("advice-call-doctor")} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::advice::about_new;
    use heilsam_therapy::diary::Origin;

    use super::*;

    fn reading(at: &str, systolic: u16) -> DiaryEntry {
        let value = BloodPressure::new(systolic, 80, None).unwrap();
        let measurement = Measurement::BloodPressure(value);
        DiaryEntry {
            measured_at: at.parse().unwrap(),
            measurement,
            note: String::new(),
            origin: Origin::Typed,
        }
    }

    #[test]
    fn an_ordinary_reading_asks_for_nothing() {
        let now = "2026-03-01T08:00:00Z".parse().unwrap();
        assert!(!needs_a_screen(&about_new(&reading("2026-03-01T08:00:00Z", 130), &[], now)));
    }

    #[test]
    fn what_is_known_already_is_not_said_again() {
        let now = "2026-03-08T20:00:00Z".parse().unwrap();
        let others: Vec<DiaryEntry> =
            (2..9).map(|day| reading(&format!("2026-03-0{day}T08:00:00Z"), 150)).collect();
        let entry = reading("2026-03-08T19:00:00Z", 151);
        assert_eq!(about_new(&entry, &others, now), []);
        let first: Vec<Reason> =
            about_new(&entry, &others[2..], now).into_iter().map(|it| it.reason).collect();
        assert_eq!(first, [Reason::StaysHigh], "the sixth reading makes an average");
    }

    #[test]
    fn a_second_very_high_reading_is_more_than_the_first() {
        let now = "2026-03-08T08:10:00Z".parse().unwrap();
        let advice =
            about_new(&reading("2026-03-08T08:10:00Z", 190), &[reading("2026-03-08T08:00:00Z", 188)], now);
        let reasons: Vec<Reason> = advice.iter().map(|it| it.reason).collect();
        assert_eq!(reasons, [Reason::VeryHighTwice, Reason::VeryHigh]);
        assert!(needs_a_screen(&advice));
        let asked = with_complaints(&advice).map(|(plain, worse)| (plain, worse.reason));
        assert_eq!(asked, Some((Reason::VeryHigh, Reason::VeryHighWithComplaints)));
    }
}
