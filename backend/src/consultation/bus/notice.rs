//! What hubs tell each other, as bytes: who sits where, and frames that nobody in between can read.

use axum::body::Bytes;
use heilsam_domain::{AccountId, RoomId};
use heilsam_protocol::signal::Seat;

/// One server process, by a random number; another one after every start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ServerId(u64);

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Here I am.
    Beat,
    /// I end.
    Bye,
    /// Who sits at this server, or at all others?
    Ask {
        /// Absent: all.
        of: Option<ServerId>,
    },
    /// Now come all my seats.
    ListBegins {
        /// Claims of a smaller number that are not in the list are void.
        before: u64,
    },
    /// Seats at my sockets, new or in answer.
    Seats(Vec<SeatAt>),
    /// These were all.
    ListEnds,
    /// Somebody stood up.
    Stood {
        /// Where.
        room: RoomId,
        /// Which seat.
        seat: Seat,
        /// Number of the claim.
        count: u64,
        /// Whether the seat is kept for a while.
        keep: bool,
    },
    /// Bytes for a seat at one of your sockets.
    Frame {
        /// Whose.
        to: ServerId,
        /// Where.
        room: RoomId,
        /// The seat they are for.
        seat: Seat,
        /// What the participants sealed for each other.
        bytes: Bytes,
    },
    /// The consultation is over.
    Ended {
        /// Where.
        room: RoomId,
    },
    /// The rooms in which a doctor's guests meet.
    Pairs(PairsOf),
}

/// Somebody on a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatAt {
    /// Where.
    pub room: RoomId,
    /// Which seat.
    pub seat: Seat,
    /// Stands for the key of the seat.
    pub mark: [u8; 16],
    /// Number of the claim.
    pub count: u64,
    /// Whether the socket is there; otherwise the seat is kept.
    pub here: bool,
}

/// Rooms of one doctor's guests, all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairsOf {
    /// The doctor's account.
    pub owner: AccountId,
    /// The consultation.
    pub of: RoomId,
    /// Milliseconds for which they stay.
    pub left: u32,
    /// The rooms.
    pub rooms: Vec<RoomId>,
}

const BEAT: u8 = 0;
const BYE: u8 = 1;
const ASK: u8 = 2;
const LIST_BEGINS: u8 = 3;
const SEATS: u8 = 4;
const LIST_ENDS: u8 = 5;
const STOOD: u8 = 6;
const FRAME: u8 = 7;
const ENDED: u8 = 8;
const PAIRS: u8 = 9;
/// Asks everybody: no server has this number.
const EVERYBODY: u64 = 0;

impl ServerId {
    /// From random bytes.
    #[must_use]
    pub const fn from_random(random: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(random) | 1)
    }

    /// The eight bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }

    /// The number with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(bytes))
    }
}

