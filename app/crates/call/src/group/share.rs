//! How large, how often and how well a picture goes to each of the others: in a mesh everybody sends one to everybody, and
//! what a device has to code and a line has to carry must not grow with the people in the call.

/// What one of the others gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The shorter side of the picture, in pixels.
    pub side: u32,
    /// Pictures per second.
    pub rate: u32,
    /// Bits per second of the picture, in thousands, at most.
    pub kbps: u32,
}

impl Share {
    /// In a call of so many people; `None`: two have the whole line, and all that their cameras give.
    #[must_use]
    pub const fn of(people: usize) -> Option<Self> {
        match people {
            0..=2 => None,
            3 => Some(Self { side: 270, rate: 20, kbps: 500 }),
            _ => Some(Self { side: 180, rate: 15, kbps: 250 }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::MAX_PEOPLE;

    /// Pixels per second that a device codes for all others, of a picture of 16:9.
    fn coded(people: u32, share: Share) -> u32 {
        (people - 1) * share.side * share.side * 16 / 9 * share.rate
    }

    #[test]
    fn two_people_are_not_limited() {
        assert_eq!([0, 1, 2].map(Share::of), [None; 3]);
    }

    #[test]
    fn who_joins_makes_every_picture_smaller_slower_and_lighter() {
        let (three, four) = (Share::of(3).unwrap(), Share::of(MAX_PEOPLE).unwrap());
        assert!(four.side < three.side && four.rate < three.rate && four.kbps < three.kbps);
    }

    #[test]
    fn a_device_codes_and_sends_no_more_for_three_others_than_for_two() {
        let (three, four) = (Share::of(3).unwrap(), Share::of(4).unwrap());
        assert!(coded(4, four) < coded(3, three));
        assert!(3 * four.kbps < 2 * three.kbps);
        // 640 by 360 at 30, as a call of two on a small device.
        assert!(coded(3, three) < 640 * 360 * 30);
    }

    #[test]
    fn more_people_than_fit_get_no_more_than_four() {
        assert_eq!(Share::of(9), Share::of(MAX_PEOPLE));
    }
}
