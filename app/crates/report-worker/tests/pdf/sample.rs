//! A report with everything on its first page, as full as the view ever makes it.

use heilsam_report::Document;
use heilsam_report::document::{
    Block, Chart, Column, Fact, Figure, Limit, List, Point, Section, Table, Tick,
};
use jiff::civil::date;

/// The whole report.
pub fn full() -> Document {
    Document {
        language: "de".into(),
        title: "Blutdruckbericht".into(),
        about: vec![
            Fact::new("Name", "Erika Mustermann-Überlänge"),
            Fact::new("Geboren am", "03.04.1955"),
            Fact::new("Zeitraum", "31.08.2026 bis 28.11.2026"),
            Fact::new("Erstellt am", "28.11.2026"),
        ],
        foot: "Blutdruckbericht · Erika Mustermann-Überlänge · 28.11.2026".into(),
        page: "Seite {page} von {pages}".into(),
        made_at: date(2026, 11, 28).at(9, 30, 0, 0),
        utc_offset_minutes: 60,
        made_by: "Heilsam".into(),
        cover: None,
        letter: None,
        contents: None,
        sections: vec![
            section("Überblick", false, overview()),
            section("Durchschnitt je Woche", true, vec![Block::Table(weeks())]),
            section("Alle Blutdruckwerte", false, vec![Block::Table(readings())]),
            section("Ergebnisse der Fragebögen", false, results()),
            section("Weitere Einträge", false, vec![Block::Chart(weight()), Block::Table(others())]),
        ],
    }
}

fn section(title: &str, on_new_page: bool, blocks: Vec<Block>) -> Section {
    Section { title: title.into(), on_new_page, blocks }
}

fn figure(name: &str, value: &str, detail: &str) -> Figure {
    Figure { name: name.into(), value: value.into(), detail: detail.into() }
}

fn overview() -> Vec<Block> {
    let method = "Selbst gemessene Werte aus dem Tagebuch, keine Diagnose. Durchschnitt über 7 Tage nach Nationaler \
        VersorgungsLeitlinie Hypertonie 2023: Mittel aller Messungen von sieben Tagen, endend mit der letzten Messung; \
        verlässlich ab drei Tagen mit Messungen morgens und abends. Grenzwert zu Hause 135/85 mmHg.";
    vec![
        Block::Figures(vec![
            figure(
                "Durchschnitt über 7 Tage (mmHg)",
                "134/82",
                "22.11. bis 28.11.: 13 Messungen an 7 Tagen. Zu wenige Messungen für eine Entscheidung.",
            ),
            figure("Durchschnitt im Zeitraum (mmHg)", "138/84", "171 Messungen an 88 Tagen"),
            figure("Unter 135/85", "41 %", "Anteil der Messungen"),
            figure("Medikamente genommen", "94 %", "165 von 176 Einträgen"),
        ]),
        Block::Table(day_parts()),
        Block::Facts(vec![
            Fact::new("Höchster Wert", "186/112 mmHg am 12.09.2026"),
            Fact::new("Niedrigster Wert", "108/66 mmHg am 20.11.2026"),
            Fact::new("Schwankung (oberer Wert)", "± 11,3 mmHg (Standardabweichung)"),
            Fact::new("Verlauf (oberer Wert)", "Sinkt um 1,2 mmHg je Woche"),
            Fact::new("Gewicht zuletzt", "82,4 kg (-1,9 kg seit 01.09.2026)"),
            Fact::new(
                "Ausgelassen",
                "vergessen (7), wegen Nebenwirkung (2), nicht mehr vorrätig (1), niedriger Wert (1)",
            ),
        ]),
        Block::Chart(chart()),
        Block::List(List {
            title: "Auffällige Messungen".into(),
            items: vec![
                "186/112 mmHg am 12.09.2026, 07:10: sehr hoch".into(),
                "181/99 mmHg am 10.09.2026, 19:30: sehr hoch".into(),
                "88/55 mmHg am 06.09.2026, 08:00: niedrig".into(),
                "131/80 mmHg am 05.09.2026, 08:00: unregelmäßiger Puls laut Gerät".into(),
                "3 weitere stehen in der Tabelle.".into(),
            ],
        }),
        Block::Facts(vec![
            Fact::new("Beschwerden", "Schwindel, stört den Alltag, 4-mal, zuletzt 20.11.2026"),
            Fact::new("Beschwerden", "Husten, kaum spürbar, 9-mal, zuletzt 26.11.2026"),
            Fact::new(
                "Beschwerden",
                "Kribbeln in der linken Hand beim Aufwachen, stark, 1-mal, zuletzt 03.10.2026",
            ),
            Fact::new(
                "Depressive Beschwerden (PHQ-9)",
                "8 Punkte (leichte Beschwerden) am 02.11.2026, zuvor 12",
            ),
            Fact::new("Ängstlichkeit (GAD-7)", "5 Punkte (leichte Beschwerden) am 02.11.2026, zuvor 9"),
            Fact::new("Selbstmanagement", "3,8 Punkte am 02.11.2026, zuvor 3,1"),
            Fact::new("Einnahmetreue", "22 Punkte (gut) am 02.11.2026, zuvor 19"),
        ]),
        Block::SmallPrint(method.into()),
    ]
}

fn day_parts() -> Table {
    let columns = vec![
        Column::words("Zeitraum", 34),
        Column::numbers("Oberer Wert", 18),
        Column::numbers("Unterer Wert", 18),
        Column::numbers("Puls", 12),
        Column::numbers("Messungen", 16),
    ];
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    Table {
        caption: "Morgens und abends".into(),
        columns,
        rows: vec![
            row(["Morgens (4 bis 12 Uhr)", "141", "86", "68", "88"]),
            row(["Abends (16 bis 24 Uhr)", "135", "82", "71", "83"]),
            row(["Alle Messungen", "138", "84", "69", "171"]),
        ],
    }
}

