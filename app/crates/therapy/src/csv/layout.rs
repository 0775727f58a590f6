//! How a table is built: detected, and corrected by the patient where needed.

use super::CsvError;
use super::moment;
use super::rows::{Row, split};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Nothing that is taken over.
    Ignored,
    /// Date, or date and time.
    Date,
    /// Time alone.
    Time,
    /// Upper value, mmHg.
    Systolic,
    /// Lower value, mmHg.
    Diastolic,
    /// Beats per minute.
    Pulse,
    /// Kilograms.
    Weight,
    /// A remark.
    Note,
}

/// Order of day, month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `01.03.2026`
    DayFirst,
    /// `03/01/2026`
    MonthFirst,
    /// `2026-03-01`
    YearFirst,
}

/// How a table is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Between cells.
    pub separator: char,
    /// Rows before the first reading.
    pub header_rows: usize,
    /// What each column holds.
    pub columns: Vec<Column>,
    /// Order of the date.
    pub dates: DateOrder,
    /// Whether day and month could be the other way round as well: ask.
    pub dates_are_ambiguous: bool,
    /// Between whole and fraction; told in the preview, both are read.
    pub decimal_sign: char,
}

/// Rows before the header that some apps write (name, export date).
const MOST_HEADER_ROWS: usize = 10;
/// Rows that are looked at.
const SAMPLE: usize = 200;

impl Layout {
    /// Detects how a table is built. Columns that are not recognised by their name stay [`Column::Ignored`].
    ///
    /// # Errors
    /// A file without rows, an open quotation mark, too many lines.
    pub fn detect(text: &str) -> Result<Self, CsvError> {
        let separator = separator(text);
        let rows = split(text, separator)?;
        let (header_rows, columns) = header(&rows);
        let body = || rows.iter().skip(header_rows).take(SAMPLE);
        let cells = |wanted: Column| {
            let index = columns.iter().position(|column| *column == wanted);
            body().filter_map(move |row| row.cells.get(index?)).map(String::as_str)
        };
        let (dates, dates_are_ambiguous) = date_order(cells(Column::Date));
        let comma = cells(Column::Weight).any(|cell| cell.contains(','));
        let decimal_sign =
            if comma || (separator == ';' && cells(Column::Weight).next().is_none()) { ',' } else { '.' };
        Ok(Self { separator, header_rows, columns, dates, dates_are_ambiguous, decimal_sign })
    }

    /// Where a column is.
    #[must_use]
    pub fn position(&self, wanted: Column) -> Option<usize> {
        self.columns.iter().position(|column| *column == wanted)
    }
}

/// The sign that cuts the most rows into the same number (more than one) of cells.
fn separator(text: &str) -> char {
    let score = |sign: char| {
        let sample: String = text.lines().take(SAMPLE).fold(String::new(), |all, line| all + line + "\n");
        let rows = split(&sample, sign).unwrap_or_default();
        let widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).filter(|width| *width > 1).collect();
        let usual = widths.iter().max_by_key(|width| widths.iter().filter(|other| other == width).count());
        usual.map_or((0, 0), |usual| (widths.iter().filter(|width| *width == usual).count(), *usual))
    };
    // Of equals the last wins: a semicolon before a comma, which may be a decimal sign.
    ['|', ',', '\t', ';'].into_iter().max_by_key(|sign| score(*sign)).unwrap_or(';')
}

fn header(rows: &[Row]) -> (usize, Vec<Column>) {
    for (index, row) in rows.iter().take(MOST_HEADER_ROWS).enumerate() {
        let mut columns: Vec<Column> = Vec::new();
        for cell in &row.cells {
            let column = column_by_name(cell);
            // The first of a kind counts.
            columns.push(if columns.contains(&column) { Column::Ignored } else { column });
        }
        let known = columns.iter().filter(|column| **column != Column::Ignored).count();
        if known >= 2 || (columns.contains(&Column::Date) && columns.len() >= 2) {
            return (index + 1, columns);
        }
    }
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    (0, vec![Column::Ignored; width])
}

fn column_by_name(name: &str) -> Column {
    let name = name.to_lowercase();
    let word = name.split(['(', '[']).next().unwrap_or_default().trim();
    let is = |names: &[&str]| names.contains(&word);
    let begins = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    if name.contains("lb") && begins(&["weight", "gewicht"]) {
        // Pounds are not taken for kilograms.
        Column::Ignored
    } else if begins(&["sys", "oberer"]) || is(&["sbp", "upper"]) {
        Column::Systolic
    } else if begins(&["dia", "unterer"]) || is(&["dbp", "lower"]) {
        Column::Diastolic
    } else if begins(&["puls", "herzfrequenz", "heart rate", "herzschlag"]) || is(&["hr", "bpm"]) {
        Column::Pulse
    } else if begins(&["gewicht", "weight", "körpergewicht"]) || is(&["kg"]) {
        Column::Weight
    } else if begins(&["datum", "date", "messdatum", "zeitpunkt", "timestamp", "measured at", "zeitstempel"])
        || is(&["tag", "day", "measurement date"])
    {
        Column::Date
    } else if begins(&["uhrzeit", "zeit", "time", "messzeit"]) || is(&["measurement time"]) {
        Column::Time
    } else if begins(&["notiz", "note", "kommentar", "comment", "bemerkung"]) {
        Column::Note
    } else {
        Column::Ignored
    }
}

fn date_order<'a>(cells: impl Iterator<Item = &'a str>) -> (DateOrder, bool) {
    let days: Vec<&str> = cells
        .filter_map(|cell| cell.split([' ', 'T']).next())
        .map(|day| day.trim_end_matches(','))
        .filter(|day| !day.is_empty())
        .collect();
    let fits = |order: DateOrder| days.iter().filter(|day| moment::read_date(day, order).is_some()).count();
    let (day, month, year) =
        (fits(DateOrder::DayFirst), fits(DateOrder::MonthFirst), fits(DateOrder::YearFirst));
    // Two-digit years make `01-03-26` look like a year first.
    let has_long_year =
        days.iter().any(|day| day.split(['.', '/', '-']).next().is_some_and(|it| it.len() == 4));
    if year > 0 && has_long_year {
        return (DateOrder::YearFirst, false);
    }
    if month > day {
        return (DateOrder::MonthFirst, false);
    }
    // Points are used with the day first everywhere.
    let with_points = days.iter().all(|day| day.contains('.'));
    (DateOrder::DayFirst, day > 0 && day == month && !with_points)
}
