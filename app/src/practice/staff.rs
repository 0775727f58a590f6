//! What practice staff see: they organise and never take part. Source: Anlage 31b BMV-Ä § 5(1) no. 2.

use dioxus::prelude::*;

use super::routes::Route;
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Shape};
use crate::t;

/// Where staff arrive, and what answers the address of a waiting room or an invitation.
#[component]
pub fn StaffPlace(
    /// The address belongs to a consultation.
    inside: bool,
) -> Element {
    let navigator = use_navigator();
    if inside {
        return rsx! {
            PageTitle { title: t!("staff-room-title") }
            div { class: "stack",
                Notice { kind: Kind::Warning, id: "staff-refused", p { {t!("staff-room-text")} } }
            }
            div { class: "actions",
                Button { id: "staff-back", onpress: move |()| { navigator.push(Route::Invitations {}); }, {t!("room-back")} }
            }
        };
    }
    rsx! {
        PageTitle { title: t!("staff-title"), lead: t!("staff-lead") }
        div { class: "stack",
            Notice { title: t!("staff-later-title"), id: "staff-later", p { {t!("staff-later-text")} } }
            p { {t!("staff-now")} }
            div { class: "row",
                Button { id: "to-account", kind: ButtonKind::Second, icon: Shape::Person, onpress: move |()| { navigator.push(Route::Settings {}); },
                    {t!("staff-to-account")}
                }
            }
        }
    }
}