/// A falling wave.
fn chart() -> Chart {
    let point = |index: u16| {
        let day = f32::from(index);
        let upper = 150.0 - day * 0.25 + 9.0 * (day * 0.7).sin();
        Point { at: day, values: vec![Some(upper), Some(upper * 0.61)] }
    };
    let limit = |value| Limit { value, name: "Grenze zu Hause 135/85".into() };
    Chart {
        title: "Blutdruck im Verlauf (mmHg, Durchschnitt je Tag)".into(),
        description: "Liniendiagramm des Blutdrucks vom 31.08.2026 bis 28.11.2026.".into(),
        series: vec!["Oberer Wert".into(), "Unterer Wert".into()],
        limits: vec![limit(135.0), limit(85.0)],
        range: None,
        step: Some(20.0),
        points: (0..90).map(point).collect(),
        ticks: (0_u8..6)
            .map(|step| Tick { at: f32::from(step) * 15.0, name: format!("{:02}.{:02}.", 1 + step * 4, 9) })
            .collect(),
    }
}

fn weeks() -> Table {
    let columns = vec![
        Column::words("Woche ab", 22),
        Column::numbers("Oberer Wert", 18),
        Column::numbers("Unterer Wert", 18),
        Column::numbers("Puls", 12),
        Column::numbers("Messungen", 16),
    ];
    let row = |week: u8| {
        vec![format!("{:02}.11.2026", week + 1), "136".into(), "83".into(), "70".into(), "14".into()]
    };
    Table { caption: String::new(), columns, rows: (0..13).map(row).collect() }
}

fn readings() -> Table {
    let columns = vec![
        Column::words("Gemessen", 24),
        Column::numbers("Oberer Wert", 14),
        Column::numbers("Unterer Wert", 14),
        Column::numbers("Puls", 10),
        Column::words("Hinweis", 40),
    ];
    let row = |index: u16| {
        let remark = if index.is_multiple_of(5) {
            "erhöht; nach dem Treppensteigen, ein wenig außer Atem und müde"
        } else {
            ""
        };
        vec![
            format!("{:02}.11.2026, 08:{:02}", index % 28 + 1, index % 60),
            (125 + index % 30).to_string(),
            "82".into(),
            "–".into(),
            remark.into(),
        ]
    };
    Table { caption: String::new(), columns, rows: (0..170).map(row).collect() }
}

/// A line for each questionnaire, then all results.
fn results() -> Vec<Block> {
    let line = |name: &str, highest, values: [f32; 3]| Chart {
        title: format!("{name}: Ergebnisse im Verlauf (Punkte)"),
        description: format!("Liniendiagramm der Ergebnisse von „{name}“."),
        series: vec![name.into()],
        limits: Vec::new(),
        range: Some((0.0, highest)),
        step: None,
        points: points(&values),
        ticks: vec![Tick { at: 0.0, name: "02.09.".into() }, Tick { at: 1.0, name: "02.10.".into() }],
    };
    let columns = vec![
        Column::words("Tag", 14),
        Column::words("Fragebogen", 30),
        Column::words("Skala", 26),
        Column::numbers("Punkte", 9),
        Column::words("Möglich", 13),
        Column::words("Bedeutung", 24),
    ];
    let row = |day: &str, name: &str, scale: &str, points: &str, range: &str| {
        [day, name, scale, points, range, "leichte Beschwerden"].map(str::to_owned).to_vec()
    };
    let rows = ["02.11.2026", "02.10.2026", "02.09.2026"].into_iter().flat_map(|day| {
        [
            row(day, "Fragen zur Stimmung (PHQ-9)", "Niedergeschlagenheit", "8", "0 bis 27"),
            row(day, "Fragen zu Sorgen und Anspannung (GAD-7)", "Sorgen und Anspannung", "5", "0 bis 21"),
        ]
    });
    vec![
        Block::Chart(line("Fragen zur Stimmung (PHQ-9)", 27.0, [14.0, 12.0, 8.0])),
        Block::Chart(line("Fragen zu Sorgen und Anspannung (GAD-7)", 21.0, [9.0, 9.0, 5.0])),
        Block::Table(Table { caption: String::new(), columns, rows: rows.collect() }),
    ]
}

fn weight() -> Chart {
    Chart {
        title: "Gewicht im Verlauf (kg)".into(),
        description: "Liniendiagramm des Gewichts vom 01.09.2026 bis 27.11.2026.".into(),
        series: vec!["Gewicht".into()],
        limits: Vec::new(),
        range: None,
        step: None,
        points: points(&[84.3, 83.9, 83.0, 82.4]),
        ticks: vec![Tick { at: 0.0, name: "01.09.".into() }],
    }
}

/// One after the other, at even distances.
fn points(values: &[f32]) -> Vec<Point> {
    let point = |(at, value): (u8, &f32)| Point { at: at.into(), values: vec![Some(*value)] };
    (0..).zip(values).map(point).collect()
}

fn others() -> Table {
    let columns =
        vec![Column::words("Zeitpunkt", 24), Column::words("Eintrag", 44), Column::words("Notiz", 34)];
    let row = |index: u16| {
        vec![
            format!("{:02}.11.2026, 07:30", index + 1),
            "Ramipril 5 mg, 1 Tablette genommen".into(),
            String::new(),
        ]
    };
    Table { caption: "Medikament".into(), columns, rows: (0..20).map(row).collect() }
}
