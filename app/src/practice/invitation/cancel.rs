//! Cancelling: one appointment, or it and the later ones of its series.

use dioxus::prelude::*;

use crate::components::{Button, ButtonKind, Dialog, use_toasts};
use crate::practice::desk::{InvitationView, Occasion, use_desk};
use crate::practice::routes::Route;
use crate::t;

/// The open appointments of the series from this one on, itself first.
fn from_here_on(entry: &InvitationView, known: &[InvitationView]) -> Vec<InvitationView> {
    let mut list: Vec<&InvitationView> = known
        .iter()
        .filter(|it| it.appointment.series.is_some() && it.appointment.series == entry.appointment.series)
        .filter(|it| it.state.is_open() && it.appointment.begins_at >= entry.appointment.begins_at)
        .collect();
    list.sort_by_key(|it| it.appointment.begins_at);
    list.into_iter().cloned().collect()
}

/// A quiet button and a question before anything happens.
#[component]
pub(super) fn Cancel(
    entry: InvitationView,
    known: Vec<InvitationView>,
    onchange: EventHandler<()>,
) -> Element {
    let desk = use_desk();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let mut asking = use_signal(|| false);
    let later = from_here_on(&entry, &known);
    let count = later.len();
    let is_hour = entry.appointment.occasion == Occasion::OpenHour;
    let mut cancel = move |seen: Vec<InvitationView>| {
        asking.set(false);
        spawn(async move {
            match desk.cancel(seen).await {
                Ok(()) => {
                    onchange.call(());
                    toasts.say(|| t!("invitation-cancelled"));
                    navigator.push(Route::Invitations {});
                }
                Err(error) => toasts.tell(desk.explain(error, onchange).await.into()),
            }
        });
    };
    rsx! {
        div { class: "actions",
            Button { id: "cancel", kind: ButtonKind::Quiet, onpress: move |()| asking.set(true), {t!("invitation-cancel")} }
        }
        if asking() {
            Dialog { id: "cancel-dialog", title: t!("invitation-cancel-title"), onclose: move |()| asking.set(false),
                p { if is_hour { {t!("hour-cancel-text")} } else { {t!("invitation-cancel-text")} } }
                Button { id: "cancel-yes", wide: true, kind: ButtonKind::Danger, onpress: move |()| cancel(vec![entry.clone()]), {t!("invitation-cancel")} }
                if count > 1 {
                    Button { id: "cancel-series", wide: true, kind: ButtonKind::Danger, onpress: move |()| cancel(later.clone()),
                        {t!("invitation-cancel-series", count = count)}
                    }
                }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| asking.set(false), {t!("action-back")} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use heilsam_client::appointment::Appointment;
    use heilsam_domain::{ConsultationState, RoomId};
    use jiff::{SignedDuration, Timestamp};

    use super::*;

    fn entry(number: u8, day: i64, series: Option<u32>, state: ConsultationState) -> InvitationView {
        let begins_at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * day);
        let appointment = Appointment { series, ..Appointment::single(begins_at, 15) };
        InvitationView::unreadable(RoomId::from_bytes([number; 16]), state, appointment)
    }

    #[test]
    fn cancelling_the_rest_of_a_series_leaves_what_was_and_what_is_not_of_it() {
        let (planned, ended) = (ConsultationState::Planned, ConsultationState::Ended);
        let known = [
            entry(1, 1, Some(7), ended),
            entry(2, 8, Some(7), planned),
            entry(3, 15, Some(7), planned),
            entry(4, 22, Some(8), planned),
            entry(5, 22, None, planned),
        ];
        assert_eq!(from_here_on(&known[1], &known), known[1..3]);
        assert_eq!(from_here_on(&known[4], &known), []);
    }
}
