//! Which documents may travel, and under which names they are shown and saved.

/// Largest document, in bytes.
pub const MAX_DOCUMENT: u32 = 10 * 1024 * 1024;
/// Longest name of a file without its ending, in characters.
const MAX_STEM: usize = 80;

/// What a document is. Nothing that could run: no office files, no archives, no pages, no SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A PDF. Whoever shows or saves it looks for active content first.
    Pdf,
    /// A picture.
    Png,
    /// A photograph.
    Jpeg,
}

impl DocumentKind {
    /// What the first bytes say; names and claims do not count.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        match () {
            () if begins(b"%PDF-") => Some(Self::Pdf),
            () if begins(b"\x89PNG\r\n\x1a\n") => Some(Self::Png),
            () if begins(b"\xff\xd8\xff") => Some(Self::Jpeg),
            () => None,
        }
    }

    /// The media type to save and show it with.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

/// A name that leads nowhere, hides nothing and ends as the content says.
#[must_use]
pub fn safe_name(name: &str, kind: DocumentKind) -> String {
    let shown = shown_name(name);
    let stem = shown.rsplit_once('.').map_or(shown.as_str(), |(stem, _)| stem);
    let stem = if stem.is_empty() { "Dokument" } else { stem };
    format!("{stem}.{}", kind.ending())
}

/// A name as it may be shown: no paths, no invisible marks that turn text around, not endless.
pub(super) fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |c: &char| !c.is_control() && !"<>:\"|?*".contains(*c) && !is_invisible(*c);
    let kept: String = last.chars().filter(plain).take(MAX_STEM).collect();
    kept.trim_matches(['.', ' ']).to_owned()
}

/// Marks of direction and joiners: `gnp.exe` could look like `exe.png` with them.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_document_is() {
        assert_eq!(DocumentKind::of(b"%PDF-1.7\n"), Some(DocumentKind::Pdf));
        assert_eq!(DocumentKind::of(b"\x89PNG\r\n\x1a\n...."), Some(DocumentKind::Png));
        assert_eq!(DocumentKind::of(b"\xff\xd8\xff\xe0"), Some(DocumentKind::Jpeg));
        for other in [&b"<svg onload=alert(1)>"[..], b"MZ\x90", b"PK\x03\x04", b"GIF89a", b" %PDF-1.7", b""] {
            assert_eq!(DocumentKind::of(other), None);
        }
    }

    #[test]
    fn a_name_leads_nowhere_and_ends_as_the_content_says() {
        for (given, safe) in [
            ("Befund März.pdf", "Befund März.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Windows\\evil.exe", "evil.pdf"),
            ("Rechnung\u{202e}fdp.exe", "Rechnungfdp.pdf"),
            ("a\nb\t.pdf", "ab.pdf"),
            ("...", "Dokument.pdf"),
            ("", "Dokument.pdf"),
        ] {
            assert_eq!(safe_name(given, DocumentKind::Pdf), safe);
        }
        assert!(safe_name(&"ä".repeat(500), DocumentKind::Png).chars().count() < 100);
    }
}
