use jiff::civil::date;

use super::*;
use crate::document::{Chart, Column, Cover, Fact, Figure, Letter, List, Point, Table};

/// Every character is half as wide as the size.
struct Even;

impl Measure for Even {
    fn width(&self, text: &str, _: Weight, size: f32) -> f32 {
        f32::from(u16::try_from(text.chars().count()).unwrap()) * size / 2.0
    }
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        language: "de".into(),
        title: "Bericht".into(),
        about: vec![Fact::new("Name", "Erika Muster"), Fact::new("Zeitraum", "1. bis 31. März")],
        foot: "Bericht, Erika Muster".into(),
        page: "Seite {page} von {pages}".into(),
        made_at: date(2026, 4, 1).at(9, 30, 0, 0),
        utc_offset_minutes: 120,
        made_by: "Heilsam".into(),
        cover: None,
        letter: None,
        contents: None,
        sections: vec![Section { title: "Werte".into(), on_new_page: false, blocks }],
    }
}

fn table(rows: usize, note: &str) -> Block {
    let columns = vec![Column::words("Tag", 20), Column::numbers("Oberer", 10), Column::words("Notiz", 40)];
    let row = |index: usize| vec![format!("Tag {index}"), "130".into(), note.to_owned()];
    Block::Table(Table { caption: "Alle Werte".into(), columns, rows: (0..rows).map(row).collect() })
}

fn words(page: &Page) -> Vec<&str> {
    fn text(shape: &Shape) -> Option<&str> {
        match shape {
            Shape::Text { text, .. } => Some(text),
            _ => None,
        }
    }
    page.pieces.iter().flat_map(|piece| &piece.shapes).filter_map(text).collect()
}

fn number(piece: &Piece) -> Option<usize> {
    match piece.role {
        Role::Content(number) => Some(number),
        Role::Decoration | Role::Repeated | Role::Foot => None,
    }
}

/// All numbers of pieces in reading order.
fn named(element: &Element, found: &mut Vec<usize>) {
    for child in &element.children {
        match child {
            Child::Element(element) => named(element, found),
            Child::Piece(number) => found.push(*number),
        }
    }
}

fn count(element: &Element, wanted: &Tag) -> usize {
    let below = element.children.iter().map(|child| match child {
        Child::Element(element) => count(element, wanted),
        Child::Piece(_) => 0,
    });
    below.sum::<usize>() + usize::from(element.tag == *wanted)
}

/// Descriptions of all drawings, in reading order.
fn described(element: &Element, found: &mut Vec<String>) {
    if let Tag::Figure(description, ..) = &element.tag {
        found.push(description.clone());
    }
    for child in &element.children {
        if let Child::Element(element) = child {
            described(element, found);
        }
    }
}

fn chart(title: &str, description: &str) -> Chart {
    Chart {
        title: title.into(),
        description: description.into(),
        series: vec!["Oberer Wert".into()],
        limits: Vec::new(),
        range: None,
        step: Some(20.0),
        points: vec![
            Point { at: 0.0, values: vec![Some(120.0)] },
            Point { at: 1.0, values: vec![Some(140.0)] },
        ],
        ticks: Vec::new(),
    }
}

fn full() -> Document {
    let figure =
        Figure { name: "Mittelwert".into(), value: "131/82".into(), detail: "aus 14 Messungen".into() };
    document(vec![
        Block::Figures(vec![figure.clone(), figure]),
        Block::Text("Ein Satz.".into()),
        Block::SmallPrint("Quelle.".into()),
        Block::Facts(vec![Fact::new("Gewicht", "82,5 kg")]),
        Block::Lines(vec![
            Fact::new("Ein Name in mehr als einer Zeile", "kurz"),
            Fact::new("Notiz", "lang ".repeat(900)),
        ]),
        Block::List(List { title: "Auffällig".into(), items: vec!["185/110 am 3. März".into()] }),
        Block::Chart(chart("Verlauf", "Von 120 bis 140")),
        table(200, "eine Notiz"),
    ])
}

#[test]
fn every_piece_is_read_once_and_in_order() {
    let layout = lay_out(&full(), &Even);
    let mut read = Vec::new();
    for element in &layout.elements {
        named(element, &mut read);
    }
    let drawn: Vec<usize> = layout.pages.iter().flat_map(|page| &page.pieces).filter_map(number).collect();
    let mut sorted = read.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..drawn.len()).collect::<Vec<_>>(), "each piece has exactly one place");
    assert_eq!(read, drawn, "reading order is drawing order");
}

