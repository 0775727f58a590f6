//! The warning about double bookings. It warns and forbids nothing.

use dioxus::prelude::*;
use heilsam_client::appointment::calendar;
use heilsam_domain::RoomId;

use crate::components::{Kind, Notice};
use crate::practice::calendar::words;
use crate::practice::desk::{Appointment, InvitationView};
use crate::practice::team_badge::DoctorBadge;
use crate::t;

/// How many are named.
const NAMED: usize = 5;

/// What is already there at the time of what is planned; nothing to see when the time is free.
#[component]
pub fn Conflicts(
    known: Vec<InvitationView>,
    planned: Vec<Appointment>,
    /// The appointment that is being moved.
    except: Option<RoomId>,
) -> Element {
    let found: Vec<InvitationView> =
        planned.iter().flat_map(|each| calendar::conflicts(&known, each, except)).collect();
    let more = found.len().saturating_sub(NAMED);
    rsx! {
        div { role: "status",
            if !found.is_empty() {
                Notice { id: "conflicts", kind: Kind::Warning, title: t!("plan-conflict-title"),
                    ul {
                        for entry in found.into_iter().take(NAMED) {
                            li { key: "{entry.room}",
                                {words::moment(entry.appointment.begins_at)}
                                ", "
                                {words::length(entry.appointment.minutes)}
                                ": "
                                strong { {crate::practice::calendar::name(&entry)} }
                                " "
                                DoctorBadge { entry: entry.clone() }
                            }
                        }
                    }
                    if more > 0 {
                        p { {t!("plan-conflict-more", count = more)} }
                    }
                    p { {t!("plan-conflict-text")} }
                }
            }
        }
    }
}
