//! Above the calendar: how it looks, which days, a new appointment.

use dioxus::prelude::*;
use heilsam_client::appointment::calendar;

use super::{Look, Place, today, words};
use crate::components::{Button, ButtonKind, Shape};
use crate::t;

/// The row of buttons and the heading of what is shown.
#[component]
pub(super) fn Bar(place: Place, onplan: EventHandler<()>) -> Element {
    let look = (place.look)();
    let day = (place.day)();
    let title = match look {
        Look::Day => words::day(day),
        Look::Week => {
            let monday = calendar::monday(day);
            t!(
                "calendar-week",
                from = words::full_day(monday),
                to = words::full_day(calendar::later(monday, 6))
            )
        }
        Look::List => t!("calendar-all"),
    };
    rsx! {
        div { class: "calendar-bar no-print",
            Button { id: "invite", icon: Shape::Add, onpress: onplan, {t!("practice-invite")} }
            div { class: "calendar-looks", role: "group", "aria-label": t!("calendar-look"),
                for each in Look::ALL {
                    button {
                        key: "{each.name()}",
                        id: "look-{each.name()}",
                        r#type: "button",
                        class: "calendar-look",
                        "aria-pressed": if each == look { "true" } else { "false" },
                        onclick: move |_| place.show(each),
                        {label(each)}
                    }
                }
            }
            if look != Look::List {
                div { class: "row",
                    Button { id: "calendar-back", kind: ButtonKind::Quiet, onpress: move |()| place.turn(-1),
                        if look == Look::Day { {t!("calendar-day-before")} } else { {t!("calendar-week-before")} }
                    }
                    Button { id: "calendar-today", kind: ButtonKind::Quiet, onpress: move |()| place.go(today()), {t!("calendar-today")} }
                    Button { id: "calendar-next", kind: ButtonKind::Quiet, onpress: move |()| place.turn(1),
                        if look == Look::Day { {t!("calendar-day-after")} } else { {t!("calendar-week-after")} }
                    }
                }
            }
        }
        h2 { id: "calendar-title", "aria-live": "polite", "{title}" }
    }
}

fn label(look: Look) -> String {
    match look {
        Look::Day => t!("calendar-look-day"),
        Look::Week => t!("calendar-look-week"),
        Look::List => t!("calendar-look-list"),
    }
}
