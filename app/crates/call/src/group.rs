//! A call of up to four people: the doctor and up to three guests, every two of them in a session of their own.
//!
//! The doctor's device is verified with every guest. [`Convener`] keeps the roster there: who takes part, under which name
//! and as what, and for every two guests a room with a secret ([`PairPass`]). It goes to each guest signed, through that
//! guest's own sealed channel. [`Place`] is a guest's side: it believes what the verified doctor signed and nothing older than it
//! has seen. Nobody is admitted before everybody's device has said that it shows the newcomer.
//!
//! Sans-IO: time and randomness are handed in, letters go in and out as bytes.

mod convener;
mod place;
mod roster;
mod said;
mod share;

pub use convener::{Convener, Full};
pub use heilsam_crypto::vsp1::DoctorKeyHash;
pub use heilsam_crypto::vsp1::pair::PairPass;
pub use place::{Place, Refused};
pub use roster::{OtherGuest, Person, Roster};
pub use said::{Links, Said};
pub use share::Share;

/// Most people in one call, the doctor with them. Said on the screens and in the terms.
/// Source: Anlage 31b BMV-Ä § 5(1) no. 7.
pub const MAX_PEOPLE: usize = 4;
/// Most guests beside the doctor.
pub const MAX_GUESTS: usize = MAX_PEOPLE - 1;

#[cfg(test)]
mod tests;
