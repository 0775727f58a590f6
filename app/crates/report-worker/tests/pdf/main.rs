//! The finished PDF, read again by programs that share no code with what wrote it (poppler, qpdf).

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may fail the test")]

mod programs;
mod sample;

use heilsam_report::document::Block;
use programs::{Pdf, run};

const FONTS: [&[u8]; 2] = [
    include_bytes!("../../../../../assets/fonts/atkinson-hyperlegible-next.woff2"),
    include_bytes!("../../../../../assets/fonts/atkinson-hyperlegible-next-ext.woff2"),
];

fn written(document: &heilsam_report::Document) -> Pdf {
    let typeface = heilsam_report_worker::typeface::Typeface::read(&FONTS).unwrap();
    Pdf::new(&heilsam_report_worker::pdf::write(document, &typeface).unwrap())
}

#[test]
fn the_file_says_that_it_meets_both_standards() {
    let pdf = written(&sample::full());
    let info = run("pdfinfo", &[&pdf.path()]);
    let has = |name: &str, value: &str| {
        info.lines().any(|line| line.starts_with(name) && line.trim_end().ends_with(value))
    };
    assert!(has("Tagged:", "yes") && has("Title:", "Blutdruckbericht"), "{info}");
    assert!(has("Page size:", "(A4)") && has("JavaScript:", "no") && has("Encrypted:", "no"), "{info}");
    let metadata = run("pdfinfo", &["-meta", &pdf.path()]);
    for part in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
    ] {
        assert!(metadata.contains(part), "{part} is missing in {metadata}");
    }
}

#[test]
fn the_file_is_sound() {
    let pdf = written(&sample::full());
    let answer = run("qpdf", &["--check", &pdf.path()]);
    assert!(answer.contains("No syntax or stream encoding errors found"), "{answer}");
}

#[test]
fn all_texts_can_be_copied_with_umlauts_and_foreign_letters() {
    let mut document = sample::full();
    document.about[0].value = "Şükrü Łukasz Großmütterchen".into();
    document.sections[0].blocks.push(Block::Text("Ärger über Öl: „süß“ – 37,5 °C ± 2 € …".into()));
    let text = run("pdftotext", &["-layout", &written(&document).path(), "-"]);
    for wanted in
        ["Şükrü Łukasz Großmütterchen", "Ärger über Öl: „süß“ – 37,5 °C ± 2 € …", "134/82", "Seite 1 von"]
    {
        assert!(text.contains(wanted), "{wanted} is missing in\n{text}");
    }
}

#[test]
fn what_a_patient_writes_never_breaks_the_file() {
    let mut document = sample::full();
    let odd = "👍🏽 \u{0} \u{FEFF} \u{E123} \u{202E}abc\u{202C} עברית 中文 a\u{0301}\u{0300} \u{10FFFF} \u{FFFE}\ttab\r\nZeile ";
    document.about[0].value = odd.into();
    document.sections[0].blocks.push(Block::Text(format!("{odd}{}", "x".repeat(3_000))));
    let pdf = written(&document);
    run("qpdf", &["--check", &pdf.path()]);
    assert!(run("pdftotext", &[&pdf.path(), "-"]).contains("Zeile"));
}

#[test]
fn headings_tables_and_drawings_are_known_to_a_screen_reader() {
    let tags = run("pdfinfo", &["-struct-text", &written(&sample::full()).path()]);
    let count = |name: &str| {
        tags.lines().filter(|line| line.trim_start().split([' ', '(', ':']).next() == Some(name)).count()
    };
    assert_eq!((count("H1"), count("H2")), (1, 5), "{tags}");
    assert_eq!(count("Table"), 5, "{tags}");
    assert_eq!(count("Figure"), 4, "blood pressure, two questionnaires, weight");
    assert!(count("TH") > 100 && count("TR") > 100);
    assert!(tags.contains("\"Oberer Wert\""), "{tags}");
}

#[test]
fn the_summary_of_a_patient_with_much_to_say_stays_on_one_page() {
    let pdf = written(&sample::full());
    let first = run("pdftotext", &["-l", "1", &pdf.path(), "-"]);
    assert!(first.contains("keine Diagnose"), "{first}");
    let second = run("pdftotext", &["-f", "2", "-l", "2", &pdf.path(), "-"]);
    assert!(second.trim_start().starts_with("Durchschnitt je Woche"), "{second}");
}

#[test]
fn lines_of_questionnaires_and_weight_stand_before_their_tables() {
    let text = run("pdftotext", &["-f", "2", "-layout", &written(&sample::full()).path(), "-"]);
    let wanted = [
        "Ergebnisse der Fragebögen",
        "(PHQ-9): Ergebnisse im Verlauf",
        "(GAD-7): Ergebnisse im Verlauf",
        "Möglich",
        "Weitere Einträge",
        "Gewicht im Verlauf",
        "Medikament",
    ];
    let places: Vec<_> = wanted.iter().map(|part| text.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in\n{text}");
}

#[test]
fn the_same_report_has_the_same_bytes() {
    assert_eq!(written(&sample::full()).bytes(), written(&sample::full()).bytes());
}

#[test]
fn pictures_for_people() {
    // Nothing is compared: whoever changes the layout looks at them.
    if let Some(folder) = std::env::var_os("HEILSAM_TEST_PICTURES") {
        let folder = std::path::Path::new(&folder);
        let pdf = written(&sample::full());
        std::fs::write(folder.join("report.pdf"), pdf.bytes()).unwrap();
        run("pdftoppm", &["-r", "70", "-png", &pdf.path(), &folder.join("report").display().to_string()]);
    }
}
