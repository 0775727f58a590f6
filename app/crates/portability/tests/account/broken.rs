//! Files that are damaged, huge or hostile: a readable error or a valid preview, never a crash, never for long.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use fhir_profiles::Format;
use heilsam_portability::sample;

use super::{all, bring, empty, export, sources};

/// Mutated files that are tried; the same ones in every run.
const FILES: u64 = 400;
/// No file may take longer; the largest whole one takes a small part of it.
const LONGEST: Duration = Duration::from_secs(20);

/// A small generator: the same seed gives the same file in every run and on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// What a transfer, a careless program or an attacker could do to a file.
fn mutate(text: &str, chance: &mut Chance) -> Vec<u8> {
    const WORDS: [&str; 14] = [
        "\"",
        "<",
        ">",
        "{",
        "}",
        "[",
        "null",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "\u{0}",
        "&#xD800;",
        "-1e999",
        "<?php ?>",
        "]]>",
        "\\u0000",
    ];
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=chance.below(3) {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        let (at, other) = (chance.below(length), chance.below(length));
        let until = (at + chance.below(400)).min(length);
        match chance.below(9) {
            0 => bytes.truncate(at),
            1 => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
            2 => drop(bytes.drain(at..until)),
            3 => {
                let copy = bytes[at..until].to_vec();
                bytes.splice(other..other, copy);
            }
            4 => bytes.swap(at, other),
            5 => {
                let word = WORDS[chance.below(WORDS.len())];
                bytes.splice(at..at, word.bytes());
            }
            6 => {
                // One value gets the value of another.
                let copy = bytes[other..(other + until - at).min(length)].to_vec();
                bytes.splice(at..until, copy);
            }
            7 => {
                let deep = "[".repeat(chance.below(3_000));
                bytes.splice(at..at, deep.into_bytes());
            }
            _ => {
                let digits = "9".repeat(1 + chance.below(400));
                bytes.splice(at..at, digits.into_bytes());
            }
        }
    }
    bytes
}

#[test]
fn hundreds_of_mutated_files_give_a_readable_error_or_a_preview() {
    let sources = [
        export(sample::account(7, sources()), Format::Json),
        export(sample::account(7, sources()), Format::Xml),
        sample::open_file(7, &sample::records(&sources())).unwrap(),
        fhir_profiles::BundleExport::new(fhir_profiles::sample::full(), Format::Xml)
            .unwrap()
            .into_text()
            .unwrap(),
    ];
    let (mut refused, mut read) = (0, 0);
    for seed in 0..FILES {
        let mut chance = Chance(seed);
        let bytes = mutate(&sources[chance.below(sources.len())], &mut chance);
        let (tell, told) = mpsc::channel();
        // A thread of its own: a file that hangs is a failure and not a hanging test.
        thread::spawn(move || {
            let outcome = heilsam_portability::take(&bytes, empty(9)).map(|brought| {
                let preview = brought.preview().clone();
                (preview, all(brought).len())
            });
            // Whoever waited for it has given up: then the test has failed already.
            drop(tell.send(outcome));
        });
        let outcome = told.recv_timeout(LONGEST).unwrap_or_else(|_| panic!("seed {seed} hangs or crashes"));
        match outcome {
            Ok((preview, records)) => {
                read += 1;
                assert!(records >= preview.records, "seed {seed}");
            }
            Err(error) => {
                refused += 1;
                assert!(!error.code.is_empty() && !error.detail.is_empty(), "seed {seed}: {error:?}");
                let whole = ["file-too-large", "newer-format"].contains(&error.code);
                assert!(whole || (error.line >= 1 && error.column >= 1), "seed {seed}: {error:?}");
            }
        }
    }
    assert!(refused > 100 && read > 20, "{refused} refused, {read} read: the changes are of both kinds");
}

#[test]
fn broken_open_files_are_explained_with_line_and_element() {
    let file = sample::open_file(7, &sample::records(&sources())).unwrap().replace("},{", "},\n{");
    let wrong = bring(empty(9), &file.replacen("\"recorded_at\"", "\"recordedAt\"", 1)).unwrap_err();
    assert_eq!((wrong.code, wrong.element.as_str()), ("file-malformed", "recorded_at"));
    let line = 1 + file[..file.find("\"collections\"").unwrap()].matches('\n').count();
    assert_eq!(wrong.line, line, "{wrong:?}");
    let cut = bring(empty(9), &file[..file.len() / 2]).unwrap_err();
    assert_eq!(cut.code, "file-damaged");
    assert!(cut.line > 5, "{cut:?}");
    let newer = bring(empty(9), &file.replacen("\"version\":1", "\"version\":2", 1)).unwrap_err();
    assert_eq!(newer.code, "newer-format");
    let deep = file.replacen("\"records\"", &"[".repeat(200), 1).replacen(
        "\"collections\":",
        &format!("\"collections\":{}", "[".repeat(200)),
        1,
    );
    assert_eq!(bring(empty(9), &deep).unwrap_err().code, "file-damaged");
}
