//! Documents are recognised by their content; what can run is refused.

use heilsam_domain::document::{DocumentRefused, MAX_DOCUMENT, recognise};

use crate::evidence::{Findings, Outcome};

/// Decides about the bytes of a document.
pub type Recognise = fn(&[u8]) -> Result<&'static str, DocumentRefused>;

/// Tries the rule of the product.
pub(in super::super) fn check() -> Outcome {
    of(recognise)
}

/// Tries a rule.
///
/// # Errors
/// Never; only to be called like the others.
pub fn of(recognise: Recognise) -> Outcome {
    let mut findings = Findings::new();
    let dangerous: [(&str, &[u8]); 9] = [
        ("HTML", b"<!doctype html><script>1</script>"),
        ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
        ("ein Programm", b"MZ\x90\x00\x03\x00\x00\x00"),
        ("ein Skript", b"#!/bin/sh\nid\n"),
        ("PDF mit JavaScript", b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (x) >> >>"),
        ("PDF mit versteckter Schreibweise", b"%PDF-1.7\n<< /#4aavaScript (x) >>"),
        ("PDF mit eingebetteter Datei", b"%PDF-1.7\n<< /EmbeddedFile 1 0 R >>"),
        ("Tabelle mit Formel", b"Name;Wert\nx;=CMD|'/c calc'!A0\n"),
        ("ein Archiv mit Makros", b"PK\x03\x04vbaProject.bin"),
    ];
    for (what, bytes) in dangerous {
        findings.demand(recognise(bytes).is_err(), || format!("Angenommen wird: {what}."));
    }
    for (what, bytes) in
        [("PDF", &b"%PDF-1.7\n%%EOF"[..]), ("PNG", b"\x89PNG\r\n\x1a\n"), ("Text", "Prüfbericht".as_bytes())]
    {
        findings.demand(recognise(bytes).is_ok(), || format!("Abgelehnt wird: {what}."));
    }
    findings.demand(recognise(&vec![b'x'; MAX_DOCUMENT + 1]).is_err(), || {
        "Zu große Dokumente werden angenommen.".to_owned()
    });
    findings.demand(recognise(b"").is_err(), || "Leere Dokumente werden angenommen.".to_owned());
    findings.saw("11 Dokumente, die abzulehnen sind, und 3 erlaubte.");
    findings.verdict()
}
