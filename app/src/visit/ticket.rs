//! What lets the guest in: the link's fragment or the typed code with its room. Kept for this tab only.

use heilsam_call::{ConsentRecord, Entrance, InvitationError, InvitationLink};
use heilsam_domain::{JoinCode, RoomId};

use crate::browser;

const STORAGE: &str = "heilsam.visit";

/// What marks the link into a case conference of doctors; the server does not see it.
const CONFERENCE: &str = ".k";

/// Where a link's note on the appointment begins: behind version, room, secret and hash of the doctor's key.
const NOTE: usize = 97;

/// An invitation, and what to.
#[derive(Clone, PartialEq)]
pub struct Ticket {
    /// How it was given.
    pub way: Way,
    /// Whether doctors meet, without a patient.
    pub conference: bool,
}

/// An invitation as it was given.
#[derive(Clone, PartialEq)]
pub enum Way {
    /// Read from the link.
    Link(InvitationLink),
    /// Typed; the server told the room of its four digits.
    Code(RoomId, JoinCode),
}

/// What the address held.
pub enum FromAddress {
    /// A usable link, with the fragment that it was read from.
    Ticket(Ticket, String),
    /// A code.
    Code(String),
    /// A link that was cut off or changed.
    Damaged,
    /// A link of a newer version.
    Newer,
    /// No link at all.
    Nothing,
}

impl Ticket {
    /// The meeting point.
    pub fn room(&self) -> RoomId {
        match &self.way {
            Way::Link(link) => link.room,
            Way::Code(room, _) => *room,
        }
    }

    /// How the call's session comes in with it.
    pub fn entrance(&self, consent: ConsentRecord) -> Entrance {
        match &self.way {
            Way::Link(link) => Entrance::by_link(link.clone(), consent),
            Way::Code(room, code) => Entrance::by_code(*room, code.password.clone(), consent),
        }
    }

    /// The ticket to a colleague of the doctor, from a link that came over the proven line: the same room, another doctor.
    pub fn onward(&self, link: &str) -> Option<Self> {
        let link = InvitationLink::parse(link).ok().filter(|link| link.room == self.room())?;
        Some(Self { way: Way::Link(link), conference: self.conference })
    }

    /// The page on which the appointment is cancelled, with what it needs of the fragment that the link was read from;
    /// `None` where the note brings no token for it.
    pub fn cancelling(&self, fragment: &str) -> Option<String> {
        let Way::Link(link) = &self.way else { return None };
        let note = fragment.get(NOTE..)?;
        // The eighth letter holds the flags of the note, with that of the token: see `Facts` in the client.
        let has_token = matches!(note.as_bytes().get(7), Some(b'C' | b'D' | b'G' | b'H'));
        has_token.then(|| format!("/cancel#{}.{note}", link.room))
    }

    fn to_text(&self) -> String {
        let mark = if self.conference { CONFERENCE } else { "" };
        match &self.way {
            Way::Link(link) => format!("{}{mark}", link.expose()),
            Way::Code(room, code) => format!("{room} {}{mark}", code.expose()),
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        let (text, conference) = unmarked(text);
        let way = match text.split_once(' ') {
            Some((room, code)) => Way::Code(room.parse().ok()?, JoinCode::parse(code).ok()?),
            None => Way::Link(InvitationLink::parse(text).ok()?),
        };
        Some(Self { way, conference })
    }
}

/// Reads the fragment and replaces the address, so that the secret is neither in the bar nor in the history.
pub fn from_address() -> FromAddress {
    let Some(window) = browser::window() else { return FromAddress::Nothing };
    let mut fragment = window.location().hash().unwrap_or_default();
    if fragment.len() < 2 {
        return FromAddress::Nothing;
    }
    if let Ok(history) = window.history() {
        let path = window.location().pathname().unwrap_or_else(|_| "/v".to_owned());
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
    }
    let (link, conference) = unmarked(&fragment);
    match InvitationLink::parse(link) {
        Ok(link) => FromAddress::Ticket(Ticket { way: Way::Link(link), conference }, fragment.split_off(1)),
        Err(_) if JoinCode::parse(fragment.trim_start_matches('#')).is_ok() => {
            FromAddress::Code(fragment.split_off(1))
        }
        Err(InvitationError::Version) => FromAddress::Newer,
        Err(InvitationError::Missing) => FromAddress::Nothing,
        Err(InvitationError::Damaged) => FromAddress::Damaged,
    }
}

fn unmarked(text: &str) -> (&str, bool) {
    text.strip_suffix(CONFERENCE).map_or((text, false), |text| (text, true))
}

/// Keeps invitation and name for a reload of this tab.
pub fn keep(ticket: &Ticket, name: &str) {
    if let Some(storage) = browser::tab() {
        let _ = storage.set_item(STORAGE, &format!("{}\n{name}", ticket.to_text()));
    }
}

/// Forgets them.
pub fn forget() {
    if let Some(storage) = browser::tab() {
        let _ = storage.remove_item(STORAGE);
    }
}

/// What an earlier load of this tab kept.
pub fn kept() -> Option<(Ticket, String)> {
    let text = browser::tab()?.get_item(STORAGE).ok().flatten()?;
    let (ticket, name) = text.split_once('\n')?;
    Some((Ticket::from_text(ticket)?, name.to_owned()))
}

// With the client, which writes the note: the guest page itself goes without.
#[cfg(all(test, feature = "practice"))]
mod tests {
    use heilsam_client::appointment::facts::Facts;

    use super::*;

    #[test]
    fn a_link_leads_to_cancelling_when_its_note_has_a_token() {
        let link = format!("1.{}.{}.{}", "A".repeat(22), "A".repeat(27), "A".repeat(43));
        let ticket = Ticket { way: Way::Link(InvitationLink::parse(&link).unwrap()), conference: false };
        let token = format!("{}Q", "A".repeat(21));
        // Without and with somebody beside the patient; then the same with a token.
        for (flags, leads) in [("A", false), ("B", false), ("C", true), ("D", true)] {
            let note = format!("AQGwHUI{flags}{}", if leads { token.as_str() } else { "" });
            let facts = Facts::parse(&note).unwrap();
            assert_eq!(facts.cancel.is_some(), leads, "{note}");
            let address = ticket.cancelling(&format!("{link}.{}", facts.expose()));
            let room = ticket.room();
            assert_eq!(address, leads.then(|| format!("/cancel#{room}.{note}")));
        }
        assert_eq!(ticket.cancelling(&link), None);
        let code = JoinCode::parse("1234-AB3D-9F2K").unwrap();
        let typed = Ticket { way: Way::Code(ticket.room(), code), conference: false };
        assert_eq!(typed.cancelling(&format!("{link}.AQGwHUIC{token}")), None);
    }
}
