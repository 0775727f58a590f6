//! What a practice handed to a patient: a link, a code, or a whole message with both links in it.

use heilsam_crypto::cancel::CancelToken;
use heilsam_crypto::vsp1::InvitationLink;
use heilsam_domain::{JoinCode, SharingCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::facts::Facts;

/// Longest text that is looked through, in bytes: more than any message of a practice.
const LONGEST: usize = 20_000;
/// A fragment alone is longer than this; a date or a numbered line is not.
const SHORTEST: usize = 60;

/// How the patient comes in. `Debug` shows no secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// With the fragment of the link, without what it says about the appointment.
    Link(String),
    /// With the code, as it is written.
    Code(String),
}

/// What could be read of it. `Debug` shows no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Handed {
    /// How the patient comes in.
    pub way: Way,
    /// When it begins, where that is known.
    pub begins_at: Option<Timestamp>,
    /// The token for cancelling, where there is one.
    pub cancel: Option<String>,
    /// What the practice is called; may be empty.
    pub practice: String,
    /// Whether it was planned with nursing staff.
    pub with_carer: bool,
    /// The code of the practice's keys, where it is known.
    pub sharing: Option<String>,
}

/// Why nothing could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it looks like an invitation.
    Nothing,
    /// There is a link, but a part of it is missing.
    Damaged,
}

impl Way {
    /// What the guest page takes behind `/v#`.
    #[must_use]
    pub fn fragment(&self) -> &str {
        match self {
            Self::Link(text) | Self::Code(text) => text,
        }
    }
}

impl std::fmt::Debug for Way {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Link(_) => "Link(..)",
            Self::Code(_) => "Code(..)",
        })
    }
}

impl std::fmt::Debug for Handed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Handed({:?}, {:?})", self.way, self.begins_at)
    }
}

impl Handed {
    /// Reads a link, a code, or a message that has them.
    ///
    /// # Errors
    /// [`Unreadable`] says whether there was nothing or only a part.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return Err(Unreadable::Nothing);
        }
        let words: Vec<&str> = text.split_whitespace().map(without_marks).collect();
        let found = words.iter().find(|word| is_link(word)).map_or_else(
            || by_code(text, &words).ok_or(Unreadable::Nothing),
            |link| by_link(link).ok_or(Unreadable::Damaged),
        );
        let mut found = found?;
        for (token, begins_at) in words.iter().filter_map(|word| cancel_link(word, &found.way)) {
            found.cancel = Some(token);
            found.begins_at = found.begins_at.or(begins_at);
        }
        Ok(found)
    }
}

/// A word without what a sentence or a mail program puts around it.
fn without_marks(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | '"' | ',' | ';') || c == '.')
}

fn is_link(word: &str) -> bool {
    word.contains("/v#") || word.starts_with("#1.") || (word.starts_with("1.") && word.len() > SHORTEST)
}

fn by_link(word: &str) -> Option<Handed> {
    let link = InvitationLink::parse(word).ok()?;
    let facts = word.rsplit_once('#').map_or(word, |(_, fragment)| fragment).split('.').nth(4);
    let facts = facts.and_then(Facts::parse);
    Some(Handed {
        way: Way::Link(link.expose()),
        begins_at: facts.as_ref().map(|it| it.begins_at),
        cancel: facts.as_ref().and_then(|it| it.cancel.as_ref()).map(CancelToken::expose),
        with_carer: facts.as_ref().is_some_and(|it| it.with_carer),
        sharing: facts.as_ref().and_then(|it| it.sharing.as_ref()).map(SharingCode::to_string),
        practice: facts.map(|it| it.practice).unwrap_or_default(),
    })
}

fn by_code(text: &str, words: &[&str]) -> Option<Handed> {
    let spoken = |word: &&str| word.contains('-').then(|| JoinCode::parse(word).ok()).flatten();
    let code = JoinCode::parse(text).ok().or_else(|| words.iter().find_map(spoken))?;
    Some(Handed {
        way: Way::Code(code.expose()),
        begins_at: None,
        cancel: None,
        practice: String::new(),
        with_carer: false,
        sharing: None,
    })
}

