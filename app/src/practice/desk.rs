//! The practice's appointments as the views see them.

mod anew;
mod calls;
mod line;
mod master;
mod proof;
mod reminders;
pub mod team;

use dioxus::prelude::*;
use heilsam_client::ClientError;
use heilsam_client::client::InvitationDraft;
use heilsam_domain::{Role, RoomId};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::site::Site;
use jiff::Timestamp;

pub use heilsam_client::appointment::{Appointment, Occasion};
pub use heilsam_client::client::{Delivery, GatewayMessage, GatewayWay, InvitationView, Word};

pub use self::anew::{has_others, is_not_for_the_gateway};
pub use self::calls::{AboutCall, KeptConsent};
pub use self::master::{Keeper, Kept};
pub use self::proof::Who;
use super::meeting::Room;
use crate::account::access::{Account, use_account};
use crate::account::trouble::Trouble;
use crate::to_the_end::to_the_end;

/// The note that holds the doctor's name.
const NAME: &str = "doctor-name";

/// Whether somebody can come now.
#[must_use]
pub fn is_due(entry: &InvitationView, now: Timestamp) -> bool {
    entry.state.is_open() && entry.opens_at <= now && now < entry.closes_at
}

fn tries_note(room: RoomId) -> String {
    format!("tries/{room}")
}

/// What the operator sends for practices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gateways {
    /// E-mail.
    pub mail: bool,
    /// SMS.
    pub sms: bool,
    /// What one SMS costs, in euro cents.
    pub sms_cents: u32,
}

/// Reading and acting; copies share everything.
#[derive(Clone, Copy)]
pub struct Desk {
    account: Account,
}

/// Provides the desk to all views below.
pub fn use_desk_provider() -> Desk {
    let account = use_account();
    use_context_provider(|| Desk { account })
}

/// The desk of this program.
pub fn use_desk() -> Desk {
    use_context()
}

impl Desk {
    /// Whether this account may take part; staff organise and never do.
    #[must_use]
    pub fn takes_part(self) -> bool {
        self.account.watched().and_then(|device| device.role()) == Some(Role::Doctor)
    }

    /// Whether this account belongs to practice staff.
    #[must_use]
    pub fn is_staff(self) -> bool {
        self.account.watched().and_then(|device| device.role()) == Some(Role::Staff)
    }

    /// Whether this account runs the installation: it looks at proofs, and at nothing of any practice.
    #[must_use]
    pub fn operates(self) -> bool {
        self.account.watched().and_then(|device| device.role()) == Some(Role::Operator)
    }

