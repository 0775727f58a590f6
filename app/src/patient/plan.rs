//! Goals and reminders.

mod due;
mod goals;
mod reminders;

use dioxus::prelude::*;

pub use self::due::DueReminders;
use self::goals::Goals;
use self::reminders::Reminders;
use super::content::{ContentWaits, use_content};
use super::period::{ReadOnlyNotice, use_read_only};
use super::routes::Route;
use crate::components::{Button, ButtonKind, Notice, PageTitle, Shape};
use crate::record::use_record;
use crate::t;

/// What the patient wants to reach in a week, and when the app reminds.
#[component]
pub fn PlanPage() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let read_only = use_read_only();
    let Some(package) = use_content().package() else { return rsx! { ContentWaits {} } };
    let Some(course) = record.course() else {
        return rsx! {
            PageTitle { title: t!("plan-title"), lead: t!("plan-lead") }
            if read_only {
                ReadOnlyNotice {}
            } else {
                Notice { p { {t!("plan-needs-course")} } p { Link { to: Route::Programme {}, {t!("next-begin-button")} } } }
            }
        };
    };
    rsx! {
        PageTitle { title: t!("plan-title"), lead: t!("plan-lead") }
        div { class: "stack-wide",
            ReadOnlyNotice {}
            Goals { package: package.clone(), course: course.clone() }
            if !read_only {
                Reminders { package, course }
            }
            div { class: "actions",
                Button { kind: ButtonKind::Quiet, icon: Shape::Back, onpress: move |()| { navigator.push(Route::Programme {}); }, {t!("programme-title")} }
            }
        }
    }
}
