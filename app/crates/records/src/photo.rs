//! What a picture of the diary has to be, wherever it comes from.

/// Largest picture, in bytes: written as text it fits into one sealed record.
pub const MOST_BYTES: usize = 150 * 1024;

/// Whether a file is a JPEG picture of bounded size that says nothing beside the picture: no segment for EXIF, XMP, IPTC or
/// a comment, neither before the picture nor between its parts, and nothing behind it. Source: ITU-T T.81, Annex B.
#[must_use]
pub fn is_bare(file: &[u8]) -> bool {
    file.len() <= MOST_BYTES && rest_is_bare(file).unwrap_or(false)
}

fn rest_is_bare(file: &[u8]) -> Option<bool> {
    let mut rest = file.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let (marker, after) = rest.split_first_chunk::<2>()?;
        let [0xff, kind] = *marker else { return Some(false) };
        match kind {
            0xd9 => return Some(after.is_empty()),
            // JFIF, colour profile, Adobe's colour transform, tables, frame, and a part of the picture.
            0xe0 | 0xe2 | 0xee | 0xc0..=0xcf | 0xda | 0xdb | 0xdd => {}
            _ => return Some(false),
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
        rest = after.get(length..)?;
        if kind == 0xda {
            rest = behind_scan(rest)?;
        }
    }
}

/// What follows the coded data of a scan, from its marker on. In the data `ff` stands before zero, a restart marker or another
/// `ff`.
fn behind_scan(data: &[u8]) -> Option<&[u8]> {
    let is_marker = |pair: &[u8]| matches!(*pair, [0xff, kind] if !matches!(kind, 0 | 0xd0..=0xd7 | 0xff));
    data.get(data.windows(2).position(is_marker)?..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
        let mut file = vec![0xff, 0xd8];
        for (kind, data) in segments {
            file.extend([0xff, *kind]);
            file.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
            file.extend(*data);
        }
        file.extend([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
        file
    }

    #[test]
    fn a_picture_that_says_nothing_else_is_taken() {
        assert!(is_bare(&jpeg(&[
            (0xe0, b"JFIF"),
            (0xe2, b"ICC_PROFILE"),
            (0xdb, &[0; 65]),
            (0xc0, &[8; 15])
        ])));
    }

    #[test]
    fn words_beside_the_picture_are_refused() {
        for (kind, words) in
            [(0xe1, &b"Exif\0\0GPS"[..]), (0xe1, b"http://ns.adobe.com/xap"), (0xed, b"8BIM"), (0xfe, b"me")]
        {
            assert!(!is_bare(&jpeg(&[(0xe0, b"JFIF"), (kind, words)])), "{kind:x}");
        }
    }

    #[test]
    fn a_picture_in_several_parts_is_looked_through_to_its_end() {
        let scan = [0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd0, 3];
        let tables = [0xff, 0xc4, 0, 3, 0];
        let words = [&[0xff, 0xe1, 0, 8][..], b"Exif\0\0"].concat();
        let file = |between: &[u8]| [&[0xff, 0xd8][..], &scan, between, &scan, &[0xff, 0xd9]].concat();
        assert!(is_bare(&file(&tables)));
        assert!(!is_bare(&file(&words)), "words between two parts");
        let whole = jpeg(&[(0xe0, b"JFIF")]);
        assert!(!is_bare(&[whole.clone(), whole].concat()), "a second picture behind the first");
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let whole = jpeg(&[(0xe0, b"JFIF")]);
        for cut in 0..whole.len() {
            assert!(!is_bare(whole.get(..cut).unwrap()), "{cut}");
        }
        assert!(!is_bare(b"\x89PNG\r\n"));
        assert!(!is_bare(&[whole.as_slice(), &[0; 3]].concat()), "something behind the picture");
        assert!(!is_bare(&jpeg(&[(0xdb, &[0; 60_000]), (0xdb, &[0; 60_000]), (0xdb, &[0; 60_000])])));
    }
}
