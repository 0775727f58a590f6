//! What lies in the sealed columns of the database is no text, no JSON, no picture: it looks like what a cipher makes.

use heilsam_storage::inspect::SEALED;

use crate::evidence::{Findings, Outcome, Subject};

/// Values of each column that are looked at.
const SAMPLE: u32 = 500;
/// Printable bytes in a row that no cipher makes by chance (once in 10^12 values of a kilobyte).
const RUN: usize = 40;
/// Values shorter than this show no pattern.
const SHORT: usize = 64;

/// Looks at values of every sealed column.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let mut values = 0;
    for place in SEALED {
        let (table, column) = place;
        for value in subject.store.sealed_values(place, SAMPLE).await? {
            values += 1;
            if let Some(why) = readable(&value) {
                findings.red(format!("{table}.{column}: {why}."));
                break;
            }
        }
    }
    if values > 0 {
        findings.saw(format!("{values} Werte aus {} verschlüsselten Spalten.", SEALED.len()));
    }
    findings.verdict()
}

/// Why a value is readable; `None` for what looks sealed.
#[must_use]
pub fn readable(value: &[u8]) -> Option<&'static str> {
    if value.len() >= SHORT && std::str::from_utf8(value).is_ok() {
        return Some("ein Wert ist lesbarer Text");
    }
    let mut run = 0;
    for byte in value {
        run = if byte.is_ascii_graphic() || *byte == b' ' { run + 1 } else { 0 };
        if run >= RUN {
            return Some("ein Wert enthält lesbaren Text");
        }
    }
    let signature: [&[u8]; 6] = [b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"{\""];
    if signature.iter().any(|start| value.starts_with(start)) {
        return Some("ein Wert ist eine Datei im Klartext");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_files_are_readable_and_noise_is_not() {
        assert!(
            readable("systolisch 184, diastolisch 97, Notiz: Kopfschmerzen seit heute früh".as_bytes())
                .is_some()
        );
        assert!(readable(b"{\"systolic\":120}").is_some());
        assert!(readable(&[b"\x00\x01\x02".as_slice(), &[b'x'; 50]].concat()).is_some());
        let noise: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(readable(&noise), None);
    }
}
