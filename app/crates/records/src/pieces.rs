//! What is too long for one record stands in several, piece by piece.

use std::collections::BTreeMap;

use heilsam_domain::RecordId;
use serde::{Deserialize, Serialize};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What it belongs to.
    pub of: RecordId,
    /// Its place, from 0 on.
    pub number: u32,
    /// How many there are.
    pub count: u32,
    /// The text.
    pub text: String,
}

/// Pieces that are put together.
#[derive(Debug, Default)]
pub struct Pieces(BTreeMap<RecordId, BTreeMap<u32, (RecordId, Piece)>>);

impl Pieces {
    /// Adds the piece that a record holds.
    pub fn add(&mut self, record: RecordId, piece: Piece) {
        self.0.entry(piece.of).or_default().insert(piece.number, (record, piece));
    }

    /// The texts of which every piece is there, each with the records that hold it.
    pub fn joined(self) -> impl Iterator<Item = (Vec<RecordId>, String)> {
        self.0.into_values().filter_map(joined)
    }
}

fn joined(pieces: BTreeMap<u32, (RecordId, Piece)>) -> Option<(Vec<RecordId>, String)> {
    let count = usize::try_from(pieces.values().next()?.1.count).ok()?;
    if pieces.len() != count {
        return None;
    }
    let text = pieces.values().map(|(_, piece)| piece.text.as_str()).collect();
    Some((pieces.into_values().map(|(record, _)| record).collect(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> RecordId {
        RecordId::from_bytes([number; 16])
    }

    #[test]
    fn pieces_come_together_in_their_order_and_never_without_one_of_them() {
        let piece = |of, number, text: &str| Piece { of: id(of), number, count: 2, text: text.to_owned() };
        let mut pieces = Pieces::default();
        pieces.add(id(3), piece(1, 1, "tag"));
        pieces.add(id(2), piece(1, 0, "Guten "));
        pieces.add(id(5), piece(4, 1, "nacht"));
        let whole: Vec<_> = pieces.joined().collect();
        assert_eq!(whole, [(vec![id(2), id(3)], "Guten tag".to_owned())]);
    }
}
