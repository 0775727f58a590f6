//! Days with their hours. On a phone the days stand below each other, as lists.

use dioxus::prelude::*;
use heilsam_client::appointment::calendar::{Day, Placed, ROWS_AN_HOUR, Sheet};
use heilsam_client::appointment::zone;
use heilsam_domain::RoomId;
use jiff::civil::Date;

use super::words;
use crate::components::{Icon, Shape};
use crate::practice::desk::Occasion;
use crate::practice::desk::team::use_team;
use crate::practice::routes::Route;
use crate::practice::team_badge::colour;
use crate::{browser, t};

/// What is being dragged.
type Dragged = Signal<Option<RoomId>>;

/// The hours at the side and the days beside them.
#[component]
pub(super) fn SheetView(sheet: Sheet, today: Date) -> Element {
    let dragged: Dragged = use_signal(|| None);
    let rows = rows(&sheet);
    let days = sheet.days.len();
    let (from_hour, to_hour) = (sheet.from_hour, sheet.to_hour);
    rsx! {
        div { class: "sheet", "data-days": "{days}",
            div { class: "sheet-hours", "aria-hidden": "true", grid_template_rows: "repeat({rows}, var(--row))",
                for hour in from_hour..to_hour {
                    span { key: "{hour}", grid_row: "{i16::from(hour - from_hour) * 4 + 1} / span 4", "{hour}:00" }
                }
            }
            for day in sheet.days {
                DayColumn { key: "{day.date}", is_today: day.date == today, day, rows, from_hour, dragged }
            }
        }
    }
}

#[component]
fn DayColumn(day: Day, is_today: bool, rows: u16, from_hour: i8, dragged: Dragged) -> Element {
    let navigator = use_navigator();
    let mut dragged = dragged;
    let date = day.date;
    let title = words::short_day(date);
    let empty = day.entries.is_empty();
    rsx! {
        section { class: "sheet-day", "data-today": if is_today { "true" }, "aria-labelledby": "title-{date}",
            header { class: "sheet-head",
                h3 { id: "title-{date}",
                    "{title}"
                    if is_today {
                        span { class: "visually-hidden", {t!("calendar-is-today")} }
                    }
                }
                button {
                    r#type: "button",
                    class: "sheet-add",
                    "aria-label": t!("calendar-add", day = words::day(date)),
                    onclick: move |_| {
                        navigator.push(Route::Invite { at: start_of_work(date) });
                    },
                    Icon { shape: Shape::Add }
                }
            }
            if empty {
                p { class: "sheet-free soft", {t!("calendar-free")} }
            }
            ol {
                class: "sheet-entries",
                id: "day-{date}",
                "data-beside": if day.lanes > 1 { "true" },
                grid_template_rows: "repeat({rows}, var(--row))",
                grid_template_columns: "repeat({day.lanes}, minmax(0, 1fr))",
                ondragover: move |event| {
                    if dragged.peek().is_some() {
                        event.prevent_default();
                    }
                },
                ondrop: move |event| {
                    event.prevent_default();
                    let height = event.client_coordinates().y;
                    if let Some(room_id) = dragged.take() {
                        let at = dropped_at(date, from_hour, rows, height);
                        navigator.push(Route::MovePage { room_id, at });
                    }
                },
                for placed in day.entries {
                    Entry { key: "{placed.entry.room}", placed, dragged }
                }
            }
        }
    }
}

#[component]
fn Entry(placed: Placed, dragged: Dragged) -> Element {
    let navigator = use_navigator();
    let mut dragged = dragged;
    let entry = placed.entry;
    let room_id = entry.room;
    let target = Route::InvitationPage { room_id };
    let is_hour = entry.appointment.occasion == Occasion::OpenHour;
    let open = entry.state.is_open();
    let (_, state) = super::state_badge(&entry);
    let doctor = use_team().doctor_of(&entry);
    let colour = doctor.as_ref().map(|(place, _)| colour(*place).to_string());
    rsx! {
        li { "data-rows": "{placed.rows}", grid_row: "{placed.row + 1} / span {placed.rows}", grid_column: "{placed.lane + 1}",
            a {
                class: "sheet-entry",
                href: "{target}",
                "data-kind": if is_hour { "hour" } else { "appointment" },
                "data-over": if !open { "true" },
                "data-doctor": colour,
                draggable: if open { "true" } else { "false" },
                ondragstart: move |_| dragged.set(Some(room_id)),
                ondragend: move |_| dragged.set(None),
                onclick: move |event| {
                    if event.modifiers().is_empty() {
                        event.prevent_default();
                        navigator.push(Route::InvitationPage { room_id });
                    }
                },
                span { class: "sheet-time",
                    {words::clock(entry.appointment.begins_at)}
                    span { class: "sheet-end", "–" {words::clock(entry.appointment.ends_at())} }
                }
                " "
                strong { class: "sheet-name", {super::list::name(&entry)} }
                if let Some((_, doctor)) = doctor {
                    span { class: "sheet-doctor", " " {doctor} }
                }
                if !open {
                    span { class: "visually-hidden", ", {state}" }
                }
            }
        }
    }
}

fn rows(sheet: &Sheet) -> u16 {
    u16::try_from(sheet.to_hour - sheet.from_hour).unwrap_or_default() * ROWS_AN_HOUR
}

/// Where a new appointment of that day begins until somebody says otherwise.
fn start_of_work(date: Date) -> String {
    zone::write(date.at(9, 0, 0, 0))
}

/// The quarter of an hour below the pointer.
fn dropped_at(date: Date, from_hour: i8, rows: u16, pointer: f64) -> String {
    let top_and_height = browser::element(&format!("day-{date}")).map(|column| {
        let place = column.get_bounding_client_rect();
        (place.top(), place.height())
    });
    let (top, height) = top_and_height.unwrap_or_default();
    quarter(date, from_hour, rows, if height > 0.0 { (pointer - top) / height } else { 0.0 })
}

/// `share` is how far down the column, from 0 to 1.
fn quarter(date: Date, from_hour: i8, rows: u16, share: f64) -> String {
    let last = f64::from(rows.saturating_sub(1));
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the rows of a day")]
    let row = (share * f64::from(rows)).floor().clamp(0.0, last) as i32;
    let minutes = i32::from(from_hour) * 60 + row * 15;
    let (hour, minute) = (i8::try_from(minutes / 60).unwrap_or_default(), i8::try_from(minutes % 60));
    zone::write(date.at(hour, minute.unwrap_or_default(), 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dropped_begins_at_the_quarter_below_the_pointer() {
        let day: Date = "2026-03-10".parse().unwrap();
        for (share, expected) in [
            (0.0, "2026-03-10T08:00"),
            (0.26, "2026-03-10T10:30"),
            (1.5, "2026-03-10T17:45"),
            (-1.0, "2026-03-10T08:00"),
        ] {
            assert_eq!(quarter(day, 8, 40, share), expected, "{share}");
        }
    }
}
