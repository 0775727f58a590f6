//! What the link of an invitation says beside its secret, so that the patient's app can write the appointment down: when,
//! with whom, how to cancel, and under which code the practice's keys are found. It is the last part of the link's fragment and never reaches the server; nothing is decided
//! by it.

use base64ct::{Base64UrlUnpadded, Encoding};
use heilsam_crypto::cancel::CancelToken;
use heilsam_domain::SharingCode;
use jiff::Timestamp;

/// Most bytes of the practice's name: the link still fits into a QR code that a telephone reads from paper.
const MOST_NAME: usize = 48;
const FORMAT: u8 = 1;
const CARER: u8 = 1;
const CANCEL: u8 = 2;
const SHARING: u8 = 4;

/// The facts of an appointment. `Debug` shows none.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts {
    /// When it begins, to the minute.
    pub begins_at: Timestamp,
    /// With what the patient cancels.
    pub cancel: Option<CancelToken>,
    /// Whether it was planned with nursing staff beside the patient.
    pub with_carer: bool,
    /// The code of the practice's keys, for sharing.
    pub sharing: Option<SharingCode>,
    /// What the practice is called; may be empty.
    pub practice: String,
}

impl Facts {
    /// `1 | minutes since 1970 u32 | flags u8 | token 16, if there is one | code 20, if there is one | name`, as base64url.
    #[must_use]
    pub fn expose(&self) -> String {
        let minutes = u32::try_from(self.begins_at.as_second().div_euclid(60)).unwrap_or_default();
        let mut bytes = vec![FORMAT];
        bytes.extend_from_slice(&minutes.to_be_bytes());
        let cancel = self.cancel.as_ref().map(CancelToken::to_bytes);
        let flag = |set: bool, bit: u8| if set { bit } else { 0 };
        bytes.push(
            flag(self.with_carer, CARER)
                | flag(cancel.is_some(), CANCEL)
                | flag(self.sharing.is_some(), SHARING),
        );
        bytes.extend(cancel.into_iter().flatten());
        let code = self.sharing.as_ref().map(SharingCode::to_string).unwrap_or_default();
        bytes.extend(code.bytes().filter(|byte| *byte != b'-'));
        bytes.extend_from_slice(cut(self.practice.trim(), MOST_NAME).as_bytes());
        Base64UrlUnpadded::encode_string(&bytes)
    }

    /// Reads what [`Self::expose`] wrote; `None` for anything else, such as what a newer version writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Base64UrlUnpadded::decode_vec(text).ok()?;
        let (&[FORMAT], rest) = bytes.split_first_chunk::<1>()? else { return None };
        let (minutes, rest) = rest.split_first_chunk::<4>()?;
        let (&[flags], rest) = rest.split_first_chunk::<1>()?;
        let (cancel, rest) = if flags & CANCEL == 0 {
            (None, rest)
        } else {
            let (token, rest) = rest.split_first_chunk::<16>()?;
            (Some(CancelToken::parse(&Base64UrlUnpadded::encode_string(token))?), rest)
        };
        let (sharing, rest) = if flags & SHARING == 0 {
            (None, rest)
        } else {
            let (code, rest) = rest.split_first_chunk::<20>()?;
            (Some(SharingCode::parse(std::str::from_utf8(code).ok()?).ok()?), rest)
        };
        let practice = std::str::from_utf8(rest).ok().filter(|name| name.len() <= MOST_NAME)?;
        let practice = practice.chars().filter(|c| !c.is_control()).collect();
        let begins_at = Timestamp::from_second(i64::from(u32::from_be_bytes(*minutes)) * 60).ok()?;
        Some(Self { begins_at, cancel, with_carer: flags & CARER != 0, sharing, practice })
    }
}

impl std::fmt::Debug for Facts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Facts(..)")
    }
}

/// The beginning of a text, at most so many bytes.
fn cut(text: &str, most: usize) -> &str {
    let end =
        text.char_indices().map(|(start, c)| start + c.len_utf8()).take_while(|end| *end <= most).last();
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
    fn what_the_practice_writes_is_what_the_app_reads() {
        let bare =
            Facts { cancel: None, with_carer: false, sharing: None, practice: String::new(), ..facts() };
        for each in [facts(), bare] {
            assert!(Facts::parse(&each.expose()) == Some(each));
        }
        assert!(facts().expose().len() <= 80, "a QR code on paper stays coarse");
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let long = Facts { practice: "ä".repeat(40), ..facts() };
        assert_eq!(Facts::parse(&long.expose()).map(|it| it.practice), Some("ä".repeat(24)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[A-Za-z0-9_-]{0,120}") {
            let _ = Facts::parse(&text);
        }
    }
}