impl Notice {
    /// As bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Beat => vec![BEAT],
            Self::Bye => vec![BYE],
            Self::Ask { of } => {
                let of = of.map_or(EVERYBODY, |server| server.0);
                [[ASK].as_slice(), &of.to_be_bytes()].concat()
            }
            Self::ListBegins { before } => [[LIST_BEGINS].as_slice(), &before.to_be_bytes()].concat(),
            Self::Seats(seats) => {
                let mut bytes = vec![SEATS];
                for at in seats {
                    bytes.extend_from_slice(&at.room.to_bytes());
                    bytes.extend_from_slice(&[seat_byte(at.seat), u8::from(at.here)]);
                    bytes.extend_from_slice(&at.mark);
                    bytes.extend_from_slice(&at.count.to_be_bytes());
                }
                bytes
            }
            Self::ListEnds => vec![LIST_ENDS],
            Self::Stood { room, seat, count, keep } => {
                let flags = [seat_byte(*seat), u8::from(*keep)];
                [[STOOD].as_slice(), &room.to_bytes(), &flags, &count.to_be_bytes()].concat()
            }
            Self::Frame { to, room, seat, bytes } => {
                let seat = [seat_byte(*seat)];
                [[FRAME].as_slice(), &to.to_bytes(), &room.to_bytes(), &seat, bytes].concat()
            }
            Self::Ended { room } => [[ENDED].as_slice(), &room.to_bytes()].concat(),
            Self::Pairs(pairs) => {
                let mut bytes = vec![PAIRS];
                bytes.extend_from_slice(&pairs.owner.to_bytes());
                bytes.extend_from_slice(&pairs.of.to_bytes());
                bytes.extend_from_slice(&pairs.left.to_be_bytes());
                bytes.extend(pairs.rooms.iter().flat_map(|room| room.to_bytes()));
                bytes
            }
        }
    }

    /// Reads one; `None` if it is none, or of a newer kind.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let notice = match reader.byte()? {
            BEAT => Self::Beat,
            BYE => Self::Bye,
            ASK => {
                let of = reader.number()?;
                Self::Ask { of: (of != EVERYBODY).then_some(ServerId(of)) }
            }
            LIST_BEGINS => Self::ListBegins { before: reader.number()? },
            SEATS => Self::Seats(reader.all(Reader::seat_at)?),
            LIST_ENDS => Self::ListEnds,
            STOOD => Self::Stood {
                room: reader.room()?,
                seat: reader.seat()?,
                keep: reader.flag()?,
                count: reader.number()?,
            },
            FRAME => {
                let (to, room, seat) = (ServerId(reader.number()?), reader.room()?, reader.seat()?);
                Self::Frame { to, room, seat, bytes: Bytes::copy_from_slice(std::mem::take(&mut reader.0)) }
            }
            ENDED => Self::Ended { room: reader.room()? },
            PAIRS => {
                let owner = reader.take().map(AccountId::from_bytes)?;
                let (of, left) = (reader.room()?, reader.take().map(u32::from_be_bytes)?);
                Self::Pairs(PairsOf { owner, of, left, rooms: reader.all(Reader::room)? })
            }
            _ => return None,
        };
        reader.0.is_empty().then_some(notice)
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn flag(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn number(&mut self) -> Option<u64> {
        self.take().map(u64::from_be_bytes)
    }

    fn room(&mut self) -> Option<RoomId> {
        self.take().map(RoomId::from_bytes)
    }

    fn seat(&mut self) -> Option<Seat> {
        Some(if self.flag()? { Seat::Guest } else { Seat::Doctor })
    }

    fn seat_at(&mut self) -> Option<SeatAt> {
        let (room, seat, here) = (self.room()?, self.seat()?, self.flag()?);
        Some(SeatAt { room, seat, here, mark: self.take()?, count: self.number()? })
    }

    /// Everything that is left, one after the other.
    fn all<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut all = Vec::new();
        while !self.0.is_empty() {
            all.push(read(self)?);
        }
        Some(all)
    }
}

const fn seat_byte(seat: Seat) -> u8 {
    match seat {
        Seat::Doctor => 0,
        Seat::Guest => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_reads_as_what_was_written_and_not_when_it_was_cut() {
        let room = RoomId::from_bytes([1; 16]);
        let at = SeatAt { room, seat: Seat::Guest, mark: [2; 16], count: 3, here: true };
        let of = PairsOf { owner: AccountId::from_bytes([4; 16]), of: room, left: 5, rooms: vec![room; 3] };
        let server = ServerId::from_random([6; 8]);
        let bytes = Bytes::from_static(b"sealed");
        for notice in [
            Notice::Beat,
            Notice::Bye,
            Notice::Ask { of: None },
            Notice::Ask { of: Some(server) },
            Notice::ListBegins { before: 7 },
            Notice::Seats(vec![at, SeatAt { seat: Seat::Doctor, here: false, ..at }]),
            Notice::ListEnds,
            Notice::Stood { room, seat: Seat::Doctor, count: 8, keep: true },
            Notice::Ended { room },
            Notice::Pairs(of),
        ] {
            let written = notice.to_bytes();
            assert_eq!(Notice::from_bytes(&written), Some(notice.clone()));
            assert_ne!(Notice::from_bytes(&written[..written.len() - 1]), Some(notice));
        }
        let frame = Notice::Frame { to: server, room, seat: Seat::Guest, bytes };
        assert_eq!(Notice::from_bytes(&frame.to_bytes()), Some(frame));
    }

    #[test]
    fn what_is_no_notice_is_none() {
        for bad in [&[][..], &[99], &[BEAT, 0], &[SEATS, 1], &[STOOD; 27]] {
            assert_eq!(Notice::from_bytes(bad), None, "{bad:?}");
        }
    }
}
