//! From bytes to text: UTF-8, UTF-16 with a byte order mark, or Windows-1252.

use super::{CsvError, FILE_LIMIT};

/// Reads the text of a file.
///
/// # Errors
/// An empty or too large file, or one that is not text.
pub fn decode(bytes: &[u8]) -> Result<String, CsvError> {
    if bytes.len() > FILE_LIMIT {
        return Err(CsvError::TooLarge);
    }
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).map_or_else(|_| windows_1252(bytes), str::to_owned),
    };
    if text.contains('\0') {
        return Err(CsvError::NotText);
    }
    if text.trim().is_empty() { Err(CsvError::Empty) } else { Ok(text) }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units)
}

fn windows_1252(bytes: &[u8]) -> String {
    let letter = |byte: u8| match byte {
        0x80 => '€',
        0x84 => '„',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 => '–',
        0x97 => '—',
        other => char::from(other),
    };
    bytes.iter().copied().map(letter).collect()
}
