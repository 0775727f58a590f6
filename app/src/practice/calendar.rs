//! The calendar: day, week or list; by mouse, by finger, by keyboard.

mod bar;
mod doctors;
mod ending;
mod list;
mod sheet;
pub mod words;

pub use list::{Row, name, state_badge};

use dioxus::prelude::*;
use heilsam_client::appointment::{calendar, zone};
use heilsam_domain::AccountId;
use jiff::civil::Date;

use self::bar::Bar;
use self::doctors::Doctors;
use self::ending::PracticeEnds;
use self::list::Entries;
use self::sheet::SheetView;
use super::desk::team::{of_doctor, use_team};
use super::desk::use_desk;
use super::later::ContractBanner;
use super::proof::ProofBanner;
use super::reminders::{ReminderCard, use_rounds};
use super::routes::Route;
use crate::components::{Button, Empty, ErrorState, Kind, Loading, Notice, PageTitle, Shape};
use crate::{browser, format, t};

/// How often what patients cancelled is looked for, in milliseconds.
const EVERY: i32 = 60_000;
const PREFERENCE: &str = "heilsam.calendar";

/// How the calendar shows itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// One day with its hours.
    Day,
    /// Seven days side by side.
    #[default]
    Week,
    /// Everything, the next first.
    List,
}

impl Look {
    const ALL: [Self; 3] = [Self::Day, Self::Week, Self::List];

    const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::List => "list",
        }
    }

    fn kept() -> Self {
        let kept = browser::preference(PREFERENCE).unwrap_or_default();
        Self::ALL.into_iter().find(|look| look.name() == kept).unwrap_or_default()
    }
}

/// Which part of the calendar is open; stays while other pages are shown.
#[derive(Clone, Copy, PartialEq)]
pub struct Place {
    look: Signal<Look>,
    day: Signal<Date>,
    doctor: Signal<Option<AccountId>>,
}

/// Provides the place to all pages below.
pub fn use_place_provider() -> Place {
    use_context_provider(|| Place {
        look: Signal::new(Look::kept()),
        day: Signal::new(today()),
        doctor: Signal::new(None),
    })
}

impl Place {
    fn show(mut self, look: Look) {
        browser::keep_preference(PREFERENCE, look.name());
        self.look.set(look);
    }

    /// Shows this day from now on.
    pub fn go(mut self, day: Date) {
        self.day.set(day);
    }

    /// Whose appointments are shown; `None`: everybody's.
    pub fn doctor(self) -> Option<AccountId> {
        (self.doctor)()
    }

    fn show_doctor(mut self, doctor: Option<AccountId>) {
        self.doctor.set(doctor);
    }

    /// One day or one week on or back.
    fn turn(self, by: i64) {
        let step = if (self.look)() == Look::Day { 1 } else { 7 };
        self.go(calendar::later((self.day)(), by * step));
    }
}

/// Today on the practice's wall.
fn today() -> Date {
    zone::local(format::now()).date()
}

/// The first page of the practice.
#[component]
pub fn Calendar() -> Element {
    let desk = use_desk();
    let place: Place = use_context();
    let navigator = use_navigator();
    let mut list = use_resource(move || async move { desk.invitations().await });
    use_future(move || async move {
        loop {
            browser::sleep(EVERY).await;
            list.restart();
        }
    });
    use_rounds(move || list.restart());
    let plan = move |()| {
        navigator.push(Route::Invite { at: String::new() });
    };
    // A doctor who has left the practice has no button to be switched off with.
    let practice = use_team().practice();
    let is_there = |doctor: &AccountId| {
        practice.as_ref().is_some_and(|practice| practice.doctors().any(|it| it.account_id == *doctor))
    };
    let doctor = place.doctor().filter(is_there);
    let content = match &*list.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! { ErrorState { text: error.text(), onretry: move |()| list.restart() } },
        Some(Ok(list)) if list.is_empty() => rsx! {
            Empty { shape: Shape::Camera, title: t!("practice-empty-title"), text: t!("practice-empty-text"),
                Button { id: "invite", icon: Shape::Add, onpress: plan, {t!("practice-invite")} }
            }
        },
        Some(Ok(list)) => rsx! {
            ReminderCard { list: list.clone() }
            section { class: "calendar stack", id: "calendar", onkeydown: move |event| keys(&event, place),
                Bar { place, onplan: plan }
                Doctors { place }
                if words::device_is_elsewhere(format::now()) {
                    Notice { id: "calendar-zone", kind: Kind::Info, p { {t!("calendar-zone")} } }
                }
                match (place.look)() {
                    Look::Day => rsx! {
                        SheetView { sheet: calendar::sheet(&of_doctor(list, doctor), (place.day)(), 1), today: today() }
                    },
                    Look::Week => rsx! {
                        SheetView { sheet: calendar::sheet(&of_doctor(list, doctor), calendar::monday((place.day)()), 7), today: today() }
                    },
                    Look::List => rsx! {
                        Entries { list: of_doctor(list, doctor) }
                    },
                }
                details { class: "no-print",
                    summary { {t!("calendar-keys")} }
                    p { {t!("calendar-keys-text")} }
                }
            }
        },
    };
    rsx! {
        PageTitle { title: t!("practice-title") }
        if desk.takes_part() {
            ProofBanner {}
            ContractBanner {}
        }
        PracticeEnds {}
        {content}
    }
}

/// Single keys count only while the focus is in the calendar. Source: WCAG 2.2, 2.1.4.
fn keys(event: &KeyboardEvent, place: Place) {
    if !event.modifiers().is_empty() {
        return;
    }
    match event.key() {
        Key::ArrowLeft => place.turn(-1),
        Key::ArrowRight => place.turn(1),
        Key::Character(text) => match text.as_str() {
            "d" => place.show(Look::Day),
            "w" => place.show(Look::Week),
            "l" => place.show(Look::List),
            "h" => place.go(today()),
            "n" => {
                navigator().push(Route::Invite { at: String::new() });
            }
            _ => return,
        },
        _ => return,
    }
    event.prevent_default();
}
