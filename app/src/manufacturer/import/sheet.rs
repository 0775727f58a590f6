//! Tables from files: CSV as the common programs write it, and the first sheet of an XLSX file.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, open_workbook_from_rs};
use heilsam_compliance::import::{MAX_FILE, MAX_ROWS, Table};

/// Most columns that are read.
const MAX_COLUMNS: usize = 100;
/// Most characters of one cell.
const MAX_CELL: usize = 20_000;

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetRefused {
    /// Larger than what is read.
    TooLarge,
    /// More rows than are read.
    TooLong,
    /// Neither CSV nor XLSX.
    NoTable,
    /// The file of an Excel before 2007.
    OldExcel,
}

/// Reads a table.
///
/// # Errors
/// [`SheetRefused`]
pub fn read(bytes: &[u8]) -> Result<Table, SheetRefused> {
    if bytes.len() > MAX_FILE {
        return Err(SheetRefused::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return xlsx(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(SheetRefused::OldExcel);
    }
    csv(bytes)
}

/// A table as CSV that German Excel opens: with a mark for UTF-8, and semicolons.
#[must_use]
pub fn to_csv(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in table {
        // Writing into memory does not fail, and all rows are as long.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// Cell by cell: what a file claims about its size takes no memory.
fn xlsx(bytes: &[u8]) -> Result<Table, SheetRefused> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| SheetRefused::NoTable)?;
    let name = book.sheet_names().first().cloned().ok_or(SheetRefused::NoTable)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| SheetRefused::NoTable)?;
    let mut table = Table::new();
    while let Some(cell) = cells.next_cell().map_err(|_| SheetRefused::NoTable)? {
        let (row, column) = cell.get_position();
        let (row, column) = (place(row), place(column));
        if row >= MAX_ROWS {
            return Err(SheetRefused::TooLong);
        }
        if column >= MAX_COLUMNS {
            continue;
        }
        if table.len() <= row {
            table.resize(row + 1, Vec::new());
        }
        if let Some(cells) = table.get_mut(row) {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(place) = cells.get_mut(column) {
                *place = text(cell.get_value());
            }
        }
    }
    Ok(table)
}

fn place(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

fn text(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(flag) => if *flag { "ja" } else { "nein" }.to_owned(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    };
    text.chars().take(MAX_CELL).collect()
}

fn csv(bytes: &[u8]) -> Result<Table, SheetRefused> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => std::borrow::Cow::Borrowed(text),
        // Excel in Germany still writes this where nobody chose UTF-8.
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.contains('\0') {
        return Err(SheetRefused::NoTable);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut table = Table::new();
    for record in reader.records() {
        let record = record.map_err(|_| SheetRefused::NoTable)?;
        if table.len() >= MAX_ROWS {
            return Err(SheetRefused::TooLong);
        }
        let cell = |cell: &str| cell.chars().take(MAX_CELL).collect();
        table.push(record.iter().take(MAX_COLUMNS).map(cell).collect());
    }
    Ok(table)
}

/// The one of the usual separators that stands most often in the first lines.
fn delimiter(text: &str) -> u8 {
    let first: Vec<&str> = text.lines().take(5).collect();
    let count = |separator: &u8| {
        first.iter().map(|line| line.bytes().filter(|byte| byte == separator).count()).sum::<usize>()
    };
    b",\t;".iter().copied().max_by_key(count).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    const XLSX: &[u8] = include_bytes!("../../../../tests/browser/files/answers.xlsx");

    fn rows(table: &Table) -> Vec<Vec<&str>> {
        table.iter().map(|row| row.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn csv_is_read_with_each_separator_with_quotes_and_in_both_encodings() {
        for text in ["Kennung;Antwort\nds-02;\"ja; sicher\"\n", "Kennung,Antwort\r\nds-02,ja; sicher\r\n"] {
            let table = read(text.as_bytes()).unwrap();
            assert_eq!(rows(&table), [["Kennung", "Antwort"], ["ds-02", "ja; sicher"]]);
        }
        let table = read(b"Kennung;Begr\xfcndung\nds-02;gr\xf6\xdfer").unwrap();
        assert_eq!(rows(&table), [["Kennung", "Begründung"], ["ds-02", "größer"]]);
    }

    #[test]
    fn what_we_write_is_read_again() {
        let table = vec![
            vec!["Kennung".to_owned(), "Text \"so\"\nund; so".to_owned()],
            vec!["ä".to_owned(), String::new()],
        ];
        let bytes = to_csv(&table);
        assert!(bytes.starts_with("\u{feff}".as_bytes()));
        assert_eq!(read(&bytes).unwrap(), table);
    }

    #[test]
    fn an_excel_file_is_read_cell_by_cell() {
        let table = read(XLSX).unwrap();
        let first: Vec<Vec<&str>> = rows(&table).into_iter().take(2).collect();
        assert_eq!(first[0][..2], ["Kennung", "Antwort"]);
        assert_eq!(first[1][0], "ds-05");
    }

    #[test]
    fn what_is_no_table_is_refused_with_the_reason() {
        assert_eq!(read(b"PK\x03\x04 no workbook"), Err(SheetRefused::NoTable));
        assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(SheetRefused::OldExcel));
        assert_eq!(read(b"a\0b"), Err(SheetRefused::NoTable));
        assert_eq!(read(&vec![b'a'; MAX_FILE + 1]), Err(SheetRefused::TooLarge));
        assert_eq!(read("a;b\n".repeat(MAX_ROWS + 1).as_bytes()), Err(SheetRefused::TooLong));
    }
}
