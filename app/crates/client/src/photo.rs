//! A picture that belongs to a diary entry: one for each, under the id of the entry, in a collection of its own.
//!
//! The page draws it anew before it comes here, so that nothing is left of what the camera wrote into the file: where it
//! was taken, when, with which device. What still holds such words is refused.

use base64ct::{Base64, Encoding};
pub use heilsam_records::photo::{MOST_BYTES, is_bare};
use serde::{Deserialize, Serialize};

use crate::sync::Merged;

/// The payload of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PhotoRecord {
    v: u8,
    /// The JPEG file in Base64; `None`: taken away.
    jpeg: Option<String>,
    /// Whether it went with its entry: it comes back with it, too.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    with_entry: bool,
}

impl PhotoRecord {
    pub(crate) fn new(jpeg: Option<&[u8]>) -> Self {
        Self { v: 1, jpeg: jpeg.map(Base64::encode_string), with_entry: false }
    }

    /// Taken away because its entry was deleted.
    pub(crate) const fn gone_with_entry() -> Self {
        Self { v: 1, jpeg: None, with_entry: true }
    }

    pub(crate) const fn went_with_entry(&self) -> bool {
        self.with_entry
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// `None` for a payload of a newer version of the app.
    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok().filter(|record: &Self| record.v == 1)
    }

    pub(crate) const fn is_there(&self) -> bool {
        self.jpeg.is_some()
    }

    pub(crate) fn jpeg(&self) -> Option<Vec<u8>> {
        Base64::decode_vec(self.jpeg.as_ref()?).ok()
    }
}

/// A picture wins over its being taken away. Of two pictures the one that comes second is shown; the other stays as the
/// version before it.
pub(crate) fn merge(ours: &[u8], theirs: &[u8]) -> Merged {
    match (PhotoRecord::read(ours), PhotoRecord::read(theirs)) {
        (Some(mine), Some(_)) => Merged::One(if mine.is_there() { ours } else { theirs }.to_vec()),
        _ => Merged::Both(ours.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_not_lost_when_another_device_took_it_away() {
        let (there, gone) = (PhotoRecord::new(Some(b"1")).to_bytes(), PhotoRecord::new(None).to_bytes());
        assert_eq!(merge(&there, &gone), Merged::One(there.clone()));
        assert_eq!(merge(&gone, &there), Merged::One(there));
    }
}