    /// All invitations, the next ones first.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn invitations(self) -> Result<Vec<InvitationView>, Trouble> {
        let device = self.account.device()?;
        let mut list = device.invitations().await.map_err(|error| self.account.trouble(error))?;
        // Open ones by time, then the past, newest first.
        list.sort_by_key(|it| {
            let second = it.appointment.begins_at.as_second();
            if it.state.is_open() { (false, second) } else { (true, -second) }
        });
        Ok(list)
    }

    /// One invitation.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn invitation(self, room: RoomId) -> Result<Option<InvitationView>, Trouble> {
        Ok(self.invitations().await?.into_iter().find(|it| it.room == room))
    }

    /// Makes an invitation.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: nothing was made.
    pub async fn invite(self, draft: InvitationDraft) -> Result<RoomId, Trouble> {
        let device = self.account.device()?;
        let made = device.invite(&draft).await.map_err(|error| self.account.trouble(error))?;
        Ok(made.room)
    }

    /// Makes the appointments of a series, one after the other, also when the page is left meanwhile; says how many were made and
    /// what stopped it.
    pub async fn invite_series(self, drafts: Vec<InvitationDraft>) -> (usize, Option<Trouble>) {
        let work = async move {
            let device = match self.account.device() {
                Ok(device) => device,
                Err(trouble) => return (0, Some(trouble)),
            };
            let series = Some(device.new_series());
            let mut made = 0;
            for mut draft in drafts {
                if let Some(appointment) = &mut draft.appointment {
                    appointment.series = series;
                }
                match device.invite(&draft).await {
                    Ok(_) => made += 1,
                    Err(error) => return (made, Some(self.account.trouble(error))),
                }
            }
            (made, None)
        };
        to_the_end(work).await
    }

    /// Moves an appointment as it was seen. A consultation hour takes the people with it who were invited into it, also when
    /// the page is left meanwhile.
    ///
    /// # Errors
    /// [`Trouble::Offline`], [`Trouble::Gone`], [`Trouble::ChangedMeanwhile`]: what comes first in the list was moved, the rest
    /// was not.
    pub async fn reschedule(
        self,
        seen: InvitationView,
        begins_at: Timestamp,
        minutes: u16,
    ) -> Result<(), Trouble> {
        let work = async move {
            let device = self.account.device()?;
            for each in self.with_guests(seen).await? {
                let moved = device.reschedule(&each, begins_at, minutes).await;
                moved.map_err(|error| self.account.trouble(error))?;
            }
            Ok(())
        };
        to_the_end(work).await
    }

    /// Changes how the practice calls an appointment.
    ///
    /// # Errors
    /// [`Trouble::Offline`], [`Trouble::ChangedMeanwhile`]: nothing was changed.
    pub async fn describe(self, seen: &InvitationView, name: &str, remark: &str) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.describe(seen, name, remark).await.map_err(|error| self.account.trouble(error))
    }

    /// [`Self::reason`], for a page that stays: `onstale` lets it show what somebody else made of the appointment.
    pub async fn explain(self, error: Trouble, onstale: EventHandler<()>) -> Trouble {
        let reason = self.reason(error).await;
        if reason == Trouble::ChangedMeanwhile {
            onstale.call(());
        }
        reason
    }

    /// Why a change was not made, as it can be told: that somebody else changed the appointment is said when its new state can
    /// be shown; without a connection that is the reason.
    pub async fn reason(self, error: Trouble) -> Trouble {
        if error != Trouble::ChangedMeanwhile {
            return error;
        }
        self.invitations().await.err().unwrap_or(error)
    }

    /// The appointment itself as it was seen and, for a consultation hour, the open ones of the people invited into it.
    async fn with_guests(self, seen: InvitationView) -> Result<Vec<InvitationView>, Trouble> {
        let room = seen.room;
        let guests = self.invitations().await?.into_iter();
        let guests = guests.filter(|it| it.appointment.hour == Some(room) && it.state.is_open());
        Ok(std::iter::once(seen).chain(guests).collect())
    }

    /// Cancels appointments as they were seen. A consultation hour is cancelled for everybody who was invited into it,
    /// all of them also when the page is left meanwhile.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when one is over, [`Trouble::ChangedMeanwhile`] when one is another now; those before it in the list
    /// are cancelled.
    pub async fn cancel(self, seen: Vec<InvitationView>) -> Result<(), Trouble> {
        let work = async move {
            let device = self.account.device()?;
            for one in seen {
                for each in self.with_guests(one).await? {
                    device.cancel_invitation(&each).await.map_err(|error| self.account.trouble(error))?;
                }
            }
            Ok(())
        };
        to_the_end(work).await
    }

    /// Ends a consultation for good.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when it is over.
    pub async fn end(self, room: RoomId) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.end_consultation(room).await.map_err(|error| self.account.trouble(error))
    }

    /// Has the server open the rooms in which the guests of a call meet; these and no others.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn set_pair_rooms(self, of: RoomId, rooms: Vec<RoomId>) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.set_pair_rooms(of, rooms).await.map_err(|error| self.account.trouble(error))
    }

    /// Everything the doctor's side of a call needs.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when there is no such invitation or its secrets cannot be read.
    pub async fn room(self, room: RoomId) -> Result<Room, Trouble> {
        // Only the doctor who holds it has the key that its link names.
        let own = self.own_account();
        let found = self.invitation(room).await?.filter(|it| it.state.is_open() && Some(it.doctor) == own);
        let found = found.ok_or(Trouble::Gone)?;
        let (comparison_required, recorded) = (found.comparison_required(), found.failed_tries);
        let invitation = found.invitation.ok_or(Trouble::Gone)?;
        let device = self.account.device()?;
        let key = device.consultation_key()?;
        let doctor_name = self.own_name().await?;
        let failed_tries = self.tries(room).await?.max(recorded);
        Ok(Room { invitation, key, doctor_name, failed_tries, comparison_required })
    }

    /// The rooms whose time has come, by their appointment, with everything a call in them needs.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn rooms_of(self, now: Timestamp) -> Result<Vec<(InvitationView, Room)>, Trouble> {
        let device = self.account.device()?;
        let key = device.consultation_key()?;
        let doctor_name = self.own_name().await?;
        let own = self.own_account();
        let mut rooms = Vec::new();
        for entry in self.invitations().await? {
            let due = Some(entry.doctor) == own && is_due(&entry, now);
            let Some(invitation) = entry.invitation.clone().filter(|_| due && entry.is_for_a_guest()) else {
                continue;
            };
            let failed_tries = self.tries(entry.room).await?.max(entry.failed_tries);
            let comparison_required = entry.comparison_required();
            let (key, doctor_name) = (std::rc::Rc::clone(&key), doctor_name.clone());
            rooms.push((entry, Room { invitation, key, doctor_name, failed_tries, comparison_required }));
        }
        Ok(rooms)
    }

    /// The name that patients saw the last time; empty before the first.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the device cannot read.
    pub async fn own_name(self) -> Result<String, Trouble> {
        Ok(self.account.device()?.device_note(NAME).await?.unwrap_or_default())
    }

    /// Keeps the name that patients see, sealed on this device, for the next time.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: it has to be typed again.
    pub async fn keep_name(self, name: &str) -> Result<(), Trouble> {
        Ok(self.account.device()?.keep_device_note(NAME, name).await?)
    }

    /// Wrong tries are counted across visits of the page and devices of the doctor, and never backwards: on this device,
    /// where no server shows an older count, and in the sealed description, for the other devices and after logging out.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the device cannot keep the count; [`Trouble::Offline`]: other devices do not know of it.
    pub async fn keep_tries(self, room: RoomId, tries: u8) -> Result<(), Trouble> {
        let device = self.account.device()?;
        let kept = if self.tries(room).await? < tries {
            device.keep_device_note(&tries_note(room), &tries.to_string()).await
        } else {
            Ok(())
        };
        // Also where this device has kept it: the server may not have been reached then.
        device.record_tries(room, tries).await?;
        Ok(kept?)
    }

    async fn tries(self, room: RoomId) -> Result<u8, Trouble> {
        let kept = self.account.device()?.device_note(&tries_note(room)).await?;
        Ok(kept.and_then(|tries| tries.parse().ok()).unwrap_or_default())
    }

    /// What the operator sends.
    pub async fn gateways(self) -> Gateways {
        let Ok(device) = self.account.device() else { return Gateways::default() };
        let facts = |site: Site| Gateways { mail: site.mail, sms: site.sms, sms_cents: site.sms_cents };
        device.site().await.map(facts).unwrap_or_default()
    }

    /// Has the operator send an invitation; `false` if the address was refused.
    ///
    /// # Errors
    /// [`Trouble::Offline`] when the gateway takes nothing now.
    pub async fn send(self, room: RoomId, message: &GatewayMessage) -> Result<bool, Trouble> {
        match self.account.device()?.send_invitation(room, message).await {
            Ok(()) => Ok(true),
            Err(ClientError::Refused(problem)) if problem.code == ProblemCode::InvalidField => Ok(false),
            Err(error) => Err(self.account.trouble(error)),
        }
    }

    /// Remembers how an invitation left the practice.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: it was not remembered.
    pub async fn record_delivery(self, room: RoomId, delivery: Delivery) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.record_delivery(room, delivery).await.map_err(|error| self.account.trouble(error))
    }
}
