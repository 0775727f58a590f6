//! Several files as one ZIP, with their checksums. The same files give the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use heilsam_compliance::Digest;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Name of the file with the checksums; `sha384sum -c` reads it.
const SUMS: &str = "SHA384SUMS";

/// Writes files by their names; without compression, because most of them are compressed already.
///
/// # Errors
/// More or larger files than a ZIP holds.
pub fn package(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ()> {
    let mut sums = String::new();
    for (name, bytes) in files {
        let _ = writeln!(sums, "{}  {name}", Digest::of(bytes));
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let all = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    for (name, bytes) in all.chain([(SUMS, sums.as_bytes())]) {
        zip.start_file(name, options).map_err(|_| ())?;
        zip.write_all(bytes).map_err(|_| ())?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|_| ())
}

/// A name that is a file everywhere: no folders, no signs with a meaning.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let plain = |c: char| if c.is_control() || r#"/\\:*?"<>|"#.contains(c) { '_' } else { c };
    name.chars().take(120).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn files() -> BTreeMap<String, Vec<u8>> {
        BTreeMap::from([
            ("dossier.json".to_owned(), b"{}".to_vec()),
            ("dokumente/Größe.pdf".to_owned(), vec![7; 1_000]),
        ])
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        assert_eq!(package(&files()), package(&files()));
    }

    #[test]
    fn all_files_and_their_sums_come_out_again() {
        let made = package(&files()).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(made)).unwrap();
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(read("dokumente/Größe.pdf"), vec![7; 1_000]);
        let sums = String::from_utf8(read(SUMS)).unwrap();
        assert!(sums.contains(&format!("{}  dossier.json\n", Digest::of(b"{}"))), "{sums}");
        assert_eq!(sums.lines().count(), 2);
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        assert_eq!(plain_name("../../etc/passwd"), ".._.._etc_passwd");
        assert_eq!(plain_name("a\\b:c\n"), "a_b_c_");
        assert_eq!(plain_name("Größe 1.pdf"), "Größe 1.pdf");
    }
}
