//! Padmé: sealed sizes say little about what is inside, at most 12 % overhead.
//!
//! Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019.

use crate::CryptoError;

/// No sealed record is smaller than this.
pub(crate) const FLOOR: usize = 256;
const LENGTH: usize = 4;

/// The padded size for a plaintext of `length` bytes including its length field.
pub(crate) fn padded(length: usize) -> usize {
    if length <= FLOOR {
        return FLOOR;
    }
    let exponent = length.ilog2();
    let mantissa = exponent.ilog2() + 1;
    let low_bits = exponent.saturating_sub(mantissa);
    let mask = (1usize << low_bits) - 1;
    length.saturating_add(mask) & !mask
}

/// `len u32 | payload | zeros`, appended to `out`.
pub(crate) fn pad_onto(out: &mut Vec<u8>, payload: &[u8]) -> Result<(), CryptoError> {
    let length = u32::try_from(payload.len()).map_err(|_| CryptoError::TooLarge("record"))?;
    let start = out.len();
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(payload);
    out.resize(start + padded(payload.len() + LENGTH), 0);
    Ok(())
}

/// Shrinks a padded plaintext to its payload; wrong padding is refused.
pub(crate) fn unpad(padded_plaintext: &mut Vec<u8>) -> Result<(), CryptoError> {
    let bad = CryptoError::Malformed("padding");
    let (head, rest) = padded_plaintext.split_first_chunk::<LENGTH>().ok_or(bad)?;
    let length = usize::try_from(u32::from_be_bytes(*head)).map_err(|_| bad)?;
    let (payload, zeros) = rest.split_at_checked(length).ok_or(bad)?;
    if payload.len() + zeros.len() + LENGTH != padded(length + LENGTH) || zeros.iter().any(|b| *b != 0) {
        return Err(bad);
    }
    padded_plaintext.drain(..LENGTH);
    padded_plaintext.truncate(length);
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn small_records_all_have_the_same_size() {
        assert_eq!(padded(4), 256);
        assert_eq!(padded(256), 256);
        assert_eq!(padded(257), 272);
    }

    proptest! {
        #[test]
        fn padding_costs_at_most_twelve_percent(length in 257usize..10_000_000) {
            let size = padded(length);
            prop_assert!(size >= length);
            prop_assert!(size - length <= length * 12 / 100);
        }

        #[test]
        fn unpadding_gives_back_the_payload(payload in proptest::collection::vec(any::<u8>(), 0..3000)) {
            let mut buffer = Vec::new();
            pad_onto(&mut buffer, &payload).unwrap();
            unpad(&mut buffer).unwrap();
            prop_assert_eq!(buffer, payload);
        }
    }

    #[test]
    fn bytes_hidden_in_the_padding_are_refused() {
        let mut buffer = Vec::new();
        pad_onto(&mut buffer, b"120/80").unwrap();
        *buffer.last_mut().unwrap() = 1;
        assert_eq!(unpad(&mut buffer), Err(CryptoError::Malformed("padding")));
    }
}
