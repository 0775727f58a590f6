//! Small PDFs by hand: what is drawn, and what is refused.

use super::Sheets;

/// A PDF with one page of 200 × 100 points, a black field in its left half, and `extra` objects from number 5 on.
fn pdf(catalog: &str, page: &str, extra: &[&str]) -> Vec<u8> {
    let drawing = "0 0 0 rg 0 0 100 100 re f";
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R {page} >>"),
        format!("<< /Length {} >>\nstream\n{drawing}\nendstream", drawing.len()),
    ];
    objects.extend(extra.iter().map(|each| (*each).to_owned()));
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1)
            .bytes(),
    );
    out
}

#[test]
fn a_page_is_drawn_as_it_is() {
    let sheets = Sheets::open(pdf("", "", &[])).unwrap();
    assert_eq!(sheets.count(), 1);
    assert!(!sheets.active());
    let picture = sheets.draw(0, 400).unwrap();
    assert_eq!((picture.width(), picture.height()), (400, 200));
    let rgba = picture.rgba();
    let pixel = |x: usize, y: usize| rgba[(y * 400 + x) * 4..][..4].to_vec();
    assert_eq!(pixel(100, 100), [0, 0, 0, 255]);
    assert_eq!(pixel(300, 100), [255, 255, 255, 255]);
    assert!(sheets.draw(1, 400).is_none());
}

#[test]
fn what_could_run_send_or_unpack_is_found() {
    for (catalog, page, extra) in [
        ("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", "", &[][..]),
        ("/OpenAction 5 0 R", "", &["<< /S /Launch /F (cmd.exe) >>"]),
        ("/OpenAction << /S 5 0 R >>", "", &["/Launch"]),
        ("/Names << /EmbeddedFiles << /Names [] >> >>", "", &[]),
        ("/AcroForm << /Fields [] /XFA [] >>", "", &[]),
        ("", "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>]", &[]),
        (
            "",
            "/Annots [5 0 R]",
            &["<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /A << /S /SubmitForm >> >>"],
        ),
        ("", "/AA << /O << /S /J#61vaScript /J#53 (1) >> >>", &[]),
    ] {
        let sheets = Sheets::open(pdf(catalog, page, extra)).unwrap();
        assert!(sheets.active(), "{catalog} {page}");
    }
}

#[test]
fn turning_pages_and_links_are_nothing_active() {
    let link = "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org) >> >>]";
    let sheets = Sheets::open(pdf("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>", link, &[])).unwrap();
    assert!(!sheets.active());
}

#[test]
fn what_is_no_pdf_is_refused() {
    for bytes in [&b""[..], b"%PDF-1.7", b"<html>", &[0; 5_000]] {
        assert!(Sheets::open(bytes.to_vec()).is_none());
    }
}
