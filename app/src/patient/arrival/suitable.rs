//! Before anything else: for whom the app is, and for whom it is not.
//!
//! Source: DiGAV Anlage 2, Patientensicherheit 1.

use dioxus::prelude::*;
use heilsam_therapy::programme::Suitable;
use jiff::civil::Date;

use crate::components::{Kind, Notice, PageTitle};
use crate::patient::content::{ContentWaits, use_content};
use crate::patient::diary::inputs::Options;
use crate::patient::programme::start::Purpose;
use crate::patient::routes::Route;
use crate::t;
use crate::today::today;

/// What somebody says to the question whether something speaks against the use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing does, or the practice has agreed.
    Suits(Suitable),
    /// Something does, and the practice was not asked yet.
    AskFirst,
}

impl Answer {
    /// The answer at a place of the options, to the list in this version of the package.
    #[must_use]
    pub fn at(place: usize, version: &str, today: Date) -> Self {
        let suits =
            |doctor_agreed| Self::Suits(Suitable { on: today, version: version.to_owned(), doctor_agreed });
        match place {
            0 => suits(false),
            1 => suits(true),
            _ => Self::AskFirst,
        }
    }

    /// Its place among the options.
    #[must_use]
    pub const fn place(&self) -> usize {
        match self {
            Self::Suits(suitable) if !suitable.doctor_agreed => 0,
            Self::Suits(_) => 1,
            Self::AskFirst => 2,
        }
    }
}

/// Asks whether something speaks against the use. What follows an answer that suits stands below it, in the same page.
#[component]
pub fn SuitableStep(answer: Signal<Option<Answer>>) -> Element {
    let mut answer = answer;
    let Some(package) = use_content().package() else { return rsx! { ContentWaits {} } };
    let version = package.manifest.version.clone();
    let next = match answer() {
        None => t!("eligible-then"),
        Some(Answer::Suits(_)) => t!("eligible-now"),
        Some(Answer::AskFirst) => String::new(),
    };
    rsx! {
        PageTitle { title: t!("eligible-title"), lead: t!("eligible-lead"), step: t!("register-step", step = 1) }
        div { class: "stack-wide before-code",
            Purpose { package }
            Options { id: "eligible", legend: t!("suitable-question"),
                options: vec![t!("suitable-none"), t!("eligible-agreed"), t!("suitable-ask")],
                chosen: answer().as_ref().map(Answer::place),
                onchoose: move |place| answer.set(Some(Answer::at(place, &version, today()))) }
            // Always there: only what changes is read aloud, and the field for the code is far from where somebody chooses.
            p { class: "soft", role: "status", id: "eligible-next", "{next}" }
            if answer() == Some(Answer::AskFirst) {
                Notice { kind: Kind::Warning, announce: true, id: "eligible-first", p { {t!("eligible-first")} } }
                p { Link { to: Route::CrisisPage {}, {t!("help-title")} } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_the_second_answer_says_that_the_practice_agreed_and_each_is_found_again() {
        let day = date(2026, 3, 1);
        let answers = [0, 1, 2].map(|place| Answer::at(place, "1.0.0", day));
        assert_eq!(answers.each_ref().map(Answer::place), [0, 1, 2]);
        let suits =
            |doctor_agreed| Answer::Suits(Suitable { on: day, version: "1.0.0".to_owned(), doctor_agreed });
        assert_eq!(answers, [suits(false), suits(true), Answer::AskFirst]);
    }
}