/// Token and beginning, from a link for cancelling that belongs to this link. A code does not say its room.
fn cancel_link(word: &str, way: &Way) -> Option<(String, Option<Timestamp>)> {
    let Way::Link(link) = way else { return None };
    let mut parts = word.split_once("/cancel#")?.1.split('.');
    let room = InvitationLink::parse(link).ok()?.room.to_string();
    parts.next().filter(|part| *part == room)?;
    let token = CancelToken::parse(parts.next()?)?.expose();
    Some((token, parts.next().and_then(|text| Timestamp::from_second(text.parse().ok()?).ok())))
}

#[cfg(test)]
mod tests {
    use heilsam_crypto::identity::IdentityKey;
    use heilsam_crypto::rng::FastRng;
    use heilsam_crypto::vsp1::Invitation;

    use super::*;

    fn link() -> InvitationLink {
        let mut rng = FastRng::from_seed([3; 32]);
        let invitation = Invitation::make(&mut rng);
        invitation.link(&IdentityKey::make(&mut rng).public())
    }

    fn facts() -> Facts {
        Facts {
            begins_at: "2026-03-10T09:30:00Z".parse().unwrap(),
            cancel: CancelToken::parse("AAAAAAAAAAAAAAAAAAAAAQ"),
            with_carer: true,
            sharing: SharingCode::parse("ABCDE-FGHJK-MNPQR-STVWX").ok(),
            practice: "Praxis Dr. Müller".to_owned(),
        }
    }

    #[test]
    fn a_link_says_when_with_whom_and_how_to_cancel() {
        let text = format!("https://heilsam.example/v#{}.{}", link().expose(), facts().expose());
        let read = Handed::parse(&text).unwrap();
        assert!(read.way == Way::Link(link().expose()));
        assert_eq!(read.begins_at, Some(facts().begins_at));
        assert_eq!((read.practice.as_str(), read.with_carer), ("Praxis Dr. Müller", true));
        assert_eq!(read.cancel.as_deref(), Some("AAAAAAAAAAAAAAAAAAAAAQ"));
        assert_eq!(read.sharing.as_deref(), Some("ABCDE-FGHJK-MNPQR-STVWX"));
    }

    #[test]
    fn a_whole_message_is_looked_through() {
        let bare = link();
        let (fragment, room) = (bare.expose(), bare.room);
        let text = format!(
            "Guten Tag,\n\nIhr Link: <https://heilsam.example/v#{fragment}>.\nAbsagen: https://heilsam.example/cancel#{room}.AAAAAAAAAAAAAAAAAAAAAQ.1773135000\n"
        );
        let read = Handed::parse(&text).unwrap();
        assert!(read.way == Way::Link(fragment));
        assert_eq!(read.cancel.as_deref(), Some("AAAAAAAAAAAAAAAAAAAAAQ"));
        assert_eq!(read.begins_at, Timestamp::from_second(1_773_135_000).ok());
    }

    #[test]
    fn the_link_for_cancelling_another_appointment_does_not_count() {
        let text = format!(
            "https://h.example/v#{} https://h.example/cancel#AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAQ.1773135000",
            link().expose()
        );
        assert_eq!(Handed::parse(&text).unwrap().cancel, None);
    }

    #[test]
    fn a_code_is_read_as_people_type_it_and_inside_a_sentence() {
        for text in ["1234-AB3D-9F2K", "1234 ab3d 9f2k", "Ihr Code ist 1234-AB3D-9F2K."] {
            assert!(Handed::parse(text).unwrap().way == Way::Code("1234-AB3D-9F2K".to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_invitation_is_refused_and_a_part_of_one_said_to_be_a_part() {
        let link = format!("https://heilsam.example/v#{}", link().expose());
        assert_eq!(Handed::parse(link.get(..90).unwrap()), Err(Unreadable::Damaged));
        for text in ["", "Guten Tag", "1234", "https://heilsam.example/app/"] {
            assert_eq!(Handed::parse(text), Err(Unreadable::Nothing), "{text}");
        }
    }
}
