//! A new invitation in place of one that was not made for the gateway.

use heilsam_client::client::InvitationDraft;
use heilsam_domain::{ConsultationState, RoomId};

use super::{Appointment, Delivery, Desk, InvitationView};
use crate::account::trouble::Trouble;
use crate::to_the_end::to_the_end;

/// Whether the gateway may not carry it because that was not chosen when it was made, and nobody has come with it yet.
#[must_use]
pub fn is_not_for_the_gateway(entry: &InvitationView) -> bool {
    entry.state == ConsultationState::Planned
        && !entry.guest_waits
        && entry.link.is_some()
        && !entry.comparison_required()
}

/// Whether others are invited beside it: they belong to its room, and another one would be without them.
#[must_use]
pub fn has_others(entry: &InvitationView, known: &[InvitationView]) -> bool {
    known.iter().any(|it| it.appointment.hour == Some(entry.room) && it.state.is_open())
}

/// The same appointment, made for the gateway. It was never moved: calendar programs have not seen it.
fn draft_of(entry: &InvitationView) -> InvitationDraft {
    let appointment = Appointment { moved: 0, ..entry.appointment.clone() };
    InvitationDraft {
        delivery: Some(Delivery::Gateway),
        doctor: entry.shared.then_some(entry.doctor),
        ..InvitationDraft::of(entry.name.clone(), entry.remark.clone(), appointment)
    }
}

impl Desk {
    /// Makes a new invitation for the gateway in place of one as it was seen, and cancels that; also when the page is left
    /// meanwhile. `false`: the new one is made, and the old one still stands.
    ///
    /// # Errors
    /// [`Trouble::Offline`], [`Trouble::Gone`], [`Trouble::ChangedMeanwhile`]: nothing was made.
    pub async fn invite_anew(self, seen: InvitationView) -> Result<(RoomId, bool), Trouble> {
        let work = async move {
            let known = self.invitations().await?;
            let now = known.iter().find(|it| it.room == seen.room).ok_or(Trouble::Gone)?;
            let is_as_seen = (now.doctor, &now.appointment) == (seen.doctor, &seen.appointment);
            if !is_as_seen || !is_not_for_the_gateway(now) || has_others(now, &known) {
                return Err(Trouble::ChangedMeanwhile);
            }
            let device = self.account.device()?;
            let made = device.invite(&draft_of(now)).await.map_err(|error| self.account.trouble(error))?;
            let cancelled = device.cancel_invitation(now).await;
            Ok((made.room, cancelled.is_ok()))
        };
        to_the_end(work).await
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::{AccountId, CallRole};

    use super::*;

    fn entry(number: u8, change: impl FnOnce(&mut InvitationView)) -> InvitationView {
        let appointment = Appointment::single("2026-03-10T10:00:00Z".parse().unwrap(), 20);
        let room = RoomId::from_bytes([number; 16]);
        let mut entry = InvitationView::unreadable(room, ConsultationState::Planned, appointment);
        (entry.link, entry.name) = (Some("/v#1".to_owned()), "Erika".to_owned());
        change(&mut entry);
        entry
    }

    #[test]
    fn only_what_nobody_came_with_and_was_not_made_for_the_gateway_is_made_anew() {
        assert!(is_not_for_the_gateway(&entry(1, |it| it.deliveries = vec![Delivery::Printed])));
        let others = [
            entry(1, |it| it.deliveries = vec![Delivery::Printed, Delivery::Gateway]),
            entry(1, |it| it.state = ConsultationState::Opened),
            entry(1, |it| it.state = ConsultationState::Cancelled),
            entry(1, |it| it.guest_waits = true),
            entry(1, |it| it.link = None),
        ];
        assert!(!others.iter().any(is_not_for_the_gateway));
    }

    #[test]
    fn an_appointment_has_others_until_they_are_cancelled() {
        let first = entry(1, |_| ());
        let beside = |state| {
            entry(2, |it| {
                it.appointment.hour = Some(first.room);
                it.state = state;
            })
        };
        assert!(!has_others(&first, &[first.clone(), entry(2, |_| ())]));
        assert!(has_others(&first, &[first.clone(), beside(ConsultationState::Planned)]));
        assert!(!has_others(&first, &[first.clone(), beside(ConsultationState::Cancelled)]));
    }

    #[test]
    fn the_new_one_is_the_same_appointment_and_says_from_the_beginning_that_the_gateway_carries_it() {
        let doctor = AccountId::from_bytes([7; 16]);
        let old = entry(1, |it| {
            it.remark = "Befund".to_owned();
            (it.doctor, it.shared) = (doctor, true);
            (it.appointment.series, it.appointment.role) = (Some(4), CallRole::Relative);
            (it.appointment.hour, it.appointment.moved) = (Some(RoomId::from_bytes([3; 16])), 2);
        });
        let draft = draft_of(&old);
        assert_eq!((draft.delivery, draft.doctor), (Some(Delivery::Gateway), Some(doctor)));
        assert_eq!((draft.name.as_str(), draft.remark.as_str()), ("Erika", "Befund"));
        assert_eq!(draft.appointment, Some(Appointment { moved: 0, ..old.appointment }));
    }
}
