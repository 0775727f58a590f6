//! Crockford's base32: digits and letters that are not mistaken for each other when read aloud.
//!
//! Source: <https://www.crockford.com/base32.html>. No I, L, O, U; reading takes `I` and `L` as 1 and `O` as 0.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The value (0 to 31) of a character, forgiving case and look-alikes.
#[must_use]
pub fn value_of(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let byte = u8::try_from(upper).ok()?;
    ALPHABET.iter().position(|a| *a == byte).and_then(|at| u8::try_from(at).ok())
}

/// The character for the lowest five bits of a value.
#[must_use]
pub fn character_of(value: u8) -> char {
    ALPHABET.get(usize::from(value & 31)).map_or('0', |byte| char::from(*byte))
}

/// Writes bytes as characters, five bits each; the last character is filled up with zero bits.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(character_of(low_bits(buffer >> bits)));
        }
    }
    if bits > 0 {
        text.push(character_of(low_bits(buffer << (5 - bits))));
    }
    text
}

/// Reads characters into bytes; the bit count must be a multiple of eight. `None` for a foreign character or length.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for character in text.chars() {
        buffer = (buffer << 5) | u32::from(value_of(character)?);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xff).unwrap_or_default());
        }
    }
    let rest = buffer & ((1 << bits) - 1);
    (bits < 5 && rest == 0).then_some(bytes)
}

fn low_bits(value: u32) -> u8 {
    u8::try_from(value & 31).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_survive(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }

    #[test]
    fn look_alikes_are_forgiven_and_foreign_characters_refused() {
        assert_eq!(decode("oOlI"), decode("0011"));
        assert_eq!(decode("U0"), None);
        assert_eq!(decode("ä0"), None);
    }
}