#[test]
fn nothing_stands_outside_the_page() {
    let layout = lay_out(&full(), &Even);
    for shape in layout.pages.iter().flat_map(|page| &page.pieces).flat_map(|piece| &piece.shapes) {
        if let Shape::Text { x, y, text, size, weight, .. } = shape {
            let right = x + Even.width(text.trim_end(), *weight, *size);
            assert!(*x >= LEFT - 1.0 && right <= LEFT + WIDTH + 1.0, "{text:?} from {x} to {right}");
            assert!(*y > TOP && *y < PAGE_HEIGHT - 20.0, "{text:?} at {y}");
        }
    }
}

#[test]
fn a_long_table_repeats_its_head_on_each_page_and_reads_it_once() {
    let layout = lay_out(&full(), &Even);
    assert!(layout.pages.len() > 3);
    for page in layout.pages.iter().skip(1) {
        assert!(words(page).contains(&"Oberer"), "{:?}", words(page));
    }
    let section = layout.elements.last().unwrap();
    assert_eq!(count(section, &Tag::ColumnHeader), 3);
    assert_eq!(count(section, &Tag::Row), 201);
    assert_eq!((count(section, &Tag::RowHeader), count(section, &Tag::Cell)), (200, 400));
}

#[test]
fn a_note_longer_than_a_page_is_printed_to_its_end() {
    let note = format!("{} Ende", "viele Worte ".repeat(1_500));
    let layout = lay_out(&document(vec![table(1, &note)]), &Even);
    assert!(layout.pages.len() > 2);
    assert!(words(layout.pages.last().unwrap()).iter().any(|text| text.ends_with("Ende")));
    assert_eq!(count(layout.elements.last().unwrap(), &Tag::Row), 2, "it is still one row");
}

#[test]
fn an_empty_cell_keeps_its_place() {
    let layout = lay_out(&document(vec![table(1, "")]), &Even);
    assert_eq!(count(layout.elements.last().unwrap(), &Tag::Cell), 2);
    assert!(words(&layout.pages[0]).contains(&" "));
}

#[test]
fn pages_are_numbered_outside_of_what_is_read() {
    let layout = lay_out(&full(), &Even);
    let last = layout.pages.last().unwrap().pieces.last().unwrap();
    assert_eq!(last.role, Role::Foot);
    let wanted = format!("Seite {0} von {0}", layout.pages.len());
    assert!(words(layout.pages.last().unwrap()).contains(&wanted.as_str()));
}

#[test]
fn headings_can_be_jumped_to() {
    let mut document = full();
    document.sections.push(Section { title: "Anhang".into(), on_new_page: true, blocks: Vec::new() });
    let layout = lay_out(&document, &Even);
    let found: Vec<(&str, usize)> = layout.outline.iter().map(|it| (it.title.as_str(), it.page)).collect();
    assert_eq!(found, [("Werte", 0), ("Anhang", layout.pages.len() - 1)]);
}

#[test]
fn the_heading_of_a_section_is_never_the_last_of_a_page() {
    for lines in 0..60 {
        let mut document = document(vec![Block::Text("Ein Satz.".into()); lines]);
        let blocks = vec![Block::Heading("Punkt 1".into()), Block::Text("Eine Antwort.".into())];
        document.sections.push(Section { title: "Anhang ".repeat(20), on_new_page: false, blocks });
        let layout = lay_out(&document, &Even);
        let page = words(&layout.pages[layout.outline[1].page]);
        assert!(page.contains(&"Punkt 1") && page.contains(&"Eine Antwort."), "{lines}: {page:?}");
    }
}

#[test]
fn a_section_that_begins_with_a_chart_begins_where_it_has_room() {
    for lines in 0..60 {
        let mut document = document(vec![Block::Text("Ein Satz.".into()); lines]);
        let blocks = vec![Block::Chart(chart(&"Gewicht im Verlauf ".repeat(6), "Von 80 bis 82"))];
        document.sections.push(Section { title: "Gewicht".into(), on_new_page: false, blocks });
        let layout = lay_out(&document, &Even);
        let page = layout.outline[1].page;
        let found = words(&layout.pages[page]);
        assert!(found.iter().any(|text| text.starts_with("Gewicht im Verlauf")), "{lines}: {found:?}");
        let pieces = layout.pages[page].pieces.iter().filter(|piece| number(piece).is_some());
        for shape in pieces.flat_map(|piece| &piece.shapes) {
            assert!(!matches!(shape, Shape::Text { y, .. } if *y > BOTTOM), "{lines}: {shape:?}");
        }
    }
}

