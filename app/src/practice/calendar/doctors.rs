//! Whose appointments the calendar shows: everybody's, or those of one doctor of the practice.

use dioxus::prelude::*;

use super::Place;
use crate::components::Select;
use crate::practice::desk::team::{PracticeView, use_team};
use crate::practice::team_badge::colour;
use crate::t;

/// Up to so many doctors have a button each; one of more is chosen from a list.
const BUTTONS: usize = 8;

/// The choice; nothing for a doctor alone.
#[component]
pub(super) fn Doctors(place: Place) -> Element {
    match use_team().practice() {
        Some(practice) if practice.doctors().nth(1).is_some() => rsx! {
            Choice { practice, place }
        },
        _ => rsx! {},
    }
}

/// Everybody, and one button for each doctor, in the doctor's colour, or the list.
#[component]
fn Choice(practice: PracticeView, place: Place) -> Element {
    let shown = place.doctor();
    let many = practice.doctors().nth(BUTTONS).is_some();
    let pressed = |is: bool| if is { "true" } else { "false" };
    rsx! {
        div { class: "calendar-doctors no-print", id: "calendar-doctors", role: "group", "aria-label": t!("calendar-doctors"),
            button {
                r#type: "button",
                class: "doctor-choice",
                id: "doctor-all",
                "aria-pressed": pressed(shown.is_none()),
                onclick: move |_| place.show_doctor(None),
                {t!("calendar-doctors-all")}
            }
            if many {
                Select {
                    id: "doctor-one",
                    label: t!("calendar-doctors"),
                    value: shown.map(|doctor| doctor.to_string()).unwrap_or_default(),
                    options: options(&practice),
                    onchange: move |text: String| place.show_doctor(text.parse().ok()),
                }
            } else {
                for (number , doctor) in practice.doctors().cloned().enumerate() {
                    button {
                        key: "{doctor.account_id}",
                        r#type: "button",
                        class: "doctor-choice",
                        "data-doctor": "{colour(number)}",
                        "aria-pressed": pressed(shown == Some(doctor.account_id)),
                        onclick: move |_| place.show_doctor(Some(doctor.account_id)),
                        "{doctor.name}"
                    }
                }
            }
        }
    }
}

/// Everybody, who has no account, and the doctors.
fn options(practice: &PracticeView) -> Vec<(String, String)> {
    let doctors = practice.doctors().map(|doctor| (doctor.account_id.to_string(), doctor.name.clone()));
    std::iter::once((String::new(), t!("calendar-doctors-all"))).chain(doctors).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use jiff::civil::date;

    use super::super::Look;
    use super::*;
    use crate::drawn::{press, stands};
    use crate::leaving::Leaving;
    use crate::practice::desk::team::examples::{account, doctors};

    thread_local! {
        static COUNT: Cell<u8> = const { Cell::new(0) };
        static PLACE: Cell<Option<Place>> = const { Cell::new(None) };
    }

    fn choice() -> Element {
        let place = use_hook(|| Place {
            look: Signal::new(Look::Week),
            day: Signal::new(date(2027, 1, 4)),
            doctor: Signal::new(None),
        });
        PLACE.set(Some(place));
        rsx! {
            Choice { practice: doctors(COUNT.get()), place }
        }
    }

    fn show(count: u8) -> Leaving {
        COUNT.set(count);
        Leaving::show(choice)
    }

    /// The label of the list; that of the group is no word on the page.
    const LIST: &str = "calendar-doctors";

    #[test]
    fn each_of_eight_doctors_has_a_button() {
        let mut page = show(8);
        assert!(!stands(&page.0, LIST));
        let place = PLACE.get().unwrap();
        for (label, doctor) in [("Dr. 8", Some(account(8))), ("calendar-doctors-all", None)] {
            press(&page.0, label);
            page.turn();
            assert_eq!(page.0.in_scope(ScopeId::APP, || place.doctor()), doctor);
        }
    }

    #[test]
    fn one_of_nine_doctors_is_chosen_from_a_list_that_begins_with_everybody() {
        let page = show(9);
        for words in [LIST, "calendar-doctors-all", "Dr. 1", "Dr. 9"] {
            assert!(stands(&page.0, words), "{words}");
        }
        let options = options(&doctors(9));
        assert_eq!(options.len(), 10);
        assert_eq!(options.first(), Some(&(String::new(), "calendar-doctors-all".to_owned())));
        assert_eq!(options.last(), Some(&(account(9).to_string(), "Dr. 9".to_owned())));
    }
}