#[test]
fn each_chart_is_described_in_its_place() {
    let blocks = vec![
        Block::Chart(chart("Gewicht", "Von 80 bis 82")),
        table(2, ""),
        Block::Chart(chart("PHQ-9", "8")),
    ];
    let layout = lay_out(&document(blocks), &Even);
    let section = layout.elements.last().unwrap();
    let mut found = Vec::new();
    described(section, &mut found);
    assert_eq!(found, ["Von 80 bis 82", "8"]);
    let named = |title: &str| count(section, &Tag::Heading(3, title.to_owned()));
    assert_eq!((named("Gewicht"), named("PHQ-9")), (1, 1));
}

#[test]
fn a_cover_stands_alone_and_the_content_begins_on_the_next_page() {
    let mut document = document(vec![Block::Text("Ein Satz.".into())]);
    document.cover = Some(Cover { kind: "Antrag".into(), by: vec!["Muster GmbH".into()] });
    document.contents = Some("Inhalt".into());
    document.sections[0].on_new_page = true;
    let layout = lay_out(&document, &Even);
    let first = words(&layout.pages[0]);
    for wanted in ["Antrag", "Bericht", "Muster GmbH", "Erika Muster"] {
        assert!(first.contains(&wanted), "{first:?}");
    }
    assert_eq!(layout.pages.len(), 3);
    assert!(words(&layout.pages[1]).contains(&"Inhalt"));
    assert!(words(&layout.pages[2]).contains(&"Ein Satz."));
}

#[test]
fn a_letter_shows_its_addressee_in_the_window_and_its_subject_below() {
    let mut document = document(vec![Block::Text("Ein Satz.".into())]);
    document.letter = Some(Letter {
        from: "Muster GmbH, Musterweg 1, 10115 Berlin".into(),
        to: vec!["Amt".into(), "Amtsweg 2".into(), "10117 Berlin".into()],
        opening: vec!["Guten Tag,".into()],
    });
    let layout = lay_out(&document, &Even);
    let places: Vec<(&str, f32, f32)> = layout.pages[0]
        .pieces
        .iter()
        .flat_map(|piece| &piece.shapes)
        .filter_map(|shape| match shape {
            Shape::Text { x, y, text, .. } => Some((text.as_str(), *x, *y)),
            _ => None,
        })
        .collect();
    let at = |wanted: &str| places.iter().find(|(text, ..)| *text == wanted).copied().unwrap();
    for line in ["Amt", "Amtsweg 2", "10117 Berlin"] {
        let (_, x, y) = at(line);
        assert!(x > 70.0 && y > letter::ADDRESS_TOP && y < letter::WINDOW_BOTTOM, "{line} at {x}, {y}");
    }
    let order = ["10117 Berlin", "Erika Muster", "Bericht", "Guten Tag,", "Ein Satz."];
    let heights: Vec<f32> = order.iter().map(|text| at(text).2).collect();
    assert!(heights.is_sorted(), "{heights:?}");
    assert_eq!(count(&layout.elements[5], &Tag::Heading(1, "Bericht".into())), 1, "the subject is the title");
    let mut read = Vec::new();
    for element in &layout.elements {
        named(element, &mut read);
    }
    assert!(read.is_sorted(), "reading order is drawing order: {read:?}");
}

#[test]
fn rows_to_sign_leave_room_for_a_hand() {
    let Block::Table(names) = table(2, "") else { panic!() };
    let layout = lay_out(&document(vec![Block::ToSign(names)]), &Even);
    let lines: Vec<f32> = layout.pages[0]
        .pieces
        .iter()
        .flat_map(|piece| &piece.shapes)
        .filter_map(|shape| match shape {
            Shape::Text { y, text, .. } if text.starts_with("Tag ") => Some(*y),
            _ => None,
        })
        .collect();
    assert!(lines.len() == 2 && lines[1] - lines[0] >= table::TO_SIGN, "{lines:?}");
}
